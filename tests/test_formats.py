from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.catalogue.metrics import Unit
from kpi.formats import change_text, exact, period_text, short, ticks

NUMBERS = st.floats(min_value=-1e15, max_value=1e15, allow_nan=False)
DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2035, 12, 31))


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0, Unit.COUNT, "0"),
        (42, Unit.COUNT, "42"),
        (12.345, Unit.COUNT, "12.3"),
        (999.6, Unit.COUNT, "1.00 K"),
        (999_499, Unit.COUNT, "999 K"),
        (1_000_000_000, Unit.COUNT, "1.00 B"),
        (0.0, Unit.PERCENT, "0 %"),
        (1.0, Unit.PERCENT, "100 %"),
        (0.4, Unit.PERCENT, "40.0 %"),
        (59.6, Unit.SECONDS, "1:00"),
        (3_605, Unit.SECONDS, "1:00:05"),
        (999_499, Unit.SECONDS, "278 h"),
        (99.999, Unit.MONEY, "€100"),
        (0, Unit.MONEY, "€0"),
        (-4.5, Unit.MONEY, "−€4.50"),
        (4.25, Unit.STARS, "4.2"),
    ],
)
def test_a_card_shows_three_significant_figures_and_the_unit(value, unit, text):
    assert short(value, unit, "EUR").replace("\u00a0", " ") == text


@given(NUMBERS, st.sampled_from(list(Unit)))
def test_no_number_is_written_with_a_hyphen_an_exponent_or_a_breaking_space(value, unit):
    for text in (short(value, unit, "CHF"), *ticks([value], unit, "CHF")):
        assert not set(text) & set("-e+ "), text


@given(st.sampled_from(list(Unit)), st.sampled_from([None, float("nan"), float("inf")]))
def test_what_is_missing_is_called_not_known(unit, value):
    assert short(value, unit) == exact(value, unit) == "not known"


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_an_exact_count_can_be_read_back(value):
    assert int(exact(value, Unit.COUNT).replace(",", "").replace("−", "-")) == value


def test_a_currency_without_a_sign_of_its_own_stands_before_the_amount():
    assert exact(1_234.5, Unit.MONEY, "PLN") == "PLN\u00a01,234.50"


def test_an_amount_without_a_currency_has_none():
    assert exact(3, Unit.MONEY) == "3.00"


def test_the_values_of_an_axis_have_equally_many_decimals():
    assert ticks([4, 4.25, 4.5], Unit.STARS) == ["4.00", "4.25", "4.50"]


@pytest.mark.parametrize(
    ("change", "kind", "text"),
    [
        (None, "", ""),
        (None, "percent", ""),
        (float("nan"), "points", ""),
        (0.0004, "percent", "+0.04 %"),
        (0.0999, "percent", "+10 %"),
        (11.5, "percent", "+1,150 %"),
        (-0.0312, "points", "−3.1 points"),
        (0.0, "points", "no change"),
    ],
)
def test_a_change_says_its_direction_and_its_kind(change, kind, text):
    assert change_text(change, kind).replace("\u00a0", " ") == text


def test_a_leap_day_ends_a_whole_february():
    assert period_text(date(2028, 2, 1), date(2028, 2, 29)) == "February 2028"


def test_months_that_are_no_quarter_are_told_by_their_days():
    assert period_text(date(2026, 2, 1), date(2026, 4, 30)) == "1 Feb – 30 Apr 2026"


@given(DAYS, st.integers(min_value=0, max_value=800))
def test_a_period_always_names_the_year_it_ends_in(start, days):
    end = start + timedelta(days=days)

    assert str(end.year) in period_text(start, end)
