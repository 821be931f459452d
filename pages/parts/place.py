"""Whether workspaces can be kept where they are kept."""

import os

from kpi.place import FILE, data_folder, database_url, named_database

__all__ = ["data_folder", "database_url", "is_there", "keeps"]


def is_there() -> bool:
    """Say whether a database is named or was made here before."""
    return bool(named_database()) or (data_folder() / FILE).exists()


def keeps() -> bool:
    """Say whether workspaces can be kept: the database answers within seconds, or can still be made in its folder."""
    if is_there():
        from kpi.store.probe import answers

        return answers(database_url())
    nearest = next(place for place in (data_folder(), *data_folder().parents) if place.exists())
    return nearest.is_dir() and os.access(nearest, os.W_OK)
