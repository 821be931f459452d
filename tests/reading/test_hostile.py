"""No file may end, starve or deceive the reader: it is read right, or refused with a sentence."""

import zipfile

import pytest

from kpi.errors import UnreadableFile
from kpi.reading.containers import grids
from tests.reading import hostile
from tests.reading.hostile import number, row, sheet, text, workbook, zipped

CSV = "day,likes\n2026-01-01,10\n"
PARTS_OF_A_SENTENCE = (" ", ".")
REFUSED = {
    "zero bytes": (b"", "empty"),
    "a megabyte of zeros": (bytes(1 << 20), "no text"),
    "a picture called csv": (b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
    "a PDF": (b"%PDF-1.7\n" * 20, "PDF"),
    "a web page called xls": (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
    "JSON": (b'{"likes": 10}', "JSON"),
    "gzip": (b"\x1f\x8b\x08" + bytes(50), "gzip"),
    "a header and no rows": (b"day,likes\n", "no data"),
    "a line without an end": (b"x" * (3 << 20), "not a table"),
    "a million columns": (b"a," * 1_000_000 + b"a\n", "columns"),
    "two cells far apart": (
        workbook(sheet(row(1, text("A1", "a")) + row(1048576, text("XFD1048576", "b")))),
        "columns",
    ),
    "a tall and wide sheet": (workbook(sheet(row(1, text("ZZ1", "a")) + row(1048576, text("A1048576", "b")))), "cells"),
    "a row beyond any spreadsheet": (workbook(sheet(row(2000000000, number("A2000000000", 1)))), "damaged"),
    "shared texts that claim to be four billion": (
        workbook(
            sheet(row(1, '<c r="A1" t="s"><v>0</v></c>') + row(2, number("A2", 7))),
            shared=hostile.shared_strings("day", claimed=4294967295),
        ),
        "damaged",
    ),
    "one long text in very many cells": (
        workbook(
            sheet("".join(row(at, f'<c r="A{at}" t="s"><v>0</v></c>') for at in range(1, 5_001))),
            shared=hostile.shared_strings("x" * (1 << 20), claimed=1),
        ),
        "far more data",
    ),
    "a billion laughs": (workbook(sheet(row(1, text("A1", "&l9;")), doctype=hostile.LAUGHS)), "DOCTYPE"),
    "a part twice over, in upper case": (workbook(sheet(), extra="xl/worksheets/SHEET1.xml"), "same name"),
    "an encoding nobody writes": (workbook(sheet(xml=hostile.XML.replace("UTF-8", "UTF-7"))), "UTF-7"),
    "only hidden sheets": (workbook(sheet(), states=("hidden",)), "hidden"),
    "a workbook without sheets": (workbook(), "no worksheets"),
    "only formulas without values": (workbook(sheet(row(1, '<c r="A1"><f>1+1</f></c>'))), "never calculated"),
    "half a workbook": (workbook(sheet())[:600], "damaged"),
    "a member that unpacks to more than it says": (
        hostile.lying_about_size(zipped(("a.csv", "a,b\n" + "1,1\n" * 100_000)), claimed=100),
        "damaged",
    ),
    "members that share their bytes": (hostile.overlapping(), "damaged"),
    "a bomb": (zipped(("a.csv", b"a,b\n" + b"1,1\n" * (15 << 20))), "far more data"),
    "an archive in an archive": (zipped(("inner.zip", zipped(("a.csv", CSV)))), "another archive"),
    "an archive called csv in an archive": (zipped(("a.csv", zipped(("b.csv", CSV)))), "archive itself"),
    "an archive with a password": (hostile.encrypted(zipped(("a.csv", CSV))), "password"),
    "three thousand members": (zipped(*((f"{at}.csv", "") for at in range(3_000))), "3,000 parts"),
    "a workbook with a password": (hostile.ole("EncryptedPackage"), "password"),
    "a Word document of old": (hostile.ole("WordDocument"), "Word"),
    "a Word document": (zipped(("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>")), "Word"),
    "half an old workbook": (hostile.ole("Workbook")[:1_000], "damaged"),
}


def read(folder, content, name="file.bin"):
    path = folder / "upload"
    path.write_bytes(content)
    return grids(name, path)


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_a_sentence_that_names_the_cause(tmp_path, case):
    content, cause = REFUSED[case]

    with pytest.raises(UnreadableFile) as refusal:
        read(tmp_path, content)

    assert cause in str(refusal.value)
    assert all(part in str(refusal.value) for part in PARTS_OF_A_SENTENCE)


def test_a_stray_format_far_down_does_not_make_a_sheet_large(tmp_path):
    formatted = "".join(row(at, *(f'<c r="{column}{at}" s="1"/>' for column in "CDEFGH")) for at in (500, 1048576))

    (grid,) = read(tmp_path, workbook(sheet(hostile.SOUND + formatted)))

    assert grid.cells.shape == (2, 2)


def test_a_hidden_sheet_is_left_out_and_said(tmp_path):
    secret = sheet(row(1, text("A1", "salary")) + row(2, number("A2", 1)))

    (grid,) = read(tmp_path, workbook(secret, secret, sheet(), states=("hidden", "veryHidden", "")))

    assert grid.name == "Sheet3"
    assert grid.notes == ("2 hidden sheets left out.",)


def test_a_formula_without_a_value_is_named_and_not_taken_for_zero(tmp_path):
    rows = hostile.SOUND + row(3, text("A3", "2026-01-02"), '<c r="B3"><f>5*2</f><v></v></c>')

    (grid,) = read(tmp_path, workbook(sheet(rows)))

    assert grid.cells.row(2) == ["2026-01-02", ""]
    assert "1 formula without a value (B3)" in grid.notes[0]


def test_an_empty_text_that_a_formula_gives_is_a_value(tmp_path):
    rows = hostile.SOUND + row(3, text("A3", "2026-01-02"), '<c r="B3" t="str"><f>""</f><v></v></c>')

    assert read(tmp_path, workbook(sheet(rows)))[0].notes == ()


def test_an_error_cell_is_named_and_left_empty(tmp_path):
    rows = hostile.SOUND + row(3, text("A3", "2026-01-02"), '<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>')

    (grid,) = read(tmp_path, workbook(sheet(rows)))

    assert grid.cells.row(2)[1] == ""
    assert "B3 #DIV/0!" in grid.notes[0]


def test_a_date_that_is_none_is_counted(tmp_path):
    rows = hostile.SOUND + row(3, number("A3", "1e300", hostile.DAY), number("B3", 3))

    assert read(tmp_path, workbook(sheet(rows)))[0].notes[0].endswith("left empty: 1.")


def test_a_worksheet_in_utf_16_does_not_come_out_empty(tmp_path):
    wide = sheet(xml=hostile.XML.replace("UTF-8", "UTF-16")).encode("utf-16")

    (grid,) = read(tmp_path, workbook(wide))

    assert grid.cells.rows() == [["day", "likes"], ["2026-01-01", "10"]]


def test_a_label_in_a_merged_cell_stands_in_each_of_its_rows_but_a_number_counts_once(tmp_path):
    rows = row(1, text("A1", "region"), text("B1", "reach")) + row(2, text("A2", "North"), number("B2", 100)) + row(3)
    rows += row(4, text("A4", "South"), number("B4", 5))
    merges = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/></mergeCells>'

    (grid,) = read(tmp_path, workbook(sheet(rows, tail=merges)))

    assert grid.cells[0].to_pylist() == ["region", "North", "North", "South"]
    assert grid.cells[1].to_pylist() == ["reach", "100", "", "5"]
    assert "A2:A3" in grid.notes[0]


def test_a_link_in_an_archive_is_never_followed_nor_read(tmp_path):
    (grid,) = read(tmp_path, zipped((hostile.link("link.csv"), "/etc/passwd"), ("ok.csv", CSV)))

    assert grid.name == "ok"


@pytest.mark.parametrize("name", ["../../up.csv", "/var/up.csv", "C:\\up.csv", "..\\up.csv", "a/../../up.csv"])
def test_a_name_that_leads_out_of_the_archive_is_left_out(tmp_path, name):
    found = read(tmp_path, zipped((name, CSV), ("ok.csv", CSV)))

    assert [grid.name for grid in found] == ["ok"]


def test_what_systems_leave_in_archives_is_no_table(tmp_path):
    junk = [(name, "x") for name in ("__MACOSX/._a.csv", ".DS_Store", "Thumbs.db", "~$a.xlsx")]

    (grid,) = read(tmp_path, zipped(*junk, ("a.csv", CSV)))

    assert grid.notes == ()


def test_one_broken_member_does_not_cost_the_others(tmp_path):
    (grid,) = read(tmp_path, zipped(("photo.csv", b"\x89PNG\r\n\x1a\n"), ("a.csv", CSV)))

    assert grid.name == "a"
    assert "'photo.csv' in this archive: This is a picture" in grid.notes[0]


def test_the_names_people_gave_in_other_scripts_survive_an_archive_that_does_not_say_utf_8(tmp_path):
    raw = zipped(("Gráfico.csv", CSV)).replace("Gráfico.csv".encode(), "Gráfico.csv".encode())
    unmarked = bytearray(raw)
    unmarked[7] &= ~0x08
    unmarked[unmarked.index(b"PK\x01\x02") + 9] &= ~0x08

    assert read(tmp_path, bytes(unmarked))[0].name == "Gráfico"


def test_a_member_carries_its_time_stamp(tmp_path):
    info = zipfile.ZipInfo("a.csv", (2026, 3, 3, 2, 54, 54))

    (grid,) = read(tmp_path, zipped((info, CSV)))

    assert grid.stamped is not None
    assert grid.stamped.isoformat() == "2026-03-03T02:54:54"
