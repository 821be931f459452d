"""Charts as SVG inside the page: words and lines in the page's own colours, so that they follow light and dark."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from kpi.charts import Drawing, on_paper
from kpi.palette import STATUS
from kpi.reports.markup import Markup, element, joined

_SHADES: Final = ("ground", "ink", "muted", "accent", "grid", *STATUS["light"])
_MARKS: Final[Mapping[str, str]] = {name: f"#fe{number:02x}fe" for number, name in enumerate(_SHADES)}
"""A colour for each shade that no palette has: the page puts its own in its place."""
_PAINTED: Final = {colour: f"var(--{name})" for name, colour in _MARKS.items()}
_SHAPES: Final = frozenset({"path", "line", "rect", "circle", "text"})
_HOLDERS: Final = frozenset({"svg", "g", "tspan", "defs", "clipPath"})
_PLACES: Final = frozenset(
    ("cx", "cy", "d", "dx", "dy", "height", "r", "rx", "ry", "transform", "width", "x", "x1", "x2", "y", "y1", "y2")
)
_LOOKS: Final = frozenset(
    ("clip-path", "fill", "fill-opacity", "font-size", "font-style", "font-weight", "opacity", "stroke", "text-anchor")
)
_STROKES: Final = ("dasharray", "dashoffset", "linecap", "linejoin", "miterlimit", "opacity", "width")
_KEPT: Final = _PLACES | _LOOKS | {"id"} | {f"stroke-{one}" for one in _STROKES}
_WORDS: Final = frozenset({"text", "tspan"})
_PLAIN: Final = ("opacity", "1")
_LONG: Final = re.compile(r"-?\d+\.\d{2,}")
_OWN_PLACE: Final = re.compile(r"url\(#([\w-]+)\)")
_NARROW: Final = 480
_ROOM: Final = {"left": 8, "right": 8, "top": 4, "bottom": 4}
"""Around a chart: the reader's letters may be wider than those it was measured with."""


def chart(drawing: Drawing, says: str, *, width: int, name: str, class_: str = "") -> Markup:
    """Draw a chart of a width in pixels as SVG; `name` tells it from every other one on the page.

    Nothing is fetched: the drawing holds its rows, and letters are measured with the fonts of the system.
    """
    import vl_convert

    svg = vl_convert.vegalite_to_svg(_in_shades(drawing, width), vl_version="6.1", allowed_base_urls=[])
    return still(svg, says, name=name, class_=class_)


def still(svg: str, says: str, *, name: str, class_: str = "") -> Markup:
    """Put a finished picture into the page: only its shapes and words, as wide as their place."""
    root = fromstring(svg)
    box = root.get("viewBox", "")
    inside = list(_kept(root, name))
    return element("svg", *inside, viewBox=box, role="img", aria_label=says, class_=class_)


def _in_shades(drawing: Drawing, width: int) -> dict[str, Any]:
    """Give a chart's specification with a mark for each shade that follows the ground."""
    finished = on_paper(drawing, width=width)
    set_by_us = {**_MARKS, "phone": width < _NARROW}
    others = [one for one in finished["params"] if one["name"] not in set_by_us]
    known = [{"name": name, "value": value} for name, value in set_by_us.items() if name not in ("ground", "grid")]
    config = finished["config"]
    axis = {**config["axis"], "gridColor": _MARKS["grid"]}
    return {
        **finished,
        "params": [*others, *known],
        "padding": _ROOM,
        "config": {**config, "axis": axis, "background": _MARKS["ground"]},
    }


def _kept(holder: Element, name: str) -> Iterator[Markup]:
    """Write what is seen of a picture's elements, without what they would do."""
    for one in holder:
        tag = one.tag.rpartition("}")[2]
        if tag in _SHAPES | _HOLDERS and (holder.tag.endswith("clipPath") or not _is_unseen(one, tag)):
            inside = [(one.text or "") * (tag in _WORDS), *_kept(one, name)]
            about = _attributes(one, name)
            if tag in _SHAPES or (any(inside) and about):
                yield element(tag, *inside, **about)
            else:
                yield joined(*inside)


def _is_unseen(one: Element, tag: str) -> bool:
    """Tell whether an element shows nothing: it is hidden, has no colour, or is the ground, which the page paints."""
    if one.get("display") == "none" or one.get("opacity") == "0":
        return True
    if tag == "rect" and one.get("fill", "").lower() == _MARKS["ground"]:
        return True
    return tag in _SHAPES and {one.get("fill", "none"), one.get("stroke", "none")} == {"none"}


def _attributes(one: Element, name: str) -> dict[str, str]:
    kept = {key: value for key, value in one.attrib.items() if key in _KEPT and (key, value) != _PLAIN}
    return {key: _value(key, value, name) for key, value in kept.items()}


def _value(key: str, value: str, name: str) -> str:
    """Write an attribute's value: numbers short, colours as the page's own, places as those of this picture."""
    if key == "id":
        return f"{name}-{value}"
    if "(#" in value:
        return _OWN_PLACE.sub(rf"url(#{name}-\1)", value)
    if key in ("fill", "stroke"):
        return _PAINTED.get(value.lower(), value)
    return _LONG.sub(_short, value) if key in _PLACES else value


def _short(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}".removesuffix(".0")
