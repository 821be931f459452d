"""The funnel: each step from those who count it, and a share only where like is held against like."""

import pytest

from kpi.conversion.funnel import funnel
from kpi.conversion.visits import Whose, visits
from kpi.facts import Brand, Call
from kpi.sentences.conversion import funnel_sentence, share_words
from tests.builders import OCTOBER, SEPTEMBER, facts, question
from tests.builders import day as day_of
from tests.builders import days as days_of
from tests.builders import period as period_of

WEB = {"channel": "Web", "account": "velmora.example"}
NETWORKS = ("Instagram", "X")


def networks(**more: object):
    """Give October on Instagram and on X: each day 1,000 impressions and 20 link clicks."""
    counts = {"impressions": 1_000, "link_clicks": 20, **more}
    return [one for channel in NETWORKS for one in days_of(OCTOBER, channel=channel, account="velmora", **counts)]


def traffic(sources, month=OCTOBER, **same: object):
    """Give a month's visits by source: sessions, conversions, sessions with the action."""
    for source, (sessions, *acted) in sources.items():
        acts = dict(zip(("conversions", "converting_sessions"), acted, strict=False))
        yield period_of(str(month.start), str(month.end), source=source, sessions=sessions, **acts, **WEB, **same)


GROUPS = {
    "Organic Social": (900, 20, 18),
    "Organic Video": (100, 5, 2),
    "Paid Social": (400, 9, 9),
    "Direct": (5_000, 60, 50),
}
SOURCES = {"l.instagram.com / referral": (600, 12), "t.co / referral": (124, 0), "google / organic": (5_000, 60)}


def steps(known, channels=(), against=None):
    asked = question("conversions", OCTOBER, against, channels=tuple(channels))
    return funnel(asked, known, visits(known, channels))


def test_each_step_has_its_number_and_its_share_of_the_step_before():
    found = steps(facts(*networks(), *traffic(GROUPS)))

    # two networks of 31 days; social is 900 + 100 visits, 25 conversions in 20 of them
    assert [one.name for one in found] == [
        "Impressions", "Clicks", "Sessions from social", "Conversions from social",
    ]  # fmt: skip
    assert [one.answer.value for one in found] == [62_000, 1_240, 1_000, 25]
    assert [one.share.value for one in found] == [None, 0.02, 1_000 / 1_240, 20 / 1_000]
    assert [one.counted_by for one in found] == ["Instagram, X", "Instagram, X", "web analytics", "web analytics"]


def test_the_sentence_says_each_share_of_what():
    said = funnel_sentence(steps(facts(*networks(), *traffic(GROUPS)))).replace("\u00a0", " ")

    assert said == (
        "2.00 % of the impressions became clicks; a hundred clicks brought 80.6 visits; "
        "2.00 % of the sessions from social converted."
    )


def test_conversions_without_the_visits_they_happened_in_are_so_many_a_visit():
    sources = {source: counts[:2] for source, counts in GROUPS.items()}

    last = steps(facts(*networks(), *traffic(sources)))[-1]

    assert (last.share.value, last.share.called) == (0.025, "Actions per visit")
    assert funnel_sentence([steps(facts(*traffic(sources)))[2], last]) == (
        "A hundred sessions from social brought 2.50 conversions."
    )


def test_visits_of_all_are_never_held_against_the_clicks_on_posts():
    found = steps(facts(*networks(), *days_of(OCTOBER, sessions=100, conversions=3, **WEB)))

    assert [one.name for one in found][2:] == ["Sessions of all visitors", "Conversions of all visitors"]
    assert [one.answer.value for one in found][2:] == [3_100, 93]
    assert found[2].share.value is None
    assert found[2].share.why_not == "the visits are of all visitors, the clicks on posts"
    assert found[3].share.value == 0.03


def test_conversions_of_all_are_never_held_against_the_visits_from_social():
    sources = {source: counts[:1] for source, counts in GROUPS.items()}

    last = steps(facts(*networks(), *traffic(sources), *days_of(OCTOBER, sessions=100, conversions=3, **WEB)))[-1]

    assert (last.name, last.answer.value, last.share.value) == ("Conversions of all visitors", 93, None)
    assert last.share.why_not == "no file tells which of them came from social"


def test_all_clicks_are_no_way_to_the_website():
    found = steps(facts(*networks(link_clicks=None, clicks=50), *traffic(GROUPS)))

    assert found[1].share.value == 0.05
    assert found[2].share.why_not == "Instagram, X counts all clicks, not those on links alone"


def test_a_network_without_clicks_keeps_its_visits_from_being_held_against_the_clicks():
    more = days_of(OCTOBER, channel="TikTok", account="velmora", impressions=1_000)
    found = steps(facts(*networks(), *more, *traffic(GROUPS)))

    assert found[0].answer.value == 93_000
    assert (found[1].share.value, found[1].share.of) == (0.02, 62_000)
    assert share_words(found[1]).replace("\u00a0", " ") == "2.00 % · click-through rate, over 62.0 K of the step before"
    assert found[2].share.why_not == "no clicks are known of TikTok"
    assert funnel_sentence(found[:2]).replace("\u00a0", " ") == (
        "2.00 % of the 62.0 K impressions whose clicks are known became clicks."
    )


def test_visits_from_where_no_click_is_known_are_not_held_against_the_clicks():
    found = steps(facts(*networks(), *traffic({**SOURCES, "pinterest.com / referral": (5, 0)})))

    assert found[2].answer.value == 729
    assert found[2].share.why_not == "no clicks are known of Pinterest, where visits came from"


def test_clicks_and_visits_of_different_days_are_not_comparable():
    known = facts(*networks(), *traffic(SOURCES, OCTOBER))
    early = facts(*(one for one in networks() if one["at"].day <= 20), *traffic(SOURCES, OCTOBER))

    assert steps(known)[2].share.value == 724 / 1_240
    assert steps(early)[2].share.why_not == "the two are not known for the same days"


def test_chosen_channels_narrow_the_visits_where_the_sources_name_them():
    found = steps(facts(*networks(), *traffic(SOURCES)), ["Instagram"])

    assert [one.answer.value for one in found] == [31_000, 620, 600, 12]
    assert found[2].name == "Sessions from the channels chosen"
    assert [one.share.value for one in found] == [None, 0.02, 600 / 620, 12 / 600]


def test_social_as_a_whole_says_nothing_of_one_channel():
    found = steps(facts(*networks(), *traffic(GROUPS)), ["Instagram"])

    assert (found[2].name, found[2].answer.value, found[2].share.value) == ("Sessions from social", 1_000, None)
    assert found[2].share.why_not == ("the website's files tell social as a whole, not the channels chosen")


def test_a_month_told_by_groups_is_unknown_of_one_channel_and_not_zero():
    known = facts(*traffic(GROUPS, SEPTEMBER), *traffic(SOURCES, OCTOBER))
    narrowed = visits(known, ("Instagram",))

    september = funnel(question("conversions", SEPTEMBER), narrowed.facts, narrowed)[2]

    assert narrowed.whose is Whose.NETWORKS
    assert september.answer.value is None


def test_of_channels_that_are_no_network_there_is_no_step_of_posts():
    known = facts(*networks(), *traffic(GROUPS))
    found = funnel(question("conversions", OCTOBER, channels=("Web",)), known, visits(known))

    assert [one.answer.value for one in found] == [None, None, 1_000, 25]
    assert found[0].answer.why_not == "none of the channels chosen is a social network"
    assert found[3].share.value == 0.02


def test_where_calls_are_named_key_events_by_source_do_not_pass_for_them():
    brand = Brand("Velmora", calls=(Call("Purchase", ("purchase",)),))
    bought = period_of(str(OCTOBER.start), str(OCTOBER.end), action="purchase", conversions=30, **WEB)

    last = steps(facts(*networks(), *traffic(GROUPS), bought, brand=brand))[-1]

    assert (last.name, last.answer.value, last.share.value) == ("Conversions of all visitors", 30, None)


def test_each_step_is_compared_with_the_days_before():
    before = {"Organic Social": (500, 10, 10)}
    known = facts(*traffic(before, SEPTEMBER), *traffic(GROUPS))

    found = steps(known, against=SEPTEMBER)

    assert (found[2].answer.compared, found[2].answer.change) == (500, 1.0)


@pytest.mark.parametrize("rows", [[], [day_of("2026-10-05", **WEB, sessions=0, source="Organic Social")]])
def test_of_nothing_nothing_is_said(rows):
    known = facts(*networks(), *rows) if rows else facts(day_of("2026-10-05", reactions=3))

    found = steps(known)

    assert found[-1].share.value is None
    assert funnel_sentence(found[2:]) == "No step can be held against the one before it yet."
