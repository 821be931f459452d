"""What a target still needs, in words."""

from kpi.catalogue.operands import Behaves
from kpi.formats import decimal_text, number_word, short
from kpi.targets.each import Judged
from kpi.targets.held import Track
from kpi.targets.target import Over, Sense
from kpi.targets.way import way_of

_SAME = 0.05
_MANY, _BEYOND = 10, 1_000
_REACHED = "the goal is reached so far"
_KEPT = "the goal is kept so far"


def required_text(track: Track, currency: str) -> str:
    """Say what the days to come need, as a clause; nothing where nothing is left or known."""
    if track.each:
        return _of_periods(track)
    if track.required is None:
        return ""
    way = way_of(track.kpi)
    if track.target.over is not Over.WHOLE:
        return "" if way is Behaves.LEVEL else _in_the_end(track, way, currency)
    return {Behaves.FLOW: _of_sum, Behaves.LEVEL: _of_level}.get(way, _of_ratio)(track, currency)


def _of_periods(track: Track) -> str:
    """Say how many of the periods to come must meet the goal."""
    each = track.each
    if each is None or each.reached is not None:
        return ""
    period = track.target.over.value.removeprefix("each ")
    ahead = each.count(Judged.AHEAD) + each.count(Judged.UNKNOWN)
    must = each.needed - each.met
    still = "still to come" if not each.count(Judged.UNKNOWN) else "not known yet"
    if ahead == 1:
        return f"the one {period} {still} must meet it"
    how_many = "all" if must == ahead else number_word(must)
    return f"{how_many} of the {number_word(ahead)} {period}s {still} must meet it"


def _of_sum(track: Track, currency: str) -> str:
    required = track.required or 0.0
    if track.sense is Sense.AT_MOST:
        most = _written(track, max(0.0, required), currency)
        return f"at most {most} a day may follow {_days(track, 'in')}{_usual(track, currency)}"
    if track.sense is Sense.BETWEEN:
        return _between_sums(track, currency)
    if required <= 0:
        return _REACHED
    return f"it takes {_written(track, required, currency)} a day {_days(track)}{_usual(track, currency)}"


def _between_sums(track: Track, currency: str) -> str:
    """Say from what to what the days to come may bring; `required` leads to the lower end."""
    least, upper = track.required or 0.0, track.target.upper
    if upper is None:
        return ""
    most = (upper - (track.value or 0.0)) / (track.days_left + track.unknown)
    if most < 0:
        return "more has come already than was asked for"
    low, high = (_written(track, max(0.0, one), currency) for one in (least, most))
    if least <= 0:
        return f"at most {high} a day may follow {_days(track, 'in')}"
    return f"it takes {low} to {high} a day {_days(track)}"


def _of_level(track: Track, currency: str) -> str:
    value, target = track.value or 0.0, track.target
    more = track.required or 0.0
    if track.sense is Sense.BETWEEN and target.upper is not None and value > target.upper:
        more = (target.upper - value) / track.days_left
    elif track.reached:
        return _KEPT if track.holds else _REACHED
    size = _written(track, abs(more), currency)
    if not any(digit in size for digit in "123456789"):
        return ""
    return f"it takes {size} {'more' if more > 0 else 'less'} a day {_days(track)}"


def _of_ratio(track: Track, currency: str) -> str:
    required, goal = track.required or 0.0, track.target.goal
    words = _written(track, required, currency)
    if track.out_of_reach:
        return f"the goal is out of reach, since the rest would have to average {words}{_best(track, currency)}"
    if track.sense is Sense.BETWEEN:
        return _KEPT if track.reached else _back_between(track, words, currency)
    if track.sense is Sense.AT_MOST:
        return f"{_rest(track)} may average {'at most' if required < goal else 'up to'} {words}"
    if required <= goal:
        return f"{_rest(track)} may average as little as {words}" if required > 0 else _REACHED
    return f"{_rest(track)} must average {words}"


def _back_between(track: Track, words: str, currency: str) -> str:
    upper = track.target.upper
    if upper is not None and (track.value or 0.0) > upper:
        return f"it has to come down to {_written(track, upper, currency)}"
    return f"{_rest(track)} must average {words}"


def _in_the_end(track: Track, way: Behaves, currency: str) -> str:
    """Say what the days need on which the target is judged in the end."""
    required = track.required or 0.0
    words = _written(track, max(0.0, required), currency)
    if way is not Behaves.FLOW:
        return f"the days that count at the end {'may' if track.sense is Sense.AT_MOST else 'must'} average {words}"
    if track.sense is Sense.AT_MOST:
        return f"at most {words} a day may come on the days that count at the end"
    return f"it takes {words} a day on the days that count at the end" if required > 0 else _REACHED


def _days(track: Track, joint: str = "for") -> str:
    """Name the days on which something may still come: those that are left, and those before that are unknown."""
    if track.unknown and track.behaves is Behaves.FLOW:
        return "on each day that is not known yet"
    return f"{joint} the {track.days_left} days left" if track.days_left > 1 else "on the one day left"


def _rest(track: Track) -> str:
    return f"the {track.days_left} days left" if track.days_left > 1 else "the one day left"


def _best(track: Track, currency: str) -> str:
    """Say what the best week was, or that what is required cannot be."""
    if track.best is not None:
        return f", where the best week so far was {_written(track, track.best, currency)}"
    return f", {'less' if track.sense is Sense.AT_MOST else 'more'} than there can be"


def _usual(track: Track, currency: str) -> str:
    times = track.times_usual
    if times is None or track.usual is None:
        return ""
    if track.usual < 0:
        return f", where {_written(track, track.usual, currency)} is usual"
    if abs(times - 1) < _SAME:
        return ", about your usual"
    if times > _BEYOND:
        return f", more than {_BEYOND} × your usual"
    decimals = 0 if times >= _MANY else 1
    return f", {decimal_text(times, decimals)} × your usual" if round(times, decimals) else ""


def _written(track: Track, value: float | None, currency: str) -> str:
    return short(value, track.kpi.unit, currency)
