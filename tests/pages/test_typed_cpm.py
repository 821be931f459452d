"""What a typed CPM changes: every part of the page that rests on it, and at once."""

from datetime import UTC, datetime
from pathlib import Path

from streamlit.testing.v1 import AppTest

from kpi.store import Assumption, NewFile, open_store
from tests.builders import OCTOBER, days, records

PAGE = Path(__file__).parents[2] / "pages" / "objectives.py"
NOW = datetime(2026, 11, 2, tzinfo=UTC)


def words(page):
    assert not page.exception
    return " ".join(one.value.replace("\u00a0", " ") for one in page.markdown)


def test_the_parts_of_the_weighted_cost_follow_a_cpm_that_is_typed_anew():
    store = open_store("sqlite://")
    mine = store.create_workspace("Nordlicht").id
    rows = records(*days(OCTOBER, impressions=100), *days(OCTOBER, impressions=100, channel="X"))
    store.add_files(mine, [NewFile("views.csv", b"views", {"sheets": []}, rows)], uploaded_at=NOW)
    for channel, price in (("Instagram", 3.0), ("X", 1.0)):
        store.save_assumption(mine, Assumption(channel, price, "EUR", "you", NOW))
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    page.session_state["store"] = store
    page.session_state["objective"] = "ceo"

    assert "Instagram accounts for 75 % of weighted cost" in words(page.run())

    store.save_assumption(mine, Assumption("X", 9.0, "EUR", "you", NOW))

    assert "X accounts for 75 % of weighted cost" in words(page.run())
