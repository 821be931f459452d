"""Whoever came by a link chooses within what it shows, and never beyond."""

from datetime import date

import pytest

from kpi.periods import Period
from kpi.store import Workspace
from kpi.store.links import Shown, Shows
from pages.parts.scope import Asked
from pages.parts.sharing.live import narrowed

MINE = Workspace("w", "Velmora")
OCTOBER, SEPTEMBER = Period(date(2026, 10, 1), date(2026, 10, 31)), Period(date(2026, 9, 1), date(2026, 9, 30))
WHAT = Shown(Shows.OBJECTIVE, "engagement", ("Instagram", "X"), ("velmora",), OCTOBER)


def seen(channels=(), dates=(), against="before"):
    return narrowed(MINE, WHAT, Asked(channels, dates, against, "auto"))


def test_of_the_links_channels_some_may_be_chosen():
    assert seen(("X",)).scope.channels == ("X",)


@pytest.mark.parametrize("asked", [(), ("TikTok",)])
def test_without_one_of_its_own_channels_a_link_shows_all_of_them(asked):
    assert seen(asked).scope.channels == ("Instagram", "X")


def test_a_channel_that_the_link_lacks_is_left_out_beside_one_that_it_has():
    assert seen(("TikTok", "X")).scope.channels == ("X",)


def test_its_accounts_stay():
    assert seen(("X",)).scope.accounts == ("velmora",)


def test_days_within_its_own_may_be_chosen():
    assert seen(dates=(date(2026, 10, 12), date(2026, 10, 25))).period == Period(date(2026, 10, 12), date(2026, 10, 25))


@pytest.mark.parametrize(
    "asked", [(date(2026, 9, 30), date(2026, 10, 5)), (date(2026, 10, 30), date(2026, 11, 1)), (date(2025, 1, 1),)]
)
def test_days_beyond_its_own_are_not_shown(asked):
    assert seen(dates=asked).period == OCTOBER


def test_it_is_compared_as_it_was_shared():
    assert seen().against == SEPTEMBER


def test_it_is_compared_with_no_days_that_it_does_not_show_by_itself():
    assert seen(against="year").against is None
    assert seen(dates=(date(2026, 10, 12), date(2026, 10, 18))).against == Period(date(2026, 10, 5), date(2026, 10, 11))
    assert seen(dates=(date(2026, 10, 1), date(2026, 10, 10))).against == Period(date(2026, 9, 17), date(2026, 9, 26))
