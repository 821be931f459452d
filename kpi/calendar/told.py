"""Of which days the files tell what was published: by channel and content type, for none of them tells of all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pandas as pd

from kpi.calendar.kinds import kind_of
from kpi.columns import Grain
from kpi.periods import each_day

_Days = frozenset[date]
_NONE: _Days = frozenset()
_UNTOLD = frozenset({""})
_TABLE = ["channel", "account", "export", "file", "sheet"]


@dataclass(frozen=True, slots=True)
class Told:
    """The days of each channel of which its files list the posts.

    `of_kinds` are those of a content type, of '' where it is not decided; `of_all` those of files that do not tell
    content types apart. Several accounts of a channel must all tell.
    """

    of_kinds: Mapping[str, Mapping[str, _Days]]
    of_all: Mapping[str, _Days]

    @property
    def channels(self) -> tuple[str, ...]:
        """List the channels whose posts are listed by some file."""
        return tuple(self.of_kinds)

    def lists(self, channel: str, content_type: str) -> bool:
        """Tell whether some file lists such posts at all, on whatever days."""
        return bool(self.days(channel, content_type))

    def days(self, channel: str, content_type: str) -> _Days:
        """Give the days of which it is known what was published of a content type, '' where it is not decided."""
        return self.of_kinds.get(channel, {}).get(kind_of(content_type), _NONE) | self.of_all.get(channel, _NONE)


class _Table(NamedTuple):
    """A table of posts: whose and of which export, the content types in it ('' where it tells none), its days."""

    account: str
    export: str
    kinds: frozenset[str]
    days: _Days


def told_of(rows: pd.DataFrame) -> Told:
    """Say of which days the tables tell; `rows` are the records behind the facts.

    One export may list posts in one file and stories in another, and says of neither which it is: a content type counts
    as listed by the files in which it stands, and by those of the same export that share one with these.
    """
    posts = rows[(rows["grain"] == Grain.POST.value) & (rows["slice"] == "")]
    tables: dict[str, list[_Table]] = {}
    for (channel, account, export, *_), of in posts.groupby(_TABLE, observed=True, sort=True):
        kinds = frozenset(kind_of(str(kind)) for kind in of["content_type"].unique()) - _UNTOLD or _UNTOLD
        tables.setdefault(str(channel), []).append(_Table(str(account), str(export), kinds, _days(of)))
    wide = {channel: _widened(of) for channel, of in tables.items()}
    return Told(
        {channel: _by_kind(of) for channel, of in wide.items()},
        {channel: _of_accounts([one for one in of if one.kinds == _UNTOLD], of) for channel, of in wide.items()},
    )


def _days(rows: pd.DataFrame) -> _Days:
    begins = rows[["at", "covers_from"]].min(axis=1).dt.normalize()
    ends = rows[["until", "covers_until"]].max(axis=1).dt.normalize()
    spans = pd.DataFrame({"begins": begins, "ends": ends}).drop_duplicates()
    return frozenset(each_day(*(spans[name].to_numpy().astype("datetime64[D]") for name in spans)).tolist())


def _widened(tables: Sequence[_Table]) -> list[_Table]:
    """Let each table list all the content types of those tables of its export with which it shares one."""
    families: dict[str, list[frozenset[str]]] = {}
    for table in tables:
        known = families.setdefault(table.export, [])
        shared = [kinds for kinds in known if kinds & table.kinds]
        families[table.export] = [kinds for kinds in known if kinds not in shared]
        families[table.export].append(table.kinds.union(*shared))
    return [
        table._replace(kinds=next(kinds for kinds in families[table.export] if table.kinds <= kinds))
        for table in tables
    ]


def _by_kind(tables: Sequence[_Table]) -> dict[str, _Days]:
    """Give the days of each content type; a post of which none is decided yet may be of any that is listed."""
    kinds = frozenset[str]().union(*(table.kinds for table in tables)) - _UNTOLD
    found = {kind: _of_accounts([one for one in tables if one.kinds & {kind, ""}], tables) for kind in sorted(kinds)}
    return {**found, "": frozenset.intersection(*found.values())} if found else {}


def _of_accounts(those: Iterable[_Table], tables: Sequence[_Table]) -> _Days:
    """Give the days of which some tables tell for every account of a channel."""
    days: dict[str, _Days] = {table.account: _NONE for table in tables}
    for table in those:
        days[table.account] |= table.days
    return frozenset.intersection(*days.values())
