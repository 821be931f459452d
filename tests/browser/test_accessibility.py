"""No page keeps anybody out: axe-core finds nothing serious on any of them, light and dark, wide and on a phone."""

from typing import NamedTuple

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from kpi.store import open_store
from tests.browser.conftest import Visitor
from tests.browser.test_frame import NAMES

SIZES = {"wide": (1440, 900), "phone": (390, 844)}
SEEN = (("light", "wide"), ("light", "phone"), ("dark", "phone"), ("dark", "wide"))
"""On which ground and in which size a page is looked at: from one to the next as little changes as can."""
CONVERSIONS = "/objectives?objective=Conversion&more=Conversions"
PAGES = {
    **{name: path for path, name in NAMES.items()},
    "best and worst posts": "/objectives?objective=Engagement&more=Best+and+worst+posts",
    "when and what works": "/objectives?objective=Engagement&more=When+and+what+works",
    "the numbers": "/objectives?objective=Brand+awareness&more=The+numbers",
    "a second KPI": "/objectives?objective=Engagement&more=A+second+KPI&beside=Reactions",
    "competitors": "/objectives?objective=For+your+CEO&more=Competitors",
    "the funnel": CONVERSIONS,
    "calls to action": f"{CONVERSIONS}&conversions=Calls+to+action",
    "sources": f"{CONVERSIONS}&conversions=Sources",
    "landing pages": f"{CONVERSIONS}&conversions=Landing+pages",
    "one target": "/targets?target={target}",
    "the form of a target": "/targets?new=impressions",
}
"""Every page that the sidebar leads to, and what their addresses open."""
OPENED = {
    "a receipt": ("/objectives", "text='Receipt'"),
    "notes": ("/objectives", "text='Notes'"),
    "the form of a post": ("/calendar?view=Week", "text='Plan a post'"),
    "the numbers of the calls to action": (f"{CONVERSIONS}&conversions=Calls+to+action", ".st-key-calls-table summary"),
}
"""What a click opens: where, and what is clicked."""


class Theirs(NamedTuple):
    """A finding in what Streamlit draws itself, out of reach of the theme: its rule, where, and why it stays."""

    rule: str
    within: str
    why: str


STREAMLITS = (
    Theirs(
        "svg-img-alt",
        "[data-testid=stMetricChart]",
        "the sparkline of a metric names its line, not the empty group of the point under the mouse",
    ),
)
FIND = """async theirs => {
    const found = await axe.run(document, {resultTypes: ['violations']});
    const of = node => document.querySelector(node.target[0]);
    return found.violations.filter(one => ['serious', 'critical'].includes(one.impact)).flatMap(one =>
        one.nodes.map(node => ({
            says: `${one.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`,
            theirs: theirs.findIndex(([rule, within]) => rule === one.id && of(node)?.closest(within)),
        })));
}"""


@pytest.fixture(scope="module")
def served(velmora):
    """Give the address of the served sample brand, and a target of it."""
    url, folder = velmora
    store = open_store(f"sqlite:///{folder / 'goalpost.sqlite'}")
    first = store.targets(store.workspaces()[0].id)[0].id
    store.close()
    return url, first


@pytest.fixture(scope="module")
def window(served, browser):
    """Give somebody whose browser keeps what it has once fetched; each address opens a session of its own."""
    context = browser.new_context()
    yield Visitor(context.new_page(), served[0])
    context.close()


@pytest.fixture
def visitor(window):
    """Give the same browser as it begins: light and wide."""
    look(window, *SEEN[0])
    return window


def look(visitor, ground, size):
    width, height = SIZES[size]
    visitor.page.emulate_media(color_scheme=ground)
    visitor.page.set_viewport_size({"width": width, "height": height})


def findings(visitor):
    """Give what axe finds serious on a page as it stands, each with the number of the exception that it falls under."""
    visitor.settle()
    if not visitor.page.evaluate("typeof axe !== 'undefined'"):
        visitor.page.evaluate(AXE_SCRIPT)
    return visitor.page.evaluate(FIND, [[one.rule, one.within] for one in STREAMLITS])


def serious_on(visitor):
    """Give what is found on a page as it stands, light and dark, wide and on a phone, without what is let pass."""
    assert visitor.page.locator("[data-testid=stException]").count() == 0
    serious = []
    for seen in SEEN:
        look(visitor, *seen)
        serious += [f"{', '.join(seen)}: {one['says']}" for one in findings(visitor) if one["theirs"] < 0]
    return serious


@pytest.mark.parametrize("name", PAGES)
def test_nothing_serious_is_found(served, visitor, name):
    visitor.go(PAGES[name].format(target=served[1]))

    assert serious_on(visitor) == []


@pytest.mark.parametrize("name", OPENED)
def test_nothing_serious_is_found_in_what_a_click_opens(visitor, name):
    path, what = OPENED[name]
    visitor.go(path).locator(what).first.click()
    visitor.page.wait_for_timeout(1_000)

    assert serious_on(visitor) == []


def test_what_is_let_pass_is_still_there(visitor):
    look(visitor, "dark", "wide")
    visitor.go(PAGES["the numbers"])

    assert {one["theirs"] for one in findings(visitor)} == set(range(len(STREAMLITS)))
