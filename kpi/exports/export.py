"""What an export is: one declaration a layout, from which reading recognises, maps and dates a table."""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from kpi.catalogue.metrics import METRICS
from kpi.columns import Grain, Paid

AT, UNTIL, DAY, SPAN, NTH_DAY = "at", "until", "day", "span", "nth day"
KEY, TITLE, LINK, ACCOUNT, CONTENT_TYPE = "key", "title", "link", "account", "content_type"
CHANNEL = "channel"
ACCOUNT_ID = "account id"
SOURCE, ACTION, CURRENCY = "source", "action", "currency"
PERSONAL, IGNORED, TEXT = "personal", "ignored", "text"
"""What a column can hold besides a metric.

`channel` names the network of the row, `account` whose it is, `account id` is what never changes of that (a page's
number, a handle);
`day` dates a row whole; `span` holds a first and a last day; `nth day` counts from the first day of the preamble;
`personal` is dropped before anything is kept; `ignored` is known and not used; `text` is a context's value.
"""

YEARLESS = "month day"
"""A date without a year, in any language we know the months of; the year comes from the file's own end."""


class Kind(StrEnum):
    """What a recognised table is good for."""

    FACTS = "facts"
    REFERENCE = "reference"
    CONTEXT = "context"
    LOOKALIKE = "lookalike"


class DatedBy(StrEnum):
    """Where a table's dates stand."""

    ROWS = "its rows"
    PREAMBLE = "the lines above the table"
    NAME = "the file's name"
    STEPS = "its rows, which name only the first day of each step"
    STAMP = "the file's name or the time that its archive gives it"


class Absent(StrEnum):
    """What a day that the table leaves out means, between its first and its last day."""

    UNKNOWN = "unknown"
    ZERO = "zero"


class Lasts(StrEnum):
    """How long the period of a row lasts from its date."""

    STATED = "as long as another column says"
    WEEK = "a week"
    MONTH = "a month"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its headers: what it holds and how its numbers become ours.

    `names` are spellings in all languages, the first in English; `(*)` at the end stands for a currency code.
    A number is multiplied by `times`; an average or a share is multiplied by the metric `weigh`; `counts` makes
    every known number a 1; `stars` is the scale's lowest and highest value, brought to 1 to 5; `place` finds the
    column by position, whatever its header says; `plus` adds to the metric what another column already gave.
    Where its header stands several times, `described` is a word in the description of the one that is meant.
    """

    holds: str
    names: tuple[str, ...] = ()
    times: float = 1.0
    weigh: str = ""
    basis: str = ""
    counts: bool = False
    plus: bool = False
    stars: tuple[float, float] | None = None
    place: int | None = None
    described: str = ""


def column(holds: str, *names: str, **more: object) -> Column:
    """Declare a column: what it holds, then its header in English and in other languages."""
    return Column(holds, names, **more)  # type: ignore[arg-type]


class Beside(StrEnum):
    """Where besides its columns an export may say whose it is."""

    NAME = "the file's name"
    PREAMBLE = "a line above the table"
    LINK = "the link of a row"


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose numbers an export holds, said beside its columns: a pattern whose group is the account's id or handle."""

    stands: Beside
    pattern: str


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Rows that are no records: those whose cell under `name` is one of `words`, begins with `begins`, or is empty.

    Where several columns are so called, the words stand in the first of them, or in the `last` (with `last`, never in
    an only one).
    """

    reason: str
    name: str
    words: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    empty: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class Above:
    """A level that stands above the table, on its last day: a pattern of the line, with groups `day` and `number`."""

    metric: str
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One recognisable layout of a file that a platform lets you download.

    A table is this export when its header holds all of `marks` (a mark is any spelling of a declared column, or a
    header as it stands), one of `any_of`, none of `never`; when one of `titles` stands above it; and, where the
    header alone says too little, when the file is called one of `named` (`*` stands for any text).
    `single` is a table of one number: a cell of header, a cell below it.

    `dates` are the native ways of writing a date: they say whether day or month stands first where nothing else does.
    `made_in_link` finds in a row's link an id whose upper half counts the seconds from 1970 to when the post was made
    (group `id`): by it dates without a year get theirs.
    `repeats` says that several rows of one key and span are parts that add up (ads by age and place).
    `beside` names the channel where a table of another export stands in the same file: export, then channel.
    `part` says which part of an account it holds, where it is not the whole: it never adds to the whole.
    `rows_are` names what each row is about, where a screen shows such tables by it ("landing page").
    `packed` says that the platform gives it in a zip, with other tables that belong to it.
    `whose` finds the account where no column names it.
    `fetch` is the way of clicks to the file, as `checked` in that month; `cadence` says after how many days the next
    one is due (0: the platform gives it no more), `longest` how many days one file can hold (0: no limit is known).
    A layout that a user declared is known by the `fingerprint` of its header instead of marks. It is not `certain`:
    its dates and decimals may be written otherwise next time, and where its cells do not tell how, the user is asked.
    """

    key: str
    label: str
    platform: str
    channel: str = ""
    grain: Grain = Grain.DAY
    kind: Kind = Kind.FACTS
    marks: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    width: int = 0
    fingerprint: str = ""
    single: bool = False
    columns: tuple[Column, ...] = ()
    dates: tuple[str, ...] = ("%Y-%m-%d",)
    made_in_link: str = ""
    always: tuple[str, ...] = ()
    leave_out: tuple[LeaveOut, ...] = ()
    repeats: bool = False
    packed: bool = False
    dated_by: DatedBy = DatedBy.ROWS
    paid: Paid = Paid.ORGANIC
    absent: Absent = Absent.UNKNOWN
    lasts: Lasts = Lasts.STATED
    above: Above | None = None
    beside: tuple[tuple[str, str], ...] = ()
    part: str = ""
    whose: tuple[Whose, ...] = ()
    fetch: str = ""
    checked: str = ""
    cadence: int = 0
    longest: int = 0
    says: str = ""
    content_types: tuple[tuple[str, str], ...] = field(default=())
    rows_are: str = ""

    @property
    def certain(self) -> bool:
        """Tell whether dates and numbers are always written as declared."""
        return not self.fingerprint

    @property
    def metrics(self) -> tuple[str, ...]:
        """Name the metrics that this export can give."""
        held = [*(one.holds for one in self.columns), *self.always, self.above.metric if self.above else ""]
        return tuple(dict.fromkeys(key for key in held if key in METRICS)) if self.kind is Kind.FACTS else ()


@lru_cache(maxsize=20_000)
def plain(header: str) -> str:
    r"""Bring a header to the form in which spellings are compared.

    >>> plain(" Auf\u00adru\u00adfe\u00a0")
    'aufrufe'
    """
    text = unicodedata.normalize("NFKC", header).replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "")
    for quote, simple in (("\u2018", "'"), ("\u2019", "'"), ("\u201c", '"'), ("\u201d", '"'), ("\u201e", '"')):
        text = text.replace(quote, simple)
    return re.sub(r"\s+", " ", text).strip().casefold()


ANY_CODE = "(*)"
_CODE = re.compile(r"\(([A-Za-z]{3})\)$")


def spelt(header: str, name: str) -> bool:
    """Tell whether a header is this name, `(*)` standing for any currency code."""
    seen, wanted = plain(header), plain(name)
    return seen == wanted or (wanted.endswith(ANY_CODE) and without_code(seen) == wanted)


def without_code(header: str) -> str:
    """Put `(*)` for the currency code at the end of a plain header.

    >>> without_code("amount spent (eur)")
    'amount spent (*)'
    """
    return _CODE.sub(ANY_CODE, header) if header.endswith(")") else header


def currency_of(header: str) -> str:
    """Read the currency code at the end of a header, or the empty text.

    >>> currency_of("Amount spent (EUR)")
    'EUR'
    """
    found = _CODE.search(plain(header))
    return found.group(1).upper() if found else ""
