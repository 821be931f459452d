"""What visitors should do is named with the brand, where the files name events: only that counts as a conversion."""

import pytest

from kpi.facts import Brand, Call
from kpi.store import NewFile
from tests.builders import TYPED_AT, period, records

OCTOBER = ("2026-10-01", "2026-10-31")
EVENTS = "Events in your files"


@pytest.fixture(autouse=True)
def leads(store, mine):
    """Keep what a website counted in October: 30 purchases and 7 requests."""
    rows = [
        period(*OCTOBER, channel="Web", account="velmora.example", action=action, conversions=count, file="events.csv")
        for action, count in (("purchase", 30.0), ("generate_lead", 7.0))
    ]
    store.add_files(mine.id, [NewFile("events.csv", b"events", {"sheets": []}, records(*rows))], uploaded_at=TYPED_AT)


def events(page, at=0):
    label = EVENTS if at == 0 else f"Events of call to action {at + 1}"
    return next(one for one in page.multiselect if one.label == label)


def name(page, at=0):
    label = "Call to action" if at == 0 else f"Call to action {at + 1}"
    return next(one for one in page.text_input if one.label == label)


def save(page):
    return next(button for button in page.button if button.label == "Save the brand").click().run()


def conversions(page):
    return next(one for one in page.metric if one.label == "Conversions")


def test_nobody_is_asked_where_no_file_names_an_event(visit, store, mine):
    named = [row.id for row in store.files(mine.id) if row.name == "events.csv"]
    store.remove_files(mine.id, named, removed_at=TYPED_AT)

    assert not [one for one in visit("settings.py").multiselect if one.label == EVENTS]


def test_a_call_is_kept_with_the_brand_and_holds_for_the_cards_and_their_help(visit, store, mine):
    before = visit("objectives.py", objective="conversion")
    assert conversions(before).value == "37"

    page = visit("settings.py")
    assert events(page).options == ["purchase", "generate_lead"]
    name(page).set_value("Test ride")
    events(page).set_value(["generate_lead"])
    save(page)

    assert store.workspace(mine.id).brand.calls == (Call("Test ride", ("generate_lead",)),)
    after = conversions(visit("objectives.py", objective="conversion"))
    assert after.value == "7"
    assert "Counts as a conversion: generate_lead." in after.help.replace("\\", "")
    again = visit("settings.py")
    assert (name(again).value, events(again).value) == ("Test ride", ["generate_lead"])


def test_a_call_without_a_name_takes_that_of_its_event_and_an_empty_row_is_none(visit, store, mine):
    page = visit("settings.py")
    events(page, 2).set_value(["purchase"])
    save(page)

    assert store.workspace(mine.id).brand.calls == (Call("purchase", ("purchase",)),)


def test_a_call_is_taken_away_by_emptying_its_row(visit, store, mine):
    calls = (Call("Bought", ("purchase",)), Call("Test ride", ("generate_lead",)))
    store.save_brand(mine.id, Brand("Velmora", calls=calls))

    page = visit("settings.py")
    name(page).set_value("")
    events(page).set_value([])
    save(page)

    assert store.workspace(mine.id).brand.calls == calls[1:]


def test_an_event_that_no_file_names_is_said_to_leave_conversions_unknown(visit, store, mine):
    store.save_brand(mine.id, Brand("Velmora", calls=(Call("Raffle", ("purchase", "raffle")),)))

    said = [one.value.replace("\\", "") for one in visit("settings.py").caption]

    assert any(text.startswith("In none of your files yet: raffle. While no file names an event") for text in said)


def test_an_event_of_two_calls_is_told_and_nothing_is_kept(visit, store, mine):
    page = visit("settings.py")
    for at, called in enumerate(("Bought", "Ordered")):
        name(page, at).set_value(called)
        events(page, at).set_value(["purchase"])
    save(page)

    (said,) = [one.value.replace("\\", "") for one in page.error]
    assert said == "“purchase” counts as two calls to action: leave it in one."
    assert store.workspace(mine.id).brand.calls == ()
