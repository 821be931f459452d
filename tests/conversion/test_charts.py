"""The pictures of the funnel and of the calls to action."""

from kpi import charts
from kpi.conversion.calls import Compared
from kpi.conversion.funnel import Share, Stage
from kpi.facts import Call
from tests.builders import OCTOBER, SEPTEMBER, ask, days, facts
from tests.drawings import HOSTILE, layers_of, rows, svg, texts

KNOWN = facts(
    *days(OCTOBER, channel="Web", sessions=100, conversions=3), *days(SEPTEMBER, channel="Web", conversions=2)
)


def stage(name, key, share=None):
    return Stage(name, "web analytics", ask(key, KNOWN), share or Share())


def call(name, key="conversions"):
    return Compared(Call(name, (name,)), ask(key, KNOWN, OCTOBER, SEPTEMBER), ask("conversion_rate", KNOWN))


def bars(drawing):
    return [row for layer in layers_of(drawing, "rect") for row in rows(layer) if "opacity" in layer["mark"]]


def test_a_step_has_a_bar_only_where_it_has_a_share():
    steps = [stage("Sessions", "sessions"), stage("Conversions", "conversions", Share(0.03, "Conversion rate"))]

    drawing = charts.funnel(steps)

    assert {row["name"] for row in bars(drawing) if row["value"] is not None} == {"Conversions"}
    assert [text.replace("\xa0", " ") for text in texts(drawing)][:4] == [
        "Sessions",
        "Conversions",
        "3.10 K",
        "93 · 3.00 %",
    ]


def test_a_share_of_more_than_all_widens_the_axis():
    drawing = charts.funnel([stage("Clicks", "sessions"), stage("Sessions", "sessions", Share(1.3, "Visits"))])

    (axis,) = {tuple(layer["encoding"]["x"]["scale"]["domain"]) for layer in layers_of(drawing, "rect")
               if "x2" in layer["encoding"] and "x" in layer["encoding"]}  # fmt: skip
    assert axis == (0.0, 1.3)


def test_what_is_unknown_says_why_and_has_no_bar():
    drawing = charts.funnel([stage("Impressions", "impressions"), stage("Clicks", "link_clicks")])

    assert texts(drawing).count("not in your files") == 2
    assert not [row for row in bars(drawing) if row["value"] is not None]


def test_calls_are_bars_from_nothing_with_a_mark_for_the_days_before():
    drawing = charts.calls([call("Bought"), call("Raffle", "impressions")])

    (mark,) = layers_of(drawing, "rule")
    assert [row["mark"] for row in rows(mark)] == [60.0]
    assert "| September 2026" in texts(drawing)
    assert next(row["value"] for row in bars(drawing) if row["name"] == "Bought") == 93


def test_hostile_names_are_drawn():
    assert "<script>" not in svg(charts.calls([call(HOSTILE)]))
    assert "<script>" not in svg(charts.funnel([stage(HOSTILE, "sessions")]))


def test_nothing_known_is_said():
    assert texts(charts.calls([call("Raffle", "impressions")])) == ["Nothing is known of these calls to action"]
