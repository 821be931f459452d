"""The sample brand's story, month by month, as its author wrote it down (sample_data/story.py)."""

import json
from datetime import UTC, date, datetime
from functools import cache

import pytest

from kpi import cost, facts, measure
from kpi.catalogue.kpis import KPIS
from kpi.catalogue.objectives import OBJECTIVES
from kpi.choice import Scope
from kpi.conversion.calls import calls_of, compared, facts_of_calls
from kpi.conversion.landing import landing, pages_of
from kpi.periods import a_year_before, before, month_of
from kpi.sentences import objective_sentence
from kpi.targets.likely import by_forecast
from kpi.targets.status import Status, stand
from kpi.targets.target import Target
from tests.builders import BRAND, OCTOBER, SAMPLE, ask, question, sample_facts, sample_records, span

STORY = {  # month: social sessions, conversions, share of voice, reviews, stars, Meta CPM
    "2025-11": (8_200, 148, 0.21, 34, 4.4, 6.8),
    "2026-03": (13_100, 262, 0.27, 38, 4.5, 5.8),
    "2026-05": (12_500, 150, 0.38, 36, 4.4, 6.1),
    "2026-07": (5_900, 94, 0.18, 47, 3.6, 6.0),
    "2026-08": (4_800, 72, 0.15, 63, 3.2, 5.7),
    "2026-10": (8_900, 169, 0.24, 29, 4.2, 6.9),
}
COLUMNS = {
    "social_sessions": (0, 0.005),
    "conversions": (1, 0),
    "share_of_voice": (2, 0.03),
    "ratings": (3, 0),
    "average_rating": (4, 0.012),
    "cpm": (5, 0.001),
}
MOST_FOLLOWED = {"2026-03": "raffle_entry", "2026-07": "file_download", "2026-10": "purchase"}
KEY_EVENTS, LANDING_PAGES = "Key_events_by_day.csv", "Landing_page_Landing_page.csv"
TARGETS = {
    "A busy fourth quarter on the website": Status.AT_RISK,
    "People answer us again": Status.AT_RISK,
    "Instagram grows": Status.ON_TRACK,
    "Conversions 8 % above last year's fourth quarter": Status.AT_RISK,
    "Reviews above 4.4 again": Status.AT_RISK,
    "The December gift campaign is seen": Status.NOT_STARTED,
    "Ride to work is seen everywhere": Status.ACHIEVED,
    "Summer visitors": Status.MISSED,
}


@pytest.mark.parametrize("key", COLUMNS)
@pytest.mark.parametrize("month", STORY)
def test_each_month_tells_what_the_story_says(month, key):
    column, tolerance = COLUMNS[key]

    told = ask(key, sample_facts(), month_of(date.fromisoformat(f"{month}-01"))).value

    assert told == pytest.approx(STORY[month][column], rel=tolerance)


def test_the_recall_brings_unfollows():
    recall = ask("unfollows", sample_facts(), span("2026-07-01", "2026-07-31"), span("2026-06-01", "2026-06-30"))

    assert recall.value > 2 * recall.compared


def test_the_viral_video_lowers_the_engagement_rate_by_mix():
    may = ask("engagement_rate", sample_facts(), span("2026-05-01", "2026-05-31"), span("2026-04-01", "2026-04-30"))

    assert may.value == pytest.approx(0.019, rel=0.02)
    assert may.compared == pytest.approx(0.034, rel=0.02)


def test_x_is_silent_and_stays_out_of_every_total():
    assert ("X", "its data end on 28 Feb 2026") in ask("impressions", sample_facts()).left_out


def test_facebook_is_not_compared_across_its_change_to_views():
    november = month_of(date(2025, 11, 1))

    answer = ask("impressions", sample_facts(), november, before(november), channels=("Facebook",))

    assert answer.change is None
    assert any("views" in mark for mark in answer.marks)


def test_who_joined_the_panel_in_september_restarts_the_share_of_voice():
    answer = ask("share_of_voice", sample_facts(), OCTOBER, a_year_before(OCTOBER))

    assert answer.change is None
    assert any("Kapriol" in mark for mark in answer.marks)


def test_the_cpm_of_the_twelve_months_serves_both_networks_of_meta():
    found = cost.cpms(sample_facts(), OCTOBER.end)

    assert {"Instagram", "Facebook"} <= set(found)
    assert (found["Instagram"].low, found["Instagram"].high) == pytest.approx((4.9, 8.9), rel=0.001)


def october_of(name):
    """Give what a file of the sample brand says of October."""
    records = sample_records()
    return records[(records["file"] == name) & (records["at"] >= "2026-10-01")]


@cache
def facts_told_once():
    """Give the facts of the sample brand without the files that tell its visits and conversions a second way."""
    again = sample_records()["file"].isin([KEY_EVENTS, LANDING_PAGES])
    return facts.build(sample_records()[~again].reset_index(drop=True), BRAND)


def followed_in(month):
    """Give how often each call to action was followed in a month of the sample brand, the most followed first."""
    named = calls_of(BRAND, sample_facts().actions)
    asked = question("conversions", month_of(date.fromisoformat(f"{month}-01")))
    found = compared(asked, named, facts_of_calls(sample_records(), BRAND, named))
    return {one.call.name: one.conversions.value for one in found}


def test_the_key_events_of_a_day_add_up_to_its_conversions():
    by_name = october_of(KEY_EVENTS).groupby("at")["conversions"].sum()
    of_all = october_of("Traffic_overview_Date (1).csv").set_index("at")["conversions"]

    assert len(of_all) == OCTOBER.days
    assert (by_name.reindex(of_all.index, fill_value=0) == of_all).all()


@pytest.mark.parametrize("month", MOST_FOLLOWED)
def test_the_calls_to_action_of_a_month_add_up_to_its_conversions(month):
    followed = followed_in(month)

    assert next(iter(followed)) == MOST_FOLLOWED[month]
    assert sum(followed.values()) == STORY[month][1]


def test_october_began_on_landing_pages_that_add_up_to_its_sources():
    by_source = october_of("Traffic_acquisition_Session_primary_channel_group_(Default_Channel_Group) (15).csv")
    told = landing(pages_of(sample_records(), BRAND), OCTOBER)

    assert told.title == "Conversion rate"
    assert told.rows["sessions"].sum() == by_source["sessions"].sum()
    assert told.rows["actions"].sum() == pytest.approx(by_source["converting_sessions"].sum())
    assert told.rows.loc[told.rows["rate"].idxmax(), "page"] == "/test-ride"


@pytest.mark.parametrize("key", ["conversions", "conversion_rate", "sessions", "social_sessions"])
@pytest.mark.parametrize("month", STORY)
def test_what_is_told_a_second_way_changes_no_number(month, key):
    days = month_of(date.fromisoformat(f"{month}-01"))

    assert ask(key, sample_facts(), days).value == ask(key, facts_told_once(), days).value


@pytest.mark.parametrize("key", OBJECTIVES)
def test_every_objective_has_an_answer_in_a_sentence(key):
    objective = OBJECTIVES[key]
    prices = {"cpm": cost.base(cost.cpms(sample_facts(), OCTOBER.end))}
    asked = [
        measure.Question(KPIS[one], Scope(), OCTOBER, before(OCTOBER), prices if KPIS[one].over else {})
        for one in objective.kpis
    ]

    said = objective_sentence(objective, [measure.ask(one, sample_facts()) for one in asked], currency="EUR")

    assert said.endswith(".")
    assert "unknown" not in said
    assert ".." not in said


@pytest.mark.parametrize("title", TARGETS)
def test_every_target_stands_as_the_story_wants_it(title):
    told = next(
        one for one in json.loads((SAMPLE / "targets.json").read_text(encoding="utf-8")) if one["title"] == title
    )
    made = datetime(2026, 9, 1, tzinfo=UTC)
    when = {name: date.fromisoformat(told[name]) for name in ("start", "end")}
    target = Target(
        **{**told, **when, "channels": tuple(told.get("channels", ())), "content_types": ()},
        id="1",
        created_at=made,
        updated_at=made,
    )

    assert stand(target, sample_facts(), chance=by_forecast()).status is TARGETS[title]
