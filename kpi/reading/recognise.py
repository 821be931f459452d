"""Which export a table is: by its header and title; exactly one may match, the file's name is only a hint."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import PurePosixPath

from kpi.errors import UnknownExport
from kpi.exports import EXPORTS
from kpi.exports.export import Column, Export, plain, without_code

_COPY = re.compile(r"[\s_-]*(\(\d+\)|\d{1,2}|copy|kopie|copia)$")
_TABLE = re.compile(r"\.(csv|tsv|txt|xlsx?|zip)$")
_Spellings = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Signature:
    """What a header must hold: of each of `marks` one spelling, of `any_of` one, of `never` none."""

    export: Export
    marks: tuple[frozenset[str], ...]
    any_of: frozenset[str]
    never: frozenset[str]
    titles: frozenset[str]
    named: frozenset[str]

    def fits(self, seen: set[str], titles: set[str], name: str) -> bool:
        """Tell whether a header (in plain spelling) and the titles above it are this export."""
        return (
            all(seen & spellings for spellings in self.marks)
            and (not self.any_of or bool(seen & self.any_of))
            and not seen & self.never
            and (not self.titles or bool(titles & self.titles))
            and (not self.export.width or len({without_code(cell) for cell in seen}) == self.export.width)
            and (not self.named or any(fnmatchcase(said, wanted) for wanted in self.named for said in _names(name)))
        )


def recognise(header: Sequence[str], *, titles: Sequence[str] = (), name: str = "") -> Export | None:
    """Name the one export whose marks this header holds, or None; raise UnknownExport where two match."""
    words = {plain(cell) for cell in header if cell}
    seen = words | {without_code(cell) for cell in words}
    above = {plain(title) for title in titles}
    if not seen or not (above or seen & header_words()):
        return None
    matching = [one.export for one in _signatures() if one.fits(seen, above, name)]
    if len(matching) > 1:
        labels = " and ".join(f"“{export.label}”" for export in matching)
        raise UnknownExport(
            f"The table looks like {labels} at once, so no number is taken from it. Drop the export as the "
            "platform gives it, or say on the files page what its columns hold."
        )
    return matching[0] if matching else None


def declared(fingerprint: str, layouts: Sequence[Export]) -> Export | None:
    """Name the layout that a user declared for a header of this fingerprint, or None."""
    return next((layout for layout in layouts if layout.fingerprint == fingerprint), None)


@lru_cache(maxsize=1)
def header_words() -> frozenset[str]:
    """Give every spelling of a header by which an export is recognised."""
    words = frozenset(word for one in _signatures() for spellings in one.marks for word in spellings)
    return words | single_headers()


@lru_cache(maxsize=1)
def single_headers() -> frozenset[str]:
    """Give the headers of tables that are one number under one cell."""
    return frozenset(word for one in _signatures() if one.export.single for word in one.any_of)


@lru_cache(maxsize=1)
def _signatures() -> tuple[_Signature, ...]:
    return tuple(_signature(export, _spellings(export.columns)) for export in EXPORTS)


def _signature(export: Export, own: _Spellings) -> _Signature:
    nowhere = _platform_spellings(export.platform) if export.never else {}
    return _Signature(
        export,
        tuple(_spelt(mark, own) for mark in export.marks),
        frozenset[str]().union(*(_spelt(mark, own) for mark in export.any_of)),
        frozenset[str]().union(*(_spelt(mark, nowhere) for mark in export.never)),
        frozenset(map(plain, export.titles)),
        frozenset(map(_spaced, export.named)),
    )


@lru_cache(maxsize=100)
def _platform_spellings(platform: str) -> _Spellings:
    """List the columns of all exports of a platform: what one of them must not hold is often declared in another."""
    return _spellings([one for export in EXPORTS if export.platform == platform for one in export.columns])


def _spellings(columns: Iterable[Column]) -> _Spellings:
    """Give for each name of a column, in plain spelling, all names of the columns that carry it.

    A column that it names first, in English, knows its spellings; others may only take it for want of a better.
    """
    known: dict[str, frozenset[str]] = {}
    by_first: dict[str, frozenset[str]] = {}
    for one in columns:
        names = frozenset(map(plain, one.names))
        for name in names:
            known[name] = known.get(name, names) | names
        for first in map(plain, one.names[:1]):
            by_first[first] = by_first.get(first, names) | names
    return known | by_first


def _spelt(mark: str, known: _Spellings) -> frozenset[str]:
    """List a mark in all its languages: those of the declared columns that have it for a name."""
    wanted = plain(mark)
    return known.get(wanted, frozenset()) | {wanted}


@lru_cache(maxsize=1_000)
def _names(name: str) -> frozenset[str]:
    """Give what a file and the archive it came in are called, without ending and the number of a copy.

    >>> sorted(_names("export.zip/Totals (1).csv"))
    ['export', 'totals']
    """
    return frozenset(_spaced(_COPY.sub("", _TABLE.sub("", plain(part)))) for part in PurePosixPath(name).parts)


def _spaced(name: str) -> str:
    """Write a name with blanks, whatever stands between its words."""
    return re.sub(r"[\s_-]+", " ", plain(name)).strip()
