"""What a report says, in plain sections: every text as it is read, nothing escaped yet and nothing left to work out."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.charts import Drawing
from kpi.palette import Verdict


@dataclass(frozen=True, slots=True)
class Still:
    """A small picture that is finished, as SVG of our own making, and the same in words."""

    svg: str
    says: str


@dataclass(frozen=True, slots=True)
class Word:
    """A status in a word, and the verdict in whose colour it stands."""

    text: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Card:
    """One figure: what it is, its value and change, what it is made of, and its trend.

    `better` tells whether the change is for the better (None: neither); `asides` are sentences that always go with it.
    """

    title: str
    value: str
    plain: str = ""
    change: str = ""
    better: bool | None = None
    against: str = ""
    sentence: str = ""
    badges: Sequence[str] = ()
    words: Sequence[Word] = ()
    trend: Still | None = None
    asides: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """Figures side by side, and what qualifies them below."""

    cards: Sequence[Card]
    title: str = ""
    after: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One target: how it stands, what it is called, what is said of it; how far it is, where that is pictured."""

    word: Word
    title: str
    said: Sequence[str] = ()
    was: str = ""
    way: Still | None = None
    value: str = ""
    besides: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Targets one below the other, and what is said of them all."""

    lines: Sequence[Line]
    title: str = ""
    after: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Remarks:
    """What people or rules wrote, each part under its name and in its own lines; and whose words these are."""

    said: Sequence[tuple[str, str]]
    title: str = ""
    after: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its text for who cannot see it; a name where it is one of several."""

    drawing: Drawing
    says: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A KPI over time under its sentence: one picture, or several side by side; `after` are its notes and remarks."""

    title: str
    pictures: Sequence[Picture]
    sentence: str = ""
    after: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Values as words, row by row; the first column names the row."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    after: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Worked:
    """How one figure is worked out: its formula in words, and line by line with the values put in."""

    title: str
    formula: str
    lines: Sequence[str] = ()
    after: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Receipts:
    """How the figures are worked out."""

    worked: Sequence[Worked]
    title: str = "How the figures are worked out"


Section = Cards | Lines | Remarks | Chart | Table | Receipts


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is shown, such as an objective: what it comes to first, then the evidence."""

    headline: str
    sections: Sequence[Section]
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What is handed out: whose it is, about which days, and its parts; what the first comes to stands on top.

    `title` is what a link's preview shows, so it tells no figure. `about` names the days, `as_of` says up to when they
    are known, `validity` by what it was made and how long it may be read. `language` is that of its words.
    """

    title: str
    brand: str
    about: str
    as_of: str
    parts: Sequence[Part]
    validity: str
    language: str = "en"
