"""An objective's answer in words: what its headline came to, why it moved, what moved besides, where to look."""

from collections.abc import Mapping
from functools import partial

from kpi.catalogue.objectives import Objective
from kpi.insight.one_post import one_post
from kpi.insight.reason import reason
from kpi.measure import Answer, By
from kpi.sentences import objective_sentence
from kpi.store import Workspace
from pages.parts import session
from pages.parts.scope import View


def objective_answer(
    mine: Workspace, chosen: Objective, answers: Mapping[str, Answer], view: View, *, headline: str, currency: str
) -> str:
    """Write an objective's answer for a view, once a question; why is the split that stands beside the chart."""

    def written() -> str:
        if not (headline and view.against):
            return objective_sentence(chosen, list(answers.values()), currency=currency)
        split = partial(session.moved, mine, headline, view)
        why = reason(answers[headline].kpi, split)
        post = one_post(split(By.CHANNEL), session.known_facts(mine), view.scope)
        return objective_sentence(chosen, list(answers.values()), currency=currency, why=why, post=post)

    return session.shown_once(mine, ("objective", chosen, view, currency), written)
