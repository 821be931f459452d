"""What a target should say besides, so that somebody works on it: without it is unSMART, and may still be saved."""

from collections.abc import Iterator

from kpi.targets.each import meets
from kpi.targets.rules.about import About, shown


def owner(about: About) -> Iterator[str]:
    """Ask who sees to it."""
    if not about.target.owner.strip():
        yield "A target needs an owner: name who sees to it."


def reason(about: About) -> Iterator[str]:
    """Ask why it matters."""
    if not about.target.reason.strip():
        yield "A target needs a reason: say in a line why it matters."


def baseline(about: About) -> Iterator[str]:
    """Ask where it starts."""
    if about.target.baseline is None:
        yield "A target needs a baseline: without one nobody can tell how far the goal is away."


def met(about: About) -> Iterator[str]:
    """Say where the goal was met before the target began."""
    target, kpi = about.target, about.kpi
    if kpi is None or target.baseline is None or target.sense is None:
        return
    if meets(target, target.sense, target.baseline):
        yield (
            f"The goal {shown(target.goal, kpi)} is already met where the target starts, at "
            f"{shown(target.baseline, kpi)}: it asks to stay there."
        )
