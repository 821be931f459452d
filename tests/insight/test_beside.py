"""Two KPIs over the same whole weeks or months, of which both know every day."""

from datetime import date, timedelta

import numpy as np
import pytest

from kpi.catalogue.kpis import KPIS
from kpi.insight.beside import Beside, beside
from kpi.insight.together import LEAST, Told
from kpi.periods import Step
from kpi.sentences import beside_remarks, beside_sentence
from tests.builders import day, facts, period, question, span

MONDAY = date(2026, 3, 2)
WEEKS = span("2026-03-02", "2026-09-06")  # 27 whole weeks
CAUSAL = ("because", "cause", "due to", "led to", "leads to", "thanks", "drive", "effect", "result", "influence")


def weekly(values, *, metric="impressions", first=MONDAY, **more: object):
    """Give seven days of each week, each with a seventh of its value."""
    return [
        day(str(first + timedelta(days=7 * week + n)), **{metric: value / 7}, **more)
        for week, value in enumerate(values)
        for n in range(7)
        if value is not None
    ]


def of(first, second, known, *, weeks=WEEKS, months=WEEKS, **more: object):
    return beside(question(first, weeks), question(second, weeks), known, weeks=weeks, months=months, **more)


def two(first, second):
    return facts(
        *weekly(first), *weekly(second, metric="new_followers", channel="LinkedIn"), account="velmora", file="a.csv"
    )


def waves(weeks=27):
    return [700 + 70 * ((5 * week) % 7) for week in range(weeks)]  # in every week another value than before


def test_weeks_are_whole_and_of_the_days_that_both_know():
    known = facts(
        *weekly([70, 140, 210, 280]),
        *weekly([7, None, 21], metric="new_followers"),
        day("2026-03-30", new_followers=1),
        account="velmora",
    )

    found = of("impressions", "new_followers", known, weeks=span("2026-03-04", "2026-04-03"))

    assert found.steps["start"].dt.date.tolist() == [date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 23)]
    assert found.steps["first"].round(6).tolist()[1] == 210
    assert found.steps["second"].round(6).tolist()[1] == 21
    assert np.isnan(found.steps[["first", "second"]].to_numpy()[[0, 2]]).all()
    assert (found.known, found.unknown) == (1, 0)


def test_an_unknown_week_between_two_known_ones_is_counted():
    first, second = waves(), [None if week in (3, 9) else 10 + value for week, value in enumerate(waves())]

    found = of("impressions", "new_followers", two(first, second))

    assert (found.step, found.known, found.unknown) == (Step.WEEK, 25, 2)
    assert found.moves.changes == 26 - 4
    assert "2 weeks between them are left out: not known of both on every day." in beside_remarks(found)


def test_what_went_together_is_said_with_its_number_of_weeks_and_without_a_cause():
    found = of("impressions", "new_followers", two(waves(), waves()))
    sentence = beside_sentence(found)

    assert sentence == (
        "Impressions and new followers went together from week to week: in 26 of 26 weeks both moved the same way."
    )
    said = f"{sentence} {' '.join(beside_remarks(found))}".lower()
    assert not [word for word in CAUSAL if word in said]


def test_what_went_apart_is_said():
    found = of("impressions", "new_followers", two(waves(), [2_000 - value for value in waves()]))

    assert beside_sentence(found).endswith(
        "went separate ways from week to week: in 26 of 26 weeks one rose while the other fell."
    )


def test_no_pattern_is_an_answer():
    draw = np.random.default_rng(3)
    first, second = ((500 + 20 * draw.normal(size=27).cumsum()).round().tolist() for _ in range(2))

    found = of("impressions", "new_followers", two(first, second))

    assert found.moves.told is Told.NOTHING
    assert beside_sentence(found).startswith("No pattern to see in 27 weeks: in ")


def test_few_weeks_say_no_more_than_how_many_they_are():
    found = of("impressions", "new_followers", two(waves(9), waves(9)))

    assert found.moves.told is Told.TOO_FEW
    assert f"9 weeks known of both, too few to see a pattern (at least {LEAST} changes" in beside_sentence(found)


def test_nothing_known_of_both_is_said():
    found = of("impressions", "new_followers", facts(*weekly(waves())))

    assert (found.known, found.moves.changes) == (0, 0)
    assert beside_sentence(found) == "No whole week or month is known of both impressions and new followers."


def test_of_what_shares_a_metric_no_pattern_is_told():
    known = facts(*weekly(waves()), *weekly(waves(), metric="link_clicks"), account="velmora")

    found = of("impressions", "ctr", known)

    assert found.shared == ("impressions",)
    assert beside_sentence(found).startswith(
        "Impressions and click-through rate are both worked out from impressions, so they are tied to each other"
    )


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("followers", "new_followers", "new followers are part of followers"),
        ("clicks", "link_clicks", "link clicks are part of all clicks"),
        ("reactions", "engagements", "reactions are part of engagements (platform's count)"),
    ],
)
def test_of_what_is_counted_within_the_other_no_pattern_is_told(first, second, said):
    known = facts(*weekly(waves(), metric=first), *weekly(waves(), metric=second), account="velmora")

    assert f"are tied to each other anyway, since {said}." in beside_sentence(of(first, second, known))


def test_what_joins_a_rate_where_it_is_known_is_part_of_it():
    known = facts(*weekly(waves(), metric="shares"), account="velmora")

    assert of("shares", "engagement_rate", known).shared == ("shares",)


def test_where_one_stood_still_the_moves_are_too_few_not_the_weeks():
    still = [*waves(1), *([5] * 26)]

    said = beside_sentence(of("impressions", "new_followers", two(waves(27), still)))

    assert "27 weeks known of both, but both moved in 1 of them, too few to see a pattern (it takes 20)" in said


def test_a_channel_told_by_the_month_is_left_out_of_weeks_and_named():
    months = [period(f"2026-{n:02}-01", f"2026-{n:02}-30", channel="YouTube", video_views=9_000) for n in (4, 6, 9)]
    months = [one | {"account": "tube"} for one in months]
    known = facts(*weekly(waves()), *weekly(waves(), metric="new_followers"), account="velmora")
    mixed = facts(
        *weekly(waves(), account="velmora", channel="X"),
        *weekly(waves(), metric="new_followers", account="velmora", channel="X"),
        *months,
    )

    found = of("exposures", "new_followers", mixed)

    assert found.steps["first"].tolist() == pytest.approx(of("exposures", "new_followers", known).steps["first"])
    assert found.by_month == ("YouTube",)
    assert "Left out, since told by the month: YouTube." in beside_remarks(found)


def test_where_one_is_told_by_the_month_both_are_shown_by_month_and_a_day_so_that_february_is_no_fall():
    ends = {1: 31, 2: 28, 3: 31, 4: 30}
    months = [
        period(f"2026-{n:02}-01", f"2026-{n:02}-{last}", impressions=100.0 * last, channel="LinkedIn")
        for n, last in ends.items()
    ]
    year = span("2026-01-01", "2026-04-30")
    days = [day(str(date(2026, 1, 1) + timedelta(days=n)), new_followers=2.0) for n in range(120)]

    found = of("impressions", "new_followers", facts(*months, *days, account="velmora"), weeks=year, months=year)

    assert (found.step, found.known) == (Step.MONTH, 4)
    assert found.steps["first"].tolist() == [3_100, 2_800, 3_100, 3_000]
    assert (found.moves.changes, found.moves.still) == (0, 3)


def test_a_level_counts_in_the_weeks_in_which_it_was_told():
    known = facts(
        *weekly(waves(), account="velmora"),
        *(
            day(str(MONDAY + timedelta(days=7 * week + 3)), followers=100.0 + week, account="velmora")
            for week in (0, 1, 4)
        ),
    )

    found = of("impressions", "followers", known, weeks=span("2026-03-02", "2026-04-05"))

    assert (found.known, found.unknown) == (3, 2)
    assert found.steps["second"].dropna().tolist() == [100, 101, 104]


def test_no_change_leads_across_a_day_on_which_counting_changed():
    whole = of("impressions", "new_followers", two(waves(), waves()))
    monday, wednesday = (
        of("impressions", "new_followers", two(waves(), waves()), restarts=[day]).moves.changes
        for day in (date(2026, 5, 4), date(2026, 5, 6))
    )

    assert (whole.moves.changes, monday, wednesday) == (26, 25, 24)


def test_every_kpi_can_stand_beside_every_other():
    known = two(waves(), waves())

    for key in KPIS:
        assert isinstance(of("impressions", key, known), Beside)
