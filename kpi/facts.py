"""Records to facts: one row a span of days and one column a metric; nothing counted twice, nothing imputed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
from narwhals.typing import IntoFrameT
from numpy.typing import NDArray

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.metrics import BOUNDS, FACT_METRICS, FILE_METRICS, LEVELS, OF_ACCOUNT, SUMMED
from kpi.catalogue.sources import Traffic, traffic_of
from kpi.columns import DIMENSIONS, FACT_COLUMNS, Grain
from kpi.frames import check_facts, no_records
from kpi.names import in_turn
from kpi.periods import Days, each_day

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Texts = NDArray[np.object_]

_SPAN = ("start", "end", *DIMENSIONS)
_BY_KEY = (Grain.POST.value, Grain.MENTION.value, Grain.REVIEW.value)
_IDENTITY = ("channel", "account", "grain", "slice", "source", "action", "currency", "paid", "cut", "key")
_UNIT = ("channel", "account", "grain", "slice")
_PERIOD = ("channel", "account", "slice", "at", "until")
_Unit = tuple[str, str, str, str, bool]
_DESCRIBING = ("content_type", "basis", "paid")
_NEWER = ["observed_at", "covers_until", "file", "sheet", "row"]
_SEVERAL = 2
_QUERY_WORDS = ("query", "consulta", "requête", "suchanfrage", "zoekopdracht")


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What one account's files of one grain say: the unit from which a source is chosen.

    One element a span: its days, the day it was `observed`, what it is about in `texts` (content_type, basis, paid),
    and the metrics that are known somewhere in the view. `covered` are the days that the files speak of, with a row
    or without; `by_source` tells whether the spans split web traffic by source.
    """

    channel: str
    account: str
    grain: str
    slice: str
    by_source: bool
    start: Days
    end: Days
    observed: Days
    texts: Mapping[str, Texts]
    metrics: Mapping[str, Numbers]
    covered: Days

    def only(self, spans: Flags) -> "View":
        """Give the view of some of the spans."""
        return replace(
            self,
            start=self.start[spans],
            end=self.end[spans],
            observed=self.observed[spans],
            texts={name: text[spans] for name, text in self.texts.items()},
            metrics={name: numbers[spans] for name, numbers in self.metrics.items()},
        )


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What is known: `spans` by the contract of `kpi.frames`, the same as views, and what is held back and why."""

    spans: pd.DataFrame
    views: tuple[View, ...]
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlap:
    """What a new file did to what was known: records that are new, the same, or corrected; none is lost.

    `filled` counts the values that it brought for records known before, where nothing was known.
    """

    new: int
    same: int
    corrected: int
    filled: int = 0


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
    everything, held = _belonging(records)
    placed = current(everything)
    made = _row_made(_told_once(placed), brand)
    dated = made.assign(start=made["at"].dt.normalize(), end=made["until"].dt.normalize())
    changes = _stock_changes(dated)
    whole = pd.concat([dated, changes], ignore_index=True) if len(changes) else dated
    empty = [key for key in FACT_METRICS if whole[key].isna().all()]
    spans = daily(whole.drop(columns=empty)).reindex(columns=FACT_COLUMNS).astype(dict.fromkeys(empty, "float64"))
    return Facts(
        check_facts(spans.reset_index(drop=True)),
        tuple(_views(spans, _covered(placed))),
        (*held, *_nobody_of(placed, brand)),
    )


def current(records: pd.DataFrame) -> pd.DataFrame:
    """Keep, of all records of one thing, the newest known value of each metric.

    A post, mention or review is known by its key; anything else also by its days. Of records observed on the same
    day the one whose file covers more counts, then the one of the file that comes later by name, the numbered one
    ("Reach (2).csv") after the one without a number.
    """
    things = _things(records)
    again = things.duplicated(keep=False)
    if not again.any():
        return records
    known = records[again].assign(_thing=things).sort_values(_NEWER, key=_in_turn, kind="stable")
    columns = list(records.columns)
    texts = {name: known[name].astype("object").where(known[name] != "") for name in columns if _is_text(known[name])}
    newest = known.assign(**texts).groupby("_thing", sort=False)[columns].last()
    back = {name: newest[name].fillna("").astype(records[name].dtype) for name in texts}
    return pd.concat([records[~again], newest.assign(**back)], ignore_index=True)


def counting(records: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tell of the records of all files which of their numbers the facts take.

    The first frame has a column a metric and a row a record, with the numbers that count alone; the second names for
    each number that does not, the file whose newer number stands in its place.
    """
    ours, _ = _belonging(records.assign(_place=np.arange(len(records))))
    things = _things(ours)
    order = ours.sort_values(_NEWER, key=_in_turn, kind="stable").index
    newest, instead = {}, {}
    for key in FILE_METRICS:
        known = ours.loc[order, key].dropna()
        of = things[known.index]
        last = ~of.duplicated(keep="last")
        newest[key] = known[last]
        instead[key] = of[~last].map(ours.loc[of.index[last], "file"].astype("str").set_axis(of[last]))
    taken = _told_once(ours.assign(**newest))[list(FILE_METRICS)]
    replaced = pd.DataFrame(instead, index=ours.index, columns=list(FILE_METRICS))
    taken, replaced = (
        of.set_axis(ours["_place"]).reindex(range(len(records))).set_axis(records.index) for of in (taken, replaced)
    )
    return taken, replaced


def overlap(known: pd.DataFrame, new: pd.DataFrame) -> Overlap:
    """Compare a new file's records with those known before it.

    >>> overlap(no_records(), no_records())
    Overlap(new=0, same=0, corrected=0, filled=0)
    """
    if new.empty or known.empty:
        return Overlap(new=len(new), same=0, corrected=0)
    things = _things(pd.concat([known, new], ignore_index=True))
    before = known[list(FILE_METRICS)].groupby(things[: len(known)].to_numpy()).last()
    after = new[list(FILE_METRICS)].set_axis(things[len(known) :])
    shared = after.index.isin(before.index)
    old = before.reindex(after.index[shared]).to_numpy()
    now = after[shared].to_numpy()
    differs = (~np.isnan(old) & ~np.isnan(now) & (old != now)).any(axis=1)
    return Overlap(
        new=int((~shared).sum()),
        same=int((~differs).sum()),
        corrected=int(differs.sum()),
        filled=int((np.isnan(old) & ~np.isnan(now)).sum()),
    )


def daily(records: IntoFrameT) -> IntoFrameT:
    """Add records up to spans; the same function for a pandas frame, DuckDB and Spark.

    Metrics add up where any is known, else stay missing; of a level the highest of the day is kept; what does not
    add up (reach, users) is kept where one record alone speaks of the span. A metric may be left out as a whole.
    """
    frame: nw.DataFrame[Any] | nw.LazyFrame[Any] = nw.from_native(records)
    columns = set(frame.collect_schema().names())
    held = [name for name in FACT_COLUMNS if name in columns]
    added, levels = ([key for key in held if key in keys] for keys in ((*SUMMED, *BOUNDS), LEVELS))
    grouped = frame.group_by(*_SPAN).agg(
        nw.col("observed_at").min().alias("observed"),
        *[nw.col(key).sum() for key in added],
        *[nw.col(key).count().alias(f"{key}__n") for key in added],
        *[nw.col(key).max() for key in levels],
    )
    known = {key: nw.col(f"{key}__n") == 1 if key in BOUNDS else nw.col(f"{key}__n") > 0 for key in added}
    kept = [nw.when(is_known).then(nw.col(key)).alias(key) for key, is_known in known.items()]
    spans: IntoFrameT = grouped.with_columns(*kept).select(*held, "observed").sort(*_SPAN).to_native()
    return spans


def nothing() -> Facts:
    """Give the facts of nothing."""
    return build(no_records(), Brand())


def _is_text(column: pd.Series) -> bool:
    return not (pd.api.types.is_numeric_dtype(column) or pd.api.types.is_datetime64_dtype(column))


def _in_turn(column: pd.Series) -> pd.Series:
    """Give what sorts a column: files by their names as people count, the numbered one after the one without."""
    if column.name != "file":
        return column
    turns = {name: turn for turn, name in enumerate(sorted(column.unique(), key=in_turn))}
    return column.map(turns)


def _things(records: pd.DataFrame) -> pd.Series:
    """Give each record the number of the thing it is about."""
    keyed = records["grain"].isin(_BY_KEY) & (records["key"] != "")
    days = {name: records[name].dt.normalize().where(~keyed) for name in ("at", "until")}
    kind = records["content_type"].astype("str").where(~keyed, "")
    told = pd.DataFrame({**{name: records[name] for name in _IDENTITY}, **days, "kind": kind})
    return told.groupby(list(told), sort=False, observed=True, dropna=False).ngroup()


def _belonging(records: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Leave what counts, each record at its account, and say what is held back; only then can two be told to be one."""
    timely, early = _timely(records)
    placed, held = _placed(timely)
    return placed, (*early, *held)


def _timely(records: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Hold back posts, reviews and mentions dated after the file that tells of them; a day later is another zone's.

    One of them would move the last day of its channel, and the days until then would look as if nothing had happened.
    """
    seen = records["observed_at"].dt.normalize() + pd.Timedelta(days=1)
    by_key = records["grain"].isin(_BY_KEY)
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


def _told_once(records: pd.DataFrame) -> pd.DataFrame:
    """Take each metric of a total from one telling: the one that knows most metrics, and of those the largest.

    Pages and cities tell the same visits, ads and regions the same spend, split another way: a telling is an export
    and what its table is cut by. What a platform leaves out of a split, or a filter, makes it smaller, never larger.
    Rows by source are a telling of their own.
    """
    cut = records["export"].isin(records.loc[records["cut"] != "", "export"].unique())
    totals = records[(records["grain"] == Grain.PERIOD.value) | cut]
    telling = totals["export"].astype("str") + "\n" + totals["cut"].astype("str")
    if telling.nunique() < _SEVERAL:
        return records
    known = totals[list(FILE_METRICS)].notna()
    by_source = (totals["source"] != "").rename("by_source")
    of = totals.groupby([*(totals[name] for name in _PERIOD), by_source], observed=True).ngroup().rename("of")
    by = [of, telling.rename("telling")]
    size = totals[list(FILE_METRICS)].sum(axis=1).groupby(by).sum()
    knows = known.groupby(by).any().sum(axis=1)
    best = pd.DataFrame({"knows": knows, "size": size}).sort_values(["knows", "size"], ascending=False, kind="stable")
    order = best.groupby(level="of").cumcount()
    rank = pd.MultiIndex.from_arrays([of, telling]).map(order.to_dict())
    ranks = pd.DataFrame(dict.fromkeys(FILE_METRICS, rank), index=totals.index).where(known)
    told = known & ranks.eq(ranks.groupby(of).transform("min"))
    once = records.copy(deep=False)
    for key in FILE_METRICS:
        if (known[key] & ~told[key]).any():
            once[key] = records[key].where(told[key].reindex(records.index, fill_value=True))
    return once


def _row_made(records: pd.DataFrame, brand: Brand) -> pd.DataFrame:
    """Work out the metrics that need a row's channel, source or filter, and split mentions into own and others'.

    People who viewed a profile are no impressions.
    """
    counted = _told(records["channel"], lambda name: CHANNELS[name].exposure if name in CHANNELS else "impressions")
    social = _told(records["source"], lambda source: traffic_of(source) is Traffic.SOCIAL).astype("bool")
    has_source = records["source"] != ""
    own = _told(records["account"], brand.names).astype("bool")
    mention = records["grain"] == Grain.MENTION.value
    branded = _told(records["slice"], lambda said: _by_query(said) and brand.names(said)).astype("bool")
    posted = records["grain"] == Grain.POST.value
    told_apart = bool((mention & own).any())
    records = records.assign(impressions=records["impressions"].where(records["basis"] != "people"))
    return records.assign(
        **{key: records[key].where(~posted) for key in OF_ACCOUNT},
        exposures=records["video_views"].where(counted == "video_views", records["impressions"]),
        social_sessions=records["sessions"].where(social | records["sessions"].isna(), 0.0).where(has_source),
        mentions=records["mentions"].where(~mention | own | records["mentions"].isna(), 0.0),
        competitor_mentions=_of_others(records, mention, own).where(~mention | told_apart),
        branded_searches=records["search_impressions"].where(branded),
        search_impressions=records["search_impressions"].where(~branded),
        search_clicks=records["search_clicks"].where(~branded),
        slice=records["slice"].astype("str").where(~branded, "").astype("category"),
        grain=records["grain"].astype(pd.CategoricalDtype([grain.value for grain in Grain])),
        stock_change=np.nan,
    )


def _told(texts: pd.Series, tell: Callable[[str], object]) -> pd.Series:
    """Ask once for each different text."""
    plain = texts.astype("str")
    return plain.map({text: tell(text) for text in plain.unique()})


def _by_query(slice_: str) -> bool:
    return any(word in slice_.casefold() for word in _QUERY_WORDS)


def _of_others(records: pd.DataFrame, mention: pd.Series, own: pd.Series) -> pd.Series:
    """Count as competitors' the mentions that are not the brand's own."""
    others = records["mentions"].where(~own | records["mentions"].isna(), 0.0)
    return records["competitor_mentions"].where(~mention, others)


def _stock_changes(records: pd.DataFrame) -> pd.DataFrame:
    """Give, between two follower totals of an account, a record of the days that their difference speaks of."""
    by = ["channel", "account"]
    stocks = records[records["followers"].notna()].sort_values("end", kind="stable")
    stocks = stocks.drop_duplicates([*by, "end"], keep="last")
    before = stocks.groupby(by, observed=True)[["end", "followers"]].shift()
    first = before["end"] + pd.Timedelta(days=1)
    changes = stocks.assign(start=first, grain=stocks["grain"].where(first == stocks["end"], Grain.PERIOD.value))
    changes[list(FACT_METRICS)] = np.nan
    changes["stock_change"] = stocks["followers"] - before["followers"]
    return changes[first.notna()]


def _nobody_of(records: pd.DataFrame, brand: Brand) -> tuple[str, ...]:
    """Ask which of the names in a listening tool is the brand, where none of them is."""
    names = sorted(records.loc[records["grain"] == Grain.MENTION.value, "account"].astype("str").unique())
    if not names or any(brand.names(name) for name in names):
        return ()
    return (f"Which of {', '.join(names)} are you? Share of voice waits for your brand's name.",)


def _views(spans: pd.DataFrame, covered: Mapping[tuple[str, ...], Days]) -> Iterator[View]:
    """Cut the facts into the units from which a source is chosen.

    A listening tool's query counts from its first mention: whether it was asked before, no file says.
    """
    by_source = (spans["source"] != "").rename("by_source")
    texts = {name: spans[name].astype("str").to_numpy(dtype="object") for name in _DESCRIBING}
    days = {name: _days(spans[name]) for name in ("start", "end", "observed")}
    numbers = spans[list(FACT_METRICS)].to_numpy()
    units: Mapping[_Unit, NDArray[np.intp]] = spans.groupby(
        [*(spans[name].astype("str") for name in _UNIT), by_source]
    ).indices  # type: ignore[assignment]
    for (channel, account, grain, slice_, split), places in units.items():
        mine = numbers[places]
        spoken = covered.get((channel, account, grain), days["end"][:0])
        first = days["start"][places].min()
        known = np.flatnonzero(~np.isnan(mine).all(axis=0))
        yield View(
            channel=channel,
            account=account,
            grain=grain,
            slice=slice_,
            by_source=bool(split),
            **{name: column[places] for name, column in days.items()},
            texts={name: text[places] for name, text in texts.items()},
            metrics={FACT_METRICS[at]: np.ascontiguousarray(mine[:, at]) for at in known},
            covered=spoken[spoken >= first] if grain == Grain.MENTION else spoken,
        )


def _covered(records: pd.DataFrame) -> dict[tuple[str, ...], Days]:
    """List, for each channel, account and grain, the days that the files speak of."""
    by = ["channel", "account", "grain"]
    told = (
        records[by]
        .astype("str")
        .assign(
            start=records[["at", "covers_from"]].min(axis=1).dt.normalize(),
            end=records[["until", "covers_until"]].max(axis=1).dt.normalize(),
        )
    )
    return {
        (str(channel), str(account), str(grain)): each_day(_days(of["start"]), _days(of["end"]))
        for (channel, account, grain), of in told.drop_duplicates().groupby(by)
    }


def _days(column: pd.Series) -> Days:
    return column.to_numpy().astype("datetime64[D]")
