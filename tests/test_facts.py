from datetime import date
from importlib.util import find_spec

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi import measure
from kpi.catalogue.metrics import FACT_METRICS
from kpi.columns import DIMENSIONS, FACT_COLUMNS
from kpi.facts import Brand, Overlap, Rival, build, current, daily, nothing, overlap
from tests.builders import BRAND, OCTOBER, ask, day, days, facts, mention, period, post, records, review, span

OLD, NEW = "2026-10-18", "2026-11-02"


def known(frame, metric):
    return frame[metric].dropna().tolist()


def views_of(grain, known_facts):
    return [view for view in known_facts.views if view.grain == grain]


def test_posts_of_one_day_are_one_span():
    spans = facts(post("2026-10-01 08:00", reactions=3), post("2026-10-01 19:00", reactions=4)).spans

    assert known(spans, "reactions") == [7]
    assert known(spans, "posts") == [2]


def test_what_no_row_knows_stays_unknown_in_the_span():
    spans = facts(post("2026-10-01", reactions=3), post("2026-10-01 10:00", reactions=4, saves=1)).spans

    assert known(spans, "saves") == [1]
    assert known(spans, "shares") == []


def test_a_level_is_never_added_up():
    spans = facts(day("2026-10-01", followers=100, key="a"), day("2026-10-01", followers=102, key="b")).spans

    assert known(spans, "followers") == [102]


def test_the_reach_of_two_posts_of_a_day_is_unknown():
    alone, together = (
        facts(post("2026-10-01", reach=5)),
        facts(post("2026-10-01", reach=5), post("2026-10-01", reach=6)),
    )

    assert known(alone.spans, "reach") == [5]
    assert known(together.spans, "reach") == []


def test_the_facts_of_nothing_are_empty():
    assert nothing().spans.empty
    assert nothing().views == ()


def test_the_same_file_twice_changes_nothing():
    file = [day("2026-10-01", impressions=10), post("2026-10-01", key="a", reactions=3), review("2026-10-02", 4)]

    once, twice = facts(*file), facts(*file, *file)

    pd.testing.assert_frame_equal(once.spans, twice.spans)


def test_a_newer_export_replaces_the_older_values():
    older = post("2026-10-01", key="a", reactions=3, observed_at=OLD)
    newer = post("2026-10-01", key="a", reactions=5, observed_at=NEW)

    assert known(current(records(newer, older)), "reactions") == [5]


def test_a_newer_export_that_lacks_a_metric_does_not_erase_it():
    older = day("2026-10-01", impressions=10, link_clicks=2, observed_at=OLD)
    newer = day("2026-10-01", impressions=12, observed_at=NEW)

    kept = current(records(older, newer))

    assert known(kept, "impressions") == [12]
    assert known(kept, "link_clicks") == [2]


def test_a_post_is_known_by_its_key_even_when_its_time_is_told_otherwise():
    told = [post("2026-10-01 23:30", key="a", reactions=3, observed_at=OLD), post("2026-10-02", key="a", reactions=4)]

    kept = current(records(*told))

    assert known(kept, "reactions") == [4]
    assert kept["at"].tolist() == [pd.Timestamp("2026-10-02")]


def test_of_files_seen_on_the_same_day_the_order_of_the_drop_does_not_matter():
    a = day("2026-10-01", impressions=10, file="a.csv")
    b = day("2026-10-01", impressions=12, file="b.csv")

    assert known(current(records(a, b)), "impressions") == known(current(records(b, a)), "impressions") == [12]


def test_overlap_counts_what_a_file_brings():
    before = records(day("2026-10-01", impressions=10), day("2026-10-02", impressions=20))
    file = records(
        day("2026-10-01", impressions=10), day("2026-10-02", impressions=21), day("2026-10-03", impressions=30)
    )

    assert overlap(before, file) == Overlap(new=1, same=1, corrected=1)


def test_a_file_that_adds_a_metric_to_known_days_corrects_nothing():
    found = overlap(records(day("2026-10-01", impressions=10)), records(day("2026-10-01", reach=4)))

    assert found == Overlap(new=0, same=1, corrected=0, filled=1)


def test_a_value_is_compared_with_the_newest_that_any_file_knew():
    known = records(day("2026-10-01", impressions=10, file="views.csv"), day("2026-10-01", reach=4, file="reach.csv"))

    assert overlap(known, records(day("2026-10-01", impressions=11))) == Overlap(new=0, same=0, corrected=1)


def test_records_without_an_account_inherit_the_channels_only_one():
    made = facts(
        post("2026-10-01", account="velmora"), day("2026-10-01", reach=9), day("2026-10-01", channel="X", posts=1)
    )

    assert {(view.channel, view.account) for view in made.views} == {("Instagram", "velmora"), ("X", "")}
    assert made.held == ()


def test_records_that_could_be_of_either_account_are_held_with_the_file_and_the_accounts():
    made = facts(
        *[post(f"2026-10-0{n}", account="velmora", posts=1) for n in range(1, 10)],
        post("2026-10-01", account="velmora_shop"),
        day("2026-10-01", reach=9, file="Reach.csv"),
    )

    assert known(made.spans, "reach") == []
    assert made.held == (
        "Reach.csv: it does not say which account it is about, and your files know velmora and velmora_shop.",
    )


def test_records_of_no_network_are_held():
    made = facts(day("2026-10-01", channel="", impressions=9, file="Views.csv"))

    assert made.spans.empty
    assert made.held == ("Views.csv: it does not say which network it is about.",)


def test_follows_that_posts_brought_never_answer_new_followers():
    made = facts(post("2026-10-01", new_followers=5, profile_visits=7, reactions=1))

    assert known(made.spans, "new_followers") == known(made.spans, "profile_visits") == []


def test_exposures_are_video_views_on_youtube_and_impressions_elsewhere():
    made = facts(
        day("2026-10-01", impressions=100, video_views=30),
        day("2026-10-01", channel="YouTube", impressions=50, video_views=20),
    )

    assert dict(zip(made.spans["channel"], made.spans["exposures"], strict=True)) == {"Instagram": 100, "YouTube": 20}


def test_social_sessions_are_told_by_the_source_of_each_row():
    web = [("Organic Social", 40), ("Organic Video", 2), ("Paid Social", 9), ("Direct", 100)]

    made = facts(*[period("2026-10-01", "2026-10-31", channel="Web", source=name, sessions=n) for name, n in web])

    assert ask("social_sessions", made).value == 42


def test_without_a_source_nothing_is_known_of_social_sessions():
    made = facts(day("2026-10-01", channel="Web", sessions=50))

    assert ask("social_sessions", made).why_not == "not in your files"


def test_mentions_of_the_brand_are_its_own_and_all_others_the_competitors():
    made = facts(mention("2026-10-01", "Velmora"), mention("2026-10-01", "Rondell"), mention("2026-10-02", "Rondell"))

    assert made.spans["mentions"].sum() == 1
    assert made.spans["competitor_mentions"].sum() == 2


def test_where_no_query_names_the_brand_the_competitors_are_not_known():
    made = facts(mention("2026-10-01", "Rondell"))

    assert ask("share_of_voice", made).value is None


def test_a_file_filtered_to_the_brands_queries_gives_branded_searches_beside_the_whole():
    whole = day("2026-10-01", channel="Search", search_impressions=100)
    branded = day("2026-10-01", channel="Search", search_impressions=30, slice="Query: +velmora")

    made = facts(whole, branded).spans

    assert known(made, "search_impressions") == [100]
    assert known(made, "branded_searches") == [30]


def test_a_file_filtered_otherwise_never_replaces_or_adds_to_the_whole():
    whole = day("2026-10-01", channel="Search", search_impressions=100)
    folder = day("2026-10-01", channel="Search", search_impressions=30, slice="Page: /blog")

    assert ask("organic_searches", facts(whole, folder), span("2026-10-01", "2026-10-01")).value == 100


def test_two_follower_totals_give_the_change_between_them():
    made = facts(day("2026-09-30", followers=100), day("2026-10-31", followers=130), day("2026-11-01", followers=131))

    changes = made.spans[made.spans["stock_change"].notna()].sort_values("start")

    assert changes["start"].dt.strftime("%m-%d").tolist() == ["10-01", "11-01"]
    assert changes["grain"].tolist() == ["period", "day"]
    assert changes["stock_change"].tolist() == [30, 1]


def test_follower_totals_of_two_accounts_give_no_change_between_them():
    made = facts(day("2026-09-30", followers=100, account="a"), day("2026-10-31", followers=130, account="b"))

    assert known(made.spans, "stock_change") == []


def test_the_days_a_file_speaks_of_have_no_day_of_another_file():
    january, march = ("2026-01-01", "2026-01-31"), ("2026-03-01", "2026-03-31")

    (view,) = facts(post("2026-01-09", covers=january), post("2026-03-09", covers=march)).views

    assert len(view.covered) == 62


def test_a_listening_query_counts_from_its_first_mention():
    made = facts(
        mention("2026-10-01", "Velmora"), mention("2026-10-20", "Kapriol"), covers=("2026-10-01", "2026-10-31")
    )

    assert [len(view.covered) for view in views_of("mention", made)] == [12, 31]


few = settings(max_examples=20, deadline=None)
ROWS = st.lists(
    st.builds(
        lambda when, account, metric, value, seen: post(
            f"2026-10-{when:02}", key=str(when), account=account, observed_at=f"2026-11-{seen:02}", **{metric: value}
        ),
        st.integers(1, 9),
        st.sampled_from("ab"),
        st.sampled_from(["reactions", "saves"]),
        st.integers(0, 99),
        st.integers(1, 28),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda row: (row["key"], row["account"], row["observed_at"]),
)


@few
@given(orders=ROWS.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_no_order_of_rows_or_files_changes_the_facts(orders):
    rows, shuffled = orders

    pd.testing.assert_frame_equal(facts(*rows).spans, facts(*shuffled).spans)


@few
@given(rows=ROWS)
def test_what_is_loaded_again_changes_nothing(rows):
    pd.testing.assert_frame_equal(facts(*rows).spans, facts(*rows, *rows[: len(rows) // 2]).spans)


@few
@given(rows=ROWS)
def test_nothing_known_is_lost(rows):
    made = facts(*rows)

    for metric in ("reactions", "saves"):
        newest = {}
        for one in sorted(rows, key=lambda one: one["observed_at"]):
            if metric in one:
                newest[one["account"], one["key"]] = one[metric]
        assert made.spans[metric].sum() == sum(newest.values())


def prepared():
    frame = records(
        day("2026-10-01", impressions=3), day("2026-10-01", impressions=4, key="b"), day("2026-10-02", reach=5)
    )
    made = {name: np.nan for name in FACT_METRICS if name not in frame}
    texts = {name: frame[name].astype("str") for name in DIMENSIONS}
    return frame.assign(start=frame["at"], end=frame["until"], **made, **texts)


@pytest.mark.skipif(not find_spec("duckdb"), reason="DuckDB is not installed here")
def test_the_same_function_adds_up_in_a_database():
    import duckdb

    kept = [*FACT_COLUMNS[:2], "observed_at", *DIMENSIONS, *FACT_METRICS]
    table = duckdb.from_df(prepared()[kept])

    found = daily(table).df()

    pd.testing.assert_frame_equal(found, daily(prepared()), check_dtype=False)


def test_posts_younger_than_a_week_can_be_told_from_the_rest():
    made = facts(
        post("2026-10-29", observed_at="2026-10-31", reactions=1), post("2026-10-01", observed_at="2026-10-31")
    )

    (view,) = made.views
    assert (view.observed - view.end).astype(int).tolist() == [30, 2]


def test_a_brand_is_named_by_any_of_its_terms_in_any_case():
    brand = Brand("Velmora", ("city e-bike",))

    assert brand.names("VELMORA bikes")
    assert brand.names("the City E-Bike")
    assert not Brand("").names("anything")


def test_a_competitor_whose_name_holds_the_brands_is_not_the_brand():
    brand = Brand("Nord", ("Nordwind Café",), rivals=(Rival("Nordwind"),))

    named = ("Nord", "nord.bikes", "Nord or Nordwind", "Nordwind Café", "Nordwind", "NORDWIND (DE)")

    assert [brand.names(text) for text in named] == [True, True, True, True, False, False]


def test_mentions_of_a_competitor_whose_name_holds_the_brands_are_the_competitors():
    rows = [mention(f"2026-10-0{n}", who) for n in (1, 2) for who in ("Nord", "Nordwind", "Nordwind")]

    known = facts(
        *(row | {"key": str(n)} for n, row in enumerate(rows)), brand=Brand("Nord", rivals=(Rival("Nordwind"),))
    )

    assert ask("share_of_voice", known, span("2026-10-01", "2026-10-02")).value == pytest.approx(2 / 6)


def test_building_changes_no_record():
    frame = records(day("2026-10-01", impressions=3), day("2026-10-01", impressions=4, observed_at=OLD))
    before = frame.copy(deep=True)

    build(frame, BRAND)

    pd.testing.assert_frame_equal(frame, before)
    assert OCTOBER.days == 31


def test_mentions_of_which_none_is_the_brand_ask_for_its_name():
    made = facts(mention("2026-10-05", "Rondell"), mention("2026-10-06", "Kapriol"), brand=Brand("Velmora"))

    assert made.held == ("Which of Kapriol, Rondell are you? Share of voice waits for your brand's name.",)


def test_two_exports_that_tell_the_same_period_split_another_way_are_not_added():
    month = ("2026-10-01", "2026-10-31")
    made = facts(
        period(*month, channel="Web", export="ga4_pages", key="/a", conversions=1, page_views=5),
        period(*month, channel="Web", export="ga4_pages", key="/b", conversions=2, page_views=7),
        period(*month, channel="Web", export="ga4_city", key="Ulm", conversions=3, engaged_sessions=4),
    )

    (only,) = made.views
    assert {key: values.tolist() for key, values in only.metrics.items()} == {
        "page_views": [12.0],
        "engaged_sessions": [4.0],
        "conversions": [3.0],
    }


def test_web_traffic_by_source_stands_beside_the_same_month_by_page():
    month = ("2026-10-01", "2026-10-31")
    made = facts(
        period(*month, channel="Web", export="ga4_pages", key="/a", conversions=3),
        period(*month, channel="Web", export="ga4_traffic_acquisition", source="Organic Social", conversions=2),
    )

    assert [view.by_source for view in made.views] == [False, True]


def test_people_who_viewed_a_business_profile_are_no_impressions():
    month = ("2026-10-01", "2026-10-31")
    made = facts(period(*month, channel="Google", basis="people", impressions=360, link_clicks=9))

    assert set(made.views[0].metrics) == {"link_clicks"}


def test_clicks_and_views_of_a_day_from_two_files_are_known_together():
    made = facts(
        day("2026-10-01", impressions=200, basis="views"),
        day("2026-10-01", account="velmora.bikes", link_clicks=5),
        day("2026-10-02", account="velmora.bikes", link_clicks=7),
    )

    assert made.spans[["impressions", "link_clicks"]].fillna(-1).to_numpy().tolist() == [[200, 5], [-1, 7]]
    assert made.spans["basis"].tolist() == ["views", ""]


def test_a_day_told_by_a_file_that_names_its_account_and_by_one_that_does_not_counts_once():
    made = facts(
        day("2026-10-01", file="Views.csv", impressions=200),
        day("2026-10-01", file="Views (2).csv", account="velmora.bikes", impressions=200),
    )

    assert made.spans["impressions"].tolist() == [200]


def test_a_post_dated_after_its_file_waits_and_moves_no_last_day():
    seen = {"observed_at": "2026-10-10", "file": "posts.csv", "covers": ("2026-10-01", "2027-03-01")}

    made = facts(
        post("2026-10-09", key="a", reactions=3, **seen),
        post("2026-10-11", key="b", reactions=4, **seen),
        post("2027-03-01", key="c", reactions=5, **seen),
    )

    assert made.spans["reactions"].sum() == 7
    assert made.views[0].covered.max() == np.datetime64("2026-10-11")
    assert made.held[0].startswith("posts.csv: 1 of its rows are dated after the file itself, up to 2027-03-01")


def test_two_cuts_of_one_total_by_the_same_export_are_not_added():
    ads = {"channel": "Meta", "export": "meta_ads", "paid": "paid"}
    october = ("2026-10-01", "2026-10-31")

    made = facts(
        period(*october, **ads, cut="Ad name", key="spring", spend=60, ad_impressions=6_000),
        period(*october, **ads, cut="Ad name", key="summer", spend=40, ad_impressions=4_000),
        period(*october, **ads, cut="Region", key="north", spend=100),
    )

    assert (made.spans["spend"].sum(), made.spans["ad_impressions"].sum()) == (100, 10_000)


def test_of_two_cuts_that_know_the_same_metrics_the_one_that_lacks_least_counts():
    ads = {"channel": "Meta", "export": "meta_ads", "paid": "paid"}
    october = ("2026-10-01", "2026-10-31")

    made = facts(
        period(*october, **ads, cut="ad name", key="spring", spend=60),
        period(*october, **ads, cut="region", key="north", spend=70),
        period(*october, **ads, cut="region", key="south", spend=30),
    )

    assert made.spans["spend"].sum() == 100


def test_days_that_are_cut_two_ways_are_not_added_either():
    ads = {"channel": "Meta", "export": "meta_ads", "paid": "paid"}

    made = facts(
        day("2026-10-01", **ads, cut="Ad name", key="spring", spend=60),
        day("2026-10-01", **ads, cut="Ad name", key="summer", spend=40),
        day("2026-10-01", **ads, cut="Age", key="18-24", spend=100),
        day("2026-10-02", **ads, cut="Age", key="18-24", spend=7),
    )

    assert made.spans.groupby("start")["spend"].sum().tolist() == [100, 7]


def test_a_total_that_only_one_cut_knows_is_kept():
    ads = {"channel": "Meta", "export": "meta_ads", "paid": "paid"}
    october = ("2026-10-01", "2026-10-31")

    made = facts(
        period(*october, **ads, cut="Ad name", key="spring", spend=100),
        period(*october, **ads, cut="Region", key="north", spend=100, ad_clicks=5),
    )

    assert (made.spans["spend"].sum(), made.spans["ad_clicks"].sum()) == (100, 5)


def test_facts_up_to_a_day_know_nothing_of_what_came_later():
    later = [
        *days(span("2026-10-01", "2026-10-20"), impressions=5),
        period("2026-10-01", "2026-10-31", channel="Web", sessions=9),
    ]
    rows = [*later, review("2026-10-05", 5, covers=("2026-10-01", "2026-10-31"))]

    seen = facts(*rows).until(date(2026, 10, 10))

    assert measure.as_of(seen) == date(2026, 10, 10)
    assert ask("impressions", seen).value == 50
    assert ask("page_views", seen).value is None
    assert ask("ratings", seen).period.end == date(2026, 10, 10)
    assert {view.channel for view in seen.views} == {"Instagram", "Trustpilot"}
