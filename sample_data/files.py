"""A written file and what a right reader finds in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

Totals = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table to be found in a file: its grain, its channel, its days, and the plain sums of its metrics."""

    match: str | None
    grain: str
    channel: str | None
    rows: int
    first: date
    last: date
    totals: Totals
    allowed: Sequence[Totals] = ()

    def as_json(self) -> dict[str, object]:
        """Give the sheet as the checks read it."""
        plain: dict[str, object] = {
            "match": self.match,
            "grain": self.grain,
            "channel": self.channel,
            "rows_kept": self.rows,
            "first_date": self.first.isoformat(),
            "last_date": self.last.isoformat(),
            "totals": dict(self.totals),
            "tolerance": 1e-6,
        }
        if not self.allowed:
            return plain
        answers = [{"rows_kept": self.rows, "totals": dict(totals)} for totals in (self.totals, *self.allowed)]
        return plain | {"any_of": answers}


@dataclass(frozen=True, slots=True)
class SampleFile:
    """A file as its platform gives it, or typed by hand; the tables in it, and why it is worth a look."""

    name: str
    content: bytes
    sheets: Sequence[Sheet]
    why: str = "Plain file."
    typed: bool = False

    def as_json(self, folder: str) -> dict[str, object]:
        """Give what to expect of the file, in the shape of the hand-made truths."""
        expected: dict[str, object] = {
            "file": f"{folder}/{self.name}",
            "set": "sample",
            "expect": "facts",
            "sheets": [sheet.as_json() for sheet in self.sheets],
            "why": self.why,
        }
        return expected | {"unchecked": True} if self.typed else expected


def days_sheet(match: str | None, channel: str | None, frame: pd.DataFrame, metrics: Sequence[str]) -> Sheet:
    """Describe a table with a row a day: the frame's index holds the days."""
    return Sheet(match, "day", channel, len(frame), frame.index[0], frame.index[-1], totals_of(frame, metrics))


def posts_sheet(match: str | None, channel: str, frame: pd.DataFrame, metrics: Sequence[str]) -> Sheet:
    """Describe a table with a row a post."""
    totals = {"posts": float(len(frame)), **totals_of(frame, metrics)}
    return Sheet(match, "post", channel, len(frame), frame["at"].min().date(), frame["at"].max().date(), totals)


def totals_of(frame: pd.DataFrame, metrics: Sequence[str]) -> dict[str, float]:
    """Add up each metric."""
    return {metric: float(frame[metric].sum()) for metric in metrics}
