"""The panel side by side: one source at a time, the same days for all, and nothing that is not known."""

import math
from datetime import date

import pandas as pd
import pytest

from kpi import charts
from kpi import facts as facts_
from kpi.catalogue.metrics import Unit
from kpi.facts import Brand, Rival
from kpi.insight.competitors import Topic, compared, topics
from kpi.insight.sightings import PageTable, sightings
from kpi.sentences import competitors_sentence
from tests.builders import OCTOBER, SEPTEMBER, days, facts, mention, sample_records
from tests.drawings import HOSTILE, layers_of, rows, svg, texts

COLUMNS = ("Page", "Total Followers", "New Followers", "Total post engagements", "Total posts")
BOTH = ("2026-09-01", "2026-10-31")
RONDELL, KAPRIOL = Rival("Rondell"), Rival("Kapriol", since=date(2026, 10, 1))
VOICE = Topic("mentions", "Listening", share=True)
NOTHING = facts(brand=Brand("Velmora"))


def page_table(first, last, *pages: tuple, file="a.xlsx"):
    covers = (date.fromisoformat(first), date.fromisoformat(last)) if first else None
    frame = pd.DataFrame(pages, columns=list(COLUMNS))
    return PageTable("linkedin_page_competitors", file, "COMPETITORS", covers, date(2026, 11, 2), frame)


def heard(brand, **months: tuple[int, int]):
    """Give the facts of so many mentions of each brand in September and in October, all of them listened to."""
    said = [
        mention(f"2026-{month}-{1 + number % 28:02}", name, key=f"{name} {month} {number}")
        for name, counts in months.items()
        for month, count in zip(("09", "10"), counts, strict=True)
        for number in range(count)
    ]
    return facts(*said, brand=brand, covers=BOTH)


def by(topic, known, brand, tables=()):
    return compared(sightings(known, tables, brand), topic, known, brand.name)


def values(panel):
    """Give each brand's values in the order of the steps, None where unknown."""
    return {
        name: [None if math.isnan(value) else round(value, 6) for value in panel.wide[name]] for name in panel.brands
    }


OCTOBER_PAGES = page_table(
    "2026-10-01", "2026-10-30", ("Velmora", 900.0, 12.0, 150.0, 9.0), ("Rondell", 1_200.0, 7.0, 450.0, 4.0)
)
SEPTEMBER_PAGES = page_table(
    "2026-09-01", "2026-09-30", ("Velmora", 888.0, 10.0, 100.0, 8.0), ("Rondell", 1_193.0, 9.0, 400.0, 3.0)
)


def test_several_files_over_months_give_a_trend():
    panel = by(Topic("followers", "LinkedIn"), NOTHING, Brand("Velmora"), [SEPTEMBER_PAGES, OCTOBER_PAGES])

    assert values(panel) == {"Velmora": [888, 900], "Rondell": [1_193, 1_200]}
    assert competitors_sentence(panel).replace("\u00a0", " ") == (
        "Velmora: followers 900 on 30 Oct 2026 (888 on 30 Sep 2026), second of two; Rondell has 1.20 K."
    )


def test_a_newer_file_about_the_same_days_replaces_the_older_one():
    newer = page_table("2026-10-01", "2026-10-30", ("Velmora", 901.0, 12.0, 150.0, 9.0), file="b.xlsx")

    seen = sightings(NOTHING, [OCTOBER_PAGES, newer], Brand("Velmora"))
    mine = seen[(seen["brand"] == "Velmora") & (seen["metric"] == "followers")]

    assert mine[["value", "file", "sheet", "row"]].to_numpy().tolist() == [[901, "b.xlsx", "COMPETITORS", "Velmora"]]


def test_a_competitor_that_a_file_does_not_name_is_unknown_in_it_and_so_is_the_share():
    alone = page_table("2026-09-01", "2026-09-30", ("Velmora", 888.0, 10.0, 100.0, 8.0))
    counted, shares = (
        by(Topic("engagements", "LinkedIn", share=share), NOTHING, Brand("Velmora"), [alone, OCTOBER_PAGES])
        for share in (False, True)
    )

    assert values(counted)["Rondell"] == [None, 450]
    assert values(shares) == {"Velmora": [None, 0.25], "Rondell": [None, 0.75]}


def engaged(*pages: tuple[str, float], month="10"):
    return page_table(f"2026-{month}-01", f"2026-{month}-30", *((name, 1.0, 1.0, count, 1.0) for name, count in pages))


@pytest.mark.parametrize(
    ("also", "pages", "value"),
    [
        ((), [("Rondell", 300.0), ("Rondell DE", 50.0)], 300),
        (("Rondell DE",), [("Rondell", 300.0), ("Rondell DE", 50.0)], 350),
        ((), [("Rondell DE", 50.0), ("Rondell FR", 40.0)], None),
        ((), [("RONDELL GmbH", 50.0)], 50),
    ],
)
def test_of_several_pages_of_a_competitor_those_speak_that_are_called_as_the_panel_says(also, pages, value):
    brand = Brand("Velmora", rivals=(Rival("Rondell", also=also),))

    panel = by(Topic("engagements", "LinkedIn"), facts(brand=brand), brand, [engaged(("Velmora", 100.0), *pages)])

    assert values(panel).get("Rondell", [None]) == [value]


def test_a_page_that_is_missing_beside_its_twin_makes_their_sum_unknown():
    brand = Brand("Velmora", rivals=(Rival("Rondell", also=("Rondell DE",)),))
    tables = [
        engaged(("Velmora", 100.0), ("Rondell", 300.0), month="09"),
        engaged(("Velmora", 100.0), ("Rondell", 300.0), ("Rondell DE", 50.0)),
    ]

    panel = by(Topic("engagements", "LinkedIn"), facts(brand=brand), brand, tables)

    assert values(panel)["Rondell"] == [None, 350]


def test_the_brand_is_no_competitor_of_itself():
    brand = Brand("Velmora", rivals=(Rival("Rondell"), Rival("Velmora")))

    panel = by(Topic("engagements", "LinkedIn", share=True), facts(brand=brand), brand, [OCTOBER_PAGES])

    assert values(panel) == {"Velmora": [0.25], "Rondell": [0.75]}


def test_a_name_is_the_same_however_its_letters_are_composed():
    assert Rival("R\u00f6ndell").is_named("Ro\u0308ndell GmbH")


def test_level_with_another_is_said_and_a_share_of_nothing_is_not_known():
    alike, none = (
        by(Topic("engagements", "LinkedIn", share=share), NOTHING, Brand("Velmora"),
           [engaged(("Velmora", count), ("Rondell", count))])
        for share, count in ((False, 300.0), (True, 0.0))
    )  # fmt: skip

    assert competitors_sentence(alike).endswith("first of two, level with Rondell.")
    assert competitors_sentence(none) == "Share of engagement · LinkedIn: no share is known of Velmora."


def test_a_file_that_states_no_period_tells_followers_and_nothing_that_takes_days():
    seen = sightings(NOTHING, [page_table("", "", ("Velmora", 900.0, 12.0, 150.0, 9.0))], Brand("Velmora"))

    assert seen["metric"].tolist() == ["followers"]


def test_the_own_page_is_the_one_that_is_called_so():
    pages = [(name, 1.0, 1.0, 1.0, 1.0) for name in ("Velmora Careers", "VELMORA", "Rondell")]

    seen = sightings(NOTHING, [page_table("2026-10-01", "2026-10-30", *pages)], Brand("Velmora"))

    assert sorted(seen["brand"].unique()) == ["Rondell", "Velmora", "Velmora Careers"]


def test_mentions_are_counted_by_month_on_the_days_that_all_are_listened_to():
    brand = Brand("Velmora", rivals=(RONDELL,))

    panel = by(Topic("mentions", "Listening"), heard(brand, Velmora=(5, 6), Rondell=(15, 14)), brand)

    assert values(panel) == {"Velmora": [5, 6], "Rondell": [15, 14]}


def test_two_queries_about_the_brand_are_added_up():
    brand = Brand("Velmora", terms=("VLM",), rivals=(RONDELL,))

    panel = by(Topic("mentions", "Listening"), heard(brand, Velmora=(5, 6), VLM=(2, 3), Rondell=(15, 14)), brand)

    assert values(panel) == {"Velmora": [7, 9], "Rondell": [15, 14]}


def test_a_brand_that_a_panel_does_not_have_is_offered_by_linkedins_file_and_not_compared():
    brand = Brand("Velmora", rivals=(Rival("Kapriol"), Rival("Rondell")))
    known = facts(brand=brand)
    more = page_table(
        "2026-10-01", "2026-10-30", *[(name, 5.0, 1.0, 1.0, 1.0) for name in ("Velmora", "Rondell GmbH", "Ostrad")]
    )

    panel = by(Topic("followers", "LinkedIn"), known, brand, [more])

    assert (panel.brands, panel.offered, panel.silent) == (("Velmora", "Rondell"), ("Ostrad",), ("Kapriol",))


def test_who_joins_restarts_the_share_and_counts_before_that_day_for_nobody():
    brand = Brand("Velmora", rivals=(RONDELL, KAPRIOL))

    panel = by(VOICE, heard(brand, Velmora=(5, 6), Rondell=(15, 12), Kapriol=(3, 2)), brand)

    assert values(panel) == {"Velmora": [0.25, 0.3], "Rondell": [0.75, 0.6], "Kapriol": [None, 0.1]}
    assert competitors_sentence(panel).replace("\u00a0", " ") == (
        "Velmora: share of voice 30.0 % in October 2026, second of three; Rondell has 60.0 %. "
        "Kapriol joined on 1 Oct 2026: share of voice before and after cannot be compared."
    )


def test_a_month_within_which_the_panel_changes_has_no_share():
    brand = Brand("Velmora", rivals=(RONDELL, Rival("Kapriol", since=date(2026, 10, 12))))

    panel = by(VOICE, heard(brand, Velmora=(5, 6), Rondell=(15, 12), Kapriol=(0, 9)), brand)

    assert values(panel)["Velmora"] == [0.25, None]


def test_what_was_typed_stands_beside_the_own_number_of_the_same_days():
    brand = Brand("Velmora", rivals=(RONDELL,))
    typed = {"account": "Rondell", "export": "typed", "file": "typed by Ana", "sheet": "on 2026-11-02"}
    own = [*days(SEPTEMBER, posts=1.0, account="velmora"), *days(OCTOBER, posts=2.0, account="velmora")]
    theirs = [row | typed for row in days(OCTOBER, posts=40.0) if str(row["at"])[:10] == "2026-10-31"]

    known = facts(*own, *theirs, brand=brand)
    panel = by(Topic("posts", "Instagram, typed"), known, brand)

    assert values(panel) == {"Velmora": [62], "Rondell": [40]}
    assert panel.steps.loc[panel.steps["brand"] == "Rondell", ["file", "row"]].to_numpy().tolist() == [
        ["typed by Ana", "2026-10-31"]
    ]


def test_the_own_number_of_a_month_that_is_not_known_whole_is_unknown():
    brand = Brand("Velmora", rivals=(RONDELL,))
    own = [row for row in days(OCTOBER, posts=2.0, account="velmora") if str(row["at"])[:10] != "2026-10-17"]
    typed = {"account": "Rondell", "export": "typed", "file": "typed by Ana"}
    theirs = [row | typed for row in days(OCTOBER, posts=40.0) if str(row["at"])[:10] == "2026-10-31"]

    panel = by(Topic("posts", "Instagram, typed"), facts(*own, *theirs, brand=brand), brand)

    assert values(panel) == {"Velmora": [None], "Rondell": [40]}
    assert competitors_sentence(panel) == "Posts · Instagram, typed: nothing is known of Velmora."


def test_a_share_of_engagement_is_never_called_one_of_voice():
    seen = sightings(NOTHING, [OCTOBER_PAGES], Brand("Velmora"))

    assert [topic.label for topic in topics(seen, "Velmora", ())] == [
        "Share of engagement · LinkedIn", "Followers · LinkedIn", "New followers · LinkedIn",
        "Engagements · LinkedIn", "Posts · LinkedIn",
    ]  # fmt: skip
    assert Topic("engagements", "LinkedIn", share=True).unit is Unit.PERCENT


def test_in_the_sample_brand_kapriol_joins_in_september_and_nothing_else_is_claimed():
    brand = Brand("Velmora", rivals=(RONDELL, Rival("Stadtpfeil"), Rival("Kapriol", since=date(2026, 9, 1))))
    panel = by(Topic("mentions", "Brandwatch", share=True), facts_.build(sample_records(), brand), brand)
    told = dict(zip([end.date() for _, end in panel.wide.index], panel.wide["Velmora"], strict=True))

    assert [(one.date, one.name) for one in panel.changes] == [(date(2026, 9, 1), "Kapriol")]
    ends = [date(2026, month, last) for month, last in ((5, 31), (8, 31), (9, 30), (10, 31))]
    assert [round(told[end], 2) for end in ends] == [0.38, 0.15, 0.22, 0.24]


class TestThePicture:
    def test_cuts_a_share_where_the_panel_changes_and_names_every_brand_with_its_last_value(self):
        brand = Brand("Velmora", rivals=(RONDELL, KAPRIOL))
        panel = by(VOICE, heard(brand, Velmora=(5, 6), Rondell=(15, 12), Kapriol=(3, 2)), brand)

        drawing = charts.competitors(panel)
        runs = {row["run"] for layer in layers_of(drawing, "line") for row in rows(layer)}

        assert len([run for run in runs if run.startswith("Velmora")]) == 2
        said = [text.replace("\u00a0", " ") for text in texts(drawing)]
        assert {"30.0 %  Velmora", "60.0 %  Rondell", "10.0 %  Kapriol", "Kapriol joins the panel"} <= set(said)

    def test_of_one_day_is_bars_the_highest_first(self):
        panel = by(Topic("followers", "LinkedIn"), NOTHING, Brand("Velmora"), [OCTOBER_PAGES])

        said = texts(charts.competitors(panel))

        assert [text for text in said if text in {"Velmora", "Rondell"}] == ["Rondell", "Velmora"]
        assert "30 Oct 2026" in said

    @pytest.mark.parametrize("files", [1, 2])
    def test_holds_twelve_competitors_and_a_hostile_name(self, files):
        pages = [(f"{HOSTILE} {n}", 100.0 * n, 1.0, 5.0, 1.0) for n in range(12)]
        tables = [
            page_table(f"2026-{month:02}-01", f"2026-{month:02}-28", ("Velmora", 50.0, 1.0, 5.0, 1.0), *pages)
            for month in range(9, 9 + files)
        ]

        panel = by(Topic("followers", "LinkedIn"), NOTHING, Brand("Velmora"), tables)

        assert len(panel.brands) == 13
        assert svg(charts.competitors(panel), width=300)
        assert competitors_sentence(panel).startswith("Velmora: followers 50 on 28 ")

    def test_of_nothing_says_so(self):
        panel = by(Topic("followers", "LinkedIn"), NOTHING, Brand("Velmora"))

        assert "Followers: not in your files" in texts(charts.competitors(panel))
