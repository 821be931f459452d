"""The pages show the workspace's own KPIs and objectives beside those that are shipped."""

from datetime import UTC, date, datetime

import pytest

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.objectives import Objective
from kpi.targets.target import Target

AT = datetime(2026, 10, 1, tzinfo=UTC)
REPLY_RATE = Kpi("reply_rate", "Reply rate", "comments / impressions", "How many answer.", unit=Unit.PERCENT)
DOUBLE = Kpi("double", "Double rate", "reply_rate * 2", "Twice as many.", unit=Unit.PERCENT)
TALK = Objective("talk", "Talk", "Do people talk to us?", ("double", "video_views"), headline="double")


@pytest.fixture(autouse=True)
def own(store, mine):
    for kpi in (REPLY_RATE, DOUBLE):
        store.save_kpi(mine.id, kpi)
    store.save_objective(mine.id, TALK)


def words(page):
    return " ".join(str(one.value) for kind in ("markdown", "caption", "header", "subheader") for one in page.get(kind))


def cards(page):
    return {one.label: one.value.replace("\u00a0", " ") for one in page.metric}


def test_an_own_objective_shows_its_own_kpis_and_promoted_metrics(visit):
    page = visit("objectives.py", objective="talk")

    # 4 comments of 100 impressions a day, twice; 50 views on each of 31 days
    assert cards(page) == {"Double rate": "8.00 %", "Video views": "1.55 K"}
    assert "Do people talk to us?" in words(page)


def test_every_kpi_and_metric_can_be_charted(visit):
    page = visit("objectives.py", objective="engagement", kpi="exposures")

    assert not page.exception
    assert "Exposures" in words(page)


def test_an_own_kpi_stands_in_the_catalogue_with_the_formula_that_was_typed(visit):
    said = words(visit("catalogue.py"))

    assert "`reply_rate * 2`" in said
    assert "`comments / impressions`" in said


def test_a_target_on_an_own_kpi_is_held_against_the_trend(visit, store, mine):
    store.save_target(
        mine.id,
        Target(
            id="t1",
            kpi="double",
            channels=(),
            content_types=(),
            start=date(2026, 10, 1),
            end=date(2026, 10, 31),
            baseline=None,
            goal=0.05,
            owner="Ana",
            reason="Answers bring people back.",
            created_at=AT,
            updated_at=AT,
        ),
    )

    said = words(visit("targets.py"))

    assert "Double rate" in said
    assert "achieved" in said


def test_a_changed_formula_changes_the_number_and_leaves_the_facts(visit, store, mine):
    page = visit("objectives.py", objective="talk")
    before = store.workspace(mine.id).facts_version
    store.save_kpi(mine.id, Kpi("reply_rate", "Reply rate", "shares / impressions", "x", unit=Unit.PERCENT))

    page.run()

    assert cards(page)["Double rate"] == "4.00 %"
    assert store.workspace(mine.id).facts_version == before
