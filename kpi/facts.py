"""Records to facts: one row a span of days and one column a metric; nothing counted twice, nothing imputed."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import narwhals as nw
import numpy as np
import pandas as pd

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.metrics import BOUNDS, FACT_METRICS, FILE_METRICS, LEVELS, OF_ACCOUNT, SUMMED
from kpi.catalogue.sources import Traffic, traffic_of
from kpi.frames import DIMENSIONS, FACT_COLUMNS, Grain, check_facts, no_records

_SPAN = ("start", "end", *DIMENSIONS)
_BY_KEY = (Grain.POST.value, Grain.MENTION.value, Grain.REVIEW.value)
_IDENTITY = ("channel", "account", "grain", "slice", "source", "action", "currency", "paid", "key")
_VIEWED = ("content_type", "source", "currency", "basis", "paid")
_MAIN = 0.8


@dataclass(frozen=True, slots=True)
class View:
    """What one account's files of one grain say: the unit from which a source is chosen.

    `rows` are its spans with only the metrics that are known somewhere in them; `covers` are the first and the last
    day that its files speak of; `by_source` tells whether its rows split web traffic by source.
    """

    channel: str
    account: str
    grain: str
    slice: str
    by_source: bool
    rows: pd.DataFrame
    covers: tuple[pd.Timestamp, pd.Timestamp]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known: `spans` by the contract of `kpi.frames`, the same as views, and what is held back with the reason."""

    spans: pd.DataFrame
    views: tuple[View, ...]
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlap:
    """What a new file did to what was known: records that are new, the same, or corrected; none is lost."""

    new: int
    same: int
    corrected: int


@dataclass(frozen=True, slots=True)
class Brand:
    """Whose numbers these are: the words that name the brand in searches and in a listening tool's queries."""

    name: str = ""
    terms: tuple[str, ...] = field(default=())

    def names(self, text: str) -> bool:
        """Tell whether a text names the brand."""
        words = [word.casefold() for word in (self.name, *self.terms) if word.strip()]
        return any(word in text.casefold() for word in words)


def build(records: pd.DataFrame, brand: Brand) -> Facts:
    """Turn the records of all files of a workspace into its facts."""
    placed, held = _placed(current(records))
    spans = daily(_row_made(placed, brand).assign(start=placed["at"].dt.normalize(), end=placed["until"].dt.normalize()))
    spans = _with_stock_changes(spans)
    return Facts(check_facts(spans), tuple(_views(spans, _coverage(placed))), held)


def current(records: pd.DataFrame) -> pd.DataFrame:
    """Keep, of all records of one thing, the newest known value of each metric.

    A post, mention or review is known by its key; anything else also by its days.
    """
    identity = _identity(records)
    if not identity.duplicated().any():
        return records
    newest = records.assign(_id=identity).sort_values("observed_at", kind="stable")
    columns = [name for name in records.columns if name != "_id"]
    texts = {name: newest[name].astype("object").where(newest[name] != "") for name in columns if _is_text(newest[name])}
    merged = newest.assign(**texts).groupby("_id", sort=False)[columns].last()
    back = {name: merged[name].fillna("").astype(records[name].dtype) for name in texts}
    return merged.assign(**back).reset_index(drop=True)


def overlap(known: pd.DataFrame, new: pd.DataFrame) -> Overlap:
    """Compare a new file's records with those known before it.

    >>> from kpi.frames import no_records
    >>> overlap(no_records(), no_records())
    Overlap(new=0, same=0, corrected=0)
    """
    if new.empty or known.empty:
        return Overlap(new=len(new), same=0, corrected=0)
    before = known[list(FILE_METRICS)].set_index(_identity(known))
    before = before[~before.index.duplicated(keep="last")]
    after = new[list(FILE_METRICS)].set_index(_identity(new))
    shared = after.index.isin(before.index)
    old = before.reindex(after.index[shared]).to_numpy()
    now = after[shared].to_numpy()
    differs = (~np.isnan(old) & ~np.isnan(now) & (old != now)).any(axis=1)
    return Overlap(new=int((~shared).sum()), same=int((~differs).sum()), corrected=int(differs.sum()))


def daily(records: nw.typing.IntoFrameT) -> nw.typing.IntoFrameT:
    """Add records up to spans; the same function for a pandas frame, DuckDB and Spark.

    Metrics add up where any is known, else stay missing; a level keeps its last value; what does not add up
    (reach, users) is kept where one record alone speaks of the span.
    """
    frame = nw.from_native(records)
    added = [nw.col(key).sum().alias(key) for key in (*SUMMED, *BOUNDS)]
    counted = [nw.col(key).count().alias(f"{key}__n") for key in (*SUMMED, *BOUNDS, *LEVELS)]
    newest = [nw.col(key).max().alias(key) for key in LEVELS]
    grouped = frame.group_by(*_SPAN).agg(*added, *newest, *counted)
    known = [nw.when(nw.col(f"{key}__n") > 0).then(nw.col(key)).alias(key) for key in (*SUMMED, *LEVELS)]
    alone = [nw.when(nw.col(f"{key}__n") == 1).then(nw.col(key)).alias(key) for key in BOUNDS]
    return grouped.with_columns(*known, *alone).select(*FACT_COLUMNS).sort(*_SPAN).to_native()


def _is_text(column: pd.Series) -> bool:
    return not (pd.api.types.is_numeric_dtype(column) or pd.api.types.is_datetime64_dtype(column))


def _identity(records: pd.DataFrame) -> pd.Series:
    """Give every record the name of the thing it is about."""
    keyed = records["grain"].isin(_BY_KEY) & (records["key"] != "")
    days = records["at"].dt.strftime("%Y%m%d") + records["until"].dt.strftime("-%Y%m%d") + records["content_type"].astype("str")
    parts = [records[name].astype("str") for name in _IDENTITY]
    return days.where(~keyed, "").str.cat(parts, sep="\x1f")


def _placed(records: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Give records without an account the channel's only one; hold back those that nobody can place."""
    nowhere = records["channel"] == ""
    held = [f"{file}: it does not say which network it is about." for file in records.loc[nowhere, "file"].unique()]
    records = records[~nowhere]
    accounts = records["account"].astype("str")
    owner: dict[str, str] = {}
    for channel, names in accounts[accounts != ""].groupby(records["channel"].astype("str")):
        shares = names.value_counts(normalize=True)
        if shares.iloc[0] >= _MAIN:
            owner[str(channel)] = str(shares.index[0])
        else:
            owner[str(channel)] = ""
    listening = records["grain"].isin([Grain.MENTION.value])
    inherited = records["channel"].astype("str").map(owner)
    torn = (accounts == "") & (inherited == "") & ~listening
    held += [f"{file}: it does not say which account it is about." for file in records.loc[torn, "file"].unique()]
    filled = accounts.where((accounts != "") | listening, inherited.fillna(""))
    return records.assign(account=filled)[~torn].reset_index(drop=True), tuple(held)


def _row_made(records: pd.DataFrame, brand: Brand) -> pd.DataFrame:
    """Work out the metrics that need a row's channel, source or filter, and split mentions into own and others'."""
    channels = records["channel"].astype("str")
    counted = channels.map({name: channel.exposure for name, channel in CHANNELS.items()}).fillna("impressions")
    social = records["source"].astype("str").map({text: traffic_of(text) is Traffic.SOCIAL for text in records["source"].unique()})
    has_source = records["source"] != ""
    own = _own(records["account"].astype("str"), brand)
    mention = records["grain"] == Grain.MENTION.value
    branded = _branded(records["slice"].astype("str"), brand)
    posted = records["grain"] == Grain.POST.value
    return records.assign(
        **{key: records[key].where(~posted) for key in OF_ACCOUNT},
        exposures=records["video_views"].where(counted == "video_views", records["impressions"]),
        social_sessions=records["sessions"].where(social.astype(bool), 0.0).where(has_source & records["sessions"].notna()),
        mentions=records["mentions"].where(~mention, _own_only(records["mentions"], own)),
        competitor_mentions=records["competitor_mentions"].where(~mention, _own_only(records["mentions"], ~own)).where(~mention | own.any()),
        branded_searches=records["search_impressions"].where(branded),
        search_impressions=records["search_impressions"].where(~branded),
        search_clicks=records["search_clicks"].where(~branded),
        slice=records["slice"].astype("str").where(~branded, ""),
        stock_change=np.nan,
    )


def _own(accounts: pd.Series, brand: Brand) -> pd.Series:
    named = {account: brand.names(account) for account in accounts.unique()}
    return accounts.map(named).astype(bool)


def _own_only(mentions: pd.Series, own: pd.Series) -> pd.Series:
    return mentions.where(own, 0.0).where(mentions.notna())


def _branded(slices: pd.Series, brand: Brand) -> pd.Series:
    """A filter by query that holds a brand term makes its rows branded searches."""
    words = ("query", "consulta", "requête", "suchanfrage", "zoekopdracht")
    told = {text: any(word in text.casefold() for word in words) and brand.names(text) for text in slices.unique()}
    return slices.map(told).astype(bool)


def _with_stock_changes(spans: pd.DataFrame) -> pd.DataFrame:
    """Add, between two follower totals of an account, the span of days that their difference speaks of."""
    stocks = spans[spans["followers"].notna()].sort_values("end")
    if len(stocks) < 2:  # noqa: PLR2004
        return spans
    by = [stocks[name].astype("str") for name in ("channel", "account")]
    before = stocks.groupby(by)[["end", "followers"]].shift()
    known = before["end"].notna() & (before["end"] < stocks["end"])
    changes = stocks[known].assign(
        start=before.loc[known, "end"] + pd.Timedelta(days=1),
        **{key: np.nan for key in FACT_METRICS},
    )
    grain = np.where(changes["start"] == changes["end"], Grain.DAY.value, Grain.PERIOD.value)
    changes = changes.assign(grain=grain, stock_change=stocks.loc[known, "followers"] - before.loc[known, "followers"])
    return daily(pd.concat([_plain(spans), _plain(changes)], ignore_index=True))


def _plain(spans: pd.DataFrame) -> pd.DataFrame:
    return spans.assign(**{name: spans[name].astype("str") for name in DIMENSIONS})


def _views(spans: pd.DataFrame, coverage: pd.DataFrame) -> Iterator[View]:
    """Cut the facts into the units from which a source is chosen."""
    days = coverage.set_index(["channel", "account", "grain"])
    texts = spans.astype({name: "str" for name in ("channel", "account", "grain", "slice")})
    keys = [*(texts[name] for name in ("channel", "account", "grain", "slice")), (spans["source"] != "").rename("by_source")]
    for key, of in spans.groupby(keys, sort=True):
        known = [name for name in FACT_METRICS if of[name].notna().any()]
        kinds = {name: of[name].astype("category") for name in _VIEWED}
        rows = of[["start", "end", *_VIEWED, *known]].assign(**kinds).reset_index(drop=True)
        covered = (of["start"].min(), of["end"].max())
        if key[:3] in days.index:
            covered = (min(covered[0], days.at[key[:3], "start"]), max(covered[1], days.at[key[:3], "end"]))
        yield View(*key, rows, covered)


def _coverage(records: pd.DataFrame) -> pd.DataFrame:
    if records.empty:
        return pd.DataFrame(columns=["channel", "account", "grain", "start", "end"])
    texts = {name: records[name].astype("str") for name in ("channel", "account", "grain")}
    days = {
        "start": records[["at", "covers_from"]].min(axis=1).dt.normalize(),
        "end": records[["until", "covers_until"]].max(axis=1).dt.normalize(),
    }
    frame = pd.DataFrame({**texts, **days})
    return frame.groupby(["channel", "account", "grain"], as_index=False).agg(start=("start", "min"), end=("end", "max"))


def nothing() -> Facts:
    """Give the facts of nothing."""
    return build(no_records(), Brand())
