"""Why a KPI moved, in two sentences: every figure is one of the exact split, and nothing to explain is an answer."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.measure import By
from kpi.periods import before
from kpi.sentences import effects_explained, moved_sentence, price_sentence, why_clause
from tests.builders import sample_facts, span
from tests.splits import a_split, split

MAY = span("2026-05-01", "2026-05-31")


def plain(text):
    return text.replace("\u00a0", " ").replace("\u2212", "-")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            a_split("impressions", 900, 1_240, ("Instagram", 630), ("X", -290)),
            (
                "Impressions rose from 900 to 1.24 K, mostly because Instagram brought 630 more. "
                "Working against it: X (-290)."
            ),
        ),
        (
            a_split("impressions", 1_200, 700, ("TikTok", -220), ("Instagram", -180), ("X", -100)),
            (
                "Impressions fell from 1.20 K to 700, "
                "mostly because TikTok brought 220 less and Instagram brought 180 less."
            ),
        ),
        (
            a_split("saves", 100, 200, *((name, 10) for name in "ABCDEFGHIJ"), by=By.ACCOUNT),
            "Saves rose from 100 to 200, mostly because ten accounts brought about 10 more each (A, B, C and 7 more).",
        ),
        (
            a_split("impressions", 200, 300, ("X", 50), ("TikTok", 50)),
            "Impressions rose from 200 to 300, mostly because X brought 50 more and TikTok brought 50 more.",
        ),
        (
            a_split("impressions", 200, 300, ("X", 51), ("TikTok", 49)),
            "Impressions rose from 200 to 300, mostly because X brought 51 more and TikTok brought 49 more.",
        ),
        (
            a_split("impressions", 200, 300, ("X", 40), ("TikTok", 20), ("Facebook", 20), ("LinkedIn", 20)),
            "Impressions rose from 200 to 300, in part because X brought 40 more.",
        ),
        (
            a_split("impressions", 300, 620, *(("Monday", 40), ("Thursday", 160), ("Friday", 120)), by=By.WEEKDAY),
            "Impressions rose from 300 to 620, mostly because Thursdays brought 160 more and Fridays brought 120 more.",
        ),
        (
            a_split(
                "impressions",
                300,
                400,
                ("Monday", -11),
                ("Tuesday", -15),
                ("Friday", 140),
                ("Sunday", -14),
                by=By.WEEKDAY,
            ),
            (
                "Impressions rose from 300 to 400, mostly because Fridays brought 140 more. "
                "Working against it: Tuesdays (-15) and Sundays (-14)."
            ),
        ),
        (
            a_split("followers", 100, 130, ("X", 10), ("TikTok", 10), ("Facebook", 10)),
            (
                "Followers rose from 100 to 130, mostly because three channels have about 10 more each "
                "(X, TikTok, Facebook)."
            ),
        ),
        (
            a_split("ctr", 0.01, 0.02, ("Facebook", 0.5, 0.4, 0.003, 0.0025), ("X", 0.5, 0.6, 0.002, 0.0025)),
            (
                "Click-through rate rose from 1.00 % to 2.00 %, in part because the rate itself rose within channels "
                "(+0.5 points); the mix of channels brought +0.5 points."
            ),
        ),
        (
            a_split("ctr", 0.01, 0.02, ("Facebook", 0.9, 0.4, 0.009, -0.02), ("X", 0.1, 0.6, 0.021, 0.0)),
            (
                "Click-through rate rose from 1.00 % to 2.00 %, mostly because Facebook made up 90 % of what was seen "
                "instead of 40 % (mix +3.0 points); within channels the rate fell by 2.0 points."
            ),
        ),
        (
            a_split(
                "ctr",
                0.02,
                0.01,
                ("A", 0.4, 0.1, 0.001, 0.0),
                ("B", 0.35, 0.6, -0.012, 0.0),
                ("C", 0.25, 0.3, 0.001, 0.0),
                by=By.ACCOUNT,
            ),
            (
                "Click-through rate fell from 2.00 % to 1.00 %, mostly because B made up 35 % of what was seen "
                "instead of 60 % (mix -1.0 points); within accounts the rate hardly moved."
            ),
        ),
        (
            a_split("followers", 95, 100, ("Instagram", 10), ("X", -5)),
            "Followers rose from 95 to 100, mostly because Instagram has 10 more. Working against it: X (-5).",
        ),
        (
            a_split("net_followers", 37, 28, ("Unfollows", -25), ("New followers", 16), by=By.OPERAND),
            (
                "Net growth fell from 37 to 28, mostly because of unfollows (-25). "
                "Working against it: new followers (+16)."
            ),
        ),
        (
            a_split("impressions", 300, 900, ("reel", 700), ("other", -100), by=By.CONTENT_TYPE),
            (
                "Impressions rose from 300 to 900, mostly because reels brought 700 more. "
                "Working against it: other posts (-100)."
            ),
        ),
        (
            a_split(
                "engagement_rate",
                0.034,
                0.019,
                ("TikTok", 0.78, 0.34, -0.005, -0.003),
                ("Instagram", 0.22, 0.66, -0.006, -0.001),
            ),
            (
                "Engagement rate fell from 3.40 % to 1.90 %, mostly because TikTok made up 78 % of what was seen "
                "instead of 34 % (mix -1.1 points); within channels the rate fell by 0.4 points."
            ),
        ),
        (
            a_split(
                "engagement_rate",
                0.0467,
                0.0968,
                ("Instagram", 0.97, 0.33, 0.04, -0.013),
                ("X", 0.03, 0.67, 0.0271, -0.004),
            ),
            (
                "Engagement rate rose from 4.67 % to 9.68 %, mostly because Instagram made up 97 % of what was seen "
                "instead of 33 % (mix +6.7 points); within channels the rate fell by 1.7 points."
            ),
        ),
        (
            a_split("ctr", 0.01, 0.006, ("Facebook", 0.5, 0.5, 0.0, -0.005), ("X", 0.5, 0.5, 0.0, 0.001)),
            (
                "Click-through rate fell from 1.00 % to 0.600 %, mostly because the rate itself fell within channels "
                "(-0.40 points), most of all on Facebook with -0.50 points. Working against it: X (+0.10 points)."
            ),
        ),
        (
            a_split(
                "visit_duration", 100, 130, ("Direct", 0.6, 0.5, 6.0, 20.0), ("Email", 0.4, 0.5, 0.0, 4.0), by=By.SOURCE
            ),
            (
                "Average visit duration rose from 1:40 to 2:10, mostly because the average itself rose within sources "
                "(+0:24), most of all from Direct with +0:20; the mix of sources brought +0:06."
            ),
        ),
        (
            a_split(
                "impressions", 300, 620, ("Thursday", 5, 4, 15.0, 205.0), ("Friday", 4, 4, 0.0, 100.0), by=By.WEEKDAY
            ),
            (
                "Impressions rose from 300 to 620, mostly because Thursdays brought 220 more; "
                "how often each weekday came made +15 of it."
            ),
        ),
        (
            a_split(
                "ctr",
                0.015,
                0.017,
                ("A", 0.0140, 0.0101, 0.0019, 0.0),
                ("B", 0.986, 0.9899, 0.0001, 0.0),
                by=By.ACCOUNT,
            ),
            (
                "Click-through rate rose from 1.50 % to 1.70 %, mostly because A made up 1.4 % of what was seen "
                "instead of 1.01 % (mix +0.20 points); within accounts the rate hardly moved."
            ),
        ),
        (
            a_split("comments", 100, 150, ("Web", 50)),
            "Comments rose from 100 to 150; Web is the only channel in it.",
        ),
    ],
)
def test_what_moved_most_and_what_worked_against_it(found, said):
    assert plain(moved_sentence(found)) == said


def test_the_reason_alone_is_a_clause_of_one_figure():
    found = a_split("ctr", 0.01, 0.006, ("Facebook", 0.5, 0.5, 0.0, -0.005), ("X", 0.5, 0.5, 0.0, 0.001))

    assert plain(why_clause(found)) == "mostly because the rate itself fell within channels (-0.40 points)"


def test_about_the_same_is_an_answer():
    found = a_split("impressions", 1_000, 1_004, ("Instagram", 8), ("X", -4))

    assert moved_sentence(found) == (
        "Impressions: nothing to explain, about the same as in September 2026 (1.00\u00a0K against 1.00\u00a0K)."
    )
    assert why_clause(found) == ""


def test_about_the_same_tells_what_worked_against_each_other_underneath():
    found = a_split("impressions", 1_000, 1_004, ("Instagram", 604), ("X", -400), ("TikTok", -200))

    assert plain(moved_sentence(found)).endswith("Underneath, Instagram (+604) and X (-400) worked against each other.")


def test_what_the_split_does_not_explain_is_said():
    some = a_split("impressions", 100, 200, ("reel", 80), by=By.CONTENT_TYPE, unexplained=20.0)
    most = a_split("impressions", 100, 200, ("reel", 30), ("photo", 10), by=By.CONTENT_TYPE, unexplained=60.0)

    assert (
        plain(moved_sentence(some)) == "Impressions rose from 100 to 200; reel is the only content type in it. "
        "The parts add up to +80; +20 is not explained."
    )
    assert plain(moved_sentence(most)) == (
        "Impressions rose from 100 to 200. "
        "By content type the split explains little: its parts add up to +40, the change is +100."
    )
    assert why_clause(most) == ""


def test_parts_that_explain_little_are_not_said_to_work_against_it():
    found = a_split("impressions", 100, 200, ("reel", -30), ("photo", 10), by=By.CONTENT_TYPE, unexplained=120.0)

    assert plain(moved_sentence(found)) == (
        "Impressions rose from 100 to 200. "
        "By content type the split explains little: its parts add up to -20, the change is +100."
    )


def test_what_comes_from_one_place_names_the_way_in_which_it_can_be_taken_apart():
    found = a_split("social_sessions", 100, 150, ("Web", 50))

    assert moved_sentence(found).endswith("; Web is the only channel in it, so take it apart by source.")


def test_the_two_effects_of_a_rate_are_explained():
    rate = a_split("ctr", 0.01, 0.006, ("Facebook", 0.5, 0.5, 0.0, -0.005), ("X", 0.5, 0.5, 0.0, 0.001))

    assert effects_explained(rate) == (
        "Mix: a larger or smaller share of what was seen; rate: that of the channel itself."
    )
    assert effects_explained(a_split("saves", 1, 2, ("X", 1))) == ""


def test_other_days_than_those_of_the_value_are_named():
    found = replace(a_split("comments", 10, 20, ("X", 6), ("Web", 4)), answered=span("2026-10-01", "2026-10-30"))

    assert "from 10 to 20 (October 2026 against September 2026), mostly" in moved_sentence(found)


def test_no_split_says_why():
    none = a_split("reach", None, None, why_not="the same people")

    assert moved_sentence(none) == "Daily reach, not split: the same people."
    assert moved_sentence(replace(none, against=None)) == "Nothing is compared, so there is no change to explain."


def test_prices_are_told_apart_where_they_moved():
    found = a_split("weighted_cost", 14.0, 19.0, ("Instagram", 12), ("TikTok", -7), price=-3.0)

    assert price_sentence(found, currency="EUR") == (
        "CPMs are held constant; with those of each range the change would be +€2.00."
    )
    assert price_sentence(replace(found, price=0.0)) == price_sentence(replace(found, price=None)) == ""


def test_the_viral_video_is_told_as_mix():
    said = moved_sentence(split("engagement_rate", sample_facts(), asked=MAY, against=before(MAY)))

    assert plain(said) == (
        "Engagement rate fell from 3.40 % to 1.87 %, mostly because TikTok made up 78 % of what was seen "
        "instead of 34 % (mix -1.0 points); within channels the rate fell by 0.5 points."
    )


sizes = st.integers(-400, 400)


@settings(max_examples=150, deadline=None)
@given(st.lists(sizes, min_size=2, max_size=6), st.integers(1, 3_000))
def test_whatever_the_parts_every_word_of_the_sentence_holds(brought, then):
    rows = sorted(zip("ABCDEF", brought, strict=False), key=lambda row: -abs(row[1]))
    found = a_split("net_followers", then, then + sum(brought), *rows, by=By.ACCOUNT)
    said, change, parts = plain(moved_sentence(found)), sum(brought), dict(rows)

    if abs(change) < 0.01 * then or not change:
        assert "nothing to explain" in said
        return
    named = {name: int(size) * (1 if word == "more" else -1) for name, size, word in
             re.findall(r"([A-F]) brought (\d+) (more|less)", said)}  # fmt: skip
    against = {name: int(size) for name, size in re.findall(r"([A-F]) \(([+-]\d+)\)", said)}
    assert {**named, **against}.items() <= parts.items()
    assert all(size * change > 0 for size in named.values())
    assert all(size * change < 0 for size in against.values())
    several = re.search(r"(\w+) accounts brought about (\d+) (more|less) each", said)
    told = named or {name: parts[name] for name in found.alike["name"]}
    assert bool(named) != bool(several)
    assert ("mostly" in said) == (sum(told.values()) / change > 0.5)
    largest = max(size * change for size in brought)
    assert max(size * change for size in told.values()) == largest
    left = [size for name, size in rows if name not in told and size * change > 0]
    # nobody who is left unnamed did as much as anybody who is named
    assert all(abs(size) < min(map(abs, told.values())) for size in left)
