"""What makes a record itself: its key, its account, and that it stands there once."""

import re

import pandas as pd

from kpi.columns import Grain
from kpi.errors import UnknownExport
from kpi.exports.export import (
    KEY,
    Export,
)
from kpi.reading.work import MOSTLY, Work, grain_of

_OF_OTHERS = 0.2
_DAMAGED_ID = re.compile(r"^\d(?:[.,]\d+)?[eE]\+?\d{2}$")
_CUT_OFF_ID = re.compile(r"^\d{15}(0+)(?:\.0)?$")
_ZEROS_THAT_TELL = 6


def keys_of(work: Work, links: pd.Series) -> pd.Series:
    """Join the columns that make a row's identity; ids cut off by a float are mended from the link, or let go."""
    cells = [cell.str.strip() for cell in work.cells(KEY)]
    if not cells:
        return pd.Series("", index=work.rows.index, dtype="str")
    if len(cells) > 1:
        return cells[0].str.cat(pd.concat(cells[1:], axis=1), sep=" · ").str.strip(" ·")
    damaged = _damaged(cells[0])
    if not damaged.any():
        return cells[0]
    mended = [_mended(key, link) for key, link in zip(cells[0][damaged], links[damaged], strict=True)]
    lost = mended.count("")
    if lost:
        work.note(
            f"A spreadsheet program cut off {lost} ids (“{cells[0][damaged].iloc[0]}”), so these posts cannot be "
            "matched with another export of them. Drop the export as it was downloaded, and only that."
        )
    return cells[0].where(~damaged, pd.Series(mended, index=cells[0].index[damaged], dtype="str"))


def _damaged(ids: pd.Series) -> pd.Series:
    """Tell which ids lost figures: those written as powers of ten, or all of them where all end in zeros."""
    zeros = ids.str.extract(_CUT_OFF_ID, expand=False)
    if zeros.notna().all() and zeros.str.len().sum() >= _ZEROS_THAT_TELL:
        return zeros.notna()
    return ids.str.match(_DAMAGED_ID)


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


def of_one_account(accounts: pd.Series, work: Work) -> pd.Series:
    """Count the few posts of others (collaborations) for the account whose export this is."""
    shares = accounts[accounts != ""].value_counts(normalize=True) if work.export.grain is Grain.POST else pd.Series()
    if len(shares) < 2 or shares.iloc[0] < MOSTLY or shares.iloc[1] > _OF_OTHERS:  # noqa: PLR2004
        return accounts
    main = str(shares.index[0])
    others = (accounts != main) & (accounts != "")
    work.note(f"{int(others.sum())} posts published with other accounts are counted for {main}.")
    return accounts.where(~others, main)


def without_doubles(found: pd.DataFrame, work: Work) -> pd.DataFrame:
    """Keep one record of each identity; number those that add up; refuse what stands twice with different numbers."""
    identity = _identity(found, work.export)
    again = found.duplicated(identity, keep="last")
    if not again.any():
        return found
    if work.export.repeats:
        turn = found.groupby(identity, observed=True).cumcount()
        return found.assign(key=found["key"].where(turn == 0, found["key"] + " #" + (turn + 1).astype("str")))
    if work.export.grain not in (Grain.MENTION, Grain.REVIEW):
        _refuse_different(found, again, identity, work)
    work.left.update(dict.fromkeys(found.index[again].tolist(), "the same row stands again below"))
    return found[~again]


def _identity(found: pd.DataFrame, export: Export) -> list[str]:
    keyed = export.grain in (Grain.POST, Grain.MENTION, Grain.REVIEW) and bool((found["key"] != "").all())
    if keyed:
        return ["account", "key"]
    named = ["title", "link"] if export.grain is Grain.POST else []
    return ["at", "until", "account", "content_type", "source", "action", "currency", "key", *named]


def _refuse_different(found: pd.DataFrame, again: pd.Series, identity: list[str], work: Work) -> None:
    """Refuse a table in which a record stands twice with different numbers: something we do not know splits it."""
    figures = [metric for metric in work.export.metrics if metric in found]
    differing = again & ~found.duplicated([*identity, *figures], keep="last")
    if not differing.any():
        return
    first = found.loc[differing].iloc[0]
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
