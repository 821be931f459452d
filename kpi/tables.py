"""Tables that leave the app: text that a spreadsheet would take for a formula is made harmless."""

import pandas as pd

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def neutral(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula.

    >>> neutral("=1+1"), neutral("Tuesday reel")
    ("'=1+1", 'Tuesday reel')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def neutral_csv(frame: pd.DataFrame) -> bytes:
    """Write a frame as CSV (UTF-8 with a mark that Excel knows); numbers stay numbers, unknown stays empty."""
    texts = {
        name: frame[name].astype("object").fillna("").astype("str").map(neutral)
        for name in frame.columns
        if _is_text(frame[name])
    }
    days = {
        name: frame[name].dt.strftime("%Y-%m-%d")
        for name in frame.columns
        if pd.api.types.is_datetime64_dtype(frame[name])
    }
    return frame.assign(**texts, **days).to_csv(index=False).encode("utf-8-sig")


def _is_text(column: pd.Series) -> bool:
    return not (
        pd.api.types.is_numeric_dtype(column)
        or pd.api.types.is_bool_dtype(column)
        or pd.api.types.is_datetime64_dtype(column)
    )
