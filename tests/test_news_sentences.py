"""What is new, in words: the channel, the days, the value beside what is usual, and never why."""

from datetime import date

import pytest

from kpi.catalogue.kpis import KPIS
from kpi.insight.found import Break, Finding, Mix, News
from kpi.insight.outstanding import Outstanding
from kpi.sentences.news import break_sentence, evidence_sentence, headline, news_sentence, quiet_sentence
from tests.builders import span

DAYS = span("2026-05-11", "2026-05-17")
CAUSAL = ("because", "due to", "caused", "thanks to", "led to", "driven")


def found(kpi, value, usual, *, channel="TikTok", **more: object):
    return Finding(KPIS[kpi], channel, DAYS, value, usual, 0.9 * usual, 1.1 * usual, 36, **more)


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        (
            found("impressions", 2_400_000, 170_000),
            "TikTok, 11–17 May 2026: 2.40 M impressions, 14 × what these weekdays usually bring (170 K).",
        ),
        (
            found("unfollows", 344, 137),
            "TikTok, 11–17 May 2026: 344 unfollows, 2.5 × what these weekdays usually bring (137).",
        ),
        (
            found("impressions", 179, 4_067, channel="X"),
            "X, 11–17 May 2026: 179 impressions, 4 % of what these weekdays usually bring (4.07 K).",
        ),
        (
            found("comments", 0, 15, channel="X"),
            "X, 11–17 May 2026: no comments, where these weekdays usually bring 15.",
        ),
        (
            found("impressions", 90_000, 30_000, channel="Facebook", by_posts=True),
            "Facebook, 11–17 May 2026: 90.0 K impressions, 3.0 × what as many posts usually bring (30.0 K).",
        ),
        (
            found("engagement_rate", 0.0141, 0.035, channel=""),
            "All channels, 11–17 May 2026: engagement rate 1.41 %, usually 3.50 % (3.15 % to 3.85 %).",
        ),
        (
            found("average_rating", 3.4, 4.5, channel="Trustpilot"),
            "Trustpilot, 11–17 May 2026: average rating 3.4, usually 4.5 (4.0 to 5.0).",
        ),
    ],
)
def test_a_finding_stands_beside_what_is_usual(finding, said):
    assert news_sentence(finding).replace("\xa0", " ") == said


def test_the_evidence_says_how_unusual_it_is_and_what_went_along():
    also = ((KPIS["reach"], "TikTok"), (KPIS["new_followers"], "TikTok"), (KPIS["impressions"], "Instagram"))
    post = Outstanding("TikTok", date(2026, 5, 16), "video", "Tram", "", "impressions", 1_903_640, 15_292)

    said = evidence_sentence(found("impressions", 2_400_000, 170_000, record=True, also=also, post=post))

    assert said.replace("\xa0", " ") == (
        "In the 36 weeks known before, no stretch as long was as high. One video of 16 May 2026 alone has 1.90 M "
        "impressions so far; half of the channel's have less than 15.3 K. Also high on these days: daily reach and new "
        "followers on TikTok; impressions on Instagram."
    )
    assert not [word for word in CAUSAL if word in said]


def test_what_is_no_record_is_not_called_one():
    assert evidence_sentence(found("impressions", 2_400_000, 170_000)) == ""


def test_a_rate_of_all_channels_names_the_channel_whose_share_grew():
    said = evidence_sentence(found("engagement_rate", 0.014, 0.035, channel="", mix=Mix("TikTok", 0.96, 0.29)))

    assert said.replace("\xa0", " ") == "TikTok had 96 % of the exposures, 29 % in the half year before."


def test_a_line_names_channel_kpi_and_days():
    line = headline(found("impressions", 2_400_000, 170_000))

    assert line.replace("\xa0", " ") == "TikTok, impressions: 14 × the usual, 11–17 May 2026"


def test_a_break_is_named_as_one():
    said = break_sentence(Break(date(2025, 11, 16), "Facebook", "Facebook: impressions → views"))

    assert said.startswith("Facebook: impressions → views from 16 Nov 2025 on: ")
    assert said.endswith("a difference is no change.")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (News(), "Your last files bring no later days of anything you had before, so there is nothing to judge."),
        (
            News(DAYS, unjudged=3),
            (
                "Too little is known from before to say what is unusual: it takes ten weeks of single days with "
                "something in them."
            ),
        ),
        (News(DAYS, judged=40, since=DAYS.start), "Nothing beyond what your weekdays usually bring."),
        (
            News(DAYS, judged=40, unjudged=2, since=date(2026, 5, 14)),
            (
                "Nothing beyond what your weekdays usually bring. Judged are the days from 14 May 2026 on, at most a "
                "fifth of those known. Too little is known from before of 2 of 42 KPIs by channel."
            ),
        ),
    ],
)
def test_no_news_is_said_quietly_and_of_what_it_is_said(told, said):
    assert quiet_sentence(told) == said


def test_days_that_are_not_known_are_counted_in_the_evidence():
    assert evidence_sentence(found("impressions", 9, 3, unknown=2)) == "Two of these days are not known."
