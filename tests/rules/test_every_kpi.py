"""Every KPI of the catalogue, from a file in its platform's layout to what its card shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from kpi.catalogue.kpis import KPIS
from kpi.formats import change_text, short
from pages.parts.cards import help_text
from tests.builders import OCTOBER, SEPTEMBER, ask, span
from tests.rules import files as f
from tests.rules.files import BOTH, File, by_month, facts_of


@dataclass(frozen=True)
class Case:
    """A KPI's file, and what is worked out by hand: October beside September, and what the card shows."""

    file: File
    value: float
    compared: float
    shown: str
    change: str
    kind: str = "percent"
    per_day: float | None = None
    help: tuple[str, ...] = ()
    assumptions: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


ODD_DAYS = {"sessions": lambda day: 10 if day.day % 2 else 30}
CASES = {
    "new_followers": Case(
        f.x_days(BOTH, new_follows=by_month(2, 3)),
        value=93,  # 31 × 3
        compared=60,  # 30 × 2
        shown="93",
        change="+55 %",  # 33 / 60
        per_day=0.5,  # 3 instead of 2 a day
        help=("+50 % a day (31 days against 30).", "Source: X: daily totals.", "Data up to 31 Oct 2026."),
    ),
    "unfollows": Case(
        f.x_days(BOTH, unfollows=by_month(2, 1)), value=31, compared=60, shown="31", change="−48 %", per_day=-0.5
    ),
    "net_followers": Case(
        f.x_days(BOTH, new_follows=by_month(2, 3), unfollows=1),
        value=62,  # 93 − 31
        compared=30,  # 60 − 30
        shown="62",
        change="+107 %",
        per_day=1.0,
    ),
    "followers": Case(
        f.facebook_page(BOTH, followers=by_month(1000, 1030), new=1),
        value=1030,
        compared=1000,
        shown="1.03 K",
        change="+3.0 %",
    ),
    "growth_rate": Case(
        f.facebook_page(
            span("2026-08-31", "2026-10-31"),
            followers=lambda day: {8: 800, 9: 1000, 10: 1050}[day.month],
            new=by_month(10, 5),
            lost=3,
        ),
        value=0.062,  # (5 − 3) × 31 / 1,000
        compared=0.2625,  # (10 − 3) × 30 / 800
        shown="6.20 %",
        change="−20.1 points",  # 0.062 − 0.2625 = −0.2005
        kind="points",
    ),
    "comments": Case(
        f.linkedin(BOTH, comments=by_month(1, 2)), value=62, compared=30, shown="62", change="+107 %", per_day=1.0
    ),
    "shares": Case(
        f.linkedin(BOTH, shares=by_month(4, 2)), value=62, compared=120, shown="62", change="−48 %", per_day=-0.5
    ),
    "ctr": Case(
        f.linkedin(BOTH, clicks=by_month(1, 2)),
        value=0.02,  # 62 / 3,100
        compared=0.01,  # 30 / 3,000
        shown="2.00 %",
        change="+1.0 points",
        kind="points",
        help=("LinkedIn: all clicks.", "`click_throughs / impressions`"),
    ),
    "reactions": Case(
        f.linkedin(BOTH, reactions=by_month(3, 6)), value=186, compared=90, shown="186", change="+107 %", per_day=1.0
    ),
    "saves": Case(
        f.x_days(BOTH, bookmarks=by_month(2, 2)), value=62, compared=60, shown="62", change="+3.3 %", per_day=0.0
    ),
    "engagement_rate": Case(
        f.linkedin(BOTH, reactions=by_month(3, 5)),
        value=0.07,  # (5 + 1 + 1) × 31 / 3,100
        compared=0.05,  # (3 + 1 + 1) × 30 / 3,000
        shown="7.00 %",
        change="+2.0 points",
        kind="points",
        help=("Source: LinkedIn: daily totals (reactions, comments, shares).",),
    ),
    "impressions": Case(
        f.linkedin(BOTH, impressions=by_month(400, 500)),
        value=15_500,
        compared=12_000,
        shown="15.5 K",
        change="+29 %",  # 3,500 / 12,000
        per_day=0.25,
    ),
    "organic_searches": Case(
        f.search(BOTH, by_month(100, 120)),
        value=3_720,
        compared=3_000,
        shown="3.72 K",
        change="+24 %",
        per_day=0.2,
        help=("Search: all organic searches.",),
    ),
    "reach": Case(
        f.instagram_days("Instagram reach", BOTH, by_month(200, 300)),
        value=300,
        compared=200,
        shown="300",
        change="+50 %",
        help=("People reached in the whole period: at least 300, at most 9.30 K.",),  # 31 × 300
    ),
    "social_sessions": Case(
        f.ga4_groups_daily(
            BOTH, {"Organic Social": [by_month(10, 8)], "Organic Video": [2], "Paid Social": [5], "Direct": [20]}
        ),
        value=310,  # (8 + 2) × 31; paid social stands beside it
        compared=360,
        shown="310",
        change="−14 %",
        per_day=-1 / 6,  # 10 instead of 12 a day
    ),
    "visit_duration": Case(
        f.ga4_days(BOTH, **ODD_DAYS, average_session_duration=lambda day: 30 if day.day % 2 else 50),
        # October: 16 odd days of 10 visits at 30 s, 15 even ones of 30 at 50 s: 27,300 s / 610 visits
        value=27_300 / 610,
        compared=27_000 / 600,  # 15 of each: (4,500 + 22,500) / (150 + 450)
        shown="0:45",
        change="−0.5 %",  # 44.754 against 45
        help=("All visitors of the website, not those from social alone.",),
    ),
    "page_views": Case(
        f.ga4_days(BOTH, sessions=10, views=by_month(20, 40)),
        value=1_240,
        compared=600,
        shown="1.24 K",
        change="+107 %",
        per_day=1.0,
        help=("All visitors of the website, not those from social alone.",),
    ),
    "engaged_share": Case(
        f.ga4_days(BOTH, **ODD_DAYS, engaged_sessions=by_month(6, 9)),
        value=279 / 610,  # 9 × 31 of 16 × 10 + 15 × 30
        compared=0.3,  # 6 × 30 / 600
        shown="45.7 %",
        change="+15.7 points",
        kind="points",
    ),
    "engaged_time": Case(
        f.ga4_days(BOTH, **ODD_DAYS, average_engagement_time_per_session=lambda day: 10 if day.day % 2 else 20),
        value=10_600 / 610,  # 160 × 10 + 450 × 20
        compared=17.5,  # (150 × 10 + 450 × 20) / 600
        shown="0:17",
        change="−0.7 %",  # 17.377 against 17.5
    ),
    "ratings": Case(
        f.trustpilot(("2026-08-31", 1), ("2026-09-10", 5), ("2026-10-05", 4), ("2026-10-31", 3)),
        value=2,
        compared=1,
        shown="2",
        change="+100 %",
        per_day=(2 / 31 - 1 / 30) * 30,
    ),
    "average_rating": Case(
        f.trustpilot(("2026-08-31", 1), ("2026-09-10", 5), ("2026-10-05", 4), ("2026-10-31", 3)),
        value=3.5,
        compared=5,
        shown="3.5",
        change="−1.5 stars",
        kind="stars",
    ),
    "share_of_voice": Case(
        f.mentions(
            BOTH,
            {
                "Velmora": ["2026-09-01", "2026-09-02", "2026-10-01", "2026-10-02", "2026-10-31"],
                "Rondell": ["2026-09-01", "2026-09-03", "2026-10-09"],
            },
        ),
        value=0.75,  # 3 of 4
        compared=0.5,  # 2 of 4
        shown="75.0 %",
        change="+25.0 points",
        kind="points",
    ),
    "conversion_rate": Case(
        f.ga4_groups_daily(
            BOTH,
            {"Organic Social": [10, by_month(0.1, 0.2)], "Direct": [30, 0]},
            ("Sessions", "Session key event rate"),
        ),
        value=0.05,  # 10 × 0.2 of 40 visits a day; the mean of the rates would be 0.1
        compared=0.025,
        shown="5.00 %",
        change="+2.5 points",
        kind="points",
    ),
    "conversions": Case(
        f.ga4_days(BOTH, sessions=10, key_events=by_month(3, 3)),
        value=93,
        compared=90,
        shown="93",
        change="+3.3 %",
        per_day=0.0,
        help=("All visitors of the website, not those from social alone.",),
    ),
    "cpm": Case(
        f.meta_ads((SEPTEMBER, 100, 20_000), (OCTOBER, 150, 25_000)),
        value=6,  # 1,000 × 150 / 25,000
        compared=5,
        shown="€6.00",
        change="+20 %",
    ),
    "weighted_cost": Case(
        f.linkedin(BOTH, impressions=by_month(200, 100)),
        value=62,  # 3,100 × 20 / 1,000
        compared=120,  # 6,000 × 20 / 1,000: the same CPM in both ranges
        shown="€62.00",
        change="−48 %",
        per_day=-0.5,
        assumptions={"cpm": {"LinkedIn": 20.0}},
    ),
}


def plain(text: str) -> str:
    """Put plain blanks for those that never break a line."""
    return text.replace("\u00a0", " ")


def test_every_kpi_of_the_catalogue_has_a_file_here():
    assert set(CASES) == set(KPIS)


@pytest.mark.parametrize("key", KPIS)
def test_a_kpi_is_right_from_its_file_to_its_card(key, tmp_path):
    case = CASES[key]

    answer = ask(key, facts_of(tmp_path, case.file), OCTOBER, SEPTEMBER, assumptions=case.assumptions)

    assert (answer.value, answer.now, answer.compared) == pytest.approx((case.value, case.value, case.compared))
    assert (answer.period, answer.against, answer.now_period) == (OCTOBER, SEPTEMBER, OCTOBER)
    assert (answer.change_kind, answer.left_out, answer.as_of) == (case.kind, (), OCTOBER.end)
    assert answer.per_day == pytest.approx(case.per_day)
    assert plain(short(answer.value, answer.kpi.unit, "EUR")) == case.shown
    assert plain(change_text(answer.change, answer.change_kind)) == case.change
    said = plain(help_text(answer, currency="EUR"))
    assert [line for line in case.help if line.replace("`", "") not in said.replace("`", "").replace("\\", "")] == []
