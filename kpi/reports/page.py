"""A document as one HTML page that holds all it needs: no script, nothing fetched, readable as soon as it is there."""

from base64 import b64encode
from typing import Final

from kpi.errors import KpiError
from kpi.reports.document import Document, Part
from kpi.reports.markup import Markup, element, joined, some
from kpi.reports.pictures import still
from kpi.reports.sections import Place, section
from kpi.reports.style import style

LARGEST: Final = 300_000
"""Bytes that a telephone on a slow line has within two seconds."""
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_MARK: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 34 32">'
    '<path d="M3 30V6a3 3 0 0 1 3-3h22a3 3 0 0 1 3 3v24" fill="none" stroke="#23877F" stroke-width="3.4"'
    ' stroke-linecap="round"/>'
    '<path d="M9.5 25l5-6.5 4.5 3.5 4.2-7" fill="none" stroke="#D25A33" stroke-width="2.8" stroke-linecap="round"/>'
    '<circle cx="24.3" cy="11.2" r="2.9" fill="#D25A33"/></svg>'
)
_PREVIEW: Final = "Figures to read, shared with Goalpost."


def page(document: Document) -> bytes:
    """Write a document as HTML in UTF-8.

    Raise KpiError where it would be larger than `LARGEST`: what is slow to open is not read.
    """
    head, body = _head(document), _body(document)
    written = f"<!doctype html>\n{element('html', head, body, lang=document.language)}\n".encode()
    if len(written) > LARGEST:
        raise KpiError(
            f"This page would have {len(written) / 1_000:,.0f} KB, and no more than {LARGEST / 1_000:,.0f} open at "
            "once on a telephone. Show fewer parts, a longer step, or a chart that is split less."
        )
    return written


def _head(document: Document) -> Markup:
    """Write what a link's preview reads: whose page it is, and no figure of it."""
    icon = f"data:image/svg+xml;base64,{b64encode(_MARK.encode()).decode()}"
    told = {"og:title": document.title, "og:description": _PREVIEW, "og:type": "website", "og:site_name": "Goalpost"}
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        element("title", document.title),
        *(element("meta", property=name, content=text) for name, text in told.items()),
        element("meta", name_="description", content=_PREVIEW),
        element("meta", name_="robots", content="noindex, nofollow"),
        element("meta", name_="referrer", content="no-referrer"),
        element("meta", name_="format-detection", content="telephone=no"),
        element("link", rel="icon", href=icon),
        element("style", Markup(style())),
    )


def _body(document: Document) -> Markup:
    place = Place(2)
    first, *others = document.parts
    told = [_part(first, place, _whose(document)), *(_part(one, place.below(3)) for one in others)]
    mark = still(_MARK, "Goalpost", name=place.name())
    footer = element("footer", element("p", mark, document.validity, class_="small muted"))
    return element("body", element("main", *told), footer)


def _whose(document: Document) -> Markup:
    told = [element("b", document.brand), *(some("span", text) for text in (document.about, document.as_of))]
    return element("p", *told, class_="whose")


def _part(part: Part, place: Place, above: Markup = Markup()) -> Markup:  # noqa: B008
    """Write a part under what it comes to, in a heading above those of its sections."""
    told = joined(element(f"h{place.heading - 1}", part.headline), some("p", part.lead, class_="lead"))
    sections = [section(one, place) for one in part.sections]
    return element("div", element("header", above, told), *sections, class_="part")
