"""Several accounts of a channel: the bar offers them, narrows the page to some, and keeps a choice it does not know."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpi.reading.read import read_file
from kpi.store import NewFile, open_store
from tests.builders import OCTOBER, SAMPLE, days, records

PAGE = Path(__file__).parents[2] / "pages" / "objectives.py"


def page(*accounts: tuple[str, int]):
    store = open_store("sqlite://")
    mine = store.create_workspace("Nordlicht")
    rows = [row for name, count in accounts for row in days(OCTOBER, impressions=count, account=name)]
    new = NewFile("views.csv", b"views", {"sheets": []}, records(*rows))
    store.add_files(mine.id, [new], uploaded_at=datetime(2026, 11, 2, tzinfo=UTC))
    shown = AppTest.from_file(str(PAGE), default_timeout=60)
    shown.session_state["store"] = store
    shown.session_state["objective"] = "awareness"
    return shown.run()


def impressions(shown):
    assert not shown.exception
    return next(metric.value for metric in shown.metric if metric.label == "Impressions")


def test_one_account_is_no_choice():
    assert "Accounts" not in [widget.label for widget in page(("nord", 10)).multiselect]


def test_one_account_is_no_choice_after_the_files_page_listed_it():
    store = open_store("sqlite://")
    path = next(SAMPLE.glob("Sep-01-2026*.csv"))
    read = read_file(path.name, path)
    new = NewFile(path.name, path.read_bytes(), read.report, read.records)
    store.add_files(store.create_workspace("Velmora").id, [new], uploaded_at=datetime(2026, 11, 2, tzinfo=UTC))
    app = AppTest.from_file(str(PAGE.with_name("frame.py")), default_timeout=60)
    app.session_state["store"] = store

    files = [box.label for box in app.run().expander]
    chosen_from = [widget.label for widget in app.switch_page("objectives.py").run().multiselect]

    assert not app.exception
    assert "Accounts (1)" in files
    assert "Channels" in chosen_from
    assert "Accounts" not in chosen_from


def test_the_page_is_narrowed_to_the_accounts_chosen():
    shown = page(("nord", 10), ("sued", 30))

    assert impressions(shown) == "1.24\u00a0K"  # 31 × 40

    shown.multiselect(key="accounts").set_value(["sued"]).run()

    assert impressions(shown) == "930"


@pytest.mark.parametrize("chosen", [["west"], ["west", "nord"]])
def test_an_account_that_is_not_known_stays_chosen(chosen):
    shown = page(("nord", 10), ("sued", 30))
    shown.session_state["accounts"] = chosen

    shown.run()

    assert shown.multiselect(key="accounts").value == chosen
    assert not shown.exception
