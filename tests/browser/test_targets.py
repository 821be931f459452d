"""A target in a real browser: opened, given an action, planned anew, deleted and brought back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from kpi.store import NewFile, open_store
from kpi.targets.target import Target
from tests.builders import day, records
from tests.serving import serving

AT = datetime(2026, 9, 1, tzinfo=UTC)
ASKED = "00000000-0000-4000-8000-000000000001"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Serve a workspace of ten months, 100 to 106 impressions a day by the weekday, and a target out of reach."""
    folder = tmp_path_factory.mktemp("targets")
    store = open_store(f"sqlite:///{folder / 'goalpost.sqlite'}")
    mine = store.create_workspace("Velmora")
    first = date(2026, 1, 1)
    days = [first + timedelta(days=number) for number in range(304)]
    rows = [day(str(one), account="velmora", file="days.csv", impressions=100.0 + one.weekday()) for one in days]
    store.add_files(mine.id, [NewFile("days.csv", b"days", {"sheets": []}, records(*rows))], uploaded_at=AT)
    store.save_target(
        mine.id,
        Target(
            ASKED, "impressions", (), (), date(2026, 10, 1), date(2026, 12, 31), None, 12_000.0, "Ana", "For orders.",
            AT, AT, title="Be seen twice as much",
        ),
    )  # fmt: skip
    store.close()
    with serving(folder) as url:
        yield url


def test_a_target_is_opened_acted_on_planned_anew_deleted_and_brought_back(visitor):
    visitor.go()
    visitor.page.get_by_role("link", name="Targets").click()
    page = visitor.settle()
    expect(page.get_by_text("1 target: 1 off track.")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", name="Be seen twice as much")).to_be_visible(timeout=30_000)
    assert f"target={ASKED}" in page.url
    visitor.settle()

    add_an_action(visitor, page)
    plan_for_another_goal(visitor, page)
    close_early_and_open_again(visitor, page)

    delete = page.get_by_role("button", name="Delete")
    delete.click()
    expect(page.get_by_text("“Be seen twice as much” was deleted.")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("No target is set yet.", exact=False)).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("goal was 12.0\u00a0K", exact=False)).to_be_visible(timeout=30_000)
    visitor.settle()
    assert visitor.complaints == []


def add_an_action(visitor, page: Page) -> None:
    """Add one, and see it in its line, in the history, and on the chart."""
    page.get_by_role("button", name="Add an action").click()
    page.get_by_label("What is done").fill("Two reels a week")
    page.get_by_role("button", name="Save action").click()
    expect(page.get_by_text("action “Two reels a week” added")).to_be_visible(timeout=30_000)
    visitor.settle()
    expect(page.get_by_text("Two reels a week", exact=True).first).to_be_visible()


def plan_for_another_goal(visitor, page: Page) -> None:
    """Choose another goal of the ways to go on: it is the goal from now on, and the former one stays told."""
    page.get_by_role("button", name="Re-plan").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("12,000 by 31 Dec 2026")).to_be_visible(timeout=30_000)
    dialog.get_by_role("button", name="Choose this").last.click()
    expect(dialog).to_have_count(0, timeout=30_000)
    visitor.settle()
    expect(page.get_by_text("Goal moved from 12,000 to 9,476 on", exact=False).first).to_be_visible(timeout=30_000)


def close_early_and_open_again(visitor, page: Page) -> None:
    """Close the target with a lesson: it keeps its value, and can be opened again."""
    page.get_by_role("button", name="Close now").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("What was learnt, in one line").fill("Twice as much was too much")
    dialog.get_by_role("button", name="Close it").click()
    expect(page.get_by_text("would have ended 31 Dec 2026", exact=False)).to_be_visible(timeout=30_000)
    expect(page.get_by_label("What was learnt, in one line")).to_have_value("Twice as much was too much")
    visitor.settle()
    page.get_by_role("button", name="Open it again").click()
    expect(page.get_by_role("button", name="Close now")).to_be_visible(timeout=30_000)
    visitor.settle()
