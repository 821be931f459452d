"""When and what works in words: plain, with the number of posts, and without a cause."""

from datetime import date

import pandas as pd
import pytest

from kpi.catalogue.kpis import KPIS
from kpi.insight.patterns import Compared, Standout, Works
from kpi.insight.ranking import FEW, RANKED, SMALL, YOUNG, Ranking
from kpi.sentences.works import post_text, ranking_remarks, ranking_sentence, works_remarks, works_sentence
from tests.builders import OCTOBER, span

DAYS, RATE = span("2025-10-01", "2026-10-31"), KPIS["engagement_rate"]
LIKE = ("content type", "quarter")


def told(times=None, types=None, *, held=LIKE, hours=3, posts=268, **more: object):
    compared = Compared(pd.DataFrame(), 0.001, held, times)
    kinds = Compared(pd.DataFrame(), 0.001, ("weekday and hour",), types)
    about = {"young": 0, "unknown": 0, "clocked": posts, "value": 0.04, **more}
    return Works("Instagram", posts=posts, hours=hours, times=compared, types=kinds, **about)


def test_a_time_is_named_with_its_multiple_and_its_posts():
    found = Standout(47, 1.28, 1, (18, 21), "reel")

    assert works_sentence(told(found), RATE, DAYS) == (
        "On Instagram, reels published on Tuesday 18–21\xa0h got 1.3\xa0× the engagement rate of other reels of the "
        "same quarter (47 posts). All posts: 268, 1 Oct 2025 – 31 Oct 2026."
    )


def test_posts_of_several_types_were_compared_with_posts_of_the_same_type():
    found = Standout(61, 1.5, 5, None, "")

    said = works_sentence(told(found), RATE, DAYS)

    assert "posts published on Saturday got 1.5\xa0× the engagement rate of" in said
    assert "of other posts of the same content type and quarter (61 posts)" in said


def test_a_content_type_is_named_beside_the_time():
    said = works_sentence(told(Standout(9, 2, None, (6, 9), ""), Standout(36, 3.5, content_type="link")), RATE, DAYS)

    assert "posts published at 6–9\xa0h got 2.0\xa0×" in said
    assert "links got 3.5\xa0× the engagement rate of other posts on the same weekdays and hours (36 posts)" in said


@pytest.mark.parametrize(
    ("hours", "words"), [(3, "by weekday, hour or content type"), (24, "by weekday or content type")]
)
def test_no_difference_is_an_answer_with_its_number_of_posts(hours, words):
    said = works_sentence(told(hours=hours, posts=104), RATE, DAYS)

    assert said == f"On Instagram, no difference you can act on {words} (104 posts, 1 Oct 2025 – 31 Oct 2026)."


def test_it_says_by_which_rule_posts_are_of_equal_standing():
    said = works_remarks(told(young=6, unknown=2, clocked=260), RATE)

    assert said == [
        "Posts with their newest numbers, from an age of seven days on (6 left out).",
        "2 posts left out that do not tell of engagement rate.",
        "Hours are those of the files. 8 posts without an hour are not among them.",
    ]


def test_files_without_hours_say_so():
    assert works_remarks(told(hours=24, clocked=0), RATE)[-1] == "The files tell no hours."


def test_hours_that_few_posts_tell_are_not_looked_at_and_why_is_said():
    assert works_remarks(told(hours=24, posts=100, clocked=40), RATE)[-1] == (
        "Too few posts to look at hours: the files tell the hour of 40 of 100 posts."
    )
    assert works_remarks(told(hours=24, posts=30), RATE)[-1] == "Too few posts to look at hours."


def test_posts_without_a_content_type_are_counted():
    said = works_remarks(told(untyped=5), RATE)

    assert said[1] == "5 posts without a content type are not among the types."


@pytest.mark.parametrize("word", ["because", "caus", "due to", "thanks", "leads to", "drives", "makes"])
def test_no_cause_is_claimed(word):
    found = works_sentence(
        told(Standout(47, 1.28, 1, (18, 21), "reel"), Standout(9, 2, content_type="link")), RATE, DAYS
    )

    assert word not in found


def test_the_best_and_the_weakest_post_are_named():
    best = post_text("A  long\nway", channel="Instagram", content_type="reel", day=date(2026, 10, 13), times=3.21)
    rows = pd.DataFrame({"why": [RANKED, RANKED, YOUNG, SMALL, FEW]})
    ranking = Ranking(rows, DAYS)

    assert best == "“A long way” (Instagram, 13 Oct), 3.2\xa0× the usual reel"
    assert ranking_sentence(ranking, best, "that one", OCTOBER) == (
        f"Best of 2 posts in October 2026: {best}. Weakest: that one."
    )
    assert ranking_remarks(ranking, RATE, {})[1] == (
        "Without a multiple: 1 younger than seven days when last counted; 1 seen less than 25\u00a0% as often as "
        "usual, where luck decides a rate; 1 of a kind with fewer than 5 posts."
    )


def test_one_ranked_post_is_not_its_own_opposite():
    ranking = Ranking(pd.DataFrame({"why": [RANKED]}), DAYS)

    assert ranking_sentence(ranking, "it", "it", OCTOBER) == "Best of 1 post in October 2026: it."


def test_an_equal_age_is_said_where_one_holds():
    ranking = Ranking(pd.DataFrame({"why": [YOUNG]}), DAYS)
    remarks = ranking_remarks(ranking, RATE, {"X": (14, 27)})

    assert works_remarks(told(young=2), RATE, (14, 27))[0] == (
        "Posts as counted 14 to 27 days after publishing (2 left out)."
    )
    assert remarks[1:] == [
        "X: all posts as counted 14 to 27 days after publishing.",
        "Without a multiple: 1 younger than seven days when last counted or not counted at that age.",
    ]
