"""What the groups of a split, their values and their base are called in a sentence."""

from collections.abc import Mapping
from typing import Final

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.operands import Behaves, behaves, written_out
from kpi.insight.split import Moved
from kpi.measure import By

KINDS: Final[Mapping[By, str]] = {
    By.CHANNEL: "channel",
    By.ACCOUNT: "account",
    By.CONTENT_TYPE: "content type",
    By.WEEKDAY: "weekday",
    By.SOURCE: "source",
    By.OPERAND: "part",
}
_PLURALS: Final = {"story": "stories", "other": "other posts"}
_VALUES: Final = {Unit.PERCENT: "rate", Unit.STARS: "rating"}
_BASES: Final = {
    "exposures": "what was seen",
    "impressions": "what was seen",
    "sessions": "the visits",
    "ratings": "the ratings",
    "mentions": "the mentions",
    "followers_before": "the followers",
}


def named_as(name: object, found: Moved) -> str:
    """Name a group of a split as it stands in a sentence: content types and weekdays in the plural, parts small."""
    text = str(name)
    if found.by is By.CONTENT_TYPE:
        return _PLURALS.get(text, f"{text}s")
    if found.by is By.OPERAND:
        return text[0].lower() + text[1:] if text[1:2].islower() else text
    return f"{text}s" if found.by is By.WEEKDAY else text


def on_group(name: object, found: Moved) -> str:
    """Name a group with the word that goes before it."""
    word = {By.CONTENT_TYPE: "for", By.SOURCE: "from"}.get(found.by, "on")
    return f"{word} {named_as(name, found)}"


def kinds_of(found: Moved) -> str:
    """Name what the groups are, in the plural."""
    return f"{KINDS[found.by]}s"


def verb_of(kpi: Kpi, *, several: bool = False) -> str:
    """Say what a group does: it brought its part of what adds up, has that of a level, accounts for that of a cost.

    >>> from kpi.catalogue.kpis import KPIS
    >>> [verb_of(KPIS[key]) for key in ("comments", "followers", "weighted_cost")]
    ['brought', 'has', 'accounts for']
    """
    if behaves(kpi) is Behaves.LEVEL:
        return "have" if several else "has"
    if kpi.over:  # worked out group by group with prices that are assumed: nothing came in
        return "account for" if several else "accounts for"
    return "brought"


def value_of(found: Moved) -> str:
    """Name the values of the groups."""
    return _VALUES.get(found.kpi.unit, "average")


def base_of(found: Moved) -> str:
    """Name what a ratio's base counts."""
    base = written_out(found.kpi.formula).denominator
    return next((_BASES[name] for name in base.names if name in _BASES), "the base") if base else "the base"


def effect_words(found: Moved) -> tuple[str, str]:
    """Name the two effects of each group: of its weight, and of its own value."""
    return ("mix", value_of(found)) if found.has_shares else ("number of days", "a day")
