"""Conversion by source: the visits and actions of each, and one by the other."""

from kpi.conversion.sources import by_source
from tests.builders import OCTOBER, SEPTEMBER, question
from tests.rules import files as f
from tests.rules.files import facts_of

RATE = ("Sessions", "Key events", "Session key event rate")


def test_each_source_has_the_visits_and_actions_that_its_rate_is_made_of(tmp_path):
    files = [
        f.ga4_groups(SEPTEMBER, {"Organic Social": [200, 4, 0.02], "Direct": [300, 3, 0.01]}, RATE),
        f.ga4_groups(OCTOBER, {"Organic Social": [100, 30, 0.1], "Direct": [300, 60, 0.02]}, RATE),
    ]

    rows = by_source(question("conversion_rate", OCTOBER, SEPTEMBER), facts_of(tmp_path, *files)).rows

    told = rows.set_index("name")[["sessions", "actions", "value", "compared"]]
    assert told.loc["Organic Social"].tolist() == [100, 10, 0.1, 0.02]
    assert told.loc["Direct"].tolist() == [300, 6, 0.02, 0.01]


def test_without_a_source_there_is_no_row(tmp_path):
    known = facts_of(tmp_path, f.ga4_days(OCTOBER, sessions=10, key_events=1))

    assert by_source(question("conversion_rate"), known).rows.empty
