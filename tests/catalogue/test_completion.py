"""While a formula is typed, the keys that complete it are offered, and a caret stands under what is wrong."""

import pytest

from kpi.catalogue import completion
from kpi.catalogue.kpis import Kpi
from kpi.catalogue.workspace import Own, catalogue

REPLY_RATE = Kpi("reply_rate", "Reply rate", "comments / impressions", "How many answer.")
KNOWN = catalogue(Own(kpis=(REPLY_RATE,)))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("comm", "comments"),
        ("comments / impr", "impressions"),
        ("repl", "reply_rate"),
        ("(vid", "video_views"),
        ("likes", "reactions"),  # only its meaning tells
        ("REPLY", "reply_rate"),
    ],
)
def test_the_word_at_the_end_is_completed(text, first):
    assert completion.completions(text, KNOWN)[0] == first


@pytest.mark.parametrize("text", ["", "comments", "comments /", "2 * 3", "xyzzy", "comments / impressions"])
def test_nothing_is_offered_where_no_word_is_begun(text):
    assert completion.completions(text, KNOWN) == []


def test_what_cannot_stand_in_a_formula_is_not_offered():
    assert "weighted_cost" not in completion.nameable(KNOWN)
    assert "weighted_cost" not in completion.completions("weight", KNOWN)
    assert "reply_rate" not in completion.completions("repl", KNOWN, without="reply_rate")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", "posts"),
        ("comments / po", "comments / posts"),
        ("comments /", "comments / posts"),
        ("(", "(posts"),
        ("comments / (po", "comments / (posts"),
        ("comments", "comments posts"),
    ],
)
def test_a_key_takes_the_place_of_the_word_begun_or_stands_behind(text, after):
    assert completion.with_key(text, "posts", KNOWN) == after


def test_a_word_that_a_key_begins_with_is_not_wrong_yet():
    assert completion.is_begun("comments / impr", 11, KNOWN)
    assert not completion.is_begun("comments / likes", 11, KNOWN)
    assert not completion.is_begun("likes / impr", 0, KNOWN)


def test_the_caret_stands_under_the_place_however_long_the_formula_is():
    text = "comments + " * 20 + "likes" + " + shares" * 10

    shown, caret = completion.marked(text, 220).split("\n")

    assert shown[caret.index("^") :].startswith("likes")
    assert len(shown) < 80
