"""A target as one of the ways to go on has it."""

import math
from dataclasses import replace

from kpi.targets.replan import Option, Way
from kpi.targets.target import Action, Combine, Milestone, Share, Target


def replanned(target: Target, way: Option, action: Action | None = None) -> Target:
    """Give the target with the end or the goal of a way, or with one more action.

    Milestones beyond another goal fall away, parts that add up share it as they did before,
    and a goal that was relative to something is from now on a number.
    """
    if way.way is Way.ADD and action is not None:
        return replace(target, actions=(*target.actions, action))
    if way.way is Way.EXTEND:
        return replace(target, end=way.end)
    if way.way is Way.LOWER:
        kept = tuple(one for one in target.milestones if not _beyond(one, target, way.goal))
        return replace(target, goal=way.goal, relative=None, milestones=kept, parts=_shared(target, way.goal))
    return target


def _shared(target: Target, goal: float) -> tuple[Share, ...]:
    """Give parts that add up their shares of another goal, in whole numbers where they were; others keep theirs."""
    if target.combine is not Combine.SUM:
        return target.parts
    counted = all(part.goal.is_integer() for part in target.parts) and goal.is_integer()
    goals = [part.goal * goal / target.goal for part in target.parts]
    goals = [float(round(one)) for one in goals] if counted else goals
    goals[-1] = goal - math.fsum(goals[:-1])
    return tuple(replace(part, goal=own) for part, own in zip(target.parts, goals, strict=True))


def _beyond(one: Milestone, target: Target, goal: float) -> bool:
    """Tell whether a milestone asks for more than another goal does: it lies on the former goal's side of it."""
    return (target.goal - goal) * (one.value - goal) > 0
