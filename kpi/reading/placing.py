"""Where in a table each declared column stands."""

from collections.abc import Mapping, Sequence

from kpi.catalogue.metrics import METRICS
from kpi.exports.export import AT, DAY, NTH_DAY, PERSONAL, SPAN, Column, Export, spelt

Placed = Mapping[int, list[Column]]


def placed(export: Export, header: Sequence[str]) -> Placed:
    """Find each declared column in a header; a metric given by one column is not taken from the next."""
    found: dict[int, list[Column]] = {}
    taken: set[str] = set()
    for one in export.columns:
        at = None if one.holds in METRICS and one.holds in taken and not one.plus else position(one, header)
        if at is not None:
            found.setdefault(at, []).append(one)
            taken.add(one.holds)
    return found


def position(one: Column, header: Sequence[str]) -> int | None:
    """Find a column by its place or the first of its spellings, or None."""
    if one.place is not None:
        return one.place if one.place < len(header) else None
    return next((at for name in one.names for at, cell in enumerate(header) if cell and spelt(cell, name)), None)


def holding(where: Placed, *roles: str) -> list[int]:
    """List the places of the columns that hold one of these."""
    return [at for at, columns in where.items() if any(one.holds in roles for one in columns)]


def measured(where: Placed) -> list[int]:
    """List the places of the columns that hold a metric."""
    return [at for at, columns in where.items() if any(one.holds in METRICS for one in columns)]


def dating(where: Placed) -> list[int]:
    """List the places of the columns that date a row, the best one first."""
    return [at for role in (DAY, NTH_DAY, SPAN, AT) for at in holding(where, role)]


def personal(where: Placed) -> list[int]:
    """List the places of the columns that hold nothing but what names a person."""
    return [at for at, columns in where.items() if all(one.holds == PERSONAL for one in columns)]
