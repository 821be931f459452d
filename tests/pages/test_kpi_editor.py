"""A KPI is made on the Catalogue page: checked while it is typed, tried on the data, kept, changed, taken away."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kpi.catalogue.kpis import Better, Kpi
from kpi.catalogue.metrics import Unit
from kpi.catalogue.objectives import Objective
from kpi.catalogue.workspace import Own
from kpi.targets.target import Target

AT = datetime(2026, 10, 1, tzinfo=UTC)
REPLY_RATE = Kpi("reply_rate", "Reply rate", "comments / impressions", "How many answer.", unit=Unit.PERCENT)


def press(page, key):
    (button,) = [one for one in page.button if one.key == key]
    assert not button.disabled
    return button.click().run()


def disabled(page, key):
    (button,) = [one for one in page.button if one.key == key]
    return button.disabled


def keys(page):
    return [one.key for one in page.button]


def words(page):
    said = " ".join(str(one.value) for kind in ("markdown", "caption", "subheader") for one in page.get(kind))
    return said.replace("\\", "")


@pytest.fixture
def editor(visit):
    """Open the editor for a new KPI."""
    return press(visit("catalogue.py"), "kpi-new")


def write(page, formula, *, name="Reply rate"):
    page.text_input(key="own-label").set_value(name)
    return page.text_input(key="own-formula").set_value(formula).run()


def test_a_kpi_is_tried_on_the_data_while_it_is_typed(editor):
    write(editor, "comments / impressions")

    assert "Made of: Comments, Impressions" in words(editor)
    assert [one.value for one in editor.metric] == ["0.0400"]  # 4 comments of 100 impressions on every day

    editor.session_state["own-unit"] = Unit.PERCENT
    editor.run()

    assert [one.value.replace("\u00a0", " ") for one in editor.metric] == ["4.00 %"]


def test_a_saved_kpi_stands_under_your_own_with_a_key_made_of_its_name(editor, store, mine):
    write(editor, " comments ÷ impressions ", name="Reply rate (all)")
    editor.session_state["own-better"] = Better.LOWER
    editor.run()

    press(editor, "kpi-save")

    assert store.own(mine.id).kpis == (
        Kpi("reply_rate_all", "Reply rate (all)", "comments ÷ impressions", "", better=Better.LOWER),
    )
    assert "Your own" in words(editor)
    assert "Reply rate (all)" in words(editor)
    assert "kpi-new" in keys(editor)


@pytest.mark.parametrize(
    ("formula", "shown", "said"),
    [
        ("comments / likes", "comments / likes\n           ^", "“likes” is neither a metric nor a KPI"),
        ("comments / reach", "comments / reach\n           ^", "does not add up over days and channels"),
        ("comments.__class__", "comments.__class__\n^", "Only numbers, keys"),
    ],
)
def test_what_is_wrong_is_said_under_its_place_and_cannot_be_saved(editor, formula, shown, said):
    write(editor, formula)

    assert [one.value for one in editor.code] == [shown]
    assert said in words(editor)
    assert disabled(editor, "kpi-save")
    assert not editor.metric


def test_a_word_begun_is_completed_with_one_click(editor):
    write(editor, "comments / impr")
    assert not editor.code

    press(editor, "complete-impressions")

    assert editor.text_input(key="own-formula").value == "comments / impressions"
    assert "Made of: Comments, Impressions" in words(editor)


def test_a_key_can_be_searched_for_and_put_in_with_a_sign(editor):
    write(editor, "comments")

    press(editor, "sign-/")
    editor.selectbox(key="own-insert").set_value("video_views").run()

    assert editor.text_input(key="own-formula").value == "comments / video_views"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Engagement rate", "There is a KPI “Engagement rate” already"),
        ("Video views", "There is a metric"),
        (":red[x]", "without"),
    ],
)
def test_a_name_that_cannot_be_is_said(editor, name, said):
    write(editor, "comments / impressions", name=name)

    assert said in words(editor)
    assert disabled(editor, "kpi-save")


def test_percent_is_not_multiplied_by_a_hundred_twice(editor):
    write(editor, "100 * comments / impressions")
    editor.session_state["own-unit"] = Unit.PERCENT

    editor.run()

    assert "leave out the × 100" in words(editor)


class TestAKpiOfYourOwn:
    @pytest.fixture(autouse=True)
    def kept(self, store, mine):
        store.save_kpi(mine.id, REPLY_RATE)

    def test_is_changed_under_its_key(self, visit, store, mine):
        page = press(visit("catalogue.py"), "kpi-edit-reply_rate")
        assert page.text_input(key="own-formula").value == "comments / impressions"

        press(write(page, "shares / impressions", name="Share rate"), "kpi-save")

        (kept,) = store.own(mine.id).kpis
        assert (kept.key, kept.label, kept.formula, kept.unit) == (
            "reply_rate",
            "Share rate",
            "shares / impressions",
            Unit.PERCENT,
        )

    @pytest.mark.parametrize(
        ("answer", "stays"),
        [("keep-yours-kpi", "shares / impressions"), ("take-theirs-kpi", "reactions / impressions")],
    )
    def test_that_somebody_changed_meanwhile_is_asked_about(self, visit, store, mine, answer, stays):
        page = write(press(visit("catalogue.py"), "kpi-edit-reply_rate"), "shares / impressions")
        store.save_kpi(mine.id, replace(REPLY_RATE, formula="reactions / impressions"))

        press(page, "kpi-save")
        assert "Somebody changed this KPI meanwhile." in words(page)
        assert [one.formula for one in store.own(mine.id).kpis] == ["reactions / impressions"]

        press(page, answer)
        assert [one.formula for one in store.own(mine.id).kpis] == [stays]
        assert "own-formula" not in [one.key for one in page.text_input]

    def test_cannot_be_made_of_itself(self, visit):
        page = press(visit("catalogue.py"), "kpi-edit-reply_rate")

        write(page, "reply_rate + 1")

        assert [one.value for one in page.code] == ["reply_rate + 1\n^"]
        assert "made of itself" in words(page)

    def test_is_deleted_and_brought_back(self, visit, store, mine):
        page = press(visit("catalogue.py"), "kpi-delete-reply_rate")
        assert store.own(mine.id) == Own()
        assert "Reply rate was deleted" in words(page)

        press(page, "kpi-undone")

        assert store.own(mine.id).kpis == (REPLY_RATE,)

    def test_that_is_used_says_where_and_stays(self, visit, store, mine):
        store.save_kpi(mine.id, Kpi("double", "Double", "reply_rate * 2", ""))
        store.save_objective(mine.id, Objective("talk", "Talk", "Do they?", ("reply_rate",), headline="reply_rate"))
        store.save_target(
            mine.id,
            Target(
                id="t1",
                kpi="reply_rate",
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
                title="More answers",
            ),
        )

        page = visit("catalogue.py")

        assert disabled(page, "kpi-delete-reply_rate")
        assert "the KPI “Double” and the objective “Talk” and the target “More answers”" in words(page)
        assert not disabled(page, "kpi-delete-double")

    def test_that_cannot_be_worked_out_any_more_says_why_and_can_be_mended(self, visit, store, mine):
        store.save_kpi(mine.id, Kpi("old", "Old", "retired_metric / posts", ""))

        page = visit("catalogue.py")

        assert "“retired_metric” is neither a metric nor a KPI" in words(page)
        press(write(press(page, "kpi-edit-old"), "comments / posts", name="Old"), "kpi-save")
        assert [kpi.formula for kpi in store.own(mine.id).kpis] == ["comments / impressions", "comments / posts"]
