"""Which records wait, and at which account the others count."""

import pandas as pd

from kpi.columns import Grain

BY_KEY = (Grain.POST.value, Grain.MENTION.value, Grain.REVIEW.value)
"""Grains whose records are known by their key."""
_SEVERAL = 2


def belonging(records: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Leave what counts, each record at its account, and say what is held back; only then can two be told to be one."""
    timely, early = _timely(records)
    placed, held = _placed(timely)
    return placed, (*early, *held)


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


def _placed(records: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Give records without an account the channel's only one; hold back those that nobody can place."""
    nowhere = records["channel"] == ""
    files = records.loc[nowhere, "file"].unique()
    held = [f"{_file(file)}: it does not say which network it is about." for file in files]
    records = records[~nowhere]
    accounts, channels = records["account"].astype("str"), records["channel"].astype("str")
    listening = records["grain"] == Grain.MENTION.value
    named: dict[str, set[str]] = {}
    for channel, account in zip(channels[~listening], accounts[~listening], strict=True):
        named.setdefault(channel, set()).update({account} - {""})
    only = {channel: next(iter(known), "") for channel, known in named.items() if len(known) < _SEVERAL}
    nameless = (accounts == "") & ~listening
    torn = nameless & ~channels.isin(list(only))
    for file, channel in dict.fromkeys(zip(records["file"][torn], channels[torn], strict=True)):
        known = " and ".join(sorted(named[channel]))
        held.append(f"{_file(file)}: it does not say which account it is about, and your files know {known}.")
    inherited = accounts.where(~nameless, channels.map(lambda channel: only.get(channel, "")))
    return records.assign(account=inherited.astype("category"))[~torn].reset_index(drop=True), tuple(held)


def _file(name: object) -> str:
    return str(name) or "Typed numbers"
