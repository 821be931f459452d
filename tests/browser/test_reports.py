"""The page that is handed out, in a real browser under its strict policy: nothing runs, all is read, on any device."""

import re
from contextlib import contextmanager
from functools import cache

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from kpi.reports import page
from tests.drawings import HOSTILE
from tests.reports.builders import VERDICT, document

ADDRESS = "https://goalpost.invalid/s/page"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
MARKUP = "<img src=https://bad.invalid/x onerror=document.title='run'><script>document.title='run'</script>" + HOSTILE
SIZES = {"wide": (1280, 900), "phone": (390, 844), "narrow": (320, 640)}
A4 = (595, 842)
SERIOUS = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
    .map(one => `${one.id}: ${one.nodes.map(node => node.html.slice(0, 120)).join(' ')}`)"""


@cache
def told(typed: str = "Velmora") -> bytes:
    return page(document(typed))


@pytest.fixture(scope="module")
def written() -> bytes:
    return told()


@contextmanager
def opened(browser, html, *, size="wide", ground="light", **how: object):
    """Serve a page at an address with its policy, open it, and give it with what it asked for and complained about."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=ground, **how)
    tab, asked = context.new_page(), []
    tab.on("request", lambda one: asked.append(one.url))
    tab.on("console", lambda one: asked.append(one.text))
    tab.on("dialog", lambda one: asked.append(one.message))
    headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
    tab.route("**/*", lambda route: route.fulfill(body=html, headers=headers))
    tab.goto(ADDRESS)
    yield tab, asked
    context.close()


@pytest.mark.parametrize("typed", ["Velmora", MARKUP], ids=["plain", "markup"])
def test_nothing_is_asked_for_but_the_page_itself_and_nothing_is_refused(browser, typed):
    with opened(browser, told(typed)) as (tab, asked):
        tab.wait_for_timeout(500)

        assert [one for one in asked if not one.startswith("data:")] == [ADDRESS]
        assert tab.title() == " ".join(typed.split())
        assert tab.locator("script, img, iframe, object, embed").count() == 0


def test_it_is_read_where_no_script_may_run(browser, written):
    with opened(browser, written, size="phone", java_script_enabled=False) as (tab, _):
        for said in (VERDICT, "24.1 %", "8.90 K → 30.0 K", "In short", "valid until 31 Dec 2026."):
            assert tab.get_by_text(said, exact=False).first.is_visible()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("typed", ["Velmora", "Verylongwordwithoutaspace" * 12], ids=["short", "long"])
def test_nobody_scrolls_sideways(browser, size, typed):
    with opened(browser, told(typed), size=size) as (tab, _):
        wide, room = tab.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")

        assert wide <= room


def test_the_verdict_stands_on_the_first_screen_of_a_telephone_and_the_first_figure_too(browser, written):
    with opened(browser, written, size="phone") as (tab, _):
        verdict, figure = (tab.locator(one).first.bounding_box() for one in ("h1", ".value"))

        assert verdict["y"] < 200
        assert figure["y"] + figure["height"] < SIZES["phone"][1]


@pytest.mark.parametrize(("size", "shown", "hidden"), [("wide", "wide", "phone"), ("phone", "phone", "wide")])
def test_of_a_chart_the_one_that_fits_is_shown(browser, written, size, shown, hidden):
    with opened(browser, written, size=size) as (tab, _):
        assert tab.locator(f".charts svg.{shown}").is_visible()
        assert not tab.locator(f".charts svg.{hidden}").is_visible()
        words = tab.locator(f".charts svg.{shown} text", has_text="2026").first
        assert words.bounding_box()["height"] > 10, "as large as it was drawn"


@pytest.mark.parametrize("ground", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_nobody_is_kept_out(browser, written, ground, size):
    with opened(browser, written, size=size, ground=ground, bypass_csp=True) as (tab, _):
        tab.evaluate(AXE_SCRIPT)

        assert tab.evaluate(SERIOUS) == []


def test_it_is_dark_where_the_device_is(browser, written):
    grounds = {}
    for ground in ("light", "dark"):
        with opened(browser, written, ground=ground) as (tab, _):
            paint = "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color]"
            words = "one => getComputedStyle(one).fill"
            axis = tab.locator(".charts text", has_text="Feb").first
            grounds[ground] = (*tab.locator("body").evaluate(paint), axis.evaluate(words))

    assert grounds["light"] == ("rgb(250, 251, 250)", "rgb(13, 21, 19)", "rgb(80, 91, 88)")
    assert grounds["dark"] == ("rgb(12, 17, 16)", "rgb(228, 235, 232)", "rgb(159, 168, 165)")


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_the_management_page_prints_on_one_sheet_of_a4_dark_on_white(browser, ground):
    one = document()
    html = page(type(one)(one.title, one.brand, one.about, one.as_of, one.parts[:1], one.validity))
    with opened(browser, html, ground=ground) as (tab, _):
        paper = tab.pdf(prefer_css_page_size=True, tagged=True)
        tab.emulate_media(media="print", color_scheme=ground)

        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == 1
        (box,) = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper))
        assert tuple(round(float(side)) for side in box) == A4
        assert tab.locator("body").evaluate("one => getComputedStyle(one).color") == "rgb(13, 21, 19)"
