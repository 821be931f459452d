"""Rows of the database to what the domain knows, and back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, TypeVar

from kpi.catalogue.kpis import Better, Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.objectives import Objective
from kpi.cost import Cpm, Provenance
from kpi.facts import Brand, Call, Overlap, Rival
from kpi.lab import Inputs, Scenario
from kpi.management.comment import Comment
from kpi.periods import Period
from kpi.reading.report import Reference
from kpi.store import Assumption, FileRow, Note, ReferenceRow, TargetVersion, Workspace, arrow
from kpi.targets.target import Action, Combine, Guard, Milestone, Over, Relative, Sector, Sense, Share, State, Target
from kpi.typed import TypedNumber

Row = Mapping[Any, Any]
_T = TypeVar("_T")
_FILE = ("id", "name", "sha256", "size", "uploaded_at", "report", "channel", "account", "folder", "held")
_REFERENCE = ("sheet", "export", "label", "channel", "observed")
_OWN_KPI = ("key", "label", "formula", "meaning", "unit", "better")
_OBJECTIVE = ("key", "label", "question", "kpis", "headline")
_WORKSPACE = ("id", "name", "facts_version", "settings", "plans_version", "archived_at")
_CPM = ("channel", "base", "low", "high", "currency", "provenance", "says")
_SCENARIO = ("id", "name", "made_by", "made_at")
_MOMENTS = ("created_at", "updated_at")


def workspace(row: Row) -> Workspace:
    """Read a workspace."""
    return Workspace(**{name: row[name] for name in _WORKSPACE}, brand=_brand(row))


def of_workspace(given: Workspace) -> dict[str, Any]:
    """Write a workspace."""
    plain = {name: getattr(given, name) for name in _WORKSPACE}
    return {**plain, **of_brand(given.brand)}


def _brand(row: Row) -> Brand:
    calls = tuple(_read(Call, told) for told in row["brand_calls"])
    rivals = tuple(_read(Rival, told) for told in row["brand_rivals"])
    return Brand(row["brand_name"], tuple(row["brand_terms"]), calls, rivals)


def of_brand(given: Brand) -> dict[str, Any]:
    """Write whose numbers a workspace's are."""
    return {
        "brand_name": given.name,
        "brand_terms": list(given.terms),
        "brand_calls": [_plain(asdict(call)) for call in given.calls],
        "brand_rivals": [_plain(asdict(rival)) for rival in given.rivals],
    }


def file(row: Row, *, again: bool = False, anew: bool = False) -> FileRow:
    """Read a file; `again` and `anew` say what a drop was to it."""
    return FileRow(**{name: row[name] for name in _FILE}, overlap=Overlap(**row["overlap"]), again=again, anew=anew)


def of_file(given: FileRow) -> dict[str, Any]:
    """Write a file; one without an id gets its own from the database."""
    plain = {name: getattr(given, name) for name in _FILE if given.id or name != "id"}
    return {**plain, "overlap": asdict(given.overlap), "removed_at": None}


def reference(row: Row) -> ReferenceRow:
    """Read a table that is shown on its own, without its rows."""
    first, last = row["covers_from"], row["covers_until"]
    covers = (first, last) if first else None
    plain = {name: row[name] for name in _REFERENCE}
    told = {name: row[name] for name in ("id", "rows", "file_id", "uploaded_at")}
    return ReferenceRow(**plain, **told, file=row["name"], covers=covers, shares=tuple(row["shares"]))


def of_reference(given: Reference) -> dict[str, Any]:
    """Write a table that is shown on its own."""
    first, last = given.covers or (None, None)
    return {
        **{name: getattr(given, name) for name in _REFERENCE},
        "covers_from": first,
        "covers_until": last,
        "rows": len(given.table),
        "shares": list(given.shares),
        "content": arrow.pack(given.table),
    }


def target(row: Row) -> Target:
    """Read a target; what an older Goalpost did not keep of it is as if nobody had said it."""
    return _read(Target, {**row["target"], **{name: row[name].isoformat() for name in _MOMENTS}})


def of_target(given: Target) -> dict[str, Any]:
    """Write a target."""
    moments = {name: getattr(given, name) for name in _MOMENTS}
    told = {name: value for name, value in target_as_json(given).items() if name not in _MOMENTS}
    return {"id": given.id, "target": told, **moments}


def target_version(row: Row) -> TargetVersion:
    """Read what a target was before somebody changed it."""
    return TargetVersion(row["at"], row["who"], _read(Target, row["former"]))


def of_target_version(former: Target, *, at: datetime, who: str) -> dict[str, Any]:
    """Write what a target was before somebody changed it: the whole of it, with its moments."""
    return {"target": former.id, "at": at, "who": who, "former": target_as_json(former)}


def target_as_json(given: Target) -> dict[str, Any]:
    """Write the whole of a target, with its moments, in what JSON knows; its weeks are the workspace's to say."""
    told: dict[str, Any] = _plain({name: value for name, value in asdict(given).items() if name != "week"})
    return told


def target_from_json(told: Mapping[str, Any]) -> Target:
    """Read a target that was written whole."""
    return _read(Target, told)


def _read(kind: type[_T], told: Mapping[str, Any]) -> _T:
    """Read a target, or one of what it is made of, from what JSON knows."""
    known = {name: _AS[name](value) if name in _AS and value is not None else value for name, value in told.items()}
    return kind(**known)


def _read_each(kind: type[_T]) -> Callable[[Iterable[Mapping[str, Any]]], tuple[_T, ...]]:
    return lambda told: tuple(_read(kind, one) for one in told)


_AS: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("start", "end", "ended", "day", "since", "until"), date.fromisoformat),
    **dict.fromkeys(("created_at", "updated_at", "closed_at"), datetime.fromisoformat),
    **dict.fromkeys(("channels", "content_types", "accounts", "also", "events"), tuple),
    "over": Over,
    "sense": Sense,
    "combine": Combine,
    "state": State,
    "relative": partial(_read, Relative),
    "sector": partial(_read, Sector),
    "milestones": _read_each(Milestone),
    "parts": _read_each(Share),
    "guards": _read_each(Guard),
    "actions": _read_each(Action),
}
"""How each field of a target, and of what it is made of, is read where JSON knows no such thing."""


def _plain(value: Any) -> Any:  # noqa: ANN401 (whatever a target holds)
    """Tell a target, or a part of it, in what JSON knows; a moment without a zone is a bug of the caller."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a moment that is kept needs its zone")
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def typed_number(row: Row) -> TypedNumber:
    """Read a typed number."""
    return TypedNumber(**_without_workspace(row))


def assumption(row: Row) -> Assumption:
    """Read a CPM that was typed or taken."""
    return Assumption(**{**_without_workspace(row), "provenance": Provenance(row["provenance"])})


def of_assumption(given: Assumption) -> dict[str, Any]:
    """Write a CPM that was typed or taken."""
    return {**asdict(given), "provenance": given.provenance.value}


def own_kpi(row: Row) -> Kpi:
    """Read a KPI of a workspace's own."""
    kept = row["kpi"]
    return Kpi(**{**kept, "unit": Unit(kept["unit"]), "better": Better(kept["better"])})


def of_own_kpi(given: Kpi) -> dict[str, Any]:
    """Write a KPI of a workspace's own, with its formula as it was typed."""
    return {name: getattr(given, name) for name in _OWN_KPI} | {"formula": given.shown}


def objective(row: Row) -> Objective:
    """Read an objective that is new or changed."""
    return Objective(**{**row["objective"], "kpis": tuple(row["objective"]["kpis"])})


def of_objective(given: Objective) -> dict[str, Any]:
    """Write an objective that is new or changed."""
    return {name: getattr(given, name) for name in _OBJECTIVE} | {"kpis": list(given.kpis)}


def note(row: Row) -> Note:
    """Read a note."""
    return Note(**_without_workspace(row))


def scenario(row: Row) -> Scenario:
    """Read a what-if that was kept."""
    told = row["scenario"]
    cpms = {name: Cpm(**{**cpm, "provenance": Provenance(cpm["provenance"])}) for name, cpm in told["cpms"].items()}
    return Scenario(
        period=Period(date.fromisoformat(told["start"]), date.fromisoformat(told["end"])),
        until=date.fromisoformat(told["until"]),
        channels=tuple(told["channels"]),
        accounts=tuple(told["accounts"]),
        inputs=Inputs(cpms, told["growth"]),
        seen=told["seen"],
        filled_in=told["filled_in"],
        **{name: row[name] for name in _SCENARIO},
    )


def of_scenario(given: Scenario) -> dict[str, Any]:
    """Write a what-if that is kept."""
    told = {
        "start": given.period.start,
        "end": given.period.end,
        "until": given.until,
        "channels": given.channels,
        "accounts": given.accounts,
        "cpms": {name: {what: getattr(cpm, what) for what in _CPM} for name, cpm in given.inputs.cpms.items()},
        "growth": dict(given.inputs.growth),
        "seen": dict(given.seen),
        "filled_in": dict(given.filled_in),
    }
    return {**{name: getattr(given, name) for name in _SCENARIO}, "scenario": _plain(told)}


def comment(row: Row) -> Comment:
    """Read a comment on a period."""
    return Comment(**_without_workspace(row))


def _without_workspace(row: Row) -> dict[str, Any]:
    return {str(name): value for name, value in row.items() if name != "workspace"}
