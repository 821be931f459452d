"""A column of text as Arrow holds it: where cells are looked at a million at a time."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kpi.reading.threads import side_by_side

TEXT = pa.large_string()
Pieces: TypeAlias = "pa.LargeStringArray | pa.ChunkedArray"
_FOREIGN = 0x80
_GLANCE = 200


def strings(text: Iterable[str]) -> pa.LargeStringArray:
    """Give the cells of a column as one Arrow array."""
    if isinstance(text, pa.LargeStringArray):
        return text
    return in_one_piece(text.cast(TEXT) if isinstance(text, pa.ChunkedArray) else pa.array(text, TEXT))


def texts(text: Iterable[str]) -> Pieces:
    """Give the cells of a column as Arrow holds them, in pieces where they lie in such."""
    return text if isinstance(text, pa.ChunkedArray) else strings(text)


def in_one_piece(column: Pieces) -> pa.LargeStringArray:
    """Give a column in one piece, and copy nothing where it is one."""
    if isinstance(column, pa.Array):
        return column
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def pieces_of(column: Pieces) -> list[pa.LargeStringArray]:
    """List the pieces in which a column lies."""
    return column.chunks if isinstance(column, pa.ChunkedArray) else [column]


def taken(column: Pieces, rows: np.ndarray) -> pa.LargeStringArray:
    """Give the cells in ascending rows: Arrow would join the pieces for a single one."""
    if isinstance(column, pa.Array):
        return column.take(pa.array(rows))
    starts = np.cumsum([0, *map(len, column.chunks)])
    within = [rows[first:end] for first, end in pairwise(np.searchsorted(rows, starts))]
    held = [
        piece.take(pa.array(here - start))
        for piece, here, start in zip(column.chunks, within, starts, strict=False)
        if len(here)
    ]
    return pa.concat_arrays(held) if held else pa.array([], TEXT)


def same(text: str, rows: int) -> pa.LargeStringArray:
    """Give a column that says the same in every row."""
    return pa.repeat(pa.scalar(text, TEXT), rows)


def throughout(text: str, rows: int) -> pa.DictionaryArray:
    """Give the same as places of the one cell that there is."""
    return pa.DictionaryArray.from_arrays(np.zeros(rows, dtype="int32"), pa.array([text], TEXT))


def mask(found: pa.BooleanArray) -> np.ndarray:
    """Give what Arrow found true or false as NumPy knows it."""
    told: np.ndarray = found.to_numpy(zero_copy_only=False).astype(bool, copy=False)
    return told


def filled(cells: Pieces) -> np.ndarray:
    """Tell which cells hold anything."""
    if isinstance(cells, pa.ChunkedArray):
        return np.concatenate([np.zeros(0, dtype=bool), *map(filled, cells.chunks)])
    ends = _ends(cells)
    held: np.ndarray = ends[1:] > ends[:-1]
    return held


def characters(cells: pa.LargeStringArray) -> np.ndarray:
    """Give the bytes of all cells in a row."""
    ends = _ends(cells)
    data = cells.buffers()[2]
    return np.empty(0, dtype="uint8") if data is None else np.frombuffer(data, dtype="uint8")[ends[0] : ends[-1]]


def holds(cells: Pieces, *signs: str) -> bool:
    """Tell whether any of these signs stands in any cell."""
    each = map(characters, pieces_of(cells))
    return any(bool((found == ord(sign)).any()) for found in each for sign in signs)


def only_figures(cells: Pieces) -> bool:
    """Tell whether the cells hold nothing but figures, or nothing."""
    each = filter(len, map(characters, pieces_of(cells)))
    return all(bool(found.min() >= ord("0") and found.max() <= ord("9")) for found in each)


def figures_alone(cells: Pieces) -> np.ndarray:
    """Tell which cells hold figures and nothing else."""
    return mask(pc.ascii_is_decimal(cells))


def bare(cells: Pieces) -> Pieces:
    """Take the blanks around each cell away; what comes in pieces stays so."""
    if isinstance(cells, pa.ChunkedArray):
        return pa.chunked_array(side_by_side(bare, cells.chunks, rows=len(cells)), TEXT)
    return cells if _are_bare(cells) else pc.utf8_trim_whitespace(cells)


def _are_bare(cells: pa.LargeStringArray) -> bool:
    """Tell whether each cell begins and ends with a plain sign that is no blank."""
    ends, found = _ends(cells), characters(cells)
    if not len(found) or (_is_plain(found[:_GLANCE]) and _is_plain(found)):
        return True
    ends = ends - ends[0]
    return _begin_and_end_plain(found, ends[:_GLANCE]) and _begin_and_end_plain(found, ends)


def _begin_and_end_plain(found: np.ndarray, ends: np.ndarray) -> bool:
    first, last = ends[:-1], ends[1:] - 1
    held = first <= last
    if not held.all():
        first, last = first[held], last[held]
    return not len(first) or (_is_plain(found[first]) and _is_plain(found[last]))


def _is_plain(found: np.ndarray) -> bool:
    return bool(found.min() > ord(" ") and found.max() < _FOREIGN)


def _ends(cells: pa.LargeStringArray) -> np.ndarray:
    """Tell where each cell begins among the bytes, and where the last one ends."""
    if not len(cells):
        return np.zeros(1, dtype="int64")
    return np.frombuffer(cells.buffers()[1], dtype="int64")[cells.offset : cells.offset + len(cells) + 1]


def mapped(cells: pa.LargeStringArray, change: Callable[[str], str]) -> pa.LargeStringArray:
    """Change each cell; what stands in many is changed once."""
    return coded(cells, change).dictionary_decode()


def encoded(cells: Pieces) -> pa.DictionaryArray:
    """Give cells as places among the different ones, in the order in which these first stand there."""
    found = cells.dictionary_encode()
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found


def coded(cells: pa.LargeStringArray | pa.DictionaryArray, change: Callable[[str], str]) -> pa.DictionaryArray:
    """Change each cell, and leave the cells as places among the different ones, some of which may be alike now."""
    found = cells if isinstance(cells, pa.DictionaryArray) else encoded(cells)
    return pa.DictionaryArray.from_arrays(found.indices, pa.array(map(change, found.dictionary.to_pylist()), TEXT))


def counted(cells: pa.DictionaryArray) -> dict[str, int]:
    """Count in how many rows each different cell stands that holds anything."""
    rows = np.bincount(cells.indices.to_numpy(), minlength=len(cells.dictionary))
    found = dict[str, int]()
    for cell, times in zip(cells.dictionary.to_pylist(), rows.tolist(), strict=True):
        if cell:
            found[cell] = found.get(cell, 0) + times
    return found


def told(cells: pa.LargeStringArray, test: Callable[[str], object]) -> np.ndarray:
    """Tell which cells pass a test; what stands in many is tested once."""
    different = cells.dictionary_encode()
    passed = np.array([bool(test(cell)) for cell in different.dictionary.to_pylist()], dtype=bool)
    found: np.ndarray = passed[different.indices.to_numpy()]
    return found


def matching(cells: Pieces, pattern: str) -> np.ndarray:
    """Tell which cells hold a pattern, in the language of RE2."""
    return mask(pc.match_substring_regex(cells, pattern))
