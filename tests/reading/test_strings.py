"""A column that lies in pieces is told, trimmed and taken from like one that is joined."""

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.reading.grid import Cells
from kpi.reading.strings import TEXT, bare, coded, counted, encoded, filled, holds, only_figures, taken

PIECES = st.lists(st.lists(st.text(" a\u00a0\tß1", max_size=4), max_size=5), max_size=4)


def in_pieces(pieces: list[list[str]]) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(piece, TEXT) for piece in pieces], TEXT)


@settings(deadline=None)
@given(pieces=PIECES)
def test_pieces_say_what_the_whole_says(pieces):
    whole = pa.array([cell for piece in pieces for cell in piece], TEXT)

    assert (
        bare(in_pieces(pieces)).to_pylist() == bare(whole).to_pylist() == [cell.strip() for cell in whole.to_pylist()]
    )
    assert filled(in_pieces(pieces)).tolist() == filled(whole).tolist()
    assert encoded(in_pieces(pieces)).equals(encoded(whole))
    assert (
        only_figures(in_pieces(pieces))
        == only_figures(whole)
        == all(sign == "1" for sign in "".join(whole.to_pylist()))
    )
    assert holds(in_pieces(pieces), "a", "1") == holds(whole, "a", "1")


def test_cells_that_become_alike_are_counted_together():
    accounts = coded(pa.array(["Nord", "", "nord", "Süd", "NORD"], TEXT), str.casefold)

    assert counted(accounts) == {"nord": 3, "süd": 1}


@given(pieces=PIECES, seed=st.integers(0, 1_000))
def test_rows_are_taken_from_pieces_as_from_the_whole(pieces, seed):
    whole = pa.array([cell for piece in pieces for cell in piece], TEXT)
    rows = np.flatnonzero(np.random.default_rng(seed).random(len(whole)) < 0.5)

    assert taken(in_pieces(pieces), rows).to_pylist() == whole.take(pa.array(rows)).to_pylist()


def test_cells_join_a_column_once_and_leave_the_others_in_pieces():
    cells = Cells.of([in_pieces([["a", "b"], ["c"]]), in_pieces([["x"], ["y", "z"]])])

    first = cells[0]

    assert first.to_pylist() == ["a", "b", "c"]
    assert cells[0] is first
    assert cells.columns[1].num_chunks == 2
    assert cells.slice(1, 3).rows() == [["b", "y"], ["c", "z"]]
    assert cells.where(np.array([True, False, True])).rows() == [["a", "x"], ["c", "z"]]
    assert cells.taken(1, np.array([0, 2])).to_pylist() == ["x", "z"]
