"""How often the alerts are false, and what they find: a study on series in which nothing happened, and on changed ones.

    python tests/benchmarks/alerts.py

Series are made (tests/insight/made.py): ten kinds, twenty of each, with a year of files before a load of 7, 14 or 31
days; then with half a year. Power is told of the same series with a change built in.
"""

import argparse
import sys
from collections.abc import Iterator

import numpy as np

from kpi.insight.daily import Daily
from kpi.insight.unusual import unusual
from tests.insight.made import KINDS, series

EACH, FAMILY, FAMILIES = 20, 50, 100
VIRAL = "one viral day in a hundred"
HISTORIES, LOADS = (365, 182), (7, 14, 31)
SIZES, LENGTHS = (0.25, 0.5, 1.5, 2.0, 3.0, 5.0), (3, 7, 14, 28)
PLAIN = ("weekday pattern", "takes after the day before, AR(1) 0.7", "overdispersed counts", "small counts, 0.6 a day")


def main() -> None:
    """Print the tables."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    _false_alarms()
    _families()
    _power()


def _made(kind: str, number: int, history: int, load: int) -> Daily:
    draw = np.random.default_rng([number, history, load, len(kind)])
    return series(KINDS[kind](draw, history + load))


def _false_alarms() -> None:
    heads = [f"{load} new days after {history}" for history in HISTORIES for load in LOADS]
    _row("of 20 series each, told although nothing happened", heads)
    _row("---", ["---:"] * len(heads))
    totals = np.zeros(len(heads), dtype=int)
    for kind in KINDS:
        told = [
            sum(unusual(_made(kind, number, history, load), history, tested=1) is not None for number in range(EACH))
            for history in HISTORIES
            for load in LOADS
        ]
        totals += told
        _row(kind, [str(count) for count in told])
    _row("**of 200**", [f"**{count} ({count / (EACH * len(KINDS)):.1%})**" for count in totals])


def _families() -> None:
    """Tell how many workspaces of fifty mixed series are told anything, each series judged as one of fifty."""

    def any_told(kinds: list[str], family: int, load: int) -> bool:
        whole = (_made(kinds[at % len(kinds)], 1_000 + family * FAMILY + at, 365, load) for at in range(FAMILY))
        return any(unusual(one, 365, tested=FAMILY) is not None for one in whole)

    print()
    _row(f"of {FAMILIES} workspaces of {FAMILY} series, told anything", [f"{load} new days" for load in LOADS])
    _row("---", ["---:"] * len(LOADS))
    for name, kinds in (("all kinds but viral days", [kind for kind in KINDS if kind != VIRAL]), ("all", list(KINDS))):
        told = [sum(any_told(kinds, family, load) for family in range(FAMILIES)) for load in LOADS]
        _row(name, [f"{count} ({count / FAMILIES:.0%})" for count in told])


def _power() -> None:
    print()
    heads = [f"{length} days" for length in LENGTHS]
    _row("found, judged as one of fifty", heads)
    _row("---", ["---:"] * len(heads))
    for kind in PLAIN:
        for size in SIZES:
            found = [np.mean(list(_found(kind, size, length))) for length in LENGTHS]
            _row(f"{kind}, {size:g} × the usual", [f"{share:.0%}" for share in found])


def _found(kind: str, size: float, length: int) -> Iterator[bool]:
    """Say of each of 20 series whether a change at the end of a month of new days is found."""
    for number in range(EACH):
        one = _made(kind, 5_000 + number, 365, 31)
        above = one.above.copy()
        above[-length:] *= size
        changed = Daily(one.kpi, one.channel, one.days, np.round(above), one.below)
        told = unusual(changed, 365, tested=FAMILY)
        yield told is not None and told.last >= len(above) - length


def _row(name: str, cells: list[str]) -> None:
    print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    sys.exit(main())
