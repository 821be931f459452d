import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.targets.chances import LEAST, MOST, capped, of_ten, word

CHANCES = st.floats(0, 1)


@given(chance=CHANCES)
def test_no_chance_is_told_beyond_what_was_measured(chance):
    assert LEAST <= capped(chance) <= MOST
    assert word(chance) == word(capped(chance)) or chance < LEAST or chance > MOST
    assert "%" not in of_ten(chance)
    assert of_ten(chance) not in {"about no in ten", "about ten in ten"}


@given(one=CHANCES, other=CHANCES)
def test_a_better_chance_never_sounds_worse(one, other):
    order = ["very unlikely", "unlikely", "rather unlikely", "about even", "rather likely", "likely", "very likely"]
    low, high = sorted((one, other))

    assert order.index(word(low)) <= order.index(word(high))


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_nothing_is_told_as_certain(chance):
    assert "certain" not in word(chance)
    assert capped(chance) not in {0.0, 1.0}
