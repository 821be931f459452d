"""What a target can ask besides: how its time is counted, which side is good, and a goal beyond the goal."""

from dataclasses import replace

import streamlit as st

from kpi.catalogue.kpis import Better, Kpi
from kpi.catalogue.operands import Behaves, behaves
from kpi.targets.smart import Place
from kpi.targets.target import EACH, Over, Sector, Sense, Target, sense_of
from pages.parts.targets.fields import Form

_OVERS = {
    Over.WHOLE: "the whole time",
    Over.LAST_28_DAYS: "its last 28 days",
    Over.LAST_MONTH: "its last whole month",
    Over.EACH_WEEK: "each week",
    Over.EACH_MONTH: "each month",
}
_REACH = "reach"
_STAYS = {
    Sense.AT_LEAST.value: "stay at the goal or above",
    Sense.AT_MOST.value: "stay at the goal or below",
    Sense.BETWEEN.value: "stay between two values",
}
_PRIORITIES = {1: "high", 2: "normal", 3: "low"}
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def over_field(form: Form, draft: Target) -> Target:
    """Ask which days are judged, and how many periods may miss where each is."""
    overs = list(_OVERS)
    over = st.selectbox(
        "Counted over",
        overs,
        format_func=_OVERS.__getitem__,
        key=form.first(form.key("over"), draft.over),
        help="“Each week” asks the goal of every whole week anew.",
    )
    allow = 0
    if over in EACH:
        allow = st.number_input("Misses allowed", min_value=0, step=1, key=form.first(form.key("allow"), draft.allow))
    form.said_here(Place.OVER)
    return replace(draft, over=over or Over.WHOLE, allow=int(allow or 0))


def sense_field(form: Form, draft: Target, kpi: Kpi) -> Target:
    """Ask whether the goal is to be reached, or to be kept."""
    words = {_REACH: "fall to the goal" if kpi.better is Better.LOWER else "rise to the goal", **_STAYS}
    was = form.of_kpi(kpi)
    picked = st.selectbox(
        "The value shall",
        list(words),
        format_func=words.__getitem__,
        key=form.first(form.key("sense", kpi), was.sense.value if was and was.sense else _REACH),
        help="“Stay” is for what is good already: the goal may then lie on the near side of where it starts.",
    )
    form.said_here(Place.SENSE)
    return replace(draft, sense=None if picked in (None, _REACH) else Sense(picked))


def beyond_fields(form: Form, draft: Target, kpi: Kpi) -> Target:
    """Ask for the upper end or a stretch goal, for the least volume of a ratio, and for the priority."""
    was = form.of_kpi(kpi)
    between = sense_of(draft, kpi) is Sense.BETWEEN
    upper = form.amount("To", kpi, name="upper", first=was.upper if was else None) if between else None
    stretch = None
    if not between:
        stretch = form.amount(
            "Stretch goal",
            kpi,
            name="stretch",
            first=was.stretch if was else None,
            about="What would be more than you promise; shown beside the goal, the status goes by the goal.",
        )
    form.said_here(Place.STRETCH)
    return replace(
        draft, upper=upper, stretch=stretch, min_volume=_least_volume(form, was, kpi), priority=_priority(form, draft)
    )


def sector_fields(form: Form, draft: Target, kpi: Kpi) -> Target:
    """Ask for a figure of the sector with year and source: shown beside, never computed with."""
    was = form.of_kpi(kpi)
    figure = was.sector if was else None
    value_, year_, source_ = st.columns([4, 3, 5], vertical_alignment="bottom")
    with value_:
        value = form.amount(
            "Sector figure",
            kpi,
            name="sector",
            first=figure.value if figure else None,
            about="What others come to, as you read it. It is shown beside the goal and never computed with.",
        )
    year = year_.number_input(
        "Year",
        min_value=_FIRST_YEAR,
        max_value=_LAST_YEAR,
        step=1,
        key=form.first(form.key("sector-year", kpi), figure.year if figure else draft.start.year - 1),
        disabled=value is None,
    )
    source = source_.text_input(
        "Source",
        key=form.first(form.key("sector-source", kpi), figure.source if figure else ""),
        max_chars=120,
        placeholder="Who published it",
        disabled=value is None,
    )
    form.said_here(Place.SECTOR)
    return replace(draft, sector=None if value is None else Sector(value, int(year), (source or "").strip()))


def _least_volume(form: Form, was: Target | None, kpi: Kpi) -> float | None:
    if behaves(kpi) is not Behaves.RATIO:
        return None
    least: float | None = st.number_input(
        "Least volume",
        min_value=0.0,
        value=None,
        step=1.0,
        format="%.0f",
        key=form.first(form.key("volume", kpi), was.min_volume if was else None),
        placeholder="any",
        help=f"From how much it counts, in what {kpi.shown} divides by: “at least 4.5 stars from at least 50 ratings”.",
    )
    form.said_here(Place.VOLUME)
    return least or None


def _priority(form: Form, draft: Target) -> int:
    picked = st.segmented_control(
        "Priority",
        list(_PRIORITIES),
        format_func=_PRIORITIES.__getitem__,
        required=True,
        key=form.first(form.key("priority"), draft.priority),
    )
    form.said_here(Place.PRIORITY)
    return picked or draft.priority
