"""Print how often “when and what works” names a pattern where none is, and how large one must be to be found.

`python tests/benchmarks/works.py` draws posts whose views differ as posts' do (some a hundred times the usual), deals
the numbers out by chance, and counts what is named. docs/insight.md holds what it printed.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from kpi.facts import rows_behind
from kpi.insight.patterns import Works, works
from kpi.insight.posts import posts_of
from kpi.insight.valued import Valued, values_of
from tests.builders import BRAND, question, sample_facts, sample_records, span
from tests.insight.builders import a_years_posts, shuffled, valued

TIMES = 200
POWER_TIMES = 100
KINDS = ("reel", "photo", "carousel")
HOURS = (8, 9, 12, 13, 17, 18, 19, 20)
Where = Callable[[pd.DataFrame], pd.Series]


def claims(found: Works) -> tuple[bool, bool]:
    """Tell whether a time and whether a content type is named."""
    return tuple(one is not None and one.found is not None for one in (found.times, found.types))  # type: ignore[return-value]


def false_alarms() -> Iterator[tuple[str, int, float, float]]:
    """Count, of so many deals of the same numbers, those in which something is named."""
    for count in (40, 100, 300, 1_000, 3_000):
        known = a_years_posts(count, seed=count, hours=HOURS, kinds=KINDS)
        for kpi in ("engagement_rate", "reactions"):
            yield (f"drawn, {kpi}", count, *_share_named(valued(kpi, known), known[1], "Instagram"))
    facts, days = sample_facts(), span("2025-10-01", "2026-10-31")
    posts = posts_of(facts, rows_behind(facts, sample_records(), BRAND))
    for channel in ("Instagram", "Facebook", "LinkedIn", "TikTok"):
        for kpi in ("engagement_rate", "impressions"):
            found = values_of(question(kpi, days, channels=(channel,)), facts, posts)
            yield (f"sample brand, {channel}, {kpi}", len(found.places), *_share_named(found, posts, channel))


def _share_named(found: Valued, posts: pd.DataFrame, channel: str) -> tuple[float, float]:
    named = np.array([claims(works(shuffled(found, seed), posts, channel)) for seed in range(TIMES)])
    return float(named.any(axis=1).mean()), float(named[:, 0].mean())


def found_again() -> Iterator[tuple[str, int, int, float, float, float]]:
    """Count how often a group whose numbers are so many times the others' is the one that is named."""
    where: dict[str, Where] = {
        "a weekday": lambda told: told["weekday"] == 1,
        "three hours of a weekday": lambda told: (told["weekday"] == 1) & (told["hour"].between(18, 20)),
    }
    for count in (100, 300, 1_000):
        known = a_years_posts(count, seed=count, hours=HOURS, kinds=KINDS)
        for name, chosen in where.items():
            posts = int(chosen(known[1]).sum())
            shares = [_share_found(known, chosen, factor) for factor in (1.5, 2.0, 3.0)]
            yield (name, count, posts, *shares)  # type: ignore[misc]


def _share_found(known: tuple[object, pd.DataFrame], chosen: Where, factor: float) -> float:
    found = valued("engagement_rate", known)  # type: ignore[arg-type]
    marked = chosen(known[1].iloc[found.places]).to_numpy()
    hits = 0
    for seed in range(POWER_TIMES):
        dealt = shuffled(found, seed)
        operands = dealt.operands.copy()
        operands[0, marked] *= factor
        told = works(replace(dealt, operands=operands), known[1], "Instagram").times
        hits += bool(told and told.found and told.found.weekday == 1)
    return hits / POWER_TIMES


def main() -> None:
    """Print both tables."""
    print("| posts of | posts | something named | a time | \n| --- | --- | --- | --- |")  # noqa: T201
    for name, count, anything, time in false_alarms():
        print(f"| {name} | {count:,} | {anything:.1%} | {time:.1%} |", flush=True)  # noqa: T201
    print("\n| what is better | posts | of them in it | 1.5 × | 2 × | 3 × |\n| --- | --- | --- | --- | --- | --- |")  # noqa: T201
    for name, count, posts, *shares in found_again():
        print(f"| {name} | {count:,} | {posts} | {' | '.join(f'{share:.0%}' for share in shares)} |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
