"""What the large chart of a KPI is made of: its values, its steps and days, its drawing or its panels."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from kpi import charts
from kpi.charts import Drawing, Moment, Panel
from kpi.formats import period_text
from kpi.measure import Answer
from kpi.periods import Period, Step, last_months
from kpi.sentences import answer_sentence
from kpi.store import Workspace
from pages.parts import session
from pages.parts.marks import marks
from pages.parts.scope import View

BY_MONTH = "The files tell this by month only; the chart shows months."


@dataclass(frozen=True, slots=True, eq=False)
class Trend:
    """The values of a KPI step by step (`steps`), with the days and the moments that a chart of them shows.

    `by_month` says that the files tell nothing shorter than a month, though it was asked for; `week` is the step
    that is a week.
    """

    answer: Answer
    split: str
    currency: str
    steps: pd.DataFrame
    step: Step
    days: Period
    breaks: Sequence[Moment]
    notes: Sequence[Moment]
    by_month: bool
    week: Step

    @property
    def untold(self) -> str:
        """Say that no file tells such a split; nothing where one does."""
        if self.split and self.answer.value is not None and self.steps["value"].isna().all():
            return f"No file tells {self.answer.title} by {self.split.replace('_', ' ')}."
        return ""

    @property
    def side_by_side(self) -> bool:
        """Tell whether each line is drawn on an axis of its own."""
        mixed = self.answer.mixed_basis
        return bool(self.split) and charts.as_multiples(self.steps, self.split, mixed_basis=mixed)

    @property
    def why_apart(self) -> str:
        """Say why each line has an axis of its own."""
        why = "the networks count differently" if self.answer.mixed_basis else "there are many"
        return f"Each has a scale of its own: {why}."

    @property
    def words(self) -> str:
        """Give the text of the one drawing, for who cannot see it."""
        days = period_text(self.days.start, self.days.end)
        return f"{self.answer.title}, {days}. {answer_sentence(self.answer, currency=self.currency)}"

    @property
    def notes_shown(self) -> list[str]:
        """List the notes that the chart shows, each with the number of its sign."""
        return charts.notes_shown(self.steps, step=self.step, notes=self.notes, split=self.split) if self.notes else []

    def panels(self) -> list[Panel]:
        """Draw each line on an axis of its own."""
        return charts.multiples(
            self.steps, self.answer.kpi, step=self.step, split=self.split, breaks=self.breaks, notes=self.notes,
            currency=self.currency,
        )  # fmt: skip

    def drawing(self, *, log: bool = False) -> Drawing:
        """Draw all lines on one axis."""
        return charts.trend(
            self.steps, self.answer.kpi, step=self.step, split=self.split, breaks=self.breaks, notes=self.notes,
            currency=self.currency, log=log, week=self.week,
        )  # fmt: skip


def trend_of(mine: Workspace, answer: Answer, view: View, *, split: str, currency: str) -> Trend:
    """Give what the chart of an answer shows: the asked steps, or months where the files tell nothing shorter."""
    key, days, step = answer.kpi.key, view.chart_period, view.step
    values = session.steps(mine, key, view, period=days, step=step, split=split)
    year = last_months(view.period.end, 13)
    by_month = False
    if step is not Step.MONTH and values["value"].isna().all():
        months = session.steps(mine, key, view, period=year, step=Step.MONTH, split=split)
        if by_month := bool(months["value"].notna().any()):
            values, step, days = months, Step.MONTH, year
    notes = marks(mine)
    breaks = session.breaks(mine, key, view)
    return Trend(answer, split, currency, values, step, days, breaks, notes, by_month, view.week)
