"""Questions about the website, which no choice of social channels narrows."""

from dataclasses import replace

from kpi.choice import Scope
from kpi.conversion.calls import WEBSITES
from kpi.measure import Question
from pages.parts import session
from pages.parts.below.shown import Shown


def of_site(shown: Shown, kpi: str) -> Question:
    """Put a KPI of the website as a question for the view."""
    return replace(session.question_of(shown.mine, kpi, shown.view), scope=Scope(WEBSITES))


def site_remark(shown: Shown) -> list[str]:
    """Say that the website is told as a whole where the view names channels or accounts."""
    scope = shown.view.scope
    narrowed = scope.accounts or (scope.channels and not set(scope.channels) & set(WEBSITES))
    return ["Of all visitors of the website, whatever channels are chosen above."] if narrowed else []
