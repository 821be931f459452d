"""The line of a target in words: how it stands, what it is about, how far it is, what it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.charts.way import way
from kpi.formats import short
from kpi.sentences import board as words
from kpi.sentences import former_text
from kpi.store import Workspace
from kpi.targets.changes import first_goal
from kpi.targets.status import Standing, Status, Stretch
from pages.parts import session
from pages.parts.statuses import VERDICTS
from pages.parts.targets.known import Board, Waiting, histories, stretches_already


@dataclass(frozen=True, slots=True)
class Line:
    """A target's line in words; one that is not held against the data has no status and says why.

    `was` says how it stood before, `said` what it is about, `way` is a picture as SVG of how far it is and `far` the
    same in words, `besides` says how likely its goal is and how much time is left.
    """

    target_id: str
    status: Status | None
    title: str
    said: tuple[str, ...]
    was: str = ""
    way: str = ""
    far: str = ""
    value: str = ""
    besides: str = ""


def line_of(mine: Workspace, one: Standing, known: Board, money: str) -> Line:
    """Word the line of a target; once for each version, and again when it is known how the target stood before."""
    former = stretches_already(mine, one.target)
    return session.shown_once(
        mine,
        ("line", one.target.id, one.status, one.before, former, money),
        lambda: _worded(mine, one, known, former or (), money),
    )


def line_of_waiting(one: Waiting) -> Line:
    """Word the line of a target that is not held."""
    return Line(one.target.id, None, one.target.title or one.target.kpi, (one.why,))


def _worded(mine: Workspace, one: Standing, known: Board, former: Sequence[Stretch], money: str) -> Line:
    target = one.target
    goal = first_goal([version.former for version in histories(mine).get(target.id, ())], target)
    waits = known.waits_for.get(target.id, ())
    said = [words.about_text(one), *waits[:1], words.moved_formula_text(one)]
    return Line(
        target_id=target.id,
        status=one.status,
        title=words.title_text(one),
        said=tuple(text for text in said if text),
        was=f"was {one.before.value} when its data ended" if one.before else former_text(former),
        way=way(one.track.share, None if one.closed else one.track.pace, VERDICTS.get(one.status, "no_data")),
        far=words.way_text(one),
        value=words.value_text(one, currency=money),
        besides=_besides(one, money, goal),
    )


def _besides(one: Standing, money: str, was: float | None) -> str:
    goal = "" if was is None else f"goal was {short(was, one.track.kpi.unit, money)}"
    return " · ".join(text for text in (words.chance_text(one), words.time_text(one), goal) if text)
