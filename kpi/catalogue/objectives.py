"""Objectives: what the team works for, and the few KPIs that tell whether it succeeds."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Objective:
    """A purpose with its question and its KPIs, in the order of the screen; `headline` answers the question.

    `verdict` answers it in words when the headline went up, down or stayed; an objective whose headline cannot answer
    its question has none.
    """

    key: str
    label: str
    question: str
    kpis: tuple[str, ...]
    headline: str
    verdict: tuple[str, str, str] | None = None
    besides: tuple[str, ...] = ()


_OBJECTIVES = (
    Objective(
        "growth",
        "Community growth",
        "Are more people following us?",
        ("new_followers", "unfollows", "net_followers", "followers"),
        headline="new_followers",
        verdict=("Yes, faster than before.", "More slowly than before.", "At the same pace as before."),
        besides=("growth_rate",),
    ),
    Objective(
        "engagement",
        "Engagement",
        "Do people answer what we publish?",
        ("comments", "shares", "ctr", "reactions", "engagement_rate"),
        headline="engagement_rate",
        verdict=("More than before.", "Less than before.", "As much as before."),
        besides=("saves",),
    ),
    Objective(
        "awareness",
        "Brand awareness",
        "Are more people seeing us and searching for us?",
        ("impressions", "organic_searches", "reach"),
        headline="impressions",
        verdict=(
            "We are seen more often than before.",
            "We are seen less often than before.",
            "We are seen as often as before.",
        ),
    ),
    Objective(
        "traffic",
        "Web traffic",
        "Does social bring people to our website?",
        ("social_sessions", "visit_duration", "page_views"),
        headline="social_sessions",
        verdict=("More than before.", "Fewer than before.", "As many as before."),
        besides=("engaged_share", "engaged_time"),
    ),
    Objective(
        "conversion",
        "Conversion",
        "Do visits turn into customers or leads?",
        ("conversion_rate", "conversions"),
        headline="conversion_rate",
        verdict=("More often than before.", "Less often than before.", "As often as before."),
        besides=("engaged_share",),
    ),
    Objective(
        "reputation",
        "Online reputation",
        "What do people say when they rate us?",
        ("ratings", "average_rating"),
        headline="average_rating",
        verdict=("Better than before.", "Worse than before.", "The same as before."),
    ),
    Objective(
        "ceo",
        "For your CEO",
        "What does social bring to the business?",
        ("share_of_voice", "conversion_rate", "weighted_cost"),
        headline="weighted_cost",
    ),
)

OBJECTIVES: Mapping[str, Objective] = {objective.key: objective for objective in _OBJECTIVES}
