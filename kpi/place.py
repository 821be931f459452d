"""Where workspaces are kept: in the database that `DATABASE_URL` names, else in a file beside the app.

Both the app and the command line look for it in the environment first, then in Streamlit's secrets.
"""

import os
import tomllib
from pathlib import Path

from kpi.errors import StoreError

FILE = "goalpost.sqlite"
_APP = Path(__file__).parents[1]
_SECRETS = Path(".streamlit") / "secrets.toml"


def data_folder() -> Path:
    """Name the folder for all that this computer keeps; `GOALPOST_DATA` moves it."""
    return Path(_told("GOALPOST_DATA") or _APP / ".goalpost").resolve()


def database_url() -> str:
    """Give the database's URL; raise StoreError where the secrets cannot be read."""
    return named_database() or f"sqlite:///{data_folder() / FILE}"


def named_database() -> str:
    """Give the URL of the database that somebody named; '' where nobody did."""
    return _told("DATABASE_URL")


def _told(name: str) -> str:
    """Give what was set under a name; in a running app Streamlit has put its secrets into the environment."""
    return os.environ[name] if name in os.environ else _secret(name)


def _secret(name: str) -> str:
    """Look where Streamlit does: at home, and in the folder of the app, which goes before."""
    found = ""
    for path in (Path.home() / _SECRETS, _APP / _SECRETS):
        if path.is_file():
            try:
                found = str(tomllib.loads(path.read_text(encoding="utf-8")).get(name, found))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as broken:
                raise StoreError(f"The secrets in {path} cannot be read ({broken}): mend the file.") from broken
    return found
