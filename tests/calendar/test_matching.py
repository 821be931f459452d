"""Planned posts are found among the published ones, each once, and kept apart where two answers are as good."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pandas as pd

from kpi.calendar.entry import Stage
from kpi.calendar.matching import Published, matched, published
from kpi.calendar.told import Told
from kpi.calendar.weeks import Fate, Week, asked_of, fates, weeks
from kpi.periods import Period, Step
from kpi.sentences.calendar import lacks_says, week_says
from kpi.targets.target import Over
from tests.calendar.builders import entry
from tests.store.builders import target

NUMBERS = count()
TEXT = "Three new chairs for small rooms, made of ash"
OTHER = "Meet the people who sand every single board by hand"


def post(day="2026-10-20", title="", channel="Instagram", **said: str):
    """Make a published post."""
    told = {"link": "", "key": f"k{next(NUMBERS)}", "content_type": "", **said}
    return Published(next(NUMBERS), channel, date.fromisoformat(day), title, **told)


def test_the_same_text_on_the_same_day_is_the_same_post():
    out = post(title=TEXT)

    found = matched([entry(text=TEXT)], [out, post(title=OTHER)])

    assert found.became == {"e1": out}
    assert [one.title for one in found.beside] == [OTHER]


def test_a_caption_that_the_export_cut_or_that_was_touched_up_is_still_the_same():
    cut = post(title="THREE new chairs, for small")
    touched = post("2026-10-22", title="Four new chairs for small rooms, made of ash! #home")  # 8 of 9 words are there

    assert matched([entry(text=TEXT)], [cut]).became == {"e1": cut}
    assert matched([entry(text=TEXT)], [touched]).became == {"e1": touched}


def test_a_post_may_be_three_days_off_and_no_more():
    assert matched([entry(text=TEXT)], [post("2026-10-23", TEXT)]).became
    assert not matched([entry(text=TEXT)], [post("2026-10-24", TEXT)]).became
    assert not matched([entry(text=TEXT)], [post(title=TEXT, channel="X")]).became


def test_of_two_posts_of_the_same_text_the_nearer_one_is_taken():
    near, far = post("2026-10-21", TEXT), post("2026-10-18", TEXT)

    found = matched([entry(text=TEXT)], [far, near])

    assert found.became == {"e1": near}
    assert found.beside == (far,)


def test_two_posts_that_are_as_near_are_kept_apart():
    before, after = post("2026-10-19", TEXT), post("2026-10-21", TEXT)

    found = matched([entry(text=TEXT)], [before, after])

    assert found.became == {}
    assert found.doubts == {"e1": (before, after)}
    assert found.beside == ()


def test_one_post_is_never_two_planned_ones():
    out = post("2026-10-20", TEXT)
    monday, wednesday = entry("a", "2026-10-19", text=TEXT), entry("b", "2026-10-21", text=TEXT)

    found = matched([monday, wednesday], [out])

    assert found.became == {}
    assert found.doubts == {"a": (out,), "b": (out,)}


def test_two_posts_of_the_same_text_on_one_day_are_both_taken_since_it_is_the_same_which_is_which():
    first, second = post(title=TEXT), post(title=TEXT)

    found = matched([entry("a", text=TEXT), entry("b", text=TEXT)], [first, second])

    assert found.became == {"a": first, "b": second}


def test_the_only_planned_and_the_only_published_post_of_a_day_are_one_where_no_text_speaks_against_it():
    out = post(title="New")

    assert matched([entry(title="Chairs")], [out]).became == {"e1": out}
    assert matched([entry(text=TEXT)], [out]).became == {"e1": out}


def test_they_are_in_doubt_where_their_texts_or_their_kinds_differ():
    other = post(title=OTHER)
    photo = post(content_type="photo")

    assert matched([entry(text=TEXT)], [other]).doubts == {"e1": (other,)}
    assert matched([entry(content_type="reel")], [photo]).doubts == {"e1": (photo,)}


def test_a_kind_that_a_network_calls_otherwise_is_no_other_kind():
    document = post(content_type="document")

    assert matched([entry(content_type="carousel")], [document]).became == {"e1": document}
    assert counted(
        every_week(content_types=("document",)), [entry("a", "2026-11-03", content_type="carousel")], []
    ) == [
        1,
        0,
    ]


def test_where_several_were_published_on_a_day_nothing_but_the_text_tells_which():
    assert matched([entry()], [post(), post()]).became == {}


def test_what_somebody_said_and_the_same_address_count_more_than_texts():
    said, alike = post("2026-09-01", OTHER, key="17"), post(title=TEXT)
    linked = post("2026-10-21", link="http://www.velmora.example/p/1/")

    assert matched([entry(text=TEXT, post="17")], [alike, said]).became == {"e1": said}
    assert matched([entry(text=TEXT, link="https://velmora.example/p/1")], [linked]).became == {"e1": linked}


def test_ideas_and_what_was_dropped_become_nothing():
    for stage in (Stage.IDEA, Stage.DROPPED):
        assert matched([entry(text=TEXT, stage=stage)], [post(title=TEXT)]).became == {}


def test_the_answer_is_the_same_in_whatever_order_they_come():
    entries = [entry(f"e{at}", f"2026-10-{10 + at}", text=TEXT) for at in range(5)]
    posts = [post(f"2026-10-{11 + 2 * at}", TEXT) for at in range(3)]

    one, other = matched(entries, posts), matched(entries[::-1], posts[::-1])

    assert one.became == other.became
    assert one.doubts.keys() == other.doubts.keys()
    assert len({found.place for found in one.became.values()}) == len(one.became)


def test_the_posts_of_the_facts_are_listed_by_their_days():
    told = pd.DataFrame({"day": pd.to_datetime(["2026-10-01", "2026-10-20"]), "channel": "X", "title": ["a", "b"]})

    found = published(told.assign(link="", key=["1", "2"], content_type=""), date(2026, 10, 2), date(2026, 10, 31))

    assert found == [Published(1, "X", date(2026, 10, 20), "b", "", "2", "")]


OCTOBER = frozenset(date(2026, 10, 1) + timedelta(days=ahead) for ahead in range(31))
TOLD = Told({"Instagram": {"": OCTOBER, "reel": OCTOBER}}, {})
TODAY = date(2026, 11, 2)
NOTHING = Told({}, {})


def fate(one, posts=(), today=TODAY):
    return fates([one], matched([one], posts), TOLD, today)[one.id]


def test_what_became_of_a_post_is_said_where_the_files_tell_it():
    assert fate(entry(text=TEXT), [post(title=TEXT)]) is Fate.OUT
    assert fate(entry(text=TEXT), [post("2026-10-21", TEXT)]) is Fate.MOVED
    assert fate(entry(text=TEXT), [post(title=OTHER)]) is Fate.DOUBTFUL
    assert fate(entry(text=TEXT)) is Fate.MISSED
    assert fate(entry(stage=Stage.DRAFT)) is Fate.OPEN


def test_what_no_file_tells_is_unknown_and_not_missed():
    assert fate(entry(channel="TikTok")) is Fate.UNKNOWN
    assert fate(entry(day="2026-11-01")) is Fate.UNKNOWN
    assert fate(entry(day="2026-10-29")) is Fate.UNKNOWN  # it may have been published on 1 November
    assert fate(entry(day="2026-10-28")) is Fate.MISSED
    assert fate(entry(day="2026-10-03")) is Fate.UNKNOWN  # it may have been published on 30 September
    assert fate(entry(day="2026-10-04")) is Fate.MISSED
    assert fate(entry(day="2026-11-02")) is Fate.COMING
    assert fate(entry(content_type="reel")) is Fate.MISSED
    assert fate(entry(content_type="story")) is Fate.UNKNOWN  # no file lists stories


def test_a_week_is_kept_where_all_of_it_was_published_and_missed_where_any_was_not():
    kept = [entry("a", "2026-10-05", text=TEXT), entry("b", "2026-10-11", text=OTHER)]
    missed = [entry("c", "2026-10-12", text=TEXT + " one")]
    waiting = [entry("d", "2026-10-30")]
    posts = [post("2026-10-05", TEXT), post("2026-10-12", OTHER), post("2026-10-20", "beside")]
    entries = [*kept, *missed, *waiting]
    found = matched(entries, posts)

    told = weeks(
        entries, fates(entries, found, TOLD, TODAY), found.beside, Period(date(2026, 10, 7), date(2026, 10, 27))
    )

    assert [one.days.start.day for one in told] == [5, 12, 19, 26]
    assert [(one.planned, one.out, one.beside, one.kept) for one in told] == [
        (2, 2, 0, True),
        (1, 0, 0, False),
        (0, 0, 1, None),
        (1, 0, 0, None),
    ]


def test_a_target_for_four_posts_every_week_reads_from_the_plan():
    asked = replace(
        target(), kpi="posts", goal=4.0, over=Over.EACH_WEEK, channels=("Instagram",), content_types=(),
        start=date(2026, 10, 1), end=date(2026, 12, 31),
    )  # fmt: skip
    entries = [entry("a", "2026-11-03"), entry("b", "2026-11-04", stage=Stage.IDEA), entry("c", "2026-11-11")]
    out = [post("2026-11-02"), post("2026-11-02", channel="X")]

    told = asked_of([asked], entries, fates(entries, matched(entries, out), TOLD, TODAY), out, TOLD, TODAY)

    # This week: one published and one promised of four; the idea promises nothing. The next: one.
    assert [(one.days.start.isoformat(), one.planned, one.lacks) for one in told] == [
        ("2026-11-02", 2, 2),
        ("2026-11-09", 1, 3),
    ]


def test_what_came_out_on_days_that_no_file_tells_is_not_known_to_lack():
    asked = every_week(start=date(2026, 10, 26))
    friday = date(2026, 11, 6)

    told = asked_of([asked], [], {}, [], TOLD, friday)

    assert [one.untold for one in told] == [4, 0]  # 2 to 5 November; the next week lies ahead
    assert lacks_says(told[0]) == (
        "2–8 Nov 2026: 0 of 4 posts each week, 4 still to plan. What came out on 4 days of it is not known yet."
    )
    assert "not known" not in lacks_says(told[1])


def test_a_week_of_which_nothing_is_known_is_not_said_to_have_published_none():
    days = Period(date(2026, 11, 2), date(2026, 11, 8))

    assert week_says(Week(days, {Fate.UNKNOWN: 4, Fate.COMING: 2}, 0)) == "6 posts planned (4 not known, 2 to come)."
    assert week_says(Week(days, {Fate.OUT: 1, Fate.UNKNOWN: 4}, 1)) == (
        "1 of 5 posts published (4 not known). 1 beside the plan."
    )
    assert week_says(Week(days, {Fate.MISSED: 1}, 0)) == "0 of 1 post published (1 not published)."


def test_a_target_asks_its_posts_of_the_weeks_of_the_workspace():
    asked = replace(
        target(), kpi="posts", goal=4.0, over=Over.EACH_WEEK, channels=("Instagram",), content_types=(),
        start=date(2026, 12, 1), end=date(2027, 1, 31), week=Step.WEEK_FROM_SUNDAY,
    )  # fmt: skip
    entries = [entry("a", "2026-12-27"), entry("b", "2027-01-02"), entry("c", "2027-01-03")]
    today = date(2026, 12, 30)
    out = [post("2026-12-26"), post("2026-12-28")]

    told = asked_of([asked], entries, fates(entries, matched(entries, []), NOTHING, today), out, NOTHING, today)
    planned = weeks(
        entries, fates(entries, matched(entries, []), NOTHING, today), out, Period(today, today), week=asked.week
    )

    assert [(one.days.start.isoformat(), one.planned, one.lacks) for one in told] == [
        ("2026-12-27", 3, 1),
        ("2027-01-03", 1, 3),
    ]
    assert [(one.days.start.isoformat(), one.planned, one.beside) for one in planned] == [("2026-12-27", 2, 1)]


def every_week(**said: object):
    asked = replace(
        target(), kpi="posts", goal=4.0, over=Over.EACH_WEEK, channels=("Instagram",), content_types=(),
        start=date(2026, 10, 1), end=date(2026, 12, 31),
    )  # fmt: skip
    return replace(asked, **said)


def counted(asked, entries, out):
    found = fates(entries, matched(entries, out), TOLD, TODAY)
    return [one.planned for one in asked_of([asked], entries, found, out, TOLD, TODAY)]


def test_a_target_counts_what_came_out_on_its_own_day_and_as_what_it_is():
    early = [entry("a", "2026-11-02", text=TEXT)], [post("2026-11-01", TEXT)]
    late = [entry("a", "2026-11-01", text=TEXT, content_type="")], [post("2026-11-02", TEXT, content_type="reel")]

    assert counted(every_week(), *early) == [0, 0]
    assert counted(every_week(content_types=("reel",)), *late) == [1, 0]


def test_a_target_counts_what_came_out_even_where_it_is_in_doubt_what_it_was_planned_as():
    twins = [entry("a", "2026-11-03", text=TEXT), entry("b", "2026-11-05", text=TEXT)]

    assert counted(every_week(), twins, [post("2026-11-04", TEXT)]) == [1, 0]


def test_of_a_target_for_single_accounts_the_plan_says_nothing():
    assert counted(every_week(accounts=("velmora",)), [entry("a", "2026-11-03")], []) == []
