"""How good the forecast of a target is, measured on windows of real series that are long over.

    python tests/benchmarks/calibration.py [--tuning] [--library]

Each series is cut into windows of 28, 56 and 90 days; after 20, 33, 50 and 75 % of each the rest is forecast as the app
does it, from nothing but the days before. Goals lie at 0.8 to 1.25 times what the 90 days before the window promised.
What was chosen by trying was tried on the other half of the series (`--tuning`; what belongs together is never split).
`--library` holds the same against statsmodels, on fewer windows; that needs statsmodels.
"""

import argparse
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from zlib import crc32

import numpy as np

from kpi.catalogue.operands import Behaves
from kpi.facts import Flags, Numbers
from kpi.periods import Period
from kpi.targets.course import Course
from kpi.targets.forecast import forecast
from tests.benchmarks.real_series import Series, all_series

LENGTHS, ELAPSED = (28, 56, 90), (0.2, 0.33, 0.5, 0.75)
BEFORE, GOALS, PATHS = 90, 4, 500
OFF, ON = 0.3, 0.7
Ends = Callable[[Course], Numbers]
"""A method: a course up to a day in its window to simulated values at its end."""


@dataclass(frozen=True, slots=True)
class Case:
    """One goal at one moment of one window: what was forecast, what the rule of three said, and what came."""

    series: Series
    length: int
    elapsed: float
    covered: bool
    chance: float
    linear: float
    hit: bool


def main() -> None:
    """Print the tables."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--tuning", action="store_true", help="the half on which the method was chosen")
    asked.add_argument("--library", action="store_true", help="hold it against statsmodels")
    given = asked.parse_args()
    known = all_series()
    _tell_series(known)
    half = [one for one in known if one.source == "sample" or crc32(one.family.encode()) % 2 != given.tuning]
    real = [one for one in half if one.source != "sample"]
    if given.library:
        _against_the_library(real)
        return
    begun = time.perf_counter()
    cases = list(_cases(half, _ours, most=8))
    print(f"\n{time.perf_counter() - begun:.0f} s\n")
    _tell(cases)


def _tell_series(known: Sequence[Series]) -> None:
    """Count the series and their days by source."""
    for source in dict.fromkeys(one.source for one in known):
        mine = [one for one in known if one.source == source]
        kinds = [
            sum(one.course.behaves is kind for one in mine) for kind in (Behaves.FLOW, Behaves.LEVEL, Behaves.RATIO)
        ]
        days = sorted(one.days for one in mine)
        flows, levels, ratios = kinds
        made = f"{flows} flows, {levels} levels, {ratios} ratios"
        print(f"{source}: {len(mine)} series ({made}), {days[0]} to {days[-1]} days")


def _ours(course: Course) -> Numbers:
    return forecast(course, paths=PATHS).ends[:, :1].ravel()


def _cases(series: Sequence[Series], ends: Ends, *, most: int, lengths: Sequence[int] = LENGTHS) -> Iterator[Case]:
    for one in series:
        for length in lengths:
            for first in _starts(one.course, length, most):
                yield from _of_window(one, first, length, ends)


def _starts(course: Course, length: int, most: int) -> list[int]:
    """Spread windows over a series, a week apart at least, each wholly known and with four known weeks before it."""
    last = len(course.days) - length
    least = 56 if last >= 56 else 28
    found: list[int] = []
    for start in np.linspace(least, last, most).astype(int).tolist() if last >= least else ():
        enough = course.known[start - least : start].sum() >= 28 and course.rows[0, start - least : start].any()
        if enough and course.known[start : start + length].all() and (not found or start - found[-1] >= 7):
            found.append(start)
    return found


def _of_window(one: Series, first: int, length: int, ends: Ends) -> Iterator[Case]:
    """Forecast a window at four moments, and hold several goals against what came."""
    course = one.course
    begins = course.days[first].item()
    over = replace(course, window=Period(begins, begins + timedelta(days=length - 1)))
    truth, usual = _value(over, first, first + length), _promised(over, first, length)
    if not np.isfinite(truth) or not np.isfinite(usual):
        return
    chance = np.random.default_rng(crc32(f"{one.name} {first} {length}".encode()))
    factors = np.exp(chance.uniform(np.log(0.8), np.log(1.25), GOALS))
    start = float(course.rows[0, first - 1]) if course.behaves is Behaves.LEVEL else 0.0
    goals = start + (usual - start) * factors
    for elapsed in ELAPSED:
        done = max(round(elapsed * length), 1)
        simulated = ends(over.until(course.days[first + done - 1].item()))
        simulated = simulated[np.isfinite(simulated)]
        if not len(simulated):
            continue
        low, high = np.quantile(simulated, [0.1, 0.9])
        so_far = _value(over, first, first + done)
        linear = so_far if course.behaves is Behaves.RATIO else start + (so_far - start) / done * length
        for goal in goals.tolist():
            chances = float((simulated >= goal).mean()), float(linear >= goal)
            yield Case(one, length, elapsed, bool(low <= truth <= high), *chances, bool(truth >= goal))


def _value(course: Course, first: int, after: int) -> float:
    if course.behaves is Behaves.LEVEL:
        return float(course.rows[0, after - 1])
    return float(course.worked_out(np.nansum(course.rows[:, first:after], axis=1)))


def _promised(course: Course, first: int, length: int) -> float:
    """Give what a window comes to where all goes on as in the 90 days before it."""
    before = slice(max(first - BEFORE, 0), first)
    rows, whole = course.rows[:, before], course.known[before]
    if course.behaves is Behaves.LEVEL:
        level = rows[0, whole]
        return float(rows[0, -1] + (level[-1] - level[0]) / max(whole.sum() - 1, 1) * length)
    return float(course.worked_out(rows[:, whole].sum(axis=1) / whole.sum() * length))


def _tell(cases: Sequence[Case]) -> None:
    """Print coverage, Brier scores, false alarms and reliability as Markdown."""
    real = [one for one in cases if one.series.source != "sample"]
    _head("windows of")
    _line("all real series", real)
    for source in ("exports", "packages"):
        _line(source, [one for one in real if one.series.source == source])
    for kind in (Behaves.FLOW, Behaves.LEVEL, Behaves.RATIO):
        _line(f"{kind.name.lower()}s", [one for one in real if one.series.course.behaves is kind])
    for length in LENGTHS:
        _line(f"{length} days", [one for one in real if one.length == length])
    for elapsed in ELAPSED:
        _line(f"{elapsed:.0%} elapsed", [one for one in real if one.elapsed == elapsed])
    _line("the sample brand", [one for one in cases if one.series.source == "sample"])
    print("\n| chance told | goals | reached |\n| --- | --- | --- |")
    tenths = np.minimum((np.array([one.chance for one in real]) * 10).astype(int), 9)
    hits = np.array([one.hit for one in real])
    for tenth in range(10):
        mine = tenths == tenth
        if mine.any():
            print(f"| {tenth * 10} to {tenth * 10 + 10} % | {mine.sum():,} | {hits[mine].mean():.0%} |")


def _head(first: str) -> None:
    cells = [first, "forecasts", "band holds", "Brier score", "run-rate rule", "better by"]
    cells += ["“off track” that hit", "“on track” that hit"]
    print("\n|", " | ".join(cells), "|")
    print("|", " | ".join(["---"] * len(cells)), "|")


def _line(name: str, cases: Sequence[Case]) -> None:
    if not cases:
        return
    weights = _weights(cases)
    hit = np.array([one.hit for one in cases])
    chance, linear = (np.array([getattr(one, of) for one in cases]) for of in ("chance", "linear"))
    covered = _mean(np.array([one.covered for one in cases]), weights)
    score, rule = (_mean((told - hit) ** 2, weights) for told in (chance, linear))
    off, on = (_mean(hit[told], weights[told]) for told in (chance < OFF, chance >= ON))
    cells = (f"{len(cases) // GOALS:,}", f"{covered:.1%}", f"{score:.3f}", f"{rule:.3f}", f"{1 - score / rule:.0%}")
    print("|", " | ".join([name, *cells, f"{off:.1%}", f"{on:.1%}"]), "|")


def _weights(cases: Sequence[Case]) -> Numbers:
    """Let a long series count for more than a short one, but not by its length."""
    names, places, counts = np.unique([one.series.name for one in cases], return_inverse=True, return_counts=True)
    return np.asarray(1 / np.sqrt(counts[places])) if len(names) else np.empty(0)


def _mean(values: Numbers | Flags, weights: Numbers) -> float:
    return float((values * weights).sum() / weights.sum()) if weights.sum() else float("nan")


def _against_the_library(series: Sequence[Series]) -> None:
    """Hold the method against two of statsmodels on the flows, with up to three windows of 56 days each."""
    from tests.benchmarks.library import METHODS

    flows = [one for one in series if one.course.behaves is Behaves.FLOW]
    _head("method")
    for name, method in {"ours": _ours, **METHODS}.items():
        begun = time.perf_counter()
        cases = list(_cases(flows, method, most=3, lengths=(56,)))
        each = (time.perf_counter() - begun) / max(len(cases) // GOALS, 1)
        _line(f"{name}, {each * 1000:.1f} ms", cases)


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    sys.exit(main())
