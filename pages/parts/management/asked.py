"""The figures of the page, each worked out and worded once: its value, change, sentence and trend."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpi import cost
from kpi.charts.months import months
from kpi.cost import Cost, Provenance
from kpi.errors import KpiError
from kpi.formats import change_text, short
from kpi.management.figures import OUTCOMES, shown
from kpi.management.ground import channels_of_views, mixed_channels, panel_restarts, rivals_in
from kpi.management.trend import Restart, Trend, trend
from kpi.measure import Answer
from kpi.periods import Step, last_months
from kpi.sentences import is_better
from kpi.sentences.management import (
    Ground,
    compared_text,
    figure_notes,
    figure_sentence,
    outcome_sentence,
    plain_words,
    title_text,
    trend_text,
)
from kpi.store import Workspace
from pages.parts import session
from pages.parts.outcome import outcome_of
from pages.parts.scope import View

_MONTHS = 13
_VOICE, _COST = "share_of_voice", "weighted_cost"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in words: what it is, its value and change, what it is made of, and its trend.

    `better` tells whether the change is for the better (None: neither); `asides` are sentences that always go with it,
    `notes` say of what it is not, `badges` where prices come from. `picture` is the trend as SVG, `trend` the same in
    words.
    """

    answer: Answer
    title: str
    plain: str
    value: str
    change: str
    better: bool | None
    against: str
    sentence: str
    asides: tuple[str, ...]
    notes: str
    badges: tuple[str, ...]
    picture: str
    trend: str


def figures(mine: Workspace, view: View, keys: Sequence[str], currency: str) -> tuple[Figure, ...]:
    """Give the first figures of a list of which anything is known in a view, worded once a question."""
    asked = ("figures", view, tuple(keys), currency)
    return session.shown_once(mine, asked, lambda: _figures(mine, view, keys, currency))


def is_known(mine: Workspace, key: str, view: View) -> bool:
    """Tell whether anything is known of a figure; a cost in two currencies is not, since nobody could add it up."""
    known = session.answer(mine, key, view).value is not None
    return known and (key != _COST or _cost(mine, view) is not None)


def _figures(mine: Workspace, view: View, keys: Sequence[str], currency: str) -> tuple[Figure, ...]:
    found = shown(keys, lambda key: is_known(mine, key, view))
    return tuple(figure(mine, key, view, currency) for key in found)


def figure(mine: Workspace, key: str, view: View, currency: str) -> Figure:
    """Word one figure for a view."""
    answer = session.answer(mine, key, view)
    course = _trend(mine, key, view)
    priced = _cost(mine, view) if key == _COST else None
    money = priced.currency if priced else currency
    ground = _ground(mine, key, view, priced, money)
    return Figure(
        answer=answer,
        title=title_text(answer),
        plain=plain_words(answer),
        value=short(answer.value, answer.kpi.unit, money),
        change=change_text(answer.change, answer.change_kind),
        better=None if priced else is_better(answer),  # a comparison of costs is no success
        against=compared_text(answer, course.restart, currency=money),
        sentence=figure_sentence(answer, ground),
        asides=(outcome_sentence(outcome_of(mine, view, OUTCOMES), priced.period), cost.CAVEAT) if priced else (),
        notes=figure_notes(answer, ground),
        badges=_badges(mine, view, priced) if priced else (),
        picture=months(course),
        trend=trend_text(answer, course, currency=money),
    )


def _ground(mine: Workspace, key: str, view: View, priced: Cost | None, money: str) -> Ground:
    facts = session.known_facts(mine)
    rivals = rivals_in(facts, view.period) if key == _VOICE else ()
    question, published = session.question_of(mine, key, view), _published(mine, view, priced)
    mixed, viewed = mixed_channels(question, facts), channels_of_views(question, facts) if priced else ()
    return Ground(money, rivals=rivals, mixed=mixed, viewed=viewed, cost=priced, published=published)


def _trend(mine: Workspace, key: str, view: View) -> Trend:
    days = last_months(view.period.end, _MONTHS)
    steps = session.steps(mine, key, view, period=days, step=Step.MONTH)
    if key == _VOICE:
        return trend(steps, view.period, panel_restarts(session.known_facts(mine)))
    breaks = session.breaks(mine, key, view)
    said = ((one.day, one.says.replace(" → ", " before, ")) for one in breaks)
    return trend(steps, view.period, [Restart(day, f"what is counted changed ({says} since)") for day, says in said])


def _cost(mine: Workspace, view: View) -> Cost | None:
    """Work out what buying the views would have cost; None where no price is known, or prices in two currencies."""
    try:
        found = session.weighted_cost(mine, session.known_cpms(mine, view.period.end), view)
    except KpiError:
        return None
    return found if found.base is not None else None


def _badges(mine: Workspace, view: View, priced: Cost) -> tuple[str, ...]:
    """Say where the prices come from, each provenance once."""
    known = session.known_cpms(mine, view.period.end)
    return tuple(dict.fromkeys(known[name].provenance.label for name in priced.by_channel["channel"]))


def _published(mine: Workspace, view: View, priced: Cost | None) -> tuple[str, ...]:
    """Say of which channels the price is a published one, and whose."""
    known = session.known_cpms(mine, view.period.end)
    used = [known[name] for name in priced.by_channel["channel"]] if priced else []
    return tuple(f"{one.channel}: {one.says}" for one in used if one.provenance is Provenance.BENCHMARK)
