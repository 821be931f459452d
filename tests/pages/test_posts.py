"""The panels about posts below the chart: best and worst, when and what works."""

from datetime import date, timedelta

import pandas as pd
import pytest

from kpi.store import NewFile
from tests.builders import TYPED_AT, day, post, records

HOSTILE = "# <script>alert(1)</script> [x](javascript:alert(1)) :red[*]\n$a$ " + "long " * 100


def said(page):
    told = [*page.markdown, *page.caption]
    return " ".join(one.value for one in told).replace("\\", "")


def table(page):
    return next(one.value for one in page.dataframe if "Times the usual" in one.value.columns)


def reels(count, **more: object):
    """Give reels, one a day up to 20 October 2026, with 10 reactions, the last with 40."""
    last = pd.Timestamp("2026-10-20 18:00")
    about = {"account": "velmora", "content_type": "reel", "file": "reels.csv", "link": "https://example.com/p"}
    return [
        post(
            f"{last - timedelta(days=back)}",
            key=str(back),
            **{
                **about,
                "title": f"Reel {back}",
                "impressions": 1_000,
                "comments": 0,
                "reactions": 10 + 30 * (back == 0),
                **more,
            },
        )
        for back in range(count)
    ]


@pytest.fixture
def given(store, mine):
    def keep(*rows: object) -> None:
        new = NewFile("reels.csv", b"reels", {"sheets": []}, records(*rows))
        store.add_files(mine.id, [new], uploaded_at=TYPED_AT)

    return keep


def test_the_best_post_is_named_with_its_multiple_of_the_usual(given, visit):
    given(*reels(15))

    page = visit("objectives.py", objective="engagement", kpi="reactions", more="posts")

    assert "Best of 15 posts in October 2026: “Reel 0” (Instagram, 20 Oct), 4.0\xa0× the usual reel" in said(page)
    assert table(page)["Times the usual"].tolist()[:2] == [4, 1]
    assert table(page)["Reactions"].tolist()[:2] == [40, 10]


def test_days_that_are_picked_choose_the_posts_and_not_what_is_usual(given, visit):
    given(*reels(15))

    days = (date(2026, 10, 19), date(2026, 10, 20))
    page = visit("objectives.py", objective="engagement", kpi="reactions", more="posts", dates=days)

    # Reel 0 has 40 reactions and the others 10: so has the median of all fifteen
    assert "Best of 2 posts in 19–20 Oct 2026: “Reel 0” (Instagram, 20 Oct), 4.0\xa0× the usual reel" in said(page)
    assert "content type, 1 Aug – 20 Oct 2026" in said(page)


def test_hostile_titles_and_links_stay_what_they_are(given, visit):
    given(*reels(8, title=HOSTILE, link="javascript:alert(1)"))

    page = visit("objectives.py", objective="engagement", kpi="reactions", more="posts")

    assert table(page)["Link"].isna().all()
    assert len(table(page)["Post"][0]) <= 160
    heading = next(one.value for one in page.markdown if "Best of" in one.value)
    assert "<script" not in heading.replace("\\<", "")
    assert ":red[" not in heading


def test_one_post_is_listed_without_a_multiple(given, visit):
    given(*reels(1))

    page = visit("objectives.py", objective="engagement", kpi="reactions", more="posts")

    assert "1 post in October 2026, none of which can be ranked" in said(page)
    assert "Without a multiple: 1 of a kind with fewer than 5 posts" in said(page)


@pytest.mark.parametrize("panel", ["posts", "works"])
def test_without_posts_the_exports_that_bring_them_are_named(visit, panel):
    page = visit("objectives.py", objective="engagement", kpi="reactions", more=panel)

    assert "No post in your files tells of Reactions in these days" in said(page)
    assert "Posts come with these exports" in said(page)


def test_the_exports_of_the_channels_that_tell_the_kpi_are_named_first(store, mine, visit):
    rows = [day("2026-10-05", channel="TikTok", saves=3.0)]
    store.add_files(mine.id, [NewFile("t.csv", b"t", {"sheets": []}, records(*rows))], uploaded_at=TYPED_AT)

    page = visit("objectives.py", objective="engagement", kpi="saves", more="posts")

    assert "these exports:\n- Videos, TikTok" in said(page)


def test_a_kpi_that_no_post_can_tell_says_so(visit):
    page = visit("objectives.py", objective="traffic", kpi="page_views", more="posts")

    assert "No post in your files tells of Page views in these days" in said(page)
    assert "No export that is read here tells it post by post" in said(page)


def test_when_nothing_stands_out_it_says_so_with_the_number_of_posts(given, visit):
    given(*reels(60, reactions=10))

    page = visit("objectives.py", objective="engagement", kpi="reactions", more="works")

    assert "On Instagram, no difference you can act on by weekday" in said(page)
    assert "(60 posts," in said(page)


def test_too_few_posts_are_not_compared(given, visit):
    given(*reels(12))

    page = visit("objectives.py", objective="engagement", kpi="reactions", more="works")

    assert "12 posts in 1 Oct 2025 – 31 Oct 2026 tell of reactions; it takes 20 to compare them" in said(page)


def test_of_many_posts_the_ends_are_shown_and_all_are_counted(given, visit):
    given(*(row for n in range(30) for row in ({**one, "key": f"{n} {one['key']}"} for one in reels(20))))

    page = visit("objectives.py", objective="engagement", kpi="reactions", more="posts")

    assert len(table(page)) == 400
    assert "Shown are the best and the weakest 200; the download holds all 600" in said(page)


def test_a_channel_is_chosen_for_what_works(given, visit):
    given(*reels(30), *({**row, "channel": "LinkedIn"} for row in reels(40, reactions=5)))

    page = visit("objectives.py", objective="engagement", kpi="reactions", more="works")
    assert "On LinkedIn, no difference" in said(page)

    page.selectbox(key="works-channel").select("Instagram").run()
    assert not page.exception
    assert "On Instagram, no difference" in said(page)


def test_a_channel_without_posts_says_so_and_names_its_own_exports(given, visit):
    given(*reels(30))

    page = visit("objectives.py", objective="engagement", kpi="reactions", more="works")
    page.selectbox(key="works-channel").select("TikTok").run()

    assert not page.exception
    assert "No post in your files tells of Reactions on TikTok in these days" in said(page)
    assert "Videos, TikTok Business Suite" in said(page)
    assert "Instagram" not in said(page).partition("Posts come with these exports")[2]


def test_a_channel_that_the_page_leaves_out_gives_way_and_that_is_said(given, visit):
    given(*reels(30), *({**row, "channel": "LinkedIn"} for row in reels(40, reactions=5)))
    page = visit("objectives.py", objective="engagement", kpi="reactions", more="works", channels=["Instagram"])

    page.selectbox(key="works-channel").select("LinkedIn").run()

    assert not page.exception
    assert "LinkedIn is not among the channels chosen at the top of this page" in said(page)
    assert "On Instagram, no difference" in said(page)
