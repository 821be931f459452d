from datetime import UTC, datetime

import pytest

from kpi.errors import KpiError
from kpi.lab import Beside, Inputs, Scenario, side_by_side
from tests.builders import OCTOBER
from tests.lab.builders import TWO, cpm, cpms, ground

AT = datetime(2026, 11, 2, tzinfo=UTC)


def scenario(name, known, growth=None, seen=None):
    """Keep a what-if of October."""
    return Scenario(name, name, OCTOBER, OCTOBER.end, (), (), Inputs(known, growth or {}), seen or TWO, "Ana", AT)


def test_a_scenario_gives_the_figure_it_was_kept_with():
    kept = scenario("more", cpms(Instagram=5, LinkedIn=30), {"Instagram": 0.2})

    assert kept.estimate.cost.base == 1_200


def test_a_scenario_knows_when_its_days_have_other_impressions_now():
    kept = scenario("as is", cpms(Instagram=5))

    assert not kept.is_on_other_data(ground(dict(reversed(TWO.items()))))
    assert kept.is_on_other_data(ground({**TWO, "Instagram": 100_001.0}))
    assert kept.is_on_other_data(ground({**TWO, "X": 1.0}))


def test_two_scenarios_stand_side_by_side_in_all_and_by_channel():
    first = scenario("as is", cpms(Instagram=5, LinkedIn=30))
    second = scenario("more", cpms(Instagram=5, LinkedIn=30), {"Instagram": 0.2, "LinkedIn": -0.5})

    whole, rows = side_by_side(first, second)

    assert (whole.first, whole.second, whole.difference) == (1_100, 900, -200)
    assert rows == (Beside("Instagram", 500, 600), Beside("LinkedIn", 600, 300))


def test_what_one_of_them_does_not_know_has_no_difference():
    whole, rows = side_by_side(scenario("none", {}), scenario("one", cpms(LinkedIn=30)))

    assert (whole.first, whole.second, whole.difference) == (None, 600, None)
    assert rows == (Beside("LinkedIn", None, 600),)
    assert rows[0].difference is None


def test_scenarios_in_two_currencies_are_not_compared():
    euros, dollars = (scenario(code, {"Instagram": cpm("Instagram", 5, currency=code)}) for code in ("EUR", "USD"))

    with pytest.raises(KpiError, match="“EUR” is in EUR and “USD” in USD"):
        side_by_side(euros, dollars)
