"""The panel: named once, locked, and the same for share of voice, its breaks and the competitors beside the brand."""

from datetime import date

import pytest

from kpi import facts as facts_
from kpi.choice import Scope
from kpi.facts import Brand, Rival, rows_behind
from kpi.measure import breaks
from kpi.measure.panel import panel, panel_changes
from kpi.reconciliation import standings
from tests.builders import BRAND, OCTOBER, SEPTEMBER, ask, day, facts, mention, records, sample_facts, span

BOTH_MONTHS = ("2026-09-01", "2026-10-31")
WITH_KAPRIOL = Brand("Velmora", rivals=(Rival("Rondell"), Rival("Kapriol", since=date(2026, 10, 1))))
ALONE = Brand("Velmora", rivals=(Rival("Rondell"),))


def heard(*said: tuple[str, str], brand: Brand, **more: object):
    """Give the facts of mentions in September and October."""
    return facts(*(mention(at, who) for at, who in said), brand=brand, covers=BOTH_MONTHS, **more)


def first_days(*names: str):
    return [(f"2026-{month}-{at}", name) for month in ("09", "10") for at in ("01", "30") for name in names]


def test_who_is_in_no_panel_counts_nowhere_and_is_named():
    known = heard(*first_days("Velmora", "Rondell", "Ostrad"), brand=ALONE)

    assert ask("share_of_voice", known).sums == (("mentions", 2), ("competitor_mentions", 2))
    assert known.others == ("Ostrad",)
    assert known.held == ("Ostrad is in your listening files, but not in your panel: counted nowhere.",)


def test_who_joins_counts_from_that_day_on_even_where_a_file_tells_of_it_before():
    known = heard(*first_days("Velmora", "Rondell", "Kapriol"), brand=WITH_KAPRIOL)

    september, october = (ask("share_of_voice", known, month) for month in (SEPTEMBER, OCTOBER))

    assert september.value == pytest.approx(2 / 4)
    assert october.value == pytest.approx(2 / 6)


def test_the_day_of_joining_is_the_break_and_what_lies_across_it_is_not_compared():
    known = heard(*first_days("Velmora", "Rondell"), ("2026-10-09", "Kapriol"), brand=WITH_KAPRIOL)

    answer = ask("share_of_voice", known, OCTOBER, SEPTEMBER)
    told = breaks(known, Scope(), ("mentions",))

    assert (answer.value, answer.change) == (pytest.approx(2 / 5), None)
    assert "the panel changed (Kapriol): the trend restarts, not compared" in answer.marks
    assert list(zip(told["date"].dt.date, told["label"], strict=True)) == [
        (date(2026, 10, 1), "Listening: Kapriol joins the panel")
    ]


def test_a_month_that_was_listened_to_and_holds_no_mention_of_who_joined_is_zero_from_the_day_of_joining():
    known = heard(*first_days("Velmora", "Rondell"), ("2026-10-30", "Kapriol"), brand=WITH_KAPRIOL)

    assert ask("share_of_voice", known, span("2026-10-01", "2026-10-15")).value == pytest.approx(1 / 2)


def test_who_leaves_counts_until_that_day_and_the_day_after_is_a_break():
    brand = Brand("Velmora", rivals=(Rival("Rondell"), Rival("Kapriol", until=date(2026, 9, 30))))
    known = heard(*first_days("Velmora", "Rondell", "Kapriol"), brand=brand)

    assert ask("share_of_voice", known, SEPTEMBER).value == pytest.approx(2 / 6)
    assert ask("share_of_voice", known, OCTOBER).value == pytest.approx(2 / 4)
    assert [(one.date, one.says) for one in panel_changes(known)] == [(date(2026, 10, 1), "Kapriol leaves")]


def test_a_name_that_files_spell_otherwise_is_the_same_brand_and_an_address_counts_once():
    brand = Brand("Velmora", rivals=(Rival("Rondell", also=("RDL bikes",)),))
    same = {"key": "https://news.example/a"}
    rows = [mention("2026-10-05", name, **same) for name in ("Velmora", "Rondell (DE)", "rdl bikes")]

    known = facts(*rows, brand=brand, covers=BOTH_MONTHS)

    assert ask("share_of_voice", known, span("2026-10-05", "2026-10-05")).sums == (
        ("mentions", 1),
        ("competitor_mentions", 1),
    )


def test_a_short_name_is_not_found_inside_another():
    assert not Rival("Ron").is_named("Rondell")
    assert Rival("Ron").is_named("the RON query")


def test_what_was_typed_of_a_brand_of_the_panel_is_never_added_to_the_own():
    own = [day("2026-10-31", channel="LinkedIn", account=who, followers=count, export="typed", file="typed by Ana")
           for who, count in (("velmora", 400.0), ("Rondell", 9_000.0))]  # fmt: skip

    mixed, parted = (facts(*own, brand=brand) for brand in (BRAND, ALONE))

    assert ask("followers", mixed).value == 9_400  # nobody said that Rondell is another
    assert ask("followers", parted).value == 400
    assert parted.theirs["followers"].tolist() == [9_000]


def test_the_rows_behind_a_share_are_those_of_the_panel():
    rows = records(*(mention(at, who) for at, who in first_days("Velmora", "Rondell", "Ostrad")), covers=BOTH_MONTHS)
    known = facts_.build(rows, ALONE)

    behind = rows_behind(known, rows, ALONE)

    assert set(behind["account"].astype("str")) == {"Velmora", "Rondell"}


def test_the_report_of_a_file_says_how_much_of_it_counts_for_the_panel():
    rows = records(
        *(mention(at, who, file="m.csv", sheet="m") for at, who in first_days("Velmora", "Rondell", "Ostrad")),
        covers=BOTH_MONTHS,
    )

    every, panelled = (next(iter(standings(rows, brand).values()))["mentions"] for brand in (BRAND, ALONE))

    assert (every.counted, panelled.counted) == (12, 8)


def test_a_brand_of_the_panel_that_no_listening_file_names_is_said():
    brand = Brand("Velmora", rivals=(Rival("Rondell"), Rival("Kapriol")))

    known = heard(*first_days("Velmora", "Rondell"), brand=brand)

    assert known.held == ("Kapriol of your panel: no listening file names them, and share of voice is without them.",)


def test_where_no_panel_is_named_it_is_whom_the_files_name():
    assert [(one.name, one.since) for one in panel(sample_facts())] == [
        ("Kapriol", panel_changes(sample_facts())[0].date),
        ("Rondell", None),
        ("Stadtpfeil", None),
    ]
    assert panel_changes(sample_facts())[0].date.month == 9
