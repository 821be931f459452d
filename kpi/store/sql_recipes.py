"""Recipes in the database: one transaction for all that one changes."""

from sqlalchemy import Connection, Engine, Table, delete, update

from kpi.recipe import Change
from kpi.store import Workspace, rows, schema
from kpi.store.engine import saving
from kpi.store.statements import put_own, raise_plans, workspace_row


class SqlRecipes:
    """The part of a store in a database that lets a workspace follow a recipe."""

    _engine: Engine

    def follow_recipe(self, workspace_id: str, change: Change) -> Workspace:
        """Keep a recipe's KPIs, objectives and settings, and take away what it takes away, or none of it."""
        with saving(self._engine) as connection:
            raise_plans(connection, workspace_id)
            _without(connection, schema.own_kpi, workspace_id, change.without_kpis)
            _without(connection, schema.objective, workspace_id, change.without_objectives)
            for kpi in change.kpis:
                put_own(connection, schema.own_kpi, workspace_id, {"key": kpi.key, "kpi": rows.of_own_kpi(kpi)})
            for one in change.objectives:
                kept = {"key": one.key, "objective": rows.of_objective(one)}
                put_own(connection, schema.objective, workspace_id, kept)
            former = workspace_row(connection, workspace_id)["settings"]
            settings = {name: value for name, value in {**former, **change.settings}.items() if value is not None}
            its = schema.workspace.c.id == workspace_id
            connection.execute(update(schema.workspace).where(its).values(settings=settings))
            return rows.workspace(workspace_row(connection, workspace_id))


def _without(connection: Connection, table: Table, workspace_id: str, keys: tuple[str, ...]) -> None:
    connection.execute(delete(table).where(table.c.workspace == workspace_id, table.c.key.in_(keys)))
