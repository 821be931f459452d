"""What makes a record itself: its key, its account, and that it stands there once."""

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kpi.columns import Grain
from kpi.errors import UnknownExport
from kpi.exports.export import (
    ACTION,
    CONTENT_TYPE,
    KEY,
    Export,
    plain,
)
from kpi.reading.placing import holding
from kpi.reading.strings import (
    TEXT,
    Pieces,
    bare,
    coded,
    counted,
    filled,
    in_one_piece,
    matching,
    only_figures,
    same,
    strings,
)
from kpi.reading.work import MOSTLY, Work, grain_of

_OF_OTHERS = 0.2
_CUTTING = frozenset({KEY, ACTION, CONTENT_TYPE})
_DAMAGED_ID = r"^\d(?:[.,]\d+)?[eE]\+?\d{2}$"
_CUT_OFF_ID = r"^\d{15}(?P<zeros>0+)(?:\.0)?$"
_ZEROS_THAT_TELL = 6
_FIGURES_OF_AN_ID = 18


def cut_of(work: Work) -> str:
    """Name what a table of periods is cut by: two cuts of one total tell the same numbers and are never added."""
    if work.export.grain is not Grain.PERIOD:
        return ""
    cutting = [at for at in holding(work.placed, *_CUTTING) if filled(work.rows[at]).any()]
    return " · ".join(sorted({plain(work.header[at]) for at in cutting}))


def keys_of(work: Work, links: Pieces) -> Pieces:
    """Join the columns that make a row's identity; ids cut off by a float are mended from the link, or let go."""
    places = holding(work.placed, KEY)
    if not places:
        return same("", len(work.rows))
    cells = [bare(work.rows.columns[at]) for at in places]
    if len(cells) > 1:
        return pc.utf8_trim(pc.binary_join_element_wise(*cells, pa.scalar(" · ", TEXT)), " ·")
    damaged = pa.array(_damaged(cells[0]))
    pairs = zip(cells[0].filter(damaged).to_pylist(), links.filter(damaged).to_pylist(), strict=True)
    mended = [(key, _mended(key, link)) for key, link in pairs]
    lost = [key for key, whole in mended if not whole]
    if lost:
        work.note(
            f"A spreadsheet program cut off {len(lost)} ids (“{mended[0][0]}”), so these posts cannot be "
            "matched with another export of them. Drop the export as it was downloaded, and only that."
        )
    return pc.replace_with_mask(cells[0], damaged, strings([whole for _, whole in mended])) if mended else cells[0]


def _damaged(ids: Pieces) -> np.ndarray:
    """Tell which ids lost figures: those written as powers of ten, or all of them where all end in zeros."""
    if pc.all(pc.ends_with(ids, "0")).as_py():
        cut_off = matching(ids, _CUT_OFF_ID)
        if cut_off.all() and _lost_figures(ids) >= _ZEROS_THAT_TELL:
            return cut_off
    return np.zeros(len(ids), dtype=bool) if only_figures(ids) else matching(ids, _DAMAGED_ID)


def _lost_figures(ids: Pieces) -> int:
    zeros = pc.struct_field(pc.extract_regex(ids, _CUT_OFF_ID), "zeros")
    return pc.sum(pc.binary_length(zeros)).as_py() or 0


def _mended(key: str, link: str) -> str:
    """Find in a link the id whose last figures are lost.

    >>> _mended("1.01E+18", "https://x.com/brand/status/1012394264548892673")
    '1012394264548892673'
    """
    mantissa, _, power = re.sub(r"[.,](?=\d+[eE])", "", key.removesuffix(".0")).upper().partition("E+")
    known = mantissa if power else mantissa.rstrip("0")
    length = int(power) + 1 if power else len(mantissa)
    found = [figures for figures in re.findall(r"\d+", link) if len(figures) == length]
    return next((figures for figures in found if figures.startswith(known[:-1])), "")


def of_one_account(accounts: pa.DictionaryArray, work: Work) -> pa.DictionaryArray:
    """Count the few posts of others (collaborations) for the account whose export this is."""
    if work.export.grain is not Grain.POST or not work.export.certain:
        return accounts
    shares = sorted(counted(accounts).items(), key=lambda one: -one[1])
    named = sum(posts for _, posts in shares)
    if len(shares) < 2 or shares[0][1] < MOSTLY * named or shares[1][1] > _OF_OTHERS * named:  # noqa: PLR2004
        return accounts
    main, posts = shares[0]
    work.note(f"{named - posts} posts published with other accounts are counted for {main}.")
    return coded(accounts, lambda account: account and main)


def without_doubles(found: pa.Table, work: Work) -> pa.Table:
    """Keep one record of each identity; number those that add up; refuse what stands twice with different numbers."""
    identity = _identity(found, work.export)
    again = _stands_again(found, identity)
    if not again.any():
        return found
    if work.export.repeats:
        return _numbered(found, identity)
    if work.export.grain not in (Grain.MENTION, Grain.REVIEW):
        _refuse_different(found, again, identity, work)
    work.left.update(dict.fromkeys(found["row"].to_numpy()[again].tolist(), "the same row stands again below"))
    return found.filter(pa.array(~again))


def _identity(found: pa.Table, export: Export) -> list[str]:
    keyed = export.grain in (Grain.POST, Grain.MENTION, Grain.REVIEW) and not _is_in(found["key"], "")
    if keyed:
        return ["key", "account", "channel"]
    named = ["title", "link"] if export.grain is Grain.POST else []
    return ["at", "until", "channel", "account", "content_type", "source", "action", "currency", "key", *named]


def _is_in(column: pa.ChunkedArray, text: str) -> bool:
    return bool(pc.any(pc.equal(column, text)).as_py())


def _stands_again(found: pa.Table, columns: Sequence[str]) -> np.ndarray:
    """Tell which rows stand again further down, alike in all these columns."""
    alike = _alike(found, columns)
    if np.bincount(alike, minlength=len(alike)).all():  # as many numbers as rows
        return np.zeros(len(alike), dtype=bool)
    rows = np.arange(len(alike))
    last = np.empty_like(rows)
    last[alike] = rows  # of those alike the last one stays
    again: np.ndarray = last[alike] != rows
    return again


def _alike(found: pa.Table, columns: Sequence[str]) -> np.ndarray:
    """Give rows that are alike in all these columns one number, from 0 on."""
    alike, count = np.zeros(found.num_rows, dtype="int64"), 1
    for name in columns:
        if count == found.num_rows:
            break
        codes, kinds = _codes(found[name])
        if count > 1:
            numbers, codes = np.unique(alike * kinds + codes, return_inverse=True)
            kinds = len(numbers)
        alike, count = codes, kinds
    return alike


def _codes(column: pa.ChunkedArray) -> tuple[np.ndarray, int]:
    """Give the different cells of a column numbers, from 0 on, and say how many there are."""
    if _are_ids(column):
        numbers = column.cast(pa.int64()).to_numpy()
        if _differ(numbers):
            return np.arange(len(column)), len(column)
        column = pa.chunked_array([numbers])
    cells = in_one_piece(column)
    coded = cells if pa.types.is_dictionary(cells.type) else cells.dictionary_encode(null_encoding="encode")
    return coded.indices.to_numpy().astype("int64"), len(coded.dictionary)


def _differ(numbers: np.ndarray) -> bool:
    """Tell whether no number stands twice; those that only rise or only fall need no sorting."""
    steps = np.diff(numbers)
    return bool((steps > 0).all() or (steps < 0).all() or np.diff(np.sort(numbers)).all())


def _are_ids(cells: pa.ChunkedArray) -> bool:
    """Tell whether texts differ as the numbers do that they write: figures only, and of one length."""
    if cells.type != TEXT or not len(cells) or not only_figures(cells):
        return False
    lengths = pc.binary_length(cells).to_numpy()
    return bool(0 < lengths.min() == lengths.max() <= _FIGURES_OF_AN_ID)


def _numbered(found: pa.Table, identity: Sequence[str]) -> pa.Table:
    """Tell rows of one identity apart by their turn."""
    alike = _alike(found, identity)
    order = np.argsort(alike, kind="stable")
    runs = np.r_[True, np.diff(alike[order]) != 0]
    begins = np.maximum.accumulate(np.where(runs, np.arange(len(order)), 0))
    turn = np.empty(len(order), dtype="int64")
    turn[order] = np.arange(len(order)) - begins
    keys = found["key"].combine_chunks()
    numbered = pc.binary_join_element_wise(keys, pa.array(turn + 1).cast(TEXT), pa.scalar(" #", TEXT))
    place = found.column_names.index("key")
    return found.set_column(place, "key", pc.if_else(pa.array(turn == 0), keys, numbered))


def _refuse_different(found: pa.Table, again: np.ndarray, identity: list[str], work: Work) -> None:
    """Refuse a table in which a record stands twice with different numbers: something we do not know splits it."""
    figures = [metric for metric in work.export.metrics if metric in found.column_names]
    differing = again & ~_stands_again(found, [*identity, *figures])
    if not differing.any():
        return
    first = found.slice(int(differing.argmax()), 1).to_pylist()[0]
    what = (
        f"The day {first['at']:%Y-%m-%d}"
        if grain_of(work.export, work.placed) is Grain.DAY
        else f"“{(first['key'] or first['source'])[:60]}”"
    )
    raise UnknownExport(
        f"{what} stands in several rows with different numbers, so the table is split by something "
        f"we do not know (columns not used: {', '.join(work.report.unused_columns[:8]) or 'none'}). "
        "Please export it without the extra dimension, and one account at a time."
    )
