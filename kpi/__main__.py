"""The core without a browser: `python -m kpi inspect FILE…`, `value KPI FILE…` and `load WORKSPACE PATH…`."""

import argparse
import json
import math
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from kpi import facts, measure
from kpi.catalogue.kpis import KPIS
from kpi.choice import Scope
from kpi.errors import KpiError
from kpi.frames import no_records, records_frame
from kpi.layouts.holdings import HOLDINGS
from kpi.layouts.learnt import NOTHING_LEARNT, Learnt, learnt_from_file
from kpi.periods import Period, Step
from kpi.reading.read import read_file
from kpi.reading.report import Json, Reading


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; 0 where every file gave records, 1 where some did not, 2 for a wrong call."""
    parser = _parser()
    asked = parser.parse_args(words)
    if "first" in asked and asked.first and asked.last and asked.last < asked.first:
        parser.error(f"--to {asked.last} lies before --from {asked.first}")
    if "workspace" in asked:
        return _load(asked)
    learnt = learnt_from_file(asked.learnt.read_bytes()) if asked.learnt else NOTHING_LEARNT
    readings = [_read(Path(file), learnt) for file in asked.files]
    status: int = asked.run(asked, readings)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kpi", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="inspect | value | load")
    inspect = commands.add_parser("inspect", help="what was recognised, kept, left out; totals per metric")
    inspect.add_argument("files", nargs="+", metavar="FILE")
    inspect.add_argument("--json", action="store_true", help="one JSON object a file")
    inspect.set_defaults(run=_inspect)
    value = commands.add_parser("value", help="a KPI's value over the files")
    value.add_argument("kpi", choices=sorted(KPIS), metavar="KPI", help=", ".join(sorted(KPIS)))
    value.add_argument("files", nargs="+", metavar="FILE")
    value.add_argument("--by", choices=[step.value for step in Step], default=Step.TOTAL.value)
    value.add_argument("--channel", help="one channel, for example Instagram")
    value.add_argument("--brand", default="", help="your brand's name, as it stands in searches and listening queries")
    value.add_argument("--from", dest="first", type=date.fromisoformat, metavar="YYYY-MM-DD")
    value.add_argument("--to", dest="last", type=date.fromisoformat, metavar="YYYY-MM-DD")
    value.add_argument("--json", action="store_true")
    for command in (inspect, value):
        command.add_argument("--learnt", type=Path, metavar="FILE.json", help="layouts, as the app exports them")
    value.set_defaults(run=_value)
    load = commands.add_parser("load", help="load files, and all exports in folders, into a workspace that is kept")
    load.add_argument("workspace", metavar="WORKSPACE", help="its name, or its id where several are called so")
    load.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    load.add_argument("--create", action="store_true", help="begin the workspace where there is none of this name")
    load.add_argument("--json", action="store_true", help="one JSON object a file")
    return parser


def _read(path: Path, learnt: Learnt) -> Reading:
    try:
        return read_file(path.name, path, learnt)
    except OSError as missing:
        return Reading(path.name, problems=[f"The file cannot be opened: {missing.strerror}."])


def _load(asked: argparse.Namespace) -> int:
    """Load into the database that the app keeps its workspaces in; say what became of each file."""
    from kpi.load import load, workspace_called
    from kpi.place import data_folder, database_url
    from kpi.store import open_store

    data_folder().mkdir(parents=True, exist_ok=True)
    store, failed = open_store(database_url()), False
    is_new = asked.create and asked.workspace not in {one.name for one in store.workspaces()}
    mine = store.create_workspace(asked.workspace) if is_new else workspace_called(store, asked.workspace)
    for one in load(store, mine, asked.paths, at=datetime.now(UTC)):
        failed |= bool(one.problem)
        to = sys.stdout if asked.json or not one.problem else sys.stderr
        print(json.dumps(one.as_json, ensure_ascii=False) if asked.json else one.sentence, file=to)
    store.close()
    return int(failed)


def _inspect(asked: argparse.Namespace, readings: list[Reading]) -> int:
    for reading in readings:
        print(json.dumps(reading.report, ensure_ascii=False) if asked.json else _in_words(reading.report))
    return int(any(reading.records.empty for reading in readings))


def _in_words(report: Json) -> str:
    lines = [report["file"], *(f"  ! {problem}" for problem in report["problems"])]
    for sheet in report["sheets"]:
        lines.append(f"  {sheet['sheet']}: {sheet['label'] or 'not recognised'}")
        if sheet["rows_kept"]:
            days = f"{sheet['first_date']} to {sheet['last_date']}"
            lines.append(f"    {sheet['rows_kept']} of {sheet['rows_read']} rows kept, {days}")
        lines += [f"    {key}: {total:,.10g}" for key, total in sheet["totals"].items()]
        lines += [f"    row {left['row']} left out: {left['reason']}" for left in sheet["rows_left_out"][:5]]
        lines += [f"    {note}" for note in sheet["notes"]]
        guessed = sheet["guess"]["columns"] if sheet["guess"] else ()
        lines += [f"    {one['name']}: {HOLDINGS[one['holds']].label}? {one['why']}" for one in guessed]
    return "\n".join(lines)


def _value(asked: argparse.Namespace, readings: list[Reading]) -> int:
    frames = [reading.records for reading in readings if len(reading.records)]
    records = records_frame(pd.concat(frames, ignore_index=True)) if frames else no_records()
    known = facts.build(records, facts.Brand(asked.brand))
    period = _period(asked, known)
    rows: list[Json] = []
    if period is not None:
        scope = Scope(channels=(asked.channel,) if asked.channel else ())
        question = measure.Question(KPIS[asked.kpi], scope, period, assumptions=_assumed(asked, known, period))
        steps = measure.series(question, known, step=Step(asked.by))
        days, values = steps["start"].dt.strftime("%Y-%m-%d"), steps["value"].tolist()
        rows = [
            {"period": day, "value": None if math.isnan(number) else number}
            for day, number in zip(days, values, strict=True)
        ]
    for problem in [text for reading in readings for text in reading.problems] + list(known.held):
        print(problem, file=sys.stderr)
    print(json.dumps(rows) if asked.json else "\n".join(f"{row['period']}\t{_shown(row['value'])}" for row in rows))
    return int(any(reading.records.empty for reading in readings))


def _shown(number: float | None) -> str:
    return "not in these files" if number is None else f"{number:,.10g}"


def _assumed(asked: argparse.Namespace, known: facts.Facts, period: Period) -> measure.Assumptions:
    """Give the CPMs that the ads tell; raise KpiError where those of what is shown are in several currencies."""
    from kpi import cost

    if not KPIS[asked.kpi].over:
        return {}
    shown = {view.channel for view in known.views if "impressions" in view.metrics}
    shown &= {asked.channel} if asked.channel else shown
    return {"cpm": cost.base(cost.addable(cost.cpms(known, period.end), sorted(shown)))}


def _period(asked: argparse.Namespace, known: facts.Facts) -> Period | None:
    if known.spans.empty:
        return None
    first = asked.first or known.spans["start"].min().date()
    last = asked.last or known.spans["end"].max().date()
    return Period(first, max(first, last))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KpiError as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)
