"""The sample brand, loaded with one click through the same door as any other file."""

import json
from datetime import date
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from kpi.facts import Brand, Rival
from kpi.store import Workspace
from kpi.targets.target import Target
from kpi.typed import parse_pasted
from pages.parts import access, clock
from pages.parts.drop import Result, take_in_folder

FOLDER = Path(__file__).parent.parent.parent / "sample_data" / "velmora"
_TYPED = "typed_numbers.csv"
_UNNAMED = {"Views.csv": "Instagram"}
_PANEL = (Rival("Rondell"), Rival("Stadtpfeil"), Rival("Kapriol", since=date(2026, 9, 1)))


def load_sample(mine: Workspace) -> list[Result]:
    """Load the sample brand's exports, typed numbers and targets, and say who it is."""
    access.store().rename(mine.id, "Velmora (sample)")
    access.store().save_brand(mine.id, Brand("Velmora", rivals=_PANEL))
    results = take_in_folder(mine, FOLDER, without=(_TYPED,))
    for row in access.store().files(mine.id):
        if row.name in _UNNAMED:
            access.store().place_file(mine.id, row.id, channel=_UNNAMED[row.name])
    numbers, _ = parse_pasted((FOLDER / _TYPED).read_text(encoding="utf-8"), typed_by="Sample", typed_at=clock.now())
    access.store().save_typed_numbers(mine.id, numbers)
    for said in json.loads((FOLDER / "targets.json").read_text(encoding="utf-8")):
        access.store().save_target(mine.id, _target(said))
    return results


def _target(said: dict[str, object]) -> Target:
    days = {name: date.fromisoformat(str(said[name])) for name in ("start", "end")}
    made = clock.now()
    return Target(
        id=str(uuid5(NAMESPACE_URL, str(said["title"]))),
        **{**said, **days, "channels": tuple(said.get("channels", ())), "content_types": ()},  # type: ignore[arg-type]
        created_at=made,
        updated_at=made,
    )
