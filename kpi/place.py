"""Where workspaces are kept: in the database that `DATABASE_URL` names, else in a file beside the app."""

import os
from pathlib import Path

FILE = "goalpost.sqlite"
_BESIDE_THE_APP = Path(__file__).parents[1] / ".goalpost"


def data_folder() -> Path:
    """Name the folder for all that this computer keeps; `GOALPOST_DATA` moves it."""
    return Path(os.environ.get("GOALPOST_DATA", _BESIDE_THE_APP)).resolve()


def database_url() -> str:
    """Give the database's URL, from the environment or from Streamlit's secrets, which stand there too."""
    return os.environ.get("DATABASE_URL") or f"sqlite:///{data_folder() / FILE}"
