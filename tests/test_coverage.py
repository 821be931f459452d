from datetime import date

import pandas as pd

from kpi.coverage import by_month, months_known, stretches
from kpi.facts import nothing
from tests.builders import OCTOBER, Row, day, days, facts, period, post


def counted(*rows: Row):
    found = by_month(facts(*rows))
    return {(row.channel, f"{row.month:%Y-%m}", row.source): row.days_known for row in found.itertuples()}


def test_the_days_of_a_daily_file_are_counted_once_a_month():
    assert counted(*days(OCTOBER, reach=1), day("2026-11-01", reach=1)) == {
        ("Instagram", "2026-10", "days"): 31,
        ("Instagram", "2026-11", "days"): 1,
    }


def test_posts_count_for_every_day_that_their_file_covers():
    assert counted(post("2026-10-05", covers=("2026-09-29", "2026-10-31"))) == {
        ("Instagram", "2026-09", "posts"): 2,
        ("Instagram", "2026-10", "posts"): 31,
    }


def test_a_period_counts_for_its_days():
    assert counted(period("2026-10-30", "2026-11-02", sessions=1, channel="Web")) == {
        ("Web", "2026-10", "periods"): 2,
        ("Web", "2026-11", "periods"): 2,
    }


def test_two_accounts_of_a_channel_count_a_day_once():
    assert counted(day("2026-10-05", reach=1, account="a"), day("2026-10-05", reach=1, account="b")) == {
        ("Instagram", "2026-10", "days"): 1
    }


def test_a_filtered_file_covers_nothing():
    assert counted(day("2026-10-05", channel="Search", search_impressions=1, slice="Page: /blog")) == {}


def test_the_length_of_the_month_stands_beside():
    assert by_month(facts(day("2024-02-05", reach=1)))["days_in_month"].tolist() == [29]


def test_nothing_is_covered_by_no_file():
    empty = by_month(nothing())

    assert empty.columns.tolist() == ["channel", "month", "days_known", "days_in_month", "source"]
    assert pd.api.types.is_datetime64_dtype(empty["month"])


def sheet(*covered: tuple[str, str], rows=1):
    return {"rows_kept": rows, "first_date": "2026-01-01", "last_date": "2026-01-09", "covered": covered}


def test_the_days_of_a_files_tables_are_joined_where_they_meet():
    tables = [sheet(("2026-02-01", "2026-02-28"), ("2026-04-01", "2026-04-02")), sheet(("2026-01-01", "2026-01-31"))]

    assert stretches(tables) == [
        (date(2026, 1, 1), date(2026, 2, 28)),
        (date(2026, 4, 1), date(2026, 4, 2)),
    ]


def test_a_table_that_kept_nothing_covers_nothing():
    assert stretches([sheet(("2026-01-01", "2026-01-31"), rows=0)]) == []


def test_months_between_the_first_and_the_last_day_are_known_in_part_wholly_or_not():
    known = months_known([(date(2025, 12, 1), date(2026, 1, 15))], date(2025, 11, 20), date(2026, 1, 15))

    assert known == [0.0, 1.0, 0.48]  # 15 of 31 days
