"""What people wrote about days: a numbered sign at the foot of a chart, a band over a stretch of days, and a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from kpi.charts.axes import at
from kpi.charts.drawing import GROUND, MUTED, Specification, layer
from kpi.charts.moments import Dated, Moment
from kpi.formats import day_text, period_text

FOOT: Final = 26
"""How far from the plot the words of the time axis stand where signs stand between them."""
_DOWN: Final = 12
_DAY: Final = timedelta(days=1)
_APART: Final = {"wide": 0.045, "phone": 0.14}
_INSIDE: Final = "clamp({0} - datum.along * width, 0, {0}) - clamp({0} - (1 - datum.along) * width, 0, {0})"
_HALF: Final = "(datum.many ? 20 : 8)"
_PILL: Final = "M-1.3,-1 L1.3,-1 A1,1 0 0 1 1.3,1 L-1.3,1 A1,1 0 0 1 -1.3,-1 Z"


@dataclass(frozen=True, slots=True)
class Note:
    """A note that a chart shows: its number there, and begin and end on the time axis."""

    number: int
    begin: int
    after: int
    moment: Moment

    @property
    def days(self) -> str:
        """Say its day or its days."""
        day, until = self.moment.day, self.moment.until
        return period_text(day, until) if until and until > day else day_text(day)

    @property
    def words(self) -> str:
        """Give its words, with the channel it is about."""
        plain = " ".join(self.moment.says.split())
        return f"{self.moment.channel}: {plain}" if self.moment.channel else plain

    @property
    def line(self) -> str:
        """Give its line in a list under the chart."""
        return f"{self.number} · {self.days}: {self.words}"


def numbered(notes: Sequence[Dated], begin: int, after: int) -> list[Note]:
    """Give each note of the days that a chart shows its number, by day."""
    told = sorted((Moment(*note) for note in notes), key=lambda one: (one.day, one.says))
    spans = [(at(one.day), at(max(one.until or one.day, one.day) + _DAY), one) for one in told]
    shown = [(max(first, begin), min(last, after), one) for first, last, one in spans if first < after and last > begin]
    return [Note(number, *span) for number, span in enumerate(shown, 1)]


def drawn_stretches(notes: Sequence[Note], x: Specification) -> list[Specification]:
    """Lay a quiet band over the days of each note that is about more than one, and a line at its foot."""
    rows = [
        {"x": note.begin, "x2": note.after}
        for note in notes
        if note.moment.until and note.moment.until > note.moment.day
    ]
    if not rows:
        return []
    place = {"x": x, "x2": {"field": "x2"}, "y2": {"value": "height"}}
    band = {"type": "rect", "color": MUTED}
    return [
        layer(rows, {**band, "opacity": 0.1}, **place, y={"value": 0}),
        layer(rows, {**band, "opacity": 0.6}, **place, y={"value": {"expr": "height - 2"}}),
    ]


def drawn_notes(notes: Sequence[Note], x: Specification) -> list[Specification]:
    """Draw a numbered sign for each note, one for several where they are too close; it speaks when touched."""
    if not notes:
        return []
    begin, after = x["scale"]["domain"]
    signs = {width: _signs(notes, begin, after, apart=apart) for width, apart in _APART.items()}
    if signs["wide"] == signs["phone"]:
        return _drawn_signs(signs["wide"], x, when="true")
    return [*_drawn_signs(signs["wide"], x, when="!phone"), *_drawn_signs(signs["phone"], x, when="phone")]


def _signs(notes: Sequence[Note], begin: int, after: int, *, apart: float) -> list[dict[str, Any]]:
    groups: list[list[Note]] = []
    gap = apart * (after - begin)
    for note in sorted(notes, key=lambda note: note.begin):
        # A sign at the edge is shifted inside, by half its width.
        if groups and note.begin - max(groups[-1][0].begin, begin + gap / 2) < gap:
            groups[-1].append(note)
        else:
            groups.append([note])
    return [
        {
            "x": group[0].begin,
            "along": (group[0].begin - begin) / (after - begin),
            "shown": str(group[0].number) if len(group) == 1 else f"{group[0].number}–{group[-1].number}",
            "many": len(group) > 1,
            "tip": {f"{note.number} · {note.days}": note.words for note in group},
        }
        for group in groups
    ]


def _drawn_signs(signs: Sequence[dict[str, Any]], x: Specification, *, when: str) -> list[Specification]:
    """Draw signs that stand there only where `when` holds."""
    inside = {"xOffset": {"expr": _INSIDE.format(_HALF)}}
    mark = {"type": "point", "filled": True, "opacity": 1, "color": MUTED, "yOffset": _DOWN, **inside}
    mark |= {"size": {"expr": f"{when} ? (datum.many ? 300 : 270) : 0"}}
    shape = {"condition": {"test": "datum.many", "value": _PILL}, "value": "circle"}
    words = {"type": "text", "color": GROUND, "fontSize": 10, "fontWeight": 600, "yOffset": _DOWN + 0.5, **inside}
    words["text"] = {"expr": f"{when} ? datum.shown : ''"}
    foot = {"value": "height"}
    tip = {"value": {"expr": "datum.tip"}}
    return [layer(signs, mark, x=x, y=foot, shape=shape, tooltip=tip), layer(signs, words, x=x, y=foot, tooltip=tip)]
