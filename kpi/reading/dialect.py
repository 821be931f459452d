"""Decide from a bounded sample how the fields of a text file are separated."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
NONE = "\x1f"
LONGEST_FIELD = 2 << 20
_MOSTLY = 0.8
_TELLING = 3


csv.field_size_limit(LONGEST_FIELD)  # the module's own limit, 131,072, is shorter than some captions


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file is laid out.

    `width` is the number of fields most records have; `wrapped` says that whole records stand in one quoted cell, as
    Excel saves a file it could not split; `announced` that the first line only names the delimiter (`sep=;`).
    """

    delimiter: str
    width: int
    wrapped: bool = False
    announced: bool = False


def decide(sample: str, *, complete: bool) -> Dialect:
    """Choose the delimiter whose records agree best on their number of fields, quotes honoured."""
    first, _, rest = sample.partition("\n")
    announced = _announced(first)
    body = rest if announced else sample
    records = {mark: _records(body, mark, complete=complete) for mark in DELIMITERS}
    agreeing = {mark: _agreement(rows) for mark, rows in records.items()}
    delimiter = max(DELIMITERS, key=agreeing.__getitem__)
    if announced and agreeing[announced][0]:
        delimiter = announced
    inner = _wrapped_in(records[delimiter])
    if inner:
        return Dialect(inner[0], inner[1], wrapped=True, announced=bool(announced))
    agree, width = agreeing[delimiter]
    return Dialect(delimiter if agree else announced or NONE, max(width, 1), announced=bool(announced))


def fields(text: str, delimiter: str) -> list[str]:
    """Split one record that stands alone."""
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])


def _announced(line: str) -> str:
    """Give the delimiter that a first line like `sep=;` names, or ''."""
    line = line.rstrip("\r").replace('"', "")
    if line.lower().startswith("sep=") and len(line) > len("sep="):
        mark = line[len("sep=")]
        if mark in DELIMITERS and not line[len("sep=") :].strip(mark + ",;\t"):
            return mark
    return ""


def _records(sample: str, delimiter: str, *, complete: bool) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))
    return [row for row in (rows if complete else rows[:-1] or rows) if row]


def _agreement(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Give how many records share the commonest number of fields (two or more), and that number."""
    widths = [len(row) for row in rows if len(row) > 1]
    width = _commonest(widths)
    return widths.count(width), width


def _commonest(widths: Sequence[int]) -> int:
    return max(Counter(widths).items(), key=lambda item: (item[1], item[0]), default=(0, 0))[0]


def _wrapped_in(rows: Sequence[Sequence[str]]) -> tuple[str, int] | None:
    """Give delimiter and width of the records that hide in single quoted cells, where nearly all do."""
    hidden = [row[0] for row in rows if row[0] and not any(row[1:])]
    if len(hidden) < max(2, _MOSTLY * len(rows)):
        return None
    for mark in DELIMITERS:
        widths = [len(fields(text, mark)) for text in hidden]
        width = _commonest(widths)
        telling = width >= _TELLING or (width > 1 and any('"' in text for text in hidden))
        if telling and widths.count(width) >= _MOSTLY * len(hidden):
            return mark, width
    return None
