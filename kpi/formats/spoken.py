"""In whose way figures are written now, and what that way is: decimal sign, groups, the places of % and currency.

A run of a page, a document or a test says it once, for all that is written in it. Two that run at the same time each
have their own. What is worked out never depends on it, and what is kept of written words is kept by it.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Final, TypeVar, TypeVarTuple

from babel import Locale, UnknownLocaleError, localedata
from babel.numbers import get_currency_symbol

from kpi.errors import KpiError
from kpi.locales import HOUSE

SPACE: Final = "\u00a0"
_SIGN: Final = "\u00a4"
"""Where a pattern of Babel's has the sign of the currency."""
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SYMBOLS: Final = {
    "": "", "EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "BRL": "R$", "INR": "₹",
    "KRW": "₩", "CAD": "CA$", "AUD": "A$", "NZD": "NZ$", "MXN": "MX$", "ILS": "₪",
}  # fmt: skip
_SPOKEN: ContextVar[str] = ContextVar("spoken", default=HOUSE)
_Asked = TypeVarTuple("_Asked")
_T = TypeVar("_T")


def spoken() -> str:
    """Name the locale in which figures are written now."""
    return _SPOKEN.get()


def speak(locale: str) -> None:
    """Write figures in a locale from now on, in this run; raise KpiError where nobody knows it."""
    manner_of(locale)
    _SPOKEN.set(locale)


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Write figures in a locale as long as this lasts; raise KpiError where nobody knows it."""
    manner_of(locale)
    former = _SPOKEN.set(locale)
    try:
        yield
    finally:
        _SPOKEN.reset(former)


def kept_as_spoken(most: int) -> Callable[[Callable[[*_Asked], _T]], Callable[[*_Asked], _T]]:
    """Keep a function's latest answers, each in the locale it was written in."""

    def keeping(answer: Callable[[*_Asked], _T]) -> Callable[[*_Asked], _T]:
        @lru_cache(maxsize=most)
        def kept(_locale: str, *asked: *_Asked) -> _T:
            return answer(*asked)

        @wraps(answer)
        def given(*asked: *_Asked) -> _T:
            return kept(spoken(), *asked)

        return given

    return keeping


@dataclass(frozen=True, slots=True)
class Manner:
    """How a locale writes numbers: its signs, how many digits its last group and the others have, and its patterns.

    In `percent` the number takes the place of `{}`; in `money` the amount that of `{0}`, the currency's sign that of
    `{1}`.
    """

    locale: Locale | None
    decimal: str
    group: str
    sizes: tuple[int, int]
    percent: str
    money: str

    def in_figures(self, text: str) -> str:
        """Rewrite the numbers of a text, which are as Python writes them ("1,234.5 K")."""
        return text if self.locale is None else _NUMBER.sub(self._number, text)

    def per_cent(self, number: str) -> str:
        """Put the sign to a number of per cents."""
        return self.percent.format(number)

    def amount(self, number: str, currency: str) -> str:
        """Put the sign of a currency, by its ISO code, to an amount; none where no currency is known."""
        if not currency:
            return number
        if self.locale is None:
            return f"{_SYMBOLS.get(currency, currency + SPACE)}{number}"
        sign = get_currency_symbol(currency, self.locale)
        before, after = (SPACE if letter.isalpha() else "" for letter in (sign[-1], sign[0]))
        pattern = self.money.replace("{1}{0}", f"{{1}}{before}{{0}}").replace("{0}{1}", f"{{0}}{after}{{1}}")
        return pattern.format(number, sign)

    def _number(self, found: re.Match[str]) -> str:
        whole, point, part = found[0].replace(",", "").partition(".")
        last, others = self.sizes
        groups, rest = [whole[-last:]], whole[:-last]
        while rest:
            groups, rest = [rest[-others:], *groups], rest[:-others]
        return self.group.join(groups) + (self.decimal + part if point else "")


_HOUSE: Final = Manner(None, ".", ",", (3, 3), f"{{}}{SPACE}%", "{1}{0}")


def manner() -> Manner:
    """Give how figures are written now."""
    return manner_of(spoken())


def retold(text: str) -> str:
    """Rewrite the numbers of a text that was kept as the house writes them, with the signs of the locale of now."""
    return manner().in_figures(text)


@lru_cache(maxsize=256)
def manner_of(locale: str) -> Manner:
    """Give how a locale writes numbers; raise KpiError where nobody knows it."""
    if locale == HOUSE:
        return _HOUSE
    known = _alone(locale)
    signs = known.number_symbols["latn"]
    money, percent = known.currency_formats["standard"], known.percent_formats[None]
    return Manner(
        locale=known,
        decimal=signs["decimal"],
        group=signs["group"],
        sizes=known.decimal_formats[None].grouping,
        percent=f"{percent.prefix[0]}{{}}{percent.suffix[0]}",
        money=f"{money.prefix[0]}{{0}}{money.suffix[0]}".replace(_SIGN, "{1}"),
    )


def _alone(name: str) -> Locale:
    """Give Babel's data of a locale, shared with no other.

    What a locale takes from its parents Babel looks up once for all children: after Japanese, the months of Dutch would
    be Japanese.
    """
    try:
        known = Locale.parse(name, sep="-")
    except (UnknownLocaleError, ValueError):
        raise KpiError(f"Numbers cannot be written the way of “{name[:40]}”: nobody knows that locale.") from None
    data = localedata.load(str(known))
    data.update(deepcopy(data))
    return known
