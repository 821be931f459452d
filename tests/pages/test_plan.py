"""The calendar page: what is planned, changed, taken away and brought back."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from kpi.calendar.entry import Entry, Stage
from kpi.periods import WeekStart
from kpi.preferences import Preferences
from kpi.store import NewFile
from pages.parts import clock
from tests.builders import TYPED_AT, post, records
from tests.calendar.builders import campaign, entry
from tests.store.builders import action_target

TODAY = clock.now().date()


@pytest.fixture
def calendar(visit):
    """Open the calendar: its address is not the name of its file, so that the pages have to be known first."""

    def opened(**state: object) -> AppTest:
        page = visit("start.py", **state).switch_page("plan.py").run()
        assert not page.exception
        return page

    return opened


def planned(name, ahead=1, **said: object):
    return replace(entry(name, **said), day=TODAY + timedelta(days=ahead))


def texts(page):
    return " ".join(str(one.value) for one in (*page.markdown, *page.caption, *page.subheader))


def opened(calendar, store, mine, view, *entries: Entry, **state: object):
    store.save_entries(mine.id, entries)
    return calendar(view=view, **state)


def test_an_empty_calendar_says_how_to_begin(calendar):
    page = calendar(view="List")

    assert "Nothing is in this calendar yet" in texts(page)
    assert [one.label for one in page.button if one.label == "Plan a post"]


@pytest.mark.parametrize("view", ["Month", "Week", "List", "Actions"])
def test_every_view_shows_a_full_calendar(calendar, store, mine, view):
    store.save_campaigns(mine.id, [campaign()])
    today = [planned(f"e{stage}", 0, title=f"Post {stage}", stage=stage) for stage in Stage]

    page = opened(calendar, store, mine, view, *today)

    assert not page.exception
    assert ("Post planned" in texts(page)) == (view != "Actions")


@pytest.mark.parametrize("asked", [{"calendar-owners": ["Ana"]}, {"calendar-objectives": ["engagement"]}])
def test_the_list_keeps_to_the_owners_and_objectives_that_are_asked_for(calendar, store, mine, asked):
    hers = planned("a", 0, title="Hers", owner="Ana", objective="engagement")
    his = planned("b", 0, title="His", owner="Ben", objective="traffic")

    page = opened(calendar, store, mine, "List", hers, his, **asked)

    assert "Hers" in texts(page)
    assert "His" not in texts(page)


def test_the_line_of_the_week_is_about_the_posts_that_are_asked_for(calendar, store, mine):
    several = planned("a", 0), planned("b", 0, channel="X"), planned("c", 0, channel="X", stage=Stage.IDEA)

    page = opened(calendar, store, mine, "List", *several, **{"calendar-channels": ["X"], "calendar-states": ["idea"]})

    assert "1 post planned (1 to come)" in texts(page)


@pytest.mark.parametrize("view", ["Month", "List"])
def test_a_day_with_many_posts_says_how_many_more_there_are(calendar, store, mine, view):
    page = opened(calendar, store, mine, view, *(planned(f"e{n:02}", 0, title=f"Post {n:02}") for n in range(45)))
    assert "Post 44" not in texts(page)

    next(one for one in page.button if one.label == "Show more (5)").click().run()

    assert "Post 44" in texts(page)


def test_the_actions_of_all_targets_are_listed_the_late_ones_first(calendar, store, mine):
    late, ahead = TODAY - timedelta(days=3), TODAY + timedelta(days=30)
    store.save_target(mine.id, action_target(("Ahead", ahead, ahead), ("Late", late, late)))

    page = calendar(view="Actions")

    said = texts(page)
    assert "2 actions, 1 late" in said
    assert said.index("3 days late") < said.index("Ahead")


def test_the_day_of_the_address_is_shown(calendar, store, mine):
    page = opened(calendar, store, mine, "List", entry("a", "2026-03-10", title="Old chairs"), day=date(2026, 3, 1))

    assert "Old chairs" in texts(page)


def test_the_list_goes_on_past_the_end_of_a_month_and_a_year(calendar, store, mine):
    there = [entry("a", "2027-01-02", title="New year"), entry("b", "2027-01-14", title="Too far")]

    page = opened(calendar, store, mine, "List", *there, day=date(2026, 12, 31))

    assert "New year" in texts(page)
    assert "Too far" not in texts(page)  # two weeks from 31 December end on 13 January


def test_the_week_that_is_shown_begins_as_those_of_the_workspace(calendar, store, mine):
    heads = []
    for start in WeekStart:
        store.change_settings(mine.id, Preferences(week_start=start).as_settings())
        page = calendar(view="Week")
        heads.append(next(one.value[2:5] for one in page.markdown if one.value[2:5] in ("Mon", "Sun", "Sat")))

    assert heads == ["Mon", "Sun", "Sat"]


def published(when: date, number: int):
    """Give a post of a day: at 18:10 where it is a Tuesday, whose are answered twice as much; else at 9:10."""
    is_tuesday = when.weekday() == 1
    return post(
        f"{when}T{'18' if is_tuesday else '09'}:10",
        key=str(number),
        content_type="reel",
        impressions=1_000,
        reactions=(40 if is_tuesday else 20) + number % 5,
        comments=0,
        file="posts.csv",
    )


def test_what_worked_so_far_is_proposed_and_a_click_plans_a_post_with_it(calendar, store, mine):
    assert not calendar(view="Week").expander[0].label.startswith("What worked")
    rows = [published(date(2026, 1, 1) + timedelta(days=number), number) for number in range(300)]
    told = records(*rows, file="posts.csv")
    store.add_files(mine.id, [NewFile("posts.csv", b"posts", {"sheets": []}, told)], uploaded_at=TYPED_AT)

    page = calendar(view="Week")
    page.button(key="hint-0").click().run()

    assert page.expander[0].label.endswith("reels on Tuesday 18–21\xa0h (Instagram)")
    assert "(43 posts)" in texts(page)
    fields = {one.label: one.value for one in (*page.selectbox, *page.date_input, *page.time_input)}
    assert fields["Day"].weekday() == 1
    assert (fields["Channel"], fields["Content type"], fields["Time"]) == ("Instagram", "reel", time(18))
    assert fields["Time zone"] == ""


def test_days_are_told_in_the_locale_of_the_workspace(calendar, store, mine):
    store.change_settings(mine.id, Preferences("de-DE").as_settings())

    page = opened(calendar, store, mine, "Week", entry("a", "2026-10-25", title="Chairs"), day=date(2026, 10, 25))

    assert page.subheader[0].value == "19\\.–25\\. Okt\\. 2026"
    days = [one.value for one in page.markdown if one.value.startswith("**") and one.value[-1].isdigit()]
    assert days == ["**Mo** 19", "**Di** 20", "**Mi** 21", "**Do** 22", "**Fr** 23", "**Sa** 24", "**So** 25"]
