"""One source for each question: for every channel and account one grain that knows all a KPI needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from kpi.catalogue.metrics import BOUNDS, Form
from kpi.choice.candidates import candidates, known_days
from kpi.choice.part import CARRIED, EVENTS, TOTALS, Part, asked_of
from kpi.choice.scope import Scope
from kpi.choice.timely import aligned, shared_end, silent
from kpi.columns import Grain
from kpi.facts import Facts, View
from kpi.periods import Period

__all__ = [
    "CARRIED", "ENOUGH", "EVENTS", "NARROWING", "NOT_IN_FILES", "TOTALS",
    "Chosen", "Part", "Scope", "asked_of", "choose",
]  # fmt: skip

_ORDER = (Grain.DAY, Grain.REVIEW, Grain.MENTION, Grain.POST, Grain.PERIOD, Grain.CAMPAIGN)
NARROWING = frozenset({"content_type", "source"})
"""Splits that only some sources can answer."""
ENOUGH = 0.9
"""The share of its days that a source must know to serve, or to be compared."""
NOT_IN_FILES = "not in its files"


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """The sources of an answer: its parts, the last day they share, and what is left out.

    `silent` are the channels that do not know all operands, `untimely` the accounts whose data end too early or begin
    too late, each with the reason; `behind` are the parts of those whose data end too early.
    """

    parts: tuple[Part, ...]
    until: date | None
    silent: tuple[str, ...]
    untimely: tuple[tuple[str, str], ...]
    behind: tuple[Part, ...] = ()

    @property
    def left_out(self) -> tuple[tuple[str, str], ...]:
        """Name the channels left out, with the reason."""
        untimely = [(name, f"its {reason}") for name, reason in self.untimely]
        return (*untimely, *((channel, NOT_IN_FILES) for channel in self.silent))


def choose(
    names: Sequence[str],
    facts: Facts,
    *,
    scope: Scope,
    ranges: Sequence[Period],
    split: str = "",
    defined: Sequence[Part] = (),
) -> Chosen:
    """Choose for each channel and account in scope the one source that knows all `names` over the ranges.

    Of a derived metric the first form that serves counts, then days come before posts, posts before periods; a split
    by content type takes posts, one by source what tells sources apart. Channels whose data end more than seven days
    before the newest are left out of all ranges; channels that do not know all are named. Accounts of the `defined`
    parts keep the forms of these, whatever else they know over the ranges.
    """
    accounts: dict[tuple[str, str], list[View]] = {}
    for view in facts.views:
        if scope.holds(view) and (split != "source" or view.by_source):
            accounts.setdefault((view.channel, view.account), []).append(view)
    posts_only = split == "content_type" or bool(scope.content_types)
    knowable = _knowable(accounts, ranges)
    readable = {
        account: _readable(names, views, scope, ranges, posts_only=posts_only) for account, views in accounts.items()
    }
    forms = {(part.channel, part.account): part.forms for part in defined}
    found = {account: _best(names, views, knowable, forms=forms.get(account)) for account, views in readable.items()}
    found |= {} if defined else _on_one_basis(names, found, readable, knowable)
    parts = [part for part in found.values() if part]
    kept, untimely, behind = aligned(parts, ranges[0])
    unheard = silent([account for account, part in found.items() if not part], parts, named=bool(scope.channels))
    return Chosen(tuple(kept), shared_end(kept, ranges[0]), unheard, untimely, behind)


def _on_one_basis(
    names: Sequence[str],
    found: Mapping[tuple[str, str], Part | None],
    readable: Mapping[tuple[str, str], Sequence[View]],
    ranges: Sequence[Period],
) -> dict[tuple[str, str], Part | None]:
    """Choose again for channels of which some accounts rest on a form that must be known for a share, others not.

    Where an account knows no other form, its channel keeps what it has, and both are said.
    """
    again: dict[tuple[str, str], Part | None] = {}
    for channel in {channel for channel, _ in found}:
        parts = {account: part for account, part in found.items() if part and account[0] == channel}
        if len({any(form.least for form in part.forms) for part in parts.values()}) > 1:
            plainer = {account: _best(names, readable[account], ranges, sharing=False) for account in parts}
            again |= plainer if all(plainer.values()) else {}
    return again


def _knowable(accounts: Mapping[tuple[str, str], Sequence[View]], ranges: Sequence[Period]) -> list[Period]:
    """Cut the ranges at the last day in the data: what lies ahead can be known by no source."""
    newest = max((view.end.max() for views in accounts.values() for view in views), default=None)
    return [one.until(newest.item()) if newest is not None else one for one in ranges]


def _readable(
    names: Sequence[str], views: Sequence[View], scope: Scope, ranges: Sequence[Period], *, posts_only: bool
) -> list[View]:
    """Order an account's views by preference: the whole before the only slice, days before posts before periods."""
    slices = {view.slice for view in views}
    answering = next(iter(slices)) if len(slices) == 1 else ""
    found = [view for view in views if view.slice == answering and (view.grain == Grain.POST or not posts_only)]
    if any(name in BOUNDS for name in names) and len(names) == 1:
        return [*_stating(found, ranges), *(view for view in found if view.grain == Grain.DAY)]
    if scope.content_types:
        found = [view.only(np.isin(view.texts["content_type"], scope.content_types)) for view in found]
    return sorted(
        (view for view in found if len(view.start)), key=lambda view: (_ORDER.index(Grain(view.grain)), view.by_source)
    )


def _stating(views: Sequence[View], ranges: Sequence[Period]) -> list[View]:
    """Give what the platform itself states of the asked ranges as wholes: people reached, which nobody can add up."""
    whole = [
        view.only(np.logical_or.reduce([(view.start == one.ends[0]) & (view.end == one.ends[1]) for one in ranges]))
        for view in views
        if view.grain in TOTALS
    ]
    return [view for view in whole if len(view.start)]


def _best(
    names: Sequence[str],
    views: Sequence[View],
    ranges: Sequence[Period],
    *,
    sharing: bool = True,
    forms: tuple[Form, ...] | None = None,
) -> Part | None:
    """Take the first source that knows everything nearly throughout; else the one that knows most.

    Forms that need be known for a share of the impressions alone take part where `sharing`. Where the `forms` are
    given, no others are tried.
    """
    best: tuple[float, float] = (-1.0, 0.0)
    found: Part | None = None
    for part in candidates(names, views, ranges, forms):
        if not sharing and any(form.least for form in part.forms):
            continue
        judged = _judged(part)
        known = [judged.share_known(asked) for asked in ranges]
        if min(known) >= ENOUGH:
            return part
        score = (min(known[0], ENOUGH), min(known))
        if score > best:
            best, found = score, part
    return found


def _judged(part: Part) -> Part:
    """Judge a form that need be known for a share of the impressions alone by the days that know these."""
    weight = part.view.metrics.get("impressions")
    if weight is None or not any(form.least for form in part.forms):
        return part
    weighed = part.paired | ~np.isnan(weight)
    return replace(part, paired=weighed, known=known_days(part.view, weighed))
