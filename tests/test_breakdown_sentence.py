"""A KPI taken apart, in a sentence."""

import pytest

from kpi.catalogue.kpis import KPIS
from kpi.measure import By, breakdown
from kpi.sentences import breakdown_sentence
from tests.builders import facts, post, question
from tests.drawings import GROWN, RATES, of_weekdays, taken_apart


def plain(text):
    return text.replace("\u00a0", " ").replace("\u2212", "-")


@pytest.mark.parametrize(
    ("found", "key", "said"),
    [
        (GROWN, "impressions", "X brought 52 % of impressions and 9.9 of the 16.4 points of growth."),
        (GROWN, "followers", "X has 52 % of followers and brought 9.9 of the 16.4 points of growth."),
        (
            RATES,
            "ctr",
            (
                "Click-through rate: highest for Threads (6.00 %), lowest for Facebook (4.00 %); "
                "Facebook brought 1.5 points of increase, more than the 1.2 of the whole."
            ),
        ),
        (taken_apart(), "ctr", "Click-through rate: nothing is known by channel."),
        (
            taken_apart(("X", 5.0, 1.0, 31, None, None, None, "", None)),
            "saves",
            "X brought 100 % of saves.",
        ),
        (
            taken_apart(("X", 0.05, 1.0, 31, None, None, None, "", None)),
            "ctr",
            "Click-through rate: known for X alone (5.00 %).",
        ),
        (
            taken_apart(*((name, 3.0, None, 31, *[None] * 3, "", None) for name in ("X", "Web"))),
            "net_followers",
            "Net growth: the same for all (3).",
        ),
    ],
)
def test_a_breakdown_is_said_in_a_sentence(found, key, said):
    assert plain(breakdown_sentence(KPIS[key], found)) == said


def test_where_another_group_moved_it_most_both_are_named():
    # September: X 900, Instagram 100; October: X 800, Instagram 150. 950 against 1,000: −5 %, X −10, Instagram +5.
    found = taken_apart(
        ("X", 800.0, 0.842, 31, 800.0, 900.0, -0.111, "percent", -0.1),
        ("Instagram", 150.0, 0.158, 31, 150.0, 100.0, 0.5, "percent", 0.05),
        change=-0.05,
    )
    grown = taken_apart(
        ("X", 600.0, 0.6, 31, 600.0, 590.0, 0.017, "percent", 0.0125),
        ("Instagram", 400.0, 0.4, 31, 400.0, 210.0, 0.905, "percent", 0.2375),
        change=0.25,
    )

    assert plain(breakdown_sentence(KPIS["impressions"], found)) == (
        "X brought 84 % of impressions and 10.0 points of decline, more than the 5.0 of the whole."
    )
    assert plain(breakdown_sentence(KPIS["impressions"], grown)) == (
        "X brought 60 % of impressions; Instagram brought 23.8 of the 25.0 points of growth."
    )


def test_a_change_of_less_than_one_per_cent_is_not_explained():
    groups = [(name, 502.0, 0.5, 31, 502.0, 500.0, 0.004, "percent", 0.002) for name in ("X", "Web")]

    assert plain(breakdown_sentence(KPIS["impressions"], taken_apart(*groups, change=0.004))) == (
        "X brought 50 % of impressions."
    )


def test_a_single_group_is_not_said_to_have_moved_the_whole():
    found = taken_apart(("X", 1_200.0, 1.0, 31, 1_200.0, 1_000.0, 0.2, "percent", 0.2), change=0.2)

    assert plain(breakdown_sentence(KPIS["impressions"], found)) == "X brought 100 % of impressions."


def test_weekdays_are_said_by_the_mean_of_a_day():
    found, kpi = of_weekdays(("Monday", 400.0, 4), ("Thursday", 450.0, 5), ("Sunday", None, 0))

    assert breakdown_sentence(kpi, found) == (
        "Impressions: highest for Mondays (100 a day), lowest for Thursdays (90 a day)."
    )


def test_a_content_type_begins_a_sentence_as_a_word_does():
    known = facts(post("2026-10-05", content_type="reel", impressions=5))

    found = breakdown(question("impressions"), known, By.CONTENT_TYPE)

    assert plain(breakdown_sentence(KPIS["impressions"], found)) == "Reel brought 100 % of impressions."
