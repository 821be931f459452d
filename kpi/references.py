"""Tables that are shown on their own: what of them a chart can rank."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

MOST = 10
_A_DATE = re.compile(r"^\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b")


@dataclass(frozen=True, slots=True)
class Ranking:
    """The highest rows of a table: `frame` has columns name and value; `of` is the column that they were ranked by."""

    by: str
    of: str
    share: bool
    frame: pd.DataFrame


def ranked(table: pd.DataFrame, *, shares: Sequence[str] = (), most: int = MOST) -> Ranking | None:
    """Rank a table's rows by its first column of numbers; nothing where no column names them, or days do.

    Rows are named by the first column of texts that tells them apart.

    >>> ranked(pd.DataFrame({"Country": ["Chile", "Ghana"], "Views": [3.0, 5.0]})).frame["name"].tolist()
    ['Ghana', 'Chile']
    """
    texts = [name for name in table if not pd.api.types.is_numeric_dtype(table[name])]
    numbers = [name for name in table if pd.api.types.is_numeric_dtype(table[name])]
    telling = next((name for name in texts if table[name].is_unique), texts[0] if texts else None)
    if telling is None or not numbers or _dated(table[telling]):
        return None
    of = numbers[0]
    frame = pd.DataFrame({"name": table[telling], "value": table[of]}).dropna()
    frame = frame.nlargest(most, "value").reset_index(drop=True)
    return Ranking(str(telling), str(of), of in shares, frame) if len(frame) else None


def _dated(names: pd.Series) -> bool:
    return bool(names.str.match(_A_DATE).any())
