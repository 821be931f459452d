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
        (GROWN, "impressions", "X brought 52 % of impressions."),
        (GROWN, "followers", "X has 52 % of followers."),
        (
            RATES,
            "ctr",
            "Click-through rate: highest for Threads (6.00 %), lowest for Facebook (4.00 %).",
        ),
        (taken_apart(), "ctr", "Click-through rate: nothing is known by channel."),
        (
            taken_apart(("X", 5.0, 1.0, 31, None, None, None, "")),
            "saves",
            "X brought 100 % of saves.",
        ),
        (
            taken_apart(("X", 0.05, 1.0, 31, None, None, None, "")),
            "ctr",
            "Click-through rate: known for X alone (5.00 %).",
        ),
        (
            taken_apart(*((name, 3.0, None, 31, *[None] * 3, "") for name in ("X", "Web"))),
            "net_followers",
            "Net growth: the same for all (3).",
        ),
    ],
)
def test_a_breakdown_is_said_in_a_sentence(found, key, said):
    assert plain(breakdown_sentence(KPIS[key], found)) == said


def test_weekdays_are_said_by_the_mean_of_a_day():
    found, kpi = of_weekdays(("Monday", 400.0, 4), ("Thursday", 450.0, 5), ("Sunday", None, 0))

    assert breakdown_sentence(kpi, found) == (
        "Impressions: highest for Mondays (100 a day), lowest for Thursdays (90 a day)."
    )


def test_a_content_type_begins_a_sentence_as_a_word_does():
    known = facts(post("2026-10-05", content_type="reel", impressions=5))

    found = breakdown(question("impressions"), known, By.CONTENT_TYPE)

    assert plain(breakdown_sentence(KPIS["impressions"], found)) == "Reel brought 100 % of impressions."
