"""Whose numbers a table holds: the accounts that its rows, the lines above it or the file's name speak of."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from kpi.columns import Grain
from kpi.exports.export import ACCOUNT, ACCOUNT_ID, LINK, Beside, Export
from kpi.reading.identity import of_one_account
from kpi.reading.report import Named
from kpi.reading.strings import coded, counted, filled, in_one_piece, throughout
from kpi.reading.work import Origin, Work

_AROUND = " ,;\t\"'"


def named_in_rows(work: Work, preamble: Sequence[str], origin: Origin) -> pa.DictionaryArray:
    """Give each row the account it is about, or the empty text; the table's report names them all.

    What a column says goes before what stands beside the columns, a name before an id.
    """
    names, ids = (work.first_coded(role) for role in (ACCOUNT, ACCOUNT_ID))
    accounts = of_one_account(names if filled(names.dictionary).any() else ids, work)
    if not filled(accounts.dictionary).any():
        beside = named_beside(work.export, preamble, origin)
        said = throughout(beside[0].name if beside else "", len(work.rows))
        accounts = said if beside else of_one_account(_in_links(work), work)
    if work.export.grain is not Grain.MENTION:
        work.report.accounts = list(_counted(accounts, names, ids))
    return accounts


def named_beside(export: Export, preamble: Sequence[str], origin: Origin) -> list[Named]:
    """Name the account that stands in the file's name or above the table, where the export says how."""
    where = {Beside.NAME: [origin.name, origin.file], Beside.PREAMBLE: preamble, Beside.LINK: []}
    for whose in export.whose:
        for line in where[whose.stands]:
            found = re.search(whose.pattern, line)
            if found and found.group(1).strip(_AROUND):
                return [Named(found.group(1).strip(_AROUND))]
    return []


def _in_links(work: Work) -> pa.DictionaryArray:
    for whose in work.export.whose:
        if whose.stands is Beside.LINK:
            return coded(in_one_piece(work.first_filled(LINK)), partial(_first_group, whose.pattern))
    return throughout("", len(work.rows))


def _first_group(pattern: str, link: str) -> str:
    found = re.search(pattern, link)
    return found.group(1) if found else ""


def _counted(accounts: pa.DictionaryArray, names: pa.DictionaryArray, ids: pa.DictionaryArray) -> Iterator[Named]:
    """Count the rows of each account, the largest first, with the id that stands beside its own name."""
    own: dict[str, str] = {}
    for name, id_ in _pairs(names, ids):
        if id_:
            own.setdefault(name or id_, id_)
    for account, rows in sorted(counted(accounts).items(), key=lambda one: -one[1]):
        yield Named(account, own.get(account, ""), rows)


def _pairs(names: pa.DictionaryArray, ids: pa.DictionaryArray) -> Iterator[tuple[str, str]]:
    """Give what stands side by side in two columns, once each, in the order in which it first stands there."""
    kinds = max(len(ids.dictionary), 1)
    together = pa.array(names.indices.to_numpy().astype("int64") * kinds + ids.indices.to_numpy())
    said, beside = names.dictionary.to_pylist(), ids.dictionary.to_pylist()
    for pair in pc.unique(together).to_pylist():
        yield said[pair // kinds], beside[pair % kinds]
