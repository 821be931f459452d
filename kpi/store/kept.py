"""What a workspace keeps: the rows of every store, without a word of how they are kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

import pandas as pd

from kpi.cost import Provenance
from kpi.facts import Brand, Overlap
from kpi.reading.report import Reference
from kpi.targets.target import Target

Json = dict[str, Any]


class Anything(Enum):
    """What stood there when it was read, where nobody asks: whatever it is, it is replaced."""

    ANYTHING = "anything"


ANYTHING = Anything.ANYTHING
ACCOUNT, LAYOUT, QUESTION = "account", "layout", "question"
"""Why a file is held: it is about somebody else's account, its layout is unknown, a question about it is open."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """One brand's files, typed numbers and targets.

    `facts_version` rises with every change of its facts, `plans_version` with every change of what people set: their
    own KPIs and objectives, targets, CPMs, notes, scenarios, comments. `archived_at` is when it was put away.
    """

    id: str
    name: str
    brand: Brand = field(default_factory=Brand)
    facts_version: int = 0
    settings: Json = field(default_factory=dict)
    plans_version: int = 0
    archived_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FileRow:
    """An uploaded file without its bytes: its reading's report and what it did to what was known when it was loaded.

    `name` is told apart from those of the workspace's other files ("Reach (2).csv"); `folder` is the folder in which
    it stood ('' if none). `channel` and `account` say what its unnamed tables are about ('' where nobody had to).
    `held` says why it waits and counts nowhere ('' where it is loaded): `ACCOUNT`, `LAYOUT`, `QUESTION`. `again` says
    that the very same bytes were there before and nothing has changed, unless they had been let go: then the file is
    read `anew`.
    """

    id: int
    name: str
    sha256: str
    size: int
    uploaded_at: datetime
    report: Json
    overlap: Overlap
    channel: str = ""
    account: str = ""
    folder: str = ""
    held: str = ""
    again: bool = False
    anew: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """A table that is shown on its own, without its rows: where it came from, and the days its file states for it.

    `channel` is what it is listed under; `shares` are the columns that are fractions of one.
    """

    id: int
    file_id: int
    file: str
    uploaded_at: datetime
    sheet: str
    export: str
    label: str
    channel: str
    observed: date
    covers: tuple[date, date] | None
    rows: int
    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file on its way into a workspace: its bytes, what its reading gave, and where `FileRow` says it stands."""

    name: str
    data: bytes
    report: Json
    records: pd.DataFrame
    references: Sequence[Reference] = ()
    channel: str = ""
    account: str = ""
    folder: str = ""
    held: str = ""


@dataclass(frozen=True, slots=True)
class Assumption:
    """A CPM that somebody typed for a channel, or took from what was published, in `currency`.

    `low` and `high` stand where they gave a range. `source` says who published a benchmark, for which year and country.
    """

    channel: str
    value: float
    currency: str
    typed_by: str
    typed_at: datetime
    low: float | None = None
    high: float | None = None
    provenance: Provenance = Provenance.TYPED
    source: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote about a day, or about the days up to `until`, included; no channel means all of them.

    `id` is the text of a UUID.
    """

    id: str
    day: date
    text: str
    made_by: str
    made_at: datetime
    until: date | None = None
    channel: str = ""


@dataclass(frozen=True, slots=True)
class TargetVersion:
    """What a target was until somebody changed it: when that was, who did it ('' where nobody said), and the former."""

    at: datetime
    who: str
    former: Target
