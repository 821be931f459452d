"""A card, a target and its form say how much is known, how old the data are, and whether a KPI can be followed."""

from datetime import UTC, date, datetime

import pytest

from kpi.store import NewFile
from kpi.targets.target import Target
from pages.parts import clock
from tests.builders import TYPED_AT, day, records


def x_file(days, totals):
    return {
        "sheets": [
            {
                "export": "x_overview",
                "channel": "X",
                "grain": "day",
                "rows_kept": len(days),
                "first_date": days[0],
                "last_date": days[-1],
                "covered": [[days[0], days[-1]]],
                "totals": dict.fromkeys(totals, 1.0),
            }
        ]
    }


@pytest.fixture(autouse=True)
def x_days(store, mine):
    """Keep a file of X besides: 1 to 29 October."""
    days = [f"2026-10-{number:02}" for number in range(1, 30)]
    rows = [day(one, channel="X", account="velmora", impressions=50.0, shares=1.0, file="x.csv") for one in days]
    new = NewFile("x.csv", b"x", x_file(days, ("impressions", "shares")), records(*rows))
    store.add_files(mine.id, [new], uploaded_at=TYPED_AT)


@pytest.fixture
def on(monkeypatch):
    """Let it be a day."""

    def today(year, month, day) -> None:
        monkeypatch.setattr(clock, "now", lambda: datetime(year, month, day, 12, tzinfo=UTC))

    return today


def captions(page):
    return [one.value.replace("\\", "") for one in page.caption]


def help_of(page, label):
    return next(one.help for one in page.metric if one.label == label).replace("\\", "")


def target(kpi, **more: object):
    said = {
        "id": "t1",
        "channels": ("X",),
        "content_types": (),
        "start": date(2026, 10, 1),
        "end": date(2026, 12, 31),
        "baseline": 10.0,
        "goal": 100.0,
        "owner": "Ana",
        "reason": "To be shared.",
        "created_at": TYPED_AT,
        "updated_at": TYPED_AT,
    }
    return Target(kpi=kpi, **{**said, **more})


def test_a_card_says_how_many_of_the_days_are_known_and_how_old_they_are(visit, on):
    on(2026, 11, 22)

    page = visit("objectives.py", objective="awareness")

    # X ends on 29 October, 24 days ago; Instagram knows every day
    assert "29/31 days · 24 days old" in captions(page)
    assert "X: 29 of 31 days; last day 29 Oct 2026, 24 days ago." in help_of(page, "Impressions")
    assert "Instagram: every day; last day 31 Oct 2026, 22 days ago." in help_of(page, "Impressions")


def test_a_card_says_when_the_next_file_is_late(visit, on):
    on(2026, 12, 9)

    page = visit("objectives.py", objective="awareness")

    # 29 October + 31 days is 29 November
    assert "29/31 days · 10 days late" in captions(page)
    assert "late: monthly file, last day 29 Oct 2026, 41 days ago." in help_of(page, "Impressions")


def test_a_card_says_that_its_kpi_is_hard_to_follow(visit, on):
    on(2026, 11, 22)

    page = visit("objectives.py", objective="awareness")

    assert "X: only one file so far, of 29 days." in help_of(page, "Impressions")


def measurable(page):
    """Read the check that says whether a KPI can be followed."""
    return next(one.value.replace("\\", "") for one in page.markdown if "**Measurable**" in one.value)


def test_the_form_warns_before_a_target_is_set_and_still_saves_it(visit, on, store, mine):
    on(2026, 11, 22)

    page = visit("targets.py", **{"editing": "new", "kpi-target": "shares", "channels-target": ["X"]})

    assert "doubtful" in measurable(page)
    assert "X: only one file so far, of 29 days. Load a second month to see whether it can be followed." in measurable(
        page
    )
    page.number_input(key="goal-target-shares").set_value(500.0).run()
    page.button(key="save-target").click().run()
    assert [one.kpi for one in store.targets(mine.id)] == ["shares"]


def test_the_form_names_the_export_that_a_channel_lacks(visit, on):
    on(2026, 11, 22)

    page = visit("targets.py", **{"editing": "new", "kpi-target": "saves", "channels-target": ["TikTok"]})

    refused = "Nothing feeds Saves on TikTok: no file tells it."
    assert sum(refused in one.value.replace("\\", "") for one in page.markdown) == 1  # at its field
    assert refused not in measurable(page)
    assert "TikTok: no file feeds it yet. Load “" in measurable(page)


def test_the_form_says_nothing_of_it_where_all_is_well(visit, on, store, mine):
    on(2026, 11, 22)
    september = [f"2026-09-{number:02}" for number in range(1, 31)]
    rows = [day(one, channel="X", account="velmora", shares=1.0, file="september.csv") for one in september]
    earlier = NewFile("september.csv", b"september", x_file(september, ("shares",)), records(*rows))
    store.add_files(mine.id, [earlier], uploaded_at=TYPED_AT)

    page = visit("targets.py", **{"editing": "new", "kpi-target": "shares", "channels-target": ["X"]})

    assert "file" not in measurable(page)


@pytest.mark.parametrize(("day", "named"), [(29, False), (30, True)])
def test_a_target_names_the_channel_whose_data_are_late(visit, on, store, mine, day, named):
    on(2026, 11, day)
    store.save_target(mine.id, target("shares"))

    page = visit("targets.py")

    late = "Late: X (monthly file, last day 29 Oct 2026, 32 days ago)."
    assert any(late in one.value.replace("\\", "") for one in page.markdown) is named


def test_a_target_that_is_over_waits_for_no_data(visit, on, store, mine):
    on(2027, 3, 1)
    store.save_target(mine.id, target("shares", end=date(2026, 10, 20)))

    page = visit("targets.py")

    assert not any("Late:" in one.value for one in page.markdown)
