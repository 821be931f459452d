"""One source for each question: for every channel and account one grain that knows all a KPI needs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import product

import numpy as np

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.metrics import BOUNDS, DERIVED, LEVELS, OPENING, Form
from kpi.columns import Grain
from kpi.facts import Facts, Flags, Numbers, Places, View, spans_inside
from kpi.formats import day_text
from kpi.formula import evaluate, parse
from kpi.periods import ONE_DAY, Days, Period, Steps, days_without, each_day

_ORDER = (Grain.DAY, Grain.REVIEW, Grain.MENTION, Grain.POST, Grain.PERIOD, Grain.CAMPAIGN)
EVENTS = frozenset({Grain.POST.value, Grain.REVIEW.value, Grain.MENTION.value})
"""Grains whose absent days are zero inside the days that the file covers."""
TOTALS = frozenset({Grain.PERIOD.value, Grain.CAMPAIGN.value})
"""Grains whose rows total several days and may overlap."""
NARROWING = frozenset({"content_type", "source"})
"""Splits that only some sources can answer."""
CARRIED = np.timedelta64(35, "D")
"""How long the last value of a level stands for the days after it."""
ENOUGH = 0.9
"""The share of its days that a source must know to serve, or to be compared."""
_STALE_DAYS = 7
NOT_IN_FILES = "not in its files"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which channels, content types and accounts a question is about; none named means all."""

    channels: tuple[str, ...] = ()
    content_types: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()

    def holds(self, view: View) -> bool:
        """Tell whether a view is of the channels and accounts; what a listening tool names are no accounts."""
        of_account = view.grain == Grain.MENTION or not self.accounts or view.account in self.accounts
        return of_account and (not self.channels or view.channel in self.channels)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What one channel and account gives: one element a span, the KPI's operands as columns, and how they came about.

    `paired` marks the spans in which all operands are known; `known` are the days that the part can answer for,
    `as_of` the last of them. `added` names, for each of the `forms`, the metrics that were added up. `sums` are what
    was added up of it already, by formula and range.
    """

    view: View
    operands: Mapping[str, Numbers]
    paired: Flags
    known: Days
    forms: tuple[Form, ...]
    added: tuple[tuple[str, ...], ...]
    sums: dict[tuple[str, Steps], Numbers] = field(default_factory=dict, init=False)

    @property
    def channel(self) -> str:
        """Name the channel."""
        return self.view.channel

    @property
    def account(self) -> str:
        """Name the account."""
        return self.view.account

    @property
    def grain(self) -> str:
        """Name the grain."""
        return self.view.grain

    @property
    def as_of(self) -> date:
        """Give the last day that is known."""
        last: date = self.known[-1].item()
        return last

    @property
    def levels(self) -> tuple[str, ...]:
        """Name the operands that are not summed over time."""
        return _levels_among(tuple(self.operands))

    @property
    def is_level(self) -> bool:
        """Tell whether nothing in the part is summed over time."""
        return len(self.levels) == len(self.operands) > 0

    @property
    def unsettled(self) -> Flags:
        """Mark the newest posts, whose numbers still grow."""
        return self.view.unsettled

    def only(self, spans: Flags) -> "Part":
        """Give the part of some of the spans."""
        operands = {name: column[spans] for name, column in self.operands.items()}
        return replace(self, view=self.view.only(spans), operands=operands, paired=self.paired[spans])

    def bases(self, period: Period) -> set[str]:
        """Say what is counted as exposure in a range."""
        counted = CHANNELS[self.channel].exposure if self.channel in CHANNELS else "impressions"
        if "exposures" in self.operands and counted != "impressions":
            return {counted.replace("_", " ")}
        return self.texts("basis", period)

    def texts(self, name: str, period: Period) -> set[str]:
        """Say what the spans inside a range are: their basis, or whether they are paid."""
        return set(self.view.texts[name][self.inside(period)].tolist()) - {""}

    def inside(self, period: Period) -> Flags:
        """Mark the spans that lie wholly in a range."""
        return spans_inside(self.view, period)

    def last_known(self, name: str, days: Days) -> Places:
        """Say which span gives a level's last value at or before each of the days, at most 35 days old; -1 if none."""
        known = np.flatnonzero(~np.isnan(self.operands[name]))
        order = known[np.argsort(self.view.end[known], kind="stable")]
        if not len(order):
            return np.full(len(days), -1)
        ends = self.view.end[order]
        at = np.searchsorted(ends, days, side="right") - 1
        return np.where((at >= 0) & (days - ends[at] <= CARRIED), order[at], -1)

    def level_at(self, name: str, days: Days) -> Numbers:
        """Give a level's last value at or before each of the days, carried at most 35 days."""
        at = self.last_known(name, days)
        return np.where(at >= 0, self.operands[name][at], np.nan) if len(self.view.end) else np.full(len(at), np.nan)

    def level_in(self, name: str, first: Days, last: Days) -> Numbers:
        """Give a level in ranges of days: its value at their ends, or before their first days where that is asked."""
        return self.level_at(name, asked_of(name, first, last))

    def days_known(self, period: Period) -> int:
        """Count the days of a range that the part knows; spans count only when they lie wholly in it."""
        first, last = period.ends
        if self.is_level:
            ends = np.array([first]), np.array([last])
            fresh = ~np.isnan([self.level_in(name, *ends)[0] for name in self.levels])
            return period.days if fresh.all() else 0
        if self.grain in TOTALS:
            whole = self.paired & self.inside(period)
            return len(each_day(self.view.start[whole], self.view.end[whole]))
        return int(self.known.searchsorted(last, side="right") - self.known.searchsorted(first))

    def share_known(self, period: Period) -> float:
        """Give the share of a range's days that the part knows."""
        return self.days_known(period) / period.days if period.days > 0 else 0.0


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


@lru_cache(maxsize=1_000)
def _levels_among(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name in LEVELS)


def asked_of(level: str, first: Days, last: Days) -> Days:
    """Give the days on which a level of ranges is asked: their last ones, or those before the first."""
    return first - ONE_DAY if level in OPENING else last


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
    kept, untimely, behind = _aligned(parts, ranges[0])
    silent = _silent([account for account, part in found.items() if not part], parts, named=bool(scope.channels))
    return Chosen(tuple(kept), _shared_end(kept, ranges[0]), silent, untimely, behind)


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
    for part in _candidates(names, views, ranges, forms):
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
    return replace(part, paired=weighed, known=_known_days(part.view, weighed))


def _candidates(
    names: Sequence[str], views: Sequence[View], ranges: Sequence[Period], given: tuple[Form, ...] | None
) -> Iterator[Part]:
    for forms in [given] if given else product(*(_forms(name) for name in names)):
        for view in views:
            part = _part(names, view, forms, ranges, sure=bool(given))
            if part:
                yield part


def _forms(name: str) -> tuple[Form, ...]:
    return DERIVED[name].forms if name in DERIVED else (Form(name, (name,)),)


def _part(
    names: Sequence[str], view: View, forms: tuple[Form, ...], ranges: Sequence[Period], *, sure: bool
) -> Part | None:
    """Work out the operands from a view's metrics; None where one is not known at all."""
    if any(key not in view.metrics for form in forms for key in form.always):
        return None
    values: dict[str, Numbers] = {}
    known: dict[str, Flags] = {}
    added: list[tuple[str, ...]] = []
    for name, form in zip(names, forms, strict=True):
        joining = _joining(view, form, ranges)
        values[name], known[name] = _column(view, form, joining)
        added.append((*form.always, *joining))
        if form.least and not sure and not _often_enough(form, known[name], view, ranges):
            return None
    paired = np.logical_and.reduce([known[name] for name in _summed(names)])
    if not paired.any():
        return None
    return Part(view, values, paired, _known_days(view, paired), forms, tuple(added))


def _summed(names: Sequence[str]) -> Sequence[str]:
    """Name the operands that must be known span by span: all but levels, unless there is nothing else."""
    return [name for name in names if name not in LEVELS] or names


@lru_cache(maxsize=256)
def _column(view: View, form: Form, joining: tuple[str, ...]) -> tuple[Numbers, Flags]:
    """Evaluate a form with what joins it, and mark where it is known; once for all KPIs, and never changed."""
    own = np.asarray(evaluate(parse(form.formula), {key: view.metrics[key] for key in form.always}))
    column = sum((view.metrics[key] for key in joining), start=own)
    found = column, ~np.isnan(column)
    for each in found:
        each.flags.writeable = False
    return found


def _joining(view: View, form: Form, ranges: Sequence[Period]) -> tuple[str, ...]:
    """Name what joins a form: what may, and is known throughout all ranges."""
    there = [key for key in form.joins if key in view.metrics]
    if not there:
        return ()
    asked = np.logical_or.reduce([spans_inside(view, one) for one in ranges]) & _column(view, form, ())[1]
    return tuple(key for key in there if asked.any() and not np.isnan(view.metrics[key][asked]).any())


def _often_enough(form: Form, known: Flags, view: View, ranges: Sequence[Period]) -> bool:
    """Tell whether a form is known for as large a share of the impressions of each range as it asks."""
    weight = view.metrics.get("impressions")
    if weight is None:
        return True
    for one in ranges:
        asked = spans_inside(view, one)
        if np.nansum(weight[asked & known]) < form.least * np.nansum(weight[asked]):
            return False
    return True


def _known_days(view: View, paired: Flags) -> Days:
    """List the days a view answers for: those covered for events, less days that hold an unknown; else its spans'."""
    if paired.all():
        return view.days
    if view.grain not in EVENTS:
        return each_day(view.start[paired], view.end[paired])
    known = view.start[paired]
    unknown = days_without(view.start[~paired], known)
    return days_without(np.concatenate([view.covered, known]), unknown)


def _aligned(parts: Sequence[Part], asked: Period) -> tuple[list[Part], tuple[tuple[str, str], ...], tuple[Part, ...]]:
    """Leave out the accounts whose data end too long before the newest, or not in time for the asked days."""
    newest = max((min(part.as_of, asked.end) for part in parts), default=asked.end)
    kept, left, behind = [], [], []
    for part in parts:
        first: date = part.known[0].item()
        if _is_behind(part, newest, asked):
            left.append((_name(part, parts), f"data end on {day_text(part.as_of)}"))
            behind.append(part)
        elif first > asked.end:
            left.append((_name(part, parts), f"data begin on {day_text(first)}"))
        else:
            kept.append(part)
    return kept, tuple(left), tuple(behind)


def _is_behind(part: Part, newest: date, asked: Period) -> bool:
    """Tell whether a part's data end too early; those of a panel count only on the days that all of it knows."""
    lag = (newest - min(part.as_of, asked.end)).days
    if part.is_level:
        carried = int(CARRIED.astype(int))
        return lag > carried or (asked.start - part.as_of).days > carried
    return part.as_of < asked.start or (lag > _STALE_DAYS and part.grain != Grain.MENTION)


def _silent(accounts: Sequence[tuple[str, str]], parts: Sequence[Part], *, named: bool) -> tuple[str, ...]:
    """Name what does not know all: channels asked for by name or of a kind with those that answer, and accounts."""
    answering = {part.channel for part in parts}
    groups = {CHANNELS[channel].group for channel in answering if channel in CHANNELS}
    found = []
    for channel, account in accounts:
        if channel in answering:
            found.append(f"{channel} ({account})")
        elif named or (channel in CHANNELS and CHANNELS[channel].group in groups):
            found.append(channel)
    return tuple(dict.fromkeys(found))


def _name(part: Part, parts: Sequence[Part]) -> str:
    """Name a part by its channel, and by its account where the channel has several."""
    several = len({other.account for other in parts if other.channel == part.channel}) > 1
    return f"{part.channel} ({part.account})" if several and part.account else part.channel


def _shared_end(parts: Sequence[Part], asked: Period) -> date | None:
    """End a total on the earliest last day of its channels, but never within a period that one of them totals."""
    ends = [min(part.as_of, asked.end) for part in parts if not part.is_level]
    if not ends:
        return asked.end if parts else None
    shared = np.datetime64(min(ends), "D")
    for part in parts:
        if part.grain in TOTALS:
            cut = part.paired & part.inside(asked) & (part.view.start <= shared) & (part.view.end > shared)
            shared = max(shared, part.view.end[cut].max()) if cut.any() else shared
    last: date = shared.item()
    return last
