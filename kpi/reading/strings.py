"""A column of text as Arrow holds it: where cells are looked at a million at a time."""

import pandas as pd
import pyarrow as pa


def strings(text: pd.Series) -> pa.LargeStringArray:
    """Give the cells of a column as one Arrow array."""
    cells = pa.array(text, pa.large_string())
    return cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells
