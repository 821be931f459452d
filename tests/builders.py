"""Builders of records and facts with only the columns that a test is about."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pandas as pd

from kpi import facts as facts_
from kpi import measure
from kpi.catalogue.kpis import KPIS, Kpi
from kpi.choice import Scope
from kpi.facts import Brand, Facts
from kpi.frames import records_frame
from kpi.measure import Answer, Question
from kpi.measure.question import evidence_of
from kpi.periods import Period, Step, cut, month_of
from kpi.reading.read import read_file
from kpi.store import Store, TargetVersion
from kpi.typed import parse_pasted, to_records

SAMPLE = Path(__file__).parents[1] / "sample_data" / "velmora"
TYPED = "typed_numbers.csv"
TYPED_AT = datetime(2026, 11, 2, tzinfo=UTC)
BRAND = Brand("Velmora")
LATER = "2027-01-01"
SEPTEMBER, OCTOBER = month_of(date(2026, 9, 1)), month_of(date(2026, 10, 1))
Row = Mapping[str, object]


def span(first: str, last: str, **more: object) -> Period:
    """Give a range of days written as 2026-10-01."""
    return Period(date.fromisoformat(first), date.fromisoformat(last), **more)


def row(grain: str, at: str, until: str = "", *, covers: tuple[str, str] = ("", ""), **more: object) -> Row:
    """Give one record; what is not named is missing."""
    when = {"at": pd.Timestamp(at), "until": pd.Timestamp(until or at[:10]), "observed_at": LATER}
    return {
        "grain": grain,
        "channel": "Instagram",
        "row": 1,
        **when,
        "covers_from": covers[0] or None,
        "covers_until": covers[1] or None,
        **more,
    }


def day(at: str, **more: object) -> Row:
    """Give what an account's file says of a day."""
    return row("day", at, **more)


def days(period: Period, **more: object) -> Iterator[Row]:
    """Give the same for every day of a range."""
    return (day(str(period.start + timedelta(days=n)), **more) for n in range(period.days))


def period(first: str, last: str, **more: object) -> Row:
    """Give what a file totals over days."""
    return row("period", first, last, **more)


def post(at: str, **more: object) -> Row:
    """Give a post with its lifetime values."""
    return row("post", at, **{"key": f"{at} {sorted(more.items(), key=str)}", "posts": 1, **more})


def review(at: str, stars: float, **more: object) -> Row:
    """Give a review with its stars."""
    about = {"channel": "Trustpilot", "key": f"{at} {stars} {more}", "ratings": 1, "rating_points": stars}
    return row("review", at, **{**about, **more})


def mention(at: str, account: str, **more: object) -> Row:
    """Give one mention of a brand."""
    about = {"channel": "Listening", "account": account, "key": f"{at} {account} {more}", "mentions": 1}
    return row("mention", at, **{**about, **more})


def records(*rows: Row, **more: object) -> pd.DataFrame:
    """Give records by the contract; `more` goes to every row that does not say otherwise."""
    return records_frame(pd.DataFrame([{**_covers(more), **_said(one)} for one in rows]))


def facts(*rows: Row, brand: Brand = BRAND, **more: object) -> Facts:
    """Give the facts that the records make."""
    return facts_.build(records(*rows, **more), brand)


def question(kpi: str | Kpi, asked: Period = OCTOBER, against: Period | None = None, **more: object) -> Question:
    """Give a question about a KPI of the catalogue or a formula; channels and content types name the scope."""
    known = KPIS.get(kpi, Kpi(kpi, kpi, kpi, "")) if isinstance(kpi, str) else kpi
    scope = Scope(more.pop("channels", ()), more.pop("content_types", ()))
    return Question(known, scope, asked, against, **more)


def ask(kpi: str | Kpi, known: Facts, asked: Period = OCTOBER, against: Period | None = None, **more: object) -> Answer:
    """Answer a question in one line."""
    return measure.ask(question(kpi, asked, against, **more), known)


def values(kpi: str | Kpi, known: Facts, asked: Period, step: Step, *, split: str = "", **more: object) -> list[float]:
    """Give a KPI's values step by step."""
    return measure.series(question(kpi, asked, **more), known, step=step, split=split)["value"].tolist()


def grown(asked: Question, known: Facts, step: Step) -> list[float]:
    """Give what a KPI comes to from the first day of what is asked to the end of each step."""
    return measure.so_far(asked, evidence_of(asked, known), cut(asked.period, step)).tolist()


def _covers(more: Mapping[str, object]) -> dict[str, object]:
    first, last = more.get("covers", (None, None))
    return {
        **{name: value for name, value in more.items() if name != "covers"},
        "covers_from": first,
        "covers_until": last,
    }


def _said(one: Row) -> dict[str, object]:
    return {name: value for name, value in one.items() if value is not None}


@cache
def sample_records() -> pd.DataFrame:
    """Read the sample brand's files and typed numbers, the unnamed file placed."""
    files = [path for path in sorted(SAMPLE.iterdir()) if path.suffix != ".json" and path.name != TYPED]
    read = {path.name: read_file(path.name, path).records for path in files}
    read["Views.csv"] = read["Views.csv"].assign(channel="Instagram")
    numbers, _ = parse_pasted((SAMPLE / TYPED).read_text(encoding="utf-8"), typed_by="Sample", typed_at=TYPED_AT)
    return records_frame(pd.concat([*read.values(), to_records(numbers)], ignore_index=True))


@cache
def sample_facts() -> Facts:
    """Give the facts of the sample brand."""
    return facts_.build(sample_records(), BRAND)


def steps_in(asked: Period, step: Step) -> pd.DataFrame:
    """List the steps of a range, cut to it: `start`, `end`, and whether it is cut (`partial`)."""
    steps = cut(asked, step)
    return pd.DataFrame({"start": steps.start, "end": steps.end, "partial": steps.partial})


def versions(store: Store, workspace: str, target: str) -> list[TargetVersion]:
    """Give what a target was before each change of it."""
    return store.target_histories(workspace).get(target, [])
