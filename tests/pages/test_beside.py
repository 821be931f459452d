"""The panel with a second KPI below the chart."""

from datetime import date

BOTH = {"objective": "awareness", "more": "beside", "beside": "reactions"}


def said(page):
    return " ".join(one.value for one in [*page.markdown, *page.caption])


def test_a_second_kpi_is_asked_for(visit):
    assert "Pick a second KPI" in said(visit("objectives.py", objective="awareness", more="beside"))


def test_two_kpis_are_told_with_their_number_of_weeks(visit):
    page = visit("objectives.py", **BOTH)

    # October 2026 knows three whole weeks, each with the same amounts
    assert "Impressions and reactions: 3 weeks known of both, too few to see a pattern" in said(page).replace("\\", "")
    assert "In 2 weeks one of them did not move" in said(page).replace("\\", "")


def test_a_kpi_beside_itself_is_refused_in_words(visit):
    page = visit("objectives.py", **{**BOTH, "beside": "impressions"})

    assert "is the chart above: pick another one" in said(page).replace("\\", "")


def test_a_kpi_that_no_file_tells_says_so(visit):
    page = visit("objectives.py", **{**BOTH, "beside": "ratings"})

    assert "No whole week or month is known of both impressions and new ratings" in said(page).replace("\\", "")


def test_days_without_a_whole_week_say_how_to_get_one(visit):
    days = (date(2026, 10, 14), date(2026, 10, 20))  # from a Wednesday to a Tuesday
    page = visit("objectives.py", **BOTH, dates=days)

    assert "No whole week or month is known of both" in said(page)
    assert "pick more days at the top" in said(page)


def test_dots_are_drawn_and_the_numbers_are_those_of_the_chart(visit):
    page = visit("objectives.py", **BOTH, **{"beside-as": "scatter"})
    before = len(page.dataframe)
    page.session_state["beside-table"] = True
    page.run()

    assert not page.exception
    (told,) = page.dataframe[before:] or [None]
    assert told is not None
    assert told.value["Impressions"].tolist() == ["700", "700", "700"]
    assert told.value["Reactions"].tolist() == ["56", "56", "56"]
