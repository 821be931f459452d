"""What the views of an account can tell of a KPI's operands: a part for each form and view that knows them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

import numpy as np

from kpi.catalogue.metrics import DERIVED, LEVELS, Form
from kpi.choice.part import EVENTS, Part
from kpi.facts import Flags, Numbers, View, spans_inside
from kpi.formula import evaluate, parse
from kpi.periods import Days, Period, days_without, each_day


def candidates(
    names: Sequence[str], views: Sequence[View], ranges: Sequence[Period], given: tuple[Form, ...] | None
) -> Iterator[Part]:
    """Give what the views can tell of the operands, the preferred form and view first; `given` forms alone."""
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
    return Part(view, values, paired, known_days(view, paired), forms, tuple(added))


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


def known_days(view: View, paired: Flags) -> Days:
    """List the days a view answers for: those covered for events, less days that hold an unknown; else its spans'."""
    if paired.all():
        return view.days
    if view.grain not in EVENTS:
        return each_day(view.start[paired], view.end[paired])
    known = view.start[paired]
    unknown = days_without(view.start[~paired], known)
    return days_without(np.concatenate([view.covered, known]), unknown)
