"""What worked so far, where one plans: only what was found, with its posts, and nothing where nothing was."""

from dataclasses import replace
from datetime import date, time

import pandas as pd
import pytest

from kpi.calendar.hints import Hint, hints
from kpi.catalogue.kpis import KPIS
from kpi.insight.patterns import Compared, Standout, Works
from kpi.sentences.calendar import hint_says, hints_say
from kpi.sentences.works import standout_name
from tests.builders import span

TUESDAY = Standout(24, 1.4, 1, (18, 21), "reel")
REELS = Standout(60, 1.2, content_type="reel")
SUNDAY = date(2026, 11, 22)


def compared(found=None, chance=0.001, held=("content type",)):
    return Compared(pd.DataFrame(), chance, held, found)


def works(channel="Instagram", times=None, types=None):
    return Works(channel, 200, 0, 0, 200, 3, 0.03, times, types)


def hint(found):
    return Hint("Instagram", compared(found), found, 200)


def test_nothing_is_said_where_nothing_was_found():
    assert hints([]) == []
    assert hints([works(times=compared()), works("X")]) == []


def test_what_was_found_is_told_the_furthest_first():
    found = hints([works("X", types=compared(REELS)), works(times=compared(TUESDAY))])

    assert [(one.channel, one.found, one.of) for one in found] == [("Instagram", TUESDAY, 200), ("X", REELS, 200)]


@pytest.mark.parametrize(("chance", "there"), [(0.005, True), (0.006, False)])
def test_of_many_questions_at_once_each_answer_has_to_be_rarer(chance, there):
    # ten comparisons: each may come by chance once in two hundred, so that any does once in twenty
    others = [works(name, times=compared(), types=compared()) for name in ("a", "b", "c", "d")]

    found = hints([*others, works(times=compared(TUESDAY, chance), types=compared())])

    assert bool(found) == there


@pytest.mark.parametrize(
    ("found", "day", "at"),
    [
        (TUESDAY, date(2026, 11, 24), time(18)),
        (replace(TUESDAY, weekday=6), SUNDAY, time(18)),
        (replace(TUESDAY, hours=None), date(2026, 11, 24), None),
        (replace(TUESDAY, weekday=None), SUNDAY, time(18)),
        (REELS, SUNDAY, None),
    ],
)
def test_a_post_is_put_on_the_next_such_day_and_at_an_hour_only_where_one_was_found(found, day, at):
    assert (hint(found).day(SUNDAY), hint(found).at) == (day, at)


@pytest.mark.parametrize(
    ("found", "channel", "kind", "suits"),
    [
        (TUESDAY, "", "", True),
        (TUESDAY, "Instagram", "reel", True),
        (TUESDAY, "X", "reel", False),
        (TUESDAY, "Instagram", "photo", False),
        (replace(TUESDAY, content_type=""), "Instagram", "photo", True),
        (REELS, "Instagram", "photo", True),
        (REELS, "Instagram", "reel", False),
        (replace(REELS, content_type="document"), "Instagram", "carousel", False),
    ],
)
def test_only_what_helps_the_post_that_is_planned_is_proposed(found, channel, kind, suits):
    assert hint(found).suits(channel, kind) == suits


def test_it_says_of_how_many_posts_it_knows_and_claims_no_cause():
    said = hint_says(hint(TUESDAY), KPIS["engagement_rate"])
    about = hints_say([hint(TUESDAY), hint(REELS)], span("2025-11-01", "2026-10-31"))

    assert said == (
        "On Instagram, reels published on Tuesday 18–21\xa0h got 1.4\xa0× the engagement rate of other reels "
        "(24 posts)."
    )
    assert about == (
        "Among 200 posts of 1 Nov 2025 – 31 Oct 2026. Chance alone names anything here for at most one brand in "
        "twenty. It says what went together, not why. Hours are by the clock of your files, whose time zone they do "
        "not say."
    )
    assert standout_name(REELS) == "reels"


def test_hours_are_not_spoken_of_where_none_were_found():
    assert "Hours" not in hints_say([hint(REELS)], span("2025-11-01", "2026-10-31"))
