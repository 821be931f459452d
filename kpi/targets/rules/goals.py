"""Whether a goal can be reached, by its unit and by where the target starts."""

import math
from collections.abc import Iterator

from kpi.catalogue.kpis import Better, Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.operands import Behaves, behaves
from kpi.formats import precise_text
from kpi.targets.rules.about import About, shown
from kpi.targets.target import Over, Sense

_STARS = (1.0, 5.0)
_ALL_OF_IT = 100


def kpi(about: About) -> Iterator[str]:
    """Refuse a KPI that is not there, or that does not add up to anything a goal can be set on."""
    if about.kpi is None:
        yield f"There is no KPI “{about.target.kpi}”: choose one of the catalogue."
    elif behaves(about.kpi) is Behaves.BOUND:
        yield (
            f"No target on a bound: {about.kpi.label} does not add up over days and channels, so no goal can be met."
        )


def unit(about: About) -> Iterator[str]:
    """Refuse numbers that cannot be in their KPI's unit, with the reading that may have been meant."""
    if about.kpi and behaves(about.kpi) is not Behaves.BOUND:
        for name, value in about.values():
            if not math.isfinite(value) or value <= 0:
                yield f"{name} must be above zero: progress is counted as a share of it."
            else:
                yield from _beyond(name, value, about.kpi)
    for guard in about.target.guards:
        if guard.kpi in about.kpis:
            yield from _beyond("The limit of the guard", guard.limit, about.kpis[guard.kpi])


def way(about: About) -> Iterator[str]:
    """Refuse a goal that is where the target starts, or on the wrong side of it where nobody asked to stay there."""
    target, of = about.target, about.kpi
    if target.baseline is not None and not math.isfinite(target.baseline):
        yield "The baseline is not a number: leave it empty where nothing is known."
        return
    if of is None or target.baseline is None or about.sense is Sense.BETWEEN or not target.goal > 0:
        return
    if target.goal == target.baseline and behaves(of) is not Behaves.FLOW:
        yield f"The goal equals the baseline ({shown(target.goal, of)}), so there is no way to go: choose another goal."
    elif target.sense is None and of.better is Better.HIGHER and target.goal < target.baseline:
        yield _wrong_side(about, of, side="below", better="higher")
    elif target.sense is None and of.better is Better.LOWER and target.goal > target.baseline:
        yield _wrong_side(about, of, side="above", better="lower")


def relative(about: About) -> Iterator[str]:
    """Refuse a goal of no change, or one against nothing."""
    given = about.target.relative
    if given is None:
        return
    if not math.isfinite(given.change) or given.change == 0:
        yield "A goal relative to what was needs a change: say by how much."
    if not math.isfinite(given.value) or given.value <= 0:
        yield "A goal relative to nothing cannot be worked out: give it as a number, or choose other days."


def between(about: About) -> Iterator[str]:
    """Refuse a range without two ends in order."""
    target = about.target
    if about.sense is Sense.BETWEEN and (target.upper is None or not target.upper > target.goal):
        yield "To stay between two values, the upper one must lie above the lower one: give both."
    elif about.sense is not Sense.BETWEEN and target.upper is not None:
        yield "An upper end belongs to a target that stays between two values: choose “between”, or leave it out."


def stretch(about: About) -> Iterator[str]:
    """Refuse a stretch goal that asks for no more than the goal."""
    target = about.target
    if target.stretch is None:
        return
    further = {
        Sense.AT_LEAST: target.stretch > target.goal,
        Sense.AT_MOST: target.stretch < target.goal,
        Sense.BETWEEN: False,
    }
    if not further[about.sense]:
        yield "The stretch goal asks for no more than the goal: set it beyond, or leave it out."


def volume(about: About) -> Iterator[str]:
    """Refuse a least volume for what has none."""
    least = about.target.min_volume
    if least is None:
        return
    if not math.isfinite(least) or least <= 0:
        yield "The least volume must be above zero: leave it out where any volume will do."
    if about.kpi and behaves(about.kpi) is not Behaves.RATIO:
        yield f"{about.kpi.label} is no ratio, so it has no volume to be measured from: leave the least volume out."


def priority(about: About) -> Iterator[str]:
    """Refuse a priority that is none."""
    if about.target.priority not in (1, 2, 3):
        yield "The priority is 1 (high), 2 or 3 (low)."


def sector(about: About) -> Iterator[str]:
    """Refuse a figure of the sector that nobody can look up, or that cannot be one."""
    figure = about.target.sector
    if figure is None:
        return
    if not figure.source.strip():
        yield "A figure of the sector needs its source: say who published it."
    if not math.isfinite(figure.value) or figure.value <= 0:
        yield "The figure of the sector must be above zero: leave it out where there is none."
    elif about.kpi:
        yield from _beyond("The figure of the sector", figure.value, about.kpi)


def averaged(about: About) -> Iterator[str]:
    """Refuse to add rates up or to average them, and offer the ratio of sums."""
    target, of = about.target, about.kpi
    if of is None or behaves(of) is not Behaves.RATIO or target.combine.value != "sum":
        return
    each = {Over.EACH_WEEK: "weeks", Over.EACH_MONTH: "months"}.get(target.over, "channels")
    yield (
        f"{of.label} is a ratio: rates of {each} neither add up nor average, since a small one would weigh as much as "
        "a large one. Ask for it over the whole time and all these channels: that is the ratio of the sums. Or let "
        "every part reach its own goal."
    )


def _beyond(name: str, value: float, of: Kpi) -> Iterator[str]:
    if not math.isfinite(value):
        yield f"{name} of {of.label} is not a number."
    elif of.unit is Unit.PERCENT and value > 1:
        meant = (
            f" Did you mean {precise_text(value, 6)} %? As a fraction that is {precise_text(value / _ALL_OF_IT, 6)}."
        )
        said = f"{name} of {of.label} is {precise_text(value * _ALL_OF_IT, 6)} %, and a percentage ends at 100 %."
        yield said + (meant if value <= _ALL_OF_IT else "")
    elif of.unit is Unit.STARS and not _STARS[0] <= value <= _STARS[1]:
        yield f"{name} of {of.label} is {precise_text(value, 6)}, and stars run from 1 to 5."
    elif of.unit is Unit.COUNT and behaves(of) is not Behaves.RATIO and 0 < value < 1:
        yield (
            f"{name} of {of.label} is {precise_text(value, 6)}, less than one. Did you mean a change of "
            f"{precise_text(value * _ALL_OF_IT, 6)} %? "
            "Then set it relative to what was."
        )


def _wrong_side(about: About, of: Kpi, *, side: str, better: str) -> str:
    goal, baseline = shown(about.target.goal, of), shown(about.target.baseline or 0.0, of)
    return (
        f"The goal {goal} lies {side} the baseline {baseline}, but {better} is better for {of.label}: "
        "to reach it would be to get worse."
    )
