"""Whether a period's spend on ads is known throughout: told from its start on, and within its days alone."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

import numpy as np

from kpi.facts import Facts, View, spans_inside
from kpi.formats import day_text, period_text
from kpi.periods import Period, each_day


def why_partly(facts: Facts, networks: Collection[str], period: Period) -> str:
    """Say why the spend of some networks is known for a part of a period alone; nothing where it is for all of it.

    Days on which no ads ran have no rows, so a gap is no fault; a row over days of two periods is in neither.
    """
    for channel in sorted(networks):
        views = [view for view in _telling(facts, channel) if len(view.start)]
        if views and (first := _first(views)) > period.start:
            return f"ad spend of {channel}: known from {day_text(first)} on only"
        for account in sorted({view.account for view in views}):
            if days := _across([view for view in views if view.account == account], period):
                return f"ad spend of {channel}: told over {period_text(days.start, days.end)} as one"
    return ""


def _telling(facts: Facts, channel: str) -> Iterator[View]:
    """Give the spans of a network whose spend is known."""
    for view in facts.views:
        if view.channel == channel and not view.slice and "spend" in view.metrics:
            yield view.only(~np.isnan(view.metrics["spend"]))


def _first(views: Sequence[View]) -> date:
    """Give the first day that the files speak of, with a row or without."""
    days = np.concatenate([day for view in views for day in (view.start, view.covered)])
    first: date = days[days.argmin()].item()
    return first


def _across(views: Sequence[View], period: Period) -> Period | None:
    """Find a span with spend that lies across an end of the period, on days of which nothing else tells."""
    first, last = period.ends
    whole = [spans_inside(view, period) for view in views]
    inside = [each_day(view.start[at], view.end[at]) for view, at in zip(views, whole, strict=True)]
    told = np.concatenate(inside)
    for view, at in zip(views, whole, strict=True):
        across = ~at & (view.start <= last) & (view.end >= first) & (view.metrics["spend"] > 0)
        for start, end in zip(view.start[across], view.end[across], strict=True):
            within = each_day(np.array([max(start, first)]), np.array([min(end, last)]))
            if not np.isin(within, told).all():
                return Period(start.item(), end.item())
    return None
