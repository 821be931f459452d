"""The comment as the numbers alone would write it."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.facts import Brand, Rival
from kpi.insight.moved import moved
from kpi.insight.reason import reason
from kpi.management.comment import too_long
from kpi.measure import By
from kpi.sentences.proposals import asks_text, headline_text, next_text, reason_text, voice_text, why_text
from kpi.targets.status import Standing, Status
from kpi.targets.target import Action, State
from tests.builders import OCTOBER, SEPTEMBER, ask, days, facts, mention, period, question
from tests.targets.builders import plain
from tests.tracks import a_target, a_track


def standing(status=Status.OFF_TRACK, *, title="Be seen", chance=None, **more: object):
    return Standing(a_track([n * 2.0 for n in range(1, 32)], a_target(goal=200.0, title=title, **more)), status, chance)


def action(title, end, state=State.PLANNED, owner="Ana"):
    return Action(title, title, owner, date(2026, 10, 1), date.fromisoformat(end), state)


def conversions(then, now):
    known = facts(*days(SEPTEMBER, channel="Web", conversions=then), *days(OCTOBER, channel="Web", conversions=now))
    return ask("conversions", known, OCTOBER, SEPTEMBER)


def test_the_headline_says_what_each_figure_came_to_and_which_way_it_went():
    # 31 × 8 = 248 against 30 × 4 = 120: +107 %; 31 × 3 = 93 against 180: −48 %
    assert plain(headline_text([conversions(4, 8), conversions(6, 3)])) == (
        "Conversions up 107 % to 248, conversions down 48 % to 93."
    )
    alone = ask("conversions", facts(*days(OCTOBER, channel="Web", conversions=2)))
    assert headline_text([alone]) == "Conversions 62."
    assert headline_text([]) == "Nothing is known of these days yet."


def test_a_figure_that_hardly_moved_is_about_the_same():
    then = [period("2026-09-01", "2026-09-30", channel="Web", conversions=1_000)]
    known = facts(*then, period("2026-10-01", "2026-10-31", channel="Web", conversions=1_004))

    assert plain(headline_text([ask("conversions", known, OCTOBER, SEPTEMBER)])) == (
        "Conversions about the same (1.00 K)."
    )


def test_a_rate_of_nothing_then_and_now_is_about_the_same():
    visits = [*days(SEPTEMBER, channel="Web", sessions=10, conversions=0)]
    known = facts(*visits, *days(OCTOBER, channel="Web", sessions=10, conversions=0))

    assert plain(headline_text([ask("conversion_rate", known, OCTOBER, SEPTEMBER)])) == (
        "Actions per visit about the same (0 %)."
    )


def split(kpi, known):
    return reason(question(kpi).kpi, lambda by: moved(question(kpi, OCTOBER, SEPTEMBER), known, by))


def test_why_names_the_groups_that_brought_the_change():
    known = facts(
        *days(SEPTEMBER, impressions=100), *days(OCTOBER, impressions=100),
        *days(SEPTEMBER, channel="X", impressions=10), *days(OCTOBER, channel="X", impressions=110),
    )  # fmt: skip

    # Instagram 3,100 against 3,000; X 3,410 against 300
    assert plain(reason_text(split("impressions", known), "Impressions")) == (
        "Impressions: mostly because X brought 3.11 K more."
    )


def visits(month, **acted: float):
    """Give 100 visits a day from each source, and those of them in which somebody acted."""
    return [row for source, count in acted.items()
            for row in days(month, channel="Web", source=source, sessions=100, converting_sessions=count)]  # fmt: skip


def test_why_a_rate_moved_is_told_without_mix_and_rate():
    known = facts(*visits(SEPTEMBER, Direct=1, Email=1), *visits(OCTOBER, Direct=1, Email=3))
    found = moved(question("conversion_rate", OCTOBER, SEPTEMBER), known, By.SOURCE)

    said = plain(reason_text(found, "Conversion rate"))  # 4 of 200 against 2 of 200, all of it by Email
    assert said == "Conversion rate: mostly through Email (+1.0 points)."


def test_a_split_that_tells_nothing_says_nothing():
    known = facts(*days(SEPTEMBER, impressions=100), *days(OCTOBER, impressions=100))

    assert reason_text(split("impressions", known), "Impressions") == ""
    assert why_text(["", ""], []) == "The numbers alone do not tell why."
    assert why_text(["One.", "", "Two."], []) == "One.\nTwo."


def test_a_share_of_voice_moves_by_the_own_mentions_or_by_those_of_the_others():
    rows = [
        mention(f"2026-{month}-{number % 28 + 1:02}", name, key=f"{name} {month} {number}")
        for name, counts in {"Velmora": (5, 6), "Rondell": (15, 14)}.items()
        for month, count in zip(("09", "10"), counts, strict=True)
        for number in range(count)
    ]
    known = facts(*rows, brand=Brand("Velmora", rivals=(Rival("Rondell"),)), covers=("2026-09-01", "2026-10-31"))
    now, then = ask("share_of_voice", known, OCTOBER, SEPTEMBER), ask("share_of_voice", known, SEPTEMBER)

    assert voice_text(now, then) == (
        "Share of voice: you were mentioned 6 times (5 in September), your competitors 14 times (15)."
    )
    assert voice_text(replace(now, change=None), then) == ""


def test_next_is_what_is_under_way_for_what_needs_a_decision():
    doing = action("Two reels a week", "2026-11-30", State.DOING)
    planned = action("A fair", "2026-11-10", owner="")
    done = [action("Old", "2026-10-10", State.DONE), action("Not this", "2026-10-10", State.DROPPED)]

    assert next_text([standing(actions=(doing, planned, *done))]) == (
        "For “Be seen”: A fair (until 10 Nov 2026); Two reels a week (Ana, until 30 Nov 2026)."
    )


def test_next_says_where_nothing_is_planned_and_what_is_reached():
    idle = [standing(title="A"), standing(Status.AT_RISK, title="B"), standing(Status.ON_TRACK, title="C")]

    assert next_text([*idle, standing(Status.ACHIEVED, title="D")]) == (
        "Nothing is planned yet for “A” and “B”.\nReached, so set the next goal: “D”."
    )
    assert next_text([standing(Status.ON_TRACK)]) == "Go on as planned: nothing is off its path."
    assert next_text([]) == "Set a target for the months ahead."


@pytest.mark.parametrize("over", [Status.MISSED, Status.CLOSED_EARLY])
def test_what_is_over_is_on_no_path_any_more(over):
    assert next_text([standing(over)]) == "Set a target for the months ahead."
    assert next_text([standing(over), standing(Status.ON_TRACK)]) == "Go on as planned: nothing is off its path."


@pytest.mark.parametrize("late", [Status.AWAITING_DATA, Status.STALE])
def test_of_what_waits_for_data_nothing_good_is_said(late):
    both = [standing(late), standing(Status.ON_TRACK, title="B")]

    assert next_text(both) == "How it goes on is not known yet, for want of data: “Be seen”."
    assert asks_text(both) == "Nothing that can be judged needs a decision this time."


def test_what_is_asked_is_a_choice_for_each_target_that_needs_one():
    assert plain(asks_text([standing(chance=0.2), standing(Status.ON_TRACK)])) == (
        "“Be seen” is off track (62, goal 200).\nMore time, another goal, or one more action?"
    )
    assert asks_text([standing(Status.MISSED)]) == "“Be seen” was missed (62, goal 200): set it again, or let it go?"
    assert asks_text([standing(Status.GUARD_BROKEN)]) == (
        "“Be seen” is reached (62, goal 200), but something that should not get worse did: is that acceptable?"
    )
    assert asks_text([standing(Status.ON_TRACK)]) == asks_text([]) == "Nothing needs a decision this time."


@pytest.mark.parametrize(("many", "last"), [(4, "And a decision on one more target."),
                                            (6, "And a decision on three more targets.")])  # fmt: skip
def test_more_than_three_questions_are_counted(many, last):
    asked = asks_text([standing(title=str(number)) for number in range(many)]).splitlines()

    assert len(asked) == 5
    assert asked[3] == last


def test_however_long_titles_are_the_proposal_fits_its_place():
    many = [standing(title=f"{number}" * 200) for number in range(9)]

    assert not too_long(asks_text(many))
    assert not too_long(next_text(many))
