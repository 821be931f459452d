"""Whose numbers a table holds: the accounts that its rows, the lines above it or the file's name speak of."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kpi.columns import Grain
from kpi.exports.export import ACCOUNT, ACCOUNT_ID, LINK, Beside, Export
from kpi.reading.identity import of_one_account
from kpi.reading.report import Named
from kpi.reading.strings import filled, mapped, mask, same, those_filled
from kpi.reading.work import Origin, Work

_AROUND = " ,;\t\"'"


def named_in_rows(work: Work, preamble: Sequence[str], origin: Origin) -> pa.LargeStringArray:
    """Give each row the account it is about, or the empty text; the table's report names them all.

    What a column says goes before what stands beside the columns, a name before an id.
    """
    names, ids = work.first_filled(ACCOUNT), work.first_filled(ACCOUNT_ID)
    accounts = of_one_account(names if filled(names).any() else ids, work)
    if not filled(accounts).any():
        beside = named_beside(work.export, preamble, origin)
        said = same(beside[0].name if beside else "", len(work.rows))
        accounts = said if beside else of_one_account(_in_links(work.export, work.first_filled(LINK)), work)
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


def _in_links(export: Export, links: pa.LargeStringArray) -> pa.LargeStringArray:
    for whose in export.whose:
        if whose.stands is Beside.LINK:
            return mapped(links, partial(_first_group, whose.pattern))
    return same("", len(links))


def _first_group(pattern: str, link: str) -> str:
    found = re.search(pattern, link)
    return found.group(1) if found else ""


def _counted(accounts: pa.LargeStringArray, names: pa.LargeStringArray, ids: pa.LargeStringArray) -> Iterator[Named]:
    """Count the rows of each account, the largest first, with the id that stands beside its own name."""
    said = pc.if_else(pc.equal(names, ""), ids, names)
    known = those_filled(accounts).value_counts().to_pylist()
    for one in sorted(known, key=lambda one: -int(one["counts"])):
        own = np.flatnonzero(mask(pc.equal(said, one["values"])) & filled(ids))
        yield Named(one["values"], ids[int(own[0])].as_py() if len(own) else "", one["counts"])
