"""The examples in our own words are true: every docstring that shows one is tried."""

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TELLING = [
    path.relative_to(ROOT).with_suffix("")
    for place in ("kpi", "pages/parts", "sample_data")
    for path in sorted((ROOT / place).rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


def module_of(path):
    return ".".join(part for part in path.parts if part != "__init__")


@pytest.mark.parametrize("path", TELLING, ids=module_of)
def test_every_example_is_true(path):
    found = doctest.testmod(importlib.import_module(module_of(path)))

    assert found.attempted
    assert not found.failed
