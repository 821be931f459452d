"""What facts know that no file says: metrics that need a row's channel, source or filter, or two follower totals."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.metrics import FACT_METRICS, OF_ACCOUNT
from kpi.catalogue.sources import Traffic, traffic_of
from kpi.columns import Grain
from kpi.facts.acting import others_are_none
from kpi.facts.calls import Call, events_of
from kpi.facts.rivals import Rival
from kpi.facts.texts import marked, replaced

_QUERY_WORDS = ("query", "consulta", "requête", "suchanfrage", "zoekopdracht")


@dataclass(frozen=True, slots=True)
class Brand:
    """Whose numbers these are: the words that name the brand in searches and in a listening tool's queries.

    `calls` are what its visitors should do: only these count as conversions; none named means every action. `rivals`
    is its panel: whom it is compared with; none named means everybody whom a listening tool names.
    """

    name: str = ""
    terms: tuple[str, ...] = field(default=())
    calls: tuple[Call, ...] = field(default=())
    rivals: tuple[Rival, ...] = field(default=())

    @property
    def actions(self) -> tuple[str, ...]:
        """List the events that count as conversions; none means all."""
        return events_of(self.calls)

    def names(self, text: str) -> bool:
        """Tell whether a text names the brand; what names one of the panel by a longer name does not.

        >>> Brand("Nord", rivals=(Rival("Nordwind"),)).names("Nordwind (DE)"), Brand("Nord").names("nord.bikes")
        (False, True)
        """
        own = {word.casefold() for word in (self.name, *self.terms) if word.strip()}
        others = {name.casefold() for rival in self.rivals for name in (rival.name, *rival.also) if name.strip()}
        said = text.casefold()
        for word in sorted(own | others, key=lambda word: (-len(word), word not in own)):
            if word in own and word in said:
                return True
            said = said.replace(word, " ")
        return False


def row_made(records: pd.DataFrame, brand: Brand) -> pd.DataFrame:
    """Work out the metrics that need a row's channel, source or filter, and split mentions into own and others'.

    People who viewed a profile are no impressions. Actions are parts of one whole, each row named by its own.
    """
    by_views = marked(records["channel"], _counts_views)
    social, paid = (marked(records["source"], partial(_is, kind)) for kind in (Traffic.SOCIAL, Traffic.PAID_SOCIAL))
    by_source = records["sessions"].where(records["source"] != "")
    own = marked(records["account"], brand.names)
    mention = records["grain"] == Grain.MENTION.value
    branded = marked(records["slice"], lambda said: _by_query(said) and brand.names(said))
    posted = records["grain"] == Grain.POST.value
    told_apart = bool((mention & own).any())
    records = others_are_none(records, brand.actions)
    records = records.assign(impressions=records["impressions"].where(records["basis"] != "people"))
    return records.assign(
        **{key: records[key].where(~posted) for key in OF_ACCOUNT},
        exposures=records["video_views"].where(by_views, records["impressions"]),
        social_sessions=by_source.where(social | by_source.isna(), 0.0),
        paid_social_sessions=by_source.where(paid | by_source.isna(), 0.0),
        mentions=records["mentions"].where(~mention | own | records["mentions"].isna(), 0.0),
        competitor_mentions=_of_others(records, mention, own).where(~mention | told_apart),
        branded_searches=records["search_impressions"].where(branded),
        search_impressions=records["search_impressions"].where(~branded),
        search_clicks=records["search_clicks"].where(~branded),
        slice=replaced(records["slice"], branded, ""),
        grain=records["grain"].astype(pd.CategoricalDtype([grain.value for grain in Grain])),
        title=_titled(records),
        action=pd.Categorical.from_codes(np.zeros(len(records), dtype="int8"), pd.Index([""])),
        stock_change=np.nan,
        followers_before=records["followers"],
    )


def stock_changes(records: pd.DataFrame) -> pd.DataFrame:
    """Give, between two follower totals of an account, a record of the days that their difference speaks of.

    Where these are several days, the totals themselves stand beside them, so that one grain knows both.
    """
    by = ["channel", "account"]
    stocks = records[records["followers"].notna()].sort_values("end", kind="stable")
    stocks = stocks.drop_duplicates([*by, "end"], keep="last")
    before = stocks.groupby(by, observed=True)[["end", "followers"]].shift()
    first = before["end"] + pd.Timedelta(days=1)
    changes = stocks.assign(start=first, grain=stocks["grain"].where(first == stocks["end"], Grain.PERIOD.value))
    changes[list(FACT_METRICS)] = np.nan
    changes["stock_change"] = stocks["followers"] - before["followers"]
    changes = changes[first.notna()]
    spread = changes[changes["grain"] == Grain.PERIOD.value]
    beside = stocks[pd.MultiIndex.from_frame(stocks[by]).isin(pd.MultiIndex.from_frame(spread[by]))]
    totals = beside.assign(grain=Grain.PERIOD.value, **dict.fromkeys(FACT_METRICS, np.nan))
    return pd.concat([changes, totals.assign(followers_before=beside["followers"])])


def nobody_of(records: pd.DataFrame, brand: Brand) -> tuple[str, ...]:
    """Ask which of the names in a listening tool is the brand, where none of them is."""
    names = sorted(records.loc[records["grain"] == Grain.MENTION.value, "account"].astype("str").unique())
    if not names or any(brand.names(name) for name in names):
        return ()
    return (f"Which of {', '.join(names)} are you? Share of voice waits for your brand's name.",)


def unlisted(others: Sequence[str]) -> tuple[str, ...]:
    """Say which names of a listening tool are in no panel, so that their mentions count nowhere."""
    if not others:
        return ()
    named = ", ".join(name or "mentions without a name" for name in others)
    are = "is" if len(others) == 1 else "are"
    return (f"{named} {are} in your listening files, but not in your panel: counted nowhere.",)


def unheard(records: pd.DataFrame, rivals: Sequence[Rival]) -> tuple[str, ...]:
    """Say which brands of the panel no listening file names, where there are any."""
    heard = set(records.loc[records["grain"] == Grain.MENTION.value, "account"].astype("str").unique())
    silent = [rival.name for rival in rivals if rival.name not in heard]
    if not heard or not silent:
        return ()
    return (f"{', '.join(silent)} of your panel: no listening file names them, and share of voice is without them.",)


def _counts_views(channel: str) -> bool:
    return channel in CHANNELS and CHANNELS[channel].exposure == "video_views"


def _is(kind: Traffic, source: str) -> bool:
    return traffic_of(source) == kind


def _titled(records: pd.DataFrame) -> pd.Series:
    """Name a row by its action, where it has one."""
    by_action = records["action"] != ""
    return records["title"].where(~by_action, records["action"].astype("str")) if by_action.any() else records["title"]


def _by_query(slice_: str) -> bool:
    return any(word in slice_.casefold() for word in _QUERY_WORDS)


def _of_others(records: pd.DataFrame, mention: pd.Series, own: pd.Series) -> pd.Series:
    """Count as competitors' the mentions that are not the brand's own."""
    others = records["mentions"].where(~own | records["mentions"].isna(), 0.0)
    return records["competitor_mentions"].where(~mention, others)
