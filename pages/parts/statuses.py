"""How targets stand, in a word with its icon, wherever a KPI or an objective is shown."""

from collections import Counter
from collections.abc import Sequence

from kpi.catalogue.objectives import Objective
from kpi.palette import Verdict
from kpi.store import Workspace
from kpi.targets.status import Standing, Status
from pages.parts.scope import View
from pages.parts.targets.known import board

ICONS = {
    Status.NOT_STARTED: ":material/schedule:",
    Status.AWAITING_DATA: ":material/hourglass_empty:",
    Status.TOO_EARLY: ":material/hourglass_top:",
    Status.ON_TRACK: ":material/check_circle:",
    Status.AT_RISK: ":material/warning:",
    Status.OFF_TRACK: ":material/error:",
    Status.STALE: ":material/update_disabled:",
    Status.ACHIEVED: ":material/trophy:",
    Status.GUARD_BROKEN: ":material/gpp_bad:",
    Status.MISSED: ":material/cancel:",
    Status.CLOSED_EARLY: ":material/flag:",
}
COLOURS = {
    Status.NOT_STARTED: "gray",
    Status.AWAITING_DATA: "gray",
    Status.TOO_EARLY: "gray",
    Status.ON_TRACK: "green",
    Status.AT_RISK: "orange",
    Status.OFF_TRACK: "red",
    Status.STALE: "gray",
    Status.ACHIEVED: "green",
    Status.GUARD_BROKEN: "orange",
    Status.MISSED: "red",
    Status.CLOSED_EARLY: "gray",
}
VERDICTS: dict[Status, Verdict] = {
    Status.ON_TRACK: "on_track",
    Status.AT_RISK: "at_risk",
    Status.OFF_TRACK: "off_track",
    Status.TOO_EARLY: "too_early",
    Status.ACHIEVED: "better",
    Status.GUARD_BROKEN: "at_risk",
    Status.MISSED: "worse",
}
"""In which colour the way of a target is drawn; what is not here has none."""
_DANGER = (
    Status.OFF_TRACK,
    Status.AT_RISK,
    Status.STALE,
    Status.AWAITING_DATA,
    Status.TOO_EARLY,
    Status.ON_TRACK,
    Status.NOT_STARTED,
    Status.MISSED,
    Status.CLOSED_EARLY,
    Status.GUARD_BROKEN,
    Status.ACHIEVED,
)


def danger(status: Status) -> int:
    """Order statuses: what needs a decision first."""
    return _DANGER.index(status)


def in_colour(status: Status) -> str:
    """Write a status as icon and word, in its colour."""
    return f":{COLOURS[status]}-badge[{ICONS[status]} {status.value}]"


def standing(mine: Workspace) -> list[Standing]:
    """Give every target of the workspace that can be held against the data, with how it stands."""
    return list(board(mine).standings)


def targets_on(targets: Sequence[Standing], key: str, view: View) -> list[Standing]:
    """List the targets that stand on a KPI within a scope, what needs a decision first."""
    found = [
        one
        for one in targets
        if one.target.kpi == key and set(one.target.channels) <= set(view.scope.channels or one.target.channels)
    ]
    return sorted(found, key=lambda one: danger(one.status))


def status_of(found: Sequence[Standing]) -> str:
    """Write the statuses of some targets, each once."""
    return " ".join(dict.fromkeys(in_colour(one.status) for one in found))


def counted_statuses(targets: Sequence[Standing], objective: Objective) -> str:
    """Count an objective's targets by status: " · 3 targets: 2 on track, 1 at risk"."""
    mine_of = [one.status for one in targets if one.target.kpi in (*objective.kpis, *objective.besides)]
    return f" · {board_sentence(mine_of)}" if mine_of else ""


def board_sentence(statuses: Sequence[Status]) -> str:
    """Count targets by status, what needs a decision first: "3 targets: 1 at risk, 2 on track"."""
    counts = sorted(Counter(statuses).items(), key=lambda one: danger(one[0]))
    said = ", ".join(f"{count} {status.value}" for status, count in counts)
    return f"{len(statuses)} target{'s' if len(statuses) > 1 else ''}: {said}"
