"""What the objectives page shows of files in the platforms' layouts: cards, remarks, the lines apart."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpi.catalogue.kpis import KPIS
from kpi.measure import Answer
from kpi.periods import Period
from kpi.store import NewFile, open_store
from pages.parts.cards import left_out_lines
from tests.builders import BRAND, OCTOBER, SEPTEMBER, span
from tests.rules import files as f
from tests.rules.files import BOTH, by_month, read

PAGE = Path(__file__).parents[2] / "pages" / "objectives.py"
NOW = datetime(2026, 11, 2, tzinfo=UTC)
FILES = (
    f.x_days(BOTH, new_follows=by_month(2, 3)),
    f.facebook_page(BOTH, followers=by_month(1000, 1030), impressions=50, reach=by_month(200, 300)),
    f.linkedin(span("2026-09-01", "2026-10-28"), clicks=by_month(1, 2), reactions=by_month(3, 5)),
    f.search(BOTH, 100),
    f.search(BOTH, by_month(20, 30), filters=[("Query", "+velmora")]),
    f.ga4_groups_daily(
        BOTH, {"Organic Social": [8, 2], "Paid Social": [5, 1], "Direct": [7, 1]}, ("Sessions", "Views")
    ),
    f.trustpilot(("2026-08-31", 1), ("2026-09-10", 5), ("2026-10-05", 4), ("2026-10-31", 3)),
    f.mentions(BOTH, {"Velmora": ["2026-09-01", "2026-10-01"], "Rondell": ["2026-09-01", *["2026-10-31"] * 3]}),
    f.meta_ads((SEPTEMBER, 100, 20_000), (OCTOBER, 140, 20_000)),
)
CARDS = {
    "growth": {
        "New followers": ("93", "+55 %"),
        "Unfollows": ("31", "+3.3 %"),
        "Net growth": ("92", "+207 %"),  # 93 − 31 + (1,030 − 1,000) against 60 − 30 + 0
        "Followers": ("1.03 K", "+3.0 %"),
    },
    "engagement": {
        # X has no comments in its file, so its own 9 of 100 count: (7 + 9) of 200 against (5 + 9) of 200
        "Engagement rate": ("8.00 %", "+1.0 pts"),
    },
    "awareness": {
        "Impressions": ("7.00 K", "no change"),  # 28 days of 100 (X), 50 (Facebook) and 100 (LinkedIn)
        "Organic searches": ("930", "+55 %"),  # 31 × 30 of queries that name the brand
        "Daily reach": ("300", "+50 %"),
    },
    "traffic": {"Sessions from social": ("248", "+3.3 %"), "Page views": ("124", "+3.3 %")},  # 31 × (2 + 1 + 1)
    "reputation": {"New ratings": ("2", "+100 %"), "Average rating": ("3.5", "−1.5 stars")},
    "ceo": {
        "Share of voice": ("25.0 %", "−25.0 pts"),  # 1 of 4 against 1 of 2
        "Weighted cost of organic impressions": ("€8.40", "no change"),  # 28 × 50 × 240 / 40,000
    },
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    kept = open_store(f"sqlite:///{folder / 'goalpost.sqlite'}")
    readings = [(file, read(folder, file)) for file in FILES]
    found = [NewFile(file.name, file.content, reading.report, reading.records) for file, reading in readings]
    mine = kept.create_workspace("Velmora")
    kept.save_brand(mine.id, BRAND)
    kept.add_files(mine.id, found, uploaded_at=NOW)
    yield kept
    kept.close()


def plain(text):
    return text.replace("\u00a0", " ").replace("\\", "")


def objective(store, key):
    page = AppTest.from_file(str(PAGE), default_timeout=120)
    page.session_state["store"] = store
    page.session_state["objective"] = key
    page.run()
    assert not page.exception
    return page


def said(page):
    return " ".join(plain(one.value) for one in (*page.markdown, *page.caption))


def help_of(page, label):
    return next(plain(one.proto.help) for one in page.metric if one.label == label)


@pytest.mark.parametrize("key", CARDS)
def test_the_cards_of_an_objective_show_what_the_files_say(store, key):
    page = objective(store, key)

    shown = {one.label: (plain(one.value), plain(one.delta)) for one in page.metric}

    assert {label: shown.get(label) for label in CARDS[key]} == CARDS[key]


def test_the_second_line_of_sessions_from_social_is_paid_social(store):
    page = objective(store, "traffic")

    assert "Sessions from social 248 · Sessions from paid social 155" in said(page)
    assert "All visitors of the website, not those from social alone." in help_of(page, "Page views")
    assert "All visitors" not in help_of(page, "Sessions from social").partition("apps that hide")[0]


def test_the_cards_name_the_channels_left_out_and_where_a_total_ends(store):
    shown = said(objective(store, "engagement"))

    assert "Totals end on 28 Oct 2026, the last day that all their channels know." in shown
    assert "Comments and Shares without X: not in its files." in shown


def answered(title: str, *left_out: tuple[str, str]):
    days = Period(date(2026, 10, 1), date(2026, 10, 31))
    return Answer(KPIS["comments"], title, days, 1.0, left_out=left_out)


def test_a_channel_that_no_card_counts_is_named_without_naming_the_cards():
    stale = ("X", "its data end on 28 Feb 2026")
    cards = [answered("Comments", stale), answered("Shares", stale, ("TikTok", "not in its files"))]

    assert left_out_lines(cards) == [
        "None of these figures counts X: its data end on 28 Feb 2026.",
        "Shares without TikTok: not in its files.",
    ]
    assert left_out_lines(cards[:1]) == ["Comments without X: its data end on 28 Feb 2026."]


def test_a_ratio_of_which_less_than_half_is_known_says_so_in_its_place(store):
    page = objective(store, "engagement")

    assert "Click-through rate" not in [one.label for one in page.metric]
    assert "Click-through rate · only 40 % of the base is known" in said(page)  # LinkedIn's 100 of 250 a day


def test_the_weighted_cost_names_the_channels_without_a_price_and_what_it_covers(store):
    page = objective(store, "ceo")

    said = help_of(page, "Weighted cost of organic impressions")
    assert "Left out: LinkedIn, no CPM is known." in said
    assert "Left out: X, no CPM is known." in said
    assert "Covers 20 % of the base." in said  # Facebook's 50 of 250 a day
