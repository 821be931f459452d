"""A table on its way to records: its rows, where its columns stand, and the report of what becomes of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kpi.columns import Grain
from kpi.errors import UnknownExport
from kpi.exports.export import (
    DAY,
    NTH_DAY,
    Column,
    Export,
    plain,
)
from kpi.reading.asking import DATES, DECIMALS, Question, question_id
from kpi.reading.grid import Cells
from kpi.reading.numbers import Style
from kpi.reading.placing import Placed, holding, measured, personal, placed
from kpi.reading.report import SheetReport
from kpi.reading.strings import Pieces, bare, encoded, filled, same, throughout
from kpi.reading.tables import Table

MOSTLY = 0.8
AGAIN = "Please download the export again and drop it here as it is."
_TOTALS = (
    "gesamt|gesamtwert|gesamtergebnis|summe|insgesamt|totaal|eindtotaal|totale|totali|totales|totais|totaux|suma|razem"
    "|celkem|toplam|genel toplam|jumlah|tổng|всего|итого|разом|усього|σύνολο|yhteensä|summa|i alt|totalt|합계|总计|總計"
    "|合計|المجموع|รวม"
)
AVERAGE = re.compile(r"^(average|avg\.?|mean|durchschnitt|mittelwert|promedio|média|moyenne|gemiddelde|medelvärde)$")
TOTAL = re.compile(rf"^(grand |sub)?totals?( general| geral| général| générale)?$|^(total|{_TOTALS})(s|:.*)?$")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table came from, when it was observed, the days it says it covers, and the filter it states.

    `answers` are those that the user gave to questions, by their id.
    `channel` is what its file says of it; `stamped` tells that an archive gave the day on which it was observed.
    `made` is the day on which the file was made or dropped, where it states no day itself: that day was not over.
    """

    file: str
    sheet: str
    name: str
    observed: date
    covers: tuple[date, date] | None = None
    slice: str = ""
    semicolons: bool = False
    is_text: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    channel: str = ""
    stamped: bool = False
    made: date | None = None


@dataclass(frozen=True, slots=True)
class Spans:
    """From when to when each row counts: naive local times, NaT where nothing says it."""

    at: np.ndarray
    until: np.ndarray

    def where(self, chosen: np.ndarray) -> "Spans":
        """Give those of the rows that a mask chooses."""
        return self if chosen.all() else Spans(self.at[chosen], self.until[chosen])


@dataclass(slots=True)
class Work:
    """A table on its way to records; `spans` has one entry a row once they are dated."""

    export: Export
    header: list[str]
    rows: Cells
    placed: Placed
    report: SheetReport
    fingerprint: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    style: Style = field(default_factory=Style)
    spans: Spans | None = None
    left: dict[int, str] = field(default_factory=dict)

    def leave(self, rows: np.ndarray, reason: str) -> None:
        """Leave out the rows that a mask names."""
        if not rows.any():
            return
        self.left.update(dict.fromkeys(self.rows.numbers[rows].tolist(), reason))
        self.rows = self.rows.where(~rows)
        self.spans = self.spans and self.spans.where(~rows)

    def cells(self, *roles: str) -> list[pa.LargeStringArray]:
        """Give the columns that hold one of these."""
        return [self.rows[at] for at in holding(self.placed, *roles)]

    def first_filled(self, role: str) -> Pieces:
        """Give of the columns that hold this the first that says something, row by row."""
        cells = [bare(self.rows.columns[at]) for at in holding(self.placed, role)]
        found = cells[0] if cells else same("", len(self.rows))
        for other in cells[1:]:
            found = pc.if_else(pc.equal(found, ""), other, found)
        return found

    def first_coded(self, role: str) -> pa.DictionaryArray:
        """Give the same as places among the different cells."""
        held = holding(self.placed, role)
        return encoded(self.first_filled(role)) if held else throughout("", len(self.rows))

    def ask(self, question: Question) -> None:
        """Hold the table back until the user has answered; what is asked of several columns is asked once."""
        if question.id not in {asked.id for asked in self.report.questions}:
            self.report.questions.append(question)

    def note(self, *notes: str) -> None:
        """Add to the report."""
        self.report.notes += notes

    def warn(self, *warnings: str) -> None:
        """Say in the report what may be wrong in the file."""
        self.report.warnings += warnings


def begun(table: Table, origin: Origin) -> Work:
    """Place the columns of a recognised table and begin its report."""
    export, header = table.export, table.header
    if export is None:
        raise UnknownExport("The table is of no known export.")
    rows = table.rows.where(table.rows.filled())
    where = placed(export, header)
    nameless = personal(where)
    report = SheetReport(
        sheet=origin.sheet,
        export=export.key,
        label=export.label,
        channel=origin.channel or None,
        grain=grain_of(export, where).value,
        rows_read=len(rows),
        unused_columns=[cell for at, cell in enumerate(header) if cell and at not in where],
        dropped_columns=[header[at] for at in nameless],
        notes=[*table.notes, *filter(None, [export.says])],
    )
    answers = {about: origin.answers.get(question_id(table.fingerprint, about), "") for about in (DATES, DECIMALS)}
    work = Work(export, header, rows, where, report, fingerprint=table.fingerprint, answers=answers)
    work.placed = _without_contradictions(work)
    return work


def _without_contradictions(work: Work) -> Placed:
    """Let go of a metric whose header stands twice with different numbers: nothing says which one is meant."""
    kept = dict(work.placed)
    for at in measured(work.placed):
        if any(one.place is not None for one in work.placed[at]):
            continue
        name = plain(work.header[at])
        same = [other for other, cell in enumerate(work.header) if name and plain(cell) == name and other != at]
        differing = [other for other in same if not work.rows[other].equals(work.rows[at])]
        if not differing:
            continue
        held = [other for other in (at, *same) if filled(bare(work.rows[other])).any()]
        meant = held if len(held) == 1 else _described(work, held, kept[at])
        if len(meant) == 1:
            kept[meant[0]] = kept.pop(at)
            continue
        kept.pop(at)
        work.note(
            f"The column “{work.header[at]}” stands {len(same) + 1} times with different numbers. "
            "Nothing says which is meant, so none is used."
        )
    return kept


def _described(work: Work, places: list[int], columns: list[Column]) -> list[int]:
    """List those of the columns of one header whose description holds the word that is declared for it."""
    words = [one.described for one in columns if one.described]
    return [at for at in places if words and all(word in plain(work.rows[at][0].as_py()) for word in words)]


def grain_of(export: Export, where: Placed) -> Grain:
    """Say what one row is about: a table of periods that has a column of days is one of days."""
    return Grain.DAY if export.grain is Grain.PERIOD and holding(where, DAY, NTH_DAY) else export.grain
