"""Why a KPI moved, in two sentences by rules: what moved it most and how, what worked against it or is unexplained."""

from typing import Final

from kpi.catalogue.metrics import Unit
from kpi.formats import exact, move_text, number_word, period_text, share_text, short
from kpi.insight.moved import ways
from kpi.insight.split import DUST, Effect, Moved, Via
from kpi.measure import By
from kpi.sentences.called import KINDS, base_of, effect_words, kinds_of, named_as, on_group, value_of, verb_of
from kpi.sentences.writer import Writer

NOT_EXPLAINED: Final = "not explained"
_MOSTLY: Final = 0.5
_WORTH_SAYING: Final = 0.1
_UNDERNEATH: Final = 0.05
_TWO: Final = 2
_LISTED: Final = 3
_ALIKE: Final = 0.9


def moved_sentence(found: Moved, *, currency: str = "") -> str:
    """Say why a KPI moved, or that there is nothing to explain, or why its change is not split."""
    if found.why_not:
        return _not_split(found)
    if found.is_still:
        return _about_the_same(found, currency)
    write = Writer((found.now, found.then), found.kpi, currency)
    way = "rose" if found.change > 0 else "fell"
    head = f"{found.title} {way} from {write(found.then)} to {write(found.now)}{_days(found)}"
    why = why_clause(found, currency=currency)
    more = f"{_most_of_all(found, currency)}{_besides(found, currency)}" if why and found.in_two else ""
    first = f"{head}{f', {why}{more}' if why else _alone(found)}."
    return " ".join(text for text in (first, _against(found, currency), _left_over(found, currency)) if text)


def why_clause(found: Moved, *, currency: str = "") -> str:
    """Say in a clause what moved a KPI most; nothing where there is no split, nothing moved, or it explains little."""
    if found.why_not or found.is_still or found.explains_little or len(found.rows) < _TWO:
        return ""
    if found.has_shares:
        return _of_mix(found, currency) if found.by_mix else _of_rates(found, currency)
    return _of_parts(found, currency)


def effect_text(effect: Effect, found: Moved) -> str:
    """Name a step of a split: its group, and through what it moved the whole where that is told apart."""
    if effect.via is Via.ALL:
        return effect.name
    weight, value = effect_words(found)
    return f"{effect.name}: {weight if effect.via is Via.WEIGHT else value}"


def effects_explained(found: Moved) -> str:
    """Say what the two effects mean; nothing where there is one alone."""
    if not found.in_two:
        return ""
    if not found.has_shares:
        return "Number of days: more or fewer such days; a day: more or less on each of them."
    return (
        f"Mix: a larger or smaller share of {base_of(found)}; {value_of(found)}: that of the {KINDS[found.by]} itself."
    )


def price_sentence(found: Moved, *, currency: str = "") -> str:
    """Say what the change would be with the prices of each range; nothing where they are the same or unknown."""
    if not found.price:
        return ""
    whole = _move(found.change + found.price, found, currency)
    return f"CPMs are held constant; with those of each range the change would be {whole}."


def _not_split(found: Moved) -> str:
    if found.against is None:
        return "Nothing is compared, so there is no change to explain."
    return f"{found.title}, not split: {found.why_not}."


def moves_underneath(found: Moved) -> bool:
    """Tell whether groups went opposite ways by an amount worth telling, whatever became of the whole."""
    brought = found.rows["brought"]
    return len(brought) > 0 and min(-brought.min(), brought.max()) >= _UNDERNEATH * abs(found.then or 0.0)


def _about_the_same(found: Moved, currency: str) -> str:
    then = period_text(found.against.start, found.against.end) if found.against else ""
    values = [short(value, found.kpi.unit, currency) for value in (found.now, found.then)]
    said = f"{found.title}: nothing to explain, about the same as in {then} ({values[0]} against {values[1]})."
    if not moves_underneath(found):
        return said
    rows = found.rows
    ends = [rows.iloc[int(place)] for place in (rows["brought"].argmax(), rows["brought"].argmin())]
    told = [f"{named_as(row['name'], found)} ({_move(row['brought'], found, currency)})" for row in ends]
    return f"{said} Underneath, {told[0]} and {told[1]} worked against each other."


def _of_parts(found: Moved, currency: str) -> str:
    """Name the group that brought most of the change; two where one did not, or where both brought about as much."""
    along, alike = found.along, found.alike
    if along.empty:
        return ""
    if len(alike) > _TWO:
        return _of_many_alike(found, currency)
    named = alike if len(alike) == _TWO else along.head(_named_of(along["brought"].abs().to_list(), found))
    why = _because(named["brought"].sum(), found)
    told = list(zip(named["name"], named["brought"], strict=True))
    if found.by is By.OPERAND:
        parts = [f"{named_as(name, found)} ({_move(size, found, currency)})" for name, size in told]
        return f"{why} of {' and '.join(parts)}"
    return f"{why} " + " and ".join(
        f"{named_as(name, found)} {verb_of(found.kpi)} {_more_or_less(size, found, currency)}" for name, size in told
    )


def _named_of(sizes: list[float], found: Moved) -> int:
    """Say how many of the first are named: one that brought most of it, or is far ahead of others that are alike."""
    if sizes[0] > _MOSTLY * abs(found.change):
        return 1
    return 1 if len(sizes) > _TWO and sizes[2] >= _ALIKE * sizes[1] else _TWO


def _of_many_alike(found: Moved, currency: str) -> str:
    """Say of groups that brought about as much each how many there are, so that none is picked out by chance."""
    rows = found.alike
    names = [named_as(name, found) for name in rows["name"]]
    listed = ", ".join(names[:_LISTED]) + (f" and {len(names) - _LISTED} more" if len(names) > _LISTED else "")
    each = float(rows["brought"].mean())
    many = f"{number_word(len(names))} {kinds_of(found)}"
    why = _because(rows["brought"].sum(), found)
    if found.by is By.OPERAND:
        return f"{why} of {many} with about {_move(each, found, currency)} each ({listed})"
    verb = verb_of(found.kpi, several=True)
    return f"{why} {many} {verb} about {_more_or_less(each, found, currency)} each ({listed})"


def _of_mix(found: Moved, currency: str) -> str:
    row, mix = found.leading, float(found.rows["weight"].sum())
    if row is None:
        return ""
    now, then = _shares(row["weight_now"], row["weight_then"])
    shares = f"{now} of {base_of(found)} instead of {then}"
    return f"{_because(mix, found)} {named_as(row['name'], found)} made up {shares} (mix {_move(mix, found, currency)})"


def _shares(*shares: float) -> list[str]:
    """Write shares in whole per cents, but closer where these would be the same."""
    whole = [share_text(share) for share in shares]
    return whole if len(set(whole)) == len(whole) else [exact(share, Unit.PERCENT) for share in shares]


def _of_rates(found: Moved, currency: str) -> str:
    value = float(found.rows["value"].sum())
    if value * found.change <= 0:
        return ""
    way = "rose" if value > 0 else "fell"
    whole = _move(value, found, currency)
    return f"{_because(value, found)} the {value_of(found)} itself {way} within {kinds_of(found)} ({whole})"


def _most_of_all(found: Moved, currency: str) -> str:
    """Name the group whose own ratio moved the whole most, where that is the story."""
    row = found.leading
    if row is None or not found.has_shares or found.by_mix or len(found.alike) > 1:
        return ""
    return f", most of all {on_group(row['name'], found)} with {_move(row['value'], found, currency)}"


def _besides(found: Moved, currency: str) -> str:
    """Say what the other of the two effects did: within the groups, in the mix, or in the calendar."""
    weight, value = (float(found.rows[name].sum()) for name in ("weight", "value"))
    if not found.has_shares:
        return f"; how often each weekday came made {_move(weight, found, currency)} of it" if weight else ""
    if not found.by_mix:
        return (
            f"; the mix of {kinds_of(found)} brought {_move(weight, found, currency)}" if _counts(weight, found) else ""
        )
    if not _counts(value, found):
        return f"; within {kinds_of(found)} the {value_of(found)} hardly moved"
    way = "rose" if value > 0 else "fell"
    return f"; within {kinds_of(found)} the {value_of(found)} {way} by {_size(value, found, currency)}"


def _against(found: Moved, currency: str) -> str:
    """Name at most two groups that worked against the change, where the split explains it."""
    if found.explains_little:
        return ""
    brought = found.rows["brought"] * _sign(found.change)
    rows = found.rows.loc[brought[brought < -_WORTH_SAYING * abs(found.change)].sort_values(kind="stable").index]
    rows = rows[rows["name"] != _shifted(found)].head(_TWO)
    if rows.empty:
        return ""
    names = [named_as(name, found) for name in rows["name"]]
    moves = [_move(size, found, currency) for size in rows["brought"]]
    said = " and ".join(f"{name} ({move})" for name, move in zip(names, moves, strict=True))
    return f"Working against it: {said}."


def _shifted(found: Moved) -> str:
    """Name the group whose shift is the reason told: what its own rate did against it is told of all groups."""
    return str(found.leading["name"]) if found.by_mix and found.leading is not None else ""


def _left_over(found: Moved, currency: str) -> str:
    """Say what the split does not explain."""
    parts, rest = (_move(size, found, currency) for size in (found.change - found.unexplained, found.unexplained))
    if found.explains_little:
        said = f"By {KINDS[found.by]} the split explains little"
        return f"{said}: its parts add up to {parts}, the change is {_move(found.change, found, currency)}."
    return f"The parts add up to {parts}; {rest} is {NOT_EXPLAINED}." if _counts(found.unexplained, found) else ""


def _alone(found: Moved) -> str:
    """Say that there is but one group, which explains nothing."""
    if len(found.rows) != 1 or found.explains_little:
        return ""
    name = str(found.rows["name"].iloc[0])
    said = named_as(name, found) if found.by is By.OPERAND else name
    return f"; {said} is the only {KINDS[found.by]} in it{_other_way(found)}"


def _other_way(found: Moved) -> str:
    """Name the way in which what comes from one place can be taken apart."""
    return ", so take it apart by source" if found.by is not By.SOURCE and By.SOURCE in ways(found.kpi) else ""


def _days(found: Moved) -> str:
    """Name both ranges where the compared days are not all that the value is about."""
    if found.against is None or found.period == found.answered:
        return ""
    now, then = (period_text(days.start, days.end) for days in (found.period, found.against))
    return f" ({now} against {then})"


def _because(size: float, found: Moved) -> str:
    return "mostly because" if size / found.change > _MOSTLY * (1 + DUST) else "in part because"


def _counts(size: float, found: Moved) -> bool:
    return abs(size) >= _WORTH_SAYING * abs(found.change)


def _sign(size: float) -> int:
    return 1 if size > 0 else -1


def _move(size: float, found: Moved, currency: str) -> str:
    return move_text(float(size), found.kpi.unit, currency, among=abs(found.change))


def _size(size: float, found: Moved, currency: str) -> str:
    return _move(abs(size), found, currency).removeprefix("+")


def _more_or_less(size: float, found: Moved, currency: str) -> str:
    return f"{_size(size, found, currency)} {'more' if size > 0 else 'less'}"
