"""Whose numbers a page shows: the store, the workspace, its facts and the answers asked of them.

Frames are shared between sessions under a key of workspace and version, and never changed.
"""

import gc
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeVar, cast

import pandas as pd
import streamlit as st

from kpi import cost, facts, measure, readiness, receipts, reconciliation
from kpi.catalogue.kpis import Kpi, kpi_of
from kpi.catalogue.workspace import Catalogue
from kpi.catalogue.workspace import catalogue as catalogue_of
from kpi.charts import Moment
from kpi.choice import Scope
from kpi.columns import Grain
from kpi.errors import KpiError
from kpi.facts import Facts
from kpi.insight.ages import snapshots_of
from kpi.insight.moved import moved as split_of
from kpi.insight.posts import posts_of
from kpi.insight.split import Moved
from kpi.measure import Answer, Breakdown, By, Question
from kpi.periods import WEEKS, Period, Step
from kpi.preferences import preferences
from kpi.receipts import Receipt
from kpi.store import Assumption, Note, Workspace
from kpi.targets.baseline import Baseline
from kpi.targets.baseline import baseline as baseline_of
from kpi.targets.target import Target
from pages.parts import clock
from pages.parts.access import store
from pages.parts.kept_cpms import cpm_of
from pages.parts.scope import View
from pages.parts.shelf import Shelf

_T = TypeVar("_T")
EFFORT = "effort"
"""Where the settings keep what a month of the team's work costs."""
_NEVER = datetime.min.replace(tzinfo=UTC)
_SHELF = Shelf(5_000)
_AT_HAND = Shelf(8)


def targets(mine: Workspace) -> list[Target]:
    """List the workspace's targets on the KPIs that its catalogue holds."""
    known = catalogue(mine).kpis
    return [target for target in _targets(mine) if target.kpi in known]


def notes(mine: Workspace) -> list[Note]:
    """List the workspace's notes by day."""
    return planned(mine, "notes", lambda: store().notes(mine.id))


def catalogue(mine: Workspace) -> Catalogue:
    """Give all KPIs and objectives of the workspace, worked out once a version of its plans; the facts stay."""
    return planned(mine, "catalogue", lambda: catalogue_of(store().own(mine.id)))


def known_facts(mine: Workspace) -> Facts:
    """Give the workspace's facts, worked out once a version."""
    return _AT_HAND.once((mine.id, mine.facts_version), lambda: _facts(mine.id, mine.facts_version))


def posts(mine: Workspace) -> pd.DataFrame:
    """Give the workspace's posts, one a row, worked out once a version."""
    return _AT_HAND.once(("posts", mine.id, mine.facts_version), lambda: _posts(mine.id, mine.facts_version))


def rows(mine: Workspace) -> pd.DataFrame:
    """Give the records behind the facts."""
    return _rows(mine.id, mine.facts_version)


def snapshots(mine: Workspace) -> pd.DataFrame:
    """Give what each file told of the posts that several files told of, worked out once a version."""
    return once(
        mine,
        ("snapshots",),
        lambda: snapshots_of(posts(mine), facts.told_again(store().records(mine.id), mine.brand)),
    )


def default_period(mine: Workspace) -> Period | None:
    """Give the days to show where none are picked; none where there are no facts yet."""
    return once(mine, ("default",), lambda: measure.default_period(known_facts(mine)))


def reference(mine: Workspace, reference_id: int) -> pd.DataFrame:
    """Give a table that is shown on its own; it never changes."""
    return _reference(mine.id, mine.facts_version, reference_id)


def standings(mine: Workspace) -> dict[reconciliation.Table, dict[str, reconciliation.Standing]]:
    """Give what of each file counts now, worked out once a version."""
    return once(mine, ("standings",), lambda: reconciliation.standings(store().records(mine.id), mine.brand))


def week(mine: Workspace) -> Step:
    """Give the step that is a week in the workspace, by the day on which its weeks begin."""
    return WEEKS[preferences(mine.settings).week_start]


def to_fetch(mine: Workspace) -> list[readiness.Fetch]:
    """List what to fetch next, as of today, worked out once a version and day."""
    today = clock.now().date()
    return once(mine, ("fetch", today), lambda: readiness.to_fetch(_held(mine), today))


def once(mine: Workspace, question: tuple[Hashable, ...], answer: Callable[[], _T]) -> _T:
    """Answer a question once for each version of the workspace; the answer is shared and never changed."""
    return _SHELF.once((mine.id, mine.facts_version, _who(answer), *question), answer)


def shown_once(mine: Workspace, question: tuple[Hashable, ...], answer: Callable[[], _T]) -> _T:
    """Work out what a page shows once for each version of the facts and of what people set, and for each kind of week.

    How targets stand may be in it, and a change of the settings is no new version.
    """
    shown = mine.id, mine.facts_version, mine.plans_version, week(mine), _who(answer), *question
    return _SHELF.once(shown, answer)


def once_before(mine: Workspace, question: tuple[Hashable, ...], answer: Callable[[], _T]) -> _T | None:
    """Give an answer that was worked out before by the same function; None where it was not."""
    return cast("_T | None", _SHELF.look((mine.id, mine.facts_version, _who(answer), *question)))


def _who(answer: Callable[[], object]) -> tuple[str, str]:
    """Name who answers: two that word their questions alike shall not get each other's answers."""
    return answer.__module__, answer.__qualname__


def known_cpms(mine: Workspace, until: date) -> dict[str, cost.Cpm]:
    """Give the CPMs in force: those typed, else those computed from the ads export, else a benchmark that was taken."""
    return cost.in_force(computed_cpms(mine, until), map(cpm_of, kept_cpms(mine)))


def computed_cpms(mine: Workspace, until: date) -> dict[str, cost.Cpm]:
    """Give the CPMs that the ads export tells, whatever was typed."""
    return once(mine, ("cpms", until), lambda: cost.cpms(known_facts(mine), until))


def answer(mine: Workspace, kpi: str | Kpi, view: View) -> Answer:
    """Answer a KPI, by its key or one that is only tried, for a view; once a question."""
    question = question_of(mine, kpi, view)
    found = once(mine, ("answer", *told(question)), lambda: measure.ask(question, known_facts(mine)))
    mixed = _addable(mine, view)[1] if question.kpi.over and found.value is None else ""
    return replace(found, why_not=mixed) if mixed else found


def breakdown(mine: Workspace, kpi: str, view: View, by: By) -> Breakdown:
    """Take a KPI apart for a view; once a question."""
    question = question_of(mine, kpi, view)
    return once(mine, ("parts", by, *told(question)), lambda: measure.breakdown(question, known_facts(mine), by))


def moved(mine: Workspace, kpi: str, view: View, by: By) -> Moved:
    """Split a KPI's change between a view's two ranges, prices then told apart; once a question."""
    question = question_of(mine, kpi, view)
    then = _assumptions(mine, question.kpi, View(view.against, view.scope)) if view.against else {}
    asked = ("moved", by, frozen(then), *told(question))
    return once(mine, asked, lambda: split_of(question, known_facts(mine), by, then_assumed=then))


def weighted_cost(mine: Workspace, cpms: Mapping[str, cost.Cpm], view: View) -> cost.Cost:
    """Work out the weighted cost under tried CPMs, once a question; raise KpiError where currencies differ."""
    known = known_facts(mine)
    return once(
        mine,
        ("cost", view, tuple(sorted(cpms.items()))),
        lambda: cost.weighted_cost(known, cpms, scope=view.scope, period=view.period),
    )


def accounts(mine: Workspace) -> tuple[str, ...]:
    """List the accounts to choose from: none where no channel has several; what a listening tool names is none."""
    return once(mine, ("accounts",), lambda: _several(known_facts(mine)))


def channels_seen(mine: Workspace, view: View) -> list[str]:
    """List the channels whose impressions are known in a view."""
    found = steps(mine, "impressions", view, period=view.period, step=Step.TOTAL, split="channel")
    return list(found.dropna(subset=["value"])["channel"]) if "channel" in found else []


def steps(mine: Workspace, kpi: str | Kpi, view: View, *, period: Period, step: Step, split: str = "") -> pd.DataFrame:
    """Give a KPI, by its key or one that is only tried, step by step for a view; once a question."""
    question = replace(question_of(mine, kpi, view), trend=period)
    asked = ("steps", step, split, *told(question))
    return once(mine, asked, lambda: measure.series(question, known_facts(mine), step=step, split=split))


def judged(mine: Workspace, target: Target) -> Target:
    """Give a target as it is judged: its weeks are those of the workspace."""
    return replace(target, week=week(mine))


def timeless(mine: Workspace, target: Target) -> Target:
    """Leave out of a target what has no say in how it is judged: who sees to it, its name, when it was made."""
    target = judged(mine, target)
    return replace(target, created_at=_NEVER, updated_at=_NEVER, title="", owner="", reason="", moves="", lesson="")


def assumed(mine: Workspace, kpis: Iterable[Kpi], days: Period) -> measure.Assumptions:
    """Give what some KPIs assume over some days."""
    return next((_assumptions(mine, kpi, View(days)) for kpi in kpis if kpi.over), {})


def baseline(mine: Workspace, key: str, view: View) -> Baseline:
    """Work out where a target over the view's days would start from."""
    kpi = catalogue(mine).kpis[key]
    assumptions = _assumptions(mine, kpi, view)
    return baseline_of(kpi, known_facts(mine), view.scope, view.period, assumptions=assumptions)


def breaks(mine: Workspace, key: str, view: View) -> list[Moment]:
    """List the days from which a KPI's trend restarts: counted otherwise, or against another panel."""
    return _breaks(mine, view, question_of(mine, key, view).operands)


def breaks_between(mine: Workspace, view: View, kpis: Iterable[str]) -> list[Moment]:
    """List the days on which what some KPIs count began to be counted otherwise between the two compared ranges."""
    if view.against is None:
        return []
    operands = dict.fromkeys(name for key in kpis for name in question_of(mine, key, view).operands)
    found = _breaks(mine, view, tuple(operands))
    return [moment for moment in found if view.against.start < moment.day <= view.period.end]


def currency(mine: Workspace) -> str:
    """Name the workspace's currency: that of its ads, of the CPMs typed and of its effort; '' where they differ.

    Where none of these states one it is the one chosen in the settings: nothing is converted into it.
    """
    codes = currencies(mine) or {preferences(mine.settings).currency}
    return next(iter(codes)) if len(codes) == 1 else ""


def currencies(mine: Workspace) -> frozenset[str]:
    """List the currencies of the workspace's ads, of the CPMs that were typed or taken, and of its effort."""
    codes = once(mine, ("currencies",), lambda: _currencies(known_facts(mine)))
    codes |= {one.currency for one in kept_cpms(mine)} | {one["currency"] for one in mine.settings.get(EFFORT, ())}
    return codes - {""}


def question_of(mine: Workspace, kpi: str | Kpi, view: View) -> Question:
    """Put a KPI, by its key or one that is only tried, as a question for a view."""
    asked = (catalogue(mine).kpis.get(kpi) or kpi_of(kpi)) if isinstance(kpi, str) else kpi
    assumptions = _assumptions(mine, asked, view)
    return Question(asked, view.scope, view.period, view.against, assumptions, treat_as_same=view.as_same)


def receipt(mine: Workspace, question: Question, *, of_compared: bool = False) -> Receipt:
    """Write the receipt of an answer, or of what it is compared with; once a question."""
    money = currency(mine)
    return once(
        mine,
        ("receipt", of_compared, money, *told(question)),
        lambda: receipts.receipt(
            question,
            known_facts(mine),
            _rows(mine.id, mine.facts_version),
            {row.name: row.report for row in store().files(mine.id)},
            of_compared=of_compared,
            currency=money,
        ),
    )


@st.cache_resource(show_spinner="Adding up the facts", max_entries=8)
def _facts(workspace_id: str, version: int) -> Facts:  # noqa: ARG001
    mine = store().workspace(workspace_id)
    built = facts.build(store().records(workspace_id), mine.brand)
    _spare_the_collector()
    return built


def _spare_the_collector() -> None:
    """Take what lives long out of the collection that Streamlit forces after every run, and forget what died."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner="Looking up the rows", max_entries=2)
def _rows(workspace_id: str, version: int) -> pd.DataFrame:
    mine = store().workspace(workspace_id)
    return facts.rows_behind(_facts(workspace_id, version), store().records(workspace_id), mine.brand)


@st.cache_resource(show_spinner="Looking up the posts", max_entries=4)
def _posts(workspace_id: str, version: int) -> pd.DataFrame:
    found = posts_of(_facts(workspace_id, version), _rows(workspace_id, version))
    _spare_the_collector()
    return found


def _several(known: Facts) -> tuple[str, ...]:
    named = {(view.channel, view.account) for view in known.views if view.account and view.grain != Grain.MENTION}
    several = len(named) > len({channel for channel, _ in named})
    return tuple(sorted({account for _, account in named})) if several else ()


def _breaks(mine: Workspace, view: View, operands: tuple[str, ...]) -> list[Moment]:
    return once(mine, ("breaks", view.scope, operands), lambda: _moments(known_facts(mine), view.scope, operands))


def _moments(known: Facts, scope: Scope, operands: tuple[str, ...]) -> list[Moment]:
    found = measure.breaks(known, scope, operands)
    told = zip(found["date"], found["label"], found["channel"], strict=True)
    return [Moment(day.date(), str(label), channel=str(channel)) for day, label, channel in told]


def planned(mine: Workspace, what: str, answer: Callable[[], _T]) -> _T:
    """Look up what people set (targets, CPMs, notes, their own KPIs) once for each version of it."""
    return _SHELF.once((mine.id, what, mine.plans_version), answer)


def _targets(mine: Workspace) -> list[Target]:
    return planned(mine, "targets", lambda: store().targets(mine.id))


def kept_cpms(mine: Workspace) -> Sequence[Assumption]:
    """List the CPMs that somebody typed or took, once a version of what people set."""
    return planned(mine, "cpms", lambda: store().assumptions(mine.id))


def _currencies(known: Facts) -> frozenset[str]:
    spent = known.spans["spend"].notna()
    return frozenset(str(code) for code in known.spans.loc[spent, "currency"].unique()) - {""}


def _held(mine: Workspace) -> list[readiness.Held]:
    return readiness.held((row.report, row.channel) for row in store().files(mine.id) if not row.held)


@st.cache_resource(show_spinner=False, max_entries=50)
def _reference(workspace_id: str, version: int, reference_id: int) -> pd.DataFrame:  # noqa: ARG001
    return store().reference_table(workspace_id, reference_id)


def told(question: Question) -> tuple[Hashable, ...]:
    """Tell everything that a question asks."""
    ranges = question.period, question.against, question.trend
    return question.kpi, question.scope, *ranges, question.treat_as_same, frozen(question.assumptions)


def frozen(assumptions: measure.Assumptions) -> Hashable:
    """Tell what is assumed as part of a question."""
    return tuple((key, tuple(sorted(given.items()))) for key, given in sorted(assumptions.items()))


def _assumptions(mine: Workspace, kpi: Kpi, view: View) -> measure.Assumptions:
    return {"cpm": cost.base(_addable(mine, view)[0])} if kpi.over else {}


def _addable(mine: Workspace, view: View) -> tuple[dict[str, cost.Cpm], str]:
    """Give the CPMs of what a view shows; none where they are in several currencies, and the sentence that says so."""
    known = known_cpms(mine, view.period.end)
    if len(cost.currencies(known.values())) < 2:  # noqa: PLR2004
        return known, ""
    try:
        return cost.addable(known, channels_seen(mine, view)), ""
    except KpiError as mixed:
        return {}, str(mixed)
