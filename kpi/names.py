"""Names of files: told apart by a number where two are the same, and put in the order of those numbers."""

import re
from collections.abc import Container
from itertools import chain, count

_NUMBERED = re.compile(r"^(?P<stem>.*?)(?: \((?P<turn>\d{1,6})\))?(?P<suffix>\.[^./\\ ]{1,8})?$", re.DOTALL)


def told_apart(name: str, taken: Container[str]) -> str:
    """Give a name that no other file has.

    >>> told_apart("Reach.csv", {"Reach.csv", "Reach (2).csv"})
    'Reach (3).csv'
    """
    stem, _, suffix = _parts(name)
    numbered = (f"{stem} ({turn}){suffix}" for turn in count(2))
    return next(one for one in chain([name], numbered) if one not in taken)


def in_turn(name: str) -> tuple[str, int]:
    """Give what sorts names as people count: the numbered one after the one without a number.

    >>> sorted(["Reach (10).csv", "Reach (2).csv", "Reach.csv"], key=in_turn)
    ['Reach.csv', 'Reach (2).csv', 'Reach (10).csv']
    """
    stem, turn, suffix = _parts(name)
    return stem + suffix, turn


def _parts(name: str) -> tuple[str, int, str]:
    found = _NUMBERED.match(name)
    stem, turn, suffix = found.group("stem", "turn", "suffix") if found else (name, None, None)
    return stem, int(turn or 0), suffix or ""
