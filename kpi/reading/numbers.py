"""Text to numbers: the decimal sign is decided from evidence in the table, never from the machine's settings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

MISSING = frozenset({"", "-", "--", "—", "–", "nan", "na", "n/a", "null", "none", "undefined", "#n/a"})
_PROVES_COMMA = re.compile(r"^[+-]?(\d{1,3}(\.\d{3})+,\d+|\d+,\d{1,2}|\d+,\d{4,}|\d{1,3}(\.\d{3}){2,})$")
_PROVES_POINT = re.compile(r"^[+-]?(\d{1,3}(,\d{3})+\.\d+|\d+\.\d{1,2}|\d+\.\d{4,}|\d{1,3}(,\d{3}){2,})$")
_PLAIN = r"^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$"
_CLOCK = re.compile(r"^(\d+):([0-5]\d)(?::([0-5]\d))?$")


@dataclass(frozen=True, slots=True)
class Style:
    """How a table writes numbers; `guessed` says that nothing in the table proves it."""

    decimal: str = "."
    guessed: bool = False


def style_of(columns: Iterable[pd.Series], *, semicolons: bool = False) -> Style:
    """Decide the decimal sign from the values that can be read in one way only.

    Where none proves it, a table separated by semicolons (Excel where the comma is the decimal sign) is taken to
    write decimal commas, every other one decimal points.
    """
    comma = point = 0
    for text in columns:
        values = pd.Series(text.unique(), dtype="object").head(5_000)
        odd = [_bare(value) for value in values if "," in value or "." in value]
        comma += sum(bool(_PROVES_COMMA.match(value)) for value in odd)
        point += sum(bool(_PROVES_POINT.match(value)) for value in odd)
    if comma != point:
        return Style("," if comma > point else ".")
    return Style("," if semicolons else ".", guessed=True)


def numbers(text: pd.Series, style: Style) -> tuple[pd.Series, pd.Series]:
    """Read a column of text: the numbers (missing where there is none), and which cells hold something else.

    Percent signs divide by 100; thousands separators, currency signs and blanks go; `0:03:54` are seconds.
    """
    bare = text.str.strip()
    plain = pd.to_numeric(bare.where(bare.str.match(_PLAIN)), errors="coerce").astype("float64")
    if style.decimal == ",":
        plain = plain.mask(bare.str.match(r"^[+-]?\d{1,3}(\.\d{3})+$"))
    missing = bare.str.casefold().isin(MISSING)
    odd = plain.isna() & ~missing
    if odd.any():
        read = {value: _number(value, style) for value in bare[odd].unique()}
        plain = plain.where(~odd, bare.map(read).astype("float64"))
    return plain, plain.isna() & ~missing


def _bare(value: str) -> str:
    return re.sub(r"[^\d.,+-]", "", value)


def _number(value: str, style: Style) -> float | None:
    clock = _CLOCK.match(value)
    if clock:
        first, second, third = clock.groups()
        return int(first) * 3600.0 + int(second) * 60 + int(third) if third else int(first) * 60.0 + int(second)
    share = 0.01 if value.endswith("%") else 1.0
    text = re.sub(r"^(US|CA|A)?[€$£₴¥]|[€$£₴¥%]|[\s\u00a0\u202f]|(?<=\d)'(?=\d{3})", "", value)
    thousands = "." if style.decimal == "," else ","
    if not re.match(rf"^[+-]?(\d{{1,3}}({re.escape(thousands)}\d{{3}})+|\d+)({re.escape(style.decimal)}\d+)?$", text):
        return None
    return float(text.replace(thousands, "").replace(style.decimal, ".")) * share
