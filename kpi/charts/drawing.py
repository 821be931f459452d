"""What all charts share: colours that follow the ground, quiet axes, and a cheap way to a finished chart.

A specification may use the words `ink`, `muted`, `accent` and the status colours in `{"expr": …}`: they take the
shade that the ground under the chart asks for, whether Streamlit's light or dark theme or a sheet of paper.
`phone` is true where the chart is narrower than a line of text needs.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final, NoReturn

import altair as alt

from kpi.catalogue.channels import CHANNELS
from kpi.palette import CATEGORICAL, CHANNEL_COLOURS, LINK, NEUTRAL, STATUS, TEXT

Specification = dict[str, Any]
Shade = Mapping[str, str]

INK: Final[Shade] = {"expr": "ink"}
MUTED: Final[Shade] = {"expr": "muted"}
MAIN: Final[Shade] = {"expr": "accent"}
GROUND: Final[Shade] = {"expr": "background"}
NOTHING_KNOWN: Final = "not in your files"
_CONTENT_TYPES: Final = ("photo", "reel", "carousel", "video", "story", "link", "text", "other")
_PHONE: Final = 480
_LONGEST: Final = 60
_FONT: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif"


def _shade(name: str, light: str, dark: str) -> Specification:
    """Name a colour that is one on a light ground and another on a dark one."""
    return {"name": name, "expr": f"luminance(background) < 0.4 ? '{dark}' : '{light}'"}


_SHADES: Final = (
    _shade("ink", TEXT["light"], TEXT["dark"]),
    _shade("muted", STATUS["light"]["no_data"], STATUS["dark"]["no_data"]),
    _shade("accent", LINK["light"], LINK["dark"]),
    *(_shade(verdict, STATUS["light"][verdict], STATUS["dark"][verdict]) for verdict in STATUS["light"]),
    {"name": "phone", "expr": f"containerSize()[0] + 0 * width < {_PHONE}"},
)
_CONFIG: Final[Specification] = {
    "mark": {"aria": False},
    "axis": {
        "title": None,
        "labelColor": MUTED,
        "labelFontSize": 12,
        "labelPadding": 8,
        "labelLimit": 180,
        "gridOpacity": 0.7,
        "ticks": False,
        "domain": False,
    },
    "axisX": {"grid": False},
    "text": {"fontSize": 12},
    "legend": {"title": None, "labelColor": MUTED, "labelFontSize": 12, "labelLimit": 180},
}
_PAPER: Final[Specification] = {
    "background": "#FFFFFF",
    "font": _FONT,
    "view": {"stroke": None},
    "axis": {"gridColor": "#E3E8E6", "labelOverlap": True},
    "axisX": {"labelFlush": False},
    "autosize": {"type": "fit", "contains": "padding"},
}


class Drawing(alt.LayerChart):
    """A finished chart: Altair's and Streamlit's functions take it as any other.

    Altair checks a chart against the whole of Vega-Lite's grammar each time it is shown, which costs ten times what
    making it does. Ours are checked by the tests instead, so `to_dict` gives the specification as it stands.
    """

    def __init__(self, specification: Mapping[str, Any]) -> None:
        super().__init__()
        object.__setattr__(self, "_finished", specification)

    @property
    def specification(self) -> Mapping[str, Any]:
        """Give the Vega-Lite specification to read; whoever changes it takes that of `to_dict`."""
        finished: Mapping[str, Any] = self._finished
        return finished

    def to_dict(self, *_: object, **__: object) -> Specification:
        """Give the Vega-Lite specification; the caller may change what he gets."""
        return deepcopy(self._finished)

    def copy(self, deep: bool | Iterable[Any] = True, ignore: list[str] | None = None) -> "Drawing":  # noqa: ARG002, FBT001, FBT002
        """Give another drawing of the same."""
        return Drawing(self._finished)

    def __iadd__(self, other: object) -> NoReturn:
        raise TypeError("A finished drawing takes no further layer: let its function draw it.")


def drawn(layers: Sequence[Specification], *, height: int | Mapping[str, int], **more: Any) -> Drawing:  # noqa: ANN401
    """Put layers on one another, as wide as their place and of a fixed height, in all or by row (`{"step": 48}`)."""
    return Drawing(
        {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "width": "container",
            "height": height,
            "padding": {"left": 0, "right": 4, "top": 4, "bottom": 4},
            "params": list(_SHADES),
            "layer": list(layers),
            "config": _CONFIG,
            **more,
        }
    )


def filled(chart: Drawing, rows: Sequence[Mapping[str, Any]]) -> Drawing:
    """Put the rows into a drawing that stands without them, for whoever cannot give them beside it."""
    finished = chart.to_dict()
    height = finished["height"]["step"] * max(1, len(rows))
    return Drawing({**finished, "height": height, "data": {"values": list(rows)}})


def on_paper(chart: Drawing, *, width: int, height: int | None = None) -> Specification:
    """Give a chart's specification for a printed report: of fixed size on white, without a theme around it."""
    finished = chart.to_dict()
    config = {
        key: {**part, **_PAPER[key]} if isinstance(part := finished["config"].get(key), dict) else _PAPER[key]
        for key in _PAPER
    }
    return {
        **finished,
        "width": width,
        "height": height or finished["height"],
        "config": {**finished["config"], **config},
    }


def nothing(words: str, *, height: int) -> Drawing:
    """Say in the middle of an empty chart why it is empty."""
    return drawn([says(words)], height=height)


def says(words: str, *, along: float = 0.5, down: float = 0.5) -> Specification:
    """Write words in a chart: in its middle, or at other shares of its width and height."""
    place = {"x": {"value": {"expr": f"width * {along}"}}, "y": {"value": {"expr": f"height * {down}"}}}
    return {
        "data": {"values": [{}]},
        "mark": {"type": "text", "text": words, "color": MUTED, "fontSize": 14},
        "encoding": place,
    }


def layer(values: Sequence[Mapping[str, object]], mark: Mapping[str, Any], **encoding: Any) -> Specification:  # noqa: ANN401
    """Draw rows with a mark; encodings that are None are left out."""
    return {
        "data": {"values": list(values)},
        "mark": mark,
        "encoding": {name: spec for name, spec in encoding.items() if spec is not None},
    }


def hover(
    rows: Sequence[dict[str, Any]], x: Specification, *, shade: Sequence[Specification], tip: Sequence[Specification]
) -> Specification:
    """Lay bands over the chart that speak when touched."""
    over = {"name": "over", "select": {"type": "point", "on": "pointerover", "clear": "pointerout", "fields": ["x"]}}
    touched = {"param": "over", "empty": False, "value": 0.1}
    opacity = {"condition": [touched, *shade], "value": 0}
    band = layer(rows, {"type": "rect", "color": MUTED}, x=x, x2={"field": "x2"}, opacity=opacity, tooltip=list(tip))
    return {"params": [over], **band}


def tooltip(**titles: str) -> list[Specification]:
    r"""Show fields under their titles, as the words they already are.

    Vega-Lite writes a title into an expression and leaves backslashes and line ends as they are, so they are taken out:
    the name of an account comes from a file.

    >>> tooltip(v0="Ann\\ \n's")[0]["title"]
    "Ann 's"
    """
    return [{"field": field, "type": "nominal", "title": _plain(title)} for field, title in titles.items()]


def _plain(title: str) -> str:
    words = " ".join(title.replace("\\", " ").split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def colours(split: str, names: Sequence[str]) -> dict[str, str]:
    """Give each name its colour: channels and content types keep theirs everywhere, the others go by the alphabet.

    An account takes the colour of its channel, where several do the first of them; no other is taken for a channel
    that is shown.

    >>> colours("channel", ["LinkedIn"])["LinkedIn"] == colours("channel", ["X", "LinkedIn"])["LinkedIn"]
    True
    >>> colours("account", ["ann (X)", "bob (X)"])["ann (X)"] == colours("channel", ["X"])["X"]
    True
    """
    known = {
        "channel": dict(CHANNEL_COLOURS),
        "content_type": dict(zip(_CONTENT_TYPES, CATEGORICAL, strict=False)),
        "account": _of_accounts(names),
    }.get(split, {})
    others = sorted(set(names) - set(known))
    free = [colour for colour in CATEGORICAL if colour not in {known.get(name) for name in names}] or [NEUTRAL]
    return {**known, **{name: free[place % len(free)] for place, name in enumerate(others)}}


def _of_accounts(names: Sequence[str]) -> dict[str, str]:
    """Give the first account of each channel that channel's colour."""
    first: dict[str, str] = {}
    for name in sorted(set(names), reverse=True):
        channel = name.rpartition("(")[2].removesuffix(")")
        if channel in CHANNEL_COLOURS:
            first[channel] = name
    return {name: CHANNEL_COLOURS[channel] for channel, name in first.items()}


def in_order(split: str, names: Sequence[str]) -> list[str]:
    """Sort names as the catalogue lists them, then by the alphabet."""
    listed = {"channel": tuple(CHANNELS), "content_type": _CONTENT_TYPES}.get(split, ())
    places = {name: place for place, name in enumerate(listed)}
    return sorted(set(names), key=lambda name: (places.get(name, len(places)), name))
