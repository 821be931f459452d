"""What came of being seen: a cost never stands without it."""

from collections.abc import Sequence

from kpi.measure import Answer
from kpi.store import Workspace
from pages.parts import session
from pages.parts.scope import View


def outcome_of(mine: Workspace, view: View, keys: Sequence[str]) -> Answer | None:
    """Give the first outcome of which a view's days know anything, on whatever channel people had seen the brand."""
    everywhere = View(view.period, against=view.against)
    answers = (session.answer(mine, key, everywhere) for key in keys)
    return next((answer for answer in answers if answer.value is not None), None)
