"""Under the chart: why the KPI moved comes first where something is compared, and the parts are one click away."""

import pytest

from kpi.store import NewFile
from tests.builders import OCTOBER, SEPTEMBER, TYPED_AT, days, records


def words(page):
    told = [one.value for one in (*page.markdown, *page.caption)]
    return " ".join(told).replace("\\", "").replace("\u00a0", " ").replace("\u2212", "-")


@pytest.fixture
def compared(store, mine):
    """Let September be known besides October, and X besides Instagram: 3,100 + 310 against 1,500 + 600."""
    rows = [
        *days(SEPTEMBER, impressions=50, account="velmora"),
        *days(SEPTEMBER, impressions=20, channel="X"),
        *days(OCTOBER, impressions=10, channel="X"),
    ]
    store.add_files(mine.id, [NewFile("more.csv", b"more", {"sheets": []}, records(*rows))], uploaded_at=TYPED_AT)


@pytest.mark.usefixtures("compared")
def test_why_it_moved_is_said_first_and_in_the_objectives_answer(visit):
    page = visit("objectives.py", objective="awareness")
    said = words(page)

    assert "panel" in {control.key for control in page.segmented_control}
    assert "Impressions rose from 2.10 K to 3.41 K, mostly because Instagram brought 1.60 K more." in said
    assert "against September 2026 (2.10 K), mostly because Instagram brought 1.60 K more." in said
    assert "Where to look: Instagram." in said
    assert "Instagram brought 91 % of impressions" not in said


@pytest.mark.usefixtures("compared")
def test_the_parts_are_one_click_away_and_take_the_place_of_the_split(visit):
    page = visit("objectives.py", objective="awareness", panel="parts")

    assert "Instagram brought 91 % of impressions." in words(page)
    assert "Impressions rose from" not in words(page)


@pytest.mark.usefixtures("compared")
def test_the_whole_split_is_a_table_that_adds_up_with_its_numbers_to_keep(visit):
    page = visit("objectives.py", objective="awareness").button(key="split-table").click().run()

    assert not page.exception
    assert page.dataframe[0].value.to_dict("list") == {
        "Channel": ["Instagram", "X", "In all"],
        "Then": ["1,500", "600", "2,100"],
        "Now": ["3,100", "310", "3,410"],
        "Moved it by": ["+1,600", "−290", "+1,310"],
    }


@pytest.mark.usefixtures("compared")
def test_the_receipts_of_both_ranges_are_one_click_away(visit):
    page = visit("objectives.py", objective="awareness").button(key="split-receipts").click().run()

    assert not page.exception
    assert any("3,410 in October 2026" in one.value.replace("\\", "") for one in page.markdown)


@pytest.mark.usefixtures("compared")
def test_what_cannot_be_split_says_why(visit):
    said = words(visit("objectives.py", objective="awareness", by="source"))

    assert "Impressions, not split: nothing tells it by source." in said


def test_where_nothing_is_compared_there_are_the_parts_alone(visit):
    page = visit("objectives.py", objective="awareness")

    assert "Instagram brought 100 % of impressions." in words(page)
    assert "panel" not in {control.key for control in page.segmented_control}


def waterfalls(page):
    return [one for one in page.get("vega_lite_chart") if "Moved it by" in str(one.proto)]


@pytest.mark.usefixtures("compared")
def test_what_moved_is_drawn(visit):
    assert len(waterfalls(visit("objectives.py", objective="awareness"))) == 1


def test_where_nothing_moved_no_bars_make_much_of_it_and_the_table_stays(store, mine, visit):
    """September knows 103.3 a day, October 100: 3,100 impressions each, and as many comments for each of them."""
    rows = days(SEPTEMBER, impressions=3_100 / 30, comments=124 / 30, account="velmora")
    store.add_files(mine.id, [NewFile("more.csv", b"more", {"sheets": []}, records(*rows))], uploaded_at=TYPED_AT)

    page = visit("objectives.py", objective="awareness")

    assert "Impressions: nothing to explain, about the same as in September 2026" in words(page)
    assert not waterfalls(page)
    assert "split-table" in {button.key for button in page.button}
