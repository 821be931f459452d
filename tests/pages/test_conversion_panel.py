"""The panel about conversions below the chart: its four ways, each with its words where files do not tell it."""

import pytest

from kpi.facts import Brand, Call
from kpi.store import NewFile
from tests.builders import OCTOBER as MONTH
from tests.builders import TYPED_AT, Row, days, period, records

OCTOBER = (str(MONTH.start), str(MONTH.end))
WEB = {"channel": "Web", "account": "velmora.example", "file": "web.csv"}
OPEN = {"objective": "conversion", "more": "conversions"}
BESIDE = {**OPEN, "kpi": "impressions"}
"""The same below a chart that is there whatever is known of conversions."""


@pytest.fixture
def keep(store, mine):
    """Keep rows as a file."""

    def kept(*rows: Row) -> None:
        data = f"{len(rows)} rows".encode()
        store.add_files(mine.id, [NewFile("web.csv", data, {"sheets": []}, records(*rows))], uploaded_at=TYPED_AT)

    return kept


def said(page):
    return " ".join(one.value for one in [*page.markdown, *page.caption]).replace("\\", "").replace("\u00a0", " ")


def told(page, column):
    return next(one.value for one in page.dataframe if column in one.value)


def by_source():
    return [
        period(*OCTOBER, source=source, sessions=sessions, conversions=acts, **WEB)
        for source, sessions, acts in (("Organic Social", 200.0, 5.0), ("Direct", 800.0, 30.0))
    ]


def events():
    for action, count in (("purchase", 30.0), ("generate_lead", 7.0)):
        yield period(*OCTOBER, action=action, conversions=count, **WEB)


def test_the_funnel_tells_each_step_and_says_what_cannot_be_compared(visit, keep):
    keep(*by_source())

    page = visit("objectives.py", **{"funnel-table": True}, **OPEN)
    table = told(page, "Step")

    # 31 days of 100 impressions; no file tells clicks
    assert table["Number"].tolist() == ["3,100", "not in your files", "200", "5"]
    assert [text.replace("\u00a0", " ") for text in table["Of the step before"]] == [
        "", "not comparable (clicks: not in your files)",
        "not comparable (clicks: not in your files)", "2.50 % · actions per visit",
    ]  # fmt: skip
    assert "A hundred sessions from social brought 2.50 conversions." in said(page)
    assert "Not held against the step before: sessions from social (clicks: not in your files)." in said(page)


def test_without_a_source_the_visits_are_of_all_and_the_page_says_which_file_tells_more(visit, keep):
    keep(*days(MONTH, sessions=10.0, conversions=1.0, **WEB))

    page = visit("objectives.py", **{"funnel-table": True}, **OPEN)

    assert told(page, "Step")["Step"].tolist()[2:] == ["Sessions of all visitors", "Conversions of all visitors"]
    assert "No file tells where visits came from" in said(page)


def test_calls_stand_side_by_side_and_a_rate_that_no_file_tells_says_so(visit, keep, store, mine):
    keep(*events())
    calls = (Call("Bought", ("purchase",)), Call("Test ride", ("generate_lead",)), Call("Raffle", ("raffle",)))
    store.save_brand(mine.id, Brand("Velmora", calls=calls))

    page = visit("objectives.py", conversions="calls", **{"calls-table": True}, **BESIDE)
    table = told(page, "Call to action")

    assert table[["Call to action", "Conversions"]].to_numpy().tolist() == [
        ["Bought", "30"], ["Test ride", "7"], ["Raffle", "not in your files"],
    ]  # fmt: skip
    assert "Bought was followed most: 30 times in October 2026; Test ride 7." in said(page)
    assert "One visit may follow several of them, so their rates do not add up." in said(page)
    assert "Bought, Test ride: no rate" in said(page)


def test_events_stand_for_themselves_while_no_call_is_named(visit, keep):
    keep(*events())

    page = visit("objectives.py", conversions="calls", **{"calls-table": True}, **OPEN)

    assert told(page, "Call to action")["Call to action"].tolist() == ["purchase", "generate_lead"]
    assert "Nobody named your calls to action yet: each event stands for itself." in said(page)


def test_where_no_file_names_an_event_the_way_to_one_is_told(visit, keep):
    keep(*by_source())

    assert "No file names what visitors did" in said(
        visit("objectives.py", conversions="calls", **{"calls-table": True}, **OPEN)
    )


def test_sources_tell_their_visits_actions_and_rate(visit, keep):
    keep(*by_source())

    table = told(visit("objectives.py", conversions="sources", **{"sources-table": True}, **OPEN), "Source")

    assert table[["Source", "Sessions", "With the action"]].to_numpy().tolist() == [
        ["Direct", "800", "30"], ["Organic Social", "200", "5"],
    ]  # fmt: skip


def test_sources_without_a_file_name_the_export(visit, keep):
    keep(*days(MONTH, sessions=10.0, conversions=1.0, **WEB))

    assert "Traffic acquisition" in said(
        visit("objectives.py", conversions="sources", **{"sources-table": True}, **OPEN)
    )


def test_a_landing_page_has_its_visits_and_its_rate(visit, keep):
    shared = {"export": "ga4_landing_page", "cut": "landing page", **WEB}
    keep(period(*OCTOBER, key="/ride", sessions=200.0, conversions=12.0, converting_sessions=10.0, **shared))

    page = visit("objectives.py", conversions="pages", **OPEN)

    assert told(page, "Landing page").to_numpy().tolist() == [["/ride", "200", "10", "5\u00a0%"]]
    assert "As the files tell of October 2026." in said(page)


def test_landing_pages_of_other_days_are_named_and_not_shown(visit, keep):
    shared = {"export": "ga4_landing_page", "cut": "landing page", **WEB}
    keep(period("2026-07-01", "2026-09-30", key="/ride", sessions=200.0, conversions=12.0, **shared))

    page = visit("objectives.py", conversions="pages", **BESIDE)

    assert "Your landing page files tell of Q3 2026, not of October 2026 alone." in said(page)


def test_channels_chosen_do_not_narrow_what_is_told_of_the_website(visit, keep):
    keep(*events())

    page = visit("objectives.py", conversions="calls", **{"calls-table": True}, channels=["Instagram"], **BESIDE)

    assert told(page, "Call to action")["Conversions"].tolist() == ["30", "7"]
    assert "Of all visitors of the website, whatever channels are chosen above." in said(page)
