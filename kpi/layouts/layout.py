"""A layout as its user says it, and the export that it is for reading."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kpi.catalogue.metrics import METRICS
from kpi.columns import Grain
from kpi.exports.export import AT, DAY, UNTIL, Column, Export, Lasts
from kpi.layouts.holdings import DATE, HOLDINGS, LAST_DAY, NETWORK, Holding

PLATFORM = "Your own layouts"
_PREFIX = "own_"
LONGEST_NAME = 80


class Row(StrEnum):
    """What one row of a spreadsheet is about."""

    POST = "a post"
    DAY = "a day"
    WEEK = "a week"
    MONTH = "a month"
    PERIOD = "a period with a first and a last day"


_GRAINS = {Row.POST: Grain.POST, Row.DAY: Grain.DAY}
_LASTS = {Row.WEEK: Lasts.WEEK, Row.MONTH: Lasts.MONTH}


@dataclass(frozen=True, slots=True)
class Choice:
    """What one column holds: the key of a holding, its number multiplied by `times`.

    `place` counts from 0 where the column is known by its place, since its name is empty or stands twice; else -1.
    """

    name: str
    holds: str
    times: float = 1.0
    place: int = -1


@dataclass(frozen=True, slots=True)
class Layout:
    """What a user says of a spreadsheet: its name, what each column holds, what a row is, and whose network it is.

    `channel` is empty where a column names the network of each row.
    """

    fingerprint: str
    name: str
    row: Row
    channel: str
    choices: tuple[Choice, ...]

    @property
    def key(self) -> str:
        """Give the key of the export that this layout is."""
        return _PREFIX + self.fingerprint


def fingerprint_in(export: str) -> str:
    """Give the fingerprint of the layout that an export's key stands for, '' for a platform's own export.

    >>> fingerprint_in("own_3f2a"), fingerprint_in("linkedin_content")
    ('3f2a', '')
    """
    return export.removeprefix(_PREFIX) if export.startswith(_PREFIX) else ""


def faults(layout: Layout) -> list[str]:
    """Say what keeps a layout from being read, a sentence each."""
    return [*_of_dates(layout), *_of_numbers(layout), *_of_the_rest(layout)]


def as_export(layout: Layout) -> Export:
    """Give the declaration by which files of this layout are read like any other export."""
    grain = _GRAINS.get(layout.row, Grain.PERIOD)
    counted = {metric for choice in layout.choices for metric in HOLDINGS[choice.holds].metrics}
    return Export(
        key=layout.key,
        label=layout.name,
        platform=PLATFORM,
        channel="" if _named(layout, NETWORK) else layout.channel,
        grain=grain,
        fingerprint=layout.fingerprint,
        columns=tuple(column for choice in layout.choices for column in _columns(choice, layout.row)),
        dates=(),
        always=("posts",) if layout.row is Row.POST and "posts" not in counted else (),
        lasts=_LASTS.get(layout.row, Lasts.STATED),
    )


def _columns(choice: Choice, row: Row) -> Iterator[Column]:
    place = choice.place if choice.place >= 0 else None
    names = () if place is not None else (choice.name,)
    if choice.holds in (DATE, LAST_DAY):
        role = UNTIL if choice.holds == LAST_DAY else DAY if row is Row.DAY else AT
        yield Column(role, names, place=place)
    for one in HOLDINGS[choice.holds].columns:
        times = choice.times if one.holds in METRICS else 1.0
        yield Column(one.holds, names, times, one.weigh, one.basis, place=place)


def _named(layout: Layout, holding: str) -> list[str]:
    """List the columns that hold something, as the file names them."""
    return [choice.name or f"column {choice.place + 1}" for choice in layout.choices if choice.holds == holding]


def _of_dates(layout: Layout) -> Iterator[str]:
    dates, ends = _named(layout, DATE), _named(layout, LAST_DAY)
    if not dates:
        yield "No column holds the date. Without one, no number has its place in time: choose the column of dates."
    if len(dates) > 1:
        yield f"{_listed(dates)} all hold the date. Keep the one by which the rows count, and leave the others out."
    if layout.row is Row.PERIOD and not ends:
        yield "A period needs its last day too: choose the column that holds it, or say that a row is a week or month."
    if ends and layout.row is not Row.PERIOD:
        yield f"“{ends[0]}” holds the last day of a period, but a row is {layout.row}. Say that a row is a period."


def _of_numbers(layout: Layout) -> Iterator[str]:
    given: dict[str, list[str]] = {}
    for choice in layout.choices:
        for metric in HOLDINGS[choice.holds].metrics:
            given.setdefault(metric, []).append(choice.name)
    if not given:
        yield "No column holds a number that we know. Say of at least one what it counts."
    for metric, names in given.items():
        if len(names) > 1:
            yield f"{_listed(names)} all hold {METRICS[metric].label}. A number counts once: keep one of them."
    for choice in layout.choices:
        for one in HOLDINGS[choice.holds].columns:
            if one.weigh and one.weigh not in given:
                needed = METRICS[one.weigh].label.lower()
                yield f"“{choice.name}” is an average: it counts only together with {needed}, which no column holds."


def _of_the_rest(layout: Layout) -> Iterator[str]:
    if not layout.channel and not _named(layout, NETWORK):
        yield "Say which network the numbers are of, or choose the column that names it."
    if not layout.name.strip():
        yield "Give the layout a name, by which you will know its files again."
    held = Counter(choice.holds for choice in layout.choices)
    for holding in HOLDINGS.values():
        if held[holding.key] > 1 and not _told_above(holding) and not holding.again:
            yield f"{_listed(_named(layout, holding.key))} all hold “{holding.label}”. Keep one of them."


def _told_above(holding: Holding) -> bool:
    return holding.key == DATE or bool(holding.metrics)


def _listed(names: list[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}"
