"""What the user of a workspace has taught reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kpi.exports.export import Export


@dataclass(frozen=True, slots=True)
class Learnt:
    """Layouts of other spreadsheets, known by their fingerprint, and answers, by the id of their question."""

    layouts: tuple[Export, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)


NOTHING_LEARNT = Learnt()
