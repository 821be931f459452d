"""In which order targets stand, and what they come to together."""

from collections.abc import Callable

from kpi.targets.status import Standing
from pages.parts.statuses import board_sentence, danger
from pages.parts.targets.known import Board


def headline(known: Board) -> str:
    """Count the targets by status: what a reader in a hurry takes away."""
    said = [board_sentence([one.status for one in known.standings])] if known.standings else []
    if many := len(known.waiting):
        said.append(f"{many} cannot be held against your data")
    return f"{'; '.join(said)}."


def order(sort: str) -> Callable[[Standing], tuple[float, ...]]:
    """Give by what to sort; what is alike goes by its danger, its chance and its end."""

    def key(one: Standing) -> tuple[float, ...]:
        share = one.track.share if one.track.share is not None else float("inf")
        first = {"danger": danger(one.status), "priority": one.target.priority, "share": share}[sort]
        chance = 1.0 if one.chance is None else one.chance
        return first, danger(one.status), chance, one.target.end.toordinal()

    return key
