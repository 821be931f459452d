from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi import facts
from kpi.catalogue.metrics import FILE_METRICS, METRICS
from kpi.columns import RECORD_COLUMNS
from kpi.frames import no_records
from kpi.typed import MOST_LINES, TypedNumber, faults, parse_pasted, template_csv, to_records

AT = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)


def number(
    day="2026-01-31", channel="Instagram", account="nordlicht", metric="followers", value=9_500.0, **changed: object
):
    told = {"typed_by": "Ana", "typed_at": AT, **changed}
    return TypedNumber(date.fromisoformat(day), channel, account, metric, value, **told)


def pasted(text, **given_: object):
    return parse_pasted(text, typed_by="Ana", typed_at=AT, **given_)


def values(text, **given_: object):
    found, problems = pasted(text, **given_)
    assert problems == []
    return [one.value for one in found]


def sentence(text, **given_: object):
    found, problems = pasted(text, **given_)
    assert found == []
    assert len(problems) == 1
    return problems[0]


def test_one_number_a_line_is_read_in_any_order_of_columns():
    text = "Value,metric,Account,channel,DATE\n9500,followers,nordlicht,Instagram,2026-01-31\n"

    assert pasted(text) == ([number()], [])


@pytest.mark.parametrize("mark", ["\t", ";", ","])
def test_tabs_semicolons_and_commas_part_the_cells(mark):
    rows = [["date", "channel", "account", "metric", "value"], ["2026-01-31", "X", "", "saves", "7"]]

    assert values("\r\n".join(mark.join(row) for row in rows)) == [7.0]


def test_a_grid_has_a_line_a_date_and_a_column_a_metric():
    text = "date\tchannel\taccount\tfollowers\tSaves\n2026-01-31\tInstagram\tnordlicht\t9500\t12\n"

    assert pasted(text) == ([number(), number(metric="saves", value=12.0)], [])


def test_a_grid_without_a_channel_is_about_the_one_that_is_said():
    found, problems = pasted("date,followers\n2026-01-31,9500\n", channel="Instagram", account="nordlicht")

    assert (found, problems) == ([number()], [])


def test_a_number_without_any_channel_is_not_taken():
    assert "There is no channel “”" in sentence("date,followers\n2026-01-31,9500\n")


@pytest.mark.parametrize("key", FILE_METRICS)
def test_a_metric_is_known_by_its_key_and_by_its_label(key):
    for name in (key, METRICS[key].label, METRICS[key].label.upper()):
        found, problems = pasted(f"date\tchannel\tmetric\tvalue\n2026-01-31\tX\t{name}\t3\n")

        assert [one.metric for one in found] == [key]
        assert problems == []


def test_a_channel_is_known_in_any_case():
    found, _ = pasted("date;channel;metric;value\n2026-01-31;LINKEDIN;followers;3\n")

    assert found[0].channel == "LinkedIn"


def test_an_empty_cell_is_unknown_and_gives_nothing():
    assert values("date\tfollowers\tsaves\n2026-01-31\t\t12\n2026-02-28\t-\tn/a\n", channel="X") == [12.0]


def test_a_bad_line_is_a_sentence_and_the_rest_is_read():
    text = (
        "date,channel,metric,value\nsoon,X,saves,1\n2026-01-31,X,likeability,2\n2026-01-31,Myspace,saves,3\n"
        "2026-01-31,X,saves,many\n2026-01-31,X,saves,5\n"
    )
    found, problems = pasted(text)

    assert [one.value for one in found] == [5.0]
    assert [problem.split(":")[0] for problem in problems] == ["Line 2", "Line 3", "Line 4", "Line 5"]
    assert "“soon”" in problems[0]
    assert "“likeability”" in problems[1]
    assert "“Myspace”" in problems[2]
    assert "“many”" in problems[3]


@pytest.mark.parametrize("written", ["12345", "12.345", "12,345", "12 345", "12\u202f345", "12'345"])
def test_what_is_counted_is_whole_however_its_thousands_are_written(written):
    assert values(f"date\tfollowers\n2026-01-31\t{written}\n", channel="X") == [12345.0]


def test_a_decimal_comma_that_is_proven_holds_for_the_whole_table():
    assert values("date\tspend\n2026-01-31\t12,50\n2026-02-28\t1.250\n", channel="Meta") == [12.5, 1250.0]


def test_money_that_can_be_thousands_or_a_fraction_is_asked_about_and_not_guessed():
    assert "“1.250”" in sentence("date\tspend\n2026-01-31\t1.250\n", channel="Meta")


@pytest.mark.parametrize(
    "written", ["2026-01-31", "2026/01/31", "31.01.2026", "31.1.26", "31 Jan 2026", "January 31, 2026"]
)
def test_a_date_is_read_as_people_write_it(written):
    found, problems = pasted(f"date\tfollowers\n{written}\t9500\n", channel="Instagram", account="nordlicht")

    assert (found, problems) == ([number()], [])


def test_dates_of_several_manners_may_stand_in_one_table():
    assert values("date\tsaves\n31.01.2026\t1\n2026-02-28\t2\n", channel="X") == [1.0, 2.0]


@pytest.mark.parametrize(("proof", "month"), [("31/01/2026", 2), ("01/31/2026", 3)])
def test_a_date_that_can_be_read_in_one_way_only_decides_for_the_others(proof, month):
    found, problems = pasted(f"date\tsaves\n{proof}\t1\n03/02/2026\t2\n", channel="X")

    assert problems == []
    assert found[1].date.month == month


def test_a_date_that_can_be_two_is_asked_about_and_not_guessed():
    assert "can be two dates" in sentence("date\tsaves\n03/02/2026\t2\n", channel="X")


def test_a_day_that_has_not_come_is_refused():
    assert "has not come yet" in sentence("date\tsaves\n2062-01-31\t2\n", channel="X")


def test_a_number_that_the_commas_cut_in_two_is_not_read_as_its_first_half():
    assert "cut in two" in sentence("date,channel,metric,value\n2026-01-31,X,followers,12,345\n")


def test_of_two_numbers_for_one_thing_the_later_is_taken_and_that_is_said():
    found, problems = pasted("date,saves\n2026-01-31,1\n2026-01-31,2\n", channel="X")

    assert [one.value for one in found] == [2.0]
    assert "twice" in problems[0]


def test_a_column_that_is_no_metric_is_named():
    found, problems = pasted("date,saves,mood\n2026-01-31,1,good\n", channel="X")

    assert len(found) == 1
    assert "“mood”" in problems[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "nothing to read"),
        (" \n\t\n", "nothing to read"),
        ("followers\n3\n", "“date”"),
        ("date,mood\n2026-01-31,good\n", "No column holds a number"),
        ("date,value\n2026-01-31,3\n", "“metric”"),
        ("date,saves,saves\n2026-01-31,3,4\n", "same name"),
        ("date,saves\n" + "2026-01-31,3\n" * (MOST_LINES + 1), "pasted at once"),
        ("x" * 1_000_001, "too much"),
    ],
)
def test_a_table_that_cannot_be_read_at_all_is_told_why(text, says):
    assert says in sentence(text, channel="X")


def test_the_template_is_read_without_complaint_and_holds_nothing():
    assert pasted(template_csv()) == ([], [])


def test_the_template_is_read_once_it_is_filled_in():
    filled = template_csv().replace(",Instagram,,followers,", "2026-01-31,Instagram,nordlicht,followers,9500")

    assert pasted(filled) == ([number()], [])


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.sampled_from('date,;\t\n"x01./-followersvaluemetricX '), max_size=200))
def test_whatever_is_pasted_gives_numbers_or_sentences(text):
    found, problems = pasted("date,channel,metric,value\n" + text)

    assert all(not faults(one) for one in found)
    assert all(problem.strip() for problem in problems)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_no_text_is_beyond_words(text):
    pasted(text, channel="X")


@pytest.mark.parametrize(
    "wrong",
    [
        {"channel": "Myspace"},
        {"metric": "likeability"},
        {"value": float("nan")},
        {"typed_by": " "},
        {"day": "2026-04-03"},
    ],
)
def test_a_number_that_cannot_be_taken_is_told_why(wrong):
    assert len(faults(number(**wrong))) == 1


def test_a_day_that_has_begun_somewhere_on_earth_has_come():
    assert faults(number(day="2026-04-02")) == ()


def test_typed_numbers_become_records_of_a_day_that_say_who_typed_them():
    records = to_records([number(), number(metric="saves", value=3.0)])

    assert tuple(records.columns) == RECORD_COLUMNS
    assert records.dtypes.astype("str").equals(no_records().dtypes.astype("str"))
    assert records[["grain", "export", "file", "sheet", "channel", "account", "paid"]].to_numpy().tolist() == [
        ["day", "typed", "typed by Ana", "on 2026-04-01", "Instagram", "nordlicht", "organic"]
    ]
    assert records[["followers", "saves"]].to_numpy().tolist() == [[9_500.0, 3.0]]
    assert records["impressions"].isna().all()
    assert (records[["at", "until", "covers_from", "covers_until"]] == pd.Timestamp("2026-01-31")).all(axis=None)


def test_typed_money_for_ads_is_paid():
    records = to_records([number(channel="Meta", metric="spend", value=12.5)])

    assert records["paid"].tolist() == ["paid"]


def test_no_typed_number_gives_no_record():
    assert to_records([]).empty


def test_a_typed_number_reaches_the_facts():
    built = facts.build(to_records([number()]), facts.Brand())

    assert built.spans["followers"].tolist() == [9_500.0]


def test_what_was_typed_last_is_what_the_facts_know():
    typed = [number(value=9_600.0, typed_at=AT + timedelta(hours=1), typed_by="Ben"), number()]

    assert facts.build(to_records(typed), facts.Brand()).spans["followers"].tolist() == [9_600.0]
