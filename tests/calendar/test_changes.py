"""What somebody changed in the calendar meanwhile, in words."""

from dataclasses import replace

from kpi.calendar.entry import Stage
from kpi.sentences.calendar import changes_say
from tests.calendar.builders import campaign, entry


def test_each_change_of_a_post_is_a_line_with_what_it_was():
    seen = entry(title="Chairs", at="18:00", zone="Europe/Berlin", text="a " * 50)
    theirs = replace(
        entry("e1", "2026-10-22", title="Chairs", zone="Europe/Berlin", text="new"), stage=Stage.DROPPED, on_charts=True
    )

    assert changes_say(seen, theirs) == [
        "Day: 22 Oct 2026, it was 20 Oct 2026.",
        "Time: empty, it was 18:00.",
        "State: “dropped”, it was “planned”.",
        "Text: “new”, it was “" + "a " * 29 + "a…”.",
        "Marked on the charts: yes, it was no.",
    ]


def test_what_two_have_in_common_is_not_told():
    assert changes_say(campaign(), replace(campaign(), note="Where?")) == ["Note: “Where?”, it was empty."]
