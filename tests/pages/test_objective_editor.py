"""An objective's KPIs are the workspace's to choose, and as shipped they are one click back."""

from dataclasses import replace

import pytest

from kpi.catalogue.objectives import OBJECTIVES, Objective
from kpi.catalogue.workspace import Own

ENGAGEMENT = OBJECTIVES["engagement"]


def headings(page, level):
    """List the headings of a level, as they stand in texts."""
    marked = [one.value.split("\n")[0] for one in page.markdown]
    return [
        line.removeprefix("#" * level + " ").replace("\\", "") for line in marked if line.startswith("#" * level + " ")
    ]


def press(page, key):
    (button,) = [one for one in page.button if one.key == key]
    assert not button.disabled
    return button.click().run()


def edit(page):
    """Open the editor of the objective on the page."""
    return page.menu_button(key="objective-menu").click("edit").run()


def keys(page):
    return [one.key for one in page.button]


def words(page):
    return " ".join(str(one.value) for kind in ("markdown", "caption", "info") for one in page.get(kind))


def cards(page):
    return [one.label for one in page.metric]


class TestTheEditor:
    def test_lists_the_objectives_kpis_each_with_what_moves_it_or_takes_it_out(self, visit):
        page = edit(visit("objectives.py", objective="engagement"))

        for key in ENGAGEMENT.kpis:
            assert {f"arrow_upward-{key}", f"arrow_downward-{key}", f"close-{key}"} <= set(keys(page))
        assert "objective-let-go" not in keys(page)

    @pytest.mark.parametrize(
        ("pressed", "left"),
        [
            ("close-shares", ("comments", "ctr", "reactions", "engagement_rate")),
            ("arrow_upward-shares", ("shares", "comments", "ctr", "reactions", "engagement_rate")),
            ("arrow_downward-reactions", ("comments", "shares", "ctr", "engagement_rate", "reactions")),
        ],
    )
    def test_changes_a_draft_and_keeps_nothing_before_it_is_saved(self, visit, store, mine, pressed, left):
        page = edit(visit("objectives.py", objective="engagement"))

        press(page, pressed)

        assert page.session_state["objective-draft"].kpis == left
        assert store.own(mine.id) == Own()

    def test_makes_the_first_kpi_the_headline_where_the_headline_is_taken_out(self, visit):
        page = edit(visit("objectives.py", objective="engagement"))

        press(page, "close-engagement_rate")

        assert page.session_state["objective-draft"].headline == "comments"

    def test_keeps_nothing_where_nothing_was_changed(self, visit, store, mine):
        page = edit(visit("objectives.py", objective="engagement"))

        press(page, "objective-save")

        assert store.own(mine.id) == Own()
        assert "objective-undone" not in keys(page)


def test_a_changed_objective_is_as_shipped_with_one_click_and_back_with_another(visit, store, mine):
    changed = replace(ENGAGEMENT, kpis=("video_views", "comments"), headline="comments", verdict=None, besides=())
    store.save_objective(mine.id, changed)
    page = visit("objectives.py", objective="engagement")
    assert cards(page) == ["Video views", "Comments"]

    press(edit(page), "objective-let-go")

    assert "Engagement is as shipped again" in words(page)
    assert "Engagement rate" in cards(page)
    press(page, "objective-undone")
    assert store.own(mine.id).objectives == (changed,)
    assert cards(page) == ["Video views", "Comments"]


def test_an_own_objective_can_be_deleted_and_brought_back(visit, store, mine):
    talk = Objective("talk", "Talk", "Do people talk to us?", ("comments",), headline="comments")
    store.save_objective(mine.id, talk)
    page = visit("objectives.py", objective="talk")

    press(edit(page), "objective-let-go")

    assert store.own(mine.id) == Own()
    assert page.session_state["objective"] == "growth"
    press(page, "objective-undone")
    assert cards(page) == ["Comments"]


def test_an_objective_that_somebody_else_deleted_gives_way_to_the_first(visit, store, mine):
    store.save_objective(
        mine.id, Objective("talk", "Talk", "Do people talk to us?", ("comments",), headline="comments")
    )
    page = visit("objectives.py", objective="talk")
    store.delete_objective(mine.id, "talk")

    page.run()

    assert not page.exception
    assert headings(page, 2) == ["Are more people following us?"]


def test_more_than_seven_kpis_draw_a_note_why_fewer_are_better(visit, store, mine):
    seven = ("comments", "shares", "ctr", "reactions", "saves", "engagement_rate", "impressions")
    store.save_objective(mine.id, replace(ENGAGEMENT, kpis=seven))
    page = visit("objectives.py", objective="engagement")
    assert "More than seven" not in words(page)

    store.save_objective(mine.id, replace(ENGAGEMENT, kpis=(*seven, "video_views")))
    page.run()

    assert "More than seven KPIs share your attention until none has it" in words(page)


class TestOtherMetrics:
    @pytest.fixture
    def page(self, visit):
        opened = visit("objectives.py", objective="engagement")
        opened.session_state["other-metrics"] = True
        return opened.run()

    def test_are_those_that_are_known_and_stand_in_no_card(self, page):
        listed = {key.removeprefix("add-") for key in keys(page) if key.startswith("add-")}

        # per day 8 reactions + 4 comments + 2 shares, 100 impressions, 50 video views; comments, shares and
        # reactions stand in the cards
        assert listed == {"exposures", "impressions", "interactions", "video_views"}
        assert "Video views &nbsp; **1\\.55\u00a0K**" in words(page)
        assert "Interactions &nbsp; **434**" in words(page)

    def test_are_charted_with_one_click(self, page):
        press(page, "show_chart-video_views")

        assert headings(page, 3) == ["Video views"]

    def test_become_kpis_of_the_objective_with_one_click(self, page, store, mine):
        press(page, "add-video_views")

        assert store.own(mine.id).objectives[0].kpis == (*ENGAGEMENT.kpis, "video_views")
        assert "Video views" in cards(page)
        press(page, "objective-undone")
        assert store.own(mine.id) == Own()

    def test_can_be_charted_where_no_kpi_of_the_objective_is_known(self, visit):
        page = visit("objectives.py", objective="growth")
        assert not headings(page, 3)
        page.session_state["other-metrics"] = True
        page.run()

        press(page, "show_chart-comments")

        assert headings(page, 3) == ["Comments"]
