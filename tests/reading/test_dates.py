"""Text becomes dates: day and month are told apart on evidence, years counted back, mixtures refused."""

import contextlib
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from babel import Locale
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpi.errors import UnknownExport
from kpi.exports.export import YEARLESS
from kpi.reading import dates
from kpi.reading.dates import dated, dates_in, looks_dated
from kpi.reading.months import LANGUAGES, months
from kpi.reading.order import Hints
from kpi.reading.parts import Written, parts_of
from kpi.reading.strings import strings

US, ISO = ("%m/%d/%Y",), ("%Y-%m-%d",)


def read(*cells: str, formats=US, **more: object):
    days = pd.Series(dated(cells, formats, **more).days)
    return [None if pd.isna(day) else f"{day:%Y-%m-%d %H:%M}".removesuffix(" 00:00") for day in days]


def notes(*cells: str, formats=US, **more: object):
    return dated(cells, formats, **more).notes


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-03-01", "2026-03-01"),
        ("2026-3-1", "2026-03-01"),
        ("2026/03/01 18:19:10", "2026-03-01 18:19"),
        ("2026-03-28T01:00:00", "2026-03-28 01:00"),
        ("2026-03-28 10:33:20.123", "2026-03-28 10:33"),
        ("2026-03-28T10:33:20Z", "2026-03-28 10:33"),
        ("2017-02-28 23:00 +0000", "2017-02-28 23:00"),
        ("20260301", "2026-03-01"),
        ("44008", "2020-06-26"),
        ("44008.5", "2020-06-26 12:00"),
        ("03/14/2026 07:05", "2026-03-14 07:05"),
        ("08/18/2015 12:32:03 AM", "2015-08-18 00:32"),
        ("08/18/2015 1:32:03 PM", "2015-08-18 13:32"),
        ("3/14/26", "2026-03-14"),
        ("Sat, Aug 15, 2026", "2026-08-15"),
        ("Dec 18, 2022", "2022-12-18"),
        ("14-Mar-2026 09:15AM", "2026-03-14 09:15"),
        ("5-Jan-26", "2026-01-05"),
        ("5. März 2026", "2026-03-05"),
        ("2026年3月8日", "2026-03-08"),
        ("\u00a02026-03-01\u202f", "2026-03-01"),
    ],
)
def test_a_date_is_read_as_platforms_write_it(cell, day):
    assert read(cell) == [day]


@pytest.mark.parametrize(
    "cell", ["", "Total", "Gesamt", "Lifetime", "2026", "2026-02-30", "1900-13-01", "0001-02-28", "12345678", "March"]
)
def test_what_is_no_date_is_missing(cell):
    assert read("2026-03-01", cell) == ["2026-03-01", None]


def test_where_both_orders_fit_the_native_one_is_taken():
    assert read("01/02/2026", "01/05/2026") == ["2026-01-02", "2026-01-05"]
    assert read("01/02/2026", "01/05/2026", formats=("%d/%m/%Y",)) == ["2026-02-01", "2026-05-01"]


def test_a_value_above_twelve_decides_for_all_and_that_is_said():
    assert read("13/02/2026", "01/03/2026") == ["2026-02-13", "2026-03-01"]
    assert "13 February 2026" in notes("13/02/2026", "01/03/2026")[0]
    assert not notes("02/13/2026")


def test_days_that_follow_one_another_decide_in_a_table_by_day():
    july = [f"{day:02}-07-2025" for day in range(1, 13)]

    assert read(*july, formats=ISO, daily=True)[:2] == ["2025-07-01", "2025-07-02"]
    assert read(*(cell.replace("-", "/") for cell in july), daily=True)[1] == "2025-07-02"


@pytest.mark.parametrize(
    "cells",
    [
        ("13/02/2026", "02/14/2026"),
        ("2026-02-01", "02/14/2026"),
        ("01.02.2026", "02/14/2026"),
        ("2026-02-01", "44008"),
        ("2026-02-01", "Feb 3, 2026"),
    ],
)
def test_a_mixture_of_two_kinds_is_refused(cells):
    with pytest.raises(UnknownExport, match="download the export again"):
        dated(cells, US)


def order(*cells: str, formats=US, daily=False, **hints: object):
    """Say which order was decided on, by what the cells became; "asked" where nothing tells."""
    column = pd.Series(cells, dtype="str")
    found = dated(column, formats, daily=daily, hints=Hints(**hints))
    if found.doubt:
        return "asked"
    by_month = pd.to_datetime(column.str[:10].str.replace(r"[./]", "-", regex=True), format="%m-%d-%Y", errors="coerce")
    return "month" if (by_month == found.days).all() else "day"


def test_a_date_that_can_be_two_is_a_doubt_where_no_order_is_native():
    doubt = dated(pd.Series(["01-07-2025"]), ISO).doubt

    assert (str(doubt.by_month[0])[:10], str(doubt.by_day[0])[:10]) == ("2025-01-07", "2025-07-01")


def test_points_are_not_taken_for_the_native_strokes():
    assert order("03.04.2026") == "asked"


def test_the_native_order_is_not_certain_where_a_spreadsheet_program_was():
    assert order("03/04/2026", "02/07/2026") == "month"
    assert order("03/04/2026", "02/07/2026", resaved=True) == "asked"
    assert order("03/04/2026", "2/7/2026", padded=True) == "asked"
    assert order("03/04/2026", "02/07/2026", padded=True) == "month"


def test_what_the_user_said_outweighs_nothing_that_the_cells_prove():
    assert order("03.04.2026", told="day") == "day"
    assert order("03.04.2026", told="month") == "month"
    assert order("03.04.2026", "25.04.2026", told="month") == "day"


def test_the_days_that_a_file_states_decide_where_one_order_leaves_them():
    march = (date(2026, 3, 1), date(2026, 3, 31))

    assert order("04.03.2026", "07.03.2026", within=march) == "day"
    assert order("03.04.2026", "03.07.2026", within=march) == "month"
    assert order("03.03.2026", "03.04.2026", "05.03.2026", within=march) == "asked"


def test_a_day_that_is_still_to_come_decides():
    assert order("03.12.2026", "04.01.2026", latest=date(2026, 5, 1)) == "month"
    assert order("03.04.2026", "04.01.2026", latest=date(2026, 5, 1)) == "asked"


def test_days_in_order_decide_unless_they_are_sorted_as_text():
    rising = ["12.01.2026", "03.02.2026", "05.02.2026", "11.02.2026", "01.03.2026", "04.03.2026"]

    assert order(*rising) == "day"
    assert order(*rising[::-1]) == "day"
    assert order(*rising[:5]) == "asked"
    assert order(*sorted(rising)) == "asked"


def test_dates_without_a_year_count_back_over_new_year():
    found = read("December 30", "December 31", "January 1", formats=(YEARLESS,), ends=date(2026, 1, 5))

    assert found == ["2025-12-30", "2025-12-31", "2026-01-01"]
    assert "no year" in notes("March 1", formats=(YEARLESS,), ends=date(2026, 3, 5))[0]


def test_the_newest_day_may_be_a_day_ahead_of_a_clock_in_another_place():
    assert read("March 6", formats=(YEARLESS,), ends=date(2026, 3, 5)) == ["2026-03-06"]
    assert read("March 7", formats=(YEARLESS,), ends=date(2026, 3, 5)) == ["2025-03-07"]


def test_newest_first_counts_back_too():
    assert read("January 1", "December 31", formats=(YEARLESS,), ends=date(2026, 1, 5)) == ["2026-01-01", "2025-12-31"]


def test_the_29_of_february_tells_the_year():
    assert read("February 28", "February 29", formats=(YEARLESS,), ends=date(2026, 3, 5)) == [
        "2024-02-28",
        "2024-02-29",
    ]


def test_days_without_a_year_and_out_of_order_are_refused():
    with pytest.raises(UnknownExport, match="do not stand in order"):
        read("March 1", "March 9", "March 4", formats=(YEARLESS,), ends=date(2026, 3, 10))


def test_days_without_a_year_lie_in_the_year_in_which_each_was_made_whatever_their_order():
    made = np.array(["2024-02-29", "2026-01-01T06:00", "2025-07-16", "2025-07-16"], dtype="datetime64[ms]")
    found = read(
        "February 29", "December 31", "July 15", "1 enero", formats=(YEARLESS,), ends=date(2026, 11, 5), made=made
    )

    assert found == ["2024-02-29", "2025-12-31", "2025-07-15", None]


def test_dates_without_a_year_are_read_only_where_the_export_writes_them_so():
    assert read("March 1") == [None]


def test_another_language_than_ours_is_read():
    for cell in (
        "8 de marzo",
        "8 мар.",
        "8 mars",
        "8. März",
        "8 Mart",
        "3月8日",
        "3월 8일",
        "8 tháng 3",
        "8 maart",
        "8 มี.ค.",
    ):
        assert read(cell, formats=(YEARLESS,), ends=date(2026, 3, 10)) == ["2026-03-08"], cell


@settings(deadline=None)
@given(
    st.dates(date(1995, 1, 1), date(2090, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%m/%d/%Y", "%b %d, %Y", "%d %B %Y"]),
)
def test_any_day_comes_back_from_any_format(day, form):
    assert read(day.strftime(form)) == [day.isoformat()]


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(LANGUAGES), st.dates(date(2020, 3, 1), date(2030, 1, 1)), st.integers(2, 360))
def test_a_run_of_days_comes_back_in_every_language(language, last, length):
    names = {
        month: name for name, month in months(language).items() if not any(figure in name for figure in "0123456789")
    }
    if len(names) < 12:
        return
    days = [last - timedelta(days=back) for back in range(length)][::-1]
    if any((day.month, day.day) == (2, 29) for day in days):
        return

    cells = [f"{day.day} {names[day.month]}" for day in days]
    with contextlib.suppress(UnknownExport):  # "listopad" is October in Zagreb and November in Warsaw
        assert [day.date() for day in dated(cells, (YEARLESS,), ends=last).days.tolist()] == days


def test_a_month_that_differs_between_languages_is_refused():
    with pytest.raises(UnknownExport, match="not the same month in every language"):
        read("1 listopad", formats=(YEARLESS,), ends=date(2026, 12, 1))


@settings(deadline=None)
@given(st.lists(st.text(max_size=14), max_size=5))
def test_no_text_breaks_the_reading(cells):
    with contextlib.suppress(UnknownExport):
        dated(cells, (YEARLESS, *US), ends=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Jan-14-2025_Apr-14-2025_139.csv", ["2025-01-14", "2025-04-14"]),
        ("GMB insights - 2025-10-1 - 2025-10-31 - 9fd.csv", ["2025-10-01", "2025-10-31"]),
        ("tweets_20170201_20170301_en.csv", ["2017-02-01", "2017-03-01"]),
        ("brand_content_1775123402117.xls", ["2026-04-02"]),
        ("March 27, 2026 - April 23, 2026", ["2026-03-27", "2026-04-23"]),
        ("# Start date: 20230708", ["2023-07-08"]),
        ("1204417763980041.csv", []),
        ("report 2025-13-45.csv", []),
    ],
)
def test_a_name_or_a_line_states_days(text, days):
    assert [day.isoformat() for day in dates_in(text)] == days


def test_numbers_that_a_spreadsheet_program_turned_into_dates_are_noticed():
    cells = ["3.апр", "3-Apr", "Apr-03", "2026-04-03 00:00:00", "n.v.", "1.2K", "12"]

    assert looks_dated(cells).tolist() == [True, True, True, True, False, False, False]


# cells that are laid out alike are read all at once

LAID_OUT = st.sampled_from(
    ["00/00/0000", "00/00/0000 00:00", "0000-00-00T00:00:00", "00000000", "0.0.00", "00-00-00 00:00 PM", "00 Jan 0000"]
)


@settings(deadline=None)
@given(st.data(), LAID_OUT, st.integers(1, 5), st.sampled_from([1, 40]))
def test_cells_laid_out_alike_split_as_each_one_does(data, layout, rows, times):
    figure = st.sampled_from("0123456789")
    different = ["".join(data.draw(figure) if sign == "0" else sign for sign in layout) for _ in range(rows)]
    cells = strings(different * times)

    for pattern in (dates._YEAR_FIRST, dates._COMPACT, dates._YEAR_LAST):
        alone, together = parts_of(Written(cells), pattern), parts_of(Written.of(cells), pattern)
        assert {name: part.tolist() for name, part in together.items()} == {
            name: part.tolist() for name, part in alone.items()
        }


@settings(deadline=None)
@given(st.lists(st.dates(date(1990, 1, 1), date(2100, 12, 31)), min_size=1, max_size=20), st.sampled_from([US, ISO]))
def test_days_read_all_at_once_are_those_read_among_others(days, formats):
    cells = [day.strftime(formats[0]) for day in days]

    together = dated(cells, formats).days.tolist()

    assert together == dated([*cells, "Total"], formats).days.tolist()[:-1]


@settings(deadline=None)
@given(days=st.lists(st.dates(date(2026, 1, 1), date(2026, 4, 30)), min_size=1, max_size=8), daily=st.booleans())
@example(days=[date(2026, 1, 10) + timedelta(days=at) for at in (0, 1, 2, 22, 23, 24)], daily=False)
@example(days=[date(2026, 2, 1), date(2026, 2, 2)], daily=True)
def test_days_that_stand_there_again_tell_no_more_about_day_and_month(days, *, daily):
    cells = [day.strftime("%d/%m/%Y") for day in days] * 2

    def told(cells: list[str]) -> object:
        with contextlib.suppress(UnknownExport):
            found = dated(cells, US, daily=daily, hints=Hints(resaved=True))
            return found.days.tolist()[: len(days)], found.notes, found.doubt is None
        return None

    assert told(cells) == told([*cells, "Total"])


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_months_of_every_language_are_called_as_its_people_call_them(language):
    known = Locale.parse(language).months
    called = {
        (str(name).casefold().strip(". "), number)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in known[context][width].items()
    }

    assert set(months(language).items()) == called
