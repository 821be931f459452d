"""What keeps the target of a row from being held against data, by the column in which that can be mended."""

from collections.abc import Callable, Iterator, Mapping

from kpi.catalogue.kpis import Kpi
from kpi.targets.rules import fed, goals, made_of, times
from kpi.targets.rules.about import About
from kpi.targets.sheet_values import Fault
from kpi.targets.smart import RULES
from kpi.targets.target import Target

_MENDED: Mapping[Callable[[About], Iterator[str]], str] = {
    times.order: "end",
    times.fits: "over",
    times.levels: "over",
    times.milestones: "goal",
    goals.kpi: "kpi",
    goals.way: "goal",
    goals.relative: "goal",
    goals.between: "upper",
    goals.stretch: "stretch",
    goals.volume: "min_volume",
    goals.priority: "priority",
    made_of.parts: "goal",
    fed.feeds: "kpi",
    fed.window: "start",
}
_NAMED = {"The goal ": "goal", "The upper end ": "upper", "The stretch goal ": "stretch", "Misses ": "allow"}


def faults_by_field(target: Target, kpis: Mapping[str, Kpi]) -> dict[str, Fault]:
    """Give what `kpi.targets.smart` refuses, a sentence or several for each field of the sheet."""
    about = About(target, kpis)
    found: dict[str, list[str]] = {}
    for rule in RULES:
        for sentence in rule.look(about) if rule.refuses else ():
            named = next((field for words, field in _NAMED.items() if sentence.startswith(words)), "")
            found.setdefault(named or _MENDED.get(rule.look, "kpi"), []).append(sentence)
    return {field: Fault(" ".join(sentences)) for field, sentences in found.items()}
