"""The examples in the catalogue's own words are true."""

import doctest

import pytest

from kpi import formula
from kpi.catalogue import alike, changes, completion, kpis, operands, own


@pytest.mark.parametrize("module", [alike, changes, completion, formula, kpis, operands, own])
def test_every_example_is_true(module):
    found = doctest.testmod(module)

    assert found.attempted
    assert not found.failed
