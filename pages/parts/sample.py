"""The sample brand, loaded with one click through the same door as any other file."""

import json
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from kpi.calendar.entry import Campaign, Entry, Stage
from kpi.facts import Brand, Rival
from kpi.store import Workspace
from kpi.targets.target import Action, State, Target
from kpi.typed import parse_pasted
from pages.parts import access, clock
from pages.parts.drop import Result, take_in_folder

FOLDER = Path(__file__).parent.parent.parent / "sample_data" / "velmora"
_NAME = "Velmora (sample)"
_TYPED = "typed_numbers.csv"
_AS: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(("day", "start", "end"), date.fromisoformat),
    "at": time.fromisoformat,
    "stage": Stage,
}
_UNNAMED = {"Views.csv": "Instagram"}
_PANEL = (Rival("Rondell"), Rival("Stadtpfeil"), Rival("Kapriol", since=date(2026, 9, 1)))


def place_for_sample(mine: Workspace) -> Workspace:
    """Give the workspace for the sample brand: the one in use where nobody has begun anything, else one of its own."""
    store = access.store()
    is_untouched = mine.brand == Brand() and not (mine.settings or mine.facts_version or mine.plans_version)
    if is_untouched and len(access.workspaces()) == 1:
        return mine
    return store.create_workspace(_NAME)


def load_sample(mine: Workspace) -> list[Result]:
    """Load the sample brand's exports, typed numbers and targets, and say who it is."""
    access.store().rename(mine.id, _NAME)
    access.store().save_brand(mine.id, Brand("Velmora", rivals=_PANEL))
    results = take_in_folder(mine, FOLDER, without=(_TYPED,))
    for row in access.store().files(mine.id):
        if row.name in _UNNAMED:
            access.store().place_file(mine.id, row.id, channel=_UNNAMED[row.name])
    numbers, _ = parse_pasted((FOLDER / _TYPED).read_text(encoding="utf-8"), typed_by="Sample", typed_at=clock.now())
    access.store().save_typed_numbers(mine.id, numbers)
    for said in json.loads((FOLDER / "targets.json").read_text(encoding="utf-8")):
        access.store().save_target(mine.id, _target(said))
    _load_calendar(mine)
    return results


def _load_calendar(mine: Workspace) -> None:
    """Keep the posts that the brand plans, and its campaigns."""
    told = json.loads((FOLDER / "calendar.json").read_text(encoding="utf-8"))
    made = clock.now()
    entries = (Entry(**_days(one), changed_at=made, made_by="Sample") for one in told["entries"])
    campaigns = (Campaign(**_days(one), changed_at=made, made_by="Sample") for one in told["campaigns"])
    access.store().save_entries(mine.id, entries)
    access.store().save_campaigns(mine.id, campaigns)


def _days(said: dict[str, str]) -> dict[str, Any]:
    """Read the days, times and states of what stands in a file."""
    return {name: _AS[name](value) if name in _AS else value for name, value in said.items()}


def _target(said: dict[str, Any]) -> Target:
    days = {name: date.fromisoformat(str(said[name])) for name in ("start", "end")}
    made = clock.now()
    actions = said.pop("actions", [])
    return Target(
        id=str(uuid5(NAMESPACE_URL, str(said["title"]))),
        actions=tuple(_action(str(said["title"]), one) for one in actions),
        **{**said, **days, "channels": tuple(said.get("channels", ())), "content_types": ()},
        created_at=made,
        updated_at=made,
    )


def _action(target: str, said: dict[str, str]) -> Action:
    """Make an action of a target, the same one at each load."""
    named = str(uuid5(NAMESPACE_URL, f"{target} {said['title']}"))
    first, last = (date.fromisoformat(said[name]) for name in ("start", "end"))
    return Action(named, said["title"], said["owner"], first, last, State(said["state"]))
