"""Every export has a sample; it alone recognises it, however its header is written, and reads it right."""

import hashlib
import re

import pytest

from kpi.catalogue.channels import CHANNELS
from kpi.errors import UnknownExport
from kpi.exports import BY_KEY, EXPORTS
from kpi.exports.export import Beside, Kind, plain
from kpi.reading.read import read_file
from kpi.reading.recognise import recognise
from tests.exports.builders import packed
from tests.exports.samples import SAMPLES

FACTS = [sample for sample in SAMPLES if BY_KEY[sample.export].kind is Kind.FACTS]
OTHERS = [sample for sample in SAMPLES if BY_KEY[sample.export].kind is not Kind.FACTS]
MOVABLE = [sample for sample in SAMPLES if all(one.place is None for one in BY_KEY[sample.export].columns)]


def read(sample, tmp_path):
    path = tmp_path / "dropped"
    path.write_bytes(packed(sample))
    return read_file(sample.name, path)


def shuffled(things, seed):
    return sorted(things, key=lambda thing: hashlib.sha256(f"{seed}{thing}".encode()).digest())


def recognised(sample, header):
    found = recognise(header, titles=sample.titles, name=sample.seen_as)
    return found and found.key


def test_every_export_has_a_sample():
    assert {sample.export for sample in SAMPLES} == {export.key for export in EXPORTS}


@pytest.mark.parametrize("sample", FACTS, ids=str)
def test_a_sample_gives_the_rows_days_and_sums_worked_out_by_hand(sample, tmp_path):
    reading = read(sample, tmp_path)

    (sheet,) = [sheet for sheet in reading.sheets if sheet.export]
    found = (sheet.export, sheet.rows_kept, sheet.first_date, sheet.last_date)
    assert found == (sample.export, sample.kept, sample.first, sample.last), reading.report
    assert sheet.totals == pytest.approx(dict(sample.totals))
    assert not reading.problems


@pytest.mark.parametrize("sample", FACTS, ids=str)
def test_no_part_of_a_sample_is_reported_as_an_unknown_table(sample, tmp_path):
    assert all(sheet.export for sheet in read(sample, tmp_path).sheets)


@pytest.mark.parametrize("sample", OTHERS, ids=str)
def test_what_holds_no_facts_gives_no_number_and_says_why(sample, tmp_path):
    reading = read(sample, tmp_path)

    assert [sheet.export for sheet in reading.sheets] == [sample.export]
    assert reading.records.empty
    assert reading.problems
    assert not reading.sheets[0].totals


@pytest.mark.parametrize("sample", MOVABLE, ids=str)
def test_an_export_is_recognised_in_any_order_of_its_columns(sample):
    orders = [shuffled(sample.header, seed) for seed in range(5)]

    assert {recognised(sample, order) for order in orders} == {sample.export}


@pytest.mark.parametrize("sample", [one for one in SAMPLES if not BY_KEY[one.export].width], ids=str)
def test_a_column_that_nobody_knows_changes_nothing(sample):
    assert recognised(sample, [*sample.header, "Xylophones"]) == sample.export
    assert recognised(sample, ["Xylophones", *sample.header]) == sample.export


@pytest.mark.parametrize(
    "written",
    [
        str.upper,
        str.lower,
        lambda cell: f" {cell}\u00a0",
        lambda cell: cell.replace(" ", "\u00a0"),
        "\u00ad".join,
    ],
)
@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_header_is_the_same_in_other_cases_blanks_and_soft_hyphens(sample, written):
    assert recognised(sample, [written(cell) for cell in sample.header]) == sample.export


@pytest.mark.parametrize("sample", MOVABLE, ids=str)
def test_columns_in_another_order_give_the_same_sums(sample, tmp_path):
    if BY_KEY[sample.export].kind is not Kind.FACTS or any(len(row) != len(sample.header) for row in sample.rows):
        return
    order = shuffled(range(len(sample.header)), 7)
    moved = type(sample)(
        **{
            **{name: getattr(sample, name) for name in sample.__dataclass_fields__},
            "header": [sample.header[at] for at in order],
            "rows": [[row[at] for at in order] for row in sample.rows],
        }
    )

    (sheet,) = [sheet for sheet in read(moved, tmp_path).sheets if sheet.export]
    assert sheet.totals == pytest.approx(dict(sample.totals))


def test_two_exports_of_one_header_are_told_and_none_is_chosen(monkeypatch):
    from kpi.reading import recognise as place

    one = next(each for each in place._signatures() if each.export.key == "instagram_posts")
    monkeypatch.setattr(place, "_signatures", lambda: (one, one))

    with pytest.raises(UnknownExport, match="at once"):
        recognise(["Post ID", "Account username", "Publish time"])


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.key)
def test_an_export_says_where_to_fetch_it_or_why_it_counts_for_nothing(export):
    assert export.fetch if export.kind is Kind.FACTS else export.says or export.kind is Kind.CONTEXT


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.key)
def test_the_channel_of_an_export_is_known(export):
    assert not export.channel or export.channel in CHANNELS


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.key)
def test_no_header_is_declared_for_two_columns_that_count_the_same(export):
    spelt = [(one.holds, plain(name)) for one in export.columns for name in one.names if not one.plus]

    assert len(spelt) == len(set(spelt))


@pytest.mark.parametrize("export", [one for one in EXPORTS if one.kind is Kind.FACTS], ids=lambda export: export.key)
def test_an_export_of_facts_says_when_its_path_was_checked_and_when_the_next_file_is_due(export):
    assert re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", export.checked)
    assert 1 <= export.cadence <= 366 or "has ended" in export.fetch
    assert not export.longest or export.longest >= export.cadence > 0


@pytest.mark.parametrize(
    ("export", "stands", "text", "account"),
    [
        ("x_tweet_activity", Beside.NAME, "tweet_activity_metrics_nord_licht_20260301_20260401_en.csv", "nord_licht"),
        ("x_daily_activity", Beside.NAME, "daily_tweet_activity_metrics_nord_20260301_20260401_en.csv", "nord"),
        ("x_content", Beside.LINK, "https://x.com/nordlicht/status/1890000000000000001", "nordlicht"),
        ("linkedin_page_content", Beside.NAME, "drop.zip/nordlicht-as_content_1775123402117.xls", "nordlicht-as"),
        ("linkedin_page_followers", Beside.NAME, "nordlicht_followers_1775123402117.xls", "nordlicht"),
        (
            "linkedin_creator_engagement",
            Beside.NAME,
            "AggregateAnalytics_Ann Other_2026-03-01_2026-03-02.xlsx",
            "Ann Other",
        ),
        ("linkedin_creator_engagement", Beside.NAME, "Content_2026-03-01_2026-03-31_AnnOther.xlsx", "AnnOther"),
        ("tiktok_content", Beside.LINK, "https://www.tiktok.com/@nord.licht/video/7300000000000000001", "nord.licht"),
        ("ga4_by_date", Beside.PREAMBLE, "# Property: Nordlicht shop", "Nordlicht shop"),
        ("ga4_by_date", Beside.PREAMBLE, "# Propiedad: Tienda", "Tienda"),
        (
            "search_console_days",
            Beside.NAME,
            "https___n.example_-Performance-on-Search-2026-03-03.zip",
            "https___n.example_",
        ),
        (
            "facebook_insights_page",
            Beside.NAME,
            "Facebook Insights Data Export - Nord Licht - 2017-07-05.xls",
            "Nord Licht",
        ),
        (
            "facebook_insights_posts",
            Beside.NAME,
            "Facebook Insights Data Export (Post Level) - Nord - 2017-07-27.xls",
            "Nord",
        ),
    ],
)
def test_an_account_is_found_beside_the_columns(export, stands, text, account):
    found = [re.search(one.pattern, text) for one in BY_KEY[export].whose if one.stands is stands]

    assert [one[1] for one in found if one] == [account]


@pytest.mark.parametrize(
    "header",
    [
        "Date,Post ID,Network,Post Type,Content Type,Profile,Sent by,Link,Post,Impressions,Reach,Engagements,Likes",
        "Post ID,Date,Caption,Impressions,Likes,Shares",
        "Video ID,Description,Date,Views,Likes",
        "Date,Network,Followers,Impressions,Unfollows",
        "Description,Post ID,Views,Likes",
    ],
)
def test_the_posts_that_another_tool_lists_are_no_platforms_export(header):
    assert recognise(header.split(","), name="posts.csv") is None
