"""Text to numbers: the decimal sign is decided from evidence in the table, never from the machine's settings."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kpi.errors import UnknownExport
from kpi.reading.strings import Pieces, bare, holds, mask, only_figures, strings, texts, told

MISSING = frozenset({"", "-", "--", "—", "–", "nan", "na", "n/a", "null", "none", "undefined", "#n/a", "n/d"})
_PROVES_COMMA = re.compile(
    r"^[+-]?(\d{1,3}(\.\d{3})+,\d+|\d+,\d{1,2}|\d+,\d{4,}|\d{4,},\d+|0\d*,\d+|\d{1,3}(\.\d{3}){2,})$"
)
_PROVES_POINT = re.compile(
    r"^[+-]?(\d{1,3}(,\d{3})+\.\d+|\d+\.\d{1,2}|\d+\.\d{4,}|\d{4,}\.\d+|0\d*\.\d+|\d{1,3}(,\d{2,3})*,\d{2,3},\d{3})$"
)
_EITHER_COMMA = re.compile(r"^[+-]?[1-9]\d{0,2},\d{3}$")
_EITHER_POINT = re.compile(r"^[+-]?[1-9]\d{0,2}\.\d{3}$")
_PLAIN = r"^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$"
_CLOCK = re.compile(r"^(\d+):([0-5]\d)(?::([0-5]\d))?$")
_LASTS = re.compile(
    r"^(?:(\d+)\s?(?:h|hr|hrs|hours?|std\.?))?\s*(?:(\d+)\s?(?:m|min|mins|minutes?)\.?)?\s*"
    r"(?:(\d+(?:[.,]\d+)?)\s?(?:s|sec|secs|seconds?|sek)\.?)?$",
    re.IGNORECASE,
)
_THOUSANDS, _MILLIONS, _BILLIONS = ("k", "tsd", "mil"), ("m", "mio", "mln", "mn", "mi"), ("b", "bn", "mrd")
_TIMES = {
    **dict.fromkeys(_THOUSANDS, 1e3),
    **dict.fromkeys(_MILLIONS, 1e6),
    **dict.fromkeys(_BILLIONS, 1e9),
}
_SHORTENED = re.compile(rf"^([+-]?\d+(?:[.,]\d{{1,2}})?)\s?({'|'.join(_TIMES)})\.?$", re.IGNORECASE)
_MONEY = re.compile(r"^(?:US|CA|AU|NZ|A|R|HK)?[€$£₴¥₹₽₺₩₫]|[€$£₴¥₹₽₺₩₫]$|^[A-Z]{3}\b\s*|\s*\b(?:[A-Z]{3}|zł|kr\.?)$")
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009]|(?<=\d)['\u2019](?=\d{3})")
_MOST_LOOKED_AT = 5_000


class Reads(StrEnum):
    """What the cells of a column may be written as."""

    ANYTHING = "anything"
    COUNTS = "counts"
    TIMES = "times"
    SHARES = "shares"
    MONEY = "money"


_SHARES = frozenset({Reads.ANYTHING, Reads.SHARES})
_CLOCKS = frozenset({Reads.ANYTHING, Reads.TIMES})
_MONIES = frozenset({Reads.ANYTHING, Reads.MONEY})
_SHORT = frozenset({Reads.ANYTHING, Reads.COUNTS, Reads.MONEY})


@dataclass(frozen=True, slots=True)
class Style:
    """How a table writes numbers; `guessed` says that nothing in the table proves it."""

    decimal: str = "."
    guessed: bool = False


def style_of(
    columns: Iterable[Iterable[str]], *, semicolons: bool = False, counted: Iterable[Iterable[str]] = ()
) -> Style:
    """Decide the decimal sign from the values that can be read in one way only.

    `counted` are those of the columns that hold whole numbers: there `1.234` is taken for a thousand. Where nothing
    decides, a table separated by semicolons (Excel where the comma is the decimal sign) is taken to write decimal
    commas, every other one decimal points. Raises UnknownExport where some cells prove the comma and some the point.
    """
    seen = Counter[str]()
    shown: dict[str, str] = {}
    for text in columns:
        for value in _telling(text):
            proves = "," if _PROVES_COMMA.match(value) else "." if _PROVES_POINT.match(value) else ""
            seen[proves] += 1
            shown.setdefault(proves, value)
    if seen[","] and seen["."]:
        raise UnknownExport(
            f"Some numbers are written like “{shown[',']}” and some like “{shown['.']}”, so thousands and "
            "decimals cannot be told apart. A spreadsheet program may have changed the file when it was saved: "
            "please download the export again and drop it here as it is."
        )
    if seen[","] or seen["."]:
        return Style("," if seen[","] else ".")
    return _style_of_counts(counted, Style("," if semicolons else ".", guessed=True))


def _style_of_counts(counted: Iterable[Iterable[str]], otherwise: Style) -> Style:
    values = [value for text in counted for value in _telling(text)]
    comma = next((value for value in values if _EITHER_COMMA.match(value)), "")
    point = next((value for value in values if _EITHER_POINT.match(value)), "")
    if comma and point:
        raise UnknownExport(
            f"Whole numbers are written like “{comma}” in one place and like “{point}” in another, so thousands "
            "and decimals cannot be told apart. Please download the export again and drop it here as it is."
        )
    return Style(".") if comma else Style(",") if point else otherwise


def _telling(text: Iterable[str]) -> list[str]:
    """List the different values of a column that hold a comma or a point, without signs and blanks."""
    cells = texts(text)
    if only_figures(cells) or not holds(cells, ".", ","):
        return []
    marked = cells.filter(pc.match_substring_regex(cells, r"\d[.,]\d"))
    odd = pc.unique(marked)[:_MOST_LOOKED_AT].to_pylist()
    return [_bare(value) for value in odd if not re.search(r"[A-Za-z:/]", _MONEY.sub("", value))]


def two_ways(text: Iterable[str]) -> np.ndarray:
    """Tell the cells of a column in which one mark stands before three figures: 1.234 may be a thousand or not."""
    return told(strings(text), lambda cell: _EITHER_COMMA.match(_bare(cell)) or _EITHER_POINT.match(_bare(cell)))


def numbers(text: Iterable[str], style: Style, *, reads: Reads = Reads.ANYTHING) -> tuple[np.ndarray, np.ndarray]:
    """Read a column of text: the numbers (missing where there is none), and which cells hold something else.

    Percent signs divide by 100; thousands separators, currency signs and blanks go; `0:03:54` and `3 min 54 s` are
    seconds; `1.2K` is 1,200: each only where `reads` allows it, for a percentage is no count.
    """
    given = texts(text)
    if only_figures(given):
        return _whole(given), np.zeros(len(given), dtype=bool)
    cells = bare(strings(given))
    if only_figures(cells):
        return _whole(cells), np.zeros(len(cells), dtype=bool)
    plain = pc.match_substring_regex(cells, _PLAIN)
    if style.decimal == ",":
        plain = pc.and_(plain, pc.invert(pc.match_substring(cells, ".")))
    found = pc.cast(pc.if_else(plain, cells, None), pa.float64()).to_numpy(zero_copy_only=False)
    is_odd = ~mask(plain)
    wrong = np.zeros(len(cells), dtype=bool)
    if is_odd.any():
        odd = cells.filter(pa.array(is_odd)).dictionary_encode()
        values = odd.dictionary.to_pylist()
        read = [_number(value, style, reads) for value in values]
        bad = [number is None and value.casefold() not in MISSING for number, value in zip(read, values, strict=True)]
        found = found.copy()
        found[is_odd] = np.array(read, dtype="float64")[odd.indices.to_numpy()]
        wrong[is_odd] = np.array(bad)[odd.indices.to_numpy()]
    return found, wrong


def _whole(cells: Pieces) -> np.ndarray:
    empty = pc.equal(cells, "")
    known = pc.if_else(empty, None, cells) if pc.any(empty).as_py() else cells
    read: np.ndarray = pc.cast(known, pa.float64()).to_numpy(zero_copy_only=False)
    return read


def shortened(text: Iterable[str]) -> str:
    """Give the first cell that a platform shortened (1.2K), or ''."""
    cells = texts(text)
    if only_figures(cells):
        return ""
    worded = pc.unique(cells.filter(pc.match_substring_regex(cells, r"\d\s?[A-Za-z]+\.?\s*$"))).to_pylist()
    return next((cell for cell in worded if _SHORTENED.match(cell.strip())), "")


def _bare(value: str) -> str:
    return _BLANKS.sub("", _MONEY.sub("", value.replace("\u2212", "-"))).rstrip("%")


def _number(value: str, style: Style, reads: Reads) -> float | None:
    clock = _CLOCK.match(value)
    if clock:
        return _seconds(*clock.groups()) if reads in _CLOCKS else None
    lasts = _LASTS.match(value) if reads is Reads.TIMES else None
    if lasts and value:
        return _lasting(*lasts.groups())
    short = _SHORTENED.match(value)
    if short and reads in _SHORT:
        return round(float(short[1].replace(",", ".")) * _TIMES[short[2].casefold()], 2)
    share = value.endswith("%")
    if (share and reads not in _SHARES) or (_MONEY.search(value) and reads not in _MONIES):
        return None
    thousands = "." if style.decimal == "," else ","
    groups = (
        rf"\d{{1,3}}({re.escape(thousands)}\d{{3}})+|\d{{1,2}}(,\d{{2}})+,\d{{3}}"
        if thousands == ","
        else r"\d{1,3}(\.\d{3})+"
    )
    text = _bare(value)
    if not re.match(rf"^[+-]?({groups}|\d+)({re.escape(style.decimal)}\d+)?(?:[eE][+-]?\d+)?$", text):
        return None
    return float(text.replace(thousands, "").replace(style.decimal, ".")) * (0.01 if share else 1.0)


def _seconds(first: str, second: str, third: str | None) -> float:
    """Read hours, minutes and seconds, or minutes and seconds."""
    return int(first) * 3600.0 + int(second) * 60 + int(third) if third else int(first) * 60.0 + int(second)


def _lasting(hours: str | None, minutes: str | None, seconds: str | None) -> float:
    """Read a duration whose parts are named."""
    return int(hours or 0) * 3600.0 + int(minutes or 0) * 60 + float((seconds or "0").replace(",", "."))
