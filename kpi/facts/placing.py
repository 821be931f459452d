"""Which records wait, and at which account the others count."""

import numpy as np
import pandas as pd

from kpi.columns import Grain
from kpi.facts.texts import renamed, replaced
from kpi.periods import Days, each_day

BY_KEY = (Grain.POST.value, Grain.MENTION.value, Grain.REVIEW.value)
"""Grains whose records are known by their key."""
_SEVERAL = 2


def belonging(records: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Leave what counts, each record at its account, and say what is held back; only then can two be told to be one."""
    timely, early = _timely(records)
    listened, added = _of_one_tool(timely)
    placed, held = _placed(listened)
    return placed, (*early, *added, *held)


def _timely(records: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Hold back posts, reviews and mentions dated after the file that tells of them; a day later is another zone's.

    One of them would move the last day of its channel, and the days until then would look as if nothing had happened.
    """
    seen = records["observed_at"].dt.normalize() + pd.Timedelta(days=1)
    by_key = records["grain"].isin(BY_KEY)
    early = by_key & (records["at"].dt.normalize() > seen)
    if not early.any():
        return records, ()
    held = [
        f"{_file(file)}: {len(of):,} of its rows are dated after the file itself, up to {of.max():%Y-%m-%d}, and wait "
        "until a later export holds them. Check these dates on the platform."
        for file, of in records.loc[early, "at"].groupby(records.loc[early, "file"].astype("str"))
    ]
    capped = records["covers_until"].mask(by_key & (records["covers_until"] > seen), records["observed_at"])
    return records.assign(covers_until=capped)[~early].reset_index(drop=True), tuple(held)


def _of_one_tool(records: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Take the mentions of a day from one listening tool: of those that cover it, the one that covers most days.

    Each finds other pages, so that two together would count neither the brand nor its competitors alike.
    """
    mentions = records[records["grain"] == Grain.MENTION.value]
    tools = mentions["basis"].astype("str").where(mentions["basis"] != "", mentions["export"].astype("str"))
    if tools.nunique() < _SEVERAL:
        return records, ()
    covered = {str(tool): _days_covered(of) for tool, of in mentions.groupby(tools)}
    first = sorted(covered, key=lambda tool: (-len(covered[tool]), tool))
    days = mentions["at"].to_numpy().astype("datetime64[D]")
    of_tool = dict(zip(first, (tools == tool for tool in first), strict=True))
    held, left = [], np.zeros(len(mentions), dtype=bool)
    for place, tool in enumerate(first):
        for before in first[:place]:
            again = of_tool[tool].to_numpy() & np.isin(days, covered[before]) & ~left
            left |= again
            held += [
                f"{_file(file)}: {count:,} mentions of days that {before} covers as well are not added: one listening "
                "tool counts at a time."
                for file, count in mentions.loc[again, "file"].astype("str").value_counts().items()
            ]
    return records.drop(mentions.index[left]).reset_index(drop=True), tuple(held)


def _days_covered(records: pd.DataFrame) -> Days:
    """List the days that the files of some records speak of."""
    first = records[["at", "covers_from"]].min(axis=1)
    last = records[["until", "covers_until"]].max(axis=1)
    spans = pd.DataFrame({"first": first, "last": last}).drop_duplicates()
    return each_day(*(spans[name].to_numpy().astype("datetime64[D]") for name in spans))


def _placed(records: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Give records without an account the channel's only one; hold back those that nobody can place."""
    nowhere = records["channel"] == ""
    held = [f"{_file(file)}: it does not say which network it is about." for file in records["file"][nowhere].unique()]
    known = _named(records[~nowhere] if nowhere.any() else records)
    nameless = (records["account"] == "") & (records["grain"] != Grain.MENTION.value) & ~nowhere
    if not nameless.any():
        return _without(records, nowhere), tuple(held)
    several = [channel for channel, accounts in known.items() if len(accounts) >= _SEVERAL]
    torn = nameless & records["channel"].isin(several)
    for file, channel in dict.fromkeys(zip(records["file"][torn], records["channel"][torn], strict=True)):
        known_ones = " and ".join(known[channel])
        held.append(f"{_file(file)}: it does not say which account it is about, and your files know {known_ones}.")
    only = {channel: accounts[0] for channel, accounts in known.items() if len(accounts) == 1}
    inherited = renamed(records["channel"], lambda channel: only.get(channel, ""))
    accounts = replaced(records["account"], nameless, inherited)
    return _without(records.assign(account=accounts), nowhere | torn), tuple(held)


def _named(records: pd.DataFrame) -> dict[str, list[str]]:
    """List the accounts that each channel is known to have; the names in a listening tool are none."""
    pairs = records[["channel", "account", "grain"]].drop_duplicates()
    own = pairs[(pairs["grain"] != Grain.MENTION.value) & (pairs["account"] != "")]
    named: dict[str, list[str]] = {}
    for channel, account in sorted(set(zip(own["channel"], own["account"], strict=True))):
        named.setdefault(str(channel), []).append(str(account))
    return named


def _without(records: pd.DataFrame, some: pd.Series) -> pd.DataFrame:
    """Leave out some of the records; where there are none of them, nothing is copied."""
    return (records[~some] if some.any() else records).reset_index(drop=True)


def _file(name: object) -> str:
    return str(name) or "Typed numbers"
