"""A grid of text to the tables in it: preambles, titles, stacked tables, headers that stand lower down."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from kpi.errors import UnknownExport
from kpi.exports.export import Export
from kpi.reading.recognise import recognise

_HEADER_WITHIN = 40


@dataclass(slots=True)
class Table:
    """One table of a grid: what stands above it, its header, its rows (index = row number in the file)."""

    export: Export | None
    header: list[str]
    rows: pd.DataFrame
    titles: tuple[str, ...] = ()
    preamble: tuple[str, ...] = ()
    trouble: str = ""
    notes: list[str] = field(default_factory=list)


def tables_in(cells: pd.DataFrame, *, name: str) -> list[Table]:
    """Find the tables in a grid of text; those that no export knows come with `export` None and what was seen."""
    found: list[Table] = []
    preamble: list[str] = []
    for block in _blocks(cells):
        if _is_comment(block):
            lines = _lines(block)
            preamble = lines if _rules(lines) else [*preamble, *lines]
            continue
        tables = _tables_of_block(block, preamble=tuple(preamble), name=name)
        if found and found[-1].export and len(tables) == 1 and _continues(tables[0], found[-1]):
            found[-1].rows = pd.concat([found[-1].rows, block])
            continue
        if not tables:
            preamble += _lines(block)
        found.extend(tables)
    return found


def _blocks(cells: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Split at blank rows and between comment lines and others."""
    if cells.empty:
        return
    filled = (cells != "").to_numpy().any(axis=1)
    comment = cells.iloc[:, 0].str.startswith("#").to_numpy(dtype=bool)
    kind = np.where(~filled, 0, np.where(comment, 1, 2))
    borders = np.flatnonzero(np.diff(kind)) + 1
    for start, end in zip([0, *borders], [*borders, len(kind)], strict=True):
        if kind[start]:
            yield cells.iloc[start:end]


def _is_comment(block: pd.DataFrame) -> bool:
    return bool(block.iat[0, 0].startswith("#"))


def _rules(lines: list[str]) -> bool:
    return bool(lines) and set(lines[0]) <= set("#- ")


def _lines(block: pd.DataFrame) -> list[str]:
    return [" ".join(cell for cell in row if cell).strip() for row in block.head(_HEADER_WITHIN).to_numpy()]


def _tables_of_block(block: pd.DataFrame, *, preamble: tuple[str, ...], name: str) -> list[Table]:
    """Find the header rows of a block; each table reaches to the title of the next."""
    width = (block != "").to_numpy().sum(axis=1)
    single = width == 1
    after_title = np.flatnonzero(single[:-1] & ~single[1:]) + 1
    tries = dict.fromkeys([*range(min(len(block), _HEADER_WITHIN)), *after_title[:200].tolist()])
    heads: list[tuple[int, Export]] = []
    trouble = ""
    for at in tries:
        if single[at] or (heads and at < heads[-1][0] + 2 and at not in after_title):
            continue
        titles = _titles_above(block, at, single) or preamble
        try:
            export = recognise(block.iloc[at].tolist(), titles=titles, name=name)
        except UnknownExport as unclear:
            trouble = str(unclear)
            continue
        if export:
            heads.append((at, export))
    if not heads:
        return [] if single.all() and len(block) < _HEADER_WITHIN else [_unknown(block, single, preamble, trouble)]
    heads.sort(key=lambda one: one[0])
    return [
        Table(
            export=export,
            header=block.iloc[at].tolist(),
            rows=block.iloc[at + 1 : _end(block, heads, turn, single)],
            titles=_titles_above(block, at, single),
            preamble=preamble,
        )
        for turn, (at, export) in enumerate(heads)
    ]


def _end(block: pd.DataFrame, heads: list[tuple[int, Export]], turn: int, single: np.ndarray) -> int:
    if turn + 1 == len(heads):
        return len(block)
    end = heads[turn + 1][0]
    while end > heads[turn][0] + 1 and single[end - 1]:
        end -= 1
    return end


def _titles_above(block: pd.DataFrame, at: int, single: np.ndarray) -> tuple[str, ...]:
    titles: list[str] = []
    while at > 0 and single[at - 1]:
        at -= 1
        titles.insert(0, next(cell for cell in block.iloc[at] if cell))
    return tuple(titles)


def _continues(table: Table, above: Table) -> bool:
    return (
        table.export is None
        and not table.titles
        and not table.trouble
        and bool(above.export and above.export.metrics)
        and len([cell for cell in table.header if cell]) > 1
        and any(cell[:1].isdigit() for cell in table.header[:2])
    )


def _unknown(block: pd.DataFrame, single: np.ndarray, preamble: tuple[str, ...], trouble: str) -> Table:
    wide = np.flatnonzero(~single)
    at = int(wide[0]) if len(wide) else 0
    return Table(
        export=None,
        header=block.iloc[at].tolist(),
        rows=block.iloc[at + 1 :],
        titles=_titles_above(block, at, single),
        preamble=preamble,
        trouble=trouble,
    )
