"""Slices, paid and mixed, periods that overlap."""

from tests.builders import OCTOBER, SEPTEMBER, ask, days, facts, period, span
from tests.rules import files as f
from tests.rules.files import BOTH, by_month, facts_of

BLOG = [("Page", "+/blog/")]
FIRST_HALF, SECOND_HALF = span("2026-10-01", "2026-10-15"), span("2026-10-16", "2026-10-31")


def test_a_filtered_export_never_replaces_or_adds_to_the_whole(tmp_path):
    known = facts_of(tmp_path, f.search(BOTH, 100), f.search(BOTH, 30, filters=BLOG))

    answer = ask("organic_searches", known, OCTOBER, SEPTEMBER)

    assert (answer.value, answer.compared) == (3_100, 3_000)
    assert not any("filtered" in mark for mark in answer.marks)


def test_a_filtered_export_alone_answers_and_says_what_it_was_filtered_to(tmp_path):
    answer = ask("organic_searches", facts_of(tmp_path, f.search(BOTH, 30, filters=BLOG)))

    assert answer.value == 930
    assert "Search: only what the file was filtered to, Page: +/blog/" in answer.marks


def test_two_filtered_exports_answer_nothing(tmp_path):
    known = facts_of(tmp_path, f.search(BOTH, 30, filters=BLOG), f.search(BOTH, 20, filters=[("Page", "+/shop/")]))

    assert ask("organic_searches", known).value is None


def test_an_export_of_videos_alone_never_joins_the_posts(tmp_path):
    header = ("Video asset ID", "Page ID", "Page name", "Publish time", "Views")
    videos = f.csv("videos.csv", header, [("v9", "617", "Velmora", "10/05/2026 10:00", 5_000)])
    posts = f.facebook_posts("posts.csv", ("Views",), ("1", "10/05/2026 10:00", 700), ("2", "10/31/2026 10:00", 0))

    both, alone = facts_of(tmp_path, posts, videos), facts_of(tmp_path, videos)

    assert ask("impressions", both).value == 700
    assert "Facebook: only what the file was filtered to, videos only" in ask("impressions", alone).marks


def test_sponsored_impressions_never_count_as_organic(tmp_path):
    header = ("Date", "Impressions (organic)", "Impressions (sponsored)", "Impressions (total)", "Clicks (organic)")
    rows = f.daily(OCTOBER, 100, 900, 1_000, 2, written="%m/%d/%Y")
    file = f.File(f.LINKEDIN, f.workbook({"Metrics": [["Of organic and sponsored posts."], header, *rows]}))

    known = facts_of(tmp_path, file)

    assert ask("impressions", known).value == 3_100
    assert ask("ctr", known).value == 62 / 3_100
    assert ask("ad_impressions", known).value == 27_900


def test_what_does_not_tell_organic_from_boosted_is_labelled(tmp_path):
    answer = ask("impressions", facts_of(tmp_path, f.instagram_days("Instagram views", BOTH, 100)))

    assert answer.marks == ("Instagram: the export does not tell organic from boosted",)


def test_ads_that_cannot_be_subtracted_from_what_is_mixed_are_named_with_the_reason(tmp_path):
    ads = f.meta_ads((OCTOBER, 500.0, 60_000))
    viewed = f.instagram_days("Instagram views", BOTH, 100)
    posts = f.facebook_posts(
        "Posts.csv", ("Impressions", "Reactions"), ("1", "10/05/2026 10:00", 400, 3), ("2", "10/31/2026 10:00", 100, 1)
    )

    answer = ask("impressions", facts_of(tmp_path, ads, viewed, posts))

    assert answer.value == 3_600
    assert [mark for mark in answer.marks if "subtracted" in mark] == [
        "Facebook: ads cannot be subtracted: its posts count their whole life, the ads file the days on which ads ran",
        "Instagram: ads cannot be subtracted: its file counts views, the ads file impressions",
    ]


def test_ads_of_one_network_for_two_channels_cannot_be_subtracted_from_one_of_them():
    mixed = days(OCTOBER, impressions=100, paid="mixed", basis="impressions")
    known = facts(*mixed, period("2026-10-01", "2026-10-31", channel="Meta", ad_impressions=900))

    answer = ask("impressions", known)

    assert answer.value == 3_100
    assert "Instagram: ads cannot be subtracted: the ads file counts Instagram and Facebook together" in answer.marks


def test_of_ads_that_ran_on_other_days_nothing_is_said(tmp_path):
    known = facts_of(tmp_path, f.meta_ads((SEPTEMBER, 500.0, 60_000)), f.instagram_days("Instagram views", BOTH, 100))

    assert ask("impressions", known).marks == ("Instagram: the export does not tell organic from boosted",)


def test_people_who_saw_a_business_profile_are_no_impressions(tmp_path):
    header = (
        *("Store code", "Business name", "Address", "Google Search - Mobile", "Google Search - Desktop"),
        *("Google Maps - Mobile", "Google Maps - Desktop", "Website clicks"),
    )
    file = f.csv(
        "GMB insights (Performance Report) - 2026-10-1 - 2026-10-31 - 9fd704c2.csv",
        header,
        [("1", "Velmora", "Oslo", 500, 300, 200, 100, 9)],
    )

    known = facts_of(tmp_path, file, f.linkedin(BOTH, impressions=100))

    assert ask("impressions", known).value == 3_100
    assert ask("link_clicks", known, channels=("Google",)).value == 9


def test_a_row_that_totals_a_period_answers_only_for_days_that_hold_it_whole(tmp_path):
    known = facts_of(tmp_path, f.ga4_groups(OCTOBER, {"Organic Social": [310], "Direct": [90]}))

    assert ask("social_sessions", known).value == 310
    assert ask("social_sessions", known, BOTH).value == 310
    assert ask("social_sessions", known, span("2026-10-01", "2026-10-30")).value is None
    assert "Web: 31 of 61 days known" in ask("social_sessions", known, BOTH).marks


def test_of_overlapping_periods_the_disjoint_ones_that_cover_most_count_and_never_their_sum(tmp_path):
    week = span("2026-10-12", "2026-10-18")
    known = facts_of(
        tmp_path,
        f.ga4_groups(FIRST_HALF, {"Organic Social": [150]}, name="a.csv"),
        f.ga4_groups(week, {"Organic Social": [70]}, name="b.csv"),
        f.ga4_groups(SECOND_HALF, {"Organic Social": [160]}, name="c.csv"),
    )

    assert ask("social_sessions", known).value == 310
    assert ask("social_sessions", known, span("2026-10-02", "2026-10-31")).value == 160


def test_the_same_month_split_by_group_and_by_source_counts_once(tmp_path):
    known = facts_of(
        tmp_path,
        f.ga4_groups(OCTOBER, {"Organic Social": [310], "Direct": [90]}, name="groups.csv"),
        f.ga4_groups(
            OCTOBER,
            {"l.instagram.com / referral": [200], "t.co / referral": [100], "(direct) / (none)": [90]},
            by="Session source / medium",
            name="sources.csv",
        ),
    )

    assert ask("social_sessions", known).value == 310
    assert ask("sessions", known).value == 400


def test_ads_of_a_month_told_twice_count_once(tmp_path):
    header = ("Reporting starts", "Reporting ends", "Region", "Impressions", "Amount spent (EUR)")
    days = (str(OCTOBER.start), str(OCTOBER.end))
    regions = f.File(
        "Velmora-Regions.xlsx",
        f.workbook({"Worksheet": [header, (*days, "North", "12500", "75"), (*days, "South", "12500", "75")]}),
    )

    known = facts_of(tmp_path, f.meta_ads((OCTOBER, 150, 25_000)), regions)

    assert ask("spend", known).value == 150
    assert ask("cpm", known).value == 6


def test_a_change_between_two_exports_of_one_month_takes_the_newer(tmp_path):
    older = f.linkedin(SEPTEMBER, impressions=50)._replace(name="velmora_content_1790000000000.xlsx")

    known = facts_of(tmp_path, older, f.linkedin(BOTH, impressions=by_month(100, 100)))

    assert ask("impressions", known, SEPTEMBER).value == 3_000
