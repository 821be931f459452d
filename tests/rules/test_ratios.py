"""Ratios and grains: one source inside one formula, sums over the same cells, one basis, exposures."""

import pytest

from kpi.measure import By, breakdown
from kpi.periods import Step
from tests.builders import OCTOBER, SEPTEMBER, ask, question, values
from tests.rules import files as f
from tests.rules.files import BOTH, by_month, facts_of

SEEN = ("Views", "Likes", "Comments")
CLICKED = ("Views", "Total clicks", "Link Clicks")


def test_lifetime_likes_of_posts_are_never_divided_by_the_daily_views_of_their_account(tmp_path):
    known = facts_of(
        tmp_path,
        f.instagram_days("Instagram views", BOTH, 1_000),
        f.instagram_posts(
            "posts.csv",
            SEEN,
            ("1", "09/05/2026 10:00", "IG image", 300, 3, 3),
            ("2", "10/05/2026 10:00", "IG image", 400, 30, 10),
            ("3", "10/31/2026 10:00", "IG image", 100, 0, 0),
        ),
    )

    answer = ask("engagement_rate", known)

    assert answer.value == 40 / 500  # with the daily views it would be 40 / 31,000
    assert answer.sources == ("Instagram: posts, lifetime values by day of publishing (reactions, comments)",)
    assert ask("impressions", known).value == 31_000


def test_the_daily_interactions_and_the_reactions_of_posts_are_not_both_counted(tmp_path):
    known = facts_of(
        tmp_path,
        f.instagram_days("Instagram content interactions", BOTH, 10),
        f.instagram_posts(
            "posts.csv",
            SEEN,
            ("1", "09/05/2026 10:00", "IG image", 9, 3, 3),
            ("2", "10/31/2026 10:00", "IG image", 9, 30, 9),
        ),
    )

    assert ask("interactions", known).value == 39


@pytest.mark.parametrize(
    ("link_clicks", "value", "basis"),
    [
        # clicks on links are known for 900 of 1,000 views: 9 / 900, not 9 / 1,000
        ((9, ""), 0.01, "Facebook: link clicks"),
        # … and here for 100 of 1,000: all clicks of both posts count instead
        (("", 1), 0.05, "Facebook: all clicks"),
    ],
)
def test_a_click_through_rate_rests_on_the_posts_that_know_their_link_clicks(tmp_path, link_clicks, value, basis):
    known = facts_of(
        tmp_path,
        f.facebook_posts(
            "posts.csv",
            CLICKED,
            ("1", "10/05/2026 10:00", 900, 40, link_clicks[0]),
            ("2", "10/31/2026 10:00", 100, 10, link_clicks[1]),
        ),
    )

    answer = ask("ctr", known)

    assert answer.value == pytest.approx(value)
    assert basis in answer.marks


def test_one_basis_of_the_click_through_rate_serves_both_compared_months(tmp_path):
    known = facts_of(
        tmp_path,
        f.facebook_posts(
            "posts.csv",
            CLICKED,
            ("1", "08/31/2026 10:00", 100, 0, ""),
            ("2", "09/05/2026 10:00", 100, 8, ""),
            ("3", "10/05/2026 10:00", 100, 9, 2),
            ("4", "11/10/2026 10:00", 100, 0, 0),
        ),
    )

    alone, compared = ask("ctr", known), ask("ctr", known, OCTOBER, SEPTEMBER)

    assert (alone.value, compared.value, compared.compared) == (0.02, 0.09, 0.08)
    assert (alone.marks[0], compared.marks[0]) == ("Facebook: link clicks", "Facebook: all clicks")


def test_the_accounts_of_a_channel_have_one_basis_of_the_click_through_rate(tmp_path):
    known = facts_of(
        tmp_path,
        f.facebook_posts("a.csv", CLICKED, ("1", "10/31/2026 10:00", 100, 9, 2), page="Velmora"),
        f.facebook_posts("b.csv", CLICKED, ("2", "10/31/2026 10:00", 100, 7, ""), page="Velmora Shop"),
    )

    answer = ask("ctr", known)

    assert answer.value == 16 / 200
    assert [mark for mark in answer.marks if "clicks" in mark] == ["Facebook: all clicks"]


def test_the_card_covers_what_is_known_of_the_base_and_names_the_channel_left_out(tmp_path):
    known = facts_of(tmp_path, f.linkedin(BOTH, impressions=60, clicks=3), f.facebook_page(BOTH, impressions=40, new=1))

    answer = ask("ctr", known)

    assert (answer.value, answer.covered) == pytest.approx((0.05, 0.6))
    assert answer.left_out == (("Facebook", "not in its files"),)


def test_saves_join_the_interactions_only_where_both_months_know_them(tmp_path):
    columns = (*SEEN, "Saves")
    posts = (
        ("1", "08/31/2026 10:00", "IG image", 100, 1, 1, ""),
        ("2", "09/05/2026 10:00", "IG image", 100, 5, 1, ""),
        ("3", "10/05/2026 10:00", "IG image", 100, 6, 1, 50),
        ("4", "11/10/2026 10:00", "IG image", 100, 6, 1, 50),
    )
    known = facts_of(tmp_path, f.instagram_posts("posts.csv", columns, *posts))

    assert ask("engagement_rate", known).value == 0.57
    compared = ask("engagement_rate", known, OCTOBER, SEPTEMBER)
    assert (compared.value, compared.compared) == (0.07, 0.06)


def test_the_networks_own_count_serves_where_comments_are_missing_and_is_marked(tmp_path):
    known = facts_of(tmp_path, f.x_days(BOTH, impressions=100, engagements=9))

    answer = ask("engagement_rate", known)

    assert answer.value == pytest.approx(0.09)
    assert answer.marks == ("X: the network's own count, which may include clicks",)


def test_youtube_is_exposed_by_its_views_and_never_by_its_thumbnails(tmp_path):
    known = facts_of(
        tmp_path,
        f.youtube_videos(
            "Table data.csv", ("v1", "Oct 5, 2026", 200, 5_000, 8, 1, 1), ("v2", "Oct 31, 2026", 50, 900, 0, 0, 0)
        ),
    )

    answer = ask("engagement_rate", known)

    assert answer.value == 10 / 250  # by thumbnails it would be 10 / 5,900
    assert dict(answer.sums) == {"interactions": 10, "exposures": 250}


def test_views_of_videos_beside_impressions_are_a_mixed_basis(tmp_path):
    known = facts_of(
        tmp_path,
        f.linkedin(BOTH, impressions=100),
        f.youtube_days(BOTH, views=100, likes=3, comments=1, shares=1),
    )

    answer = ask("engagement_rate", known)

    assert answer.value == pytest.approx(0.05)
    assert "mixed basis: the networks count exposure differently" in answer.marks
    assert not any("mixed basis" in mark for mark in ask("engagement_rate", known, channels=("YouTube",)).marks)


def test_a_zero_denominator_is_no_data(tmp_path):
    answer = ask("engaged_share", facts_of(tmp_path, f.ga4_days(BOTH, sessions=0, engaged_sessions=0)))

    assert (answer.value, answer.why_not) == (None, "no sessions in these days")


def test_one_form_of_the_conversion_rate_serves_a_whole_trend(tmp_path):
    sources, columns = {"Direct": [100, 10, 0.05]}, ("Sessions", "Key events", "Session key event rate")
    known = facts_of(
        tmp_path,
        f.ga4_days(BOTH, sessions=100, key_events=by_month(10, 120)),
        f.ga4_groups(OCTOBER, sources, columns),
    )

    october = ask("conversion_rate", known)
    both = ask("conversion_rate", known, OCTOBER, SEPTEMBER)

    assert (october.title, october.value) == ("Conversion rate", 0.05)
    assert (both.title, both.value, both.compared) == ("Actions per visit", 1.2, 0.1)
    assert "Web: actions, not visits: may pass 100 %" in both.marks
    assert values("conversion_rate", known, BOTH, Step.MONTH) == [0.1, 1.2]


def test_the_parts_of_a_ratio_by_channel_rest_on_the_sums_of_the_whole(tmp_path):
    known = facts_of(tmp_path, f.linkedin(BOTH, impressions=900), f.x_days(BOTH, impressions=100, engagements=15))

    parts = breakdown(question("engagement_rate"), known, By.CHANNEL).rows.set_index("name")["value"].to_dict()

    assert ask("engagement_rate", known).value == pytest.approx(20 / 1_000)
    assert parts == pytest.approx({"LinkedIn": 5 / 900, "X": 0.15})
