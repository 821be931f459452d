"""Goalpost's own marks as addresses that hold the picture: read once a process, not once a run."""

from base64 import b64encode
from pathlib import Path

_STATIC = Path(__file__).parent.parent / "static"


def _picture(name: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode((_STATIC / name).read_bytes()).decode()}"


LOGO, MARK = _picture("goalpost.svg"), _picture("mark.svg")
