"""What counts as a conversion is chosen with the brand, where the files name actions."""

import pytest

from kpi.store import NewFile
from tests.builders import TYPED_AT, period, records

OCTOBER = ("2026-10-01", "2026-10-31")
QUESTION = "What counts as a conversion"


@pytest.fixture(autouse=True)
def leads(store, mine):
    """Keep what a website counted in October: 30 purchases and 7 requests."""
    rows = [
        period(*OCTOBER, channel="Web", account="velmora.example", action=action, conversions=count, file="events.csv")
        for action, count in (("purchase", 30.0), ("generate_lead", 7.0))
    ]
    store.add_files(mine.id, [NewFile("events.csv", b"events", {"sheets": []}, records(*rows))], uploaded_at=TYPED_AT)


def asked(page):
    return [one for one in page.multiselect if one.label == QUESTION]


def conversions(page):
    return next(one for one in page.metric if one.label == "Conversions")


def test_nobody_is_asked_where_no_file_names_an_action(visit, store, mine):
    named = [row.id for row in store.files(mine.id) if row.name == "events.csv"]
    store.remove_files(mine.id, named, removed_at=TYPED_AT)

    assert not asked(visit("start.py"))


def test_the_choice_is_kept_with_the_brand_and_holds_for_the_cards_and_their_help(visit, store, mine):
    before = visit("objectives.py", objective="conversion")
    assert conversions(before).value == "37"

    page = visit("start.py")
    (question,) = asked(page)
    assert question.options == ["purchase", "generate_lead"]
    question.set_value(["generate_lead"])
    next(button for button in page.button if button.label == "Save").click().run()

    assert store.workspace(mine.id).brand.actions == ("generate_lead",)
    after = conversions(visit("objectives.py", objective="conversion"))
    assert after.value == "7"
    assert "Counts as a conversion: generate_lead." in after.help.replace("\\", "")
    assert asked(visit("start.py"))[0].value == ["generate_lead"]
