"""Text becomes numbers on evidence: in the table, never in the machine's settings."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.errors import UnknownExport
from kpi.reading.numbers import Reads, Style, numbers, shortened, style_of
from kpi.reading.strings import TEXT

POINT, COMMA = Style("."), Style(",")


def column(*cells: str):
    return cells


def read(cell, style=POINT, reads=Reads.ANYTHING):
    found, wrong = numbers(column(cell), style, reads=reads)
    return "wrong" if wrong[0] else None if pd.isna(found[0]) else found[0]


@pytest.mark.parametrize(
    ("cell", "style", "number"),
    [
        ("12", POINT, 12),
        (" 12 ", POINT, 12),
        ("+12", POINT, 12),
        ("-28", POINT, -28),
        ("\u221228", POINT, -28),
        ("2548.0", POINT, 2548),
        ("1,234,567.5", POINT, 1_234_567.5),
        ("12,34,567", POINT, 1_234_567),
        ("1.234.567,5", COMMA, 1_234_567.5),
        ("1 234,5", COMMA, 1_234.5),
        ("1\u202f234", COMMA, 1_234),
        ("1'234.5", POINT, 1_234.5),
        ("1\u2019234.5", POINT, 1_234.5),
        ("1.234", COMMA, 1_234),
        ("1,234", COMMA, 1.234),
        ("1.5E+3", POINT, 1_500),
        ("12.5%", POINT, 0.125),
        ("23,9 %", COMMA, 0.239),
        ("US$1.92", POINT, 1.92),
        ("$1,686.06", POINT, 1_686.06),
        ("12,50 €", COMMA, 12.5),
        ("EUR 12.50", POINT, 12.5),
        ("0:03:54", POINT, 234),
        ("12:30", POINT, 750),
        ("1.2K", POINT, 1_200),
        ("1,2K", POINT, 1_200),
        ("3,4 M", COMMA, 3_400_000),
        ("12 mil", COMMA, 12_000),
        ("1,5 Mio.", COMMA, 1_500_000),
    ],
)
def test_a_number_is_read_as_it_is_written(cell, style, number):
    assert read(cell, style) == pytest.approx(number)


@pytest.mark.parametrize("cell", ["", " ", "-", "--", " --", "–", "NAN", "nan", "undefined", "N/A", "null"])
def test_what_stands_for_nothing_is_missing_and_not_wrong(cell):
    assert read(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "< 10%",
        "1.234K",
        "1.2 apples",
        "3.апр",
        "2026-03-01",
        "abc",
        "1,23",
        "12,34",
        "1.234,5",
        "inf",
        "0x1F",
        "1_000",
        "12 apples",
    ],
)
def test_what_is_no_number_is_wrong_and_never_guessed(cell):
    assert read(cell) == "wrong"


@pytest.mark.parametrize("cell", ["1.5", "12.50", "1,234.5"])
def test_a_point_that_is_no_thousand_is_wrong_where_the_comma_is_decimal(cell):
    assert read(cell, COMMA) == "wrong"


@pytest.mark.parametrize(
    ("cell", "seconds"), [("2 min 30 s", 150), ("1h 2m 3s", 3_723), ("45s", 45), ("5m", 300), ("12,5 s", 12.5)]
)
def test_a_duration_in_words_is_seconds_where_a_time_is_expected(cell, seconds):
    assert read(cell, reads=Reads.TIMES) == seconds
    assert read(cell, reads=Reads.SHARES) == "wrong"


@pytest.mark.parametrize(
    ("cell", "reads"),
    [
        ("1.2K", Reads.SHARES),
        ("1.2K", Reads.TIMES),
        ("12%", Reads.COUNTS),
        ("0:03:54", Reads.COUNTS),
        ("$5", Reads.COUNTS),
        ("12%", Reads.MONEY),
        ("$5", Reads.TIMES),
    ],
)
def test_a_percentage_a_time_or_money_is_no_count(cell, reads):
    assert read(cell, reads=reads) == "wrong"


@pytest.mark.parametrize(
    ("cells", "decimal"),
    [
        (["12,50", "3"], ","),
        (["1.234,5"], ","),
        (["1.234.567"], ","),
        (["0,123"], ","),
        (["12.50", "1,234"], "."),
        (["1,234.5"], "."),
        (["1,234,567"], "."),
        (["0.123"], "."),
        (["1234.567"], "."),
        (["3.1415926"], "."),
        (["23,9 %"], ","),
        (["€ 12,50"], ","),
    ],
)
def test_one_value_that_reads_in_one_way_only_decides(cells, decimal):
    assert style_of([column(*cells)], semicolons=decimal == ".") == Style(decimal)


def test_where_nothing_decides_semicolons_do_and_it_is_said_to_be_a_guess():
    assert style_of([column("1.234")], semicolons=True) == Style(",", guessed=True)
    assert style_of([column("1.234")]) == Style(".", guessed=True)


def test_a_point_before_three_figures_of_a_count_is_a_thousand():
    counts = column("1.234", "12")

    assert style_of([counts], counted=[counts]) == Style(",")
    assert style_of([column("1,234")], semicolons=True, counted=[column("1,234")]) == Style(".")


@pytest.mark.parametrize("cells", [["12,50", "12.50"], ["1.234,5", "1,234.5"]])
def test_a_table_that_writes_both_is_refused(cells):
    with pytest.raises(UnknownExport, match="thousands and decimals cannot be told apart"):
        style_of([column(*cells)])


def test_counts_that_write_both_are_refused():
    counts = column("1,234", "1.234")

    with pytest.raises(UnknownExport, match=r"1\.234"):
        style_of([counts], counted=[counts])


def test_dates_times_and_words_prove_no_decimal_sign():
    assert style_of([column("01.02", "3.апр", "1.2K", "10:30", "1/2.5")]).guessed is False
    assert style_of([column("3.апр", "1.2K", "10:30.5")]).guessed


WRITTEN = st.floats(-1e12, 1e12, allow_nan=False).map(lambda number: round(number, 2))


@settings(deadline=None)
@given(WRITTEN, st.sampled_from([".", ","]), st.booleans())
def test_any_number_comes_back_from_either_style(number, decimal, grouped):
    text = f"{number:,.2f}" if grouped else f"{number:.2f}"
    cell = text if decimal == "." else text.translate(str.maketrans(",.", ".,"))

    assert style_of([column(cell)]) == Style(decimal)
    assert read(cell, Style(decimal)) == pytest.approx(number)


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_float_comes_back_as_a_program_writes_it(number):
    assert read(repr(number)) == number


@settings(deadline=None)
@given(st.text(max_size=12))
def test_no_text_breaks_the_reading(cell):
    numbers(column(cell), POINT)
    numbers(column(cell), COMMA)


@settings(deadline=None)
@given(st.lists(st.one_of(st.just(""), st.integers(0, 10**20).map(str)), max_size=20), st.sampled_from([POINT, COMMA]))
def test_figures_read_all_at_once_are_those_read_among_others(cells, style):
    together, wrong = numbers(cells, style)
    among_others, _ = numbers([*cells, "1.234.567"], style)

    assert not wrong.any()
    assert np.array_equal(together, among_others[:-1], equal_nan=True)


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(["", "7", "1234567", " 12 ", "3.5", "1.2K", "x"]), max_size=4), max_size=4))
def test_numbers_in_pieces_are_those_of_the_whole(pieces):
    cells = [cell for piece in pieces for cell in piece]
    in_pieces = pa.chunked_array([pa.array(piece, TEXT) for piece in pieces], TEXT)

    assert style_of([in_pieces]) == style_of([cells])
    assert shortened(in_pieces) == shortened(cells)
    for parted, whole in zip(numbers(in_pieces, POINT), numbers(cells, POINT), strict=True):
        assert np.array_equal(parted, whole, equal_nan=True)
