"""What a figure says of itself: its parts, its comparison, its trend, and what it is not about."""

from dataclasses import replace
from datetime import date

import pytest

from kpi import cost
from kpi.choice import Scope
from kpi.facts import Brand, Rival
from kpi.management.ground import channels_of_views
from kpi.management.trend import Month, Restart, Trend
from kpi.sentences.management import (
    Ground,
    compared_text,
    figure_notes,
    figure_sentence,
    outcome_sentence,
    plain_words,
    standing_text,
    title_text,
    trend_text,
)
from kpi.sentences.proposals import headline_text
from kpi.targets.status import Standing, Status
from tests.builders import OCTOBER, SEPTEMBER, ask, day, days, facts, mention, period, question, span
from tests.targets.builders import plain
from tests.tracks import a_target, a_track

NOTHING = Ground()
PANEL = Brand("Velmora", rivals=(Rival("Rondell"), Rival("Kapriol")))


def heard(**months: tuple[int, int]):
    """Hear of brands so often in September and in October."""
    rows = [
        mention(f"2026-{month}-{number % 28 + 1:02}", name, key=f"{name} {month} {number}")
        for name, counts in months.items()
        for month, count in zip(("09", "10"), counts, strict=True)
        for number in range(count)
    ]
    return facts(*rows, brand=PANEL, covers=("2026-09-01", "2026-10-31"))


def voice(**months: tuple[int, int]):
    return ask("share_of_voice", heard(**months), OCTOBER, SEPTEMBER)


def said(answer, ground=NOTHING):
    return plain(figure_sentence(answer, ground))


def test_share_of_voice_counts_the_mentions_and_names_whom_it_compares():
    answer = voice(Velmora=(5, 6), Rondell=(10, 14), Kapriol=(5, 4))

    assert answer.value == 0.25  # 6 of 24; in September 5 of 20
    both = Ground(rivals=("Rondell", "Kapriol"))
    assert said(answer, both) == "Of 24 mentions of you, Rondell and Kapriol, 6 were about you."
    many = Ground(rivals=("A", "B", "C", "D", "E"))
    assert said(answer, many) == "Of 24 mentions of you and 5 competitors, 6 were about you."
    assert said(answer) == "Of 24 mentions of you and your competitors, 6 were about you."
    assert plain_words(answer) == "How much of the talk about you and your competitors is about you."


def test_one_mention_and_none_are_said_as_such():
    assert said(voice(Velmora=(1, 1), Rondell=(1, 3), Kapriol=(1, 1))).endswith("1 was about you.")
    assert said(voice(Velmora=(1, 0), Rondell=(1, 3), Kapriol=(1, 1))).endswith("none was about you.")


def test_a_rate_is_told_with_what_it_is_a_rate_of():
    known = facts(
        period("2026-10-01", "2026-10-31", channel="Web", source="Direct", sessions=31_935, converting_sessions=160)
    )
    answer = ask("conversion_rate", known)

    assert title_text(answer) == "Conversion rate"
    assert said(answer) == "160 of 31,935 visits: about 5 of 1,000."  # 160 / 31,935 = 0.00501
    often = facts(
        period("2026-10-01", "2026-10-31", channel="Web", source="Direct", sessions=3_000, converting_sessions=90)
    )
    assert said(ask("conversion_rate", often)) == "90 of 3,000 visits: about 3 of 100."


def test_actions_of_which_a_visit_may_hold_several_are_never_called_visits():
    answer = ask("conversion_rate", facts(*days(OCTOBER, channel="Web", sessions=100, conversions=120)))

    assert title_text(answer) == "Actions per visit"
    assert said(answer) == "3,720 wanted actions in 3,100 visits; one visit can hold several."
    assert plain_words(answer).startswith("How many of the actions you want a visit")


def of_cost(known, **prices: float):
    typed = {name: cost.typed(name, price, currency="EUR") for name, price in prices.items()}
    found = cost.weighted_cost(known, typed, scope=Scope(), period=OCTOBER)
    answer = ask("weighted_cost", known, assumptions={"cpm": cost.base(typed)})
    return answer, found


def test_a_cost_is_told_with_its_ends_and_what_it_leaves_out():
    known = facts(*days(OCTOBER, impressions=1_000, paid="mixed"), *days(OCTOBER, channel="X", impressions=1_000))
    answer, found = of_cost(known, Instagram=10.0)
    ground = Ground("EUR", mixed=("Instagram",), cost=found)

    # 31,000 × 10 / 1,000 = 310; ±30 % is 217 to 403
    assert said(answer, ground) == (
        "Instagram showed your posts 31.0 K times; as ads that is €217 to €403, at low and high prices."
    )
    assert plain(figure_notes(answer, ground)) == (
        "Weighted cost of organic impressions: without X, of which no ad price is known; "
        "paid views cannot be told from unpaid ones on Instagram."
    )


def test_a_published_price_is_never_silent():
    answer, found = of_cost(facts(*days(OCTOBER, impressions=1_000)), Instagram=10.0)
    ground = Ground("EUR", cost=found, published=("Instagram: 2025, US, a study",))

    assert figure_notes(answer, ground).endswith("impressions: ad price of Instagram: 2025, US, a study.")


@pytest.mark.parametrize("word", ["value", "saved", "ROI"])
def test_a_cost_is_never_called_what_it_is_not(word):
    answer, found = of_cost(facts(*days(OCTOBER, impressions=1_000)), Instagram=10.0)

    everything = f"{said(answer, Ground('EUR', cost=found))} {plain_words(answer)} {title_text(answer)}"
    assert word.lower() not in everything.lower()


def test_what_came_of_it_stands_beside_the_cost_and_is_unknown_where_it_is():
    visits = ask("social_sessions", facts(*days(OCTOBER, channel="Web", source="instagram.com", sessions=10)))
    acted = ask("conversions", facts(*days(OCTOBER, channel="Web", conversions=2)))

    assert outcome_sentence(visits, OCTOBER) == "In the same days social networks brought 310 visits to your website."
    assert outcome_sentence(acted, OCTOBER) == "In the same days visitors of your website did what you want 62 times."
    unknown = "What came of it is not known: neither visits nor conversions are for these days."
    without = ask("conversions", facts(*days(OCTOBER, posts=1)))
    assert outcome_sentence(None, OCTOBER) == outcome_sentence(without, OCTOBER) == unknown


def test_what_came_of_it_names_its_days_where_these_are_others():
    few = span("2026-10-01", "2026-10-10")
    visits = ask("social_sessions", facts(*days(few, channel="Web", source="instagram.com", sessions=10)))

    assert outcome_sentence(visits, OCTOBER) == (
        "Of 1–10 Oct 2026 it is known that social networks brought 100 visits to your website."
    )


def test_what_adds_up_is_told_by_the_day_where_that_is_at_least_one():
    busy = ask("conversions", facts(*days(OCTOBER, channel="Web", conversions=4)))
    quiet = ask("conversions", facts(*days(span("2026-10-01", "2026-10-30"), channel="Web", conversions=0)))

    assert said(busy) == "About 4 a day."
    assert said(quiet) == ""


def test_days_and_channels_that_are_not_in_a_figure_are_named_below_it():
    known = facts(*days(span("2026-09-01", "2026-10-24"), channel="Web", conversions=4))
    answer = ask("conversions", known, OCTOBER, SEPTEMBER)

    assert figure_notes(answer, NOTHING) == "Conversions: known until 24 October."
    assert figure_notes(ask("conversions", known, SEPTEMBER), NOTHING) == ""


def test_days_that_lack_within_a_figure_are_counted_below_it():
    some = [*days(span("2026-10-01", "2026-10-08"), channel="Web", conversions=4)]
    rest = [*days(span("2026-10-20", "2026-10-31"), channel="Web", conversions=4)]
    answer = ask("conversions", facts(*some, *rest))

    assert answer.value == 80
    assert figure_notes(answer, NOTHING) == "Conversions: known on 20 of 31 days."
    level = ask("followers", facts(day("2026-10-20", followers=100)))
    assert figure_notes(level, NOTHING) == ""


def test_views_that_count_as_impressions_are_named_below_their_cost():
    viewed = facts(*days(OCTOBER, impressions=1_000, basis="views"), *days(OCTOBER, channel="X", impressions=1_000))
    answer, found = of_cost(viewed, Instagram=10.0, X=10.0)
    of_views = channels_of_views(question("weighted_cost", assumptions={"cpm": {"Instagram": 10.0, "X": 10.0}}), viewed)

    assert figure_notes(answer, Ground("EUR", cost=found, viewed=of_views)) == (
        "Weighted cost of organic impressions: views count as impressions on Instagram."
    )


def test_a_comparison_names_its_month_and_the_value_then():
    answer = voice(Velmora=(5, 6), Rondell=(10, 14), Kapriol=(5, 4))

    assert plain(compared_text(answer)) == "against September (25.0 %)"
    last_year = span("2025-10-01", "2025-10-31")
    yearly = ask("conversions", facts(*days(OCTOBER, channel="Web", conversions=4),
                                      *days(last_year, channel="Web", conversions=2)), OCTOBER, last_year)  # fmt: skip
    assert compared_text(yearly) == "against October 2025 (62)"
    assert compared_text(ask("conversions", facts(*days(OCTOBER, channel="Web", conversions=4)))) == ""


def test_a_changed_panel_is_why_nothing_is_compared():
    joins = Brand("Velmora", rivals=(Rival("Rondell"), Rival("Kapriol", since=date(2026, 10, 1))))
    rows = [mention(f"2026-{month}-0{n}", name, key=f"{month}{name}{n}")
            for month in ("09", "10") for name in ("Velmora", "Rondell", "Kapriol") for n in range(1, 5)]  # fmt: skip
    known = facts(*rows, brand=joins, covers=("2026-09-01", "2026-10-31"))
    answer = ask("share_of_voice", known, OCTOBER, SEPTEMBER)
    restart = Restart(date(2026, 10, 1), "Kapriol joined your competitors")

    assert compared_text(answer, restart) == "not compared with September: Kapriol joined your competitors"
    assert compared_text(answer) == "not compared with September: too little is known of it"


def test_a_brand_that_is_no_competitor_in_these_days_is_not_told_as_left_out():
    joins = Brand("Velmora", rivals=(Rival("Rondell"), Rival("Kapriol", since=date(2026, 10, 1))))
    rows = [mention(f"2026-{month}-0{n}", name, key=f"{month}{name}{n}")
            for month in ("09", "10") for name in ("Velmora", "Rondell", "Kapriol") for n in range(1, 5)]  # fmt: skip
    answer = ask("share_of_voice", facts(*rows, brand=joins, covers=("2026-09-01", "2026-10-31")), SEPTEMBER)

    assert [name for name, _ in answer.left_out] == ["Listening (Kapriol)"]
    assert figure_notes(answer, Ground(rivals=("Rondell",))) == ""
    assert figure_notes(answer, Ground(rivals=("Rondell", "Kapriol"))).endswith("left out: Listening (Kapriol).")


def test_days_that_are_compared_like_for_like_are_printed_with_those_they_are_compared_with():
    known = facts(*days(span("2026-09-01", "2026-10-24"), channel="Web", conversions=4))
    answer = ask("conversions", known, OCTOBER, SEPTEMBER)

    assert answer.against == span("2026-09-03", "2026-09-26")
    assert compared_text(answer) == "against 3–26 Sep 2026 (96)"


def test_a_comparison_without_a_channel_says_what_of_the_value_it_is_about():
    known = facts(
        *days(SEPTEMBER, impressions=90), *days(OCTOBER, impressions=100), *days(OCTOBER, channel="X", impressions=50)
    )
    answer = ask("impressions", known, OCTOBER, SEPTEMBER)

    assert (answer.value, answer.now, answer.compared) == (4_650, 3_100, 2_700)
    assert (
        plain(compared_text(answer)) == "as far as both are known: 3.10 K in October 2026 against 2.70 K in September"
    )
    assert plain(headline_text([answer])) == "Impressions up 15 % (4.65 K)."


def test_where_less_than_the_figure_is_compared_both_values_are_told():
    known = facts(*days(OCTOBER, channel="Web", conversions=4), *days(SEPTEMBER, channel="Web", conversions=3))
    whole = ask("conversions", known, OCTOBER, SEPTEMBER)
    assert compared_text(whole) == "against September (90)"

    part = replace(whole, now=96.0, now_period=span("2026-10-01", "2026-10-24"), compared=72.0,
                   against=span("2026-09-01", "2026-09-24"))  # fmt: skip
    assert compared_text(part) == "as far as both are known: 96 in 1–24 Oct 2026 against 72 in 1–24 Sep 2026"


def test_a_trend_says_its_months_its_highest_and_where_it_restarted():
    answer = ask("conversions", facts(*days(OCTOBER, channel="Web", conversions=4)))
    course = tuple(Month(date(2026, month, 1), value) for month, value in ((7, 90.0), (8, None), (9, 20.0), (10, 40.0)))

    assert trend_text(answer, Trend(course)) == "Jul 2026 to Oct 2026; most in Jul 2026 (90)."
    anew = Trend(course, Restart(date(2026, 8, 16), "Kapriol joined your competitors"))
    assert trend_text(answer, anew) == (
        "Jul 2026 to Oct 2026. Begins anew on 16 Aug 2026: Kapriol joined your competitors."
    )
    assert trend_text(answer, Trend(course[-1:])) == "No earlier month is known."


def test_a_target_is_told_with_its_kpi_and_its_end_and_without_the_signs_of_the_board():
    asked = a_target(goal=200.0, title="Be seen")
    runs = Standing(a_track([n * 2.0 for n in range(1, 32)], asked), Status.AT_RISK, 0.42)

    assert standing_text(runs) == "Impressions: 62, goal 200 · rather unlikely to be reached · until 30 Sep 2026"
    even = Standing(runs.track, Status.AT_RISK, 0.5)
    assert standing_text(even) == "Impressions: 62, goal 200 · may or may not be reached · until 30 Sep 2026"
    named = Standing(a_track([62.0], a_target(goal=200.0, title="200 impressions by autumn")), Status.ON_TRACK)
    assert standing_text(named) == "62, goal 200 · until 30 Sep 2026"
    ended = Standing(a_track([92.0] * 92, a_target(title="Be seen")), Status.MISSED)
    assert standing_text(ended) == "Impressions: 92, goal 100 · ended 30 Sep 2026"
    waits = Standing(a_track(target=a_target(title="Be seen")), Status.AWAITING_DATA)
    assert standing_text(waits).startswith("Impressions: unknown, goal 100")
