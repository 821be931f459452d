import pytest

NAMES = {
    "/": "Start",
    "/objectives": "Objectives",
    "/targets": "Targets",
    "/calendar": "Calendar",
    "/management": "For your CEO",
    "/what_if": "What-if",
    "/tables": "Tables",
    "/catalogue": "Catalogue",
    "/share": "Share",
    "/settings": "Settings",
    "/clients": "Clients",
}
# Streamlit looks for its own addresses below a deep link first.
ITS_OWN = "the server responded with a status of 404"


@pytest.mark.parametrize(("path", "name"), NAMES.items())
def test_a_link_to_a_page_opens_it_without_a_complaint_or_a_foreign_request(visitor, path, name):
    page = visitor.go(path)

    assert page.title() == f"{name} · Goalpost"
    assert page.locator("[data-testid=stException]").count() == 0
    complaints = [said for said in visitor.complaints if ITS_OWN not in said]
    assert complaints == []
    assert len(visitor.complaints) <= (0 if path == "/" else 2)
    assert {host for host in visitor.hosts if host} == {visitor.url.removeprefix("http://")}


def test_the_sidebar_leads_to_every_page(visitor):
    page = visitor.go()

    links = page.locator("[data-testid=stSidebarNavLink]")

    assert [link.inner_text().split("\n")[-1] for link in links.all()] == list(NAMES.values())
    links.nth(2).click()
    page.wait_for_url("**/targets")


def test_the_brand_is_drawn(visitor):
    logo = visitor.go().locator("[data-testid=stSidebarHeader] img").first

    assert logo.evaluate("picture => picture.complete && picture.naturalWidth > 0")


@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_scrolls_sideways(visitor, width):
    visitor.page.set_viewport_size({"width": width, "height": 844})

    for path in NAMES:
        assert not visitor.go(path).evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"), path
