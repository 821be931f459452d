"""Every export has a sample; it alone recognises it, however its header is written, and reads it right."""

import hashlib

import pytest

from kpi.errors import UnknownExport
from kpi.exports import BY_KEY, EXPORTS
from kpi.exports.export import Kind, plain
from kpi.reading.read import read_file
from kpi.reading.recognise import recognise
from tests.exports.builders import packed
from tests.exports.samples import SAMPLES

FACTS = [sample for sample in SAMPLES if BY_KEY[sample.export].kind is Kind.FACTS]
OTHERS = [sample for sample in SAMPLES if BY_KEY[sample.export].kind is not Kind.FACTS]
MOVABLE = [sample for sample in SAMPLES if all(one.place is None for one in BY_KEY[sample.export].columns)]


def read(sample, tmp_path):
    path = tmp_path / "dropped"
    path.write_bytes(packed(sample))
    return read_file(sample.name, path)


def shuffled(things, seed):
    return sorted(things, key=lambda thing: hashlib.sha256(f"{seed}{thing}".encode()).digest())


def recognised(sample, header):
    found = recognise(header, titles=sample.titles, name=sample.seen_as)
    return found and found.key


def test_every_export_has_a_sample():
    assert {sample.export for sample in SAMPLES} == {export.key for export in EXPORTS}


@pytest.mark.parametrize("sample", FACTS, ids=str)
def test_a_sample_gives_the_rows_days_and_sums_worked_out_by_hand(sample, tmp_path):
    reading = read(sample, tmp_path)

    (sheet,) = [sheet for sheet in reading.sheets if sheet.export]
    found = (sheet.export, sheet.rows_kept, sheet.first_date, sheet.last_date)
    assert found == (sample.export, sample.kept, sample.first, sample.last), reading.report
    assert sheet.totals == pytest.approx(dict(sample.totals))
    assert not reading.problems


@pytest.mark.parametrize("sample", FACTS, ids=str)
def test_no_part_of_a_sample_is_reported_as_an_unknown_table(sample, tmp_path):
    assert all(sheet.export for sheet in read(sample, tmp_path).sheets)


@pytest.mark.parametrize("sample", OTHERS, ids=str)
def test_what_holds_no_facts_gives_no_number_and_says_why(sample, tmp_path):
    reading = read(sample, tmp_path)

    assert [sheet.export for sheet in reading.sheets] == [sample.export]
    assert reading.records.empty
    assert reading.problems
    assert not reading.sheets[0].totals


@pytest.mark.parametrize("sample", MOVABLE, ids=str)
def test_an_export_is_recognised_in_any_order_of_its_columns(sample):
    orders = [shuffled(sample.header, seed) for seed in range(5)]

    assert {recognised(sample, order) for order in orders} == {sample.export}


@pytest.mark.parametrize("sample", [one for one in SAMPLES if not BY_KEY[one.export].width], ids=str)
def test_a_column_that_nobody_knows_changes_nothing(sample):
    assert recognised(sample, [*sample.header, "Xylophones"]) == sample.export
    assert recognised(sample, ["Xylophones", *sample.header]) == sample.export


@pytest.mark.parametrize(
    "written",
    [
        str.upper,
        str.lower,
        lambda cell: f" {cell}\u00a0",
        lambda cell: cell.replace(" ", "\u00a0"),
        "\u00ad".join,
    ],
)
@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_header_is_the_same_in_other_cases_blanks_and_soft_hyphens(sample, written):
    assert recognised(sample, [written(cell) for cell in sample.header]) == sample.export


@pytest.mark.parametrize("sample", MOVABLE, ids=str)
def test_columns_in_another_order_give_the_same_sums(sample, tmp_path):
    if BY_KEY[sample.export].kind is not Kind.FACTS or any(len(row) != len(sample.header) for row in sample.rows):
        return
    order = shuffled(range(len(sample.header)), 7)
    moved = type(sample)(
        **{
            **{name: getattr(sample, name) for name in sample.__dataclass_fields__},
            "header": [sample.header[at] for at in order],
            "rows": [[row[at] for at in order] for row in sample.rows],
        }
    )

    (sheet,) = [sheet for sheet in read(moved, tmp_path).sheets if sheet.export]
    assert sheet.totals == pytest.approx(dict(sample.totals))


def test_two_exports_of_one_header_are_told_and_none_is_chosen(monkeypatch):
    from kpi.reading import recognise as place

    one, *_ = place._signatures()
    monkeypatch.setattr(place, "_signatures", lambda: (one, one))

    with pytest.raises(UnknownExport, match="at once"):
        recognise(["Post ID", "Account username", "Publish time"])


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.key)
def test_an_export_says_where_to_fetch_it_or_why_it_counts_for_nothing(export):
    assert export.fetch if export.kind is Kind.FACTS else export.says or export.kind is Kind.CONTEXT


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.key)
def test_no_header_is_declared_for_two_columns_that_count_the_same(export):
    spelt = [(one.holds, plain(name)) for one in export.columns for name in one.names if not one.plus]

    assert len(spelt) == len(set(spelt))
