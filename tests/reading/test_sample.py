"""The sample data is golden: every file gives exactly the rows, days and sums that its README promises."""

import json
from functools import cache
from pathlib import Path

import pytest

from kpi.reading.read import read_file

SAMPLE = Path(__file__).parents[2] / "sample_data"
EXPECTED = json.loads((SAMPLE / "expected.json").read_text(encoding="utf-8"))
CHECKED = [entry for entry in EXPECTED if not entry.get("unchecked")]


@cache
def reading(file):
    path = SAMPLE / file
    return read_file(path.name, path)


def promised(sheet, totals):
    return {key: sheet.totals.get(key) for key in totals} == pytest.approx(totals, rel=1e-9)


def told(sheet):
    return (sheet.channel, sheet.grain, sheet.rows_kept, sheet.first_date, sheet.last_date)


@pytest.mark.parametrize("entry", CHECKED, ids=lambda entry: entry["file"])
def test_a_file_gives_what_is_promised_and_nothing_else(entry):
    found = [sheet for sheet in reading(entry["file"]).sheets if sheet.totals]

    wanted = [
        (one["channel"], one["grain"], one["rows_kept"], one["first_date"], one["last_date"]) for one in entry["sheets"]
    ]
    assert [told(sheet) for sheet in found] == wanted
    for sheet, one in zip(found, entry["sheets"], strict=True):
        assert any(promised(sheet, answer["totals"]) for answer in one.get("any_of", [one]))
    assert not reading(entry["file"]).problems


def test_no_sheet_of_the_sample_is_unknown():
    sheets = [
        (entry["file"], sheet.sheet) for entry in CHECKED for sheet in reading(entry["file"]).sheets if not sheet.export
    ]

    assert sheets == []


def test_names_and_addresses_of_people_are_not_kept():
    (file,) = [entry["file"] for entry in CHECKED if "reviews" in entry["file"]]

    assert not reading(file).records.astype("str").apply(lambda column: column.str.contains("@")).to_numpy().any()
