"""Read back what people filled in: which targets are new, which changed and how, and which cells are wrong.

The cells come out of the reading process (`kpi.reading.cells`): no workbook is opened here.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from kpi.catalogue.kpis import Kpi
from kpi.facts import Facts
from kpi.formats import day_text, exact, precise_text
from kpi.periods import Step
from kpi.targets.baseline import Baseline
from kpi.targets.sheet import BY_FIELD, COLUMNS, NUMBERS, SHOWN, kpi_names, row_of
from kpi.targets.sheet_faults import faults_by_field
from kpi.targets.sheet_table import Table, table_of
from kpi.targets.sheet_values import Value, Words, value_of
from kpi.targets.smart import unsmart
from kpi.targets.target import Target
from kpi.workbook.cells import Cell, Change, Fault, Wrong, clean, listed

_STARTS_FROM = ("kpi", "channels", "start", "end", "over")
_KEPT = tuple(column.field for column in COLUMNS if column.field not in (*SHOWN, "id"))
_UNSAID: Mapping[str, Value] = {"channels": (), "owner": "", "reason": ""} | {
    one.name: one.default for one in fields(Target) if one.name in _KEPT and one.default is not MISSING
}
"""What a field is where its cell is empty."""


@dataclass(frozen=True, slots=True)
class Row:
    """A good row: its number, the target it makes, what it changes of a known one, and what it lacks to be SMART."""

    number: int
    target: Target
    changes: tuple[Change, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """What a filled-in sheet comes to; `absent` are the targets that it does not hold, which stay as they are."""

    new: tuple[Row, ...]
    changed: tuple[Row, ...]
    unchanged: int
    wrong: tuple[Wrong, ...]
    absent: tuple[Target, ...]
    notes: tuple[str, ...]

    @property
    def asks(self) -> tuple[str, ...]:
        """Name the cells whose percentage can be read in two ways."""
        return tuple(one.cell for one in self.wrong if one.asks)


@dataclass(frozen=True, slots=True)
class Given:
    """What a sheet is read against; `start` works out where a target starts, `new_id` names a new one.

    Without `facts` nobody looks whether a file tells what a target is about. `week` is the step that is a week in the
    workspace.
    """

    targets: Sequence[Target]
    kpis: Mapping[str, Kpi]
    start: Callable[[Target], Baseline]
    new_id: Callable[[], str]
    now: datetime
    facts: Facts | None = None
    currency: str = ""
    week: Step = Step.WEEK


def read(cells: Iterable[Cell], given: Given, *, shares: bool | None = None) -> Filled:
    """Read a sheet; raise TargetError where it holds no table of targets.

    `shares` answers what a percentage of 1 or below means that is written without a sign: 50 % for 0.5, or (False)
    0.5 %; unanswered, such a row is wrong and asks.
    """
    table = table_of(cells)
    words = Words(given.kpis, shares)
    by_id = {target.id: target for target in given.targets}
    ids = Counter(_id(row) for row in table.rows.values())
    reader = _Reader(given, words, table, by_id, ids, kpi_names(given.kpis))
    for number, row in table.rows.items():
        reader.take(number, row)
    return reader.filled()


def _id(row: Mapping[str, Cell]) -> str:
    return clean(row["id"].text) if "id" in row else ""


class _Reader:
    """Takes row after row, and sorts them into what is new, changed, unchanged and wrong."""

    def __init__(
        self,
        given: Given,
        words: Words,
        table: Table,
        by_id: Mapping[str, Target],
        ids: Mapping[str, int],
        names: Mapping[str, str],
    ) -> None:
        self._given, self._words, self._table, self._by_id = given, words, table, by_id
        self._ids, self._names = ids, names
        self._there = {_told(target): target.id for target in given.targets}
        self._first: dict[tuple[object, ...], int] = {}
        self._new: list[Row] = []
        self._changed: list[Row] = []
        self._unchanged: set[str] = set()
        self._wrong: list[Wrong] = []

    def take(self, number: int, row: Mapping[str, Cell]) -> None:
        """Read one row; a row of which nothing but the id is left says nothing."""
        if not row.keys() - {"id", *SHOWN}:
            return
        known, said = self._known(row)
        told, faults = self._values(row, known)
        faults = {**faults, **said}
        if not faults:
            faults = self._made(number, told, known)
        self._wrong += [
            Wrong(number, self._table.cell(number, field), fault.says, fault.asks) for field, fault in faults.items()
        ]

    def filled(self) -> Filled:
        """Give what all rows came to."""
        held = {*self._ids, *self._unchanged}
        absent = tuple(target for target in self._given.targets if target.id not in held)
        return Filled(
            tuple(self._new),
            tuple(self._changed),
            len(self._unchanged),
            tuple(self._wrong),
            absent,
            tuple(self._notes()),
        )

    def _notes(self) -> Iterator[str]:
        if self._table.others:
            named = listed(name[:40] for name in self._table.others)
            yield f"Columns that a target does not have were not read: {named}."
        if "id" not in self._table.places and self._by_id:
            yield "There is no column Id, so a row that was changed is read as a new target."

    def _known(self, row: Mapping[str, Cell]) -> tuple[Target | None, dict[str, Fault]]:
        given = _id(row)
        if not given:
            return None, {}
        if self._ids[given] > 1:
            return None, {"id": Fault("This id stands in several rows: empty it where the row is a new target.")}
        if given not in self._by_id:
            return None, {"id": Fault("No target here bears this id: empty the cell to add the row as a new target.")}
        return self._by_id[given], {}

    def _values(self, row: Mapping[str, Cell], known: Target | None) -> tuple[dict[str, Any], dict[str, Fault]]:
        """Read the fields that the sheet has columns for; what stands as it was keeps its exact value."""
        before = row_of(known, self._given.kpis, self._names) if known else {}
        told: dict[str, Any] = {}
        faults: dict[str, Fault] = {}
        kpi = known.kpi if known else ""
        for field in BY_FIELD:
            if field in ("id", "besides") or field not in self._table.places:
                continue
            value = self._value(field, row.get(field), known, before, self._given.kpis.get(kpi))
            if isinstance(value, Fault):
                faults[field] = value
            elif field != "unit":
                told[field] = value
            kpi = told.get("kpi", "") if field == "kpi" else kpi
        return told, faults

    def _value(
        self, field: str, cell: Cell | None, known: Target | None, before: Mapping[str, object], kpi: Kpi | None
    ) -> Value | Fault:
        kept: Value = getattr(known, field, None)
        if known and (clean(cell.text) if cell else None) == before[field]:
            return kept
        if cell is None:
            if BY_FIELD[field].needed:
                return Fault(f"There is no {BY_FIELD[field].header} here: fill it in.")
            return _UNSAID.get(field)
        value = value_of(field, cell, kpi, self._words)
        return kept if _alike(value, kept) else value

    def _made(self, number: int, told: Mapping[str, Any], known: Target | None) -> dict[str, Fault]:
        """Make the target of a row whose cells can all be read, and put it where it belongs; or say what is wrong."""
        target = self._target(told, known)
        if known and target == known:
            self._unchanged.add(known.id)
            return {}
        if known is None and _told(target) in self._there:
            self._unchanged.add(self._there[_told(target)])
            return {}
        first = self._first.setdefault(_told(target), number)
        if first != number:
            return {"kpi": Fault(f"This row says the same as row {first}: leave one of them out.")}
        faults = self._faults(target)
        if faults:
            return faults
        target = self._started(target, known)
        faults = self._faults(target, self._given.facts)
        if not faults:
            lacks = unsmart(self._judged(target), kpis=self._given.kpis)
            formula = known.formula if known and known.kpi == target.kpi else self._given.kpis[target.kpi].formula
            target = replace(target, unsmart=bool(lacks), updated_at=self._given.now, formula=formula)
            row = Row(number, target, tuple(self._changes(known, target)) if known else (), lacks)
            (self._changed if known else self._new).append(row)
        return faults

    def _faults(self, target: Target, facts: Facts | None = None) -> dict[str, Fault]:
        return faults_by_field(self._judged(target), self._given.kpis, facts)

    def _judged(self, target: Target) -> Target:
        """Give a target with the weeks by which it is judged; it is kept without them."""
        return replace(target, week=self._given.week)

    def _target(self, told: Mapping[str, Any], known: Target | None) -> Target:
        now = self._given.now
        base = known or Target(self._given.new_id(), "", (), (), now.date(), now.date(), None, 0.0, "", "", now, now)
        target = replace(base, **told)
        as_before = (target.kpi, target.goal) == (base.kpi, base.goal)
        return target if as_before else replace(target, relative=None)

    def _started(self, target: Target, known: Target | None) -> Target:
        """Work out where a target starts, unless that was frozen for the same KPI, channels and days."""
        if known and all(getattr(known, field) == getattr(target, field) for field in _STARTS_FROM):
            return target
        start = self._given.start(target)
        return replace(target, baseline=start.value, baseline_from=start.says)

    def _changes(self, known: Target, target: Target) -> Iterator[Change]:
        headers = {**{field: BY_FIELD[field].header for field in _KEPT}, "baseline": "Baseline"}
        for field, header in headers.items():
            old, new = getattr(known, field), getattr(target, field)
            if old != new:
                yield Change(header, self._said(known, field), self._said(target, field))

    def _said(self, target: Target, field: str) -> str:
        value = getattr(target, field)
        kpi = self._given.kpis.get(target.kpi)
        if value in (None, "", ()):
            return "nothing" if field != "channels" else "all channels"
        if field in (*NUMBERS, "baseline") and kpi:
            return exact(value, kpi.unit, self._given.currency)
        if isinstance(value, date):
            return day_text(value)
        return (
            precise_text(value)
            if isinstance(value, float)
            else str(row_of(target, self._given.kpis, self._names)[field] or value)
        )


def _alike(value: object, kept: object) -> bool:
    """Tell what went through a spreadsheet from another value: it keeps fifteen figures, and writes true as TRUE."""
    if isinstance(kept, str) and kept.lower() in ("true", "false"):
        return value == kept.upper()
    both = isinstance(value, float) and isinstance(kept, int | float)
    return both and math.isclose(value, kept, rel_tol=1e-12)  # type: ignore[arg-type]


def _told(target: Target) -> tuple[object, ...]:
    return tuple(getattr(target, field) for field in _KEPT)
