"""The panel of competitors below the chart: what it says, what it keeps, and what it never does."""

from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

from kpi.facts import Brand, Rival
from kpi.reading.report import Reference
from kpi.store import NewFile
from tests.builders import TYPED_AT, mention, records

OPEN = {"objective": "awareness", "more": "rivals"}
HEARD = ("2026-09-01", "2026-10-31")


def said(page):
    return " ".join(one.value for one in [*page.markdown, *page.caption, *page.error]).replace("\\", "")


def listen(store, mine, **months: tuple[int, int]):
    """Load a file of mentions: of each brand so many in September and in October."""
    rows = [
        mention(f"2026-{month}-{number + 1:02}", name, key=f"{name} {month} {number}", file="mentions.csv", row=number)
        for name, counts in months.items()
        for month, count in zip(("09", "10"), counts, strict=True)
        for number in range(count)
    ]
    found = records(*rows, covers=HEARD)
    store.add_files(mine.id, [NewFile("mentions.csv", b"mentions", {"sheets": []}, found)], uploaded_at=TYPED_AT)


def pages(store, mine, name, days, rows):
    """Load LinkedIn's file of pages side by side."""
    columns = ("Page", "Total Followers", "New Followers", "Total post engagements", "Total posts")
    table = pa.table(dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True)))
    told = Reference("COMPETITORS", "linkedin_page_competitors", "LinkedIn Page, competitors", "LinkedIn", days[1],
                     days, table)  # fmt: skip
    new = NewFile(name, name.encode(), {"sheets": []}, records(), references=[told])
    store.add_files(mine.id, [new], uploaded_at=TYPED_AT)


@pytest.fixture
def branded(store, mine):
    return store.save_brand(mine.id, Brand("Velmora"))


def panel(store, branded, *rivals: Rival):
    return store.save_brand(branded.id, replace(branded.brand, rivals=rivals))


@pytest.mark.usefixtures("branded")
def test_without_any_the_panel_says_which_files_bring_them(visit):
    page = visit("objectives.py", **OPEN)

    assert "Nothing in your files tells of a competitor yet." in said(page)
    assert "LinkedIn Page → Analytics → Competitors → Export" in said(page)


def test_share_of_voice_is_told_with_its_place_and_the_month_before(visit, store, branded):
    listen(store, branded, Velmora=(5, 6), Rondell=(15, 14), Kapriol=(0, 4))
    panel(store, branded, Rival("Rondell"))

    # September 5 of 20, October 6 of 20: Kapriol is in no panel
    assert (
        "Velmora: share of voice 30.0 % in October 2026 (25.0 % in September 2026), second of two; Rondell has 70.0 %."
    ) in said(visit("objectives.py", **OPEN)).replace("\u00a0", " ")


def test_a_brand_in_a_file_that_is_in_no_panel_is_offered_and_not_added(visit, store, branded):
    listen(store, branded, Velmora=(5, 6), Rondell=(15, 14), Kapriol=(1, 4))
    panel(store, branded, Rival("Rondell"))

    page = visit("objectives.py", **OPEN)

    assert "Your files also name Kapriol: add a row to count them." in said(page)
    assert store.workspace(branded.id).brand.rivals == (Rival("Rondell"),)


def test_who_joined_restarts_the_share_and_the_page_says_so(visit, store, branded):
    listen(store, branded, Velmora=(5, 6), Rondell=(15, 12), Kapriol=(1, 2))
    panel(store, branded, Rival("Rondell"), Rival("Kapriol", since=date(2026, 10, 1)))

    told = said(visit("objectives.py", **OPEN)).replace("\u00a0", " ")

    assert "Velmora: share of voice 30.0 % in October 2026, second of three; Rondell has 60.0 %." in told
    assert "Kapriol joined on 1 Oct 2026: share of voice before and after cannot be compared." in told


def test_linkedins_file_gives_a_share_of_engagement_and_never_one_of_voice(visit, store, branded):
    pages(store, branded, "a.xlsx", (date(2026, 10, 1), date(2026, 10, 30)),
          [("Velmora", 900.0, 12.0, 150.0, 9.0), ("Rondell", 1_200.0, 7.0, 450.0, 4.0)])  # fmt: skip

    page = visit("objectives.py", **OPEN)
    (picked,) = [one for one in page.selectbox if one.label == "Compared by"]

    assert picked.options == [
        "Share of engagement · LinkedIn", "Followers · LinkedIn", "New followers · LinkedIn",
        "Engagements · LinkedIn", "Posts · LinkedIn",
    ]  # fmt: skip
    told = said(page).replace("\u00a0", " ")
    assert "Velmora: share of engagement 25.0 % in 1–30 Oct 2026, second of two; Rondell has 75.0 %." in told
    assert "share of voice" not in told.lower()


def test_each_number_tells_its_file_sheet_and_row(visit, store, branded):
    pages(store, branded, "a.xlsx", (date(2026, 10, 1), date(2026, 10, 30)),
          [("Velmora", 900.0, 12.0, 150.0, 9.0), ("Rondell", 1_200.0, 7.0, 450.0, 4.0)])  # fmt: skip

    page = visit("objectives.py", **{"rivals-table": True}, rivals="Followers · LinkedIn", **OPEN)
    told = next(one.value for one in page.dataframe if "Brand" in one.value)

    assert told[["Brand", "Followers", "File", "Row"]].to_numpy().tolist() == [
        ["Velmora", "900", "a.xlsx", "Velmora"],
        ["Rondell", "1,200", "a.xlsx", "Rondell"],
    ]


def test_a_panel_is_saved_from_what_the_files_name_and_the_change_can_be_taken_back(visit, store, branded):
    listen(store, branded, Velmora=(5, 6), Rondell=(15, 14))
    page = visit("settings.py")

    page.button(key="save-panel").click().run()

    assert not page.exception
    assert store.workspace(branded.id).brand.rivals == (Rival("Rondell"),)
    page.button(key="panel-undo").click().run()
    assert store.workspace(branded.id).brand.rivals == ()


def test_a_typed_number_of_a_competitor_is_kept_and_never_added_to_the_own(visit, store, branded):
    panel(store, branded, Rival("Rondell"))
    page = visit("objectives.py", **{"rivals-number": True}, **OPEN)

    page.selectbox(key="rival-channel").select("Instagram")
    page.selectbox(key="rival-metric").select("posts")
    next(one for one in page.date_input if one.label.startswith("Day,")).set_value(date(2026, 10, 31))
    next(one for one in page.number_input if one.label == "Value").set_value(12.0)
    next(one for one in page.text_input if one.label == "Typed by").set_value("Ana")
    next(one for one in page.button if one.label == "Save the number").click().run()

    (kept,) = store.typed_numbers(branded.id)
    assert (kept.account, kept.channel, kept.metric, kept.value) == ("Rondell", "Instagram", "posts", 12)
