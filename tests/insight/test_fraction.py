"""A formula brought to one sum above and one below the line."""

import pytest

from kpi.formula import evaluate, parse
from kpi.insight.fraction import fraction_of

VALUES = {"a": 3.0, "b": 5.0, "c": 7.0}


def worked_out(side):
    return side.constant + sum(factor * VALUES[name] for name, factor in side.factors.items())


@pytest.mark.parametrize(
    "text",
    ["a", "-a + 2", "a / b", "1000 * a / b", "1 - a / b", "a / (a + b)", "(a - b) / 2", "a / b / 2", "a / b - c / b",
     "2 / (a / b)", "(a / b) / (c / b)", "a / (1 - b)", "a - a + b"],
)  # fmt: skip
def test_a_sum_or_a_ratio_of_sums_keeps_its_value(text):
    found = fraction_of(parse(text))

    assert worked_out(found.above) / worked_out(found.below) == pytest.approx(evaluate(parse(text), VALUES))


@pytest.mark.parametrize("text", ["a * b", "a / b + c / a", "a * b / c", "a / b * c", "a / 0", "a / (b - b)"])
def test_all_else_is_neither(text):
    assert fraction_of(parse(text)) is None


def test_what_adds_up_has_nothing_counted_below_the_line():
    assert fraction_of(parse("(a + b) / 4")).above.factors == {"a": 0.25, "b": 0.25}
    assert fraction_of(parse("(a + b) / 4")).adds_up
    assert not fraction_of(parse("a / b")).adds_up


def test_what_is_given_stands_in_the_place_of_its_key():
    assert fraction_of(parse("a * cpm / 1000"), {"cpm": 6.0}).above.factors == {"a": pytest.approx(0.006)}
    assert fraction_of(parse("a * cpm / 1000")) is None
