"""Whatever is typed as a formula is refused with a sentence that points at a place, or worked out safely."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.catalogue.changes import with_formula
from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import BOUNDS
from kpi.catalogue.operands import behaves, feeding, written_out
from kpi.catalogue.own import MOST, resolved
from kpi.catalogue.workspace import Own, catalogue
from kpi.errors import FormulaError
from kpi.exports.feeds import exports_feeding
from kpi.formula import LONGEST, evaluate
from tests.catalogue.hostile import REFUSED, TAKEN

SHIPPED = catalogue(Own())


def own(key, formula):
    return Kpi(key, key, formula, "What it means.")


def refusal(text, known=SHIPPED, key="mine"):
    with pytest.raises(FormulaError) as refused:
        with_formula(own(key, text), known)
    return refused.value


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_a_hostile_formula_is_refused_with_a_sentence_at_a_place(text):
    wrong = refusal(text)

    assert str(wrong)[0] in "“T" or str(wrong)[0].isupper()
    assert str(wrong).endswith((".", "?"))
    assert len(str(wrong)) < 300
    assert 0 <= wrong.position <= len(text)


@pytest.mark.parametrize("text", TAKEN.values(), ids=TAKEN)
def test_an_awkward_formula_is_worked_out_on_numbers_as_on_columns(text):
    kpi = with_formula(own("mine", text), SHIPPED)
    formula = written_out(kpi.formula)

    number = evaluate(formula, dict.fromkeys(formula.names, 3.0))
    column = evaluate(formula, {name: np.array([3.0, np.nan]) for name in formula.names})

    assert math.isfinite(number) or math.isnan(number)
    np.testing.assert_array_equal(column, [number, np.nan])
    assert behaves(kpi)
    assert feeding(kpi)
    assert exports_feeding(kpi)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("comments + likes", 11),
        ("  comments + likes", 13),
        ("comments / reach", 11),
        ("posts + followers", 8),
        ("comments / posts - shares", 19),
        ("2 * (comments + 1)", 16),
        ("comments, shares", 8),
        ("shares + c\u043emments", 10),
        ("comments ** 2", 9),
        ("posts * weighted_cost", 8),
        ("comments + (shares", 11),
    ],
)
def test_the_place_is_that_of_what_is_wrong(text, position):
    assert refusal(text).position == position


def test_a_key_that_is_nearly_right_is_guessed():
    assert "Did you mean “comments”?" in str(refusal("coments / posts"))


class TestAChain:
    def test_that_leads_back_is_refused_at_the_key_that_does(self):
        known = catalogue(Own(kpis=(own("a", "comments"), own("b", "a * 2"), own("c", "b - posts"))))

        wrong = refusal("shares + c", known, key="a")

        assert "made of itself" in str(wrong)
        assert wrong.position == 9

    def test_of_one_is_refused(self):
        assert "made of itself" in str(refusal("mine + 1"))

    def test_that_doubles_at_every_step_stops_at_the_length_of_a_formula(self):
        doubling = [own("k0", "comments"), *(own(f"k{n}", f"k{n - 1} + k{n - 1}") for n in range(1, MOST))]

        known = catalogue(Own(kpis=tuple(doubling)))

        assert 0 < len(known.set_aside) < MOST
        assert all(len(known.kpis[kpi.key].formula) <= LONGEST for kpi in doubling if kpi.key in known.kpis)
        assert "cannot be worked out itself" in known.set_aside["k199"]

    def test_cannot_be_doubled_by_hand_either(self):
        known = catalogue(Own(kpis=(own("a", "comments" + " + comments" * 10),)))

        assert str(refusal("a + a + a", known)).startswith("Written out")

    def test_as_long_as_there_may_be_kpis_is_written_out(self):
        known = catalogue(Own(kpis=(own("k0", "comments"), *(own(f"k{n}", f"k{n - 1}") for n in range(1, 40)))))

        assert not known.set_aside
        assert written_out(known.kpis["k39"].formula).text == "comments"

    def test_hides_no_reach_and_no_level(self):
        known = catalogue(Own(kpis=(own("people", "reach"), own("stock", "followers"))))

        assert refusal("comments / people", known).position == 11
        assert refusal("comments + stock", known).position == 11
        assert with_formula(own("mine", "comments / stock"), known).formula == "comments / (followers)"

    def test_is_not_broken_by_changing_a_kpi_in_it(self):
        known = catalogue(Own(kpis=(own("a", "comments"), own("rate", "a / posts"))))

        assert "“rate” could not be worked out" in str(refusal("reach", known, key="a"))


@given(text=st.text(max_size=60) | st.text(alphabet="abc +-*/().1e_\n", max_size=60))
def test_whatever_is_typed_is_refused_or_makes_a_kpi_that_never_adds_reach_up(text):
    position, names = 0, ("comments",)
    try:
        names = written_out(resolved(text, {})).names
    except FormulaError as refused:
        position = refused.position

    assert 0 <= position <= len(text)
    assert names
    assert not set(names) & set(BOUNDS) or len(names) == 1
