"""How a workspace's links are made unless somebody says otherwise: nothing of it opens one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from kpi.locales import LOCALES
from kpi.store.links import DEFAULT_DAYS, MOST_DAYS

LINKS: Final = "links"
"""The setting that says so."""
LONGEST: Final = MOST_DAYS - 1
"""For how many days beyond today a link may be open."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What the form of a new link begins with: open for `days`, with notes, in a locale ('' that of the workspace).

    Where `password` is set, a link has to have one.
    """

    days: int = DEFAULT_DAYS
    notes: bool = True
    locale: str = ""
    password: bool = False

    @property
    def as_setting(self) -> dict[str, Any] | None:
        """Give what is kept of it: what is not as everywhere; None where nothing is.

        >>> Habits(days=10, password=True).as_setting, Habits().as_setting
        ({'days': 10, 'password': True}, None)
        """
        return {name: value for name, value in asdict(self).items() if value != getattr(_USUAL, name)} or None


def habits(settings: Mapping[str, Any]) -> Habits:
    """Read the habits from a workspace's settings; what is unusable is as if nobody had said it.

    >>> habits({"links": {"days": 4_000, "notes": False, "locale": "xx"}})
    Habits(days=40, notes=False, locale='', password=False)
    """
    told = settings.get(LINKS)
    told = told if isinstance(told, Mapping) else {}
    return Habits(**{name: told[name] for name, is_usable in _USABLE.items() if is_usable(told.get(name))})


def _is_yes_or_no(value: object) -> bool:
    return isinstance(value, bool)


_USUAL: Final = Habits()
_USABLE: Final = {
    "days": lambda value: isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LONGEST,
    "notes": _is_yes_or_no,
    "locale": lambda value: isinstance(value, str) and value in LOCALES,
    "password": _is_yes_or_no,
}
