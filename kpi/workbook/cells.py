"""The cells of a filled-in sheet, and what is said of one that cannot be taken."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

_MOST_SHOWN = 60
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ENDS = re.compile(r"\r\n?")
NO_VALUE = {
    "uncalculated": "This formula has no value yet: open the file in Excel, save it, and upload it again.",
    "error": "This cell holds an error instead of a value: write the value.",
}
"""What is said of the kinds of cells that hold nothing to read."""


class Cell(NamedTuple):
    """A filled cell as `kpi.reading.cells` gives it: its place from 1, its text and kind, and its two readings."""

    sheet: str
    row: int
    column: int
    text: str
    kind: str
    point: float
    comma: float


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be taken; `asks` says that what is in it can be read in two ways."""

    says: str
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What a row changes about what it stands for, in words."""

    header: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that cannot be taken, such as Targets!E7, and why; its whole row is left out."""

    row: int
    cell: str
    says: str
    asks: bool = False


def clean(text: str) -> str:
    r"""Leave out of a text what no spreadsheet keeps: what cannot be seen, and blanks at its ends.

    >>> clean(" a\x00b\r\nc ")
    'ab\nc'
    """
    return _UNSAFE.sub("", _ENDS.sub("\n", text)).strip()


def shown(text: str) -> str:
    """Write what somebody wrote into a sentence, in one line and not too long."""
    line = " ".join(clean(text).split())
    return line if len(line) <= _MOST_SHOWN else f"{line[:_MOST_SHOWN]}…"


def listed(names: Iterable[str]) -> str:
    """Write names into one cell."""
    return ", ".join(names)
