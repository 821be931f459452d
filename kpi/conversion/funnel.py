"""The funnel: impressions → clicks → sessions → conversions, and what share of each step came to the next.

Posts and web analytics count apart from each other, so a share stands only where both steps are of one scope: the same
channels and days, clicks that lead to the website, visits from where the clicks were.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from kpi.catalogue.channels import SOCIAL
from kpi.catalogue.kpis import KPIS, Kpi, kpi_of
from kpi.catalogue.metrics import DERIVED
from kpi.catalogue.sources import is_group, network_of
from kpi.choice import ENOUGH, Scope
from kpi.conversion.calls import WEBSITES
from kpi.conversion.visits import Visits, Whose
from kpi.facts import Facts, spans_inside
from kpi.measure import Answer, Question, ask
from kpi.measure.question import evidence_of
from kpi.periods import Period

VISITS_A_CLICK: Final = "Visits per link click"
_CLICKS: Final = Kpi("click_throughs", "Clicks", "click_throughs", DERIVED["click_throughs"].meaning)
_SESSIONS: Final = kpi_of("sessions")
_LINKS: Final = next(form.mark for form in DERIVED["click_throughs"].forms if form.least)
_SITE: Final = "web analytics"
_SAME: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Share:
    """What share of the step before came to this one, `called` as a KPI is; where it is unknown `why_not` says why.

    `of` is how many of the step before it rests on, where these are not all that the step before shows.
    """

    value: float | None = None
    called: str = ""
    of: float | None = None
    why_not: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """One step of the funnel: its name, who counts it, its number, and its share of the step before."""

    name: str
    counted_by: str
    answer: Answer
    share: Share = Share()


@dataclass(frozen=True, slots=True, eq=False)
class _Posts:
    """What the networks tell in a question's scope."""

    question: Question
    facts: Facts
    seen: Answer
    clicked: Answer


def funnel(question: Question, facts: Facts, visits: Visits) -> tuple[Stage, ...]:
    """Work out the four steps for a question's scope and days, whichever KPI it names; `visits` are its own."""
    asked = replace(question, scope=_of_posts(question.scope))
    site = replace(question, scope=Scope(WEBSITES))
    seen, clicked = (_known(asked, kpi, facts) for kpi in (KPIS["impressions"], _CLICKS))
    posts = _Posts(asked, facts, seen, clicked)
    visited = ask(replace(site, kpi=_SESSIONS), visits.facts)
    return (
        Stage("Impressions", _networks(seen), seen),
        Stage("Clicks", _networks(clicked), clicked, _of_impressions(posts)),
        Stage(f"Sessions {visits.whose}", _SITE, visited, _of_clicks(posts, visited, visits)),
        _converted(site, facts, visits, visited),
    )


def _of_posts(scope: Scope) -> Scope:
    """Leave of a scope the social networks; where none of the channels chosen is one, nothing is left."""
    return replace(scope, channels=tuple(name for name in SOCIAL if not scope.channels or name in scope.channels))


def _known(question: Question, kpi: Kpi, facts: Facts) -> Answer:
    """Answer of the networks in scope; of none nothing is known."""
    if question.scope.channels:
        return ask(replace(question, kpi=kpi), facts)
    return Answer(kpi, kpi.label, question.period, why_not="none of the channels chosen is a social network")


def _networks(answer: Answer) -> str:
    return ", ".join(answer.channels) or "the networks"


def _of_impressions(posts: _Posts) -> Share:
    """Give the click-through rate: over the cells that know both, whatever else either step holds."""
    rate = _known(posts.question, KPIS["ctr"], posts.facts)
    if rate.value is None:
        unknown = next((one for one in (posts.seen, posts.clicked) if one.value is None), rate)
        return Share(why_not=_unknown(unknown))
    return Share(rate.value, rate.title, _other_than(dict(rate.sums).get("impressions"), posts.seen))


def _of_clicks(posts: _Posts, visited: Answer, visits: Visits) -> Share:
    """Give the visits by the clicks, where the clicks led to the website and the visits came from where they were."""
    clicks, came = posts.clicked.value, visited.value
    why_not = _unlike(posts, visited, visits.whose) or _elsewhere(posts, visits)
    if why_not or not clicks or came is None:
        return Share(why_not=why_not or "no clicks in these days")
    return Share(came / clicks, VISITS_A_CLICK)


def _unlike(posts: _Posts, visited: Answer, whose: Whose) -> str:
    """Say why visits and clicks are not of the same scope or days."""
    clicked, scope = posts.clicked, posts.question.scope
    unknown = next((one for one in (clicked, visited) if one.value is None), None)
    if unknown:
        return _unknown(unknown)
    if whose is Whose.ALL:
        return "the visits are of all visitors, the clicks on posts"
    if whose is Whose.SOCIAL and len(scope.channels) < len(SOCIAL):
        return "the website's files tell social as a whole, not the channels chosen"
    if scope.accounts:
        return "no file tells from which account a visit came"
    if clicked.period != visited.period or min(clicked.known, visited.known) < ENOUGH:
        return "the two are not known for the same days"
    return ""


def _elsewhere(posts: _Posts, visits: Visits) -> str:
    """Say why the clicks are not those that led to the website, or the visits not those that the clicks led to."""
    clicked = posts.clicked
    parts = evidence_of(replace(posts.question, kpi=_CLICKS), posts.facts).parts
    others = dict.fromkeys(part.channel for part in parts for form in part.forms if form.mark != _LINKS)
    silent = [name for name in posts.seen.channels if name not in clicked.channels]
    strange = [name for name in _came_from(visits, clicked.period) if name not in clicked.channels]
    if others:
        return f"{', '.join(others)} counts all clicks, not those on links alone"
    if silent:
        return f"no clicks are known of {', '.join(silent)}"
    return f"no clicks are known of {', '.join(strange)}, where visits came from" if strange else ""


def _came_from(visits: Visits, period: Period) -> list[str]:
    """Name where the visits of some days came from, as far as the files name it."""
    found: dict[str, None] = {}
    for view in visits.facts.views:
        if "sessions" in view.metrics and visits.whose is not Whose.ALL:
            came = spans_inside(view, period) & (np.nan_to_num(view.metrics["sessions"]) > 0)
            sources = [str(text) for text in view.texts["source"][came] if not is_group(str(text))]
            found |= dict.fromkeys(network_of(text) or text for text in sources)
    return list(found)


def _converted(question: Question, facts: Facts, visits: Visits, visited: Answer) -> Stage:
    """Give the conversions of the same visits; where no file tells these apart those of all, without a share."""
    conversions = replace(question, kpi=KPIS["conversions"])
    told = ask(conversions, visits.facts)
    if told.value is None and visits.whose is not Whose.ALL:
        everybody = ask(conversions, facts)
        if everybody.value is not None:
            why_not = f"no file tells which of them came {visits.whose}"
            return Stage(f"Conversions {Whose.ALL}", _SITE, everybody, Share(why_not=why_not))
    rate = ask(replace(question, kpi=KPIS["conversion_rate"]), visits.facts)
    share = Share(rate.value, rate.title, _other_than(dict(rate.sums).get("sessions"), visited))
    unknown = next((one for one in (told, visited, rate) if one.value is None), None)
    return Stage(f"Conversions {visits.whose}", _SITE, told, Share(why_not=_unknown(unknown)) if unknown else share)


def _unknown(answer: Answer) -> str:
    return f"{answer.title.lower()}: {answer.why_not}"


def _other_than(base: float | None, step: Answer) -> float | None:
    """Give how many of a step a share rests on where these are not what the step shows."""
    if base is None or (step.value is not None and abs(base - step.value) <= _SAME * max(1.0, step.value)):
        return None
    return base
