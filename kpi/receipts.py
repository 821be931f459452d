"""The receipt of a number: its formula with the values put in, and the very rows of the files it was added up from."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from kpi.catalogue.kpis import KPIS
from kpi.catalogue.metrics import BOUNDS, DERIVED, MADE_FROM, METRICS, OF_ACCOUNT, Unit
from kpi.catalogue.operands import Behaves, behaves
from kpi.choice import Part, asked_of
from kpi.columns import Grain
from kpi.facts import Facts, Numbers, Places
from kpi.formats import day_text, exact
from kpi.formula import evaluate
from kpi.measure import Question
from kpi.measure.comparison import compare
from kpi.measure.question import Evidence, days_asked, evidence_of
from kpi.measure.sums import sums_by_channel, total, used_spans
from kpi.measure.wording import GRAIN_WORDS
from kpi.periods import Period, Step, cut

TYPED = "typed numbers"
_NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*")  # not the e of 1e+16
_SIGNS = {"*": "×", "/": "÷", "-": "−", "+": "+"}
_TABLE = ["channel", "account", "told", "file", "sheet"]
_ABOUT = ["channel", "account", "file", "sheet", "row", "start", "end", "title", "content_type", "source", "link"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows of a file's table that do not stand in a number, and why."""

    file: str
    sheet: str
    rows: int
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Receipt:
    """Where a number of a period comes from.

    `formula` is written in words; `worked` has the values put in, line by line, the result in the last. `metrics` are
    what was added up. `files` has one row a table of a file: channel, account, what is `told` (days, posts …), file,
    sheet, how many `rows`, the first and the last day, and the sum of each metric (of people reached the mean).
    `rows` has every single one. `left_out` names the rows that speak of the same and do not count.
    """

    period: Period
    value: float | None
    formula: str
    worked: tuple[str, ...]
    metrics: tuple[str, ...]
    files: pd.DataFrame
    rows: pd.DataFrame
    left_out: tuple[LeftOut, ...]


def receipt(
    question: Question,
    facts: Facts,
    rows: pd.DataFrame,
    reports: Mapping[str, Mapping[str, Any]],
    *,
    of_compared: bool = False,
    currency: str = "",
) -> Receipt:
    """Write the receipt of the value that answers a question, or of the one it is compared with.

    `rows` is what `facts.rows_behind` gives, `reports` are the files' reports by their names.
    """
    evidence = evidence_of(question, facts)
    period, against = days_asked(question, evidence)
    if of_compared and against:
        compared = compare(question, evidence, period, against)
        evidence, period = evidence.of(compared.parts), compared.against
    value, _ = total(question, evidence, period)
    told = [_told(part, period, rows) for part in evidence.parts]
    metrics = tuple(dict.fromkeys(key for part in evidence.parts for key in _keys(part)))
    counted = pd.concat([of for of, _ in told]) if told else rows[:0].assign(told="")
    return Receipt(
        period,
        value,
        in_words(question.kpi.formula),
        tuple(_worked(question, evidence, period, value, currency)),
        metrics,
        _files(counted, metrics),
        counted[[*_ABOUT, *metrics]].sort_values(["start", *_TABLE[:2], "row"], kind="stable").reset_index(drop=True),
        (*chain.from_iterable(left for _, left in told), *_left_by_reading(counted, reports)),
    )


def in_words(formula: str) -> str:
    """Write a formula with the names that people know.

    >>> in_words("interactions / exposures")
    'Interactions ÷ Exposures'
    """
    return _written(formula, {name: label_of(name) for name in _NAME.findall(formula)})


def _written(formula: str, names: Mapping[str, str]) -> str:
    named = _NAME.sub(lambda name: f"\0{name[0]}\0", formula)
    spaced = re.sub(r"(?<!\de)\s*([*/+-])\s*", lambda sign: f" {_SIGNS[sign[1]]} ", named)
    return re.sub("\0(.*?)\0", lambda name: names[name[1]], spaced)


def label_of(name: str) -> str:
    """Name a metric or KPI as people know it; an assumption by its capitals."""
    known = METRICS.get(name) or DERIVED.get(name) or KPIS.get(name)
    return known.label if known else name.upper()


def _keys(part: Part) -> list[str]:
    """Name the metrics that a part was worked out from."""
    return list(dict.fromkeys(key for added in part.added for key in added))


def _told(part: Part, period: Period, rows: pd.DataFrame) -> tuple[pd.DataFrame, list[LeftOut]]:
    """Give the rows that a part counts, and what speaks of the same and does not count."""
    keys = _keys(part)
    ours = rows[(rows["channel"] == part.channel) & (rows["account"] == part.account)]
    known = ours[keys].notna().any(axis=1)
    used = {key: ours[key].notna() & ours["span"].isin(places) for key, places in _used(part, period).items()}
    counts = np.logical_or.reduce(list(used.values()))
    others = ours[~counts & (known | _replaced(ours, keys)) & _overlaps(ours, period)]
    reasons = [(str(row["file"]), str(row["sheet"]), _why(row, part, period)) for _, row in others.iterrows()]
    left = Counter(one for one in reasons if one[-1])
    found = [LeftOut(file, sheet, count, reason) for (file, sheet, reason), count in left.items()]
    taken = {key: ours[key].where(flags) for key, flags in used.items()}
    return ours.assign(told=GRAIN_WORDS[part.grain], **taken)[counts], found


def _replaced(rows: pd.DataFrame, keys: Sequence[str]) -> pd.Series:
    """Mark the rows of which nothing counts, and of which a newer file replaced one of these metrics."""
    wanted = {made for key in keys for made in MADE_FROM.get(key, (key,))}
    of_posts = wanted.difference(OF_ACCOUNT)
    posted = rows["grain"] == Grain.POST.value
    told = zip(rows["replaced"], posted, strict=True)
    lost = [not (of_posts if is_post else wanted).isdisjoint(names.split()) for names, is_post in told]
    return (rows["span"] < 0) & pd.Series(lost, index=rows.index, dtype="bool")


def _used(part: Part, period: Period) -> dict[str, Places]:
    """Say for each metric which spans are in the number: those added up, of a level the one that holds its value."""
    steps = cut(period, Step.TOTAL)
    summed, _ = used_spans(part, steps)
    used: dict[str, Places] = {}
    for name, keys in zip(part.operands, part.added, strict=True):
        at = summed
        if name in part.levels:
            last = part.last_known(name, asked_of(name, steps.start, steps.end))
            at = last[last >= 0]
        used |= {key: np.union1d(used.get(key, part.view.places[:0]), part.view.places[at]) for key in keys}
    return used


def _overlaps(rows: pd.DataFrame, period: Period) -> pd.Series:
    overlapping: pd.Series = (rows["start"] <= pd.Timestamp(period.end)) & (rows["end"] >= pd.Timestamp(period.start))
    return overlapping


def _why(row: pd.Series, part: Part, period: Period) -> str:
    """Say why a row does not count; nothing where it only belongs to another question."""
    if row["span"] < 0:
        return f"replaced by newer numbers in “{row['instead'] or TYPED}”"
    if row["slice"] != part.view.slice:
        return f"only what its file was filtered to: {row['slice'] or 'the whole stands beside the filter'}"
    if row["grain"] != part.grain:
        told, used = (GRAIN_WORDS[grain].partition(",")[0] for grain in (row["grain"], part.grain))
        return f"{told}: the same told another way, never added to {used}"
    if row["start"].date() < period.start or row["end"].date() > period.end:
        return "its days are not all in the period"
    if part.levels or row["span"] not in part.view.places:
        return ""
    return "not all that the formula needs is known, or another period covers these days"


def _files(counted: pd.DataFrame, metrics: Sequence[str]) -> pd.DataFrame:
    """Add up table by table what counts; of people reached, whom nobody can add, the mean of the days."""
    if counted.empty:
        return pd.DataFrame(columns=[*_TABLE, "rows", "first", "last", *metrics])
    grouped = counted.groupby([counted[name].astype("str") for name in _TABLE], sort=False)
    found = grouped.agg(rows=("row", "size"), first=("start", "min"), last=("end", "max"))
    sums = {key: grouped[key].mean() if key in BOUNDS else grouped[key].sum(min_count=1) for key in metrics}
    return found.assign(**sums).reset_index()


def _left_by_reading(counted: pd.DataFrame, reports: Mapping[str, Mapping[str, Any]]) -> Iterator[LeftOut]:
    """Name what was left out of the very same tables when they were read."""
    for file, sheet in dict.fromkeys(zip(counted["file"].astype("str"), counted["sheet"].astype("str"), strict=True)):
        for read in reports.get(file, {}).get("sheets", ()):
            if read["sheet"] == sheet:
                reasons = Counter(row["reason"] for row in read["rows_left_out"])
                yield from (LeftOut(file, sheet, count, reason) for reason, count in reasons.items())


def _worked(
    question: Question, evidence: Evidence, period: Period, value: float | None, currency: str
) -> Iterator[str]:
    """Put the values into the formula, line by line."""
    if value is None or not evidence.parts:
        return
    result = exact(value, question.kpi.unit, currency)
    kind = behaves(question.kpi)
    steps = cut(period, Step.TOTAL)
    if kind in (Behaves.LEVEL, Behaves.BOUND):
        lines = list((_levels if kind is Behaves.LEVEL else _means)(question, evidence, period))
        yield from lines
        if len(lines) > 1:
            yield f"{'Together' if kind is Behaves.LEVEL else 'The largest'}: {result}"
        return
    sums = {channel: of[:, 0] for channel, of in sums_by_channel(question, evidence, steps).items()}
    if question.kpi.over:
        yield from _by_channel(question, sums, currency)
        yield f"Together: {result}"
        return
    totals = {}
    for place, name in enumerate(question.operands):
        of = {channel: float(column[place]) for channel, column in sums.items() if not np.isnan(column[place])}
        totals[name] = exact(sum(of.values()), _unit(name), currency)
        yield f"{label_of(name)}: {_sum(of, name, currency)}"
    if question.formula.text != question.operands[0]:
        yield f"{_written(question.formula.text, totals)} = {result}"


def _by_channel(question: Question, sums: Mapping[str, Numbers], currency: str) -> Iterator[str]:
    """Write the formula out in each channel, with the values that were assumed there."""
    for channel, column in sums.items():
        values = dict(zip(question.operands, column.tolist(), strict=False))
        assumed = {name: of[channel] for name, of in question.assumptions.items() if channel in of}
        if len(assumed) < len(question.assumptions) or any(np.isnan(number) for number in values.values()):
            continue
        words = {name: exact(number, _unit(name), currency) for name, number in values.items()}
        words |= {name: exact(number, Unit.MONEY, currency) for name, number in assumed.items()}
        found = float(np.asarray(evaluate(question.formula, {**values, **assumed})))
        yield f"{channel}: {_written(question.formula.text, words)} = {exact(found, question.kpi.unit, currency)}"


def _levels(question: Question, evidence: Evidence, period: Period) -> Iterator[str]:
    """Name each account's last value, and its day."""
    (name,) = question.operands
    for part in evidence.parts:
        first, last = (np.array([day]) for day in period.ends)
        at = part.last_known(name, asked_of(name, first, last))[0]
        if at >= 0:
            number = exact(float(part.operands[name][at]), _unit(name))
            yield f"{_who(part)}: {number} on {day_text(part.view.end[at].item())}"


def _means(question: Question, evidence: Evidence, period: Period) -> Iterator[str]:
    """Name each account's mean of the days."""
    (name,) = question.operands
    for part in evidence.parts:
        days = part.operands[name][part.paired & part.inside(period)]
        if len(days):
            yield f"{_who(part)}: {exact(float(days.mean()), _unit(name))}, the mean of {len(days)} days"


def _who(part: Part) -> str:
    return f"{part.channel} ({part.account})" if part.account else part.channel


def _unit(name: str) -> Unit:
    return (METRICS.get(name) or DERIVED[name]).unit


def _sum(of: Mapping[str, float], name: str, currency: str) -> str:
    told = [f"{channel} {exact(number, _unit(name), currency)}" for channel, number in of.items()]
    whole = f" = {exact(sum(of.values()), _unit(name), currency)}" if len(told) > 1 else ""
    return " + ".join(told) + whole
