"""A grid of text to the tables in it: preambles, titles, stacked tables, headers that stand lower down."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kpi.errors import UnknownExport
from kpi.exports.export import Export, plain
from kpi.layouts.fingerprint import fingerprint
from kpi.reading.grid import Cells
from kpi.reading.placing import dating, measured, placed
from kpi.reading.recognise import declared, header_words, recognise, single_headers
from kpi.reading.strings import Pieces, bare, encoded, figures_alone, filled, mask, matching, strings
from kpi.reading.threads import side_by_side

_HEADER_WITHIN = 40
_MOST_TRIES = 5_000
_WORDS_WITHIN = 4
_FEW_ROWS, _NARROW = 12, 2
_LONGEST_WORD = 200
_NUMBER = r"^[\s.,:/-]*\d[\d\s.,:/-]*$"
_BLANK, _COMMENT, _LINE, _ROW = 0, 1, 2, 3


@dataclass(slots=True)
class Table:
    """One table of a grid: what stands above it, its header, its rows.

    `titles` are the lines straight above the header; `preamble` are all lines that speak of it, the nearest last. The
    header's layout is known by its `fingerprint`.
    """

    export: Export | None
    header: list[str]
    rows: Cells
    titles: tuple[str, ...] = ()
    preamble: tuple[str, ...] = ()
    trouble: str = ""
    fingerprint: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Head:
    """A recognised header: its row, the row where its titles begin, the export."""

    at: int
    begins: int
    export: Export


@dataclass(slots=True)
class _Page:
    """A grid with what each of its rows looks like: blank, a comment, a line of one cell, or a row of several."""

    cells: Cells
    kinds: np.ndarray
    name: str
    trouble: dict[int, str] = field(default_factory=dict)

    def fingerprint(self, at: int) -> str:
        """Give the fingerprint of the header in a row, with the lines above it."""
        return fingerprint(self.cells.row(at), titles=self.lines(*_titles_above(self.kinds, at)), name=self.name)

    def lines(self, first: int, end: int) -> list[str]:
        """Give rows as lines of text, blank ones left out, the last 40 only."""
        rows = self.cells.slice(max(first, end - _HEADER_WITHIN), end).rows()
        return [line for row in rows if (line := " ".join(cell for cell in row if cell).strip())]


def tables_in(cells: Cells, *, name: str, layouts: Sequence[Export] = ()) -> list[Table]:
    """Find the tables in a grid of text; those that no export knows come with `export` None and what was seen.

    `layouts` are those that the user declared.
    """
    if not len(cells) or not cells.width:
        return []
    cells = _without_margin(cells)
    page = _Page(cells, _kinds(cells), name)
    heads = _heads(page, layouts)
    known = [(_end(page, head, later), head) for head, later in _with_next(heads, len(cells))]
    found: list[tuple[int, Table]] = []
    done, preamble = 0, tuple[str, ...]()
    for end, head in known:
        before, preamble = _between(page, done, head.begins, preamble, leads_on=True)
        found += before
        found.append((head.at, _table(page, head, end, preamble)))
        done = end
    found += _between(page, done, len(cells), preamble, leads_on=False)[0]
    return [table for _, table in found]


def _without_margin(cells: Cells) -> Cells:
    """Take away the columns left of a table that hold nothing."""
    first = next((at for at, column in enumerate(cells.columns) if filled(column).any()), 0)
    return Cells(cells.columns[first:], cells.numbers)


def _kinds(cells: Cells) -> np.ndarray:
    counts = np.zeros(len(cells), dtype="uint16")
    for held in side_by_side(filled, cells.columns, rows=len(cells)):
        counts += held
    kinds: np.ndarray = np.minimum(counts + 1, _ROW)
    kinds[counts == 0] = _BLANK
    marked = mask(pc.starts_with(cells.columns[0], "#"))
    for at in np.flatnonzero(marked):  # a caption may begin with # as well: a comment stands alone or among its like
        above = kinds[at - 1] if at else _BLANK
        leads = above == _BLANK and marked[at + 1 : at + 2].any()
        if kinds[at] == _LINE or above == _COMMENT or leads:
            kinds[at] = _COMMENT
    return kinds


def _heads(page: _Page, layouts: Sequence[Export]) -> list[_Head]:
    """Find the rows that are a known export's header."""
    heads: list[_Head] = []
    tries = _candidates(page)
    for at in tries:
        first, end = _titles_above(page.kinds, at)
        try:
            row, titles = page.cells.row(at), page.lines(first, end) if first < end else ()
            known = recognise(row, titles=titles, name=page.name)
            export = known or declared(page.fingerprint(at), layouts) if known or layouts else None
        except UnknownExport as unclear:
            page.trouble[at] = str(unclear)
            continue
        if export:
            heads.append(_Head(at, first if end == at else at, export))
    return heads


def _titles_above(kinds: np.ndarray, at: int) -> tuple[int, int]:
    """Find the lines straight above a header, else those above the blank rows there: the first and the end of them."""
    first = _first_line(kinds, at)
    if first == at:
        while at > 0 and kinds[at - 1] == _BLANK:
            at -= 1
        first = _first_line(kinds, at)
    return first, at


def _first_line(kinds: np.ndarray, end: int) -> int:
    while end > 0 and kinds[end - 1] == _LINE:
        end -= 1
    return end


def _candidates(page: _Page) -> list[int]:
    """List the rows that may be a header: the first of each block and those that hold a header's word."""
    rows = page.kinds == _ROW
    starts = np.flatnonzero(rows & (np.r_[_BLANK, page.kinds[:-1]] != _ROW))
    tried = np.zeros(len(rows) + _HEADER_WITHIN, dtype=bool)
    for places in (starts, _worded(page.cells, rows), *(starts[:200] + step for step in range(_HEADER_WITHIN))):
        tried[places] = True
    tries = np.flatnonzero(tried[: len(rows)] & rows)[:_MOST_TRIES]
    return sorted([*tries.tolist(), *_single(page)])


def _worded(cells: Cells, rows: np.ndarray) -> np.ndarray:
    """List those of the rows of which a cell is a word by which an export is known and none a number."""
    left = np.flatnonzero(rows)
    columns = range(min(cells.width, _WORDS_WITHIN))
    for at in columns:
        left = left[~_are_numbers(cells.taken(at, left))]
    worded = np.zeros(len(left), dtype=bool)
    for at in columns:
        worded |= _is_header_word(cells.taken(at, left))
    return left[worded]


def _are_numbers(cells: Pieces) -> np.ndarray:
    found = figures_alone(cells)
    found[~found] = matching(cells.filter(pa.array(~found)), _NUMBER)
    return found


def _single(page: _Page) -> list[int]:
    """List the lines that are the header of a single number."""
    alone = np.flatnonzero(page.kinds == _LINE)
    first = page.cells.taken(0, alone).to_pylist()
    return [int(at) for at, cell in zip(alone, first, strict=True) if plain(cell) in single_headers()]


def _is_header_word(column: Pieces) -> np.ndarray:
    """Tell which cells are a word by which an export is known; one that is long is none."""
    maybe = mask(pc.less_equal(pc.binary_length(column), _LONGEST_WORD))
    coded = encoded(column.filter(pa.array(maybe)))
    found: np.ndarray = maybe.copy()
    found[maybe] = mask(pc.is_in(pc.utf8_lower(bare(coded.dictionary)), _words()))[coded.indices.to_numpy()]
    return found


@lru_cache(maxsize=1)
def _words() -> pa.LargeStringArray:
    return strings(sorted(header_words()))


def _with_next(heads: list[_Head], rows: int) -> Iterator[tuple[_Head, int]]:
    for turn, head in enumerate(heads):
        yield head, heads[turn + 1].begins if turn + 1 < len(heads) else rows


def _end(page: _Page, head: _Head, limit: int) -> int:
    """Find where a table ends: at comments, blank rows and lines behind which no row of it follows."""
    body = page.kinds[head.at + 1 : limit]
    if head.export.single:
        return head.at + 1 + min(1, len(body))
    gaps = np.flatnonzero((body != _ROW) & (np.r_[_ROW, body[:-1]] == _ROW))
    after = np.flatnonzero((body == _ROW) & (np.r_[_ROW, body[:-1]] != _ROW))
    gaps = gaps[: len(after) + 1]
    if len(gaps) > len(after) and (body[gaps[-1] :] == _LINE).all():
        gaps = gaps[:-1]  # lines at the foot
    dated, counted = _continues(page, head, after + head.at + 1)
    foreign = np.flatnonzero(~dated & ~counted)
    follow = np.flatnonzero(dated[: foreign[0] if len(foreign) else None])
    beyond = int(follow[-1]) + 1 if len(follow) else 0
    return head.at + 1 + int(gaps[beyond] if beyond < len(gaps) else len(body))


def _continues(page: _Page, head: _Head, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Tell which rows after a gap belong to the table above (dated, or else counted, where it is), and which may.

    A row with numbers but without a date (a total) belongs to it where others follow; a row of words begins another.
    """
    if not len(rows) or not head.export.metrics:
        return np.zeros(len(rows), dtype=bool), np.zeros(len(rows), dtype=bool)
    dates, counts = _columns_of(head.export, tuple(page.cells.row(head.at)))
    parts = [page.cells.taken(at, rows) for at in range(page.cells.width)]
    dated = _any_match(parts, dates[:1], r"\d") if dates else _any_match(parts, counts, r"^\s*[-+]?\d")
    return dated, _any_match(parts, range(len(parts)), r"^\s*[-+]?\d[\d.,]*\s*%?$")


def _any_match(parts: list[Pieces], columns: Iterable[int], pattern: str) -> np.ndarray:
    found = np.zeros(len(parts[0]), dtype=bool)
    for at in columns:
        found |= matching(parts[at], pattern)
    return found


@lru_cache(maxsize=100)
def _columns_of(export: Export, header: tuple[str, ...]) -> tuple[list[int], list[int]]:
    where = placed(export, header)
    return dating(where), measured(where)


def _between(
    page: _Page, first: int, end: int, preamble: tuple[str, ...], *, leads_on: bool
) -> tuple[list[tuple[int, Table]], tuple[str, ...]]:
    """Read what stands between the known tables: lines that speak of the next one, and tables that nobody knows.

    A line of rules (# -----) begins a new preamble.
    """
    unknown: list[tuple[int, Table]] = []
    for start, stop in _blocks(page.kinds, first, end):
        lines = tuple(page.lines(start, stop))
        if page.kinds[start] == _COMMENT:
            preamble = lines if _rules(lines) else (*preamble, *lines)[-_HEADER_WITHIN:]
        elif _is_preamble(page, start, stop, leads_on=leads_on):
            preamble = (*preamble, *lines)[-_HEADER_WITHIN:]
        else:
            unknown.append((start, _unknown(page, start, stop, preamble)))
    return unknown, preamble


def _is_preamble(page: _Page, start: int, stop: int, *, leads_on: bool) -> bool:
    if (page.kinds[start:stop] == _LINE).all():
        return stop - start < _HEADER_WITHIN
    block = page.cells.slice(start, stop)
    narrow = not block.filled(range(_NARROW, block.width)).any()
    counts = matching(block[1], r"^\s*[-+]?[\d.,]+\s*%?$")
    is_table = len(block) > 1 and not counts[0] and counts[1:].all()
    return leads_on and narrow and len(block) <= _FEW_ROWS and not is_table


def _blocks(kinds: np.ndarray, first: int, end: int) -> Iterator[tuple[int, int]]:
    """Split rows at blank ones and between comments and others."""
    coarse = np.where(kinds[first:end] > _COMMENT, _ROW, kinds[first:end])
    borders = np.flatnonzero(np.diff(coarse)) + 1 if len(coarse) else np.array([], dtype=int)
    for start, stop in zip([0, *borders], [*borders, len(coarse)], strict=True):
        if stop > start and coarse[start] != _BLANK:
            yield first + int(start), first + int(stop)


def _rules(lines: tuple[str, ...]) -> bool:
    return bool(lines) and set(lines[0]) <= set("#- ")


def _table(page: _Page, head: _Head, end: int, preamble: tuple[str, ...]) -> Table:
    return Table(
        export=head.export,
        header=page.cells.row(head.at),
        rows=page.cells.slice(head.at + 1, end),
        titles=tuple(page.lines(head.begins, head.at)) or (preamble if head.export.titles else ()),
        preamble=(*preamble, *page.lines(head.begins, head.at)),
        fingerprint=page.fingerprint(head.at),
    )


def _unknown(page: _Page, start: int, stop: int, preamble: tuple[str, ...]) -> Table:
    wide = np.flatnonzero(page.kinds[start:stop] == _ROW)
    at = start + (int(wide[0]) if len(wide) else 0)
    titles = page.lines(start, at) or (list(preamble[-1:]) if start and page.kinds[start - 1] != _COMMENT else [])
    return Table(
        export=None,
        header=page.cells.row(at),
        rows=page.cells.slice(at + 1, stop),
        titles=tuple(titles),
        preamble=preamble,
        trouble=next((text for row, text in page.trouble.items() if start <= row < stop), ""),
        fingerprint=page.fingerprint(at),
    )
