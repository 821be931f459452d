"""The sections of a page as HTML, each by its kind; whoever adds a kind adds its entry."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from kpi.formats import count_text
from kpi.reports.document import (
    Card,
    Cards,
    Chart,
    Line,
    Lines,
    Picture,
    Receipts,
    Remarks,
    Section,
    Still,
    Table,
    Word,
    Worked,
)
from kpi.reports.markup import Markup, element, joined, some
from kpi.reports.pictures import chart, still

_WIDE, _PHONE, _PANEL = 860, 350, 400
"""How wide charts are drawn, in pixels: for a page, for a telephone, and one of several side by side."""
_BETTER: Final = {True: ("better", ", better"), False: ("worse", ", worse"), None: ("", "")}
_BESIDE: Final = {1: 1, 2: 2, 4: 2}
_MOST_BESIDE: Final = 3
_FEW_ROWS: Final = 14
"""How many cards stand side by side, by how many there are."""


@dataclass(slots=True)
class Place:
    """Where in the page something is written: below which heading; it gives every picture a name of its own."""

    heading: int
    _names: Iterator[int] = field(default_factory=lambda: count(1))

    def name(self) -> str:
        """Give the next picture's name."""
        return f"p{next(self._names)}"

    def below(self, heading: int) -> "Place":
        """Give the place below another heading of the same page."""
        return Place(heading, self._names)


def section(one: Section, place: Place) -> Markup:
    """Write a section under its title."""
    inside = _WRITERS[type(one)](one, place.below(place.heading + 1) if one.title else place)
    title = some(f"h{place.heading}", one.title)
    return element("section", title, inside, class_="section")


def _cards(one: Cards, place: Place) -> Markup:
    beside = _BESIDE.get(len(one.cards), _MOST_BESIDE)
    cards = element("div", *(_card(card, place) for card in one.cards), class_=f"cards by{beside}")
    return joined(cards, _after(one.after))


def _card(card: Card, place: Place) -> Markup:
    colour, verdict = _BETTER[card.better]
    change = element("span", card.change, verdict, class_=f"change {colour}") if card.change else ""
    against = some("span", card.against, class_="small muted")
    badges = [element("span", f"Ad price: {badge[:1].lower()}{badge[1:]}") for badge in card.badges]
    compared = some("p", joined(change, " " if change and against else "", against))
    words = some("p", joined(*map(_word, card.words)), class_="words")
    blocks = (
        joined(element(f"h{place.heading}", card.title), _small(card.plain)),
        joined(element("p", card.value, class_="value"), compared, words),
        joined(some("p", card.sentence), some("p", joined(*badges), class_="small muted")),
        joined(_pictured(card.trend, place), *map(_small, card.asides)),
    )
    return element("article", *(element("div", block) for block in blocks), class_="card")


def _pictured(picture: Still | None, place: Place) -> Markup:
    """Write a small picture with its words below, which it needs no other text beside."""
    if picture is None:
        return Markup()
    return joined(still(picture.svg, picture.says, name=place.name()), _small(picture.says))


def _word(word: Word) -> Markup:
    return element("span", word.text, class_=f"word {word.verdict}")


def _lines(one: Lines, place: Place) -> Markup:
    return joined(element("ul", *(_line(line, place) for line in one.lines), class_="lines"), _after(one.after))


def _line(line: Line, place: Place) -> Markup:
    stands = element("div", element("p", _word(line.word)), _small(line.was))
    told = element("div", element("p", line.title, class_="title"), *map(_small, line.said), class_="told")
    far = joined(some("p", line.value, class_="title"), _small(line.besides), _pictured(line.way, place))
    return element("li", stands, told, some("div", far, class_="way"), class_="far" if far else "")


def _remarks(one: Remarks, _: Place) -> Markup:
    said = [element("div", element("dt", name), element("dd", text)) for name, text in one.said]
    return joined(element("dl", *said, class_="said"), _after(one.after))


def _chart(one: Chart, place: Place) -> Markup:
    several = len(one.pictures) > 1
    drawn = [(_panel if several else _single)(picture, place) for picture in one.pictures]
    charts = element("div", *drawn, class_="charts several" if several else "charts")
    return joined(some("p", one.sentence), charts, _after(one.after))


def _single(picture: Picture, place: Place) -> Markup:
    """Draw one picture twice, for a page and for a telephone: of both, one is shown."""
    wide = chart(picture.drawing, picture.says, width=_WIDE, name=place.name(), class_="wide")
    return element(
        "figure", wide, chart(picture.drawing, picture.says, width=_PHONE, name=place.name(), class_="phone")
    )


def _panel(picture: Picture, place: Place) -> Markup:
    return element("figure", chart(picture.drawing, picture.says, width=_PANEL, name=place.name()))


def _table(one: Table, _: Place) -> Markup:
    """Write a table, a long one behind a line that opens it; on paper it is open."""
    head = element("tr", *(element("th", name, scope="col") for name in one.columns))
    table = element("table", element("thead", head), element("tbody", *map(_row, one.rows)))
    if len(one.rows) <= _FEW_ROWS:
        return joined(table, _after(one.after))
    summary = element("summary", f"Show all {count_text(len(one.rows))} rows")
    return joined(element("details", summary, table), _after(one.after))


def _row(row: Sequence[str]) -> Markup:
    return element("tr", element("th", row[0], scope="row"), *(element("td", cell) for cell in row[1:]))


def _receipts(one: Receipts, place: Place) -> Markup:
    """Write how figures are worked out behind a line that opens it; paper has no room for it."""
    told = element("div", *(_worked(worked, place) for worked in one.worked), class_="worked")
    return element("details", element("summary", "Show the formulas"), told, class_="screen")


def _worked(one: Worked, place: Place) -> Markup:
    lines = element("pre", "\n".join(one.lines)) if one.lines else ""
    return element("div", element(f"h{place.heading}", one.title), element("p", one.formula), lines, _after(one.after))


def _small(text: str) -> Markup:
    return some("p", text, class_="small muted")


def _after(lines: Sequence[str]) -> Markup:
    told = [element("p", line, class_="small") for line in lines if line]
    return element("div", *told, class_="after") if told else Markup()


_WRITERS: Final[Mapping[type[Section], Callable[[Any, Place], Markup]]] = {
    Cards: _cards,
    Lines: _lines,
    Remarks: _remarks,
    Chart: _chart,
    Table: _table,
    Receipts: _receipts,
}
