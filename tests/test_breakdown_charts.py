"""A KPI taken apart, drawn."""

from kpi import charts
from kpi.catalogue.kpis import KPIS
from kpi.measure import By
from kpi.palette import CHANNEL_COLOURS
from kpi.periods import Step
from tests.drawings import ELEVEN, GROWN, RATES, WEEKDAYS, layers_of, of_weekdays, rows, svg, taken_apart, texts


def plain(text):
    return text.replace("\u00a0", " ").replace("\u2212", "-")


def shown(drawing):
    return [plain(text) for text in texts(drawing)]


def bars(drawing):
    return [row for layer in layers_of(drawing, "rect") for row in rows(layer) if "begins" in row]


def marks(drawing):
    return [row["mark"] for layer in layers_of(drawing, "rule") for row in rows(layer) if "mark" in row]


def test_each_group_stands_under_its_name_with_value_and_share_in_the_colour_it_has_everywhere():
    drawing = charts.breakdown(GROWN, KPIS["impressions"])

    assert shown(drawing) == ["X", "Instagram", "1.20 K · 52 %", "1.13 K · 48 %"]
    assert [row["value"] for row in bars(drawing)] == [1_198, 1_130]
    assert {CHANNEL_COLOURS["X"], CHANNEL_COLOURS["Instagram"]} <= set(svg(drawing).split('"'))


def test_the_tooltip_tells_value_share_both_sides_and_change():
    row = bars(charts.breakdown(GROWN, KPIS["impressions"]))[1]

    told = [plain(row[key]) for key in ("exact", "share", "now", "then", "change")]
    assert told == ["1,130", "48 %", "1,130", "1,000", "+13 %"]


def test_a_rate_has_no_share_of_the_whole_beside_it_but_its_share_of_the_base_in_words():
    drawing = charts.breakdown(RATES, KPIS["ctr"])

    assert shown(drawing) == ["Facebook", "Threads", "4.00 %", "6.00 %"]
    assert plain(bars(drawing)[0]["share"]) == "75 % of the base"


def test_the_compared_value_is_a_mark_across_the_bar_and_is_named():
    drawing = charts.breakdown(GROWN, KPIS["impressions"], compared="September 2026")

    assert marks(drawing) == [1_000, 1_000]
    assert any("September 2026" in text for text in shown(drawing))
    assert marks(charts.breakdown(GROWN, KPIS["impressions"])) == []


def test_a_bar_of_other_days_than_those_compared_has_no_mark_beside_it():
    settled = taken_apart(("X", 1_200.0, 1, 31, 900.0, 1_000.0, -0.1, "percent"))
    drawing = charts.breakdown(settled, KPIS["impressions"], compared="3–26 Sep 2026")

    assert marks(drawing) == []
    assert (bars(drawing)[0]["now"], bars(drawing)[0]["then"]) == ("900", "1,000")


def test_a_group_without_a_value_has_its_name_and_no_bar():
    found = taken_apart(("X", 0.02, 0.8, 31, None, None, None, ""), ("Web", None, 0.2, 31, *[None] * 3, ""))
    drawing = charts.breakdown(found, KPIS["ctr"], compared="before")

    assert shown(drawing) == ["X", "Web", "2.00 %", "not known"]
    assert len(bars(drawing)) == 1


def test_a_count_of_which_nothing_is_known_has_no_share_either():
    drawing = charts.breakdown(taken_apart(("X", None, 0.0, 31, *[None] * 3, "")), KPIS["saves"])

    assert shown(drawing) == ["X", "not known"]


def test_what_is_below_zero_goes_to_the_left():
    found = taken_apart(*((name, value, None, 31, *[None] * 3, "") for name, value in (("X", 30.0), ("Web", -10.0))))
    drawing = charts.breakdown(found, KPIS["net_followers"])

    assert layers_of(drawing, "rect")[1]["encoding"]["x"]["scale"]["domain"] == [-10, 30]


def test_beyond_twelve_groups_the_rest_is_counted_with_its_share():
    groups = [(f"account {n:02}", 100.0 - n, 0.06, 31, *[None] * 3, "") for n in range(15)]
    drawing = charts.breakdown(taken_apart(*groups, by=By.ACCOUNT), KPIS["impressions"])

    assert len(bars(drawing)) == 12
    assert "and 3 more, together 18 %" in shown(drawing)


def test_weekdays_stand_in_order_with_the_mean_of_a_day():
    drawing = charts.breakdown(*of_weekdays(("Sunday", 800.0, 4), ("Thursday", 500.0, 5), ("Friday", 0.0, 5)))
    bands = rows(layers_of(drawing, "rect")[-1])

    assert [text for text in shown(drawing) if text in {name[:3] for name in WEEKDAYS}] == [
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun",
    ]  # fmt: skip
    assert {row["name"]: row["value"] for row in bands} == {
        **dict.fromkeys(WEEKDAYS), "Thursday": 100, "Friday": 0, "Sunday": 200,
    }  # fmt: skip
    assert (bands[3]["a_day"], bands[3]["exact"], bands[3]["days"]) == ("100", "500", "5")
    assert bands[0]["a_day"] == "not known"


def test_weekdays_begin_with_the_day_on_which_weeks_begin():
    found, kpi = of_weekdays(("Sunday", 800.0, 4), ("Thursday", 500.0, 5))

    drawing = charts.breakdown(found, kpi, week=Step.WEEK_FROM_SUNDAY)

    assert [text for text in texts(drawing) if text in {name[:3] for name in WEEKDAYS}] == [
        "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat",
    ]  # fmt: skip
    assert [row["name"] for row in rows(layers_of(drawing, "rect")[0])] == ["Sunday", "Thursday"]


def test_a_rate_by_weekday_is_not_divided_by_days():
    drawing = charts.breakdown(*of_weekdays(("Monday", 0.04, 4), key="ctr"))

    assert "4.00 %" in shown(drawing)


def test_an_account_takes_the_colour_of_its_channel_and_no_other_is_taken_for_it():
    names = ["ann (X)", "bob (X)", "cyd (Instagram)", "YouTube"]
    groups = [(name, 10.0, 0.25, 31, *[None] * 3, "") for name in names]
    tints = [row["tint"] for row in bars(charts.breakdown(taken_apart(*groups, by=By.ACCOUNT), KPIS["saves"]))]

    own = [CHANNEL_COLOURS[name] for name in ("X", "Instagram", "YouTube")]
    assert [tints[0], *tints[2:]] == own
    assert tints[1] not in own


def test_eleven_channels_each_keep_their_own_colour():
    groups = [(name, 10.0, 0.09, 31, *[None] * 3, "") for name in ELEVEN]

    assert [row["tint"] for row in bars(charts.breakdown(taken_apart(*groups), KPIS["saves"]))] == [
        CHANNEL_COLOURS[name] for name in ELEVEN
    ]
