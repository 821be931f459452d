"""What keeps the target of a row from being held against data, by the column in which that can be mended."""

from collections.abc import Mapping

from kpi.catalogue.kpis import Kpi
from kpi.facts import Facts
from kpi.targets.smart import Place, refused
from kpi.targets.target import Target
from kpi.workbook.cells import Fault

_MENDED: Mapping[Place, str] = {
    Place.DATES: "end",
    Place.OVER: "over",
    Place.GOAL: "goal",
    Place.SENSE: "upper",
    Place.STRETCH: "stretch",
    Place.VOLUME: "min_volume",
    Place.PRIORITY: "priority",
    Place.MILESTONES: "goal",
    Place.PARTS: "goal",
}
_NAMED = {"The upper end ": "upper", "The stretch goal ": "stretch", "Misses ": "allow"}
"""Of a place that is several columns, the one that the sentence begins with."""


def faults_by_field(target: Target, kpis: Mapping[str, Kpi], facts: Facts | None = None) -> dict[str, Fault]:
    """Give what `kpi.targets.smart` refuses, by field, all in one; with `facts`, also what they do not tell."""
    found: dict[str, list[str]] = {}
    for fault in refused(target, kpis=kpis, facts=facts):
        named = next((field for words, field in _NAMED.items() if fault.sentence.startswith(words)), "")
        found.setdefault(named or _MENDED.get(fault.at, "kpi"), []).append(fault.sentence)
    return {field: Fault(" ".join(sentences)) for field, sentences in found.items()}
