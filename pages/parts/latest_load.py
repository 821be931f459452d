"""The latest load from top to bottom: what it brought, what waits for an answer, what failed, and its files."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from kpi.facts import Facts
from kpi.store import FileRow, Workspace
from pages.parts import session
from pages.parts.accounts import account_questions, is_asked
from pages.parts.drop import Result
from pages.parts.import_report import file_card, notices, waits, within
from pages.parts.loads import bring_back, held_back, load_summary, problems

_CARDS, _MOST_WAITING = 6, 12


def latest_load(mine: Workspace, files: Sequence[FileRow], facts: Facts) -> list[FileRow]:
    """Show what the latest drop brought, the urgent first; give its files as they stand now."""
    results = _still_there(files)
    fresh = [one for one in results if isinstance(one, FileRow)]
    waiting = [row for row in files if waits(row)]
    days = session.once(mine, ("days",), lambda: within(files))
    if results:
        load_summary(mine, results, waiting=sum(waits(row) for row in fresh))
    bring_back(mine)
    account_questions(mine, files)
    held_back([line for line in facts.held if line.partition(":")[0] not in {row.name for row in waiting}])
    for row in [row for row in waiting if not is_asked(row)][:_MOST_WAITING]:
        file_card(mine, row, days, place="waiting", said=len(fresh) == 1)
    problems(results)
    for row in fresh if len(fresh) <= _CARDS else ():
        if not waits(row):
            file_card(mine, row, days, place="new", said=len(fresh) == 1)
    if len(fresh) > _CARDS:
        notices(fresh)
    return fresh


def _still_there(files: Sequence[FileRow]) -> list[Result]:
    """Give the latest results, files as they stand now and without those that were removed."""
    kept = {row.id: row for row in files}
    results: list[Result] = []
    for one in st.session_state.get("results", []):
        if not isinstance(one, FileRow):
            results.append(one)
        elif one.id in kept:
            results.append(replace(kept[one.id], again=one.again, anew=one.anew))
    return results
