"""The README names every platform whose exports can be read."""

from pathlib import Path

import pytest

from kpi.exports import EXPORTS

TEXT = Path(__file__).parents[1].joinpath("README.md").read_text(encoding="utf-8")
ROWS = TEXT.partition("| platform | exports |")[2].partition("\n\n")[0].splitlines()[2:]
NAMED = {name.strip() for row in ROWS for name in row.split("|")[1].split(",")}


@pytest.mark.parametrize("platform", sorted({export.platform for export in EXPORTS}))
def test_every_platform_stands_in_the_table(platform):
    assert platform in NAMED
