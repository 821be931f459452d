import pytest

from kpi.reading.read import read_file
from kpi.reading.report import Named
from tests.builders import SAMPLE

POSTS = "Post ID,Account ID,Account username,Publish time,Permalink,Post type,Views,Reach,Likes,Comments,Shares,Saves\n"


def read(tmp_path, text, name="posts.csv"):
    place = tmp_path / "file"
    place.write_text(text, encoding="utf-8")
    return read_file(name, place)


def post(key, account, account_id, views=10):
    return f"{key},{account_id},{account},01/0{key}/2026 10:00,https://example.com/{key},IG image,{views},9,1,1,1,1\n"


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("Apr-01-2026_Jun-30-2026_1451180296637705.csv", Named("velmora.bikes", "17841402650417733", 67)),
        ("velmora_content_1775123402117.xls", Named("velmora", rows=274)),
        ("Traffic_overview_Date.csv", Named("velmora.example - GA4", rows=365)),
        ("Videos_2025-07-01_2026-10-31.csv", Named("velmora.bikes", rows=205)),
        (
            "velmora.example_reviews_2025-07-01_2026-10-31.csv",
            Named("velmora.example", "5f3ac1d0e8b94c0001a7724e", 570),
        ),
    ],
    ids=["columns", "the name of the file", "a line above the table", "links", "a domain"],
)
def test_an_account_is_named_by(name, named):
    reading = read_file(name, SAMPLE / name)

    assert reading.sheets[0].accounts == [named]
    assert set(reading.records["account"]) == {named.name}


def test_a_table_of_several_accounts_names_them_all_the_largest_first(tmp_path):
    rows = post(1, "anker", "11"), post(2, "bogen", "22"), post(3, "bogen", "22")

    reading = read(tmp_path, POSTS + "".join(rows))

    assert reading.sheets[0].accounts == [Named("bogen", "22", 2), Named("anker", "11", 1)]


def test_an_account_without_a_name_is_known_by_its_id(tmp_path):
    reading = read(tmp_path, POSTS + post(1, "", "11") + post(2, "", "11"))

    assert reading.sheets[0].accounts == [Named("11", "11", 2)]
    assert set(reading.records["account"]) == {"11"}


def test_a_file_that_says_nothing_names_no_account():
    name = "Reach.csv"

    assert read_file(name, SAMPLE / name).sheets[0].accounts == []


def test_whom_people_talk_about_is_nobodys_account():
    name = "Velmora_and_rivals_mentions_2025-07-01_2025-12-31.xlsx"

    assert read_file(name, SAMPLE / name).sheets[0].accounts == []
