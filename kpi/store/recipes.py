"""The part of a store that lets a workspace follow another one's recipe."""

from typing import Protocol

from kpi.recipe import Change
from kpi.store.kept import Workspace


class Recipes(Protocol):
    """Keeps what a recipe changes, all of it at once."""

    def follow_recipe(self, workspace_id: str, change: Change) -> Workspace:
        """Keep a recipe's KPIs, objectives and settings, and take away what it takes away, or none of it."""
