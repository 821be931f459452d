"""The targets page: the board, an opened target, and what is done there."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kpi.periods import WeekStart
from kpi.preferences import Preferences
from kpi.store import Assumption
from kpi.targets.target import Action, Combine, Guard, Milestone, Over, Sense, Share, State, Target
from tests.targets.builders import plain

AT = datetime(2026, 10, 1, 9, tzinfo=UTC)
NAMES = iter(range(10**6))


def target(kpi="impressions", goal=6_000.0, **more: object) -> Target:
    """Make a target over October and November 2026, of which the store knows October: 100 impressions a day."""
    number = more.pop("number", 0) or next(NAMES)
    said = {"start": date(2026, 10, 1), "end": date(2026, 11, 30), "baseline": None, "owner": "Ana", "reason": "Sales."}
    made = {"id": f"00000000-0000-4000-8000-{number:012}", "created_at": AT, "updated_at": AT}
    return Target(kpi=kpi, goal=goal, channels=(), content_types=(), **{**made, **said, **more})


@pytest.fixture
def keep(store, mine):
    """Keep targets, and give the first of them."""

    def kept(*targets: Target) -> Target:
        for one in targets:
            store.save_target(mine.id, one)
        return targets[0]

    return kept


@pytest.fixture
def kept(store, mine):
    """Give the only target as it is kept now."""
    return lambda: store.targets(mine.id)[0]


def texts(page):
    """Give all that a page says, without the signs that keep words together or from being Markdown."""
    kinds = page.markdown, page.caption, page.info, page.success, page.error, page.warning
    return plain("\n".join(one.value for kind in kinds for one in kind)).replace("\\", "")


def opened(visit, one):
    page = visit("targets.py")
    page.button(key=f"open-{one.id}").click().run()
    assert not page.exception
    return page


def order(page, *titles: str):
    """Give some words in the order in which they stand on the page."""
    return sorted(titles, key=texts(page).index)


# the board


def test_the_board_begins_with_what_needs_a_decision(visit, keep):
    keep(
        target(goal=2_000.0, title="Safe"),
        target(goal=9_000.0, title="Lost"),
        target(start=date(2026, 12, 1), end=date(2026, 12, 31), title="Later"),
    )
    page = visit("targets.py")

    assert "3 targets: 1 off track, 1 not started, 1 achieved." in texts(page)
    assert order(page, "Safe", "Lost", "Later") == ["Lost", "Later", "Safe"]


def test_a_line_says_what_it_is_about_how_far_it_is_and_what_is_left(visit, keep):
    keep(target(goal=9_000.0, title="Be seen"))

    said = texts(visit("targets.py"))

    assert "**Be seen**" in said
    assert "Impressions · all channels · short term · Ana" in said
    assert "**3.10 K → 9.00 K**" in said
    assert "34 % done, 51 % asked by now" in said
    assert "30 days left" in said


def test_the_board_is_sorted_as_the_address_asks(visit, keep):
    keep(target(goal=9_000.0, title="Lost", priority=3), target(goal=2_000.0, title="Safe", priority=1))
    page = visit("targets.py")

    page.segmented_control(key="sort").set_value("priority").run()
    assert order(page, "Safe", "Lost") == ["Safe", "Lost"]
    page.segmented_control(key="sort").set_value("share").run()
    assert order(page, "Safe", "Lost") == ["Lost", "Safe"]


def test_targets_are_grouped_by_the_objective_that_their_kpi_answers(visit, keep):
    keep(target(title="Seen"), target("comments", 200.0, title="Answered"))
    page = visit("targets.py")
    page.toggle(key="grouped").set_value(True).run()

    assert order(page, "Engagement", "Answered", "awareness", "Seen") == ["Engagement", "Answered", "awareness", "Seen"]


def test_many_targets_are_filtered_by_their_status(visit, keep):
    keep(*(target(goal=9_000.0, title=f"Lost {n}.") for n in range(10)), target(goal=2_000.0, title="Safe"))
    page = visit("targets.py")
    page.multiselect(key="status").set_value(["achieved"]).run()

    assert "Safe" in texts(page)
    assert "Lost" not in texts(page)


def test_of_fifty_targets_the_first_are_shown_until_somebody_asks_for_all(visit, keep):
    keep(*(target(goal=9_000.0 + n, title=f"Number {n}.") for n in range(50)))
    page = visit("targets.py")
    assert texts(page).count("**Number") == 25

    page.button(key="board-all").click().run()

    assert texts(page).count("**Number") == 50


def test_a_moved_goal_shows_on_the_board(visit, keep):
    one = keep(target(goal=12_000.0))
    keep(replace(one, goal=10_000.0, updated_at=AT + timedelta(days=2)))

    assert "goal was 12.0 K" in texts(visit("targets.py"))


def test_what_cannot_be_held_stays_listed_with_the_reason(visit, keep):
    keep(target("gone", title="Old KPI"), target(title="Backwards", end=date(2026, 9, 1)))
    said = texts(visit("targets.py"))

    assert "2 cannot be held against your data." in said
    assert "Its KPI “gone” is not in the catalogue any more" in said
    assert "The target ends on 1 September 2026, before it starts on 1 October 2026" in said


def test_a_target_that_cannot_be_held_can_be_deleted(visit, keep, store, mine):
    one = keep(target("gone", title="Old KPI"))
    opened(visit, one).button(key=f"delete-{one.id}").click().run()

    assert store.targets(mine.id) == []


def test_targets_without_a_single_file_say_what_would_be_here(visit, keep, store, mine):
    keep(target(title="Be seen"))
    store.remove_files(mine.id, [one.id for one in store.files(mine.id)], removed_at=AT)

    assert "Your targets would be here" in texts(visit("targets.py"))


def test_text_of_users_stays_text(visit, keep):
    keep(target(title="**loud** [link](http://a.b)"))
    page = visit("targets.py")

    assert r"\*\*loud\*\* \[link\]" in "\n".join(one.value for one in page.markdown)


# a target opened


def test_an_opened_target_says_how_it_stands_and_what_is_needed(visit, keep):
    page = opened(visit, keep(target(goal=9_000.0, title="Be seen")))

    assert page.title[0].value == "Be seen"
    assert "3.10 K of 9.00 K as of 31 Oct 2026" in texts(page)
    assert "Why: Sales." in texts(page)


def test_a_target_that_is_not_there_any_more_says_so(visit, keep):
    one = keep(target())
    page = opened(visit, one)
    page.button(key=f"delete-{one.id}").click().run()

    page.query_params["target"] = one.id
    page.run()
    assert "This target is not here any more." in texts(page)


def test_a_deleted_target_comes_back_with_one_click(visit, keep, kept, store, mine):
    one = keep(target(title="Be seen"))
    page = opened(visit, one)
    page.button(key=f"delete-{one.id}").click().run()
    assert store.targets(mine.id) == []

    next(button for button in page.button if button.label == "Undo").click().run()

    assert replace(kept(), updated_at=AT) == one


def test_milestones_guards_and_their_values_are_listed(visit, keep):
    one = keep(
        target(
            goal=9_000.0,
            milestones=(Milestone(date(2026, 10, 10), 900.0), Milestone(date(2026, 10, 20), 2_100.0)),
            guards=(Guard("comments", Sense.AT_LEAST, 100.0), Guard("shares", Sense.AT_LEAST, 100.0)),
        )
    )
    said = texts(opened(visit, one))

    assert "met] 900 by 10 Oct 2026, 1,000 by then" in said
    assert "missed] 2,100 by 20 Oct 2026, 2,000 by then" in said
    assert "held] Comments at least 100: 124." in said
    assert "not kept so far] Shares at least 100: 62." in said


def test_a_moved_goal_stands_in_plain_sight_with_who_and_when(visit, keep, store, mine):
    one = keep(target(goal=12_000.0))
    moved = replace(one, goal=10_000.0, updated_at=datetime(2026, 10, 3, tzinfo=UTC))
    store.save_target(mine.id, moved, who="Ben")
    said = texts(opened(visit, one))

    assert "Goal moved from 12,000 to 10,000 on 3 Oct 2026" in said
    assert "**3 Oct 2026**, Ben: goal moved from 12,000 to 10,000" in said


# actions


def test_the_state_of_an_action_is_changed_in_its_line_and_undone(visit, keep, kept):
    push = Action("a1", "Paid push", "Ben", date(2026, 11, 1), date(2026, 11, 9))
    page = opened(visit, keep(target(goal=9_000.0, actions=(push,))))

    page.selectbox(key="state-a1-planned").set_value(State.DOING).run()
    assert kept().actions == (replace(push, state=State.DOING),)
    assert "“Paid push” is under way." in texts(page)
    assert "action “Paid push”: state changed from planned to under way" in texts(page)

    next(button for button in page.button if button.label == "Undo").click().run()
    assert kept().actions == (push,)


# the end


def test_a_closed_target_says_its_verdict_and_keeps_a_lesson(visit, keep, kept):
    page = opened(visit, keep(target(goal=3_500.0, end=date(2026, 10, 31))))
    assert "3.10 K of 3.50 K as of 31 Oct 2026." in texts(page)

    page.text_input[0].set_value("Post earlier")
    next(button for button in page.button if button.label == "Save lesson").click().run()

    assert kept().lesson == "Post earlier"
    assert kept().closed_at is not None


def test_the_next_target_is_proposed_for_the_next_month(visit, keep):
    page = opened(visit, keep(target(goal=3_500.0, end=date(2026, 10, 31), title="Be seen")))

    next(button for button in page.button if button.label == "Set the next one").click().run()

    assert not page.exception
    assert [one.value for one in page.date_input][:2] == [date(2026, 11, 1), date(2026, 11, 30)]


def test_a_running_target_has_no_verdict(visit, keep):
    page = opened(visit, keep(target(goal=9_000.0)))

    assert "Set the next one" not in [button.label for button in page.button]


def test_the_ways_to_go_on_follow_a_cpm_that_is_typed_anew(visit, keep, store, mine):
    store.save_assumption(mine.id, Assumption("Instagram", 3.0, "EUR", "you", AT))
    one = keep(target("weighted_cost", 60.0, title="Worth its cost"))

    def needed() -> str:
        return texts(opened(visit, one).button(key=f"replan-{one.id}").click().run())

    assert "Needs €1.69 a day" in needed()  # (60 − 31 × 0.30) / 30

    store.save_assumption(mine.id, Assumption("Instagram", 9.0, "EUR", "you", AT))

    assert "Needs €1.07 a day" in needed()  # (60 − 31 × 0.90) / 30


def test_a_target_closed_early_keeps_its_value_and_its_lesson_and_is_opened_again(visit, keep, kept):
    closed = target(goal=9_000.0, ended=date(2026, 10, 20), lesson="Too few posts")
    page = opened(visit, keep(closed))
    assert "2.00 K of 9.00 K as of 20 Oct 2026." in texts(page)
    assert "Close now" not in [button.label for button in page.button]

    next(button for button in page.button if button.label == "Open it again").click().run()

    assert (kept().ended, kept().lesson) == (None, "Too few posts")
    assert "Close now" in [button.label for button in page.button]
    assert not page.exception


def test_a_target_in_parts_draws_each_of_them(visit, keep):
    parts = Share(("Instagram",), 6_000.0), Share(("X",), 1.0)
    page = opened(visit, keep(target(parts=parts, combine=Combine.ALL)))

    picture = next(one for one in page.segmented_control if one.label == "Picture")
    assert picture.options == ["All of it", "Instagram", "X"]
    picture.set_value("Instagram").run()
    assert not page.exception


def test_what_somebody_changed_meanwhile_is_not_undone_by_a_click_on_the_old_page(visit, keep, kept, store, mine):
    push = Action("a1", "Paid push", "Ben", date(2026, 11, 1), date(2026, 11, 9))
    one = keep(target(goal=9_000.0, actions=(push,)))
    page = opened(visit, one)
    page.selectbox(key="state-a1-planned").set_value(State.DOING).run()
    store.save_target(mine.id, replace(kept(), goal=8_000.0), who="Ana")

    next(button for button in page.button if button.label == "Undo").click().run()

    assert "Ana changed this target meanwhile. Goal moved from 9,000 to 8,000." in texts(page)
    assert kept().goal == 8_000.0
    assert kept().actions == (replace(push, state=State.DOING),)


# weeks from another day than Monday


def test_a_target_of_every_week_stands_by_the_weeks_that_the_workspace_has_now(visit, store, mine, keep, kept):
    one = keep(target(goal=600.0, over=Over.EACH_WEEK, title="Weekly"))
    said = []
    for start in WeekStart:
        store.change_settings(mine.id, Preferences(week_start=start).as_settings())
        said.append(re.search(r"\d of \d weeks", texts(opened(visit, one)))[0])

    # Of October and November, whole and over on 31 October, a Saturday: those from 5, 12 and 19 October; from Sunday
    # those from 4, 11, 18 and 25 October; from Saturday those from 3, 10, 17 and 24 October.
    assert said == ["3 of 8 weeks", "4 of 8 weeks", "4 of 8 weeks"]
    assert kept() == one
