"""Numbers and changes as people read them, in the locale of now: on cards, in tables, charts and reports.

A number is written as Python would, then in the locale's signs, then gets its unit. A no-break space stands before
every unit of our own, and a minus is U+2212 and stands before all of it.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kpi.catalogue.metrics import Unit
from kpi.formats.spoken import SPACE, manner

NOT_KNOWN: Final = "not known"
_MINUS: Final = "\u2212"
_LONG: Final = 100 * 3_600
_SIZES: Final = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"))
_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


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
    writer = _TICK[unit]
    numbers = [writer.number(abs(value)) for value in values]
    decimals: dict[str, int] = {}
    for told in numbers:
        number, _, letter = told.partition(SPACE)
        decimals[letter] = max(decimals.get(letter, 0), len(number.partition(".")[2]))
    filled = (_with_decimals(told, decimals) if value else told for value, told in zip(values, numbers, strict=True))
    return [_with_unit(value, told, writer, currency) for value, told in zip(values, filled, strict=True)]


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
        return f"{sign}{_per_cent(_step_size(size, whole_from=10))}"
    return f"{sign}{_points(_step_size(size, whole_from=math.inf), kind)}"


def share_text(share: float) -> str:
    r"""Write a share of the whole in whole per cents; what is some is never none, and what is not all never all.

    >>> share_text(0.388), share_text(0.004), share_text(0.997), share_text(0), share_text(1)
    ('39\xa0%', 'under 1\xa0%', 'over 99\xa0%', '0\xa0%', '100\xa0%')
    """
    if 0 < share < 0.01:  # noqa: PLR2004
        return f"under {_per_cent('1')}"
    if 0.99 < share < 1 - 1e-9:  # noqa: PLR2004
        return f"over {_per_cent('99')}"
    return percent_text(share)


def percent_text(share: float, decimals: int = 0) -> str:
    r"""Write a share in per cents with so many decimals, whatever is lost by it.

    >>> percent_text(0.388), percent_text(12.5, 1)
    ('39\xa0%', '1,250.0\xa0%')
    """
    return _per_cent(f"{share * 100:,.{decimals}f}")


def count_text(count: float) -> str:
    """Write how many there are of something, as a sentence says it.

    >>> count_text(12_400)
    '12,400'
    """
    return decimal_text(count, 0)


def decimal_text(number: float, decimals: int) -> str:
    """Write a number of no unit with so many decimals.

    >>> decimal_text(1234.56, 1)
    '1,234.6'
    """
    return manner().in_figures(f"{number:,.{decimals}f}".replace("-", _MINUS))


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
        return f"{_MINUS if size < 0 else '+'}{_points(f'{abs(size) * 100:.2f}')}"
    return change_text(size, "points")


def move_in_full(size: float, unit: Unit, currency: str = "") -> str:
    r"""Write a step of a value with its sign and in full, as a tooltip or a table shows it; of a rate in points.

    >>> move_in_full(-0.0153002, Unit.PERCENT), move_in_full(1_880_546, Unit.COUNT)
    ('−1.53\xa0points', '+1,880,546')
    """
    said = exact(abs(size), unit, currency) if unit is not Unit.PERCENT else _points(_hundredths(abs(size) * 100))
    return said if not any(digit in said for digit in "123456789") else f"{_MINUS if size < 0 else '+'}{said}"


def number_word(number: int) -> str:
    """Write a small number of things as a word.

    >>> number_word(0), number_word(1), number_word(11)
    ('no', 'one', '11')
    """
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def precise_text(number: float, figures: int = 10) -> str:
    """Write a number of no unit with all that is in it, up to so many figures.

    >>> precise_text(12_500.25), precise_text(2.0)
    ('12,500.25', '2')
    """
    return manner().in_figures(f"{number:,.{figures}g}".replace("-", _MINUS))


@dataclass(frozen=True, slots=True)
class _Writer:
    """How a value of one unit is written: its size as Python writes numbers; then, in the locale's signs, its unit."""

    number: Callable[[float], str]
    unit: Callable[[str, str], str]


def _written(value: float | None, unit: Unit, currency: str, writers: Mapping[Unit, _Writer]) -> str:
    if value is None or not math.isfinite(value):
        return NOT_KNOWN
    return _with_unit(value, writers[unit].number(abs(value)), writers[unit], currency)


def _with_unit(value: float, number: str, writer: _Writer, currency: str) -> str:
    """Put the unit to the size of a value, and the minus where the reader expects it."""
    text = writer.unit(manner().in_figures(number), currency)
    return f"{_MINUS}{text}" if value < 0 and any(sign in number for sign in "123456789") else text


def _per_cent(number: str) -> str:
    return manner().per_cent(manner().in_figures(number))


def _points(number: str, kind: str = "points") -> str:
    return f"{manner().in_figures(number)}{SPACE}{kind}"


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
            return f"{_significant(size / bound)}{SPACE}{letter}"
    return f"{size:.0f}" if size == int(size) else _significant(size)


def _trimmed(text: str) -> str:
    """Drop the zeros behind the decimal point that say nothing."""
    number, space, letter = text.partition(SPACE)
    return f"{number.rstrip('0').rstrip('.') if '.' in number else number}{space}{letter}"


def _with_decimals(word: str, decimals: Mapping[str, int]) -> str:
    """Fill a number with zeros up to the decimals that go with its letter."""
    number, space, letter = word.partition(SPACE)
    whole, _, part = number.partition(".")
    filled = part.ljust(decimals[letter], "0")
    return f"{whole}{'.' if filled else ''}{filled}{space}{letter}"


def _clock(size: float) -> str:
    if size >= _LONG:
        return f"{_scaled(size / 3_600)}{SPACE}h"
    hours, rest = divmod(round(size), 3_600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def _duration(size: float) -> str:
    hours, rest = divmod(round(size), 3_600)
    minutes, seconds = divmod(rest, 60)
    parts = [f"{part}{SPACE}{word}" for part, word in ((hours, "h"), (minutes, "min"), (seconds, "s")) if part]
    return " ".join(parts) or f"0{SPACE}s"


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


def _bare(number: str, _: str) -> str:
    return number


def _share(number: str, _: str) -> str:
    return manner().per_cent(number)


def _money(number: str, currency: str) -> str:
    return manner().amount(number, currency)


def _stars(number: str, _: str) -> str:
    return f"{number}{SPACE}stars"


_SHORT: Final[Mapping[Unit, _Writer]] = {
    Unit.COUNT: _Writer(_scaled, _bare),
    Unit.PERCENT: _Writer(lambda size: _significant(size * 100), _share),
    Unit.SECONDS: _Writer(_clock, _bare),
    Unit.MONEY: _Writer(_short_amount, _money),
    Unit.STARS: _Writer("{:.1f}".format, _bare),
}
_EXACT: Final[Mapping[Unit, _Writer]] = {
    Unit.COUNT: _Writer(_counted, _bare),
    Unit.PERCENT: _Writer(lambda size: _hundredths(size * 100), _share),
    Unit.SECONDS: _Writer(_duration, _bare),
    Unit.MONEY: _Writer("{:,.2f}".format, _money),
    Unit.STARS: _Writer("{:.2f}".format, _stars),
}
_TICK: Final[Mapping[Unit, _Writer]] = {
    Unit.COUNT: _Writer(lambda size: _trimmed(_scaled(size)), _bare),
    Unit.PERCENT: _Writer(lambda size: _trimmed(_significant(size * 100)), _share),
    Unit.SECONDS: _Writer(_clock, _bare),
    Unit.MONEY: _Writer(lambda size: _trimmed(_scaled(size)), _money),
    Unit.STARS: _Writer(lambda size: _trimmed(f"{size:.2f}"), _bare),
}
