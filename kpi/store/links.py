"""Share links: what somebody without an account is shown, how long, and what a store is asked about it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from kpi.periods import Period
from kpi.store.tries import Try

DEFAULT_DAYS, MOST_DAYS, WARN_DAYS = 40, 365, 7
"""How long a link lives unless told otherwise (past the next monthly meeting), at most, and when it is warned of."""
SHORTEST_PASSWORD = 8


class Shows(StrEnum):
    """What a link shows."""

    MANAGEMENT = "management"
    OBJECTIVE = "objective"
    TARGETS = "targets"
    CALENDAR = "calendar"
    """The calendar, as calendar programs subscribe to it; no page."""


class State(StrEnum):
    """What whoever made a link has done with it since."""

    OPEN = "open"
    PAUSED = "paused"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Shown:
    """What becomes public: a page within a scope, and what goes along with it.

    `objective` is the key of the one that is shown ('' where none is). No channels or accounts mean all of them, no
    days any. `notes` are the annotations, `calendar` the campaigns and posts of the calendar that are marks on the
    charts, `texts` the words of posts and the names of files, `ideas` the posts that are promised to nobody yet.
    `locale` writes numbers and dates ('' as the workspace does).
    """

    page: Shows = Shows.MANAGEMENT
    objective: str = ""
    channels: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    days: Period | None = None
    notes: bool = True
    texts: bool = False
    locale: str = ""
    calendar: bool = False
    ideas: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A share link as its owner sees it; `id` is public, the token is known to nobody but its holders.

    `name` is the owner's word for it, which no holder sees. It ends at `until`. One that is frozen shows what was known
    when it was made. `views` counts the openings, those of one address on one day once.
    """

    id: str
    workspace: str
    name: str
    shown: Shown
    frozen: bool
    until: datetime
    made_by: str
    made_at: datetime
    state: State = State.OPEN
    has_password: bool = False
    views: int = 0
    last_opened: datetime | None = None

    @property
    def last_day(self) -> date:
        """Give the last day on which it is open."""
        return (self.until - timedelta.resolution).date()

    def opens(self, now: datetime) -> bool:
        """Tell whether its holders see anything at a moment."""
        return self.state is State.OPEN and now < self.until

    def ends_soon(self, now: datetime) -> bool:
        """Tell whether it is time to warn of its end."""
        return self.state is not State.REVOKED and now < self.until <= now + timedelta(days=WARN_DAYS)


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link on its way into a workspace; no password means that the address alone opens it.

    `page` are the bytes that a frozen link answers with; none make it a live one.
    """

    name: str
    shown: Shown
    until: datetime
    made_by: str
    made_at: datetime
    password: str = ""
    page: bytes = b""


@dataclass(frozen=True, slots=True)
class Made:
    """A link with its token, which is told this once."""

    link: Link
    token: str


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token stands for: its link, and what is kept of the password ('' for none)."""

    link: Link
    password: str


class LinksListed(Protocol):
    """The part of a store that says what is public."""

    def links(self, workspace_id: str) -> list[Link]:
        """List a workspace's links, the newest first."""


class Links(LinksListed, Protocol):
    """The part of a store that keeps share links; of a token it holds the digest alone."""

    def create_link(self, workspace_id: str, new: NewLink) -> Made:
        """Keep a link with its password and its end; where one of them cannot be, raise StoreError and keep none."""

    def rotate_link(self, workspace_id: str, link_id: str, *, at: datetime, who: str) -> Made:
        """Give a link another token; the former opens nothing any more."""

    def set_link(self, workspace_id: str, link_id: str, state: State, *, at: datetime, who: str) -> Link:
        """Pause or revoke a link, or open it again; its holders see that at once."""

    def extend_link(self, workspace_id: str, link_id: str, until: datetime, *, at: datetime, who: str) -> Link:
        """Let a link end at another moment; raise StoreError where that is past or too far."""

    def grant(self, token: str) -> Grant | None:
        """Say what a token stands for, whatever the state of its link; None where it is unknown."""

    def link_page(self, link_id: str) -> bytes:
        """Give the bytes that a frozen link answers with; raise StoreError where it has none."""

    def note_opening(self, link_id: str, address: str, *, at: datetime) -> None:
        """Count an opening: once a day for each address, of which a digest is enough."""

    def allow_try(self, link_id: str, address: str, *, at: datetime) -> Try:
        """Say whether a password may be tried now from an address, of which a digest is enough; count it if it may."""

    def note_failure(self, link_id: str, address: str, *, at: datetime) -> None:
        """Keep that somebody told a wrong password."""

    def forget_tries(self, link_id: str, address: str) -> None:
        """Begin the count of an address anew, after the right password."""
