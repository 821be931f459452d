"""A target as one of the ways to go on has it."""

from dataclasses import replace

from kpi.targets.replan import Option, Way
from kpi.targets.target import Action, Milestone, Target


def replanned(target: Target, way: Option, action: Action | None = None) -> Target:
    """Give the target with the end or the goal of a way, or with one more action.

    Milestones beyond another goal fall away, and a goal that was relative to something is from now on a number.
    """
    if way.way is Way.ADD and action is not None:
        return replace(target, actions=(*target.actions, action))
    if way.way is Way.EXTEND:
        return replace(target, end=way.end)
    if way.way is Way.LOWER:
        kept = tuple(one for one in target.milestones if not _beyond(one, target, way.goal))
        return replace(target, goal=way.goal, relative=None, milestones=kept)
    return target


def _beyond(one: Milestone, target: Target, goal: float) -> bool:
    """Tell whether a milestone asks for more than another goal does: it lies on the former goal's side of it."""
    return (target.goal - goal) * (one.value - goal) > 0
