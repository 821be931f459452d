"""Calls to action side by side: each by its own events, unknown where no file names one, rates never added up."""

import pandas as pd

from kpi.conversion.calls import calls_of, compared, facts_of_calls
from kpi.facts import Brand, Call, build
from kpi.frames import records_frame
from kpi.sentences.conversion import calls_remarks, calls_sentence
from tests.builders import OCTOBER, SEPTEMBER, ask, question, records, review, span
from tests.rules import files as f
from tests.rules.files import BOTH

BUY, RIDE = Call("Purchase", ("purchase", "in_store")), Call("Test ride", ("generate_lead",))
GROUPED = ("Sessions", "Key events")
RAFFLE = Call("Raffle", ("raffle_entered",))
DAILY = f.key_events_daily(
    ("2026-09-03", "purchase", 4),
    ("2026-10-01", "purchase", 2),
    ("2026-10-01", "generate_lead", 12),
    ("2026-10-02", "in_store", 4),
    ("2026-10-04", "sign_up", 9),
)
"""In October 6 bought and 12 asked for a ride; on the fourth neither. In September 4 bought."""


def told(tmp_path, *files: f.File, calls=(BUY, RIDE), period=OCTOBER, against=SEPTEMBER):
    brand = Brand("Velmora", calls=calls)
    read = records_frame(pd.concat([f.read(tmp_path, file).records for file in files], ignore_index=True))
    found = compared(question("conversions", period, against), calls, facts_of_calls(read, brand, calls))
    return {one.call.name: one for one in found}


def test_each_call_counts_its_own_events_alone_the_most_followed_first(tmp_path):
    found = told(tmp_path, DAILY, f.ga4_days(BOTH, sessions=10))

    assert list(found) == ["Test ride", "Purchase"]
    assert [one.conversions.value for one in found.values()] == [12, 6]
    # the events are known until 4 October: 40 visits
    assert [one.rate.value for one in found.values()] == [12 / 40, 6 / 40]
    assert {one.rate.title for one in found.values()} == {"Actions per visit"}


def test_what_did_not_happen_where_others_did_is_none_and_not_unknown(tmp_path):
    lately = span("2026-10-04", "2026-10-04")

    found = told(tmp_path, DAILY, period=lately, against=None)

    assert [one.conversions.value for one in found.values()] == [0, 0]


def test_a_call_is_compared_with_the_days_before(tmp_path):
    found = told(tmp_path, f.key_events(SEPTEMBER, ("purchase", 20), ("in_store", 0), name="a.csv"),
                 f.key_events(OCTOBER, ("purchase", 25), ("in_store", 5), name="b.csv"), calls=(BUY,))  # fmt: skip

    answer = found["Purchase"].conversions
    assert (answer.value, answer.compared, answer.change) == (30, 20, 0.5)


def test_a_call_whose_events_no_file_names_is_unknown_beside_those_that_are_known(tmp_path):
    found = told(tmp_path, DAILY, calls=(BUY, RAFFLE))

    assert list(found) == ["Purchase", "Raffle"]
    assert (found["Raffle"].conversions.value, found["Raffle"].rate.value) == (None, None)
    assert calls_remarks(list(found.values())) == [
        "One visit may follow several of them, so their rates do not add up.",
        "Raffle: not in your files (raffle_entered).",
        "Purchase: no rate, since no file tells visits and these events over the same days.",
    ]


def test_visits_by_day_and_events_by_month_make_no_rate(tmp_path):
    found = told(tmp_path, f.ga4_days(BOTH, sessions=10), f.key_events(OCTOBER, ("generate_lead", 31)), calls=(RIDE,))

    assert (found["Test ride"].conversions.value, found["Test ride"].rate.value) == (31, None)


def test_a_total_of_all_events_is_no_call(tmp_path):
    found = told(tmp_path, f.ga4_days(BOTH, sessions=10, key_events=9), calls=(RIDE,))

    assert found["Test ride"].conversions.value is None


def test_while_no_call_is_named_each_event_stands_for_itself_the_most_frequent_first():
    brand, events = Brand("Velmora"), [f"event {place}" for place in range(20)]

    assert calls_of(brand, ("sign_up", "purchase")) == (Call("sign_up", ("sign_up",)), Call("purchase", ("purchase",)))
    assert len(calls_of(brand, events)) == 12
    assert calls_of(Brand("Velmora", calls=(BUY,)), events) == (BUY,)


def test_only_the_websites_records_are_built_into_the_facts_of_a_call(tmp_path):
    read = f.read(tmp_path, DAILY).records
    other = records(review("2026-10-05", 4.0))
    together = records_frame(pd.concat([read, other], ignore_index=True))

    built = facts_of_calls(together, Brand("Velmora"), (BUY,))["Purchase"]

    assert {view.channel for view in built.views} == {"Web"}


def test_a_call_is_what_it_is_where_it_alone_is_chosen(tmp_path):
    files = (DAILY, f.ga4_days(BOTH, sessions=10, key_events=3), f.ga4_groups(OCTOBER, {"Direct": [90, 9]}, GROUPED))
    read = records_frame(pd.concat([f.read(tmp_path, file).records for file in files], ignore_index=True))

    for call in (BUY, RIDE, RAFFLE):
        alone = build(read, Brand("Velmora", calls=(call,)))
        (told,) = compared(question("conversions"), (call,), facts_of_calls(read, Brand("Velmora"), (call,)))

        assert told.conversions.value == ask("conversions", alone).value
        assert told.rate.value == ask("conversion_rate", alone).value


def test_the_sentence_names_the_most_followed_call_and_its_change(tmp_path):
    found = told(tmp_path, f.key_events(SEPTEMBER, ("generate_lead", 8), name="a.csv"),
                 f.key_events(OCTOBER, ("purchase", 3), ("in_store", 1), ("generate_lead", 12)))  # fmt: skip

    said = calls_sentence(list(found.values())).replace("\u00a0", " ")
    assert said == "Test ride was followed most: 12 times in October 2026 (+50 % against September 2026); Purchase 4."


def test_the_sentence_says_where_nothing_is_known(tmp_path):
    found = told(tmp_path, DAILY, calls=(RAFFLE,))

    assert calls_sentence(list(found.values())) == (
        "Your files do not name the events of these calls to action in these days."
    )
