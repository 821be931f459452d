"""How a workspace wants its figures told: in which locale and currency, with weeks from which day, of which sector."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from babel import Locale

from kpi.errors import KpiError
from kpi.locales import HOUSE, LOCALES
from kpi.periods import WeekStart

LONGEST_SECTOR: Final = 80
CURRENCIES: Final = frozenset(str(code) for code in Locale("en").currencies)
"""Every currency there is or was, by its ISO code."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a workspace's settings say of how its figures are told; each field is kept under its own name.

    `currency` is the ISO code in which money is told where no file and nobody said which ('' where nobody chose one);
    nothing is ever converted. `sector` is the trade of the brand, in the words of whoever wrote it.
    """

    locale: str = HOUSE
    week_start: WeekStart = WeekStart.MONDAY
    currency: str = ""
    sector: str = ""

    def __post_init__(self) -> None:
        """Refuse what no figure can be told in."""
        object.__setattr__(self, "week_start", _week_start(self.week_start))
        object.__setattr__(self, "sector", " ".join(self.sector.split()))
        if self.locale not in LOCALES:
            raise KpiError(f"Numbers cannot be written the way of “{self.locale[:40]}”: choose one of the list.")
        if self.currency and self.currency not in CURRENCIES:
            raise KpiError(f"“{self.currency[:40]}” is no currency: give its three letters, as EUR.")
        if len(self.sector) > LONGEST_SECTOR:
            raise KpiError(f"The sector has {len(self.sector)} characters: at most {LONGEST_SECTOR} fit.")

    def as_settings(self) -> dict[str, str | None]:
        """Give each field as it is kept; None where it is as if nobody had chosen, which is kept as nothing at all.

        >>> Preferences("de-DE", currency="EUR").as_settings()
        {'locale': 'de-DE', 'week_start': None, 'currency': 'EUR', 'sector': None}
        """
        kept = {name: str(getattr(self, name)) for name in _NAMES}
        return {name: None if value == getattr(_UNCHOSEN, name) else value for name, value in kept.items()}


def preferences(settings: Mapping[str, Any]) -> Preferences:
    """Read the preferences from a workspace's settings; what was never chosen or is unusable is as if unchosen.

    >>> preferences({"locale": "de-DE", "week_start": "sunday", "currency": "euros"})
    Preferences(locale='de-DE', week_start=<WeekStart.SUNDAY: 'sunday'>, currency='', sector='')
    """
    usable: dict[str, Any] = {name: settings[name] for name in _NAMES if _is_usable(name, settings.get(name))}
    return Preferences(**usable)


def with_preferences(settings: Mapping[str, Any], chosen: Preferences) -> dict[str, Any]:
    """Give the settings with other preferences.

    >>> with_preferences({"other": 1, "locale": "fr-FR"}, Preferences(currency="EUR"))
    {'other': 1, 'currency': 'EUR'}
    """
    told = {name: value for name, value in chosen.as_settings().items() if value is not None}
    return {**{name: value for name, value in settings.items() if name not in _NAMES}, **told}


def _week_start(given: str) -> WeekStart:
    try:
        return WeekStart(given)
    except ValueError:
        days = ", ".join(day.value.capitalize() for day in WeekStart)
        raise KpiError(f"A week cannot start on “{given[:40]}”: choose one of {days}.") from None


def _is_usable(name: str, value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        Preferences(**{name: value})  # type: ignore[arg-type]
    except KpiError:
        return False
    return True


_NAMES: Final = tuple(one.name for one in fields(Preferences))
_UNCHOSEN: Final = Preferences()
