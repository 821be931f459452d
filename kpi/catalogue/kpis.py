"""KPIs: formulas over metrics that answer an objective. To add one, add an entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kpi.catalogue.metrics import METRICS, Unit


class Better(StrEnum):
    """Which way is good."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Kpi:
    """A formula with a purpose: what it means, which way is better, where it misleads.

    `over="channel"` evaluates the formula within each channel and then adds. `apart` names metrics and KPIs that
    are listed on lines of their own when the KPI is opened; nothing in them is counted twice. `typed` is the formula as
    its author typed it, where KPIs of the workspace's own stand in it; `formula` holds these written out.
    """

    key: str
    label: str
    formula: str
    meaning: str
    caveat: str = ""
    unit: Unit = Unit.COUNT
    better: Better = Better.HIGHER
    over: str = ""
    apart: tuple[str, ...] = ()
    typed: str = ""

    @property
    def shown(self) -> str:
        """Give the formula as people read it."""
        return self.typed or self.formula


_KPIS = (
    Kpi(
        "new_followers",
        "New followers",
        "new_followers",
        "How many people began to follow.",
        "Somebody who follows on two channels counts twice; who leaves and comes back counts again.",
    ),
    Kpi(
        "unfollows",
        "Unfollows",
        "unfollows",
        "How many people stopped following.",
        "Few exports hold it: X by day, TikTok Business, old Facebook Insights.",
        better=Better.LOWER,
    ),
    Kpi(
        "net_followers",
        "Net growth",
        "net_followers",
        "New followers less unfollows.",
        "A channel that tells only new follows has no net; else two follower totals give the difference.",
    ),
    Kpi(
        "followers",
        "Followers",
        "followers",
        "How many follow at the end of the period.",
        "The last known value, at most 35 days old; most exports hold none, so it can be typed.",
    ),
    Kpi(
        "growth_rate",
        "Growth rate",
        "net_followers / followers_before",
        "How much the following grew, as a share of what it was at the start.",
        "Only channels whose follower total at the start is known, at most 35 days old; it can be typed.",
        unit=Unit.PERCENT,
    ),
    Kpi(
        "comments",
        "Comments",
        "comments",
        "How often people answered.",
        "Some networks take removed comments off again, so a day can be negative.",
    ),
    Kpi(
        "shares",
        "Shares",
        "shares",
        "How often people passed a post on.",
        "Retweets and reposts are included.",
    ),
    Kpi(
        "ctr",
        "Click-through rate",
        "click_throughs / impressions",
        "How many of those who saw a post clicked on it.",
        "Link clicks where they are known for nine tenths of the impressions, else all clicks; the card says which.",
        unit=Unit.PERCENT,
    ),
    Kpi(
        "reactions",
        "Reactions",
        "reactions",
        "How often people liked, loved or otherwise reacted.",
        "Likes only, so that nothing counts twice; reposts and saves stand on their own lines when opened.",
        apart=("reactions", "shares", "saves"),
    ),
    Kpi(
        "saves",
        "Saves",
        "saves",
        "How often people kept a post for later.",
        "Some networks keep it private.",
    ),
    Kpi(
        "engagement_rate",
        "Engagement rate",
        "interactions / exposures",
        "How many of those who saw a post did something with it.",
        "By impressions or views, as the network counts; YouTube by video views.",
        unit=Unit.PERCENT,
    ),
    Kpi(
        "impressions",
        "Impressions",
        "impressions",
        "How often the brand's posts were seen.",
        "Networks count differently, and Meta went from impressions to views in 2025: compare a channel with itself.",
    ),
    Kpi(
        "organic_searches",
        "Organic searches",
        "searches",
        "How often the website appeared when people searched Google.",
        "Branded searches need a Search Console export filtered by a query that holds the brand.",
        apart=("branded_searches", "search_impressions"),
    ),
    Kpi(
        "reach",
        "Daily reach",
        "reach",
        "How many different people saw something on an average day.",
        "Reach does not add up: the same person on two days or two channels would count twice. The mean of the days "
        "is shown, the receipt gives the bound.",
    ),
    Kpi(
        "social_sessions",
        "Sessions from social",
        "social_sessions",
        "How many visits to the website came from social networks, unpaid.",
        "By Google Analytics' channel groups or sources; apps that hide where a visitor came from are missing.",
        apart=("social_sessions", "paid_social_sessions"),
    ),
    Kpi(
        "visit_duration",
        "Average visit duration",
        "session_seconds / sessions",
        "How long a visit to the website lasts.",
        "All visitors, not social alone, unless the file tells the source.",
        unit=Unit.SECONDS,
    ),
    Kpi(
        "page_views",
        "Page views",
        "page_views",
        "How many pages were opened.",
        "All visitors, not social alone, unless the file tells the source.",
    ),
    Kpi(
        "engaged_share",
        "Share of engaged sessions",
        "engaged_sessions / sessions",
        "How many visits were more than a glance.",
        "Google Analytics: ten seconds or more, a wanted action, or two pages.",
        unit=Unit.PERCENT,
    ),
    Kpi(
        "engaged_time",
        "Engaged time per visit",
        "engaged_seconds / sessions",
        "How long a visitor really looked at the page.",
        "Not the visit's duration: only the time the page was in front.",
        unit=Unit.SECONDS,
    ),
    Kpi(
        "ratings",
        "New ratings",
        "ratings",
        "How many people rated the brand in the period.",
        "New reviews with stars; a lifetime count is never mixed in.",
    ),
    Kpi(
        "average_rating",
        "Average rating",
        "rating_points / ratings",
        "How many stars the new ratings give on average.",
        "Of the reviews of the period, not of all time; other scales are brought to 1 to 5.",
        unit=Unit.STARS,
    ),
    Kpi(
        "share_of_voice",
        "Share of voice",
        "mentions / (mentions + competitor_mentions)",
        "How much of what is said about you and your competitors is about you.",
        "Volume, not praise; it depends on the competitors chosen, so compare only with the same panel.",
        unit=Unit.PERCENT,
    ),
    Kpi(
        "conversion_rate",
        "Conversion rate",
        "actions / sessions",
        "How many visits to the website ended in the action you want.",
        "All visitors of the scope. Where the file counts actions and not visits with an action, it can pass 100 %.",
        unit=Unit.PERCENT,
    ),
    Kpi(
        "conversions",
        "Conversions",
        "conversions",
        "How often visitors did what you want: bought, subscribed, downloaded.",
        "All visitors of the website, not those from social alone. Where your files name what they did, you name your "
        "calls to action under “Your brand” on the start page, and only these count.",
    ),
    Kpi(
        "cpm",
        "CPM",
        "1000 * spend / ad_impressions",
        "What a thousand ad impressions cost.",
        "Total spend by total impressions, never a mean of CPMs; one currency.",
        unit=Unit.MONEY,
        better=Better.LOWER,
    ),
    Kpi(
        "weighted_cost",
        "Weighted cost of organic impressions",
        "impressions * cpm / 1000",
        "What buying these organic impressions as ads would have cost.",
        "Cost comparison, not value created; see AMEC's Barcelona Principles.",
        unit=Unit.MONEY,
        over="channel",
    ),
)

KPIS: Mapping[str, Kpi] = {kpi.key: kpi for kpi in _KPIS}


def kpi_of(key: str) -> Kpi:
    """Give the KPI of a key, or a metric as a KPI of its own: what a line apart shows.

    >>> kpi_of("paid_social_sessions").label
    'Sessions from paid social'
    """
    if key in KPIS:
        return KPIS[key]
    metric = METRICS[key]
    return Kpi(key, metric.label, key, metric.meaning, unit=metric.unit)
