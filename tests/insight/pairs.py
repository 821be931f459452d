"""Pairs of invented weekly series that have nothing to do with each other, and one kind that has."""

import numpy as np

from kpi.insight.together import Told, moves


def walk(draw, steps):
    return draw.normal(size=steps).cumsum()


def slow(draw, steps, *, keeps):
    values = draw.normal(size=steps + 30)
    for step in range(1, len(values)):
        values[step] += keeps * values[step - 1]
    return values[30:]


def season(draw, steps, *, height):
    return height * np.sin(2 * np.pi * np.arange(steps) / 52) + draw.normal(size=steps)


def with_gaps(draw, steps):
    return np.where(draw.random(steps) < 0.15, np.nan, walk(draw, steps))


UNRELATED = {
    "random walks": walk,
    "walks with the same drift": lambda draw, steps: walk(draw, steps) + 0.8 * np.arange(steps),
    "noise around a level": lambda draw, steps: draw.normal(size=steps),
    "noise around the same trend": lambda draw, steps: draw.normal(size=steps) + 0.2 * np.arange(steps),
    "slow returns to a level": lambda draw, steps: slow(draw, steps, keeps=0.5),
    "quick swings": lambda draw, steps: slow(draw, steps, keeps=-0.5),
    "the same season": lambda draw, steps: season(draw, steps, height=3),
    "the same strong season": lambda draw, steps: season(draw, steps, height=9),
    "bursts": lambda draw, steps: np.exp(draw.standard_t(3, size=steps)),
    "small counts": lambda draw, steps: draw.poisson(4, size=steps).astype("float64"),
    "walks with gaps": with_gaps,
}


def related(draw, steps):
    """Give a series of noise, most of which it has in common with the next that is drawn."""
    shared = np.random.default_rng([1, int(draw.bit_generator.seed_seq.entropy)]).normal(size=steps)
    return shared + 0.65 * draw.normal(size=steps)


def claimed(kind, *, steps, times):
    """Give the share of pairs of a kind of which a pattern is told, each pair drawn from its own seed."""
    told = []
    for seed in range(times):
        draw = np.random.default_rng(seed)
        told.append(moves(kind(draw, steps), kind(draw, steps)).told)
    return sum(one in (Told.TOGETHER, Told.APART) for one in told) / times
