"""A column of text as Arrow holds it: where cells are looked at a million at a time."""

from collections.abc import Callable, Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

TEXT = pa.large_string()


def strings(text: Iterable[str]) -> pa.LargeStringArray:
    """Give the cells of a column as one Arrow array."""
    if isinstance(text, pa.LargeStringArray):
        return text
    cells = text.cast(TEXT) if isinstance(text, pa.ChunkedArray) else pa.array(text, TEXT)
    return cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells


def same(text: str, rows: int) -> pa.LargeStringArray:
    """Give a column that says the same in every row."""
    return pa.repeat(pa.scalar(text, TEXT), rows)


def mask(found: pa.BooleanArray) -> np.ndarray:
    """Give what Arrow found true or false as NumPy knows it."""
    told: np.ndarray = found.to_numpy(zero_copy_only=False).astype(bool, copy=False)
    return told


def filled(cells: pa.LargeStringArray) -> np.ndarray:
    """Tell which cells hold anything."""
    held: np.ndarray = pc.binary_length(cells).to_numpy() > 0
    return held


def bare(cells: pa.LargeStringArray) -> pa.LargeStringArray:
    """Take the blanks around each cell away."""
    return pc.utf8_trim_whitespace(cells)


def mapped(cells: pa.LargeStringArray, change: Callable[[str], str]) -> pa.LargeStringArray:
    """Change each cell; what stands in many is changed once."""
    coded = cells.dictionary_encode()
    return pa.array(map(change, coded.dictionary.to_pylist()), TEXT).take(coded.indices)


def told(cells: pa.LargeStringArray, test: Callable[[str], object]) -> np.ndarray:
    """Tell which cells pass a test; what stands in many is tested once."""
    coded = cells.dictionary_encode()
    passed = np.array([bool(test(cell)) for cell in coded.dictionary.to_pylist()], dtype=bool)
    found: np.ndarray = passed[coded.indices.to_numpy()]
    return found


def matching(cells: pa.LargeStringArray, pattern: str) -> np.ndarray:
    """Tell which cells hold a pattern, in the language of RE2."""
    return mask(pc.match_substring_regex(cells, pattern))
