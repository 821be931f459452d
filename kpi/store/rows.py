"""Rows of the database to what the domain knows, and back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from kpi.catalogue.kpis import Better, Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.objectives import Objective
from kpi.facts import Brand, Overlap
from kpi.reading.report import Reference
from kpi.store import Assumption, FileRow, Note, ReferenceRow, Workspace, arrow
from kpi.targets.smart import Target
from kpi.typed import TypedNumber

Row = Mapping[Any, Any]
_FILE = ("id", "name", "sha256", "size", "uploaded_at", "report", "channel", "account", "folder", "held")
_REFERENCE = ("sheet", "export", "label", "channel", "observed")
_OWN_KPI = ("key", "label", "formula", "meaning", "unit", "better")
_OBJECTIVE = ("key", "label", "question", "kpis", "headline")
_WORKSPACE = ("id", "name", "facts_version", "settings", "plans_version")
_MOMENTS = ("created_at", "updated_at")


def workspace(row: Row) -> Workspace:
    """Read a workspace."""
    return Workspace(**{name: row[name] for name in _WORKSPACE}, brand=_brand(row))


def of_workspace(given: Workspace) -> dict[str, Any]:
    """Write a workspace."""
    plain = {name: getattr(given, name) for name in _WORKSPACE}
    return {**plain, **of_brand(given.brand)}


def _brand(row: Row) -> Brand:
    return Brand(row["brand_name"], tuple(row["brand_terms"]), tuple(row["brand_actions"]))


def of_brand(given: Brand) -> dict[str, Any]:
    """Write whose numbers a workspace's are."""
    return {"brand_name": given.name, "brand_terms": list(given.terms), "brand_actions": list(given.actions)}


def file(row: Row, *, again: bool = False) -> FileRow:
    """Read a file."""
    return FileRow(**{name: row[name] for name in _FILE}, overlap=Overlap(**row["overlap"]), again=again)


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
        "content": arrow.pack_table(given.table),
    }


def target(row: Row) -> Target:
    """Read a target."""
    kept = row["target"]
    days = {name: date.fromisoformat(kept[name]) for name in ("start", "end")}
    scope = {name: tuple(kept[name]) for name in ("channels", "content_types")}
    return Target(**{**kept, **days, **scope, **{name: row[name] for name in _MOMENTS}})


def of_target(given: Target) -> dict[str, Any]:
    """Write a target."""
    plain = {name: value for name, value in asdict(given).items() if name not in _MOMENTS}
    days = {"start": given.start.isoformat(), "end": given.end.isoformat()}
    return {"id": given.id, "target": plain | days, "created_at": given.created_at, "updated_at": given.updated_at}


def typed_number(row: Row) -> TypedNumber:
    """Read a typed number."""
    return TypedNumber(**_without_workspace(row))


def assumption(row: Row) -> Assumption:
    """Read a typed CPM."""
    return Assumption(**_without_workspace(row))


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


def _without_workspace(row: Row) -> dict[str, Any]:
    return {str(name): value for name, value in row.items() if name != "workspace"}
