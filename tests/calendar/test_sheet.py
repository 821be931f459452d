"""The calendar through a workbook and back: nothing changes on the way, and what is wrong is said with its cell."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from kpi.calendar.entry import LONGEST, Campaign, Entry, Stage, clean, one_line
from kpi.calendar.incoming import Incoming, changes
from kpi.calendar.sheet import COLUMNS
from kpi.calendar.sheet_find import calendar_in
from kpi.calendar.sheet_read import Given, read
from kpi.calendar.sheet_write import template
from kpi.catalogue.channels import SOCIAL
from kpi.errors import UnreadableFile
from kpi.layouts.learnt import NOTHING_LEARNT
from kpi.reading import cells
from kpi.workbook.cells import Cell
from tests.calendar.builders import AT, entry, full_entry

LATER = AT + timedelta(days=1)
OBJECTIVES = {"engagement": "Engagement", "growth": "Community growth"}
ID = "6f1c6b1e-4d0e-4f7c-9a53-0d9f3a0a7c11"
HEADERS = [column.header for column in COLUMNS]
FIELDS = [column.field for column in COLUMNS]


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def read_back(raw, entries=(), campaigns=(), *, folder, order="", told=None, name="calendar.xlsx"):
    """Read a workbook of ours against what is there."""
    file = folder / name
    file.write_bytes(raw)
    found = calendar_in(Cell(**row) for row in cells.read_cells(name, file, NOTHING_LEARNT).table.to_pylist())
    ids = (f"new-{number}" for number in count(1))
    against = Given(
        entries, campaigns, found.own_places, OBJECTIVES, lambda: next(ids), LATER, "Ana", told or {}, order
    )
    return read(found, against)


def written(entries=(), campaigns=()):
    return template(entries, campaigns, objectives=OBJECTIVES)


def book(*rows: dict[str, object], sheet="Calendar", headers=HEADERS):
    """Write rows as a person does, by field, below the template's headers."""
    made = Workbook()
    made.active.title = sheet
    made.active.append(headers)
    for row in rows:
        made.active.append([row.get(field) for field in FIELDS])
    return saved(made)


def saved(made):
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def wrong(found):
    return {one.cell: one.says for one in found.wrong}


SAID = ("=cmd|' /C calc'!A0", "+1", "-1", "@velmora", "a, b; c", 'she said "no"', "one\n\ntwo\ttwo", "🌿👩‍👩‍👧")
READ_AS_OTHERS = ("_x0041_", "12 %", "007", "1.5")
TRUTHS = ("true", "false")
"""A spreadsheet gives these back in capitals, so that only a known post can tell that they did not change."""
TEXTS = st.one_of(st.text(max_size=60), st.sampled_from((*SAID, *READ_AS_OTHERS))).filter(
    lambda text: clean(text).lower() not in TRUTHS
)
LINES = TEXTS.map(one_line).map(lambda text: text[: LONGEST["content_type"]].strip())
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
ZONES = st.sampled_from(["", "UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"])


@st.composite
def posts(draw):
    """Make any post that can be kept."""
    at = draw(st.none() | st.times().map(lambda one: one.replace(microsecond=0)))
    return Entry(
        id=str(draw(st.uuids())),
        day=draw(DAYS),
        changed_at=AT,
        channel=draw(st.sampled_from(["", *SOCIAL])),
        title=draw(LINES),
        text=draw(TEXTS.map(clean)) or "words",
        at=at,
        zone=draw(ZONES) if at else "",
        content_type=draw(st.sampled_from(["", "reel", "carousel", "Live Q&A"])),
        link=draw(st.sampled_from(["", "https://velmora.example/a?b=1,2", "http://velmora.example/é"])),
        objective=draw(st.sampled_from(["", *OBJECTIVES])),
        owner=draw(LINES),
        stage=draw(st.sampled_from(Stage)),
        on_charts=draw(st.booleans()),
    )


@st.composite
def runs(draw):
    """Make any campaign that can be kept."""
    start = draw(DAYS.filter(lambda day: day < date(2100, 1, 1)))
    end = start + timedelta(days=draw(st.integers(0, 90)))
    return Campaign(str(draw(st.uuids())), draw(LINES) or "A name", start, end, AT, note=draw(TEXTS.map(clean)))


def by_id(several):
    return sorted(several, key=lambda one: one.id)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=st.lists(posts(), max_size=12, unique_by=lambda one: one.id), campaigns=st.lists(runs(), max_size=2))
def test_any_calendar_comes_back_from_a_workbook_as_it_was_and_a_second_time_changes_nothing(
    folder, entries, campaigns
):
    first = read_back(written(entries, campaigns), folder=folder)
    assert first.wrong == ()
    came, ran = (replace_made(several) for several in (first.new, first.new_campaigns))

    assert by_id(came) == by_id(entries)
    assert by_id(ran) == by_id(campaigns)

    second = read_back(written(came, ran), came, ran, folder=folder)
    assert second == Incoming((), (), (), (), len(entries) + len(campaigns), ())


def replace_made(several):
    """Give what was read as it was before: when and by whom it was brought in is no part of it."""
    return [replace(one, changed_at=AT, made_by="") for one in several]


def test_what_no_column_holds_stays_with_a_post_that_comes_back(folder):
    mine = replace(full_entry(), id=ID)
    changed = load_workbook(BytesIO(written([mine])))
    changed["Calendar"].cell(2, FIELDS.index("title") + 1).value = "Another title"

    found = read_back(saved(changed), [mine], folder=folder)

    assert [then for _, then in found.changed] == [replace(mine, title="Another title", changed_at=LATER)]
    assert [(one.header, one.old, one.new) for one in changes(*found.changed[0])] == [
        ("Title", "New range, first look; and more", "Another title")
    ]


def test_a_title_that_a_spreadsheet_takes_for_a_truth_value_stays_as_it_was(folder):
    mine = entry(ID, title="true")

    assert read_back(written([mine]), [mine], folder=folder).unchanged == 1


def test_dates_and_times_stand_in_the_workbook_as_such_and_texts_never_as_formulas():
    sheet = load_workbook(BytesIO(written([entry(at="18:30", title="=1+1", text="+49")])))["Calendar"]
    row = {field: sheet.cell(2, at) for at, field in enumerate(FIELDS, start=1)}

    assert row["day"].value == datetime(2026, 10, 20)  # noqa: DTZ001 (a day has no zone)
    assert row["at"].value == time(18, 30)
    assert (row["title"].data_type, row["title"].value, row["title"].quotePrefix) == ("s", "=1+1", True)
    assert row["text"].data_type == "s"


def test_states_channels_content_types_and_objectives_are_chosen_from_lists():
    made = load_workbook(BytesIO(written()))
    letters = {FIELDS[at]: made["Calendar"].cell(1, at + 1).column_letter for at in range(len(FIELDS))}
    ruled = {
        str(rule.sqref).rstrip("0123456789").split(":")[0][:1]
        for rule in made["Calendar"].data_validations.dataValidation
    }

    assert {letters[field] for field in ("stage", "channel", "content_type", "objective", "day")} <= ruled
    assert [cell.value for cell in made["Lists"]["C"]][:3] == ["State", "idea", "draft"]


def test_a_new_row_typed_by_a_person_becomes_a_post_once(folder):
    raw = book({"day": date(2026, 12, 24), "at": time(18, 30), "channel": "ig", "title": "Eve", "stage": "Scheduled"})

    found = read_back(raw, folder=folder)

    (post,) = found.new
    assert (post.day, post.at, post.channel, post.stage) == (
        date(2026, 12, 24),
        time(18, 30),
        "Instagram",
        Stage.PLANNED,
    )
    assert (post.id, post.made_by) == ("new-1", "Ana")
    again = read_back(raw, found.new, folder=folder)
    assert (again.new, again.changed, again.unchanged) == ((), (), 1)


def test_a_row_without_an_id_finds_its_post_by_its_words_when_its_state_or_its_day_changed(folder):
    mine = [entry("a", title="Eve"), entry("b", "2026-10-21", title="Morning")]

    found = read_back(
        book(
            {"day": date(2026, 10, 20), "channel": "Instagram", "title": "Eve", "stage": "published"},
            {"day": date(2026, 10, 24), "channel": "Instagram", "title": "Morning", "stage": "planned"},
        ),
        mine,
        folder=folder,
    )

    assert found.new == ()
    assert [(then.id, then.day, then.stage) for _, then in found.changed] == [
        ("a", date(2026, 10, 20), Stage.PUBLISHED),
        ("b", date(2026, 10, 24), Stage.PLANNED),
    ]


def test_rows_that_differ_in_their_owner_alone_are_posts_of_their_own_and_found_again(folder):
    twins = [{"day": date(2026, 10, 20), "channel": "X", "title": "Story", "owner": who} for who in ("Ben", "Ana")]

    found = read_back(book(*twins), folder=folder)
    again = read_back(book(*twins), found.new, folder=folder)

    assert [one.owner for one in found.new] == ["Ben", "Ana"]
    assert (again.new, again.changed, again.unchanged) == ((), (), 2)


def test_a_row_that_stands_twice_is_refused_once_and_comes_in_once(folder):
    row = {"day": date(2026, 10, 20), "channel": "X", "title": "Story"}

    found = read_back(book(row, row), folder=folder)
    again = read_back(book(row, row), found.new, folder=folder)

    assert wrong(found) == {"Row 3, column Date (A3)": "This row says the same as row 2: leave one of them out."}
    assert (len(found.new), again.new, again.unchanged) == (1, (), 1)


def test_the_same_words_a_week_later_are_another_post(folder):
    found = read_back(
        book({"day": date(2026, 10, 27), "channel": "Instagram", "title": "Friday tip"}),
        [entry("a", "2026-10-20", title="Friday tip")],
        folder=folder,
    )

    assert len(found.new) == 1
    assert found.changed == ()


def test_a_row_with_several_channels_is_a_post_on_each(folder):
    raw = book({"day": date(2026, 10, 20), "channel": "IG + LinkedIn", "title": "Eve"})

    found = read_back(raw, folder=folder)

    assert [one.channel for one in found.new] == ["Instagram", "LinkedIn"]
    assert read_back(raw, found.new, folder=folder).unchanged == 2


def test_a_row_of_several_whole_days_is_a_campaign(folder):
    found = read_back(book({"day": date(2026, 10, 5), "end": date(2026, 10, 18), "title": "Spring"}), folder=folder)

    (run,) = found.new_campaigns
    assert (run.name, run.start, run.end) == ("Spring", date(2026, 10, 5), date(2026, 10, 18))


def test_a_campaign_without_an_end_is_of_one_day_and_found_again(folder):
    raw = book({"day": date(2026, 10, 5), "kind": "campaign", "title": "Open house"})

    found = read_back(raw, folder=folder)

    (run,) = found.new_campaigns
    assert (run.start, run.end) == (date(2026, 10, 5), date(2026, 10, 5))
    assert read_back(raw, campaigns=[run], folder=folder).unchanged == 1


WRONG = [
    ({"day": "next week"}, "Date (A2)", "“next week” is no day we can read: write it as 2026-12-24."),
    ({"day": date(1926, 1, 1)}, "Date (A2)", "The year 1926 is none for a calendar: was it mistyped?"),
    ({"day": None}, "Date (A2)", "There is no day here: fill it in, such as 2026-12-24."),
    ({"at": "noonish"}, "Time (B2)", "“noonish” is no time of day: write it as 18:30."),
    ({"channel": "Instagrm"}, "Channel (C2)", "There is no channel “Instagrm”: did you mean “Instagram”?"),
    ({"title": ""}, "Title (E2)", "There are no words here: give the post a title, or its text."),
    ({"title": "a" * 121}, "Title (E2)", "This text has 121 characters, and at most 120 fit: shorten it."),
    ({"link": "velmora.example"}, "Link (G2)", "“velmora.example” is no link: write it with https:// before it."),
    ({"stage": "publishd"}, "State (H2)", "There is no state “publishd”: did you mean “published”?"),
    ({"objective": "Fame"}, "Objective (J2)", "There is no objective “Fame”: write Engagement or Community growth."),
    ({"zone": "Mars"}, "Time zone (K2)", "“Mars” is no time zone we know: write it as Europe/Berlin."),
    ({"on_charts": "perhaps"}, "On charts (L2)", "“perhaps” is neither yes nor no."),
    ({"kind": "advert"}, "Kind (M2)", "“advert” is neither post nor campaign: write one of them, or nothing."),
    (
        {"kind": "campaign", "channel": "X"},
        "Channel (C2)",
        "A campaign has none: empty this cell, or write post as its Kind.",
    ),
    ({"end": date(2026, 10, 1)}, "End (N2)", "This is before the first day: write a later one."),
    (
        {"end": date(2026, 11, 1), "kind": "post"},
        "End (N2)",
        "A post has one day: empty this cell, or write campaign as its Kind.",
    ),
    (
        {"id": "7"},
        "Id (leave as it is) (O2)",
        "Nothing here bears this id: empty the cell to add the row as a new one.",
    ),
]


@pytest.mark.parametrize(("row", "cell", "says"), WRONG, ids=[says[:30] for *_, says in WRONG])
def test_what_is_wrong_is_said_with_its_cell_and_changes_nothing(folder, row, cell, says):
    rows = {"day": date(2026, 10, 20), "title": "a", **row}, {"day": date(2026, 10, 21), "title": "good"}

    found = read_back(book(*rows), folder=folder)

    assert wrong(found) == {f"Row 2, column {cell}": says}
    assert [one.title for one in found.new] == ["good"]
    assert found.changed == ()


def test_a_wrong_row_of_a_known_post_leaves_it_as_it_is(folder):
    mine = entry(ID, title="Eve")
    changed = load_workbook(BytesIO(written([mine])))
    changed["Calendar"].cell(2, 1).value = "soon"

    found = read_back(saved(changed), [mine], folder=folder)

    assert (found.new, found.changed, found.unchanged) == ((), (), 0)
    assert list(wrong(found)) == ["Row 2, column Date (A2)"]


def test_a_formula_without_a_value_is_said_and_not_taken_for_an_empty_cell(folder):
    found = read_back(book({"day": date(2026, 10, 20), "title": "=A1&B1"}), folder=folder)

    assert "This formula has no value yet" in wrong(found)["Row 2, column Title (E2)"]


def test_an_id_that_stands_twice_is_refused_in_both_rows(folder):
    mine = entry(ID, title="Eve")
    rows = [{"day": date(2026, 10, 20), "title": text, "id": ID} for text in ("Eve", "Copy")]

    found = read_back(book(*rows), [mine], folder=folder)

    assert len(found.wrong) == 2
    assert found.changed == ()


def test_a_day_that_can_be_two_asks_unless_another_row_tells(folder):
    doubtful, telling = {"day": "03/04/2026", "title": "a"}, {"day": "24/12/2026", "title": "b"}

    assert read_back(book(doubtful), folder=folder).asks
    assert [one.day for one in read_back(book(doubtful), folder=folder, order="month").new] == [date(2026, 3, 4)]
    told = read_back(book(doubtful, telling), folder=folder)
    assert [one.day for one in told.new] == [date(2026, 4, 3), date(2026, 12, 24)]


def test_a_file_without_a_calendar_says_what_was_looked_for(folder):
    with pytest.raises(UnreadableFile, match="a row of column names over rows of posts"):
        read_back(b"Only a line\nand another\n", folder=folder, name="calendar.csv")


def test_the_moment_at_which_it_was_changed_is_told_in_a_zone(folder):
    (post,) = read_back(book({"day": date(2026, 10, 20), "title": "a"}), folder=folder).new

    assert post.changed_at.tzinfo == UTC
