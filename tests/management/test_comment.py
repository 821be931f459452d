"""A comment on a period: what changed since it was written, how its text is kept, how long it may be."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.management.comment import LONGEST, MOST_LINES, PARTS, Changed, Comment, changed, fitted, tidy, too_long

COMMENT = Comment(
    date(2026, 10, 1), date(2026, 10, 31), "Up.", "The fair.", "Reels.", "Nothing.", "Ana",
    datetime(2026, 11, 2, tzinfo=UTC), {"Share of voice": "23.8 %", "Conversions": "169"},
)  # fmt: skip


def test_a_comment_tells_its_parts_in_the_order_of_the_page():
    assert list(COMMENT.parts.items()) == [
        ("headline", "Up."), ("why", "The fair."), ("next", "Reels."), ("asks", "Nothing."),
    ]  # fmt: skip
    assert tuple(COMMENT.parts) == PARTS


def test_numbers_that_read_as_they_did_are_not_told_as_changed():
    assert changed(COMMENT, {"Share of voice": "23.8 %", "Conversions": "169"}) == []


def test_a_number_that_reads_otherwise_is_told_with_both():
    now = {"Conversions": "171", "Share of voice": "23.8 %", "Followers": "9"}

    assert changed(COMMENT, now) == [Changed("Conversions", "169", "171")]


def test_a_figure_that_is_not_on_the_page_any_more_is_no_changed_number():
    assert changed(COMMENT, {"Followers": "9"}) == []
    assert changed(replace(COMMENT, seen={}), {"Conversions": "169"}) == []


@given(st.text())
def test_a_tidied_text_stays_as_it_is_and_loses_no_word(text):
    once = tidy(text)

    assert tidy(once) == once
    assert once.split() == text.replace("\x00", "").split()
    assert "\n\n\n" not in once


@pytest.mark.parametrize(
    ("text", "is_too_long"),
    [
        ("a" * LONGEST, False),
        ("a" * (LONGEST + 1), True),
        ("\n".join("a" * MOST_LINES), False),
        ("\n".join("a" * (MOST_LINES + 1)), True),
    ],
)
def test_a_part_holds_what_its_place_on_paper_does(text, is_too_long):
    assert too_long(text) is is_too_long


@given(st.text(st.characters(codec="utf-8")) | st.lists(st.text("ab ", max_size=300)).map("\n".join))
def test_a_text_is_fitted_by_whole_lines(text):
    found = fitted(text)

    assert not too_long(found)
    assert found == "\n".join(text.splitlines()) or too_long("\n".join(text.splitlines()))
