"""Adding a platform is one file: the README's own walk-through is taken at its word."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(language):
    """Give the walk-through's only block of a language."""
    (text,) = re.findall(rf"```{language}\n(.*?)```", README.partition("### Add a platform")[2], re.DOTALL)
    return text


@pytest.fixture
def house(tmp_path):
    """Copy the domain and put the walk-through's file where it says."""
    shutil.copytree(ROOT / "kpi", tmp_path / "kpi", ignore=shutil.ignore_patterns("__pycache__"))
    place = re.search(r"`(kpi/exports/\w+\.py)`:", README)[1]
    (tmp_path / place).write_text(block("python"), encoding="utf-8")
    return tmp_path


def test_the_file_of_the_walk_through_is_all_it_takes(house):
    (house / "posts.csv").write_text(block("csv"), encoding="utf-8")

    said = subprocess.run(
        [sys.executable, "-m", "kpi", "inspect", "--json", "posts.csv"], cwd=house, capture_output=True, check=False
    )

    assert said.returncode == 0, said.stderr.decode()
    found = json.loads(said.stdout)
    (sheet,) = found["sheets"]
    assert found["problems"] == []
    assert (sheet["export"], sheet["channel"], sheet["grain"]) == ("postlight_posts", "Threads", "post")
    assert (sheet["rows_kept"], sheet["first_date"], sheet["last_date"]) == (2, "2026-03-01", "2026-03-14")
    assert sheet["totals"] == {"posts": 2, "impressions": 150, "reach": 120, "reactions": 17, "comments": 4}
    assert sheet["dropped_columns"] == ["Editor"]
    assert [row["reason"] for row in sheet["rows_left_out"]] == ["the table's total row"]
