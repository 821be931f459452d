"""Accounts: when two are the same one, and how what files say of them is put together."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Account:
    """An account on a channel: its present name, its id where an export has one, and the names it `also` had.

    `seen` is the last day (ISO) of the file in which its present name stood.
    """

    channel: str
    name: str
    id: str = ""
    also: tuple[str, ...] = ()
    seen: str = ""

    def is_same(self, other: "Account") -> bool:
        """Tell whether two are one account: of one channel and one id, or of one name where an id is not known.

        >>> Account("X", "north", "1").is_same(Account("X", "nordlicht", "1"))
        True
        >>> Account("X", "@North").is_same(Account("X", "north", "2"))
        True
        """
        if self.channel != other.channel:
            return False
        if self.id and other.id:
            return self.id == other.id
        return bool(_spelt(self) & _spelt(other))


def sound_alike(one: Account, other: Account) -> bool:
    """Tell whether two accounts, on whatever channels, have one name but for spaces and points.

    >>> sound_alike(Account("Instagram", "nord.licht"), Account("X", "Nordlicht"))
    True
    """
    first, second = (re.sub(r"\W|_", "", account.name).casefold() for account in (one, other))
    return bool(first) and first == second


def named_in(report: Mapping[str, Any]) -> list[Account]:
    """List the accounts that a file's report names; `seen` is the last day of their table."""
    return [
        Account(sheet["channel"], said["name"], said["id"], seen=sheet["last_date"] or "")
        for sheet in report.get("sheets", ())
        if sheet["channel"]
        for said in sheet.get("accounts", ())
    ]


def known_together(accounts: Iterable[Account]) -> list[Account]:
    """Put accounts that are the same together, each under its newest name; in the order of channel and name.

    >>> known_together([Account("X", "north", "1", seen="2026-01-31"), Account("X", "nord", "1", seen="2026-02-28")])
    [Account(channel='X', name='nord', id='1', also=('north',), seen='2026-02-28')]
    """
    found: list[Account] = []
    for account in sorted(accounts, key=lambda one: (one.id == "", one.channel, one.seen, one.name, one.id)):
        same = next((one for one in found if one.is_same(account)), None)
        if same:
            found[found.index(same)] = _together(same, account)
        else:
            found.append(account)
    return sorted(found, key=lambda one: (one.channel, one.name, one.id))


def _spelt(account: Account) -> set[str]:
    return {name.strip().lstrip("@").casefold() for name in (account.name, *account.also)}


def _together(one: Account, other: Account) -> Account:
    newest = max(one, other, key=lambda account: (account.seen, account.name))
    names = {one.name, other.name, *one.also, *other.also} - {newest.name}
    return Account(newest.channel, newest.name, one.id or other.id, tuple(sorted(names)), newest.seen)
