"""What the user of a workspace has taught reading, and how it is written to a small file and read from one."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from kpi.catalogue.channels import CHANNELS
from kpi.errors import LayoutError
from kpi.exports.export import Export
from kpi.layouts.holdings import HOLDINGS, UNITS
from kpi.layouts.layout import LONGEST_NAME, Choice, Layout, Row, as_export, faults

Json = dict[str, Any]

MOST_BYTES = 1 << 20
_MOST_LAYOUTS, _MOST_COLUMNS, _MOST_ANSWERS = 200, 4_096, 1_000
_LONGEST_TEXT = 1_000
_FORMAT = 1
_WRONG = "This is no file of layouts from Goalpost"


@dataclass(frozen=True, slots=True)
class Learnt:
    """Layouts of other spreadsheets, and answers by the id of their question."""

    layouts: tuple[Layout, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def exports(self) -> tuple[Export, ...]:
        """Give the layouts as reading knows exports."""
        return tuple(map(as_export, self.layouts))

    def taught(self, layout: Layout) -> "Learnt":
        """Add a layout, or put it in the place of the one of the same header."""
        return Learnt((*self.without(layout.fingerprint).layouts, layout), self.answers)

    def without(self, fingerprint: str) -> "Learnt":
        """Forget a layout; the answers about it stay."""
        return Learnt(tuple(one for one in self.layouts if one.fingerprint != fingerprint), self.answers)

    def told(self, question: str, answer: str) -> "Learnt":
        """Add the answer to a question."""
        return Learnt(self.layouts, {**self.answers, question: answer})

    def joined(self, other: "Learnt") -> "Learnt":
        """Add what another knows; where both speak of the same header or question, the other's word stays."""
        known = {one.fingerprint: one for one in (*self.layouts, *other.layouts)}
        return Learnt(tuple(known.values()), {**self.answers, **other.answers})

    def as_json(self) -> Json:
        """Give all of it as plain data, as it is kept, handed to the reading process and written to a file."""
        layouts = [{**asdict(one), "choices": [asdict(choice) for choice in one.choices]} for one in self.layouts]
        return {"goalpost_layouts": _FORMAT, "layouts": layouts, "answers": dict(self.answers)}


NOTHING_LEARNT = Learnt()


def learnt_from_file(raw: bytes) -> Learnt:
    """Read what was written to a file; raise LayoutError where it is not what we wrote."""
    if len(raw) > MOST_BYTES:
        raise LayoutError(
            f"{_WRONG}: it is larger than 1 MB, and layouts are small. Choose the file that was exported."
        )
    try:
        given = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as broken:
        raise LayoutError(f"{_WRONG}: it holds no JSON. Choose the file that was exported.") from broken
    return learnt_from_json(given)


def learnt_from_json(given: object) -> Learnt:
    """Read what was learnt from plain data, of which nothing is trusted; raise LayoutError where it does not fit."""
    kept = _dict(given)
    if kept.get("goalpost_layouts") != _FORMAT:
        raise LayoutError(f"{_WRONG}, or it is from a newer Goalpost. Choose the file that was exported.")
    answers = _dict(kept.get("answers", {}))
    if len(answers) > _MOST_ANSWERS:
        raise LayoutError(f"{_WRONG}: it holds more than {_MOST_ANSWERS:,} answers.")
    layouts = [_layout(_dict(one)) for one in _list(kept.get("layouts"), _MOST_LAYOUTS, "layouts")]
    return Learnt(tuple(layouts), {_text(question): _text(answer) for question, answer in answers.items()})


def _layout(given: Json) -> Layout:
    columns = _list(given.get("choices"), _MOST_COLUMNS, "columns")
    layout = Layout(
        fingerprint=_text(given.get("fingerprint")),
        name=_text(given.get("name"))[:LONGEST_NAME],
        row=Row(_one_of(given.get("row"), [row.value for row in Row], "what a row is about")),
        channel=_one_of(given.get("channel"), ["", *CHANNELS], "a network"),
        choices=tuple(_choice(_dict(one)) for one in columns),
    )
    wrong = faults(layout)
    if wrong:
        raise LayoutError(f"The layout “{layout.name}” cannot be used. {wrong[0]}")
    return layout


def _choice(given: Json) -> Choice:
    times, place = given.get("times", 1.0), given.get("place", -1)
    if times not in UNITS.values() or isinstance(times, bool):
        raise LayoutError(f"{_WRONG}: a column's numbers are to be multiplied by “{str(times)[:40]}”.")
    if not isinstance(place, int) or not -1 <= place < _MOST_COLUMNS:
        raise LayoutError(f"{_WRONG}: a column stands in the place “{str(place)[:40]}”.")
    return Choice(
        _text(given.get("name")),
        _one_of(given.get("holds"), list(HOLDINGS), "what a column holds"),
        float(times),
        place,
    )


def _dict(given: object) -> Json:
    if not isinstance(given, dict):
        raise LayoutError(f"{_WRONG}. Choose the file that was exported.")
    return given


def _list(given: object, most: int, what: str) -> list[object]:
    if not isinstance(given, list) or len(given) > most:
        raise LayoutError(f"{_WRONG}: its list of {what} is missing or longer than {most:,}.")
    return given


def _text(given: object) -> str:
    if not isinstance(given, str) or len(given) > _LONGEST_TEXT:
        raise LayoutError(
            f"{_WRONG}: “{str(given)[:40]}” stands where a text of at most {_LONGEST_TEXT:,} letters should."
        )
    return given


def _one_of(given: object, known: list[str], what: str) -> str:
    if given not in known:
        raise LayoutError(f"{_WRONG}: it names “{str(given)[:40]}” as {what}, which this Goalpost does not know.")
    return str(given)
