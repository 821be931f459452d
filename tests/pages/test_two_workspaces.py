"""Two workspaces of equal shape never see each other's numbers, nor each other's downloads."""

from collections.abc import Iterator

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from kpi.frames import records_frame
from kpi.store import NewFile, Store, open_store
from tests.builders import TYPED_AT

ROWS = 100_000
SAMPLED = 10_000
"""How many rows of a large frame Streamlit's own cache looks at."""


def posts() -> pd.DataFrame:
    """Give 100,000 posts of October 2026 with 100 impressions, 5 reactions and a comment each: a rate of 6 %."""
    numbers = pd.RangeIndex(ROWS)
    return pd.DataFrame(
        {
            "grain": "post",
            "at": pd.Timestamp("2026-10-01") + pd.to_timedelta(numbers % 31, unit="D"),
            "until": pd.Timestamp("2026-10-01") + pd.to_timedelta(numbers % 31, unit="D"),
            "observed_at": pd.Timestamp("2027-01-01"),
            "covers_from": pd.Timestamp("2026-10-01"),
            "covers_until": pd.Timestamp("2026-10-31"),
            "channel": "Instagram",
            "account": "velmora",
            "content_type": "photo",
            "key": [f"post {number:06}" for number in numbers],
            "file": "posts.csv",
            "row": numbers + 2,
            "posts": 1.0,
            "impressions": 100.0,
            "reactions": 5.0,
            "comments": 1.0,
        }
    )


def one_cell_apart() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give two frames that differ in the impressions of one post, which no sample of their rows holds."""
    ours = posts()
    sampled = set(ours.sample(n=SAMPLED, random_state=0).index)
    cell = next(number for number in range(ROWS // 5, ROWS) if number not in sampled)
    theirs = ours.copy()
    theirs.loc[cell, "impressions"] = 900.0
    return ours, theirs


def keep(store: Store, name: str, records: pd.DataFrame) -> None:
    """Keep records in a new workspace, loaded as every other one is."""
    mine = store.create_workspace(name)
    new = NewFile("posts.csv", b"posts", {"sheets": []}, records_frame(records))
    store.add_files(mine.id, [new], uploaded_at=TYPED_AT)


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Store, Store]]:
    """Keep the two frames for two visitors, each with a store of their own and one workspace in it."""
    stores = open_store("sqlite://"), open_store("sqlite://")
    for store, records in zip(stores, one_cell_apart(), strict=True):
        keep(store, "Velmora", records)
    yield stores
    for store in stores:
        store.close()


@pytest.fixture(scope="module")
def one_store() -> Iterator[Store]:
    """Keep the two frames in two workspaces of one store."""
    store = open_store("sqlite://")
    for name, records in zip(("Ours", "Theirs"), one_cell_apart(), strict=True):
        keep(store, name, records)
    yield store
    store.close()


def a_page() -> None:
    """Ask everything that a page asks of the session for October 2026."""
    from datetime import date

    import streamlit as st

    from kpi.measure import By
    from kpi.periods import Step, month_of
    from pages.parts import access, session
    from pages.parts.scope import View

    mine = access.store().workspaces()[st.session_state["which"]]
    view = View(month_of(date(2026, 10, 1)))
    answer = session.answer(mine, "engagement_rate", view)
    steps = session.steps(mine, "impressions", view, period=view.period, step=Step.DAY)
    parts = session.breakdown(mine, "impressions", view, By.CONTENT_TYPE)
    receipt = session.receipt(mine, session.question_of(mine, "impressions", view))
    st.session_state["told"] = (
        answer.value,
        float(steps["value"].sum()),
        *parts.rows["value"].tolist(),
        receipt.value,
        float(receipt.rows["impressions"].sum()),
        len(receipt.rows),
    )


def a_receipt() -> None:
    """Show the receipt of October's impressions."""
    from datetime import date

    import streamlit as st

    from kpi.periods import month_of
    from pages.parts import access
    from pages.parts.receipt import show_receipt
    from pages.parts.scope import View

    mine = access.store().workspaces()[st.session_state["which"]]
    show_receipt(mine, "impressions", View(month_of(date(2026, 10, 1))))


def visited(script, store: Store, which: int = 0) -> AppTest:
    """Let somebody with a session of their own visit a page."""
    page = AppTest.from_function(script, default_timeout=120)
    page.session_state["store"] = store
    page.session_state["which"] = which
    page.run()
    assert not page.exception
    return page


OURS = (0.06, 10_000_000, 10_000_000, 10_000_000, 10_000_000, ROWS)
"""600,000 interactions on 100,000 × 100 impressions."""
THEIRS = (600_000 / 10_000_800, 10_000_800, 10_000_800, 10_000_800, 10_000_800, ROWS)


def test_two_visitors_with_files_that_differ_in_one_cell_each_see_their_own_numbers(both):
    first, second = (visited(a_page, store).session_state["told"] for store in both)

    assert (first, second) == (OURS, THEIRS)
    # and again, now that all of it was worked out once
    assert [visited(a_page, store).session_state["told"] for store in reversed(both)] == [THEIRS, OURS]


def test_two_workspaces_of_one_store_each_show_their_own_numbers(one_store):
    told = [visited(a_page, one_store, which).session_state["told"] for which in (0, 1, 0)]

    assert set(told) == {OURS, THEIRS}
    assert told[0] == told[2] != told[1]


def test_downloads_of_equal_length_that_differ_in_one_cell_lie_at_addresses_of_their_own(both):
    """Streamlit tells large files by their length, head, middle, tail and name alone."""
    addresses = []
    for store in both:
        (button,) = visited(a_receipt, store).get("download_button")
        addresses.append(button.proto.url)

    assert addresses[0] != addresses[1]
    (again,) = visited(a_receipt, both[0]).get("download_button")
    assert again.proto.url == addresses[0]
