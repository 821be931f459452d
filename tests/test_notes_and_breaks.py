"""What is said of days on a chart: where counting changed, and what people wrote."""

from datetime import date, timedelta
from itertools import pairwise

from kpi import charts
from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.kpis import KPIS
from kpi.charts import Moment
from kpi.palette import CHANNEL_COLOURS, RULE
from kpi.periods import Step
from tests.drawings import a_series, layers_of, rows, split_by, texts

FIRST = date(2026, 2, 10)


def shown(values=(0.1, 0.2, 0.3), **more: object):
    return charts.trend(a_series(values), KPIS["ctr"], step=Step.MONTH, **more)


def of_two(**more: object):
    series = split_by("channel", {"X": [1, 2, 3], "Instagram": [2, 3, 4]})
    return charts.trend(series, KPIS["ctr"], step=Step.MONTH, split="channel", **more)


def said_breaks(drawing):
    return [row for layer in layers_of(drawing, "text") for row in rows(layer) if "narrow" in row][
        : len(drawn(drawing))
    ]


def drawn(drawing):
    return [row for layer in layers_of(drawing, "rule") for row in rows(layer) if "tint" in row]


def tips(drawing):
    return [row["tip"] for layer in layers_of(drawing, "point") for row in rows(layer) if "tip" in row]


def listed(notes, series=None, split=""):
    told = a_series([1, 2, 3]) if series is None else series
    return charts.notes_shown(told, step=Step.MONTH, notes=notes, split=split)


def test_the_words_of_close_breaks_stand_on_lines_of_their_own_where_they_would_clash():
    breaks = [(FIRST, "Instagram counts views"), (FIRST + timedelta(days=5), "Facebook counts views")]

    assert [(row["wide"], row["narrow"]) for row in said_breaks(shown(breaks=breaks))] == [(0, 0), (1, 1)]


def test_words_that_are_far_apart_share_a_line_where_the_chart_is_wide_enough():
    breaks = [
        (date(2026, 1, 2), "Instagram counts views from now on"),
        (date(2026, 3, 20), "Facebook counts views from now on"),
    ]

    assert [(row["wide"], row["narrow"]) for row in said_breaks(shown(breaks=breaks))] == [(0, 0), (0, 1)]


def test_many_breaks_of_one_day_share_a_mark_and_never_fill_the_chart():
    same_day = [(FIRST, f"{name}: views") for name in CHANNELS]
    close = [(FIRST + timedelta(days=1 + n), f"a long break number {n}") for n in range(9)]
    found = drawn(shown(breaks=same_day + close))

    assert len(found) == 10
    assert [row["wide"] < 3 for row in found] == [True] * 3 + [False] * 7
    assert found[9]["says"] == "a long break number 8"


def test_a_break_on_the_first_and_on_the_last_day_is_drawn_and_one_day_outside_is_not():
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1)]

    assert [row["says"] for row in drawn(shown(breaks=[(day, str(day)) for day in days]))] == [
        "2026-01-01",
        "2026-03-31",
    ]


def test_in_a_split_chart_a_break_takes_the_colour_of_its_channel_and_others_are_silent():
    breaks = [Moment(FIRST, "X: views", channel="X"), Moment(date(2026, 3, 1), "Threads: views", channel="Threads")]

    assert [(row["says"], row["tint"]) for row in drawn(of_two(breaks=breaks))] == [("X: views", CHANNEL_COLOURS["X"])]
    assert {row["tint"] for row in drawn(shown(breaks=breaks))} == {RULE}


def test_a_day_on_which_two_channels_break_has_no_colour_of_one():
    breaks = [Moment(FIRST, f"{name}: views", channel=name) for name in ("X", "Instagram")]

    assert [(row["says"], row["tint"]) for row in drawn(of_two(breaks=breaks))] == [
        ("Instagram: views; X: views", RULE)
    ]


def test_notes_are_numbered_by_day_and_listed_with_their_days_channel_and_words():
    notes = [
        Moment(date(2026, 3, 5), "shop\nclosed"),
        Moment(FIRST, "sale", date(2026, 2, 14), "X"),
        Moment(date(2025, 1, 1), "long ago"),
    ]

    assert listed(notes) == ["1 · 10–14 Feb 2026: X: sale", "2 · 5 Mar 2026: shop closed"]
    assert {"1", "2"} <= set(texts(shown(notes=notes)))


def test_a_note_speaks_in_full_however_long_it_is():
    words = "a campaign with many words " * 20

    assert tips(shown(notes=[Moment(FIRST, words)])) == [{"1 · 10 Feb 2026": words.strip()}]


def test_several_notes_of_one_day_share_a_sign_and_each_speaks():
    found = shown(notes=[Moment(FIRST, "sale"), Moment(FIRST, "fair"), Moment(date(2026, 3, 20), "end")])

    assert tips(found) == [{"1 · 10 Feb 2026": "fair", "2 · 10 Feb 2026": "sale"}, {"3 · 20 Mar 2026": "end"}]
    assert "1–2" in texts(found)


def test_of_many_notes_none_is_lost_and_signs_keep_apart():
    notes = [Moment(date(2026, 1, 1) + timedelta(days=2 * n), f"note {n}") for n in range(40)]
    found = shown(notes=notes)
    by_width = [rows(layer) for layer in layers_of(found, "point") if "tip" in (rows(layer) or [{}])[0]]

    assert [sum(len(row["tip"]) for row in signs) for signs in by_width] == [40, 40]
    for signs, apart in zip(by_width, (0.045, 0.11), strict=True):
        assert all(b["along"] - a["along"] >= apart for a, b in pairwise(signs))
    assert len(listed(notes)) == 40


def test_a_note_about_several_days_lays_a_band_over_those_that_the_chart_shows():
    band = rows(layers_of(shown(notes=[Moment(date(2025, 12, 20), "sale", date(2026, 1, 10))]), "rect")[0])

    assert band == [{"x": 20_454 * 86_400_000, "x2": 20_464 * 86_400_000}]  # 1 to 10 January 2026


def test_a_note_about_one_day_lays_no_band():
    alone, until_itself = (shown(notes=[Moment(FIRST, "sale", until)]) for until in (None, FIRST))

    assert len(layers_of(alone, "rect")) == len(layers_of(until_itself, "rect")) == 1


def test_in_a_split_chart_a_note_about_a_channel_that_is_not_shown_is_left_out_and_does_not_count():
    notes = [
        Moment(FIRST, "elsewhere", channel="Threads"),
        Moment(FIRST, "here", channel="X"),
        Moment(FIRST, "for all"),
    ]
    series = split_by("channel", {"X": [1, 2, 3]})

    assert listed(notes, series, "channel") == ["1 · 10 Feb 2026: for all", "2 · 10 Feb 2026: X: here"]
    assert len(listed(notes)) == 3


def test_of_an_empty_series_no_notes_are_listed():
    assert listed([Moment(FIRST, "sale")], a_series([])) == []


def test_the_sign_at_the_edge_which_is_shifted_inside_keeps_clear_of_the_next():
    # Of 90 days a phone keeps 12.6 between two signs; the first moves 6.3 in, so the next begins on the 20th or later.
    near = shown(notes=[Moment(date(2026, 1, 1), "a"), Moment(date(2026, 1, 18), "b")])
    far = shown(notes=[Moment(date(2026, 1, 1), "a"), Moment(date(2026, 1, 21), "b")])

    assert len(tips(near)[-1]) == 2
    assert len(tips(far)[-1]) == 1
