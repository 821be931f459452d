"""The calendar goes out as .ics and comes back as it was; what calendar programs write is read as they mean it."""

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.calendar.entry import LONGEST, Campaign, Entry, Stage, clean, one_line
from kpi.calendar.ics_events import READER, Told, events_of
from kpi.calendar.ics_read import Given, incoming
from kpi.calendar.ics_shown import Choice, shown
from kpi.calendar.ics_write import written
from kpi.catalogue.channels import SOCIAL
from kpi.errors import UnreadableFile
from kpi.periods import Period
from kpi.reading.drop import Outcome, read_all
from tests.calendar.builders import AT, campaign, entry, full_entry

LATER = AT + timedelta(days=1)
FIXTURES = Path(__file__).parent / "calendars"
WITHIN = Period(date(2026, 1, 1), date(2026, 12, 31))


def read(data, entries=(), campaigns=(), within=WITHIN):
    """Read a calendar against what is there; return what it comes to, and all notes."""
    ids = count(1)
    told, notes = events_of(data)
    found = incoming(told, Given(entries, campaigns, within, lambda: f"n{next(ids)}", LATER))
    return found, [*notes, *found.notes]


def named(name):
    return (FIXTURES / name).read_bytes()


def as_made(one):
    """Give what was read as it was before: when and by whom it was brought in is no part of it."""
    return replace(one, changed_at=AT, made_by="")


def test_a_post_of_the_whole_day_takes_up_the_day_and_blocks_nobody():
    lines = written([entry(title="Launch")], [], name="Velmora").decode().split("\r\n")

    assert "DTSTART;VALUE=DATE:20261020" in lines
    assert "DTEND;VALUE=DATE:20261021" in lines
    assert "TRANSP:TRANSPARENT" in lines


def test_a_post_with_a_time_names_its_zone_and_says_when_its_clocks_change():
    lines = written([entry(at="18:30", zone="Europe/Berlin")], [], name="Velmora").decode().split("\r\n")

    assert "DTSTART;TZID=Europe/Berlin:20261020T183000" in lines
    assert "DTEND;TZID=Europe/Berlin:20261020T184500" in lines
    assert lines.count("BEGIN:VTIMEZONE") == 1


def test_no_line_is_longer_than_75_bytes_and_each_ends_as_the_standard_wants():
    data = written([entry(text="🌿 ä, " * 200)], [], name="Velmora")

    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert data.count(b"\n") == data.count(b"\r\n")


def test_the_same_calendar_gives_the_same_bytes_in_whatever_order():
    one, other = entry("a", title="A"), entry("b", title="B")

    assert written([one, other], [], name="V") == written([other, one], [], name="V")


def test_an_entry_comes_back_as_it_was_and_the_second_time_as_nothing_new():
    whole, run = full_entry(), campaign(note="For the shops,\nand the site")
    data = written([whole, entry("e2")], [run], name="Velmora")

    first, notes = read(data)
    again, _ = read(data, first.entries, first.campaigns)

    assert [as_made(one) for one in first.new] == [entry("e2"), replace(whole, id="n1", made_by="")]
    assert [as_made(one) for one in first.new_campaigns] == [run]
    assert notes == []
    assert (again.entries, again.campaigns, again.unchanged) == ([], [], 3)


texts = st.text(max_size=300).map(clean)
lines = st.text(max_size=90).map(one_line)
entries = st.builds(
    Entry,
    id=st.uuids().map(str),
    day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    changed_at=st.just(AT),
    channel=st.sampled_from(["", *SOCIAL]),
    title=lines,
    text=texts,
    content_type=st.sampled_from(["", "reel", "photo"]),
    link=st.sampled_from(["", "https://velmora.example/?a=1,2;3&b=%20ä"]),
    objective=st.sampled_from(["", "engagement"]),
    owner=lines.map(lambda name: name[:60].strip()),
    stage=st.sampled_from(list(Stage)),
    on_charts=st.booleans(),
)
zones = st.sampled_from(["", "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Chatham"])
clocks = st.times().map(lambda one: one.replace(microsecond=0, fold=0))
timed = st.builds(lambda one, at, zone: replace(one, at=at, zone=zone), entries, clocks, zones)


@settings(max_examples=40, deadline=None)
@given(st.lists(entries | timed, max_size=3, unique_by=lambda one: one.id))
def test_whatever_stands_in_an_entry_comes_back_equal_twice(several):
    once, notes = read(written(several, [], name="Velmora"))
    twice, _ = read(written([as_made(one) for one in once.new], [], name="Velmora"))

    in_order = sorted(several, key=lambda one: one.order)
    assert [as_made(one) for one in once.new] == in_order
    assert [as_made(one) for one in twice.new] == in_order
    assert notes == []


def test_what_was_moved_in_another_program_is_a_change_of_the_same_entry():
    kept = entry(title="Launch", owner="Ana")
    data = written([kept], [], name="V").replace(b":20261020", b":20261022").replace(b":20261021", b":20261023")

    found, _ = read(data, [kept])

    assert found.changed == ((kept, replace(kept, day=date(2026, 10, 22), changed_at=LATER)),)
    assert found.new == ()


def test_what_was_cancelled_in_another_program_is_dropped():
    kept = entry(title="Launch")
    data = written([kept], [], name="V").replace(b"STATUS:CONFIRMED", b"STATUS:CANCELLED")

    found, _ = read(data, [kept])

    assert [then.stage for _, then in found.changed] == [Stage.DROPPED]


def told_of(found):
    return [(one.day.isoformat(), one.at and one.at.isoformat("minutes"), one.zone, one.title) for one in found.new]


def test_a_calendar_of_google_is_read():
    found, notes = read(named("google.ics"))

    assert told_of(found) == [
        ("2026-10-20", "16:00", "UTC", "Instagram: behind the scenes"),
        ("2026-10-22", None, "", "LinkedIn: we are hiring, again"),
    ]
    assert [one.channel for one in found.new] == ["Instagram", "LinkedIn"]
    assert found.new[0].text == "Three looks;\none take"
    assert [one.stage for one in found.new] == [Stage.PLANNED, Stage.DRAFT]
    assert [(one.name, one.start, one.end) for one in found.new_campaigns] == [
        ("Autumn range", date(2026, 10, 5), date(2026, 10, 18))
    ]
    assert notes == []


def test_a_calendar_of_outlook_is_read_by_the_names_that_windows_gives_to_zones():
    found, notes = read(named("outlook.ics"))

    assert told_of(found) == [("2026-10-20", "18:00", "Europe/Berlin", "Reel: the workshop")]
    assert found.new[0].channel == "Instagram"  # of its categories
    assert notes == []


def test_a_calendar_of_apple_repeats_week_by_week_without_what_was_taken_out_and_with_what_was_moved():
    found, notes = read(named("apple.ics"))

    assert told_of(found) == [
        ("2026-10-06", "09:30", "America/New_York", "Tip of the week"),
        ("2026-10-13", "09:30", "America/New_York", "Tip of the week"),
        ("2026-10-28", "11:00", "America/New_York", "Tip of the week, a day late"),
        ("2026-11-03", "09:30", "America/New_York", "Tip of the week"),
    ]
    assert len({one.uid for one in found.new}) == 4
    assert notes == []


def test_a_calendar_of_thunderbird_is_read_by_the_end_of_its_long_zone_and_its_tasks_are_left_out():
    found, notes = read(named("thunderbird.ics"))

    assert told_of(found) == [("2026-10-21", "12:15", "Europe/Vienna", "Threads: question of the day")]
    assert notes == ["Tasks and journal entries were left out (1): events alone are read."]


@pytest.mark.parametrize("name", ["google", "outlook", "apple", "thunderbird"])
def test_a_calendar_of_another_program_that_comes_again_makes_no_duplicates(name):
    first, _ = read(named(f"{name}.ics"))

    again, _ = read(named(f"{name}.ics"), first.entries, first.campaigns)

    assert (again.entries, again.campaigns) == ([], [])
    assert again.unchanged == len(first.entries) + len(first.campaigns)


@pytest.mark.parametrize("name", ["google", "outlook", "apple", "thunderbird"])
def test_a_calendar_of_another_program_goes_out_and_comes_back_equal(name):
    first, _ = read(named(f"{name}.ics"))

    back, _ = read(written(first.entries, first.campaigns, name="V"), first.entries, first.campaigns)

    assert (back.entries, back.campaigns) == ([], [])


def test_a_zone_that_nobody_knows_is_taken_in_utc_and_said():
    found, notes = read(named("own_zone.ics"))

    assert told_of(found) == [("2026-07-01", "16:00", "UTC", "A zone of my own")]  # 18:00, two hours ahead
    assert notes == ["The time zone “Our office” is not known: its times were taken in UTC."]


def events(*told: str):
    inside = "\r\n".join(f"BEGIN:VEVENT\r\n{one}\r\nEND:VEVENT" for one in told)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{inside}\r\nEND:VCALENDAR\r\n".encode()


def test_what_repeats_without_an_end_is_taken_as_far_as_anybody_plans():
    data = events("UID:a\r\nSUMMARY:Weekly\r\nDTSTART;VALUE=DATE:20260901\r\nRRULE:FREQ=WEEKLY")

    found, notes = read(data, within=Period(date(2026, 10, 1), date(2026, 10, 31)))

    assert [one.day.day for one in found.new] == [6, 13, 20, 27]
    assert notes[0] == "“Weekly” repeats without an end in sight: its first 523 dates were taken."
    assert notes[1] == "Of what repeats, the dates from 2026-10-01 to 2026-10-31 are read: 519 others were not."


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=-1FR", ["2026-09-01", "2026-09-25", "2026-10-30", "2026-11-27"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20260915", ["2026-09-01", "2026-09-08", "2026-09-15"]),
        ("RRULE:FREQ=DAILY;COUNT=2\r\nRDATE;VALUE=DATE:20260910", ["2026-09-01", "2026-09-02", "2026-09-10"]),
        ("RRULE:FREQ=DAILY;COUNT=3\r\nEXDATE;VALUE=DATE:20260902", ["2026-09-01", "2026-09-03"]),
    ],
)
def test_rules_are_followed_to_their_end(rule, days):
    found, _ = read(events(f"UID:a\r\nSUMMARY:S\r\nDTSTART;VALUE=DATE:20260901\r\n{rule}"))

    assert [one.day.isoformat() for one in found.new] == days


def test_what_repeats_every_hour_is_taken_once_and_said():
    found, notes = read(events("UID:a\r\nSUMMARY:S\r\nDTSTART:20260901T080000Z\r\nRRULE:FREQ=HOURLY"))

    assert [(one.day.isoformat(), one.at) for one in found.new] == [("2026-09-01", time(8))]
    assert notes == ["“S” repeats in a way that cannot be read: its first date alone was taken."]


def test_the_end_of_a_rule_is_told_by_the_clocks_of_its_event():
    # 2026-09-15 06:00 in Berlin is 04:00 UTC, still before the rule ends at 04:30 UTC.
    data = events(
        "UID:a\r\nSUMMARY:S\r\nDTSTART;TZID=Europe/Berlin:20260901T060000\r\nRRULE:FREQ=WEEKLY;UNTIL=20260915T043000Z"
    )

    assert [one.day.day for one in read(data)[0].new] == [1, 8, 15]


def test_an_event_without_a_day_is_left_out_by_its_name_and_the_others_are_read():
    found, notes = read(events("UID:a\r\nSUMMARY:Torn\r\nDTSTART:2026xx", "UID:b\r\nDTSTART;VALUE=DATE:20261001"))

    assert [one.uid for one in found.new] == ["b"]
    assert notes == ["“Torn” was left out: it has no day that can be read."]


def test_an_event_without_a_name_of_its_own_makes_no_duplicates_either():
    data = events("SUMMARY:S\r\nDTSTART;VALUE=DATE:20261001")
    first, _ = read(data)

    assert read(data, first.entries)[0].unchanged == 1


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"BEGIN:VCALENDAR\r\nfoo", b"BEGIN:VCARD\r\nEND:VCARD\r\n", b"\x00\xff"]
)
def test_what_is_no_calendar_is_refused_in_a_sentence(data):
    with pytest.raises(UnreadableFile, match="calendar"):
        events_of(data)


def test_a_text_that_is_too_long_is_cut_and_said():
    found, notes = read(events(f"UID:a\r\nDTSTART;VALUE=DATE:20261001\r\nDESCRIPTION:{'x' * 6_000}"))

    assert len(found.new[0].text) == LONGEST["text"]
    assert notes == ["Texts longer than 5,000 characters were cut."]


def test_a_calendar_is_taken_apart_in_the_reading_process():
    place = FIXTURES / "google.ics"
    outcome = next(one for one in read_all([("google.ics", place)], reader=READER) if isinstance(one, Outcome))

    assert outcome.problem == ""
    told = [Told(*row) for row in outcome.records.itertuples(index=False, name=None)]
    assert told == events_of(place.read_bytes())[0]
    assert outcome.report == {"notes": []}


def test_campaigns_come_back_too():
    assert isinstance(read(written([], [campaign()], name="V"))[0].campaigns[0], Campaign)


def test_a_subscription_tells_what_was_chosen_and_no_more():
    mine = [full_entry(), entry("b", title="", text="Words", stage=Stage.DRAFT), entry("c", stage=Stage.DROPPED)]
    run = campaign(note="Only for us")

    little = shown(mine, [run], Choice(), name="Velmora")
    all_of_it = shown(mine, [run], Choice(texts=True, ideas=True), name="Velmora")

    few, _ = read(little)
    assert [(one.title, one.text, one.owner, one.link) for one in few.new] == [(full_entry().title, "", "", "")]
    assert [(one.name, one.note) for one in few.new_campaigns] == [("Spring range", "")]
    many, _ = read(all_of_it)
    assert {one.text for one in many.new} == {"Words", full_entry().text}
    assert b"other-calendar-7" not in all_of_it
    assert b"17890" not in all_of_it


def test_a_subscription_keeps_to_its_channels():
    mine = [entry("a", title="Here"), entry("b", title="There", channel="X")]

    found, _ = read(shown(mine, [], Choice(channels=("X",)), name="Velmora"))

    assert [one.title for one in found.new] == ["There"]


def test_what_the_program_calcurse_wrote_is_read_date_by_date_and_once():
    found, notes = read(named("calcurse.ics"))

    tip = time(9), "LinkedIn", "LinkedIn: Weekly tip"
    assert [(one.day, one.at, one.channel, one.title) for one in found.new] == [
        (date(2026, 10, 20), time(18, 30), "Instagram", "Instagram: New range, first look; and more"),
        (date(2026, 10, 21), *tip),
        (date(2026, 10, 24), None, "", "Gift guide, “for all” 🌿"),
        *((day, *tip) for day in (date(2026, 10, 28), date(2026, 11, 4), date(2026, 11, 11))),
    ]
    assert notes == []
    again, _ = read(named("calcurse.ics"), found.new)
    assert (again.new, again.changed, again.unchanged) == ((), (), 6)
