"""Nothing that the page of a link can run changes anything or takes a file."""

import ast
from pathlib import Path

import pytest

from kpi.store.looking import ASKED, OFFERED

ROOT = Path(__file__).parents[2]
START = "pages/shared.py"
GIVES_THE_STORE = "pages/parts/access.py"
"""The door itself, which gives whoever came by a link a store that looks."""
CHANGES = OFFERED - ASKED - {"grant", "close"}
TAKES = {"file_uploader", "data_editor", "chat_input", "camera_input", "audio_input"}


def place(name):
    """Give the file of a module of pages; None for what is none."""
    as_file = ROOT.joinpath(*name.split(".")).with_suffix(".py")
    as_folder = ROOT.joinpath(*name.split("."), "__init__.py")
    return next((one for one in (as_file, as_folder) if one.exists()), None)


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def reach():
    """Give every file of pages that the page of a link can run, with its code."""
    found, waiting = {}, [ROOT / START]
    while waiting:
        path = waiting.pop()
        key = path.relative_to(ROOT).as_posix()
        if key not in found:
            found[key] = ast.parse(path.read_text(encoding="utf-8"))
            waiting += filter(None, (place(name) for name in imported(found[key]) if name.startswith("pages")))
    return found


REACHED = reach()


def named(tree):
    """List all names that a file calls or passes on."""
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def test_the_walk_reaches_what_draws_the_page():
    assert {"pages/parts/sharing/drawn.py", "pages/parts/sharing/document.py", GIVES_THE_STORE} < REACHED.keys()


@pytest.mark.parametrize("path", sorted(REACHED.keys() - {GIVES_THE_STORE}))
def test_what_a_link_can_run_changes_nothing_and_takes_no_file(path):
    assert not named(REACHED[path]) & CHANGES
    assert not named(REACHED[path]) & TAKES
