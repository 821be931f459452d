"""Decide from a bounded sample how the fields of a text file are separated."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
NONE = "\x1f"
LONGEST_FIELD = 2 << 20
_TELLING = 3
_OUT_OF_PLACE = re.compile(r'[,;\t|]"|"[,;\t|]')
_WRAPPED = re.compile(r'(?m)^"((?:[^"]|"")*)"[,;\t|]*(?=\r?$)')


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


@dataclass(frozen=True, slots=True)
class _Agreement:
    """How many records, of how many, share the commonest number of fields (two or more), and that number."""

    agree: int
    of: int
    width: int

    @property
    def share(self) -> float:
        """Give the share of the records that agree; a single one says little."""
        return self.agree / (self.of + 1)


def decide(sample: str, *, complete: bool) -> Dialect:
    """Choose the delimiter with which the largest share of the records agree on their number of fields."""
    first, _, rest = sample.partition("\n")
    announced = _announced(first)
    body = rest if announced else sample
    mark, found = _best(body, announced, complete=complete)
    bare = unwrapped(body)
    if bare != body:
        inner, better = _best(bare, "", complete=complete)
        more = better.agree > found.agree and better.share > found.share
        all_agree = not found.agree and better.agree == better.of
        if more and (better.width >= _TELLING or '""' in body or all_agree):
            return Dialect(inner, better.width, wrapped=True, announced=bool(announced))
    return Dialect(mark if found.agree else announced or NONE, max(found.width, 1), announced=bool(announced))


def unwrapped(text: str) -> str:
    """Take each line that is one quoted cell out of its quotes.

    >>> unwrapped('"1,""x, y"",2"')
    '1,"x, y",2'
    """
    return _WRAPPED.sub(lambda line: line[1].replace('""', '"'), text)


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


def _best(sample: str, announced: str, *, complete: bool) -> tuple[str, _Agreement]:
    agreeing = {mark: _agreement(_records(sample, mark, complete=complete)) for mark in DELIMITERS}
    best = max(DELIMITERS, key=lambda mark: agreeing[mark].share)
    if announced and agreeing[announced].agree:
        best = announced
    return best, agreeing[best]


def _agreement(rows: Sequence[Sequence[str]]) -> _Agreement:
    widths = [len(row) for row in rows if len(row) > 1]
    width = _commonest(widths)
    sound = sum(len(row) == width and not any(map(_is_torn, row)) for row in rows)
    return _Agreement(sound, len(rows), width)


def _is_torn(cell: str) -> bool:
    """Tell whether a cell holds one of the quotation marks that stand around a cell: it was split at a wrong sign."""
    return cell.count('"') % 2 == 1 and bool(_OUT_OF_PLACE.search(cell))


def _commonest(widths: Sequence[int]) -> int:
    return max(Counter(widths).items(), key=lambda item: (item[1], item[0]), default=(0, 0))[0]
