"""Targets through a workbook and back: nothing changes on the way, and what is wrong is said with its cell."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from kpi.catalogue.channels import CHANNELS
from kpi.catalogue.kpis import KPIS
from kpi.catalogue.metrics import Unit
from kpi.catalogue.operands import Behaves, behaves
from kpi.errors import TargetError
from kpi.facts import Facts
from kpi.layouts.learnt import NOTHING_LEARNT
from kpi.periods import Period
from kpi.reading import cells
from kpi.reading.drop import Outcome, read_all
from kpi.targets.baseline import Baseline
from kpi.targets.sheet import COLUMNS, MOVES
from kpi.targets.sheet_read import Filled, Given, read
from kpi.targets.sheet_write import template
from kpi.targets.target import Guard, Milestone, Over, Relative, Sense, Target
from kpi.workbook.cells import Cell, clean
from tests.builders import OCTOBER, days, facts

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 2, 1, 8, 0, tzinfo=UTC)
ID = "6f1c6b1e-4d0e-4f7c-9a53-0d9f3a0a7c11"
FOLLOWERS = Target(
    id=ID,
    kpi="followers",
    channels=("Instagram", "X"),
    content_types=("reel",),
    start=date(2026, 1, 1),
    end=date(2026, 3, 31),
    baseline=9_500.0,
    goal=10_000.0,
    owner="Ana",
    reason="The spring launch needs an audience.",
    created_at=AT,
    updated_at=AT,
    milestones=(Milestone(date(2026, 2, 14), 9_800.0),),
)
RATE = replace(
    FOLLOWERS, id="7a2c", kpi="engagement_rate", baseline=0.02, goal=0.031, channels=(), milestones=(), title="Rate"
)
HEADERS = [column.header for column in COLUMNS]
PLACES = {column.field: at for at, column in enumerate(COLUMNS, start=1)}
GOOD = {
    "kpi": "Impressions", "channels": "Instagram", "start": date(2026, 4, 1), "end": date(2026, 6, 30),
    "goal": 50_000, "owner": "Ben", "reason": "More people should know us.",
}  # fmt: skip


def start(target: Target) -> Baseline:
    """Let every target start from 0.01 %, 3 stars or 40,000."""
    value = {Unit.PERCENT: 0.0001, Unit.STARS: 3.0}.get(KPIS[target.kpi].unit, 40_000.0)
    return Baseline(value, Period(date(2026, 1, 1), date(2026, 3, 31)), "the 91 days just before")


def back(
    raw: bytes,
    *targets: Target,
    name: str = "targets.xlsx",
    shares: bool | None = None,
    folder: Path,
    known: Facts | None = None,
) -> Filled:
    """Read a file against what is known."""
    file = folder / name
    file.write_bytes(raw)
    table = cells.read_cells(name, file, NOTHING_LEARNT).table
    found = [Cell(**row) for row in table.to_pylist()]
    ids = (f"new-{number}" for number in count(1))
    against = Given(targets, KPIS, start, lambda: next(ids), LATER, known)
    return read(found, against, shares=shares)


def book(*rows: dict[str, object], headers: Sequence[str] = HEADERS, formats: dict[str, str] | None = None) -> bytes:
    """Write rows as a person does, below the template's headers."""
    made = Workbook()
    sheet = made.active
    sheet.title = "Targets"
    sheet.append(list(headers))
    for at, row in enumerate(rows, start=2):
        for field, value in row.items():
            cell = sheet.cell(at, headers.index(COLUMNS[PLACES[field] - 1].header) + 1, value)
            cell.number_format = (formats or {}).get(field, cell.number_format)
    return saved(made)


def saved(made: Workbook) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def written(*targets: Target) -> bytes:
    return template(targets, kpis=KPIS, channels=["Instagram", "X"])


def refused(filled: Filled) -> dict[str, str]:
    return {one.cell: one.says for one in filled.wrong}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


UNSAFE = "=cmd|' /C calc'!A0"
TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [UNSAFE, "+1", "-1", "@me", "*bold* [x](https://velmora.example)", "_x0041_", "12 %", "1.234", "007"]
    ),
)
UNBOUND = sorted(key for key, kpi in KPIS.items() if behaves(kpi) is not Behaves.BOUND)
SIZES = st.floats(min_value=1e-9, max_value=1e15, allow_nan=False)


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """Make any target that can be kept, whether or not it can be met."""
    day = st.dates(date(2000, 1, 1), date(2100, 12, 31))
    return Target(
        id=str(draw(st.uuids())),
        kpi=draw(st.sampled_from(UNBOUND)),
        channels=tuple(draw(st.lists(st.sampled_from(sorted(CHANNELS)), unique=True, max_size=4))),
        content_types=(),
        start=draw(day),
        end=draw(day),
        baseline=draw(st.none() | SIZES),
        goal=draw(SIZES),
        owner=draw(TEXTS),
        reason=draw(TEXTS),
        created_at=AT,
        updated_at=AT,
        title=draw(TEXTS),
        over=draw(st.sampled_from(Over)),
        sense=draw(st.none() | st.sampled_from(Sense)),
        upper=draw(st.none() | SIZES),
        stretch=draw(st.none() | SIZES),
        allow=draw(st.integers(0, 50)),
        min_volume=draw(st.none() | SIZES),
        moves=draw(st.sampled_from(["", *MOVES])),
        priority=draw(st.integers(1, 3)),
    )


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(known=st.lists(targets(), min_size=1, max_size=4, unique_by=lambda one: one.id))
def test_targets_that_go_through_a_workbook_come_back_unchanged(known, folder):
    filled = back(written(*known), *known, folder=folder)

    assert refused(filled) == {}
    assert (filled.unchanged, filled.new, filled.changed, filled.absent) == (len(known), (), (), ())


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    goal=st.floats(40_001, 1e9),
    channels=st.lists(st.sampled_from(sorted(CHANNELS)), unique=True),
    title=st.text(max_size=40),
)
def test_a_written_row_without_its_id_gives_an_equal_target(goal, channels, title, folder):
    target = replace(FOLLOWERS, kpi="impressions", goal=goal, channels=tuple(channels), title=clean(title))
    made = load_workbook(BytesIO(written(target)))
    made["Targets"].cell(2, PLACES["id"]).value = None

    (row,) = back(saved(made), folder=folder).new

    fields = PLACES.keys() - {"id", "unit", "besides", "goal"}
    assert {name: getattr(row.target, name) for name in fields} == {name: getattr(target, name) for name in fields}
    assert row.target.goal == pytest.approx(goal, rel=1e-15)  # a spreadsheet keeps fifteen figures


def test_a_new_row_becomes_a_target_with_a_baseline_of_its_own(folder):
    (row,) = back(book(GOOD), folder=folder).new

    assert row.target == Target(
        id="new-1",
        kpi="impressions",
        channels=("Instagram",),
        content_types=(),
        start=date(2026, 4, 1),
        end=date(2026, 6, 30),
        baseline=40_000.0,
        goal=50_000.0,
        owner="Ben",
        reason="More people should know us.",
        created_at=LATER,
        updated_at=LATER,
        baseline_from="the 91 days just before",
        formula="impressions",
    )


def test_a_changed_row_is_an_edit_that_says_old_and_new_and_keeps_what_the_sheet_does_not_hold(folder):
    made = load_workbook(BytesIO(written(FOLLOWERS, RATE)))
    made["Targets"].cell(2, PLACES["goal"]).value = 11_000
    made["Targets"].cell(2, PLACES["owner"]).value = "Ben"

    filled = back(saved(made), FOLLOWERS, RATE, folder=folder)

    (row,) = filled.changed
    assert row.target == replace(FOLLOWERS, goal=11_000.0, owner="Ben", updated_at=LATER)
    assert [(one.header, one.old, one.new) for one in row.changes] == [
        ("Goal", "10,000", "11,000"),
        ("Owner", "Ana", "Ben"),
    ]
    assert filled.unchanged == 1


def test_other_days_bring_another_baseline_and_another_goal_ends_a_relative_one(folder):
    relative = Relative(0.05, date(2025, 1, 1), date(2025, 3, 31), 0.0295)
    known = replace(RATE, relative=relative)
    made = load_workbook(BytesIO(written(known)))
    made["Targets"].cell(2, PLACES["end"]).value = date(2026, 6, 30)
    moved = back(saved(made), known, folder=folder).changed[0].target
    made["Targets"].cell(2, PLACES["goal"]).value = 0.04
    raised = back(saved(made), known, folder=folder).changed[0].target

    assert (moved.baseline, moved.baseline_from, moved.relative) == (0.0001, "the 91 days just before", relative)
    assert (raised.goal, raised.relative) == (0.04, None)


def test_a_missing_row_deletes_nothing_and_is_named(folder):
    filled = back(written(RATE), FOLLOWERS, RATE, folder=folder)

    assert filled.absent == (FOLLOWERS,)
    assert (filled.unchanged, filled.wrong) == (1, ())


def test_the_same_rows_sent_twice_do_not_make_every_target_twice(folder):
    once = [row.target for row in back(book(GOOD), folder=folder).new]

    again = back(book(GOOD), *once, folder=folder)

    assert (again.new, again.changed, again.unchanged, again.absent) == ((), (), 1, ())


@pytest.mark.parametrize(
    ("written_as", "form", "goal"),
    [
        ("0,031 %", "@", 0.00031),
        (0.031, "0.00%", 0.031),
        (0.031, '0.0" "%', 0.031),
        (3.1, "General", 0.031),
        ("3.1 %", "@", 0.031),
        ("3,1 %", "@", 0.031),
        ("3.1", "@", 0.031),
        (0.5, "0%", 0.5),
        ("0.5 %", "@", 0.005),
        (1, "0%", 1.0),
    ],
)
def test_a_percentage_is_read_as_it_is_shown(written_as, form, goal, folder):
    raw = book(GOOD | {"kpi": "Engagement rate", "goal": written_as}, formats={"goal": form})

    assert [row.target.goal for row in back(raw, folder=folder).new] == [goal]


def test_a_quotation_mark_around_a_percent_sign_makes_no_percentage(folder):
    raw = book(GOOD | {"kpi": "Engagement rate", "goal": 3.1}, formats={"goal": '0.0" %"'})

    assert [row.target.goal for row in back(raw, folder=folder).new] == [0.031]


@pytest.mark.parametrize(("cell", "two"), [(0.5, "0.5 % or 50 %"), (1, "1 % or 100 %"), ("0.031", "0.031 % or 3.1 %")])
def test_a_percentage_that_can_be_two_is_asked_for_and_never_guessed(cell, two, folder):
    raw = book(GOOD | {"kpi": "Engagement rate", "goal": cell})
    asked = back(raw, folder=folder)

    assert asked.asks == ("Targets!E2",)
    assert two in refused(asked)["Targets!E2"]
    assert back(raw, shares=True, folder=folder).new[0].target.goal == float(cell)
    assert back(raw, shares=False, folder=folder).new[0].target.goal == pytest.approx(float(cell) / 100)


WRONG = [
    ({"kpi": "Engagment rate"}, "A2", "There is no KPI “Engagment rate”: did you mean “Engagement rate”?"),
    ({"kpi": "Zebra stripes qq"}, "A2", "There is no KPI “Zebra stripes qq”: choose one of the sheet “Lists”."),
    ({"channels": "Instagram; Facebok"}, "B2", "There is no channel “Facebok”: did you mean “Facebook”?"),
    ({"start": "soon"}, "C2", "“soon” is no day we can read: write it as 2026-01-31."),
    ({"start": "04/05/2026"}, "C2", "“04/05/2026” can be two days: write it as year-month-day, such as 2026-01-31."),
    ({"start": date(1926, 4, 1)}, "C2", "The year 1926 is no year for a target: was it mistyped?"),
    (
        {"end": date(2026, 3, 1)},
        "D2",
        "The target ends on 1 March 2026, before it starts on 1 April 2026: put the end after the start.",
    ),
    ({"end": None}, "D2", "There is no End here: fill it in."),
    ({"goal": None}, "E2", "There is no Goal here: fill it in."),
    ({"goal": "many"}, "E2", "“many” is no number we can read: write figures only, such as 12345 or 4.5."),
    ({"goal": "1.234"}, "E2", "“1.234” can be 1.234 or 1,234: write it without a mark between thousands."),
    ({"goal": "8 %"}, "E2", "“8 %” is a percentage, but Impressions is measured in number."),
    ({"goal": -5}, "E2", "The goal must be above zero: progress is counted as a share of it."),
    ({"unit": "%"}, "F2", "Impressions is measured in number, not in “%”."),
    ({"over": "sometimes"}, "G2", "“sometimes” is no way to count: write one of"),
    ({"sense": "about"}, "H2", "“about” is no sense: write one of at least, at most, between."),
    ({"upper": 60_000}, "I2", "An upper end belongs to a target that stays between two values"),
    ({"stretch": 45_000}, "J2", "The stretch goal asks for no more than the goal"),
    ({"owner": "o" * 61}, "K2", "This text has 61 characters: at most 60 fit."),
    ({"moves": "mountains"}, "M2", "“mountains” is no thing to move: write one of sales,"),
    ({"priority": 4}, "N2", "“4” is no priority: write 1 (high), 2 or 3 (low)."),
    ({"over": "each week", "allow": 1.5}, "P2", "“1.5” is no whole number: write 0, 1, 2 …"),
    ({"allow": 2}, "P2", "Misses are allowed only where each week or each month is judged"),
    ({"min_volume": 50}, "Q2", "Impressions is no ratio, so it has no volume"),
    ({"id": "nobody"}, "R2", "No target here bears this id: empty the cell to add the row as a new target."),
]


@pytest.mark.parametrize(("changed", "cell", "says"), WRONG)
def test_what_is_wrong_is_said_with_its_cell_and_the_row_is_left_out(changed, cell, says, folder):
    filled = back(book(GOOD | changed), folder=folder)

    assert list(refused(filled)) == [f"Targets!{cell}"]
    assert refused(filled)[f"Targets!{cell}"].startswith(says)
    assert (filled.new, filled.changed) == ((), ())


def test_a_goal_above_all_of_it_points_at_its_cell(folder):
    raw = book(*[{}] * 5, GOOD | {"kpi": "Engagement rate", "goal": 1.3}, formats={"goal": "0%"})

    said = refused(back(raw, folder=folder))

    assert list(said) == ["Targets!E7"]
    assert "130 %, and a percentage ends at 100 %" in said["Targets!E7"]


def test_every_wrong_cell_of_a_row_is_named_and_good_rows_stay_good(folder):
    filled = back(book(GOOD | {"start": "soon", "goal": "many"}, GOOD), folder=folder)

    assert list(refused(filled)) == ["Targets!C2", "Targets!E2"]
    assert [row.number for row in filled.new] == [3]


def test_an_id_that_stands_twice_is_taken_from_neither_row(folder):
    made = load_workbook(BytesIO(written(FOLLOWERS)))
    for at, cell in enumerate(made["Targets"][2], start=1):
        made["Targets"].cell(3, at).value = cell.value
    made["Targets"].cell(3, PLACES["goal"]).value = 12_000

    filled = back(saved(made), FOLLOWERS, folder=folder)

    assert list(refused(filled)) == ["Targets!R2", "Targets!R3"]
    assert filled.absent == ()


def test_a_kpi_that_no_file_tells_is_refused_where_the_facts_are_known(folder):
    known = facts(*days(OCTOBER, impressions=100))
    ahead = GOOD | {"start": date(2026, 11, 1), "end": date(2026, 12, 31)}
    unfed = ahead | {"kpi": "Comments"}

    filled = back(book(ahead, unfed, GOOD), folder=folder, known=known)

    assert [row.number for row in filled.new] == [2]
    assert refused(filled)["Targets!A3"].startswith("Nothing feeds Comments on Instagram: no file tells it.")
    assert refused(filled)["Targets!D4"].startswith("No day of Q2 2026 is known")


def test_two_new_rows_that_say_the_same_are_one_target_too_many(folder):
    filled = back(book(GOOD, GOOD), folder=folder)

    assert refused(filled) == {"Targets!A3": "This row says the same as row 2: leave one of them out."}


def test_a_row_without_an_owner_is_taken_and_called_not_smart(folder):
    (row,) = back(book(GOOD | {"owner": None}), folder=folder).new

    assert row.target.unsmart
    assert row.lacks == ("A target needs an owner: name who sees to it.",)


@pytest.mark.parametrize(
    ("text", "goal"), [("50 000", 50_000), ("50'000", 50_000), ("1,250,000", 1_250_000), ("1.250.000", 1_250_000),
                       ("50.000,5", 50_000.5), ("50,000.5", 50_000.5), ("120K", 120_000)],
)  # fmt: skip
def test_thousands_in_text_are_read_where_they_can_be_read_in_one_way(text, goal, folder):
    assert [row.target.goal for row in back(book(GOOD | {"goal": text}), folder=folder).new] == [goal]


def test_a_number_of_three_decimals_that_is_no_text_is_what_it_is(folder):
    (row,) = back(book(GOOD | {"kpi": "Average rating", "goal": 4.125}), folder=folder).new

    assert row.target.goal == 4.125


@pytest.mark.parametrize("text", ["2026-04-01", "1.4.2026", "2026/04/01", "1 April 2026"])
def test_a_day_may_be_a_text(text, folder):
    (row,) = back(book(GOOD | {"start": text}), folder=folder).new

    assert row.target.start == date(2026, 4, 1)


def test_columns_in_another_order_and_columns_of_somebody_else_are_no_harm(folder):
    headers = ["Goal", "Comment", *[header for header in reversed(HEADERS) if header != "Goal"]]
    raw = book(GOOD | {"goal": "many"}, GOOD, headers=headers)

    filled = back(raw, folder=folder)

    assert list(refused(filled)) == ["Targets!A2"]
    assert [row.target.goal for row in filled.new] == [50_000]
    assert filled.notes == ("Columns that a target does not have were not read: Comment.",)


def test_a_column_that_is_not_there_changes_nothing(folder):
    made = load_workbook(BytesIO(written(FOLLOWERS)))
    made["Targets"].delete_cols(PLACES["owner"])

    assert back(saved(made), FOLLOWERS, folder=folder).unchanged == 1


def test_a_formula_without_a_value_is_said_and_never_taken_for_an_empty_cell(folder):
    known = replace(RATE, stretch=0.04)
    made = load_workbook(BytesIO(written(known)))
    made["Targets"].cell(2, PLACES["stretch"]).value = "=E2*2"

    filled = back(saved(made), known, folder=folder)

    assert refused(filled) == {
        "Targets!J2": "This formula has no value yet: open the file in Excel, save it, and upload it again."
    }


def test_merged_cells_repeat_a_word_but_never_a_goal(folder):
    made = load_workbook(BytesIO(book(GOOD, GOOD | {"title": "Second"})))
    made["Targets"].merge_cells("A2:A3")
    made["Targets"].merge_cells("E2:E3")

    filled = back(saved(made), folder=folder)

    assert [row.number for row in filled.new] == [2]
    assert refused(filled) == {"Targets!E3": "There is no Goal here: fill it in."}


def test_a_csv_saved_from_the_workbook_comes_back_unchanged(folder):
    lines = [
        ",".join(HEADERS),
        f'Followers,"Instagram, X",2026-01-01,2026-03-31,"10,000",number,,,,,Ana,{RATE.reason},,2,,,,{ID}',
        f"Engagement rate,,2026-01-01,2026-03-31,3.10%,%,the whole time,,,,Ana,{RATE.reason},,2,Rate,,,7a2c",
    ]
    known = replace(FOLLOWERS, goal=10_000.0)

    filled = back("\n".join(lines).encode(), known, RATE, name="Targets.csv", folder=folder)

    assert refused(filled) == {"Targets!E2": "“10,000” can be 10 or 10,000: write it without a mark between thousands."}
    assert filled.unchanged == 1


def test_what_another_program_saved_again_comes_back_unchanged(folder):
    """As LibreOffice does: numbers of fifteen figures, styles numbered anew, its own percent format, no notes."""
    known = replace(RATE, goal=0.1 + 0.2, upper=None)
    source = load_workbook(BytesIO(written(known, FOLLOWERS)))["Targets"]
    made = Workbook()
    sheet = made.active
    sheet.title = "Targets"
    for row in source.iter_rows(max_row=3):
        for cell in row:
            value = float(f"{cell.value:.15g}") if isinstance(cell.value, float) else cell.value
            copy = sheet.cell(cell.row, cell.column, value)
            copy.number_format = "[$-409]0.00%;[RED]-0.00%" if "%" in cell.number_format else cell.number_format

    assert back(saved(made), known, FOLLOWERS, folder=folder).unchanged == 2


def test_text_that_looks_like_a_formula_is_written_as_text(folder):
    hostile = replace(FOLLOWERS, owner=UNSAFE, title="@SUM(A1)", reason="+1" + "x" * 10_000)

    sheet = load_workbook(BytesIO(written(hostile)))["Targets"]

    found = [sheet.cell(2, PLACES[field]) for field in ("owner", "title", "reason")]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in found] == [
        (UNSAFE, "s", True),
        ("@SUM(A1)", "s", True),
        ("+1" + "x" * 10_000, "s", True),
    ]
    assert back(written(hostile), hostile, folder=folder).unchanged == 1


def test_the_template_offers_lists_checks_days_and_says_how_to_fill_it_in():
    made = load_workbook(BytesIO(written(FOLLOWERS)))
    sheet = made["Targets"]
    rules = {str(rule.sqref).rstrip("0123456789"): rule for rule in sheet.data_validations.dataValidation}

    assert made.sheetnames == ["Targets", "How to fill this in", "Lists"]
    assert [cell.value for cell in sheet[1]] == HEADERS
    assert all(cell.comment for cell in sheet[1])
    assert sheet.freeze_panes == "B2"
    assert {where[0]: rule.type for where, rule in rules.items()} == {
        **dict.fromkeys("ABFGHMN", "list"), **dict.fromkeys("CD", "date"), **dict.fromkeys("EIJQ", "decimal"),
        "P": "whole", "R": "custom",
    }  # fmt: skip
    choices = [row[0] for row in made["Lists"].iter_rows(min_row=2, max_col=1, values_only=True)]
    assert "Engagement rate" in choices
    assert KPIS["reach"].label not in choices


def test_a_file_without_the_table_is_refused_with_what_to_do(folder):
    with pytest.raises(TargetError, match="no row names the columns KPI, Start, End, Goal"):
        back(b"Date,Views\n2026-01-01,5\n", name="views.csv", folder=folder)


def test_a_table_with_two_goals_is_refused(folder):
    with pytest.raises(TargetError, match="the column Goal twice"):
        back(book(GOOD, headers=[*HEADERS, "Goal"]), folder=folder)


@pytest.fixture
def many(folder: Path) -> Path:
    """Write 10,000 rows, every tenth of them with an unknown KPI of its own."""
    made = Workbook(write_only=True)
    sheet = made.create_sheet("Targets")
    sheet.append(HEADERS)
    for number in range(10_000):
        kpi = "Impressions" if number % 10 else f"Impressoins {number}"
        days = date(2026, 4, 1), date(2026, 6, 30)
        sheet.append([kpi, "Instagram", *days, 50_000 + number, "number", None, None, None, None, "Ben", "Known more."])
    file = folder / "many.xlsx"
    made.save(file)
    return file


def test_ten_thousand_rows_are_read_in_the_reading_process(many):
    *_, outcome = read_all([("many.xlsx", many)], reader=cells.READER)

    assert isinstance(outcome, Outcome)
    assert outcome.records is not None
    found = map(Cell._make, outcome.records.itertuples(index=False, name=None))
    filled = read(found, Given((), KPIS, start, iter(map(str, range(10_000))).__next__, LATER))
    assert (len(filled.new), len(filled.wrong)) == (9_000, 1_000)


def test_what_no_column_holds_is_named_in_the_row_and_comes_back_untouched(folder):
    rich = replace(
        FOLLOWERS,
        content_types=(),
        milestones=(Milestone(FOLLOWERS.start, 9_600.0),),
        guards=(Guard("unfollows", Sense.AT_MOST, 10.0), Guard("ctr", Sense.AT_LEAST, 0.01)),
    )
    made = load_workbook(BytesIO(written(rich)))
    named = made["Targets"].cell(2, PLACES["besides"])
    assert named.value == "1 milestone, 2 guards"
    named.value = "nothing"

    assert back(saved(made), rich, folder=folder).unchanged == 1
