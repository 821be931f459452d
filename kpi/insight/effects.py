"""The arithmetic of a split: what more or less of a group brought, and what another value of it brought."""

from dataclasses import dataclass

import numpy as np

from kpi.facts import Numbers


@dataclass(frozen=True, slots=True)
class Sides:
    """What each group is of the whole now and then: its part, and the weight that carries it, 0 where it is not there.

    A part divided by its weight is the group's own value. Of a ratio both are shares of the whole's base, so that the
    parts add up to the ratio and the weights to one.
    """

    part_now: Numbers
    part_then: Numbers
    weight_now: Numbers
    weight_then: Numbers


def two_effects(sides: Sides, centre: float = 0.0) -> tuple[Numbers, Numbers]:
    """Split each group's part of the change in two that add up exactly: that of its weight, that of its value.

    The value's effect is its change at the mean weight; the weight's is the change of the weight at the mean value,
    less `centre` for what has only shifted: of a ratio the mean of the whole now and then, so that growing pays only
    where a group lies above it. A group that is there on one side alone has no change of its value: it is weight alone.

    >>> weights = np.array([0.75, 0.25]), np.array([0.25, 0.75])
    >>> sides = Sides(np.array([0.5625, 0.0625]), np.array([0.125, 0.1875]), *weights)
    >>> [effect.tolist() for effect in two_effects(sides, centre=0.46875)]
    [[0.078125, 0.109375], [0.125, 0.0]]
    """
    both = (sides.weight_now > 0) & (sides.weight_then > 0)
    now, then = (
        part / np.where(both, weight, 1.0)
        for part, weight in ((sides.part_now, sides.weight_now), (sides.part_then, sides.weight_then))
    )
    value = np.where(both, (sides.weight_now + sides.weight_then) / 2 * (now - then), 0.0)
    moved = sides.part_now - sides.part_then - centre * (sides.weight_now - sides.weight_then)
    return moved - value, value
