"""The page for whoever decides in a real browser: its comment is edited and still there, and it prints on one sheet."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from kpi.facts import Brand, Rival
from kpi.management.comment import LONGEST, MOST_LINES, Comment
from kpi.store import Assumption, NewFile, open_store
from kpi.targets.target import Target
from tests.browser.conftest import Visitor
from tests.builders import OCTOBER, SEPTEMBER, days, mention, records
from tests.serving import serving

AT = datetime(2026, 11, 2, tzinfo=UTC)
PANEL = tuple(Rival(name) for name in ("Rondell Fahrradmanufaktur", "Stadtpfeil", "Kapriol & Cie", "Nordlicht Bikes"))
A4 = (595, 842)
"""Points of A4, rounded."""
VERDICT = "October: 2 of 10 targets reached; eight were missed."
WORDS = "More people find us and more of them order; what they say about us stays as kind as it was all year long. "


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Keep a workspace that has more to say than the page has room for: ten targets, long names, all figures."""
    folder = tmp_path_factory.mktemp("management")
    store = open_store(f"sqlite:///{folder / 'goalpost.sqlite'}")
    mine = store.create_workspace("Velmora")
    store.save_brand(mine.id, Brand("Velmora", rivals=PANEL))
    for name, rows in (("web", web()), ("posts", posts()), ("mentions", mentions())):
        found = records(*rows, file=f"{name}.csv", covers=("2026-09-01", "2026-10-31"))
        store.add_files(mine.id, [NewFile(f"{name}.csv", name.encode(), {"sheets": []}, found)], uploaded_at=AT)
    store.save_assumption(mine.id, Assumption("Instagram", 10.0, "EUR", "Ana", AT))
    for number in range(10):
        store.save_target(mine.id, target(number, 100.0 if number < 2 else 9_000_000.0))
    store.close()
    return folder


@pytest.fixture(scope="module")
def server(folder):
    """Serve that workspace."""
    with serving(folder) as url:
        yield url


def web():
    about = {"channel": "Web", "account": "velmora.example", "source": "Organic Social", "sessions": 100}
    return [row for month, acted in ((SEPTEMBER, 2), (OCTOBER, 3)) for row in days(
        month, conversions=acted, converting_sessions=acted, **about)]  # fmt: skip


def posts():
    channels = ("Instagram", "Facebook", "LinkedIn", "TikTok", "YouTube")
    return [row for month in (SEPTEMBER, OCTOBER) for channel in channels for row in days(
        month, channel=channel, account="velmora", impressions=4_000.0, paid="mixed")]  # fmt: skip


def mentions():
    names = ("Velmora", *(rival.name for rival in PANEL))
    return [mention(f"2026-{month}-{number:02}", name, key=f"{name}{month}{number}", row=number)
            for month in ("09", "10") for name in names for number in range(1, 29)]  # fmt: skip


def target(number: int, goal: float) -> Target:
    name = f"{number} A target whose title somebody wrote with much care and many words, as people do in such a form"
    return Target(f"00000000-0000-4000-8000-00000000000{number}", "impressions", (), (), OCTOBER.start, OCTOBER.end,
                  None, goal, "Ana", "It matters.", AT, AT, title=name)  # fmt: skip


def opened(visitor: Visitor) -> Page:
    """Open the page, and wait until its comment stands there."""
    page = visitor.go("/management")
    expect(page.get_by_role("button", name="Edit")).to_be_visible(timeout=60_000)
    return visitor.settle()


def printed(page: Page) -> bytes:
    """Print the page as its own stylesheet says."""
    return page.pdf(prefer_css_page_size=True, tagged=True, outline=True)


def sheets(paper: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", paper))


def size(paper: bytes) -> tuple[int, int]:
    (box,) = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper))
    wide, high = map(float, box)
    return round(wide), round(high)


def test_a_comment_is_edited_and_still_there_after_a_reload(visitor):
    page = opened(visitor)
    expect(page.get_by_text("Proposed from the numbers.", exact=False)).to_be_visible()

    page.get_by_role("button", name="Edit").click()
    page.get_by_label("In short").fill("More orders.\nThe autumn fair worked.")
    page.get_by_label("Written by").fill("Mara")
    page.get_by_role("button", name="Save comment").click()
    expect(page.get_by_text("Written by Mara on", exact=False)).to_be_visible(timeout=30_000)

    page = opened(visitor)
    expect(page.get_by_text("The autumn fair worked.", exact=False)).to_be_visible()
    page.get_by_role("button", name="Back to the proposal").click()
    expect(page.get_by_text("Proposed from the numbers.", exact=False)).to_be_visible(timeout=30_000)
    assert [said for said in visitor.complaints if "404" not in said] == []


def test_the_figures_are_put_in_another_order_and_back(visitor):
    page = opened(visitor)
    names = page.locator("[class*=st-key-told-figure-] strong")
    expect(names.first).to_have_text("Share of voice")

    page.get_by_role("button", name="Choose the figures").click()
    dialog = page.get_by_role("dialog")
    dialog.locator(".st-key-figure-arrow_upward-conversion_rate button").first.click()
    visitor.settle()
    dialog.get_by_role("button", name="Save").click()
    expect(names.first).to_have_text("Conversion rate", timeout=30_000)

    page.get_by_role("button", name="Choose the figures").click()
    dialog.get_by_role("button", name="As shipped").click()
    visitor.settle()
    dialog.get_by_role("button", name="Save").click()
    expect(names.first).to_have_text("Share of voice", timeout=30_000)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_prints_on_one_sheet_of_a4_without_controls(browser, server, theme):
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=theme)
    page = opened(Visitor(context.new_page(), server))

    paper = printed(page)

    assert (sheets(paper), size(paper)) == (1, A4)
    assert f"/Title ({VERDICT})".encode() in paper
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name=VERDICT)).to_be_visible()
    for kept in ("20.0", "Share of voice", "What we ask for", "0 A target whose title"):
        expect(page.locator("[data-testid=stMain]").get_by_text(kept, exact=False).first).to_be_visible()
    assert [one for one in page.get_by_role("button").all() if one.is_visible()] == []
    for gone in ("stSidebar", "stHeader", "stDateInput", "stMultiSelect", "stSelectbox"):
        assert not page.locator(f"[data-testid={gone}]").first.is_visible()
    ink = page.get_by_role("heading", name=VERDICT).evaluate("element => getComputedStyle(element).color")
    assert ink == "rgb(23, 33, 31)"
    context.close()


def test_what_a_chart_says_is_dark_on_paper_in_either_theme(browser, server):
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="dark")
    visitor = Visitor(context.new_page(), server)
    page = visitor.go("/objectives?objective=Conversion")
    visitor.settle()
    words = page.locator("[data-testid=stVegaLiteChart] text")
    expect(words.first).to_be_attached(timeout=30_000)
    fills = "all => [...new Set(all.map(one => getComputedStyle(one).fill))]"
    assert "rgb(23, 33, 31)" not in words.evaluate_all(fills), "light on the dark screen"

    page.emulate_media(media="print", color_scheme="dark")

    assert words.evaluate_all(fills) == ["rgb(23, 33, 31)"]
    context.close()


def test_the_longest_comment_still_fits_on_the_sheet(visitor, folder):
    store = open_store(f"sqlite:///{folder / 'goalpost.sqlite'}")
    (mine,) = store.workspaces()
    long = (WORDS * 9)[:LONGEST]
    short_lines = "\n".join("A line." for _ in range(MOST_LINES))
    written = Comment(OCTOBER.start, OCTOBER.end, long, long, long, short_lines, "Mara", AT)
    store.save_comment(mine.id, written)

    paper = printed(opened(visitor))

    store.delete_comment(mine.id, OCTOBER)
    store.close()
    assert (sheets(paper), size(paper)) == (1, A4)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_reads_on_a_phone(browser, server, theme):
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=theme)
    page = opened(Visitor(context.new_page(), server))

    boxes = [one.bounding_box() for one in page.locator("[class*=st-key-told-figure-]").all()]

    assert len(boxes) == 3
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)
    assert boxes == sorted(boxes, key=lambda box: box["y"]), "one below the other"
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
    lines = page.locator("[class*=st-key-glance] p")
    assert lines.filter(has_text="A target whose title").count() == 8
    assert lines.evaluate_all("all => all.filter(one => one.scrollWidth > one.clientWidth).length") == 0, "none is cut"
    context.close()
