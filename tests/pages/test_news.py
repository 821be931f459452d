"""What changed since the last files, on the page where they are dropped and, in one line, on the objectives page."""

from datetime import UTC, datetime, timedelta

import pytest

from kpi.facts import Brand, Overlap
from kpi.periods import Period
from kpi.store import FileRow, NewFile, open_store
from pages.parts.news import sittings
from tests.builders import day, records, span

OCTOBER_2, NOVEMBER_2 = (datetime(2026, month, 2, 9, tzinfo=UTC) for month in (10, 11))
BEFORE, OCTOBER = span("2026-01-01", "2026-09-30"), span("2026-10-01", "2026-10-31")
BUSY = span("2026-10-12", "2026-10-18")


def wave(period, busy=BUSY, channel="TikTok"):
    """Give days of which one week is three times as busy as the others."""
    for number in range(period.days):
        at = period.start + timedelta(days=number)
        size = 1_000.0 * (1.0, 0.97, 1.03)[at.isocalendar().week % 3] * (3 if busy.holds(Period(at, at)) else 1)
        yield day(str(at), channel=channel, account="velmora", impressions=size, reactions=30.0)


def new_file(name, period, rows):
    sheet = {
        "sheet": name, "export": None, "channel": "TikTok", "grain": "day", "rows_kept": period.days, "rows_read": 1,
        "first_date": str(period.start), "last_date": str(period.end), "totals": {"impressions": 1.0, "reactions": 1.0},
        "rows_left_out": [], "accounts": [], "notes": [], "questions": [], "warnings": [], "unused_columns": [],
        "label": "Days", "stated": {}, "dropped_columns": [], "guess": None,
    }  # fmt: skip
    report = {"file": name, "problems": [], "sheets": [sheet]}
    return NewFile(name, name.encode(), report, records(*rows, file=name, sheet=name))


def news_of(page):
    return [one for one in page.button if one.label.startswith("New: ")]


def receipts(page):
    return [one for one in page.button if str(one.key).startswith("news-receipt-")]


@pytest.fixture
def store():
    """Keep a workspace of two loads: what was known until September, then October with its busy week."""
    opened = open_store("sqlite://")
    mine = opened.create_workspace("Velmora")
    opened.save_brand(mine.id, Brand("Velmora"))
    opened.add_files(mine.id, [new_file("before.csv", BEFORE, wave(BEFORE))], uploaded_at=OCTOBER_2)
    opened.add_files(mine.id, [new_file("october.csv", OCTOBER, wave(OCTOBER))], uploaded_at=NOVEMBER_2)
    yield opened
    opened.close()


def texts(page):
    return [
        one.value.replace("\\", "").replace("\xa0", " ") for one in (*page.markdown, *page.caption, *page.subheader)
    ]


def test_a_busy_week_of_the_new_file_is_told_with_its_receipt(visit):
    page = visit("start.py")

    told = [text for text in texts(page) if "impressions" in text and "12–18 Oct 2026" in text]
    assert len(told) == 1
    assert "3.0 × what these weekdays usually bring" in told[0]
    assert "What changed since your last files" in texts(page)
    ways = [one.proto.query_string for one in page.get("page_link") if one.proto.label == "See these days"]
    assert ways == ["objective=Brand+awareness&kpi=Impressions&channels=TikTok&dates=2026-10-12&dates=2026-10-18"]
    page.button("news-receipt-0").click().run()
    assert not page.exception
    assert any("= Impressions" in text for text in texts(page))


def test_the_objectives_page_says_it_in_one_line_where_it_belongs(visit):
    page = visit("objectives.py", objective="awareness")

    news_of(page)[0].click().run()

    assert not page.exception
    assert page.session_state["kpi"] == "impressions"
    assert any("Impressions: 21.0 K in 12–18 Oct 2026" in text for text in texts(page))
    assert news_of(visit("objectives.py", objective="growth")) == []


def test_without_news_that_is_said_quietly(visit, store):
    mine = store.workspaces()[0]
    store.remove_files(mine.id, [store.files(mine.id)[1].id], removed_at=NOVEMBER_2)
    late = span("2026-10-01", "2026-10-11")
    store.add_files(mine.id, [new_file("late.csv", late, wave(late))], uploaded_at=NOVEMBER_2)

    page = visit("start.py")

    assert "Nothing beyond what your weekdays usually bring." in texts(page)


def test_of_the_first_files_ever_the_stretches_that_stand_out_are_told(visit, store):
    mine = store.workspaces()[0]
    store.remove_files(mine.id, [row.id for row in store.files(mine.id)], removed_at=NOVEMBER_2)
    whole = Period(BEFORE.start, OCTOBER.end)
    store.add_files(mine.id, [new_file("whole.csv", whole, wave(whole))], uploaded_at=NOVEMBER_2)

    page = visit("start.py")

    assert "What stands out in your files" in texts(page)
    assert any("12–18 Oct 2026" in text for text in texts(page))


def test_of_the_first_files_ever_three_are_told_and_the_others_wait_below_a_fold(visit, store):
    mine = store.workspaces()[0]
    store.remove_files(mine.id, [row.id for row in store.files(mine.id)], removed_at=NOVEMBER_2)
    whole = Period(BEFORE.start, OCTOBER.end)
    busy = {
        "TikTok": BUSY,
        "Instagram": span("2026-06-08", "2026-06-14"),
        "LinkedIn": span("2026-07-06", "2026-07-12"),
        "X": span("2026-08-10", "2026-08-16"),
    }
    rows = [row for channel, week in busy.items() for row in wave(whole, week, channel)]
    store.add_files(mine.id, [new_file("whole.csv", whole, rows)], uploaded_at=NOVEMBER_2)

    page = visit("start.py")

    assert len(receipts(page)) == 3
    fold = next(box for box in page.expander if box.label == "1 more stretch")
    assert not receipts(fold)


def test_of_the_first_files_ever_in_which_nothing_stands_out_nothing_is_said(visit, store):
    mine = store.workspaces()[0]
    store.remove_files(mine.id, [store.files(mine.id)[1].id], removed_at=NOVEMBER_2)

    page = visit("start.py")

    assert not [text for text in texts(page) if "stands out" in text or "What changed" in text]


def test_loads_of_one_sitting_are_one():
    rows = [
        FileRow(hours, "", "", 0, NOVEMBER_2 + timedelta(hours=hours), {}, Overlap(1, 0, 0)) for hours in (-200, -1, 0)
    ]

    earlier, newest = sittings(rows)

    assert [one.id for one in earlier] == [-200]
    assert [one.id for one in newest] == [-1, 0]
