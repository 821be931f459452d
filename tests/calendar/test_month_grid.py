"""The sheet of a month, in weeks from whichever day."""

from datetime import date

import pytest

from kpi.calendar.weeks import Fate
from kpi.charts.month_grid import Sheet, month_grid
from kpi.formats import speaking
from kpi.periods import Step
from tests.builders import span
from tests.calendar.builders import campaign, entry
from tests.drawings import layers_of, rows

JANUARY = span("2027-01-01", "2027-01-31")  # from a Friday to a Sunday


@pytest.mark.parametrize(
    ("week", "first", "weeks", "pieces"),
    [
        (Step.WEEK, date(2026, 12, 28), 5, [(4, 0, 3), (0, 1, 2)]),  # Friday to Sunday, then Monday and Tuesday
        (Step.WEEK_FROM_SUNDAY, date(2026, 12, 27), 6, [(5, 0, 2), (0, 1, 3)]),
        (Step.WEEK_FROM_SATURDAY, date(2026, 12, 26), 6, [(6, 0, 1), (0, 1, 4)]),
    ],
)
def test_the_sheet_and_its_campaigns_break_where_a_week_of_the_workspace_ends(week, first, weeks, pieces):
    there = campaign(start="2027-01-01", end="2027-01-05")
    sheet = Sheet(JANUARY, [], {}, [], [there], date(2027, 1, 1), date(2027, 1, 1), week)

    bars = rows(layers_of(month_grid(sheet), "rect")[1])

    assert (sheet.first, sheet.weeks) == (first, weeks)
    assert [(bar["weekday"], bar["week"], bar["days"]) for bar in bars] == pieces


def test_the_sheet_names_its_days_in_their_order():
    sheet = Sheet(JANUARY, [], {}, [], [], date(2027, 1, 1), date(2027, 1, 1), Step.WEEK_FROM_SUNDAY)

    axis = layers_of(month_grid(sheet), "rect")[0]["encoding"]["x"]["axis"]

    assert axis["labelExpr"] == "['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][datum.value]"


def test_the_sheet_names_its_days_in_the_locale_of_now():
    sheet = Sheet(JANUARY, [], {}, [], [], date(2027, 1, 1), date(2027, 1, 1), Step.WEEK_FROM_SUNDAY)

    with speaking("fr-FR"):
        axis = layers_of(month_grid(sheet), "rect")[0]["encoding"]["x"]["axis"]

    assert all(day in axis["labelExpr"] for day in ("dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."))
    assert axis["labelExpr"].index("dim.") < axis["labelExpr"].index("lun.")


def test_the_sheet_says_which_colour_is_which_channel():
    there = [entry("a", "2027-01-05", channel="X"), entry("b", "2027-01-05", channel=""), entry("c", "2027-01-06")]
    sheet = Sheet(JANUARY, there, dict.fromkeys("abc", Fate.COMING), [], [], date(2027, 1, 1), date(2027, 1, 1))

    sign = layers_of(month_grid(sheet), "point")[0]["encoding"]["color"]

    assert sign["legend"]["values"] == ["Instagram", "X"]
    assert dict(zip(sign["scale"]["domain"], sign["scale"]["range"], strict=True))[""] == "transparent"
