"""The form that sets a target, on an October of 4 comments a day with two years of 3 a day before it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kpi.catalogue.kpis import KPIS
from kpi.periods import month_of
from kpi.store import NewFile
from kpi.targets.target import Combine, Guard, Milestone, Over, Relative, Sector, Sense, Share, Target
from pages.parts import clock
from tests.builders import TYPED_AT, days, records, versions

AT = datetime(2026, 11, 1, tzinfo=UTC)
YEARS = [month_of(date(2024 + (9 + more) // 12, (9 + more) % 12 + 1, 1)) for more in range(24)]
"""October 2024 to September 2026."""
REPORT = {
    "export": "instagram_posts",
    "label": "Instagram posts",
    "channel": "Instagram",
    "grain": "day",
    "rows_kept": 730,
    "first_date": "2024-10-01",
    "last_date": "2026-09-30",
    "covered": [["2024-10-01", "2026-09-30"]],
    "totals": {"comments": 2_190.0},
}


@pytest.fixture(autouse=True)
def history(store, mine, monkeypatch):
    """Keep two years before besides, with 3 comments a day and 90 to 110 impressions; let it be 3 November."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 3, 12, tzinfo=UTC))
    rows = [
        row
        for number, month in enumerate(YEARS)
        for row in days(month, comments=3.0, impressions=90.0 + number % 6 * 4, account="velmora", file="years.csv")
    ]
    new = NewFile("years.csv", b"years", {"sheets": [REPORT]}, records(*rows))
    store.add_files(mine.id, [new], uploaded_at=TYPED_AT)


@pytest.fixture
def opened(visit):
    """Open the form for a new target on comments."""
    return visit("targets.py", editing="new", **{"kpi-target": "comments"})


def said(page):
    return [one.value.replace("\\", "").replace("\u00a0", " ") for one in (*page.markdown, *page.caption)]


def field(page, kind, name):
    return next(one for one in getattr(page, kind) if one.key == name)


def test_a_new_target_lies_in_the_three_months_after_the_data_and_starts_from_what_was(opened):
    assert [one.value for one in opened.date_input] == [date(2026, 11, 1), date(2027, 1, 31)]
    assert "1 Nov 2026 – 31 Jan 2027, 92 days. Your data end on 31 Oct 2026." in said(opened)


def test_nothing_is_marked_wrong_before_anything_is_typed_and_nothing_can_be_saved(opened):
    assert not [line for line in said(opened) if ":red[:material/error:" in line]
    assert field(opened, "button", "save-target").disabled


def test_a_span_is_one_click_away_and_dates_of_ones_own_unpick_it(opened):
    field(opened, "button_group", "span-target").set_value("Next month").run()
    assert [one.value for one in opened.date_input] == [date(2026, 11, 1), date(2026, 11, 30)]

    field(opened, "date_input", "end-target").set_value(date(2026, 12, 24)).run()
    assert field(opened, "button_group", "span-target").value is None


def test_an_end_before_the_start_is_said_below_the_dates(opened):
    field(opened, "date_input", "end-target").set_value(date(2026, 10, 1)).run()

    assert not opened.exception
    assert [line for line in said(opened) if "before it starts on 1 November 2026" in line]
    assert field(opened, "button", "save-target").disabled


def test_a_target_is_saved_with_all_that_was_typed(opened, store, mine):
    field(opened, "number_input", "goal-target-comments").set_value(300.0)
    field(opened, "text_input", "owner-target").set_value("Ana")
    field(opened, "text_input", "reason-target").set_value("Answers bring people back to the shop")
    field(opened, "selectbox", "moves-target").set_value("loyalty").run()
    field(opened, "button", "save-target").click().run()

    (kept,) = store.targets(mine.id)
    assert (kept.kpi, kept.goal, kept.owner, kept.moves) == ("comments", 300.0, "Ana", "loyalty")
    assert kept.baseline is not None
    assert not kept.unsmart
    assert "save-target" not in [one.key for one in opened.button]


def test_what_is_not_smart_may_be_saved_and_says_so(opened, store, mine):
    field(opened, "number_input", "goal-target-comments").set_value(400.0).run()

    save = field(opened, "button", "save-target")
    assert save.label == "Save all the same"
    save.click().run()
    assert store.targets(mine.id)[0].unsmart


def test_a_goal_that_would_be_to_get_worse_is_said_below_the_goal(opened):
    field(opened, "number_input", "goal-target-comments").set_value(10.0).run()

    assert [line for line in said(opened) if ":material/error:" in line and "to reach it would be to get worse" in line]
    assert field(opened, "button", "save-target").disabled


def test_a_preset_fills_in_the_goal(opened):
    field(opened, "button_group", "span-target").set_value("Next month").run()
    preset = next(one for one in opened.button if one.key == "preset-Stretch-target-comments")
    preset.click().run()

    goal = field(opened, "number_input", "goal-target-comments").value
    assert goal
    assert preset.label.replace("\\", "") == f"Stretch {goal:.0f}"


def test_a_goal_can_be_a_change_and_what_it_comes_to_is_printed_and_frozen(opened, store, mine):
    field(opened, "date_input", "end-target").set_value(date(2026, 11, 28)).run()
    field(opened, "button_group", "goal-as-target-comments").set_value("A change").run()
    field(opened, "number_input", "change-target-comments").set_value(50.0).run()

    reference = next(one for one in opened.selectbox if one.label == "on")
    reference.set_value("the 28 days just before").run()
    assert "+50 % on 112 (4–31 Oct 2026): 168" in said(opened)
    field(opened, "button", "save-target").click().run()
    (kept,) = store.targets(mine.id)
    assert kept.goal == 168.0
    assert kept.relative == Relative(0.5, date(2026, 10, 4), date(2026, 10, 31), 112.0)


def test_points_are_asked_of_a_percentage(visit, store, mine):
    page = visit("targets.py", editing="new", **{"kpi-target": "engagement_rate"})
    page.number_input(key="goal-target-engagement_rate").set_value(15.5).run()

    assert page.number_input(key="goal-target-engagement_rate").label == "Goal (%)"
    page.button(key="save-target").click().run()
    assert store.targets(mine.id)[0].goal == 0.155


def test_the_address_names_kpi_and_channels(visit):
    page = visit("targets.py")
    page.query_params["new"] = "shares"
    page.query_params["on"] = ["Instagram"]
    page.run()

    assert page.selectbox(key="kpi-target").value == "shares"
    assert page.multiselect(key="channels-target").value == ["Instagram"]


EVERYTHING = Target(
    "t1",
    "comments",
    ("Instagram",),
    (),
    date(2026, 11, 2),
    date(2026, 12, 27),
    100.0,
    300.0,
    "Ana",
    "Answers bring people back",
    AT,
    AT,
    title="Talk more about the city bike",
    sense=Sense.AT_LEAST,
    stretch=350.0,
    milestones=(Milestone(date(2026, 11, 29), 150.0),),
    guards=(Guard("shares", Sense.AT_LEAST, 20.0),),
    sector=Sector(500.0, 2025, "A trade magazine"),
    moves="loyalty",
    priority=1,
    baseline_from="the month of the fair",
)


def edit(visit):
    """Open the form of the kept target."""
    page = visit("targets.py", editing="t1")
    page.query_params["target"] = "t1"
    return page.run()


RATE = {"kpi": "engagement_rate", "milestones": (), "sector": None, "sense": None}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"relative": Relative(2.0, date(2025, 11, 3), date(2025, 12, 28), 100.0)},
        {"over": Over.EACH_WEEK, "allow": 2, "milestones": (), "goal": 25.0, "stretch": None},
        {"sense": Sense.BETWEEN, "upper": 400.0, "stretch": None, "milestones": (), "goal": 101.0},
        {"channels": (), "combine": Combine.ALL, "parts": (Share(("Instagram",), 120.0), Share(("X", "TikTok"), 90.0))},
        RATE | {"baseline": 0.12, "goal": 0.1417, "stretch": 0.15, "min_volume": 50.0},
        {"content_types": (), "accounts": (), "baseline": 17.0, "baseline_from": "typed by hand"},
    ],
)  # fmt: skip
def test_a_target_that_is_opened_and_saved_again_stays_as_it_was(visit, store, mine, changes):
    kept = replace(EVERYTHING, **changes)
    kept = replace(kept, formula=KPIS[kept.kpi].formula)
    store.save_target(mine.id, kept)

    page = edit(visit)
    page.button(key="save-t1").click().run()

    assert not page.exception
    (again,) = store.targets(mine.id)
    assert replace(again, updated_at=AT, unsmart=False) == kept


def test_a_change_of_the_goal_stays_in_the_history(visit, store, mine):
    store.save_target(mine.id, EVERYTHING)

    page = edit(visit)
    page.number_input(key="goal-t1-comments").set_value(310.0).run()
    page.button(key="save-t1").click().run()

    (version,) = versions(store, mine.id, "t1")
    assert (version.former.goal, version.who) == (300.0, "you")
    assert store.targets(mine.id)[0].goal == 310.0


def test_nothing_is_red_before_somebody_has_typed_and_what_is_refused_is_said_once(opened):
    assert not [line for line in said(opened) if ":red" in line]
    assert "Give a goal first." in said(opened)

    field(opened, "text_input", "owner-target").set_value("Juno").run()
    field(opened, "text_input", "owner-target").set_value("").run()
    assert [line for line in said(opened) if line.startswith(":red[:material/cancel: **Specific** · not yet]")]

    field(opened, "number_input", "goal-target-comments").set_value(-5.0).run()
    refused = [line for line in said(opened) if "must be above zero" in line]
    assert len(refused) == 1


class TestWhenSomebodyChangesTheTargetMeanwhile:
    @pytest.fixture
    def page(self, visit, store, mine):
        """Type another goal into the opened form, then let Ana change the reason, and save."""
        store.save_target(mine.id, EVERYTHING)
        page = edit(visit)
        page.number_input(key="goal-t1-comments").set_value(310.0).run()
        store.save_target(mine.id, replace(EVERYTHING, reason="For the fair", updated_at=AT), who="Ana")
        page.run()
        return page.button(key="save-t1").click().run()

    def test_it_is_said_who_changed_what_and_nothing_is_overwritten(self, page, store, mine):
        assert not page.exception
        told = " ".join(said(page))
        assert "Ana changed this target meanwhile." in told
        assert f"Reason changed from “{EVERYTHING.reason}” to “For the fair”." in told
        (kept,) = store.targets(mine.id)
        assert (kept.goal, kept.reason) == (300.0, "For the fair")

    def test_yours_is_kept_where_you_say_so_and_theirs_stands_in_the_history(self, page, store, mine):
        page.button(key="keep-yours-t1").click().run()

        assert not page.exception
        (kept,) = store.targets(mine.id)
        assert (kept.goal, kept.reason) == (310.0, EVERYTHING.reason)
        assert [one.former.reason for one in versions(store, mine.id, "t1")] == [EVERYTHING.reason, "For the fair"]
        assert "save-t1" not in [one.key for one in page.button]

    def test_theirs_stays_where_you_say_so_and_the_form_begins_with_it(self, page, store, mine):
        page.button(key="take-theirs-t1").click().run()

        assert not page.exception
        assert [one.goal for one in store.targets(mine.id)] == [300.0]
        page.button(key="edit-t1").click().run()
        assert page.text_input(key="reason-t1").value == "For the fair"
        page.number_input(key="goal-t1-comments").set_value(320.0).run()
        page.button(key="save-t1").click().run()
        assert [(one.goal, one.reason) for one in store.targets(mine.id)] == [(320.0, "For the fair")]

    def test_it_is_asked_again_where_they_change_it_once_more(self, page, store, mine):
        store.save_target(mine.id, replace(EVERYTHING, reason="For the spring", updated_at=AT), who="Ben")

        page.button(key="keep-yours-t1").click().run()

        assert "Ben changed this target meanwhile." in " ".join(said(page))
        assert store.targets(mine.id)[0].reason == "For the spring"


class TestWhatWasTypedAndNotSaved:
    def test_of_a_new_target_is_there_after_a_reload(self, visit, opened, store, mine):
        field(opened, "number_input", "goal-target-comments").set_value(300.0).run()
        field(opened, "text_input", "owner-target").set_value("Ana").run()

        again = visit("targets.py")
        again.button(key="begun-go-on").click().run()

        assert not again.exception
        (owner,) = [one for one in again.text_input if one.label == "Owner"]
        (goal,) = [one for one in again.number_input if one.label == "Goal"]
        assert (owner.value, goal.value) == ("Ana", 300.0)
        next(one for one in again.button if one.label.startswith("Save")).click().run()
        assert [(one.owner, one.goal) for one in store.targets(mine.id)] == [("Ana", 300.0)]
        assert "begun-go-on" not in [one.key for one in again.button]

    def test_of_a_kept_target_is_there_and_still_says_what_somebody_changed_meanwhile(self, visit, store, mine):
        store.save_target(mine.id, EVERYTHING)
        edit(visit).text_input(key="reason-t1").set_value("Mine").run()
        store.save_target(mine.id, replace(EVERYTHING, owner="Theirs", updated_at=AT), who="Ana")

        page = edit_not(visit)
        page.button(key="begun-go-on").click().run()
        assert page.text_input(key="reason-t1").value == "Mine"
        page.button(key="save-t1").click().run()

        assert "Ana changed this target meanwhile." in " ".join(said(page))
        assert store.targets(mine.id)[0].owner == "Theirs"

    def test_is_let_go_where_you_say_so_or_cancel(self, visit, store, mine):
        store.save_target(mine.id, EVERYTHING)
        page = edit(visit)
        page.text_input(key="reason-t1").set_value("Mine").run()
        page.button(key="cancel-t1").click().run()
        assert "begun-go-on" not in [one.key for one in page.button]

        edit(visit).text_input(key="reason-t1").set_value("Mine").run()
        page = edit_not(visit)
        page.button(key="begun-let-go").click().run()
        assert "begun-go-on" not in [one.key for one in page.button]
        assert "begun-go-on" not in [one.key for one in edit_not(visit).button]

    def test_a_form_that_was_only_looked_at_leaves_none(self, visit, store, mine):
        store.save_target(mine.id, EVERYTHING)
        edit(visit)

        assert "begun-go-on" not in [one.key for one in edit_not(visit).button]

    def test_outlives_a_form_that_a_link_opens_after_another(self, visit, opened, store, mine):
        store.save_target(mine.id, EVERYTHING)
        field(opened, "text_input", "owner-target").set_value("Ana").run()
        begun = store.draft(mine.id, "", "a new target")

        page = edit(visit)
        page.text_input(key="reason-t1").set_value("Mine").run()
        del page.query_params["target"]
        page.query_params["new"] = "comments"
        page.run()

        assert "Set a target" in [one.value for one in page.subheader]
        assert begun["typed"]["owner"] == "Ana"
        assert store.draft(mine.id, "", "a new target") == begun


def edit_not(visit):
    """Open the kept target without its form."""
    page = visit("targets.py")
    page.query_params["target"] = "t1"
    return page.run()
