"""Columns of few different texts: each text is looked at once, however many rows hold it."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

_ROOM = 2**62


def marked(texts: pd.Series, test: Callable[[str], bool]) -> pd.Series:
    """Mark the rows whose text passes a test.

    >>> marked(pd.Series(["reel", "photo", "reel"]), lambda text: text == "reel").tolist()
    [True, False, True]
    """
    kinds = texts.astype("category").cat
    passes = np.array([test(str(text)) for text in kinds.categories], dtype=bool)
    return pd.Series(passes[kinds.codes] if len(passes) else np.zeros(len(texts), dtype=bool), index=texts.index)


def renamed(texts: pd.Series, name: Callable[[str], str]) -> pd.Series:
    """Give each row the name of its text, as a categorical column.

    >>> renamed(pd.Series(["a", "b"]), str.upper).tolist()
    ['A', 'B']
    """
    kinds = texts.astype("category").cat
    names = [name(str(text)) for text in kinds.categories]
    places = pd.Index(dict.fromkeys(names), dtype="str")
    codes = places.get_indexer(pd.Index(names, dtype="str"))
    return pd.Series(pd.Categorical.from_codes(codes[kinds.codes] if len(codes) else [], places), index=texts.index)


def replaced(texts: pd.Series, some: pd.Series, instead: pd.Series | str) -> pd.Series:
    """Give some of the rows another text, as a categorical column.

    >>> replaced(pd.Series(["a", "b"]), pd.Series([False, True]), "").tolist()
    ['a', '']
    """
    if not some.any():
        return texts.astype("category")
    other = pd.Series(instead, index=texts.index, dtype="category")
    known = pd.Index(texts.astype("category").cat.categories.union(other.cat.categories, sort=False))
    mine, others = (of.astype("category").cat.set_categories(known).cat.codes for of in (texts, other))
    return pd.Series(pd.Categorical.from_codes(np.where(some, others, mine), known), index=texts.index)


def numbered(columns: pd.DataFrame) -> pd.Series:
    """Give each different row of a frame a number, in the order of their first places; missing is a value too.

    >>> numbered(pd.DataFrame({"a": ["x", "y", "x"], "b": [1, 1, 1]})).tolist()
    [0, 1, 0]
    """
    numbers, room = np.zeros(len(columns), dtype="int64"), 1
    for name in columns:
        codes, many = _codes(columns[name])
        if room * many > _ROOM:
            numbers, room = pd.factorize(numbers)[0], len(columns)
        numbers, room = (numbers * many + codes, room * many) if many > 1 else (numbers, room)
    return pd.Series(pd.factorize(numbers)[0], index=columns.index)


def stacked(first: pd.Series, second: pd.Series) -> pd.Series:
    """Put one column of texts on another, as a categorical column.

    >>> stacked(pd.Series(["a"]), pd.Series(["b"])).tolist()
    ['a', 'b']
    """
    both = [of.astype("category") for of in (first, second)]
    known = both[0].cat.categories.union(both[1].cat.categories, sort=False)
    return pd.concat([of.cat.set_categories(known) for of in both], ignore_index=True)


def _codes(column: pd.Series) -> tuple[NDArray[np.int64], int]:
    """Give each value of a column a number from zero, and how many there can be."""
    if isinstance(column.dtype, pd.CategoricalDtype) and not column.hasnans:
        return column.cat.codes.to_numpy().astype("int64"), len(column.cat.categories)
    codes, values = pd.factorize(column, use_na_sentinel=False)
    return codes, len(values)
