"""Metrics: what is counted, and how each adds up. To add one, add an entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Adds(StrEnum):
    """How the values of a metric become one value for a longer time or a wider scope."""

    SUM = "sum"
    LAST = "last value"
    BEFORE = "last value before"
    BOUND = "does not add up"


class Unit(StrEnum):
    """What a value is measured in."""

    COUNT = "count"
    PERCENT = "percent"
    SECONDS = "seconds"
    MONEY = "money"
    STARS = "stars"


@dataclass(frozen=True, slots=True)
class Metric:
    """Something counted, as exports give it.

    What is `of_account` is more than the sum of what posts brought: posts never answer for it.
    """

    key: str
    label: str
    meaning: str
    adds: Adds = Adds.SUM
    unit: Unit = Unit.COUNT
    of_account: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One way to work out a derived metric.

    `always` must be known for the form to serve at all; each of `joins` is added where it is known throughout.
    `formula` is the arithmetic over `always`; `retitle` names the KPI differently while this form serves.
    """

    formula: str
    always: tuple[str, ...]
    joins: tuple[str, ...] = ()
    mark: str = ""
    retitle: str = ""
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class DerivedMetric:
    """A metric made of others; one form serves for a channel, account and pair of compared ranges."""

    key: str
    label: str
    meaning: str
    forms: tuple[Form, ...]
    unit: Unit = Unit.COUNT


_METRICS = (
    Metric("posts", "Posts", "How many posts were published."),
    Metric("impressions", "Impressions", "How often content was shown (some networks call it views)."),
    Metric("reach", "Reach", "How many different people saw something.", Adds.BOUND),
    Metric("reactions", "Reactions", "Likes and their kin."),
    Metric("comments", "Comments", "Comments and replies."),
    Metric("shares", "Shares", "Shares, retweets and reposts."),
    Metric("saves", "Saves", "How often a post was kept for later."),
    Metric("engagements", "Engagements (platform's count)", "A network's own combined count; may include clicks."),
    Metric("link_clicks", "Link clicks", "Clicks that lead to a link."),
    Metric("clicks", "All clicks", "All clicks, where a network counts them together."),
    Metric("video_views", "Video views", "How often a video was played, as the network counts a play."),
    Metric("watch_seconds", "Watch time", "Time spent watching.", unit=Unit.SECONDS),
    Metric("profile_visits", "Profile visits", "Visits to the profile or page.", of_account=True),
    Metric("followers", "Followers", "How many follow, on a day.", Adds.LAST),
    Metric("new_followers", "New followers", "Follows gained.", of_account=True),
    Metric("unfollows", "Unfollows", "Follows lost.", of_account=True),
    Metric(
        "net_new_followers",
        "Net new followers (stated)",
        "Follows gained less lost, as the network states it.",
        of_account=True,
    ),
    Metric("sessions", "Sessions", "Visits to the website."),
    Metric("session_seconds", "Session time", "Average session duration × sessions.", unit=Unit.SECONDS),
    Metric("engaged_sessions", "Engaged sessions", "Visits of 10 seconds or more, with an action or two pages."),
    Metric("engaged_seconds", "Engaged time", "Time the page was in front of the visitor.", unit=Unit.SECONDS),
    Metric("page_views", "Page views", "Pages opened on the website."),
    Metric("users", "Users", "Different visitors of the website.", Adds.BOUND),
    Metric("conversions", "Conversions", "Actions you want visitors to take (key events)."),
    Metric("converting_sessions", "Sessions with the action", "Visits in which the wanted action happened."),
    Metric("revenue", "Revenue", "What the website sold.", unit=Unit.MONEY),
    Metric("ratings", "New ratings", "Reviews with stars given in the period."),
    Metric("rating_points", "Rating points", "Stars × ratings, on a scale of 1 to 5."),
    Metric("ratings_total", "Ratings, lifetime", "How many ratings there are in all, on a day.", Adds.LAST),
    Metric("rating_lifetime", "Average rating, lifetime", "Stars over all time, on a day.", Adds.LAST, Unit.STARS),
    Metric("search_impressions", "Search impressions", "How often the website was shown in Google's results."),
    Metric("search_clicks", "Search clicks", "Clicks from Google's results."),
    Metric("mentions", "Mentions", "Posts and articles that name the brand."),
    Metric("competitor_mentions", "Competitors' mentions", "Posts and articles that name a competitor."),
    Metric("spend", "Ad spend", "What the ads cost.", unit=Unit.MONEY),
    Metric("ad_impressions", "Ad impressions", "How often ads were shown. Never mixed into organic impressions."),
    Metric("ad_clicks", "Ad clicks", "Clicks on ads."),
)

_MADE_OF_ROWS = (
    Metric("social_sessions", "Sessions from social", "Visits whose source is a social network, unpaid."),
    Metric("paid_social_sessions", "Sessions from paid social", "Visits that came from ads on social networks."),
    Metric("branded_searches", "Branded searches", "Search impressions of queries that hold a brand term."),
    Metric("exposures", "Exposures", "Impressions or views, as the network counts; for YouTube video views."),
    Metric("stock_change", "Net new followers (by two totals)", "The difference of two follower totals."),
    Metric("followers_before", "Followers at the start", "How many followed on the day before.", Adds.BEFORE),
)
"""Metrics that `facts` works out: from a session's source, a file's filter, the channel, the stocks."""

_DERIVED = (
    DerivedMetric(
        "interactions",
        "Interactions",
        "Reactions and comments, with shares and saves where they are known; else the network's own count.",
        (
            Form("reactions + comments", ("reactions", "comments"), joins=("shares", "saves")),
            Form("engagements", ("engagements",), mark="the network's own count, which may include clicks"),
        ),
    ),
    DerivedMetric(
        "net_followers",
        "Net new followers",
        "Follows gained less follows lost.",
        (
            Form("new_followers - unfollows", ("new_followers", "unfollows")),
            Form("net_new_followers", ("net_new_followers",), mark="net as the network states it"),
            Form("stock_change", ("stock_change",), mark="difference of two follower totals"),
        ),
    ),
    DerivedMetric(
        "click_throughs",
        "Click-throughs",
        "Clicks on links, or all clicks where links are not counted apart.",
        (
            Form("link_clicks", ("link_clicks",), mark="link clicks", least=0.9),
            Form("clicks", ("clicks",), mark="all clicks"),
        ),
    ),
    DerivedMetric(
        "actions",
        "Visits with the action",
        "Visits in which the wanted action happened; else how often it happened.",
        (
            Form("converting_sessions", ("converting_sessions",)),
            Form(
                "conversions", ("conversions",), mark="actions, not visits: may pass 100 %", retitle="Actions per visit"
            ),
        ),
    ),
    DerivedMetric(
        "searches",
        "Organic searches",
        "How often the website was shown in Google's results; those for your brand where the files tell them.",
        (
            Form("branded_searches", ("branded_searches",), mark="branded searches"),
            Form("search_impressions", ("search_impressions",), mark="all organic searches"),
        ),
    ),
)

MADE_FROM: Mapping[str, tuple[str, ...]] = {
    "social_sessions": ("sessions",),
    "paid_social_sessions": ("sessions",),
    "branded_searches": ("search_impressions",),
    "exposures": ("impressions", "video_views"),
    "stock_change": ("followers",),
    "followers_before": ("followers",),
    "competitor_mentions": ("mentions",),
}
HOLDS: Mapping[str, tuple[str, ...]] = {
    "engagements": ("reactions", "comments", "shares", "saves", "clicks", "link_clicks"),
    "clicks": ("link_clicks",),
    "followers": ("new_followers", "unfollows", "net_new_followers"),
    "sessions": ("social_sessions", "paid_social_sessions", "engaged_sessions", "converting_sessions"),
    "session_seconds": ("engaged_seconds",),
    "ratings_total": ("ratings",),
}
"""What is counted within another metric, or moves a total: the two go together by themselves."""
METRICS: Mapping[str, Metric] = {metric.key: metric for metric in (*_METRICS, *_MADE_OF_ROWS)}
DERIVED: Mapping[str, DerivedMetric] = {metric.key: metric for metric in _DERIVED}
FILE_METRICS = tuple(metric.key for metric in _METRICS)
FACT_METRICS = tuple(METRICS)
SUMMED = tuple(key for key, metric in METRICS.items() if metric.adds is Adds.SUM)
OPENING = tuple(key for key, metric in METRICS.items() if metric.adds is Adds.BEFORE)
LEVELS = tuple(key for key, metric in METRICS.items() if metric.adds is Adds.LAST or key in OPENING)
OF_ACCOUNT = tuple(key for key, metric in METRICS.items() if metric.of_account)
BOUNDS = tuple(key for key, metric in METRICS.items() if metric.adds is Adds.BOUND)
