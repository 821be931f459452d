"""Every container becomes the same thing: grids of text, with rows counted as the file shows them."""

import contextlib
import csv
import io
from datetime import date, datetime, timedelta

import pytest
import xlsxwriter
import xlwt
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpi.errors import UnreadableFile
from kpi.reading.containers import grids
from kpi.reading.strings import TEXT
from kpi.reading.text import text_grid
from tests.reading import hostile
from tests.reading.hostile import number, row, sheet, text, workbook, zipped

ROWS = [["Day", "Likes"], ["2026-01-01", "10"], ["2026-01-02", "12"]]


def rows_of(grid):
    return grid.cells.rows()


def from_text(content, encoding="utf-8"):
    return text_grid("file", content.encode(encoding))


def written(rows, **dialect: object):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", **dialect).writerows(rows)
    return out.getvalue()


def saved(folder, content, name="file.xlsx"):
    path = folder / "upload"
    path.write_bytes(content)
    return grids(name, path)


def excel(*columns: list[object], formats=()):
    """Write a workbook by XlsxWriter, a column each."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("Data")
        for at, column in enumerate(columns):
            shown = book.add_format({"num_format": formats[at]}) if formats else None
            for below, value in enumerate(column):
                page.write(below, at, value, shown)
    return out.getvalue()


# text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_is_read_in_the_encoding_its_bytes_speak_for(encoding):
    assert rows_of(from_text("Name,Likes\nMünchen,10\nKöln,12\n", encoding)) == [
        ["Name", "Likes"],
        ["München", "10"],
        ["Köln", "12"],
    ]


def test_cyrillic_of_windows_is_told_from_western_european():
    grid = from_text("Назва;Лайки\nКиїв і Львів;10\n", "cp1251")

    assert rows_of(grid)[1] == ["Київ і Львів", "10"]
    assert "Windows-1251" in grid.notes[0]


def test_one_broken_byte_is_noted_and_costs_nothing_else():
    grid = text_grid("file", "Name,Likes\nMünchen,1\nZürich,2\nHà Nội,3\n".encode() + b"K\xf6ln,4\n")

    assert [cells[0] for cells in rows_of(grid)] == ["Name", "München", "Zürich", "Hà Nội", "Köln"]
    assert "damaged" in grid.notes[0]


def test_nul_characters_are_left_out_and_noted():
    grid = text_grid("file", b"day,likes\n2026\x00-01-01,1\x000\n2026-01-02,12\n")

    assert rows_of(grid)[1] == ["2026-01-01", "10"]
    assert "NUL" in grid.notes[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_records_agree_on(delimiter):
    grid = from_text(
        written([["Day", "Text", "Rate"], ["1", "a, b; c", "1,5"], ["2", "d", "2,5"]], delimiter=delimiter)
    )

    assert rows_of(grid)[2] == ["2", "d", "2,5"]
    assert grid.delimiter == delimiter


def test_a_first_line_that_names_the_delimiter_is_no_row():
    grid = from_text("sep=;\nDay;Likes\n2026-01-01;10\n", "utf-16")

    assert rows_of(grid) == [["Day", "Likes"], ["2026-01-01", "10"]]
    assert grid.cells.numbers[0] == 1


def test_decimal_commas_do_not_pass_for_delimiters():
    assert rows_of(from_text("month;sales\n2026-01;1.234,50\n2026-02;2.000,00\n"))[1] == ["2026-01", "1.234,50"]


def test_title_lines_and_stacked_tables_keep_their_rows_and_the_blank_ones_between():
    grid = from_text(
        'sep=,\n"Facebook reach"\n"Date","Primary"\n"1","5"\n\n"Instagram reach"\n"Date","Primary"\n"1","7"\n'
    )

    assert rows_of(grid) == [
        ["Facebook reach", ""],
        ["Date", "Primary"],
        ["1", "5"],
        ["", ""],
        ["Instagram reach", ""],
        ["Date", "Primary"],
        ["1", "7"],
    ]
    assert grid.cells.numbers.tolist() == [1, 2, 3, 4, 5, 6, 7]


def test_ragged_rows_lose_nothing():
    grid = from_text("a,b\n1\n2,1\n3,1,2\n4,1,2,3,4\n")

    assert rows_of(grid)[0] == ["a", "b", "", "", ""]
    assert rows_of(grid)[4] == ["4", "1", "2", "3", "4"]


def test_line_breaks_inside_quotes_stay_in_their_cell():
    assert rows_of(from_text('id,text\n1,"two\nlines, and ""quotes"""\n2,b\n'))[1] == ["1", 'two\nlines, and "quotes"']


def test_all_kinds_of_line_ends_end_a_row_but_a_line_separator_does_not():
    grid = text_grid("file", "a,b\r1,2\n3,4\r\n5\u20286,7\n".encode())

    assert rows_of(grid) == [["a", "b"], ["1", "2"], ["3", "4"], ["5\u20286", "7"]]


def test_rows_that_excel_wrapped_in_one_quoted_cell_are_split():
    inner = written([["id", "text", "likes"], ["1", 'a, "b"\nc', "3"], ["2", "plain", "4"]])
    lines = list(csv.reader(io.StringIO(inner)))
    wrapped = written([[written([line]).rstrip("\n")] for line in lines], quoting=csv.QUOTE_ALL)

    grid = from_text(wrapped)

    assert rows_of(grid) == lines
    assert "one quoted cell" in grid.notes[0]


def test_single_rows_that_excel_wrapped_are_split_too():
    grid = from_text('id,text,likes\n1,a,3\n"2,""b, c"",4"\n3,d,5\n')

    assert rows_of(grid)[2] == ["2", "b, c", "4"]
    assert "one quoted cell" in grid.notes[0]


def test_quoted_numbers_of_a_single_column_are_not_split_at_their_thousands():
    assert rows_of(from_text('sales\n"1,234.50"\n"2,000.00"\n')) == [["sales"], ["1,234.50"], ["2,000.00"]]


def test_a_single_wrapped_row_far_down_is_split_too():
    grid = from_text("id,text,likes\n" + "1,a,3\n" * 60_000 + '"2,b;c,4"\n')

    assert rows_of(grid)[-1] == ["2", "b;c", "4"]
    assert "1 rows" in grid.notes[0]


def test_records_that_excel_broke_at_their_line_breaks_and_wrapped_line_by_line_are_joined_again():
    inner = 'id,text,likes\n1,"two\nlines",3\n2,plain,4\n3,"three\nmore; lines\n",5\n'
    wrapped = written([[line] for line in inner.splitlines()], delimiter=";")

    assert rows_of(from_text(wrapped)) == list(csv.reader(io.StringIO(inner)))


def test_captions_full_of_commas_and_line_breaks_do_not_pass_for_columns():
    rows = [["id", "text", "likes"]] + [[str(at), 'One, "two"\nthree, four\nfive, six\n', "3"] for at in range(9)]

    assert rows_of(from_text(written(rows, delimiter=";"))) == rows


def test_a_long_file_with_the_line_ends_of_old_macs_is_no_wide_table():
    grid = text_grid("file", b"id,likes\r" + b"1,2\r" * 5_000)

    assert grid.cells.shape == (5_001, 2)


@pytest.mark.parametrize("rows", [30, 300_000])
def test_a_quotation_mark_that_never_closes_does_not_swallow_the_file(rows):
    grid = from_text('month,sales\n"2026-01,10\n' + "2026-02,12\n" * rows)

    assert grid.cells.shape == (rows + 2, 2)
    assert rows_of(grid)[1] == ['"2026-01', "10"]
    assert "row 2" in grid.notes[0]


def test_a_quotation_mark_that_closes_far_too_late_does_not_swallow_rows():
    rows = "\n".join(f"{day},{day}" for day in range(50))

    grid = from_text(f'day,text\n"open,1\n{rows}\n"closed",2\n')

    assert len(grid.cells) == 53


def test_a_long_caption_of_many_lines_is_no_open_quotation_mark():
    caption = "\n".join(f"line {line}" for line in range(200))

    grid = from_text(written([["id", "caption"], ["1", caption], ["2", "short"]]))

    assert rows_of(grid)[1] == ["1", caption]
    assert grid.notes == ()


def test_a_large_file_is_read_as_a_small_one_is():
    odd = [["Report"], [], ["a", "b, c", 'd "e"'], ["1", "two\nlines", ""], ["2"], ["", "x", "y", "z"], ["5", "6", "7"]]
    content = written([*odd, *[["8", "9", "10"]] * 50]).encode()

    assert rows_of(text_grid("file", content, large=0)) == rows_of(text_grid("file", content))


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", ""), ("utf-8", "\0"), ("utf-8-sig", "\0"), ("utf-16", ""), ("utf-16-be", ""), ("cp1252", "")],
)
def test_a_text_left_where_it_lies_is_read_as_one_that_was_copied(tmp_path, encoding, mark):
    path = tmp_path / "upload.csv"
    path.write_bytes(
        written([["Día", "Menções"], *[[f"{mark}café {row}", "10"] for row in range(300)]]).encode(encoding)
    )

    (left,), (copied,) = grids("upload.csv", path, large=1), grids("upload.csv", path)

    assert rows_of(left) == rows_of(copied)
    assert left.cells.row(300) == ["café 299", "10"]
    assert left.notes == copied.notes


def test_rows_of_another_width_keep_their_places_in_a_file_of_several_blocks():
    rows = [["a", "b", "c"], *([str(number), "words " * 20, "9"] for number in range(60_000))]
    rows[7], rows[50_000] = ["narrow", "7"], ["wide", "1", "2", "3"]

    read = rows_of(from_text(written(rows)))

    assert len(read) == 60_001
    assert read[7] == ["narrow", "7", "", ""]
    assert read[50_000] == ["wide", "1", "2", "3"]
    assert read[50_001] == ["50000", "words " * 20, "9", ""]


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=12)
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=3, max_size=12)
)


@settings(max_examples=150, deadline=None)
@given(table=TABLES, delimiter=st.sampled_from(",;\t|"), encoding=st.sampled_from(["utf-8-sig", "utf-16"]))
@example(table=[["", ""], ["", ""], [',"', ""]], delimiter=",", encoding="utf-8-sig")
def test_whatever_a_writer_quotes_comes_back_as_it_was(table, delimiter, encoding):
    announced = f"sep={delimiter}\n" + written(table, delimiter=delimiter, quoting=csv.QUOTE_ALL)

    grid = text_grid("file", announced.encode(encoding))

    assert rows_of(grid) == table


@settings(max_examples=100, deadline=None)
@given(table=TABLES)
def test_large_and_small_files_are_read_alike(table):
    content = written(table, quoting=csv.QUOTE_ALL).encode("utf-8-sig")

    assert rows_of(text_grid("file", content, large=0)) == rows_of(text_grid("file", content))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_sentence(content):
    with contextlib.suppress(UnreadableFile):
        assert all(column.type == TEXT for column in text_grid("file", content).cells.columns)


# workbooks


def test_numbers_keep_every_digit_and_whole_ones_have_no_point(tmp_path):
    (grid,) = saved(tmp_path, excel(["Rate", 1 / 3, 2 / 7, 0.0000123456789012], ["Likes", 10, 0, 2_500_000]))

    assert [float(cell) for cell in grid.cells[0].to_pylist()[1:]] == [1 / 3, 2 / 7, 0.0000123456789012]
    assert grid.cells[1].to_pylist() == ["Likes", "10", "0", "2500000"]


def test_numbers_keep_every_digit_in_a_table_that_begins_beside_an_empty_column(tmp_path):
    (grid,) = saved(tmp_path, excel([], ["Page", "home"], ["CTR", 2 / 7], ["Rate", 1 / 3]))

    assert grid.cells.row(1)[:2] == ["", "home"]
    assert [float(cell) for cell in grid.cells.row(1)[2:]] == [2 / 7, 1 / 3]


def test_dates_are_written_as_iso_with_the_time_only_where_there_is_one(tmp_path):
    days = ["Day", date(2026, 1, 31), datetime(2026, 1, 31, 18, 5, 7)]  # noqa: DTZ001 (a workbook knows no zone)

    (grid,) = saved(tmp_path, excel(days, formats=["yyyy-mm-dd hh:mm:ss"]))

    assert grid.cells[0].to_pylist() == ["Day", "2026-01-31", "2026-01-31 18:05:07"]


def test_durations_are_durations_and_no_moments_of_1900(tmp_path):
    spent = ["Duration", timedelta(minutes=3, seconds=54), timedelta(hours=36)]

    (grid,) = saved(tmp_path, excel(spent, formats=["[h]:mm:ss"]))

    assert grid.cells[0].to_pylist() == ["Duration", "0:03:54", "36:00:00"]


def test_the_calendar_of_1904_gives_the_same_day(tmp_path):
    rows = row(1, text("A1", "day")) + row(2, number("A2", 44591, hostile.DAY))

    (grid,) = saved(tmp_path, workbook(sheet(rows), properties=' date1904="1"'))

    assert grid.cells[0].to_pylist() == ["day", "2026-01-31"]


def test_truth_is_written_as_a_spreadsheet_shows_it_and_a_percentage_as_a_fraction(tmp_path):
    (grid,) = saved(tmp_path, excel(["Paid", True, False], ["CTR", 0.0312, 0.5], formats=["General", "0.00%"]))

    assert rows_of(grid) == [["Paid", "CTR"], ["TRUE", "0.0312"], ["FALSE", "0.5"]]


def test_rows_and_columns_are_counted_as_the_sheet_shows_them(tmp_path):
    rows = row(4, text("C4", "day"), text("D4", "likes")) + row(5, text("C5", "2026-01-01"), number("D5", 10))

    (grid,) = saved(tmp_path, workbook(sheet(rows)))

    assert grid.cells.row(3) == ["", "", "day", "likes"]
    assert grid.cells.numbers.tolist() == [1, 2, 3, 4, 5]


def test_an_old_workbook_is_read_without_its_hidden_sheets(tmp_path):
    book = xlwt.Workbook()
    for name, hidden in (("Metrics", 0), ("Secret", 1)):
        page = book.add_sheet(name)
        page.visibility = hidden
        for at, cells in enumerate([["Date", "Likes"], ["01/31/2026", 10]]):
            for place, value in enumerate(cells):
                page.write(at, place, value)
    out = io.BytesIO()
    book.save(out)

    (grid,) = saved(tmp_path, out.getvalue(), "file.xls")

    assert (grid.name, rows_of(grid)) == ("Metrics", [["Date", "Likes"], ["01/31/2026", "10"]])
    assert grid.notes == ("1 hidden sheet left out.",)


SPREADSHEET = """<?xml version="1.0"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
<Worksheet ss:Name="Key Metrics"><Table>
<Row><Cell><Data ss:Type="String">Date</Data></Cell><Cell><Data ss:Type="String">City</Data></Cell>
<Cell><Data ss:Type="String">Likes</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="DateTime">2017-06-09T00:00:00.000</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="Number">10</Data></Cell></Row>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Nha Trang</Data></Cell><Cell><Data ss:Type="Number">2</Data></Cell>
</Row></Table></Worksheet>
<Worksheet ss:Name="Secret"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table>
<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet></Workbook>"""


def test_the_xml_that_facebook_called_xls_is_read_even_with_a_broken_byte(tmp_path):
    broken = SPREADSHEET.replace("Nha Trang", "Hà Nội, Huế, \x1fNha Tr@ng&#x1f;").encode().replace(b"@", b"\xe0")

    (grid,) = saved(tmp_path, broken, "page.xls")

    assert rows_of(grid) == [
        ["Date", "City", "Likes"],
        ["", "", ""],
        ["2017-06-09", "", "10"],
        ["Hà Nội, Huế, Nha Tràng", "", "2"],
    ]
    assert any("hidden" in note for note in grid.notes)


def ods(rows, *, display="true"):
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(f'xmlns:{name}="{space}{name}:1.0"' for name in ("office", "table", "text", "style"))
    content = (
        f"{hostile.XML}<office:document-content {names}><office:automatic-styles>"
        f'<style:style style:name="ta1" style:family="table"><style:table-properties table:display="{display}"/>'
        "</style:style></office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="Data" table:style-name="ta1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content))


def ods_row(*cells: str, times=1):
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def ods_text(value, *, times=1):
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{times}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def ods_value(kind, attribute, value):
    return f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}"/>'


ODS_EMPTY = '<table:table-cell table:number-columns-repeated="16384"/>'


def test_an_opendocument_sheet_is_read_by_its_values_and_its_repeats(tmp_path):
    rows = (
        ods_row(ods_text("day"), ods_text("likes"), ods_text("spent"), ods_text("a<text:s text:c='2'/>b", times=2))
        + ods_row(ODS_EMPTY, times=2)
        + ods_row(
            ods_value("date", "date-value", "2026-01-31T18:05:07"),
            ods_value("float", "value", "1234.5"),
            ods_value("time", "time-value", "PT00H03M54S"),
            times=2,
        )
        + ods_row(ODS_EMPTY, times=1_048_000)
    )

    (grid,) = saved(tmp_path, ods(rows), "file.ods")

    read = ["2026-01-31 18:05:07", "1234.5", "0:03:54", "", ""]
    assert rows_of(grid) == [["day", "likes", "spent", "a  b", "a  b"], [""] * 5, [""] * 5, read, read]


def test_an_opendocument_sheet_that_breaks_off_is_refused_and_not_read_in_part(tmp_path):
    with pytest.raises(UnreadableFile, match="damaged"):
        saved(tmp_path, ods(ods_row(ods_text("day")) + "<table:table-row>"), "file.ods")


@pytest.mark.parametrize(
    ("rows", "cause"),
    [
        (ods_row(ods_text("x", times=2147483647)), "columns"),
        (ods_row(ods_text("x", times=1000), times=1_048_576), "cells"),
        (ods_row(ods_text("a<text:s text:c='2147483647'/>")), "damaged"),
    ],
)
def test_an_opendocument_sheet_that_repeats_without_end_is_refused(tmp_path, rows, cause):
    with pytest.raises(UnreadableFile, match=cause):
        saved(tmp_path, ods(rows), "file.ods")


def test_a_hidden_opendocument_table_is_not_read(tmp_path):
    with pytest.raises(UnreadableFile, match="hidden"):
        saved(tmp_path, ods(ods_row(ods_text("salary")), display="false"), "file.ods")


# archives and names


def test_an_archive_gives_a_grid_for_each_table_in_it(tmp_path):
    book = excel(["Day", "2026-01-01"], ["Likes", 10])
    content = zipped(("Chart.csv", written(ROWS)), ("sub/Totals.tsv", written(ROWS, delimiter="\t")), ("b.xlsx", book))

    found = saved(tmp_path, content, "export.zip")

    assert [grid.name for grid in found] == ["Chart", "sub/Totals", "b.xlsx/Data"]
    assert rows_of(found[0]) == ROWS


@pytest.mark.parametrize(("name", "told"), [("data.csv", False), ("data.xlsx", True), ("data", False)])
def test_content_decides_and_a_name_that_disagrees_is_noted(tmp_path, name, told):
    (grid,) = saved(tmp_path, written(ROWS).encode(), name)

    assert (grid.name, rows_of(grid)) == ("data", ROWS)
    assert any("Its name ends in" in note for note in grid.notes) is told


def test_a_table_with_only_a_header_beside_a_full_one_is_kept(tmp_path):
    found = saved(tmp_path, zipped(("Chart.csv", written(ROWS)), ("Search appearance.csv", "a,b\n")), "x.zip")

    assert [len(grid.cells) for grid in found] == [3, 1]
