"""Whose numbers a page shows: the store, the workspace, its facts and the answers asked of them.

Frames are shared between sessions under a key of workspace and version, and never changed.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar, cast

import pandas as pd
import streamlit as st

from kpi import cost, facts, measure, readiness, reconciliation
from kpi.catalogue.kpis import Kpi, kpi_of
from kpi.catalogue.workspace import Catalogue
from kpi.catalogue.workspace import catalogue as catalogue_of
from kpi.facts import Facts
from kpi.measure import Answer, Question
from kpi.periods import Period, Step
from kpi.store import Assumption, Store, Workspace, open_store
from kpi.targets import progress
from kpi.targets.progress import Baseline, Track
from kpi.targets.smart import Target
from pages.parts.host import is_local
from pages.parts.scope import View

_T = TypeVar("_T")
_NEVER = datetime.min.replace(tzinfo=UTC)
_ROOT = Path(__file__).parent.parent.parent


def data_folder() -> Path:
    """Name the folder in which workspaces are kept; `GOALPOST_DATA` moves it."""
    folder = Path(os.environ.get("GOALPOST_DATA", _ROOT / ".goalpost"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def store() -> Store:
    """Give the store: that of this computer, or for a visitor from outside one that ends with the browser session."""
    if is_local():
        return _kept()
    if "store" not in st.session_state:
        st.session_state["store"] = open_store("sqlite://")
    own: Store = st.session_state["store"]
    return own


@st.cache_resource(show_spinner=False)
def _kept() -> Store:
    """Open the store of this computer once a process; what was removed before cannot be brought back any more."""
    opened = open_store(f"sqlite:///{data_folder() / 'goalpost.sqlite'}")
    opened.forget_removed(now())
    return opened


def now() -> datetime:
    """Read the clock: for what people do, never for what data say."""
    return datetime.now(UTC)


def workspace() -> Workspace:
    """Give the workspace in use: the only one for now, made at the first visit."""
    known = store().workspaces()
    return known[0] if known else store().create_workspace("My brand")


def targets(mine: Workspace) -> list[Target]:
    """List the workspace's targets on the KPIs that its catalogue holds."""
    known = catalogue(mine).kpis
    return [target for target in store().targets(mine.id) if target.kpi in known]


def targets_without_kpi(mine: Workspace) -> list[Target]:
    """List the targets whose KPI is not there any more."""
    known = catalogue(mine).kpis
    return [target for target in store().targets(mine.id) if target.kpi not in known]


def catalogue(mine: Workspace) -> Catalogue:
    """Give all KPIs and objectives of the workspace, worked out once a version of its own; the facts stay."""
    return _catalogue(mine.id, mine.catalogue_version)


def known_facts(mine: Workspace) -> Facts:
    """Give the workspace's facts, worked out once a version."""
    return _facts(mine.id, mine.facts_version)


def reference(mine: Workspace, reference_id: int) -> pd.DataFrame:
    """Give a table that is shown on its own; it never changes."""
    return _reference(mine.id, mine.facts_version, reference_id)


def standings(mine: Workspace) -> dict[reconciliation.Table, dict[str, reconciliation.Standing]]:
    """Give what of each file counts now, worked out once a version."""
    return once(mine, ("standings",), lambda: reconciliation.standings(store().records(mine.id)))


def to_fetch(mine: Workspace) -> list[readiness.Fetch]:
    """List what to fetch next, as of today, worked out once a version and day."""
    today = now().date()
    return once(mine, ("fetch", today), lambda: readiness.to_fetch(_held(mine), today))


def once(mine: Workspace, question: tuple[object, ...], answer: Callable[[], _T]) -> _T:
    """Answer a question once for each version of the workspace; the answer is shared and never changed."""
    return cast("_T", _once(_asked(mine, *question), answer))


def known_cpms(mine: Workspace, until: date) -> dict[str, cost.Cpm]:
    """Give the CPMs in force: those typed, else those computed from the ads export."""
    computed = _cpms(_asked(mine, until), mine, until)
    typed = {
        one.channel: cost.typed(one.channel, one.value, low=one.low, high=one.high, currency=one.currency)
        for one in store().assumptions(mine.id)
    }
    return {**computed, **typed}


def keep_cpms(mine: Workspace, cpms: Sequence[cost.Cpm], code: str) -> None:
    """Keep CPMs that somebody typed: from now on they hold on every page."""
    for cpm in cpms:
        said = Assumption(cpm.channel, cpm.base, cpm.currency or code, "you", now())
        store().save_assumption(mine.id, said)


def answer(mine: Workspace, kpi: str | Kpi, view: View) -> Answer:
    """Answer a KPI, by its key or one that is only tried, for a view; once a question."""
    question = _question(mine, kpi, view)
    return _answer(_asked(mine, question.kpi, view, question.assumptions), question, mine)


def weighted_cost(mine: Workspace, cpms: Mapping[str, cost.Cpm], view: View) -> cost.Cost:
    """Work out the weighted cost under tried CPMs, once a question; raise KpiError where currencies differ."""
    return _cost(_asked(mine, view, cpms), view, cpms, mine)


def channels_seen(mine: Workspace, view: View) -> list[str]:
    """List the channels whose impressions are known in a view."""
    found = steps(mine, "impressions", view, period=view.period, step=Step.TOTAL, split="channel")
    return list(found.dropna(subset=["value"])["channel"]) if "channel" in found else []


def steps(mine: Workspace, kpi: str | Kpi, view: View, *, period: Period, step: Step, split: str = "") -> pd.DataFrame:
    """Give a KPI, by its key or one that is only tried, step by step for a view; once a question."""
    question = replace(_question(mine, kpi, view), period=period)
    asked = _asked(mine, question.kpi, view, period, step, split, question.assumptions)
    return _steps(asked, question, step, split, mine)


def track(mine: Workspace, target: Target) -> Track:
    """Hold a target against the facts, once a version of either."""
    view = View(period=Period(target.start, target.end))
    timeless = replace(target, created_at=_NEVER, updated_at=_NEVER)
    kpi = catalogue(mine).kpis[target.kpi]
    held = _track(_asked(mine, timeless, kpi, _assumptions(mine, kpi, view)), target, mine)
    return replace(held, target=target)


def baseline(mine: Workspace, key: str, view: View) -> Baseline:
    """Work out where a target over the view's days would start from."""
    kpi = catalogue(mine).kpis[key]
    return progress.baseline(kpi, known_facts(mine), view.scope, view.period, assumptions=_assumptions(mine, kpi, view))


def breaks(mine: Workspace, key: str, view: View) -> list[tuple[date, str]]:
    """List the days from which a KPI's trend restarts: counted otherwise, or against another panel."""
    found = measure.breaks(known_facts(mine), view.scope, _question(mine, key, view).operands)
    return [(day.date(), str(label)) for day, label in zip(found["date"], found["label"], strict=True)]


def currency(mine: Workspace) -> str:
    """Name the workspace's currency: that of its ads, else that of the CPMs typed."""
    codes = _codes(_asked(mine), mine) | {one.currency for one in store().assumptions(mine.id)} - {""}
    return next(iter(codes)) if len(codes) == 1 else ""


@st.cache_resource(show_spinner="Adding up the facts", max_entries=8)
def _facts(workspace_id: str, version: int) -> Facts:  # noqa: ARG001
    mine = store().workspace(workspace_id)
    return facts.build(store().records(workspace_id), mine.brand)


@st.cache_resource(show_spinner=False, max_entries=50)
def _catalogue(workspace_id: str, version: int) -> Catalogue:  # noqa: ARG001
    return catalogue_of(store().own(workspace_id))


@st.cache_resource(show_spinner=False, max_entries=200)
def _once(asked: str, _answer: Callable[[], object]) -> object:  # noqa: ARG001
    return _answer()


def _held(mine: Workspace) -> list[readiness.Held]:
    return readiness.held((row.report, row.channel) for row in store().files(mine.id) if not row.held)


@st.cache_resource(show_spinner=False, max_entries=50)
def _reference(workspace_id: str, version: int, reference_id: int) -> pd.DataFrame:  # noqa: ARG001
    return store().reference_table(workspace_id, reference_id)


def _asked(mine: Workspace, *about: object) -> str:
    """Write a question as one text: quick to hash, and unlike any other question's."""
    return repr((mine.id, mine.facts_version, *about))


@st.cache_resource(show_spinner=False, max_entries=100)
def _cpms(asked: str, _mine: Workspace, _until: date) -> dict[str, cost.Cpm]:  # noqa: ARG001
    return cost.cpms(known_facts(_mine), _until)


@st.cache_resource(show_spinner=False, max_entries=100)
def _codes(asked: str, _mine: Workspace) -> frozenset[str]:  # noqa: ARG001
    spans = known_facts(_mine).spans
    return frozenset(str(code) for code in spans.loc[spans["spend"].notna(), "currency"].unique()) - {""}


@st.cache_resource(show_spinner=False, max_entries=500)
def _cost(asked: str, _view: View, _prices: Mapping[str, cost.Cpm], _mine: Workspace) -> cost.Cost:  # noqa: ARG001
    return cost.weighted_cost(known_facts(_mine), _prices, scope=_view.scope, period=_view.period)


@st.cache_resource(show_spinner=False, max_entries=2_000)
def _answer(asked: str, _question: Question, _mine: Workspace) -> Answer:  # noqa: ARG001
    return measure.ask(_question, known_facts(_mine))


@st.cache_resource(show_spinner=False, max_entries=2_000)
def _steps(asked: str, _question: Question, _step: Step, _split: str, _mine: Workspace) -> pd.DataFrame:  # noqa: ARG001
    return measure.series(_question, known_facts(_mine), step=_step, split=_split)


@st.cache_resource(show_spinner=False, max_entries=500)
def _track(asked: str, _target: Target, _mine: Workspace) -> Track:  # noqa: ARG001
    view = View(period=Period(_target.start, _target.end))
    kpis = catalogue(_mine).kpis
    assumptions = _assumptions(_mine, kpis[_target.kpi], view)
    return progress.track(_target, known_facts(_mine), kpis=kpis, assumptions=assumptions)


def _question(mine: Workspace, kpi: str | Kpi, view: View) -> Question:
    asked = (catalogue(mine).kpis.get(kpi) or kpi_of(kpi)) if isinstance(kpi, str) else kpi
    return Question(asked, view.scope, view.period, view.against, _assumptions(mine, asked, view))


def _assumptions(mine: Workspace, kpi: Kpi, view: View) -> measure.Assumptions:
    return {"cpm": cost.base(known_cpms(mine, view.period.end))} if kpi.over else {}
