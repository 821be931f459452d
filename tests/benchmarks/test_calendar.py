"""What a run of the calendar costs the server, held against a plain page in the same run.

The bar: the month view of 2,000 posts and 200 actions costs at most as much as the plain page.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kpi.calendar.entry import Stage
from kpi.catalogue.channels import SOCIAL
from kpi.store import open_store
from kpi.targets.target import Action
from tests.benchmarks.test_pages import costs, said, workspace_of_files
from tests.calendar.builders import campaign, entry
from tests.store.builders import target

pytestmark = pytest.mark.bench
TODAY = datetime.now(UTC).date()
POSTS, TARGETS, ACTIONS, FILES = 2_000, 20, 10, 30


def planned(number):
    day = TODAY + timedelta(days=number % 365 - 180)
    told = {"title": f"Post {number}", "text": f"Caption number {number} of this year", "owner": f"Owner {number % 7}"}
    stage = list(Stage)[number % len(Stage)]
    return replace(entry(f"e{number}", channel=SOCIAL[number % len(SOCIAL)], stage=stage, **told), day=day)


def acted(number):
    days = [TODAY + timedelta(days=7 * place - 30) for place in range(ACTIONS)]
    actions = tuple(Action(f"{number}-{day}", "Film it", "Ana", day, day + timedelta(days=5)) for day in days)
    return replace(target(f"t{number}"), end=date(TODAY.year + 1, 12, 31), actions=actions)


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """Keep the sample's files, and a full calendar beside them."""
    folder = workspace_of_files(tmp_path_factory.mktemp("calendar"), FILES)
    store = open_store(f"sqlite:///{folder / 'goalpost.sqlite'}")
    mine = store.workspaces()[0].id
    store.save_entries(mine, map(planned, range(POSTS)))
    store.save_campaigns(mine, [campaign(f"c{number}", called=f"Campaign {number}") for number in range(12)])
    for number in range(TARGETS):
        store.save_target(mine, acted(number))
    store.close()
    return folder


@pytest.mark.parametrize(("view", "bar"), [("Month", 1.0), ("List", 2.0), ("Actions", 2.0)])
def test_a_view_of_a_full_calendar_costs_little_more_than_a_plain_page(full, tmp_path, view, bar):
    again, _, yardstick = costs(full, "calendar", f"view={view}", (), tmp_path, shows={"markdown"})

    said(f"{view} of 2,000 posts and 200 actions", again, yardstick)
    assert again <= bar * yardstick
