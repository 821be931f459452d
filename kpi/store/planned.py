"""What people set in a workspace, as a database keeps it: targets, CPMs, their own KPIs, notes, scenarios, comments."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from sqlalchemy import Connection, Engine, func, insert, select

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.objectives import Objective
from kpi.catalogue.workspace import Own
from kpi.lab import Scenario
from kpi.management.comment import Comment
from kpi.periods import Period
from kpi.store import ANYTHING, Anything, Assumption, Note, TargetVersion, rows, schema
from kpi.store.engine import reading, saving
from kpi.store.statements import Kind, hold, of_workspace, put, put_own, raise_plans, take, take_own, unchanged
from kpi.targets.target import Target

_TARGET = Kind("target", schema.target, rows.target)
_ASSUMPTION = Kind("CPM", schema.assumption, rows.assumption)
_OWN_KPI = Kind("KPI", schema.own_kpi, rows.own_kpi)
_OBJECTIVE = Kind("objective", schema.objective, rows.objective)
_NOTE = Kind("note", schema.note, rows.note)
_SCENARIO = Kind("scenario", schema.scenario, rows.scenario)
_COMMENT = Kind("comment", schema.comment, rows.comment)


class Planned:
    """The part of a store that keeps what people set; a change of it leaves the facts as they are."""

    _engine: Engine

    def targets(self, workspace_id: str) -> list[Target]:
        """List the targets in the order of their making."""
        table = schema.target
        with reading(self._engine) as connection:
            found = of_workspace(connection, workspace_id, table, table.c.created_at, table.c.id)
            return [rows.target(row) for row in found]

    def save_target(
        self, workspace_id: str, target: Target, *, who: str = "", seen: Target | Anything | None = ANYTHING
    ) -> None:
        """Keep a target; one of the same id is replaced, and what it was stays in its history."""
        with saving(self._engine) as connection:
            raise_plans(connection, workspace_id)
            unchanged(connection, _TARGET, seen, workspace=workspace_id, id=target.id)
            _remember(connection, workspace_id, target, who)
            put(connection, schema.target, [{"workspace": workspace_id, **rows.of_target(target)}])

    def target_histories(self, workspace_id: str) -> dict[str, list[TargetVersion]]:
        """List what targets were before each change of them, the oldest first, deleted or not, by their ids."""
        table = schema.target_version
        found: dict[str, list[TargetVersion]] = {}
        with reading(self._engine) as connection:
            for row in of_workspace(connection, workspace_id, table, table.c.number):
                found.setdefault(row["target"], []).append(rows.target_version(row))
        return found

    def delete_target(self, workspace_id: str, target_id: str) -> Target:
        """Take a target away and give it back; to undo that, save it again."""
        with saving(self._engine) as connection:
            raise_plans(connection, workspace_id)
            return rows.target(take(connection, schema.target, "target", workspace=workspace_id, id=target_id))

    def assumptions(self, workspace_id: str) -> Sequence[Assumption]:
        """List the CPMs that were typed or taken, by channel."""
        with reading(self._engine) as connection:
            found = of_workspace(connection, workspace_id, schema.assumption, schema.assumption.c.channel)
            return [rows.assumption(row) for row in found]

    def save_assumption(
        self, workspace_id: str, assumption: Assumption, *, seen: Assumption | Anything | None = ANYTHING
    ) -> None:
        """Keep a channel's CPM; the former one is replaced."""
        with saving(self._engine) as connection:
            raise_plans(connection, workspace_id)
            unchanged(connection, _ASSUMPTION, seen, workspace=workspace_id, channel=assumption.channel)
            put(connection, schema.assumption, [{"workspace": workspace_id, **rows.of_assumption(assumption)}])

    def delete_assumption(self, workspace_id: str, channel: str) -> Assumption:
        """Take a channel's CPM away and give it back; to undo that, save it again."""
        with saving(self._engine) as connection:
            raise_plans(connection, workspace_id)
            taken = take(connection, schema.assumption, "CPM", workspace=workspace_id, channel=channel)
            return rows.assumption(taken)

    def own(self, workspace_id: str) -> Own:
        """Give the workspace's own KPIs, and its new and changed objectives, each in the order of their making."""
        with reading(self._engine) as connection:
            kpis = of_workspace(connection, workspace_id, schema.own_kpi, schema.own_kpi.c.place)
            objectives = of_workspace(connection, workspace_id, schema.objective, schema.objective.c.place)
            return Own(tuple(map(rows.own_kpi, kpis)), tuple(map(rows.objective, objectives)))

    def save_kpi(self, workspace_id: str, kpi: Kpi, *, seen: Kpi | Anything | None = ANYTHING) -> None:
        """Keep a KPI of the workspace's own; one of the same key is replaced."""
        with saving(self._engine) as connection:
            hold(connection, workspace_id)
            unchanged(connection, _OWN_KPI, seen, workspace=workspace_id, key=kpi.key)
            put_own(connection, schema.own_kpi, workspace_id, {"key": kpi.key, "kpi": rows.of_own_kpi(kpi)})

    def delete_kpi(self, workspace_id: str, key: str) -> Kpi:
        """Take a KPI of the workspace's own away and give it back; to undo that, save it again."""
        with saving(self._engine) as connection:
            return rows.own_kpi(take_own(connection, schema.own_kpi, "KPI", workspace_id, key))

    def save_objective(
        self, workspace_id: str, objective: Objective, *, seen: Objective | Anything | None = ANYTHING
    ) -> None:
        """Keep a new or changed objective; one of the same key is replaced."""
        given = {"key": objective.key, "objective": rows.of_objective(objective)}
        with saving(self._engine) as connection:
            hold(connection, workspace_id)
            unchanged(connection, _OBJECTIVE, seen, workspace=workspace_id, key=objective.key)
            put_own(connection, schema.objective, workspace_id, given)

    def delete_objective(self, workspace_id: str, key: str) -> Objective:
        """Take a new or changed objective away and give it back; to undo that, save it again."""
        with saving(self._engine) as connection:
            return rows.objective(take_own(connection, schema.objective, "objective", workspace_id, key))

    def notes(self, workspace_id: str) -> list[Note]:
        """List the notes by day."""
        table = schema.note
        with reading(self._engine) as connection:
            found = of_workspace(connection, workspace_id, table, table.c.day, table.c.made_at, table.c.id)
            return [rows.note(row) for row in found]

    def save_note(self, workspace_id: str, note: Note, *, seen: Note | Anything | None = ANYTHING) -> None:
        """Keep a note; one of the same id is replaced."""
        with saving(self._engine) as connection:
            raise_plans(connection, workspace_id)
            unchanged(connection, _NOTE, seen, workspace=workspace_id, id=note.id)
            put(connection, schema.note, [{"workspace": workspace_id, **asdict(note)}])

    def delete_note(self, workspace_id: str, note_id: str) -> Note:
        """Take a note away and give it back; to undo that, save it again."""
        with saving(self._engine) as connection:
            raise_plans(connection, workspace_id)
            return rows.note(take(connection, schema.note, "note", workspace=workspace_id, id=note_id))

    def scenarios(self, workspace_id: str) -> list[Scenario]:
        """List the scenarios in the order of their making."""
        table = schema.scenario
        with reading(self._engine) as connection:
            return [
                rows.scenario(row) for row in of_workspace(connection, workspace_id, table, table.c.made_at, table.c.id)
            ]

    def save_scenario(
        self, workspace_id: str, scenario: Scenario, *, seen: Scenario | Anything | None = ANYTHING
    ) -> None:
        """Keep a scenario; one of the same id is replaced."""
        with saving(self._engine) as connection:
            raise_plans(connection, workspace_id)
            unchanged(connection, _SCENARIO, seen, workspace=workspace_id, id=scenario.id)
            put(connection, schema.scenario, [{"workspace": workspace_id, **rows.of_scenario(scenario)}])

    def delete_scenario(self, workspace_id: str, scenario_id: str) -> Scenario:
        """Take a scenario away and give it back; to undo that, save it again."""
        with saving(self._engine) as connection:
            raise_plans(connection, workspace_id)
            return rows.scenario(take(connection, schema.scenario, "scenario", workspace=workspace_id, id=scenario_id))

    def comments(self, workspace_id: str) -> list[Comment]:
        """List the comments on periods by their days."""
        table = schema.comment
        with reading(self._engine) as connection:
            found = of_workspace(connection, workspace_id, table, table.c.start, table.c.end)
            return [rows.comment(row) for row in found]

    def save_comment(self, workspace_id: str, comment: Comment, *, seen: Comment | Anything | None = ANYTHING) -> None:
        """Keep a comment; the one on the same days is replaced."""
        with saving(self._engine) as connection:
            raise_plans(connection, workspace_id)
            unchanged(connection, _COMMENT, seen, workspace=workspace_id, start=comment.start, end=comment.end)
            put(connection, schema.comment, [{"workspace": workspace_id, **asdict(comment)}])

    def delete_comment(self, workspace_id: str, days: Period) -> Comment:
        """Take the comment on some days away and give it back; to undo that, save it again."""
        known_by = {"start": days.start, "end": days.end}
        with saving(self._engine) as connection:
            raise_plans(connection, workspace_id)
            return rows.comment(take(connection, schema.comment, "comment", workspace=workspace_id, **known_by))


def _remember(connection: Connection, workspace_id: str, target: Target, who: str) -> None:
    """Keep what a target was in its history, where anything about it changes."""
    table, versions = schema.target.c, schema.target_version.c
    kept = select(schema.target).where(table.workspace == workspace_id, table.id == target.id)
    row = connection.execute(kept).mappings().one_or_none()
    former = rows.target(row) if row else target
    if replace(former, updated_at=target.updated_at) == target:
        return
    mine = versions.workspace == workspace_id, versions.target == target.id
    last = connection.scalar(select(func.max(versions.number)).where(*mine)) or 0
    told = rows.of_target_version(former, at=target.updated_at, who=who)
    connection.execute(insert(schema.target_version).values(workspace=workspace_id, number=last + 1, **told))
