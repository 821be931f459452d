"""Cells of dates split into whole numbers: all at once where they are laid out alike, else each by itself."""

import re
from dataclasses import dataclass
from functools import reduce
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kpi.reading.strings import characters
from kpi.reading.threads import side_by_side

SIGNS = {"mark": "-/.", "mark2": "-/.", "half": "AaPp"}
_ABSENT = np.int32(-1)
_TOGETHER = 64


@dataclass(frozen=True, slots=True)
class Written:
    """Cells and, where all are laid out alike, their characters, a row a place.

    Alike are those with figures in the same places, and else the same signs.
    """

    plain: pa.LargeStringArray
    alike: np.ndarray | None = None

    @classmethod
    def of(cls, plain: pa.LargeStringArray) -> Self:
        """Look at how cells are laid out."""
        return cls(plain, _layout(plain))

    def __len__(self) -> int:
        return len(self.plain)

    @property
    def shapes(self) -> pa.LargeStringArray:
        """Give at least one cell of each layout."""
        return self.plain if self.alike is None else self.plain[:1]


def parts_of(cells: Written, pattern: str) -> dict[str, np.ndarray]:
    """Split the cells by a pattern into whole numbers and places in `SIGNS`; -1 where there is none."""
    return _of_each(cells.plain, pattern) if cells.alike is None else _of_all(cells.alike, pattern)


def _layout(plain: pa.LargeStringArray) -> np.ndarray | None:
    found = characters(plain)
    width = len(found) // max(len(plain), 1)
    if not width or (pc.binary_length(plain).to_numpy() != width).any():
        return None
    table = found.reshape(-1, width)
    low, high = _at_each_place(np.minimum, table), _at_each_place(np.maximum, table)
    alike = (low == high) | ((low >= ord("0")) & (high <= ord("9")))
    is_bare = min(low[0], low[-1]) > ord(" ") and high.max() <= ord("~")
    return np.ascontiguousarray(table.T) if is_bare and alike.all() else None


def _at_each_place(most: np.ufunc, table: np.ndarray) -> np.ndarray:
    """Find the least or the greatest at each place of the rows; many are taken as one, for NumPy minds short ones."""
    width = table.shape[1]
    many = len(table) // _TOGETHER * _TOGETHER
    if many:
        together = most.reduce(table[:many].reshape(-1, _TOGETHER * width), axis=0)
        table = np.concatenate([together.reshape(-1, width), table[many:]])
    of_each: np.ndarray = most.reduce(table, axis=0)
    return of_each


def _of_all(table: np.ndarray, pattern: str) -> dict[str, np.ndarray]:
    """Split cells that are laid out alike: what the pattern finds in one stands at the same places in all."""
    compiled = re.compile(pattern, re.ASCII)
    found = compiled.match(table[:, 0].tobytes().decode())
    names = list(compiled.groupindex)
    parts = side_by_side(lambda name: _of_one(table, found, name), names, rows=table.shape[1])
    return dict(zip(names, parts, strict=True))


def _of_one(table: np.ndarray, found: re.Match[str] | None, name: str) -> np.ndarray:
    if not found or not found[name]:
        return np.broadcast_to(_ABSENT, table.shape[1])
    if name in SIGNS:
        return np.broadcast_to(np.int32(SIGNS[name].index(found[name])), table.shape[1])
    figures = (table[at].astype("int32") - ord("0") for at in range(*found.span(name)))
    return reduce(lambda number, figure: number * 10 + figure, figures)


def _of_each(plain: pa.LargeStringArray, pattern: str) -> dict[str, np.ndarray]:
    found = pc.extract_regex(plain, pattern=pattern)
    parts: dict[str, np.ndarray] = {}
    for field in found.type:
        text = pc.struct_field(found, field.name)
        if field.name in SIGNS:
            signs = pa.array(list(SIGNS[field.name]), pa.large_string())
            parts[field.name] = pc.index_in(text, signs).fill_null(-1).to_numpy(zero_copy_only=False)
        else:
            number = pc.cast(pc.if_else(pc.equal(text, ""), None, text), pa.int32())
            parts[field.name] = number.fill_null(-1).to_numpy(zero_copy_only=False)
    return parts
