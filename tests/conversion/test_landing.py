"""Landing pages: rates of sums over the spans that lie wholly in the days asked, beside the facts and never in them."""

import pandas as pd
import pytest

from kpi.conversion.landing import landing, pages_of
from kpi.facts import Brand, Call
from kpi.frames import records_frame
from kpi.periods import Period
from kpi.sentences.conversion import landing_sentence
from tests.builders import OCTOBER, SEPTEMBER, ask
from tests.rules import files as f
from tests.rules.files import BOTH, facts_of

COLUMNS = ("Sessions", "Key events", "Session key event rate")
BRAND = Brand("Velmora")


def pages(month, rows, columns=COLUMNS):
    return f.ga4_groups(month, rows, columns, by="Landing page", name=f"Landing_page_{month.start:%m}_{month.days}.csv")


OCTOBERS = pages(OCTOBER, {"/ride-to-work": [200, 12, 0.05], "/": [600, 6, 0.01], "/journal": [2, 2, 1.0]})
SEPTEMBERS = pages(SEPTEMBER, {"/": [400, 14, 0.03]})


def told(tmp_path, *files: f.File, period=OCTOBER, brand=BRAND):
    read = records_frame(pd.concat([f.read(tmp_path, file).records for file in files], ignore_index=True))
    return landing(pages_of(read, brand), period)


def test_a_page_has_its_visits_and_the_share_that_converted_the_most_visited_first(tmp_path):
    found = told(tmp_path, OCTOBERS)

    assert found.title == "Conversion rate"
    assert found.rows["page"].tolist() == ["/", "/ride-to-work", "/journal"]
    assert found.rows["sessions"].tolist() == [600, 200, 2]
    assert found.rows["actions"].tolist() == [6, 10, 2]
    assert found.rows["rate"].tolist() == [0.01, 0.05, 1.0]


def test_of_several_months_the_rate_is_that_of_the_sums(tmp_path):
    found = told(tmp_path, OCTOBERS, SEPTEMBERS, period=BOTH)

    # 6 + 12 of 600 + 400 visits; the mean of the two rates would be 2 %
    assert found.rows.set_index("page").loc["/", "rate"] == 18 / 1_000
    assert found.spans == (OCTOBER, SEPTEMBER)


def test_without_the_visits_with_the_action_it_is_actions_per_visit(tmp_path):
    found = told(tmp_path, pages(OCTOBER, {"/": [100, 130]}, COLUMNS[:2]))

    assert (found.title, found.rows["rate"].tolist()) == ("Actions per visit", [1.3])


def test_one_form_of_the_rate_serves_for_all_of_it(tmp_path):
    found = told(tmp_path, pages(SEPTEMBER, {"/": [100, 30]}, COLUMNS[:2]), OCTOBERS, period=BOTH)

    assert found.title == "Actions per visit"
    assert found.rows.set_index("page").loc["/", "rate"] == 36 / 700


def test_a_longer_total_says_nothing_of_a_month_and_is_named(tmp_path):
    found = told(tmp_path, pages(BOTH, {"/": [100, 30, 0.2]}))

    assert (len(found.rows), found.spans, found.others) == (0, (), (BOTH,))


def test_of_overlapping_totals_those_count_that_cover_most(tmp_path):
    found = told(tmp_path, pages(BOTH, {"/": [1_000, 30, 0.02]}), OCTOBERS, period=BOTH)

    assert found.rows["sessions"].tolist() == [1_000]
    assert found.spans == (BOTH,)


def test_the_same_file_twice_changes_nothing(tmp_path):
    again = f.File("Landing_page (2).csv", OCTOBERS.content)

    assert told(tmp_path, OCTOBERS, again).rows.equals(told(tmp_path, OCTOBERS).rows)


def test_where_calls_are_named_all_key_events_do_not_pass_for_them(tmp_path):
    found = told(tmp_path, OCTOBERS, brand=Brand("Velmora", calls=(Call("Bought", ("purchase",)),)))

    assert found.rows["sessions"].tolist() == [600, 200, 2]
    assert found.rows["rate"].isna().all()
    assert landing_sentence(found) == "Visits are known by landing page, but not what they led to."


def test_a_page_without_visits_has_no_rate(tmp_path):
    found = told(tmp_path, pages(OCTOBER, {"/": [0, 3]}, COLUMNS[:2]))

    assert found.rows["rate"].isna().all()


def test_the_days_of_the_facts_are_none_the_richer_for_it(tmp_path):
    days = f.ga4_days(OCTOBER, sessions=10, key_events=1)

    with_pages, without = (facts_of(tmp_path, *files) for files in ((days, OCTOBERS), (days,)))

    assert ask("sessions", with_pages).value == ask("sessions", without).value == 310


def test_the_sentence_names_a_page_on_which_many_visits_began(tmp_path):
    said = landing_sentence(told(tmp_path, OCTOBERS)).replace("\u00a0", " ")

    # /journal converts every visit, and has two of them
    assert said == (
        "Conversion rate: 5.00 % where the visit began on /ride-to-work, the highest among the half of the pages on "
        "which most visits began."
    )


@pytest.mark.parametrize("asked", [Period(OCTOBER.start, OCTOBER.end.replace(day=30))])
def test_days_that_no_total_lies_in_know_no_page(tmp_path, asked):
    assert told(tmp_path, OCTOBERS, period=asked).spans == ()


def test_the_best_page_is_one_that_is_known_and_brought_something(tmp_path):
    strange = pages(OCTOBER, {"(not set)": [900, 810, 0.9], "/": [600, 6, 0.01], "/journal": [500, 0, 0.0]})
    nothing = pages(OCTOBER, {"/": [600, 0, 0.0], "/journal": [500, 0, 0.0]})

    assert "1.00\u00a0% where the visit began on /, the highest" in landing_sentence(told(tmp_path, strange))
    assert landing_sentence(told(tmp_path, nothing)) == (
        "Conversion rate: nothing came of the visits to the half of the pages on which most of them began."
    )
