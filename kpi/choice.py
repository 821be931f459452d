"""One source for each question: for every channel and account one grain that knows all a KPI needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

import numpy as np
import pandas as pd

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.metrics import DERIVED, LEVELS, DerivedMetric, Form
from kpi.facts import Facts, View
from kpi.formats import day_text
from kpi.formula import evaluate, parse
from kpi.frames import Grain
from kpi.periods import Period

_ORDER = (Grain.DAY, Grain.REVIEW, Grain.MENTION, Grain.POST, Grain.PERIOD)
EVENTS = frozenset({Grain.POST.value, Grain.REVIEW.value, Grain.MENTION.value})
"""Grains whose absent days are zero inside the days that the file covers."""
_ENOUGH = 0.9
_STALE_DAYS = 7


@dataclass(frozen=True, slots=True)
class Scope:
    """Which channels and content types a question is about; none named means all."""

    channels: tuple[str, ...] = ()
    content_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What one channel and account gives: its rows with the KPI's operands as columns, and how they came about.

    `paired` marks the rows in which all operands are known; `as_of` is the last day that is known.
    """

    channel: str
    account: str
    grain: str
    rows: pd.DataFrame
    paired: pd.Series
    as_of: date
    covers: tuple[pd.Timestamp, pd.Timestamp]
    forms: tuple[Form, ...]
    slice: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The sources of an answer: its parts, the last day they share, and the channels left out with the reason."""

    parts: tuple[Part, ...]
    until: date | None
    left_out: tuple[tuple[str, str], ...]


def choose(
    names: Sequence[str], facts: Facts, *, scope: Scope, ranges: Sequence[Period], by_content: bool = False
) -> Chosen:
    """Choose for each channel and account in scope the one source that knows all `names` over the ranges.

    Days come before posts, posts before periods; a breakdown by content type takes posts. Channels whose data end
    more than seven days before the newest are left out of all ranges; channels that do not know all are named.
    """
    accounts: dict[tuple[str, str], list[View]] = {}
    for view in facts.views:
        if not scope.channels or view.channel in scope.channels:
            accounts.setdefault((view.channel, view.account), []).append(view)
    parts: list[Part] = []
    silent: list[str] = []
    for (channel, _), views in accounts.items():
        best = _best(names, _readable(views, scope, by_content=by_content), ranges)
        if best:
            parts.append(best)
        else:
            silent.append(channel)
    return _aligned(parts, silent, ranges[0], named=bool(scope.channels))


def _readable(views: Sequence[View], scope: Scope, *, by_content: bool) -> list[View]:
    """Order an account's views by preference: the whole before the only slice, days before posts before periods."""
    slices = {view.slice for view in views}
    answering = next(iter(slices)) if len(slices) == 1 else ""
    posts_only = by_content or bool(scope.content_types)
    found = [view for view in views if view.slice == answering and (view.grain == Grain.POST or not posts_only)]
    if scope.content_types:
        found = [replace(view, rows=view.rows[view.rows["content_type"].isin(scope.content_types)]) for view in found]
    return sorted((view for view in found if len(view.rows)), key=lambda view: (_ORDER.index(Grain(view.grain)), view.by_source))


def _best(names: Sequence[str], views: Sequence[View], ranges: Sequence[Period]) -> Part | None:
    """Take the first source that knows everything nearly throughout; else the one that knows most."""
    best: tuple[float, float] = (-1.0, 0.0)
    found: Part | None = None
    for view in views:
        for forms in product(*(_forms(name) for name in names)):
            part = _part(names, view, forms, ranges)
            if part is None:
                continue
            known = [_known(part, asked) for asked in ranges]
            if all(share >= _ENOUGH for share in known):
                return part
            score = (min(known[0], _ENOUGH), min(known))
            if score > best:
                best, found = score, part
    return found


def _forms(name: str) -> tuple[Form, ...]:
    derived: DerivedMetric | None = DERIVED.get(name)
    return derived.forms if derived else (Form(name, (name,)),)


def _part(names: Sequence[str], view: View, forms: tuple[Form, ...], ranges: Sequence[Period]) -> Part | None:
    """Give the rows of a view the operands as columns; None where an operand is not known at all."""
    rows = view.rows
    if any(key not in rows for form in forms for key in form.always):
        return None
    asked = _overlapping(rows, ranges)
    columns: dict[str, pd.Series] = {}
    for name, form in zip(names, forms, strict=True):
        column = evaluate(parse(form.formula), {key: rows[key] for key in form.always})
        for join in form.joins:
            throughout = asked & column.notna()
            if join in rows and throughout.any() and rows.loc[throughout, join].notna().all():
                column = column + rows[join]
        if not _often_enough(form, column, rows, asked):
            return None
        columns[name] = column
    summed = [name for name in names if name not in LEVELS] or list(names)
    known = np.logical_and.reduce([columns[name].notna().to_numpy() for name in summed])
    if not known.any():
        return None
    first, last = rows["start"][known].min(), rows["end"][known].max()
    events = view.grain in EVENTS
    as_of = max(last, view.covers[1]) if events else last
    covers = view.covers if events else (first, last)
    mine = rows[["start", "end", "content_type", "basis", "paid"]].assign(channel=view.channel, **columns)
    paired = pd.Series(known, index=rows.index)
    return Part(view.channel, view.account, view.grain, mine, paired, as_of.date(), covers, forms, view.slice)


def _overlapping(rows: pd.DataFrame, ranges: Sequence[Period]) -> pd.Series:
    start, end = rows["start"].to_numpy(), rows["end"].to_numpy()
    hits = [(start <= np.datetime64(one.end)) & (end >= np.datetime64(one.start)) for one in ranges]
    return pd.Series(np.logical_or.reduce(hits), index=rows.index)


def _often_enough(form: Form, column: pd.Series, rows: pd.DataFrame, asked: pd.Series) -> bool:
    """A form may ask to be known for a share of the impressions of the ranges."""
    if not form.least:
        return True
    if "impressions" not in rows:
        return True
    weight = rows["impressions"].where(asked)
    return bool(weight.where(column.notna()).sum() >= form.least * weight.sum()) and column[asked].notna().any()


def _known(part: Part, asked: Period) -> float:
    """Give the share of the asked days that a source knows."""
    first, last = asked.stamps
    if _is_level(part):
        near = part.rows[part.paired & (part.rows["end"] <= last) & (part.rows["end"] >= last - pd.Timedelta(days=35))]
        return float(len(near) > 0)
    if part.grain in EVENTS:
        start, end = max(first, part.covers[0]), min(last, part.covers[1])
        return max(0.0, ((end - start).days + 1) / asked.days)
    inside = part.rows[part.paired & (part.rows["start"] >= first) & (part.rows["end"] <= last)]
    if part.grain == Grain.DAY:
        return float(inside["start"].nunique() / asked.days)
    spans = inside[["start", "end"]].drop_duplicates()
    return float(sum((end - start).days + 1 for start, end in disjoint(spans)) / asked.days)


def _aligned(parts: list[Part], silent: list[str], asked: Period, *, named: bool) -> Chosen:
    """Leave out the channels that lag behind, and end all others on the earliest day they share."""
    newest = max((min(part.as_of, asked.end) for part in parts), default=None)
    kept: list[Part] = []
    left: list[tuple[str, str]] = []
    for part in parts:
        behind = (newest - min(part.as_of, asked.end)).days if newest else 0
        stale = part.as_of < asked.start or behind > _STALE_DAYS
        if stale and not _is_level(part):
            left.append((part.channel, f"its data end on {day_text(part.as_of)}"))
        else:
            kept.append(part)
    answering = {part.channel for part in parts}
    groups = {CHANNELS[channel].group for channel in answering if channel in CHANNELS}
    for channel in dict.fromkeys(silent):
        if channel not in answering and (named or (channel in CHANNELS and CHANNELS[channel].group in groups)):
            left.append((channel, "not in its files"))
    return Chosen(tuple(kept), _shared_end(kept, asked), tuple(left))


def _shared_end(parts: Sequence[Part], asked: Period) -> date | None:
    """A total ends on the earliest last day of its channels; levels and period totals are not cut."""
    if not parts:
        return None
    if any(part.grain == Grain.PERIOD or _is_level(part) for part in parts):
        return asked.end
    return min(min(part.as_of, asked.end) for part in parts)


def _is_level(part: Part) -> bool:
    return any(name in part.rows for name in LEVELS)


def disjoint(spans: pd.DataFrame) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """Pick, of spans that may overlap, those that do not and cover most days; of equal ones the finer.

    `spans` has the columns `start` and `end`.
    """
    rows = sorted(spans.itertuples(index=False), key=lambda span: (span.end, span.start))
    ends = np.array([span.end.value for span in rows])
    best: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())]
    for at, span in enumerate(rows):
        before = int(np.searchsorted(ends[:at], span.start.value, side="left"))
        days, pieces, taken = best[before]
        take = (days + (span.end - span.start).days + 1, pieces + 1, (*taken, at))
        best.append(max(best[-1], take, key=lambda one: one[:2]))
    return [(rows[at].start, rows[at].end) for at in best[-1][2]]
