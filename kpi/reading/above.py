"""A level that stands above a table, on the day of its last row: "Total followers on 3/31/2026: 5,400"."""

import re

import numpy as np

from kpi.exports.export import Above
from kpi.reading.tables import Table
from kpi.reading.work import Work

_WHOLE = re.compile(r"\d+|\d{1,3}([.,\s\u00a0\u202f]\d{3})+")


def level_above(work: Work, table: Table) -> dict[str, np.ndarray]:
    """Give the level that the lines above state for the last day, where they state that very day."""
    rule = work.export.above
    stated = _stated(rule, table) if rule else None
    if rule is None or stated is None or work.spans is None or not len(work.rows):
        return {}
    written, number = stated
    last = work.spans.at.max()
    day = last.item()
    if sorted(map(int, re.findall(r"\d+", written))) != sorted((day.year, day.month, day.day)):
        work.note(f"“{written}: {number}” is of another day than the last of the table, so it is not used.")
        return {}
    return {rule.metric: np.where(work.spans.at == last, float(re.sub(r"\D", "", number)), np.nan)}


def _stated(rule: Above, table: Table) -> tuple[str, str] | None:
    """Find the day and the number, as they are written."""
    for line in table.preamble:
        said = re.search(rule.pattern, line)
        if said and _WHOLE.fullmatch(said["number"].strip()):
            return said["day"], said["number"].strip()
    return None
