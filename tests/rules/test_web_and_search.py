"""Visits from social, what is of all visitors, time on the website, conversion, branded searches."""

from dataclasses import replace

import numpy as np
import pytest

from kpi.facts import Brand
from kpi.measure import By, breakdown, series
from kpi.periods import Step
from tests.builders import OCTOBER, SEPTEMBER, ask, question, span
from tests.rules import files as f
from tests.rules.files import BOTH, by_month, facts_of

ALL_VISITORS = "all visitors of the website, not those from social alone"
GROUPS = {"Organic Social": [40], "Organic Video": [2], "Paid Social": [9], "Direct": [100], "Referral": [7]}
SOURCES = {
    "l.instagram.com / referral": [30],
    "ig / social": [5],
    "lnkd.in / referral": [4],
    "out.reddit.com / referral": [3],
    "facebook / cpc": [9],
    "google / organic": [100],
    "(direct) / (none)": [7],
}


@pytest.mark.parametrize(
    "file",
    [
        f.ga4_groups(OCTOBER, GROUPS),
        f.ga4_groups(OCTOBER, SOURCES, by="Session source / medium"),
        f.ga4_groups(
            OCTOBER, {"Redes sociales orgánicas": [40], "Vídeo orgánico": [2], "Social de pago": [9], "Direct": [9]}
        ),
    ],
    ids=["groups", "sources", "groups in Spanish"],
)
def test_social_is_organic_social_and_video_networks_with_paid_social_beside_it(tmp_path, file):
    known = facts_of(tmp_path, file)

    assert (ask("social_sessions", known).value, ask("paid_social_sessions", known).value) == (42, 9)
    assert ALL_VISITORS not in ask("social_sessions", known).marks
    assert ALL_VISITORS in ask("sessions", known).marks


def test_visits_from_social_are_told_by_day_where_the_file_has_days(tmp_path):
    known = facts_of(
        tmp_path,
        f.ga4_groups_daily(
            BOTH,
            {"l.instagram.com / referral": [by_month(1, 2)], "google / organic": [9]},
            by="Session source / medium",
        ),
    )

    answer = ask("social_sessions", known, OCTOBER, SEPTEMBER)

    assert (answer.value, answer.compared) == (62, 30)


def test_visits_can_be_taken_apart_by_their_source(tmp_path):
    known = facts_of(tmp_path, f.ga4_groups(OCTOBER, SOURCES, by="Session source / medium"))

    rows = breakdown(question("social_sessions"), known, By.SOURCE).rows

    told = dict(zip(rows["name"], rows["value"], strict=True))
    assert told == {"Instagram": 35, "LinkedIn": 4, "out.reddit.com / referral": 3}


def test_without_a_source_nothing_is_said_of_social_and_the_rest_is_of_all_visitors(tmp_path):
    known = facts_of(tmp_path, f.ga4_days(BOTH, sessions=10, views=30, average_session_duration=60))

    assert ask("social_sessions", known).why_not == "not in your files"
    assert [ask(key, known).value for key in ("page_views", "visit_duration")] == [930, 60]
    assert [ask(key, known).marks for key in ("page_views", "visit_duration")] == [(ALL_VISITORS,)] * 2


def test_time_of_engagement_is_never_the_duration_of_a_visit(tmp_path):
    engaged = facts_of(tmp_path, f.ga4_days(BOTH, sessions=10, average_engagement_time_per_session=20))
    lasting = facts_of(tmp_path, f.ga4_days(BOTH, sessions=10, average_session_duration=60))

    assert (ask("visit_duration", engaged).value, ask("engaged_time", engaged).value) == (None, 20)
    assert (ask("visit_duration", lasting).value, ask("engaged_time", lasting).value) == (60, None)
    assert ask("engaged_time", engaged).title == "Engaged time per visit"


def test_a_rate_given_by_visits_is_weighed_by_them(tmp_path):
    known = facts_of(
        tmp_path,
        f.ga4_groups(
            OCTOBER,
            {"Organic Social": [100, 30, 0.1], "Direct": [300, 60, 0.02]},
            ("Sessions", "Key events", "Session key event rate"),
        ),
    )

    answer = ask("conversion_rate", known)

    assert (answer.title, answer.value) == ("Conversion rate", 16 / 400)
    assert ask("conversions", known).value == 90


def test_actions_counted_by_visits_take_another_title_and_may_pass_a_hundred_per_cent(tmp_path):
    answer = ask("conversion_rate", facts_of(tmp_path, f.ga4_days(BOTH, sessions=10, key_events=12)))

    assert (answer.title, answer.value) == ("Actions per visit", 1.2)
    assert "Web: actions, not visits: may pass 100 %" in answer.marks


def test_branded_searches_come_from_an_export_filtered_by_a_query_and_all_searches_stand_beside_them(tmp_path):
    known = facts_of(
        tmp_path,
        f.search(BOTH, 100),
        f.search(BOTH, by_month(20, 30), filters=[("Query", "+velmora")]),
    )

    answer = ask("organic_searches", known, OCTOBER, SEPTEMBER)

    assert (answer.value, answer.compared) == (930, 600)
    assert answer.marks == ("Search: branded searches",)
    assert [ask(key, known).value for key in answer.kpi.apart] == [930, 3_100]


def test_a_filter_by_another_query_is_a_slice_like_any_other(tmp_path):
    files = (f.search(BOTH, 100), f.search(BOTH, 30, filters=[("Query", "+bicycle")]))

    assert ask("organic_searches", facts_of(tmp_path, *files)).value == 3_100
    assert ask("organic_searches", facts_of(tmp_path, *files, brand=Brand("Velmora", ("bicycle",)))).value == 930


def test_a_curve_shows_the_rate_that_the_card_shows(tmp_path):
    rate = ("Sessions", "Key events", "Session key event rate")
    known = facts_of(
        tmp_path,
        f.ga4_days(span("2026-05-01", "2026-10-31"), sessions=100, key_events=120),
        f.ga4_groups(SEPTEMBER, {"Direct": [3_000, 90, 0.02]}, rate),
        f.ga4_groups(OCTOBER, {"Direct": [3_100, 90, 0.03]}, rate),
    )
    asked = question("conversion_rate", OCTOBER, SEPTEMBER)

    answer = ask("conversion_rate", known, OCTOBER, SEPTEMBER)
    curve = series(replace(asked, trend=span("2026-08-01", "2026-10-31")), known, step=Step.MONTH)

    assert (answer.title, answer.value, answer.compared) == ("Conversion rate", 0.03, 0.02)
    assert curve["value"].tolist() == pytest.approx([np.nan, 0.02, 0.03], nan_ok=True)  # by actions it would be 1.2
