"""Targets as rows of a spreadsheet: its columns and the words in them, for its writer and its reader."""

from collections.abc import Iterator, Mapping
from datetime import date

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import Unit
from kpi.targets.target import Combine, Over, Sense, Target
from kpi.workbook.cells import clean, listed
from kpi.workbook.writing import Column

SHEET = "Targets"
MOVES = ("sales", "leads", "bookings", "hiring", "loyalty", "reputation")
PRIORITIES = (1, 2, 3)
UNITS: Mapping[Unit, str] = {
    Unit.COUNT: "number",
    Unit.PERCENT: "%",
    Unit.SECONDS: "seconds",
    Unit.MONEY: "money",
    Unit.STARS: "stars",
}
OVERS: Mapping[Over, str] = {**{over: over.value for over in Over}, Over.WHOLE: "the whole time"}
SENSES: Mapping[Sense, str] = {sense: sense.value for sense in Sense}


COLUMNS = (
    Column("KPI", "kpi", "What is counted: choose from the list. One row is one target.", 26, needed=True),
    Column("Channels", "channels", "One or several, with commas between them. Empty for all channels.", 22),
    Column("Start", "start", "The first day, such as 2026-01-31.", 12, needed=True),
    Column("End", "end", "The last day, included.", 12, needed=True),
    Column(
        "Goal",
        "goal",
        "What shall be reached, in the KPI's unit. A percentage is typed as per cent: 3.1 % or 3.1. "
        "At 1 and below, write the sign (0.5 %): without it nobody can tell it from 50 %.",
        needed=True,
    ),
    Column("Unit", "unit", "What the KPI is measured in. You may leave it empty.", 10),
    Column("Counted over", "over", "Which days are judged. Empty for the whole time.", 16),
    Column("Sense", "sense", "On which side of the goal a value is good. Empty for what is better for the KPI.", 11),
    Column("Upper", "upper", "The other end, only where the value shall stay between two.", 11),
    Column("Stretch", "stretch", "What would be even better than the goal. You may leave it empty.", 11),
    Column("Owner", "owner", "Who sees to it.", 16),
    Column("Why it matters", "reason", "One line.", 34),
    Column("What it moves", "moves", "What the business gets of it.", 15),
    Column("Priority", "priority", "1 is high, 3 is low. Empty for 2.", 9),
    Column("Title", "title", "In your own words. You may leave it empty.", 28),
    Column("Misses allowed", "allow", "How many weeks or months may miss, where each of them is judged.", 15),
    Column(
        "Least volume", "min_volume", "What a ratio must be measured from before it counts, such as 50 ratings.", 14
    ),
    Column("Id (leave as it is)", "id", "By this the row finds its target again. Leave it empty in a new row.", 8),
    Column(
        "Besides (stays as it is)",
        "besides",
        "What the target has that no column holds. It is shown here and never read back: change it in Goalpost.",
        28,
    ),
)
BY_FIELD: Mapping[str, Column] = {column.field: column for column in COLUMNS}
SHOWN = ("unit", "besides")
"""The columns that say something about a target, and change nothing of it."""
NUMBERS = ("goal", "upper", "stretch")
"""The fields in the KPI's own unit."""


def kpi_names(kpis: Mapping[str, Kpi]) -> dict[str, str]:
    """Name every KPI as people know it; of several that are called the same, with its key."""
    labels = [clean(kpi.label).casefold() for kpi in kpis.values()]
    return {
        key: clean(kpi.label) if labels.count(clean(kpi.label).casefold()) == 1 else f"{clean(kpi.label)} ({key})"
        for key, kpi in kpis.items()
    }


def row_of(target: Target, kpis: Mapping[str, Kpi], names: Mapping[str, str]) -> dict[str, str | float | date | None]:
    """Give what stands in a target's row, by field: percentages as fractions, None where the cell is empty."""
    kpi = kpis.get(target.kpi)
    told = {field: getattr(target, field) for field in BY_FIELD if field not in SHOWN}
    return {
        **{field: clean(value) or None if isinstance(value, str) else value for field, value in told.items()},
        "kpi": names.get(target.kpi, target.kpi),
        "channels": listed(target.channels) or None,
        "unit": UNITS[kpi.unit] if kpi else None,
        "besides": listed(_besides(target)) or None,
        "over": OVERS[target.over],
        "sense": SENSES[target.sense] if target.sense else None,
        "allow": target.allow or None,
    }


def _besides(target: Target) -> Iterator[str]:
    """Name what a target has that no column holds."""
    yield from (f"{kind} only" for kind in target.content_types)
    yield from (f"account {name}" for name in target.accounts)
    if target.relative:
        yield "the goal is a change of what was"
    parts = {Combine.SUM: " that add up", Combine.ALL: " with goals of their own"}.get(target.combine, "")
    counted = {
        "milestone": target.milestones,
        "part": target.parts,
        "guard": target.guards,
        "action": target.actions,
    }
    for word, found in counted.items():
        if found:
            yield f"{len(found)} {word}{'s' * (len(found) != 1)}{parts if word == 'part' else ''}"
    if target.sector:
        yield "a figure of the sector"
