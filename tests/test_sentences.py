from dataclasses import replace
from datetime import date

import pytest

from kpi.catalogue.kpis import KPIS
from kpi.catalogue.objectives import OBJECTIVES
from kpi.insight.one_post import OnePost
from kpi.measure import Answer, By
from kpi.sentences import answer_sentence, change_help, is_better, objective_sentence
from tests.builders import OCTOBER, SEPTEMBER, span
from tests.splits import a_split


def answer(key, value, compared=None, change=None, kind="percent", **more: object):
    said = {"period": OCTOBER, "now_period": OCTOBER, "against": SEPTEMBER, "now": value, **more}
    return Answer(KPIS[key], KPIS[key].label, value=value, compared=compared, change=change, change_kind=kind, **said)


GROWN = answer("new_followers", 1_240.0, 1_020.0, 0.2157)


def plain(text):
    return text.replace("\u00a0", " ").replace("\u2212", "-")


def test_a_value_is_said_with_its_days_and_its_comparison():
    assert (
        plain(answer_sentence(GROWN)) == "New followers: 1.24 K in October 2026, +22 % against September 2026 (1.02 K)."
    )


def test_where_other_days_were_compared_both_are_named():
    settled = replace(
        GROWN, now=900.0, now_period=span("2026-10-01", "2026-10-24"), against=span("2026-09-03", "2026-09-26")
    )

    said = plain(answer_sentence(settled))

    assert said == (
        "New followers: 1.24 K in October 2026; like for like, 1–24 Oct 2026 against 3–26 Sep 2026 (1.02 K): +22 %."
    )


def test_what_is_not_comparable_stands_beside_without_a_percentage():
    assert plain(answer_sentence(answer("impressions", 62.0, 30.0))) == (
        "Impressions: 62 in October 2026 (30 in September 2026)."
    )


def test_what_is_unknown_says_why():
    unknown = answer("unfollows", None, why_not="not in your files")

    assert answer_sentence(unknown) == "Unfollows: unknown for October 2026, not in your files."


def test_the_help_prints_both_ranges_and_the_change_per_day():
    said = plain(change_help(replace(GROWN, per_day=0.1765)))

    assert said == ("October 2026 (1.24 K) against September 2026 (1.02 K). +18 % a day (31 days against 30).")
    assert change_help(answer("impressions", 5.0)) == ""


@pytest.mark.parametrize(
    ("key", "change", "better"),
    [
        ("new_followers", 0.1, True),
        ("new_followers", -0.1, False),
        ("unfollows", 0.1, False),
        ("unfollows", -0.1, True),
        ("new_followers", 0, None),
        ("new_followers", None, None),
    ],
)
def test_whether_a_change_is_good_follows_from_the_kpi(key, change, better):
    assert is_better(answer(key, 1.0, 1.0, change)) is better


def said_of(objective, *answers: Answer):
    return plain(objective_sentence(OBJECTIVES[objective], answers))


def test_the_headline_answers_the_question_and_the_others_follow_in_words():
    others = [answer("unfollows", 152.0, 190.0, -0.2), answer("followers", 91_389.0, 91_000.0, 0.004)]

    assert said_of("growth", GROWN, *others) == (
        "Yes, faster than before. New followers: 1.24 K in October 2026, +22 % against September 2026 (1.02 K). "
        "Unfollows down 20 %, followers about the same."
    )


def test_of_what_fell_below_zero_no_share_is_told_but_where_it_went():
    fallen = answer("net_followers", -340.0, 1_170.0, -1.29)

    assert said_of("growth", GROWN, fallen).endswith("Net growth down to -340.")


@pytest.mark.parametrize(
    ("objective", "key", "change", "kind", "verdict"),
    [
        ("growth", "new_followers", -0.3, "percent", "More slowly than before."),
        ("growth", "new_followers", 0.009, "percent", "At the same pace as before."),
        ("engagement", "engagement_rate", 0.004, "points", "More than before."),
        ("engagement", "engagement_rate", -0.0001, "points", "As much as before."),
        ("awareness", "impressions", 0.2, "percent", "We are seen more often than before."),
        ("traffic", "social_sessions", -0.2, "percent", "Fewer than before."),
        ("reputation", "average_rating", 0.3, "stars", "Better than before."),
        ("reputation", "average_rating", -0.3, "stars", "Worse than before."),
    ],
)
def test_the_verdict_fits_the_objectives_question(objective, key, change, kind, verdict):
    value = {"points": 0.03, "stars": 4.2}.get(kind, 100.0)

    assert said_of(objective, answer(key, value, value, change, kind)).startswith(f"{verdict} ")


def test_the_answer_goes_on_with_why_and_ends_with_where_to_look():
    rate = answer("engagement_rate", 0.019, 0.034, -0.015, "points")
    shift = a_split(
        "engagement_rate", 0.034, 0.019, ("TikTok", 0.78, 0.34, -0.005, -0.003), ("X", 0.22, 0.66, -0.006, -0.001)
    )
    comments = answer("comments", 107.0, 100.0, 0.07)

    assert plain(objective_sentence(OBJECTIVES["engagement"], [comments, rate], why=shift)) == (
        "Less than before. Engagement rate: 1.90 % in October 2026, -1.5 points against September 2026 (3.40 %), "
        "mostly because TikTok made up 78 % of what was seen instead of 34 % (mix -1.1 points). Comments up 7.0 %. "
        "Where to look: TikTok."
    )


def test_an_answer_over_like_days_alone_leaves_their_names_to_the_chart():
    settled = replace(
        GROWN, now=900.0, now_period=span("2026-10-01", "2026-10-24"), against=span("2026-09-03", "2026-09-26")
    )

    assert plain(objective_sentence(OBJECTIVES["growth"], [settled])) == (
        "Yes, faster than before. New followers: 1.24 K in October 2026, +22 % like for like."
    )


def test_where_to_look_names_the_one_post_that_made_most_of_it():
    grown = a_split("new_followers", 1_020, 1_240, ("TikTok", 320), ("X", -100))
    video = OnePost(date(2026, 10, 16), "video", 0.8)

    said = plain(objective_sentence(OBJECTIVES["growth"], [GROWN], why=grown, post=video))
    other = plain(objective_sentence(OBJECTIVES["growth"], [GROWN], why=grown, post=replace(video, content_type="")))

    assert said.endswith("Where to look: TikTok, above all the video of 16 Oct 2026.")
    assert other.endswith("Where to look: TikTok, above all the post of 16 Oct 2026.")


def test_where_to_look_names_two_that_did_alike_and_picks_none_of_more():
    two = a_split("new_followers", 1_020, 1_240, ("TikTok", 110), ("X", 110))
    three = a_split("new_followers", 1_020, 1_320, ("TikTok", 100), ("X", 100), ("LinkedIn", 100))

    said = [plain(objective_sentence(OBJECTIVES["growth"], [GROWN], why=why)) for why in (two, three)]

    assert said[0].endswith("Where to look: TikTok and X.")
    assert "Where to look" not in said[1]


def test_of_one_channel_its_content_types_are_where_to_look():
    types = a_split("new_followers", 1_020, 1_240, ("reel", 200), ("photo", 20), by=By.CONTENT_TYPE)

    assert plain(objective_sentence(OBJECTIVES["growth"], [GROWN], why=types)).endswith("Where to look: reels.")


def test_of_one_channel_without_a_reason_its_one_post_is_where_to_look():
    alone = a_split("new_followers", 1_020, 1_240, ("TikTok", 220))
    video = OnePost(date(2026, 10, 16), "video", 0.8)

    assert plain(objective_sentence(OBJECTIVES["growth"], [GROWN], why=alone, post=video)).endswith(
        "Where to look: the video of 16 Oct 2026."
    )


def test_without_a_reason_the_answer_names_none():
    still = a_split("new_followers", 1_000, 1_001, ("X", 1), ("TikTok", 0))

    assert plain(objective_sentence(OBJECTIVES["growth"], [GROWN], why=still)) == said_of("growth", GROWN)


def test_what_buying_would_have_cost_is_no_verdict_on_what_social_brings():
    assert said_of("ceo", answer("weighted_cost", 3_371.0, 2_900.0, 0.16)).startswith(
        "Weighted cost of organic impressions:"
    )


def test_another_kpi_than_the_headline_gives_no_verdict():
    assert said_of("growth", answer("unfollows", 152.0, 190.0, -0.2)).startswith("Unfollows: 152 in October 2026")


def test_nothing_known_is_said_as_it_is():
    assert said_of("growth", answer("new_followers", None)) == "Your files do not answer this yet."


def test_abbreviations_keep_their_capitals():
    others = answer("ctr", 0.02, 0.01, 0.01, "points"), answer("cpm", 6.0, 5.0, 0.2)

    assert said_of("growth", GROWN, *others).endswith("Click-through rate up 1.0 points, CPM up 20 %.")


def test_what_begins_from_nothing_is_new():
    assert said_of("growth", GROWN, answer("unfollows", 5.0, 0.0, None, "new")).endswith("Unfollows new.")
