import math
import time
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.catalogue.kpis import KPIS
from kpi.catalogue.operands import Behaves, behaves, feeding, written_out
from kpi.errors import FormulaError
from kpi.formula import LONGEST, evaluate, parse


def refusal(text):
    with pytest.raises(FormulaError) as refused:
        parse(text)
    return refused.value


def test_the_keys_of_a_formula_stand_in_order_of_appearance_and_once():
    assert parse("mentions / (mentions + competitor_mentions)").names == ("mentions", "competitor_mentions")


def test_a_formula_may_have_spaces_and_lines():
    assert evaluate(parse("\n ( a\n + b ) \t"), {"a": 1.0, "b": 2.0}) == 3.0


@pytest.mark.parametrize("text", ["a / b", "a / 0", "1 / (b - b)"])
def test_divided_by_zero_is_missing(text):
    assert math.isnan(evaluate(parse(text), {"a": 1.0, "b": 0.0}))


def test_on_columns_each_place_is_worked_out_for_itself():
    found = evaluate(parse("a / b"), {"a": np.array([1.0, 1.0, np.nan]), "b": np.array([4.0, 0.0, 2.0])})

    np.testing.assert_array_equal(found, [0.25, np.nan, np.nan])


def test_a_number_by_a_column_of_zeros_is_missing():
    np.testing.assert_array_equal(evaluate(parse("1 / a"), {"a": np.array([0.0, 2.0])}), [np.nan, 0.5])


NUMBERS = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False)
SUMS = st.recursive(
    st.one_of(st.sampled_from("abc"), st.floats(min_value=0, max_value=1e6).map(repr)),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda parts: f"({' '.join(parts)})"),
        inner.map(lambda text: f"(-{text})"),
    ),
    max_leaves=12,
).filter(lambda text: len(text) <= LONGEST)


@given(text=SUMS, a=NUMBERS, b=NUMBERS, c=NUMBERS)
def test_a_formula_gives_what_arithmetic_gives(text, a, b, c):
    values = {"a": a, "b": b, "c": c}

    found = evaluate(parse(text), values)

    wanted = eval(text, {}, values)  # noqa: S307
    assert found == pytest.approx(wanted, nan_ok=True)


@given(above=NUMBERS, below=NUMBERS)
def test_a_ratio_of_columns_equals_the_ratio_of_numbers(above, below):
    alone = evaluate(parse("a / b"), {"a": above, "b": below})

    column = evaluate(parse("a / b"), {"a": np.array([above]), "b": np.array([below])})

    np.testing.assert_array_equal(column, [alone])


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("a.b", 0),
        ("1 + a.__class__", 4),
        ("a ** 2", 0),
        ("2 + (lambda: 1)", 5),
        ("a + open('x')", 4),
        ("a[0]", 0),
        ("a if b else c", 0),
        ("a < b", 0),
        ("a // b", 0),
        ("a % b", 0),
        ("1 + True", 4),
        ("1 + 'x'", 4),
        ("1 + 2j", 4),
        ("1 + 1e999", 4),
        ("[a for a in b]", 0),
        ("  a.b", 2),
        ("é + a.b", 4),
    ],
)
def test_what_is_no_small_arithmetic_is_refused_at_its_place(text, position):
    assert refusal(text).position == position


@pytest.mark.parametrize("text", ["", "   ", "a +", "(a", "a b", "a; b", "a := 1", "\0", "1 +* 2", "import os"])
def test_what_cannot_be_read_is_refused_with_a_sentence(text):
    assert str(refusal(text)).endswith(("?", "impressions."))


@pytest.mark.parametrize("text", ["(" * 149 + "a" + ")" * 149, "-" * 299 + "1", "+".join("a" * 150), "9" * 300])
def test_a_formula_that_tries_to_be_deep_is_read_or_refused_at_once(text):
    began = time.perf_counter()

    with suppress(FormulaError):
        evaluate(parse(text), {"a": 1.0})

    assert time.perf_counter() - began < 0.5


def test_a_formula_that_is_too_long_is_refused_with_its_length():
    assert "301" in str(refusal("a" * 301))


@given(text=st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused_as_ours(text):
    position = 0
    try:
        parse(text)
    except FormulaError as refused:
        position = refused.position

    assert 0 <= position <= len(text)


def test_a_kpi_in_a_formula_is_written_out_down_to_metrics():
    assert written_out("engagement_rate * 2").names == ("interactions", "exposures")


def test_an_assumption_stays_a_key_whoever_wrote_the_formula_out_before():
    formula = KPIS["weighted_cost"].formula

    without, assumed = written_out(formula), written_out(formula, ("cpm",))

    assert without.names == ("impressions", "spend", "ad_impressions")
    assert assumed.names == ("impressions", "cpm")


def test_a_key_that_nobody_knows_is_refused_at_its_place():
    with pytest.raises(FormulaError, match="likes") as refused:
        written_out("1 + likes")

    assert refused.value.position == 4


def test_a_kpi_made_of_itself_is_refused(monkeypatch):
    from dataclasses import replace

    monkeypatch.setitem(KPIS, "ctr", replace(KPIS["ctr"], formula="1 - ctr"))

    with pytest.raises(FormulaError, match="made of itself"):
        written_out("ctr + 0")


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("impressions", Behaves.FLOW),
        ("net_followers", Behaves.FLOW),
        ("weighted_cost", Behaves.FLOW),
        ("followers", Behaves.LEVEL),
        ("reach", Behaves.BOUND),
        ("engagement_rate", Behaves.RATIO),
        ("average_rating", Behaves.RATIO),
        ("cpm", Behaves.RATIO),
    ],
)
def test_how_a_kpi_adds_up_follows_from_its_formula(key, kind):
    assert behaves(KPIS[key]) is kind


def test_what_feeds_a_kpi_are_the_metrics_that_files_hold():
    assert feeding(KPIS["social_sessions"]) == {"sessions"}
    assert feeding(KPIS["engagement_rate"]) >= {"reactions", "comments", "engagements", "impressions"}
