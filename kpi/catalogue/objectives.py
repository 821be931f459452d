"""Objectives: what the team works for, and the few KPIs that tell whether it succeeds."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Objective:
    """A purpose with its question and its KPIs, in the order of the screen; `headline` answers the question."""

    key: str
    label: str
    question: str
    kpis: tuple[str, ...]
    headline: str
    besides: tuple[str, ...] = ()


_OBJECTIVES = (
    Objective(
        "growth",
        "Community growth",
        "Are more people following us?",
        ("new_followers", "unfollows", "net_followers", "followers"),
        headline="new_followers",
    ),
    Objective(
        "engagement",
        "Engagement",
        "Do people answer what we publish?",
        ("comments", "shares", "ctr", "reactions", "engagement_rate"),
        headline="engagement_rate",
        besides=("saves",),
    ),
    Objective(
        "awareness",
        "Brand awareness",
        "Are more people seeing us and searching for us?",
        ("impressions", "organic_searches", "reach"),
        headline="impressions",
    ),
    Objective(
        "traffic",
        "Web traffic",
        "Does social bring people to our website?",
        ("social_sessions", "visit_duration", "page_views"),
        headline="social_sessions",
        besides=("engaged_share", "engaged_time"),
    ),
    Objective(
        "reputation",
        "Online reputation",
        "What do people say when they rate us?",
        ("ratings", "average_rating"),
        headline="average_rating",
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
