"""Numbers, changes and periods as people read them: on cards, in tables, charts and reports.

English for now. Every figure on a screen passes through here, so another language has one place to settle in.
A no-break space stands before every unit, and a minus is U+2212.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from kpi.catalogue.metrics import Unit

NOT_KNOWN: Final = "not known"
_SPACE: Final = "\u00a0"
_MINUS: Final = "\u2212"
_LONG: Final = 100 * 3_600
_SIZES: Final = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"))
_SYMBOLS: Final[Mapping[str, str]] = {
    "": "", "EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "BRL": "R$", "INR": "₹",
    "KRW": "₩", "CAD": "CA$", "AUD": "A$", "NZD": "NZ$", "MXN": "MX$", "ILS": "₪",
}  # fmt: skip
_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def short(value: float | None, unit: Unit, currency: str = "") -> str:
    r"""Write a value for a card: three significant figures, its unit always.

    >>> [short(value, Unit.COUNT) for value in (987, 12_400, 1_896_000, 999_950, -1_204)]
    ['987', '12.4\xa0K', '1.90\xa0M', '1.00\xa0M', '−1.20\xa0K']
    >>> short(0.03417, Unit.PERCENT), short(125, Unit.SECONDS), short(4.31, Unit.STARS)
    ('3.42\xa0%', '2:05', '4.3')
    >>> short(12_400, Unit.MONEY, "EUR"), short(4.5, Unit.MONEY, "CHF")
    ('€12.4\xa0K', 'CHF\xa04.50')
    """
    return _written(value, unit, currency, _SHORT)


def exact(value: float | None, unit: Unit, currency: str = "") -> str:
    r"""Write a value in full, as a tooltip or a table shows it.

    >>> exact(1_896_204, Unit.COUNT), exact(0.03417, Unit.PERCENT), exact(3_725, Unit.SECONDS)
    ('1,896,204', '3.417\xa0%', '1\xa0h 2\xa0min 5\xa0s')
    >>> exact(2.375, Unit.COUNT), exact(0.00412, Unit.COUNT), exact(0.0000041, Unit.PERCENT)
    ('2.38', '0.00412', '0.00041\xa0%')
    >>> exact(1234.5, Unit.MONEY, "EUR"), exact(4.27, Unit.STARS), exact(float("nan"), Unit.COUNT)
    ('€1,234.50', '4.27\xa0stars', 'not known')
    """
    return _written(value, unit, currency, _EXACT)


def ticks(values: Sequence[float], unit: Unit, currency: str = "") -> list[str]:
    r"""Write the values of an axis as short as they can be, with as many decimals as their neighbours.

    >>> ticks((0, 500_000, 1_000_000, 1_500_000), Unit.COUNT)
    ['0', '500\xa0K', '1.0\xa0M', '1.5\xa0M']
    >>> ticks((0.02, 0.04), Unit.PERCENT), ticks((90, 120), Unit.SECONDS), ticks((0, 500), Unit.MONEY, "USD")
    (['2\xa0%', '4\xa0%'], ['1:30', '2:00'], ['$0', '$500'])
    """
    words = [_written(value, unit, currency, _TICK) for value in values]
    decimals: dict[str, int] = {}
    for word in words:
        number, _, letter = word.partition(_SPACE)
        decimals[letter] = max(decimals.get(letter, 0), len(number.partition(".")[2]))
    return [word if value == 0 else _with_decimals(word, decimals) for value, word in zip(values, words, strict=True)]


def change_text(change: float | None, kind: str) -> str:
    r"""Write a change of the kind that `measure.Answer.change_kind` names; nothing where nothing is compared.

    >>> change_text(0.118, "percent"), change_text(-0.034, "percent"), change_text(None, "new")
    ('+12\xa0%', '−3.4\xa0%', 'new')
    >>> change_text(-0.005, "points"), change_text(0.24, "stars"), change_text(0, "percent")
    ('−0.5\xa0points', '+0.2\xa0stars', 'no change')
    """
    if kind == "new":
        return "new"
    if change is None or not math.isfinite(change) or not kind:
        return ""
    if change == 0:
        return "no change"
    sign = _MINUS if change < 0 else "+"
    size = abs(change) * (1 if kind == "stars" else 100)
    if kind == "percent":
        return f"{sign}{_step_size(size, whole_from=10)}{_SPACE}%"
    return f"{sign}{_step_size(size, whole_from=math.inf)}{_SPACE}{kind}"


def share_text(share: float) -> str:
    r"""Write a share of the whole in whole per cents; what is some is never none, and what is not all never all.

    >>> share_text(0.388), share_text(0.004), share_text(0.997), share_text(0), share_text(1)
    ('39\xa0%', 'under 1\xa0%', 'over 99\xa0%', '0\xa0%', '100\xa0%')
    """
    if 0 < share < 0.01:  # noqa: PLR2004
        return f"under 1{_SPACE}%"
    if 0.99 < share < 1 - 1e-9:  # noqa: PLR2004
        return f"over 99{_SPACE}%"
    return f"{share * 100:.0f}{_SPACE}%"


def move_text(size: float, unit: Unit, currency: str = "", *, among: float = 1.0) -> str:
    r"""Write a step of a value with its sign: in its own unit, of a rate in points.

    Where the largest step `among` which it stands is less than a point, points have two decimals.

    >>> move_text(1_880_546, Unit.COUNT), move_text(-290, Unit.MONEY, "EUR"), move_text(0.2, Unit.STARS)
    ('+1.88\xa0M', '−€290', '+0.2\xa0stars')
    >>> move_text(-0.0114, Unit.PERCENT), move_text(-0.0014, Unit.PERCENT, among=0.003), move_text(-12, Unit.SECONDS)
    ('−1.1\xa0points', '−0.14\xa0points', '−0:12')
    """
    if unit is Unit.STARS:
        return change_text(size, "stars")
    if unit is not Unit.PERCENT:
        return f"{'+' if size > 0 else ''}{short(size, unit, currency)}"
    if size and abs(size) >= 0.00005 and among < 0.00995:  # noqa: PLR2004
        return f"{_MINUS if size < 0 else '+'}{abs(size) * 100:.2f}{_SPACE}points"
    return change_text(size, "points")


def move_in_full(size: float, unit: Unit, currency: str = "") -> str:
    r"""Write a step of a value with its sign and in full, as a tooltip or a table shows it; of a rate in points.

    >>> move_in_full(-0.0153002, Unit.PERCENT), move_in_full(1_880_546, Unit.COUNT)
    ('−1.53\xa0points', '+1,880,546')
    """
    said = exact(abs(size), unit, currency)
    said = f"{said.removesuffix('%')}points" if unit is Unit.PERCENT else said
    return said if not any(digit in said for digit in "123456789") else f"{_MINUS if size < 0 else '+'}{said}"


def number_word(number: int) -> str:
    """Write a small number of things as a word.

    >>> number_word(0), number_word(1), number_word(11)
    ('no', 'one', '11')
    """
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def period_text(start: date, end: date) -> str:
    """Say a range of days, both ends included.

    >>> period_text(date(2026, 10, 1), date(2026, 10, 31)), period_text(date(2026, 10, 1), date(2026, 10, 29))
    ('October 2026', '1–29 Oct 2026')
    >>> period_text(date(2025, 12, 28), date(2026, 1, 3)), period_text(date(2026, 6, 29), date(2026, 7, 5))
    ('28 Dec 2025 – 3 Jan 2026', '29 Jun – 5 Jul 2026')
    >>> period_text(date(2026, 7, 1), date(2026, 9, 30)), period_text(date(2026, 1, 1), date(2026, 12, 31))
    ('Q3 2026', '2026')
    """
    whole = _whole_period(start, end)
    if whole or start == end:
        return whole or day_text(start)
    if start.year != end.year:
        return f"{day_text(start)} – {day_text(end)}"
    if start.month != end.month:
        return f"{start.day} {month_text(start)} – {day_text(end)}"
    return f"{start.day}–{day_text(end)}"


def day_text(day: date) -> str:
    """Say a day.

    >>> day_text(date(2026, 6, 1))
    '1 Jun 2026'
    """
    return f"{day.day} {month_text(day)} {day.year}"


def month_text(day: date) -> str:
    """Say the month of a day in three letters."""
    return _MONTHS[day.month - 1][:3]


def _whole_period(start: date, end: date) -> str:
    """Name a range that is a whole month, quarter or year; nothing for any other."""
    if start.day != 1 or (end + timedelta(days=1)).day != 1 or start.year != end.year:
        return ""
    names = {
        (start.month, start.month): f"{_MONTHS[start.month - 1]} {start.year}",
        (1, 12): str(start.year),
        **{(first, first + 2): f"Q{first // 3 + 1} {start.year}" for first in (1, 4, 7, 10)},
    }
    return names.get((start.month, end.month), "")


_Writer = Callable[[float, str], str]


def _written(value: float | None, unit: Unit, currency: str, writers: Mapping[Unit, _Writer]) -> str:
    """Write the size of a value and put the minus where the reader expects it."""
    if value is None or not math.isfinite(value):
        return NOT_KNOWN
    text = writers[unit](abs(value), currency)
    return f"{_MINUS}{text}" if value < 0 and any(sign in text for sign in "123456789") else text


def _significant(size: float) -> str:
    """Write three significant figures, without an exponent and with five decimals at most.

    >>> [_significant(size) for size in (0, 7, 0.0312, 9.996, 99.96, 0.00001)]
    ['0', '7.00', '0.0312', '10.0', '100', '0.00001']
    """
    if size == 0:
        return "0"
    rounded = float(f"{size:.2e}")
    return f"{rounded:,.{min(max(0, 2 - math.floor(math.log10(rounded))), 5)}f}"


def _scaled(size: float) -> str:
    """Write three significant figures with K, M, B or T behind; whole numbers below a thousand as they are."""
    for bound, letter in _SIZES:
        if float(f"{size:.2e}") >= bound:
            return f"{_significant(size / bound)}{_SPACE}{letter}"
    return f"{size:.0f}" if size == int(size) else _significant(size)


def _trimmed(text: str) -> str:
    """Drop the zeros behind the decimal point that say nothing."""
    number, space, letter = text.partition(_SPACE)
    return f"{number.rstrip('0').rstrip('.') if '.' in number else number}{space}{letter}"


def _with_decimals(word: str, decimals: Mapping[str, int]) -> str:
    """Fill a number with zeros up to the decimals that go with its letter."""
    number, space, letter = word.partition(_SPACE)
    whole, _, part = number.partition(".")
    filled = part.ljust(decimals[letter], "0")
    return f"{whole}{'.' if filled else ''}{filled}{space}{letter}"


def _clock(size: float) -> str:
    if size >= _LONG:
        return f"{_scaled(size / 3_600)}{_SPACE}h"
    hours, rest = divmod(round(size), 3_600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def _duration(size: float) -> str:
    hours, rest = divmod(round(size), 3_600)
    minutes, seconds = divmod(rest, 60)
    parts = [f"{part}{_SPACE}{word}" for part, word in ((hours, "h"), (minutes, "min"), (seconds, "s")) if part]
    return " ".join(parts) or f"0{_SPACE}s"


def _money(amount: str, currency: str) -> str:
    return f"{_SYMBOLS.get(currency, currency + _SPACE)}{amount}"


def _short_amount(size: float) -> str:
    """Write an amount: with cents below a hundred, whole below a thousand, else scaled."""
    return f"{size:.2f}" if 0 < size < 99.995 else _scaled(round(size) if size < 1_000 else size)  # noqa: PLR2004


def _step_size(size: float, *, whole_from: float) -> str:
    """Write the size of a change: whole from ten per cent on, else one decimal, more only where that would be zero."""
    if size >= whole_from - 0.05:
        return f"{size:,.0f}"
    return f"{size:,.1f}" if size >= 0.05 else _trimmed(_significant(float(f"{size:.0e}")))  # noqa: PLR2004


def _counted(size: float) -> str:
    if size == int(size) or size >= 1_000:  # noqa: PLR2004
        return f"{size:,.0f}"
    return _trimmed(f"{size:,.2f}" if size >= 1 else _significant(size))


def _hundredths(size: float) -> str:
    """Write per cents with three decimals, more only where these would be less than two figures."""
    return _trimmed(f"{size:,.3f}" if size >= 0.01 else _significant(size))  # noqa: PLR2004


_SHORT: Final[Mapping[Unit, _Writer]] = {
    Unit.COUNT: lambda size, _: _scaled(size),
    Unit.PERCENT: lambda size, _: f"{_significant(size * 100)}{_SPACE}%",
    Unit.SECONDS: lambda size, _: _clock(size),
    Unit.MONEY: lambda size, currency: _money(_short_amount(size), currency),
    Unit.STARS: lambda size, _: f"{size:.1f}",
}
_EXACT: Final[Mapping[Unit, _Writer]] = {
    Unit.COUNT: lambda size, _: _counted(size),
    Unit.PERCENT: lambda size, _: f"{_hundredths(size * 100)}{_SPACE}%",
    Unit.SECONDS: lambda size, _: _duration(size),
    Unit.MONEY: lambda size, currency: _money(f"{size:,.2f}", currency),
    Unit.STARS: lambda size, _: f"{size:.2f}{_SPACE}stars",
}
_TICK: Final[Mapping[Unit, _Writer]] = {
    Unit.COUNT: lambda size, _: _trimmed(_scaled(size)),
    Unit.PERCENT: lambda size, _: f"{_trimmed(_significant(size * 100))}{_SPACE}%",
    Unit.SECONDS: lambda size, _: _clock(size),
    Unit.MONEY: lambda size, currency: _money(_trimmed(_scaled(size)), currency),
    Unit.STARS: lambda size, _: _trimmed(f"{size:.2f}"),
}
