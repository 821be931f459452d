"""Receipts: the formula with the values put in, exactly the rows that were added up, and why others were not."""

import numpy as np
import pytest

from kpi import cost
from kpi.catalogue.kpis import KPIS
from kpi.catalogue.metrics import DERIVED, LEVELS
from kpi.catalogue.operands import Behaves, behaves
from kpi.facts import build, rows_behind
from kpi.formula import evaluate, parse
from kpi.measure import ask
from kpi.receipts import LeftOut, in_words, receipt
from tests.builders import (
    BRAND,
    OCTOBER,
    SEPTEMBER,
    day,
    days,
    period,
    post,
    question,
    records,
    sample_facts,
    sample_records,
)  # fmt: skip

WHOLE = ("2026-10-01", "2026-10-31")


def receipt_of(asked, given, *, reports=None, of_compared=False, currency=""):
    known = build(given, BRAND)
    rows = rows_behind(known, given, BRAND)
    return receipt(asked, known, rows, reports or {}, of_compared=of_compared, currency=currency)


@pytest.fixture(scope="module")
def sample():
    return sample_facts(), rows_behind(sample_facts(), sample_records(), BRAND)


def asked_of(key):
    prices = {"cpm": cost.base(cost.cpms(sample_facts(), OCTOBER.end))} if KPIS[key].over else {}
    return question(key, OCTOBER, SEPTEMBER, assumptions=prices)


def test_a_ratio_is_written_with_its_values_and_rows():
    given = records(
        post("2026-10-02", reactions=30, comments=2, impressions=400, file="posts.csv", sheet="1", row=2, title="Ride"),
        post("2026-10-03", reactions=10, comments=6, impressions=600, file="posts.csv", sheet="1", row=5),
        covers=WHOLE,
    )  # fmt: skip

    found = receipt_of(question("engagement_rate"), given)

    assert found.formula == "Interactions ÷ Exposures"
    assert found.worked == (
        "Interactions: Instagram 48",
        "Exposures: Instagram 1,000",
        "48 ÷ 1,000 = 4.8\xa0%",
    )
    assert found.rows[["file", "row", "title", "reactions", "comments", "exposures"]].to_numpy().tolist() == [
        ["posts.csv", 2, "Ride", 30, 2, 400],
        ["posts.csv", 5, "", 10, 6, 600],
    ]
    line = found.files.iloc[0]
    assert (line["file"], line["rows"], line["reactions"], line["comments"], line["exposures"]) == (
        "posts.csv", 2, 40, 8, 1_000,
    )  # fmt: skip


def test_a_row_that_lacks_what_the_formula_needs_is_named():
    given = records(
        post("2026-10-02", reactions=30, comments=2, impressions=400, file="posts.csv", sheet="1"),
        post("2026-10-03", reactions=10, comments=6, file="posts.csv", sheet="1"),
        covers=WHOLE,
    )

    found = receipt_of(question("engagement_rate"), given)

    assert len(found.rows) == 1
    assert found.left_out == (
        LeftOut("posts.csv", "1", 1, "not all that the formula needs is known, or another period covers these days"),
    )


def test_what_a_newer_file_replaced_is_named_with_that_file():
    given = records(
        day("2026-10-01", impressions=90, saves=1, file="old.csv", sheet="1", observed_at="2026-10-05"),
        *days(OCTOBER, impressions=100, file="new.csv", sheet="1", observed_at="2026-11-01"),
        day("2026-10-01", saves=2, file="saves.csv", sheet="1", observed_at="2026-11-01"),
    )

    found = receipt_of(question("impressions"), given)

    assert found.value == 3_100
    assert found.files["file"].tolist() == ["new.csv"]
    assert found.left_out == (LeftOut("old.csv", "1", 1, "replaced by newer numbers in “new.csv”"),)


def test_posts_beside_days_are_named_and_not_added():
    given = records(
        *days(OCTOBER, comments=1, file="days.csv", sheet="1"),
        post("2026-10-02", comments=30, file="posts.csv", sheet="1"),
        covers=WHOLE,
    )

    found = receipt_of(question("comments"), given)

    assert found.worked == ("Comments: Instagram 31",)
    assert found.left_out == (
        LeftOut("posts.csv", "1", 1, "posts: the same told another way, never added to daily totals"),
    )


def test_a_period_that_reaches_beyond_the_month_is_named():
    given = records(
        period("2026-10-01", "2026-10-31", impressions=900, file="a.csv", sheet="1"),
        period("2026-10-20", "2026-11-19", impressions=500, file="b.csv", sheet="1"),
    )

    found = receipt_of(question("impressions"), given)

    assert found.value == 900
    assert found.left_out == (LeftOut("b.csv", "1", 1, "its days are not all in the period"),)


def test_what_was_left_out_in_reading_the_same_table_is_counted_by_its_reason():
    given = records(*days(OCTOBER, impressions=1, file="days.csv", sheet="Sheet1"))
    left = [{"row": 9, "reason": "a row of totals"}, {"row": 1, "reason": "a row of totals"}]
    reports = {
        "days.csv": {"sheets": [{"sheet": "Sheet1", "rows_left_out": left}, {"sheet": "2", "rows_left_out": left}]}
    }

    assert receipt_of(question("impressions"), given, reports=reports).left_out == (
        LeftOut("days.csv", "Sheet1", 2, "a row of totals"),
    )


def test_a_level_names_the_day_of_each_value():
    given = records(
        day("2026-10-20", followers=100, file="a.csv"), day("2026-10-30", channel="X", followers=40, file="b.csv"),
        day("2026-10-10", followers=90, file="a.csv"),
    )  # fmt: skip

    found = receipt_of(question("followers"), given)

    assert found.worked == ("Instagram: 100 on 20 Oct 2026", "X: 40 on 30 Oct 2026", "Together: 140")
    assert found.rows["followers"].tolist() == [100, 40]


def test_people_reached_are_never_added_not_even_on_a_receipt():
    found = receipt_of(
        question("reach"), records(*days(OCTOBER, reach=50, file="a.csv"), day("2026-10-31", reach=81, file="b.csv"))
    )

    assert found.worked == ("Instagram: 51, the mean of 31 days",)  # (30 × 50 + 81) / 31
    assert found.files["reach"].tolist() == [50, 81]


def test_a_weighted_cost_is_written_channel_by_channel():
    asked = question("weighted_cost", assumptions={"cpm": {"Instagram": 6.5, "X": 2.0}})
    given = records(*days(OCTOBER, impressions=1_000), *days(OCTOBER, channel="X", impressions=100))

    found = receipt_of(asked, given, currency="EUR")

    assert found.worked == (
        "Instagram: 31,000 × €6.50 ÷ 1000 = €201.50",
        "X: 3,100 × €2.00 ÷ 1000 = €6.20",
        "Together: €207.70",
    )


def test_the_compared_value_has_a_receipt_of_its_own():
    given = records(*days(OCTOBER, impressions=2, file="b.csv"), *days(SEPTEMBER, impressions=3, file="a.csv"))

    found = receipt_of(question("impressions", OCTOBER, SEPTEMBER), given, of_compared=True)

    assert (found.value, found.files["file"].tolist(), found.period) == (90, ["a.csv"], SEPTEMBER)


def test_what_nobody_knows_has_no_rows():
    found = receipt_of(question("impressions"), records(*days(OCTOBER, reach=1)))

    assert (found.value, found.worked, len(found.rows), len(found.files)) == (None, (), 0, 0)


def test_a_formula_is_told_in_words():
    assert in_words("1000*spend/ad_impressions") == "1000 × Ad spend ÷ Ad impressions"
    assert in_words("click_throughs - 1e+16 * posts") == "Click-throughs − 1e+16 × Posts"
    assert in_words("(reactions + comments) / posts") == "(Reactions + Comments) ÷ Posts"


@pytest.mark.parametrize("key", [key for key in KPIS if behaves(KPIS[key]) in (Behaves.FLOW, Behaves.RATIO)])
def test_the_rows_on_the_receipt_give_the_number_again(key, sample):
    """Add the rows up with no more than the formula and the forms that each channel took."""
    asked = asked_of(key)
    answer = ask(asked, sample[0])
    found = receipt(asked, *sample, {})
    if answer.value is None:
        assert found.rows.empty
        return

    totals = {}
    for name in asked.operands:
        forms = DERIVED[name].forms if name in DERIVED else ()
        sums = found.rows[list(found.metrics)].sum()
        columns = set(found.metrics)
        if not forms:
            totals[name] = sums[name]
            continue
        totals[name] = 0.0
        for _, rows in found.rows.groupby(["channel", "account"], observed=True):
            known = rows[list(found.metrics)].sum(min_count=1).dropna()
            form = next(form for form in forms if set(form.always) <= set(known.index))
            joined = sum(known[one] for one in form.joins if one in known and one in columns)
            totals[name] += float(evaluate(parse(form.formula), known.to_dict())) + joined

    assert totals == pytest.approx(dict(answer.sums)), found.worked


def test_the_levels_of_the_sample_brand_add_up_on_their_receipt(sample):
    found = receipt(asked_of("followers"), *sample, {})

    assert found.rows["followers"].sum() == found.value == ask(asked_of("followers"), sample[0]).value
    assert "followers" in LEVELS
    assert not np.isnan(found.rows["followers"]).any()
