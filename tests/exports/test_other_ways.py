"""Whatever people do to an export, it gives the same numbers or a sentence, never other numbers."""

import hashlib
import os
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kpi.exports import BY_KEY, EXPORTS
from kpi.exports.export import Kind, spelt
from kpi.reading.read import read_file
from tests.exports.builders import Sample, packed
from tests.exports.samples import SAMPLES

SAVED = datetime(2026, 3, 5, tzinfo=UTC).timestamp()  # what dates without a year are counted back from
SAMPLE_OF = {sample.export: sample for sample in reversed(SAMPLES) if BY_KEY[sample.export].kind is Kind.FACTS}
WAYS = {
    "commas": {"packed": "utf-8", "delimiter": ","},
    "semicolons": {"packed": "cp1252", "delimiter": ";"},
    "tabs": {"packed": "utf-8-sig", "delimiter": "\t"},
    "utf-16": {"packed": "utf-16", "delimiter": ","},
    "workbook": {"packed": "xlsx"},
    "typed workbook": {"packed": "typed xlsx"},
}
every_export = pytest.mark.parametrize("sample", SAMPLE_OF.values(), ids=lambda sample: sample.export)


@pytest.fixture
def found(tmp_path):
    """Read a sample and give the totals with the days they speak of; nothing is found only where a sentence is."""

    def read(sample: Sample) -> dict[tuple[str, str, str], float]:
        path = tmp_path / "dropped"
        path.write_bytes(packed(sample))
        os.utime(path, (SAVED, SAVED))
        reading = read_file(sample.name, path)
        sheets = [sheet for sheet in reading.sheets if sheet.totals]
        asked = any(sheet.questions for sheet in reading.sheets)
        assert sheets or reading.problems or asked
        return {
            (key, sheet.first_date, sheet.last_date): total for sheet in sheets for key, total in sheet.totals.items()
        }

    return read


def told(sample):
    return {(key, sample.first, sample.last): pytest.approx(total) for key, total in sample.totals.items()}


def of_columns(sample, order):
    """Give a sample with the columns in these places."""
    width = len(sample.header)
    rows = [[*row, *[""] * (width - len(row))] for row in sample.rows]
    return replace(
        sample,
        header=[sample.header[at] for at in order],
        rows=[[row[at] for at in order] for row in rows],
        below=(),
    )


def shuffled(places, seed):
    return sorted(places, key=lambda place: hashlib.sha256(f"{seed} {place}".encode()).digest())


def with_unknown_column(sample):
    rows = [[*row[: len(sample.header)], "17"] for row in sample.rows]
    return replace(sample, header=[*sample.header, "Xylophones"], rows=rows, below=())


def summed_from_several(sample):
    """Name the metrics that several columns of the sample add up to: without one of them the sum is another."""
    given = Counter(
        one.holds
        for one in BY_KEY[sample.export].columns
        if any(spelt(cell, name) for name in one.names for cell in sample.header)
    )
    return {metric for metric, columns in given.items() if columns > 1}


@every_export
@pytest.mark.parametrize("way", WAYS)
def test_saved_in_another_way_it_gives_the_same_numbers_or_a_sentence(sample, way, found):
    if WAYS[way].get("packed") == "cp1252" and not str(sample.header + list(sample.rows)).isascii():
        return
    saved = found(replace(sample, **WAYS[way]))

    assert not saved or saved == told(sample)


@pytest.mark.parametrize(
    "sample",
    [sample for sample in SAMPLE_OF.values() if sample.packed not in {"xlsx", "xml"}],
    ids=lambda sample: sample.export,
)
def test_a_text_file_saved_with_plain_commas_is_not_refused(sample, found):
    assert found(replace(sample, packed="utf-8", delimiter=",")) == told(sample)


@every_export
def test_its_columns_in_any_order_give_the_same_numbers(sample, found):
    if any(one.place is not None for one in BY_KEY[sample.export].columns):
        return
    for seed in range(3):
        assert found(of_columns(sample, shuffled(range(len(sample.header)), seed))) == told(sample)


@every_export
def test_a_column_that_nobody_knows_changes_no_number(sample, found):
    more = found(with_unknown_column(sample))

    assert more == told(sample) or (not more and BY_KEY[sample.export].width)


@every_export
def test_without_one_of_its_columns_no_number_is_another(sample, found):
    whole, several = told(sample), summed_from_several(sample)
    for gone in range(len(sample.header)):
        left = found(of_columns(sample, [at for at in range(len(sample.header)) if at != gone]))
        other = {key: total for key, total in left.items() if key[0] not in several and whole.get(key) != total}

        assert not other, f"without “{sample.header[gone]}”"


@every_export
def test_with_nothing_under_its_header_it_says_so(sample, found):
    assert found(replace(sample, rows=(), below=())) == {}


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.key)
def test_what_names_a_person_is_dropped(export):
    named = re.compile(
        r"e-?mail|^author|reviewer|consumer|user ?name$|full name|posted by|influencer|review (text|content)"
    )
    allowed = {"Account username", "Konto-Benutzername"}
    open_ = [
        name
        for one in export.columns
        for name in one.names
        if named.search(name.casefold()) and name not in allowed and one.holds != "personal"
    ]

    assert not open_
