"""The comment for a period: what somebody wrote about it, and whether the numbers are still those they saw."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

PARTS: Final = ("headline", "why", "next", "asks")
"""What a comment is made of, in the order of the page."""
LONGEST: Final = 480
MOST_LINES: Final = 8
"""What one part may hold, so that the page fits on one sheet of paper."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote about the days from `start` to `end`: plain text, of several lines where they want.

    `seen` are the figures as they stood on the page when the comment was written, by name, in the house's own way of
    writing whatever the locale of the page was.
    """

    start: date
    end: date
    headline: str
    why: str
    next: str
    asks: str
    made_by: str
    made_at: datetime
    seen: Mapping[str, str] = field(default_factory=dict)

    @property
    def parts(self) -> dict[str, str]:
        """Give what was written, part by part."""
        return {"headline": self.headline, "why": self.why, "next": self.next, "asks": self.asks}


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure that is another one than when the comment was written."""

    name: str
    was: str
    now: str


def changed(comment: Comment, now: Mapping[str, str]) -> list[Changed]:
    """List the figures that read otherwise now than they did; one that is not on the page any more is none.

    >>> when = date(2026, 10, 1), date(2026, 10, 31)
    >>> kept = Comment(*when, "", "", "", "", "Ana", datetime(2026, 11, 2), {"Visits": "8.91 K", "Gone": "1"})
    >>> changed(kept, {"Visits": "9.02 K", "New": "2"})
    [Changed(name='Visits', was='8.91 K', now='9.02 K')]
    """
    return [Changed(name, was, now[name]) for name, was in comment.seen.items() if name in now and now[name] != was]


def tidy(text: str) -> str:
    r"""Give a text as it is kept: no space at the ends of its lines, no two empty lines together.

    >>> tidy("  Up.  \r\n\n\n  Down. ")
    'Up.\n\nDown.'
    """
    lines: list[str] = []
    for line in text.replace("\x00", "").splitlines():
        said = line.strip()
        if said or (lines and lines[-1]):
            lines.append(said)
    return "\n".join(lines).strip()


def too_long(text: str) -> bool:
    """Tell whether a part holds more than its place on one sheet of paper."""
    return len(text) > LONGEST or len(text.splitlines()) > MOST_LINES


def fitted(text: str) -> str:
    r"""Give as many whole lines of a text as its place holds; of a first line that is too long, its beginning.

    >>> len(fitted("a" * 999)), fitted("a\nb")[-1]
    (480, 'b')
    """
    first, *others = text.splitlines() or [""]
    lines = [first if len(first) <= LONGEST else f"{first[: LONGEST - 1]}…"]
    for line in others:
        if too_long("\n".join([*lines, line])):
            break
        lines.append(line)
    return "\n".join(lines)
