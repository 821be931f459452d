"""What stands in the calendar: posts that are planned or published, and campaigns."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from kpi.periods import Period

LONGEST = {"title": 120, "text": 5_000, "link": 2_000, "owner": 60, "content_type": 40}
"""How many characters fit into what is typed."""
MARK = "…"
_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


class Stage(StrEnum):
    """How far a post is."""

    IDEA = "idea"
    DRAFT = "draft"
    APPROVED = "approved"
    PLANNED = "planned"
    PUBLISHED = "published"
    DROPPED = "dropped"


PROMISED = frozenset({Stage.APPROVED, Stage.PLANNED, Stage.PUBLISHED})
"""The stages in which a post belongs to the week's plan; an idea or a draft promises nothing yet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A post in the calendar.

    `id` is the text of a UUID, `uid` what another calendar calls it ('' where it was made here). `at` is the time of
    day in `zone`, the name of a time zone ('' where nobody said one); without it the post belongs to the whole day.
    `channel` and `content_type` are '' where they are not decided yet; `objective` is the key of one. `post` is the key
    of the published post that somebody said this one became. `on_charts` says that it is a mark on the charts.
    """

    id: str
    day: date
    changed_at: datetime
    channel: str = ""
    title: str = ""
    text: str = ""
    at: time | None = None
    zone: str = ""
    content_type: str = ""
    link: str = ""
    objective: str = ""
    owner: str = ""
    stage: Stage = Stage.IDEA
    on_charts: bool = False
    post: str = ""
    uid: str = ""
    made_by: str = ""

    @property
    def order(self) -> tuple[date, time, str, str, str]:
        """Say where it stands among others: by day and time, those of the whole day first."""
        return self.day, self.at or time.min, self.channel, self.title, self.id

    @property
    def called(self) -> str:
        """Call it by its title, else by the beginning of its text."""
        return shorter(self.title or " ".join(self.text.split()), LONGEST["title"])

    @property
    def is_marked(self) -> bool:
        """Tell whether it is a mark on the charts: what was dropped is none any more, whatever was said before."""
        return self.on_charts and self.stage is not Stage.DROPPED


@dataclass(frozen=True, slots=True)
class Campaign:
    """Days from `start` to `end`, both included, under one name; `id` and `uid` as those of an entry."""

    id: str
    name: str
    start: date
    end: date
    changed_at: datetime
    note: str = ""
    on_charts: bool = False
    uid: str = ""
    made_by: str = ""

    @property
    def called(self) -> str:
        """Call it by its name."""
        return self.name

    @property
    def is_marked(self) -> bool:
        """Tell whether it is a mark on the charts."""
        return self.on_charts

    @property
    def days(self) -> Period:
        """Give its days."""
        return Period(self.start, self.end)


def shorter(text: str, most: int) -> str:
    """Cut a text that is longer than so many characters, and mark that.

    >>> shorter("Autumn fair", 8), shorter("Autumn", 8)
    ('Autumn …', 'Autumn')
    """
    return text if len(text) <= most else f"{text[: most - 1]}{MARK}"


def clean(text: str) -> str:
    r"""Leave out what no calendar and no spreadsheet keeps: signs that cannot be seen, and blanks at the ends.

    >>> clean(" a\x00b\r\nc\u2028d ")
    'ab\nc\nd'
    """
    lines = _ENDS.sub("\n", text)
    return "".join(sign for sign in lines if sign in "\n\t" or not _is_lost(sign)).strip()


def one_line(text: str) -> str:
    r"""Give a text in one line.

    >>> one_line("a\n b")
    'a b'
    """
    return " ".join(clean(text).split())


def _is_lost(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cs") or sign in "\ufeff\ufffe\uffff"
