"""Hold what the reader makes of a folder of hostile files against their manifest's oracles.

Run by hand: `PYTHONPATH=. python tests/oracles.py FOLDER`. The folder holds the files and a MANIFEST.json that says of
each whether it must be read, must be refused, or may be either, and which values must come out. Every message is
printed, to be read aloud.
"""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from kpi.frames import no_records
from kpi.reading.containers import grids
from kpi.reading.drop import TOO_SLOW, Outcome, read_all
from kpi.reading.worker import TOO_MUCH, UNEXPECTED

READER = "tests.oracles:as_shown"
_ROWS = 60
_REFUSED_WITHIN = 5.0


def as_shown(name: str, path: Path) -> SimpleNamespace:
    """Read a file as grids of text, and report their first rows as the worker would a reading."""
    found = [
        {
            "name": grid.name,
            "notes": grid.notes,
            "rows": len(grid.cells),
            "cells": grid.cells.iloc[:_ROWS, :40].to_numpy().tolist(),
        }
        for grid in grids(name, path)
    ]
    return SimpleNamespace(records=no_records(), references=(), report={"grids": found})


def complaints(case: dict[str, Any], outcome: Outcome, seconds: float) -> list[str]:
    """Say what of a file's oracle does not hold."""
    found = []
    if case["expect"] == "reject" and not outcome.problem:
        found.append("should have been refused")
    if case["expect"] == "read" and outcome.problem and "never calculated" not in outcome.problem:
        found.append("should have been read")
    if outcome.problem in {UNEXPECTED, TOO_MUCH, TOO_SLOW}:
        found.append("nobody foresaw it")
    if outcome.problem and seconds > _REFUSED_WITHIN:
        found.append(f"refused after {seconds:.1f} s")
    if not outcome.problem:
        found += _against(case["oracle"], (outcome.report or {})["grids"])
    return found


def _against(oracle: dict[str, Any], shown: Sequence[dict[str, Any]]) -> list[str]:
    told = json.dumps(shown)
    cells = shown[0]["cells"]
    header = next((at for at, row in enumerate(cells) if "sales" in row), 0)
    rows = [row for row in cells[header + 1 :] if any(row)]
    column = dict(zip(cells[header], zip(*rows, strict=True), strict=False)) if rows else {}
    checks = {
        "columns": lambda wanted: cells[header][: len(wanted)] == wanted,
        "first_row": lambda wanted: (
            [_same(*pair) for pair in zip(rows[0], wanted, strict=False)] == [True] * len(wanted)
        ),
        "first_value": lambda wanted: _same(rows[0][0], wanted),
        "first_day": lambda wanted: rows[0][0] == wanted,
        "rows": lambda wanted: len(rows) == wanted,
        "sales": lambda wanted: [float(cell) for cell in column["sales"]] == wanted,
        "region_of_rows": lambda wanted: list(column["region"])[: len(wanted)] == wanted,
        "errors": lambda wanted: all(error in told for error in wanted),
        "formulas_without_value": lambda wanted: f"{wanted} formulas without a value" in told,
        "visible": lambda wanted: [one["name"] for one in shown] == wanted,
        "members": lambda wanted: [one["name"] for one in shown] == [name.removesuffix(".csv") for name in wanted],
        "safe_members": lambda wanted: [one["name"] for one in shown] == [name.removesuffix(".csv") for name in wanted],
        "never_contains": lambda wanted: wanted not in told,
    }
    return [f"{key} should be {wanted}: {cells[:4]}" for key, wanted in oracle.items() if not checks[key](wanted)]


def _same(cell: str, wanted: object) -> bool:
    if isinstance(wanted, str):
        return cell == wanted
    plain = cell.replace(".", "").replace(",", ".") if "," in cell else cell
    return float(plain) == wanted


def main(folder: Path) -> int:
    """Read every file of the manifest in one drop; print each message and each complaint."""
    cases = {case["file"]: case for case in json.loads((folder / "MANIFEST.json").read_text())}
    wrong, began = 0, time.monotonic()
    for event in read_all([(name, folder / name) for name in cases], reader=READER):
        if not isinstance(event, Outcome):
            began = time.monotonic()
            continue
        found = complaints(cases[event.name], event, seconds := time.monotonic() - began)
        wrong += bool(found)
        notes = [note for grid in (event.report or {}).get("grids", ()) for note in grid["notes"]]
        print(f"{event.name} ({seconds:.1f} s): {event.problem or f'read. {notes}'}", *found, sep="\n    WRONG ")
    print(f"{len(cases)} files, {wrong} wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
