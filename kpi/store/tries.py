"""How often the password of a link may be tried, so that it cannot be guessed and nobody keeps others out by trying.

Each address has five tries in a quarter of an hour: whoever is wrong too often waits, and only they. Against somebody
with many addresses all of them together have twenty, and then one every fifteen seconds: at most 20 + 60 in a quarter
of an hour, 80 · 4 · 24 · 365 = 2.8 million in the year that a link may last. Of the 36⁸ = 2.8 · 10¹² passwords of eight
small letters and digits, the shortest there are, that is one in a million; even of six of them, 36⁶ = 2.2 · 10⁹, it is
one in 800.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

WITHIN: Final = timedelta(minutes=15)
OF_ONE: Final = 5
OF_ALL: Final = 20
THEN_EVERY: Final = timedelta(seconds=15)


class Try(StrEnum):
    """Whether a password may be tried: yes, not for a while from there, or in a moment since many try."""

    YES = "yes"
    LATER = "later"
    IN_A_MOMENT = "in a moment"


def may_try(made: Sequence[tuple[str, datetime]], address: str, now: datetime) -> Try:
    """Say whether somebody at an address may try now, of the tries that were made of late: from where, and when."""
    recent = [(where, at) for where, at in made if at > now - WITHIN]
    if sum(where == address for where, _ in recent) >= OF_ONE:
        return Try.LATER
    if len(recent) >= OF_ALL and max(at for _, at in recent) > now - THEN_EVERY:
        return Try.IN_A_MOMENT
    return Try.YES
