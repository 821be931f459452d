"""How the page looks: one stylesheet for screens, dark ones, telephones and A4; its colours are those of the app."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kpi.palette import BACKGROUND, LINK, SECONDARY_BACKGROUND, STATUS, TEXT, Ground

_GRID: Final[Mapping[Ground, str]] = {"light": "#D9E0DD", "dark": "#2C3735"}
_SHEET: Final = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
_PAPER: Final = "#FFFFFF"


def style() -> str:
    """Give the stylesheet: light, dark where the reader's device asks for it, and dark on white on paper."""
    dark = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_colours('dark')} }} }}"
    paper = f"@media print {{ :root {{ --ground: {_PAPER}; --raised: {_PAPER}; }} }}"
    return _plain(f":root {{ color-scheme: light dark; {_colours('light')} }} {dark} {paper} {_SHEET}")


def _colours(ground: Ground) -> str:
    told = {
        "ground": BACKGROUND[ground],
        "raised": SECONDARY_BACKGROUND[ground],
        "ink": TEXT[ground],
        "accent": LINK[ground],
        "grid": _GRID[ground],
        "muted": STATUS[ground]["no_data"],
        **{str(verdict): colour for verdict, colour in STATUS[ground].items()},
    }
    return " ".join(f"--{name}: {colour};" for name, colour in told.items())


def _plain(sheet: str) -> str:
    return " ".join(sheet.split())
