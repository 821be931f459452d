"""Whose numbers a table holds: the accounts that its rows, the lines above it or the file's name speak of."""

import re
from collections.abc import Iterator, Sequence

import pandas as pd

from kpi.columns import Grain
from kpi.exports.export import ACCOUNT, ACCOUNT_ID, LINK, Beside, Export
from kpi.reading.identity import of_one_account
from kpi.reading.report import Named
from kpi.reading.work import Origin, Work

_AROUND = " ,;\t\"'"


def named_in_rows(work: Work, preamble: Sequence[str], origin: Origin) -> pd.Series:
    """Give each row the account it is about, or the empty text; the table's report names them all.

    What a column says goes before what stands beside the columns, a name before an id.
    """
    names, ids, links = (_first_filled(work, role) for role in (ACCOUNT, ACCOUNT_ID, LINK))
    accounts = of_one_account(names if (names != "").any() else ids, work)
    if not (accounts != "").any():
        beside = named_beside(work.export, preamble, origin)
        said = pd.Series(beside[0].name if beside else "", index=work.rows.index, dtype="str")
        accounts = said if beside else of_one_account(_in_links(work.export, links), work)
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


def _in_links(export: Export, links: pd.Series) -> pd.Series:
    for whose in export.whose:
        if whose.stands is Beside.LINK:
            return links.str.extract(whose.pattern, expand=False).fillna("")
    return links.where(links == "", "")


def _counted(accounts: pd.Series, names: pd.Series, ids: pd.Series) -> Iterator[Named]:
    """Count the rows of each account, with the id that stands beside its own name."""
    said = names.where(names != "", ids)
    for name, rows in accounts[accounts != ""].value_counts().items():
        own = ids[(said == name) & (ids != "")]
        yield Named(str(name), "" if own.empty else str(own.iloc[0]), int(rows))


def _first_filled(work: Work, role: str) -> pd.Series:
    filled = pd.Series("", index=work.rows.index, dtype="str")
    for cells in work.cells(role):
        filled = filled.where(filled != "", cells.str.strip())
    return filled
