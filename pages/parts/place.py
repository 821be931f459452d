"""Where workspaces are kept: in the database that `DATABASE_URL` names, else in a file beside the app."""

import os
from pathlib import Path

_FILE = "goalpost.sqlite"
_BESIDE_THE_APP = Path(__file__).parents[2] / ".goalpost"


def data_folder() -> Path:
    """Name the folder for all that this computer keeps; `GOALPOST_DATA` moves it."""
    return Path(os.environ.get("GOALPOST_DATA", _BESIDE_THE_APP)).resolve()


def database_url() -> str:
    """Give the database's URL, from the environment or from Streamlit's secrets, which stand there too."""
    return os.environ.get("DATABASE_URL") or f"sqlite:///{data_folder() / _FILE}"


def is_there() -> bool:
    """Say whether a database is named or was made here before."""
    return bool(os.environ.get("DATABASE_URL")) or (data_folder() / _FILE).exists()


def keeps() -> bool:
    """Say whether workspaces can be kept: the database answers within seconds, or can still be made in its folder."""
    if is_there():
        from kpi.store.probe import answers

        return answers(database_url())
    nearest = next(place for place in (data_folder(), *data_folder().parents) if place.exists())
    return nearest.is_dir() and os.access(nearest, os.W_OK)
