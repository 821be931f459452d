"""Whether a KPI can be followed regularly: from the files that there are, with days and months counted by hand."""

from datetime import date, timedelta

import pytest

from kpi.catalogue.kpis import KPIS
from kpi.following import Verdict, monitorability
from kpi.freshness import Feed
from tests.builders import span

TODAY = date(2026, 11, 22)
X_CLICKS = "X → Premium → Analytics → Overview → Download CSV"


def month(number, year=2026):
    after = date(year + number // 12, number % 12 + 1, 1)
    return date(year, number, 1), after - timedelta(days=1)


def feed(*covered: tuple[date, date], channel="X", metrics=("impressions",), cadence=31, fetch=X_CLICKS, ended=False):
    return Feed(channel, "day", frozenset(metrics), covered, cadence, fetch, ended=ended)


def typed(channel, metric, *days: date):
    return Feed(channel, "day", frozenset({metric}), tuple((day, day) for day in days), 31, typed=True)


def judged(*feeds: Feed, kpi="impressions", today=TODAY, **more: object):
    return monitorability(KPIS[kpi], feeds, today, **more)


def said(found):
    return [one.said for one in found.hindrances]


def test_nothing_is_said_where_all_is_well():
    found = judged(feed(month(8)), feed(month(9)), feed(month(10)))

    assert (found.verdict, found.hindrances) == (Verdict.WELL, ())


def test_one_file_of_a_month_does_not_tell_whether_more_will_come():
    found = judged(feed(month(10)))

    assert found.verdict is Verdict.PARTLY
    assert [one.sentence for one in found.hindrances] == [
        "X: only one file so far, of 31 days. Load a second month to see whether it can be followed."
    ]


def test_one_file_of_eight_weeks_tells_enough():
    assert judged(feed((date(2026, 9, 5), date(2026, 10, 30)))).verdict is Verdict.WELL  # 26 + 30 days = 56
    assert judged(feed((date(2026, 9, 6), date(2026, 10, 30)))).verdict is Verdict.PARTLY  # 55


def test_two_files_of_a_week_show_that_more_come():
    weeks = [feed((date(2026, 11, 2), date(2026, 11, 8))), feed((date(2026, 11, 9), date(2026, 11, 15)))]

    assert judged(*weeks).verdict is Verdict.WELL


@pytest.mark.parametrize(
    ("last", "verdict", "reason"),
    [
        (date(2026, 9, 21), Verdict.WELL, []),  # 62 days: twice the cadence
        (date(2026, 9, 20), Verdict.NOT, ["X: the last file is 2 months old."]),
        (date(2026, 3, 22), Verdict.NOT, ["X: the last file is 8 months old."]),  # 245 days
    ],
)
def test_a_channel_whose_files_stopped_cannot_be_followed(last, verdict, reason):
    found = judged(feed((date(2025, 1, 1), last)))

    assert (found.verdict, said(found)) == (verdict, reason)


def test_the_way_out_of_files_that_stopped_is_the_clicks_to_a_newer_one():
    (stopped,) = judged(feed((date(2025, 1, 1), date(2026, 3, 31)))).hindrances

    assert stopped.way_out == f"load a newer one ({X_CLICKS}), or leave the channel out"


def test_months_without_a_file_are_counted_among_the_last_six():
    # of May to October, July, August and September are missing
    found = judged(feed(month(1)), *(feed(month(number)) for number in range(2, 7)), feed(month(10)))

    assert found.verdict is Verdict.PARTLY
    assert said(found) == ["X: 3 of the last 6 months are missing."]


def test_a_gap_longer_than_six_months_ago_is_forgiven():
    assert judged(feed(month(1)), *(feed(month(number)) for number in range(5, 11))).verdict is Verdict.WELL


def test_what_lies_before_the_first_day_is_no_gap():
    found = judged(feed((date(2026, 8, 25), date(2026, 8, 31))), feed(month(10)))

    assert said(found) == ["X: 1 of the last 3 months is missing."]


def test_a_month_known_by_half_is_not_missing():
    half = feed((date(2026, 9, 1), date(2026, 9, 15)))  # 15 of 30 days
    less = feed((date(2026, 9, 1), date(2026, 9, 14)))

    assert judged(feed(month(8)), half, feed(month(10))).verdict is Verdict.WELL
    assert said(judged(feed(month(8)), less, feed(month(10)))) == ["X: 1 of the last 3 months is missing."]


def test_typed_numbers_need_somebody_who_types_them():
    ends = [month(number)[1] for number in range(5, 11)]

    found = judged(typed("Facebook", "followers", *ends), kpi="followers")

    assert found.verdict is Verdict.PARTLY
    assert said(found) == ["Facebook: typed numbers only: somebody must type them every month."]


def test_a_level_typed_at_the_end_of_each_month_has_no_gap_and_one_left_out_is_named():
    ends = [month(number)[1] for number in (5, 6, 9, 10)]

    found = judged(typed("Facebook", "followers", *ends), kpi="followers")

    # 30 June stands for 35 days, to 4 August: July is known, August by 4 of 31 days, September by its last day
    assert said(found)[1:] == ["Facebook: 2 of the last 6 months are missing."]


def test_numbers_typed_long_ago_are_stale_and_no_file_is_spoken_of():
    found = judged(typed("Facebook", "followers", date(2026, 3, 31)), kpi="followers")

    assert said(found) == ["Facebook: the last number typed is 8 months old."]


@pytest.mark.parametrize(
    ("days", "verdict"), [(7, Verdict.PARTLY), (31, Verdict.PARTLY), (32, Verdict.WELL), (92, Verdict.WELL)]
)
def test_a_target_must_last_longer_than_the_time_between_two_files(days, verdict):
    window = span("2026-12-01", str(date(2026, 11, 30) + timedelta(days=days)))

    assert judged(feed((date(2026, 1, 1), date(2026, 10, 31))), window=window).verdict is verdict


def test_a_short_target_is_told_how_often_files_come():
    week = span("2026-12-01", "2026-12-07")

    found = judged(feed((date(2026, 1, 1), date(2026, 10, 31))), window=week)

    assert said(found) == ["X: a file comes every 31 days: a target of 7 days cannot be followed on its way."]


def test_files_that_come_more_often_than_they_must_let_a_target_be_shorter():
    weeks = [feed((date(2026, 11, day - 6), date(2026, 11, day))) for day in (7, 14, 21)]
    fortnight, week = span("2026-12-01", "2026-12-14"), span("2026-12-01", "2026-12-07")

    assert judged(*weeks, window=fortnight).verdict is Verdict.WELL
    assert said(judged(*weeks, window=week)) == [
        "X: a file comes every 7 days: a target of 7 days cannot be followed on its way."
    ]


def test_an_export_that_its_platform_gives_no_more_sends_to_its_follower():
    old = feed((date(2025, 1, 1), date(2026, 10, 31)), cadence=0, fetch="", ended=True)

    (found,) = judged(old).hindrances

    assert found.said == "X: its platform gives this export no more."
    assert found.way_out == "load “Posts, X Premium analytics” (X → Premium → Analytics → Content → Download CSV)"


def test_a_kpi_that_nothing_feeds_names_the_export_that_would():
    found = judged(kpi="page_views")

    assert found.verdict is Verdict.NOT
    assert found.hindrances[0].sentence.startswith("Nothing in your files feeds it yet. Load “")


def test_a_channel_asked_for_whose_files_lack_an_operand_is_not_fed():
    found = judged(feed(month(9)), feed(month(10)), kpi="ctr", channels=("X",))

    assert found.verdict is Verdict.NOT
    assert said(found) == ["X: no file feeds it yet."]


def test_a_channel_whose_exports_never_hold_it_says_so():
    assert said(judged(kpi="share_of_voice", channels=("X",))) == ["X: no export of it holds this."]


def test_operands_of_two_files_are_known_where_both_are():
    views, clicks = feed(month(9)), feed(month(9), metrics=("link_clicks",))
    newer = [feed(month(10)), feed(month(10), metrics=("link_clicks",))]

    assert judged(views, clicks, *newer, kpi="ctr").verdict is Verdict.WELL
    # clicks end on 31 March, whatever the views do: 236 days
    old = feed(month(3), metrics=("link_clicks",))
    assert said(judged(feed(month(3)), *newer[:1], old, kpi="ctr")) == ["X: the last file is 8 months old."]


def test_one_channel_of_two_that_stopped_leaves_the_other():
    stopped = feed((date(2025, 1, 1), date(2026, 3, 22)))
    going = [feed(month(number), channel="TikTok", cadence=28) for number in (9, 10)]

    found = judged(stopped, *going)

    assert (found.verdict, said(found)) == (Verdict.PARTLY, ["X: the last file is 8 months old."])


def test_what_several_channels_have_in_common_is_said_once():
    ends = [month(number)[1] for number in range(5, 11)]

    found = judged(typed("X", "followers", *ends), typed("Threads", "followers", *ends), kpi="followers")

    assert [one.channels for one in found.hindrances if "typed" in one.reason] == [("X", "Threads")]


def test_the_weighted_cost_asks_for_impressions_whatever_a_cpm_is_made_of():
    assert judged(feed(month(9)), feed(month(10)), kpi="weighted_cost").verdict is Verdict.WELL


@pytest.mark.parametrize("key", KPIS)
def test_every_kpi_without_a_file_names_a_way_out(key):
    (found,) = judged(kpi=key).hindrances

    assert found.bars
    assert found.way_out.startswith(("load “", "type its numbers"))
