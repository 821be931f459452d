"""Best and worst posts: multiples of the median of their kind, worked out by hand."""

import numpy as np
import pytest

from kpi.insight.ranking import FEW, NOTHING, RANKED, SMALL, UNKNOWN, YOUNG, ranked
from tests.builders import OCTOBER, Row, post
from tests.insight.builders import YEAR, posts, valued


def five(channel="Instagram", kind="reel", **more: object):
    """Give five posts of September with 10, 20, 30, 40 and 50 reactions: their median is 30."""
    return [
        post(f"2026-09-0{n}", key=f"{channel} {kind} {n}", channel=channel, content_type=kind,
             **{"reactions": 10 * n, "comments": 0, "impressions": 1_000, **more})
        for n in range(1, 6)
    ]  # fmt: skip


def october(kpi, *rows: Row):
    known = posts(*rows)
    found = ranked(valued(kpi, known), known[1], OCTOBER, YEAR)
    return found, known[1].loc[found.rows["place"], "key"].tolist()


def one(key, **more: object):
    about = {"content_type": "reel", "reactions": 90, "comments": 0, "impressions": 1_000}
    return post("2026-10-10", key=key, **{**about, **more})


def test_a_post_is_held_against_the_median_of_its_channel_and_type():
    found, keys = october(
        "reactions", *five(), *five(kind="photo", reactions=2), one("a"), one("b", content_type="photo")
    )

    # reels: 10 20 30 40 50 90, median 35; photos: 2 2 2 2 2 90, median 2
    assert keys == ["b", "a"]
    assert found.rows["times"].tolist() == pytest.approx([45, 90 / 35])
    assert found.rows["of_kind"].tolist() == [6, 6]


def test_the_best_come_first_and_what_is_not_known_last():
    found, keys = october(
        "reactions", *five(), one("low", reactions=3), one("none", reactions=None, saves=1), one("high")
    )

    assert keys == ["high", "low", "none"]
    assert found.rows["why"].tolist() == [RANKED, RANKED, UNKNOWN]
    assert found.ranked == 2


def test_a_post_without_the_denominator_is_unknown_and_not_zero():
    found, _ = october("engagement_rate", *five(), one("a", impressions=None))

    assert found.rows["why"].tolist() == [UNKNOWN]
    assert np.isnan(found.rows["value"]).all()


def test_a_tiny_denominator_wins_no_rate():
    found, keys = october("engagement_rate", *five(), one("tiny", impressions=249, reactions=200), one("real"))

    assert keys == ["real", "tiny"]
    assert found.rows["why"].tolist() == [RANKED, SMALL]


def test_fewer_than_five_of_a_kind_make_no_median():
    found, _ = october("reactions", *five()[:3], one("a"))

    assert found.rows["why"].tolist() == [FEW]
    assert np.isnan(found.rows["usual"]).all()


def test_a_median_of_nothing_makes_no_multiple():
    found, _ = october("reactions", *five(reactions=0), one("a"))

    assert found.rows["why"].tolist() == [NOTHING]
    assert np.isnan(found.rows["times"]).all()


def test_young_posts_are_listed_without_a_multiple_and_have_no_say_in_the_median():
    rows = [{**row, "observed_at": "2026-11-01"} for row in [*five(), one("a"), post("2026-10-29", key="young",
            content_type="reel", reactions=1, comments=0, impressions=10)]]  # fmt: skip
    found, keys = october("reactions", *rows)

    assert keys == ["a", "young"]
    assert found.rows["why"].tolist() == [RANKED, YOUNG]
    assert found.rows["usual"].tolist() == [35, 35]


def test_what_is_counted_otherwise_is_another_kind():
    views = [{**row, "basis": "views", "key": f"views {row['key']}"} for row in five()]
    found, _ = october("impressions", *five(basis="impressions"), *views, one("a", basis="views"))

    assert found.rows["of_kind"].tolist() == [6]
