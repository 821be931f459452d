"""The page that is handed out: its verdict first, every text as text, nothing that runs or is fetched, small."""

import re
import threading
from dataclasses import replace
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from kpi.charts import Drawing, on_paper
from kpi.errors import KpiError
from kpi.palette import LINK, TEXT
from kpi.reports import LARGEST, Chart, Document, Part, Remarks, page
from kpi.reports.pictures import chart, still
from tests.drawings import HOSTILE
from tests.reports.builders import VERDICT, card, chart_of_months, document, panels

MARKUP = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '"><img src=https://bad.invalid/x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "</text></svg><iframe src=javascript:alert(1)>",
    "&lt;b&gt; &amp; <b>bold</b>",
    "]]><!--",
    "url(https://bad.invalid/y)",
    HOSTILE,
)
ELEMENTS = {
    "html", "head", "meta", "title", "link", "style", "body", "main", "footer", "header", "div", "section", "article",
    "p", "span", "b", "h1", "h2", "h3", "h4", "ul", "li", "dl", "dt", "dd", "figure", "table", "thead", "tbody", "tr",
    "th", "td", "details", "summary", "pre", "svg", "g", "path", "line", "rect", "circle", "text", "tspan", "defs",
    "clippath",
}  # fmt: skip
"""What a page is made of: nothing of it runs, asks or leads away."""
VOID = {"meta", "link"}


class Seen(HTMLParser):
    """What a browser would make of a page: its elements with their attributes, and its words in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def html() -> str:
    return page(document()).decode()


@pytest.fixture(scope="module")
def said(html) -> Seen:
    return Seen(html)


def heading(html: str, level: int) -> list[str]:
    return re.findall(rf"<h{level}>(.*?)</h{level}>", html)


class TestWhatItSays:
    def test_the_verdict_stands_first_and_is_the_only_title_of_its_rank(self, html):
        assert heading(html, 1) == [VERDICT]
        assert html.index(VERDICT) < html.index("24.1 %")
        assert heading(html, 2) == ["Velmora", "Velmora", "Velmora", "Targets", "Comment", "Velmora"]

    def test_each_section_says_all_that_it_was_given(self, said):
        for told in (
            "+3.2 points, better", "against September (20.9 %)", "at risk", "8.90 K → 30.0 K", "In short", "not held",
            "Ad price: velmora", "3.00 %", "Data until 31 Oct 2026", "valid until 31 Dec 2026.",
        ):  # fmt: skip
            assert told in said.text

    def test_a_change_is_worse_in_words_too_and_neither_where_it_is_neither(self):
        cards = [card(better=False), card(better=None)]
        part = document().parts[0]
        shown = replace(part, sections=[replace(part.sections[0], cards=cards)])

        text = Seen(page(replace(document(), parts=[shown])).decode()).text

        assert text.count("+3.2 points, worse") == 1
        assert text.count("better") == 0

    def test_the_lines_of_a_comment_stay_lines(self):
        remarks = Remarks([("Why", "One.\nTwo.")])

        html = page(replace(document(), parts=[Part("October", [remarks])])).decode()

        assert "<dd>One.\nTwo.</dd>" in html
        assert "white-space: pre-line" in html

    def test_every_picture_has_its_text(self, said):
        pictures = said.of("svg")

        assert len(pictures) == 3 + 1 + 4 + 2 + 2 + 1  # trends, way, trends, the chart twice, panels, the mark
        assert all(one["role"] == "img" and one["aria-label"] for one in pictures)

    def test_the_language_is_said(self):
        spoken = replace(document(), parts=document().parts[:1], language="en-GB")

        assert Seen(page(spoken).decode()).of("html") == [{"lang": "en-GB"}]

    def test_the_preview_of_a_link_tells_whose_page_it_is_and_nothing_else(self, said, html):
        head = html.partition("<style>")[0]
        shown = [one["content"] for one in said.of("meta") if "og:" in (one.get("property") or "")]

        assert "<title>Velmora</title>" in head
        assert shown == ["Velmora", "Figures to read, shared with Goalpost.", "website", "Goalpost"]
        assert VERDICT not in head
        assert "24.1" not in head


class TestNothingRunsAndNothingIsFetched:
    @pytest.mark.parametrize("typed", MARKUP)
    def test_what_somebody_typed_is_text_wherever_it_stands(self, typed):
        management, evidence = document(typed, headline=typed).parts
        written = [one for one in evidence.sections if not isinstance(one, Chart)]
        self.is_text(typed, replace(document(typed), parts=[management, replace(evidence, sections=written)]))

    @pytest.mark.parametrize("typed", [MARKUP[2], MARKUP[4], HOSTILE])
    def test_and_in_charts_too(self, typed):
        self.is_text(typed, replace(document(typed), parts=[Part(typed, [chart_of_months(typed), panels(typed)])]))

    def is_text(self, typed: str, shown: Document) -> None:
        seen = Seen(page(shown).decode())

        assert {name for name, _ in seen.elements} <= ELEMENTS
        assert seen.open == []
        assert not [key for _, given in seen.elements for key in given if key.startswith("on")]
        assert seen.of("style") == [{}]
        assert " ".join(typed.split()) in seen.text

    def test_the_only_address_is_the_mark_in_the_page_itself(self, said, html):
        addresses = [
            (name, key, value) for name, given in said.elements for key, value in given.items()
            if key in {"href", "src", "xlink:href", "action", "data"}
        ]  # fmt: skip

        assert [(name, key) for name, key, _ in addresses] == [("link", "href")]
        assert str(addresses[0][2]).startswith("data:image/svg+xml;base64,")
        assert "://" not in html
        assert "@import" not in html

    def test_it_forbids_everything_else_even_where_it_was_saved_as_a_file(self, said):
        policy = next(one["content"] for one in said.of("meta") if one.get("http-equiv"))

        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")

    def test_a_picture_brings_only_shapes_and_words(self):
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)"><script>alert(1)</script>'
            '<image href="https://bad.invalid/x.png"/><a href="https://bad.invalid"><text fill="red">b</text></a>'
            '<foreignObject><p>c</p></foreignObject><style>* {}</style><g onclick="alert(1)">'
            '<path d="M0,0h1.2345" fill="#fff" style="x"/></g></svg>'
        )

        inside = '<path d="M0,0h1.2" fill="#fff"></path>'
        assert still(svg, "Said", name="p") == f'<svg viewBox="0 0 9 9" role="img" aria-label="Said">{inside}</svg>'

    def test_drawing_a_chart_asks_no_server(self):
        asked: list[str] = []

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_error(404)

        server = HTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/rows.json"
        foreign = Drawing({"data": {"url": url}, "mark": "bar", "height": 9, "params": [], "config": {"axis": {}}})

        with pytest.raises(ValueError, match="not allowed"):
            chart(foreign, "", width=100, name="p")
        server.shutdown()
        server.server_close()

        assert asked == []


class TestPictures:
    def test_words_and_lines_take_the_colours_of_the_page(self):
        (picture,) = chart_of_months().pictures

        drawn = chart(picture.drawing, "", width=640, name="p")

        assert {"var(--muted)", "var(--accent)", "var(--grid)"} <= set(re.findall(r"var\(--\w+\)", drawn))
        assert "#fe" not in drawn
        assert LINK["light"] not in drawn
        assert TEXT["light"] not in drawn

    def test_all_colours_of_pictures_are_known_to_both_grounds(self, html):
        light, dark = (set(re.findall(r"(--[\w]+):", block)) for block in re.findall(r":root \{(.*?)\}", html)[:2])

        assert set(re.findall(r"var\((--\w+)\)", html)) <= light
        assert light == dark

    def test_the_words_of_the_axis_and_the_signs_of_notes_are_there(self):
        (picture,) = chart_of_months().pictures
        words = re.findall(r"<text[^>]*>(.*?)</text>", chart(picture.drawing, "", width=640, name="p"))

        assert "Feb" in words
        assert "1" in words, "the sign of the note"
        assert "10" in words

    def test_what_answers_a_mouse_alone_is_left_out(self):
        (picture,) = chart_of_months().pictures
        drawn = chart(picture.drawing, "", width=640, name="p")

        assert 'opacity="0"' not in drawn
        assert len(re.findall("<path", drawn)) == 12 + 1 + 1, "the known months, the unknown one, the note"

    def test_each_place_that_a_picture_names_is_its_own(self):
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><clipPath id="clip0"><path d="M0,0h9"/>'
            '</clipPath></defs><g clip-path="url(#clip0)"><path d="M0,0h9" fill="#fff"/></g></svg>'
        )

        drawn = still(svg, "", name="p7")

        assert '<clipPath id="p7-clip0"><path d="M0,0h9"></path></clipPath>' in drawn
        assert '<g clip-path="url(#p7-clip0)">' in drawn

    def test_faint_things_stay_as_faint_as_they_were(self):
        svg = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0.126,1" fill="#fff" opacity="0.16"/></svg>'

        assert '<path d="M0.1,1" fill="#fff" opacity="0.16">' in still(svg, "", name="p")

    def test_a_chart_is_there_for_a_page_and_for_a_telephone_and_panels_once(self):
        both = page(replace(document(), parts=[Part("October", [chart_of_months()])])).decode()
        several = page(replace(document(), parts=[Part("October", [panels()])])).decode()

        assert [one.get("class") for one in Seen(both).of("svg")[:-1]] == ["wide", "phone"]
        assert [one.get("class") for one in Seen(several).of("svg")[:-1]] == [None, None]

    def test_the_same_document_gives_the_same_bytes(self, html):
        assert page(document()).decode() == html

    def test_a_drawing_stays_as_it_was(self):
        (picture,) = chart_of_months().pictures
        before = on_paper(picture.drawing, width=640)

        chart(picture.drawing, "", width=640, name="p")

        assert on_paper(picture.drawing, width=640) == before


class TestSize:
    def test_a_document_with_everything_in_it_opens_at_once(self):
        assert len(page(document("Velmora and " * 20))) < LARGEST / 2

    def test_one_that_would_not_is_refused_with_what_to_do(self):
        long = Document("a", "b", "c", "d", [Part("e", [Remarks([("f", "x" * LARGEST)])])], "g")

        with pytest.raises(KpiError, match=r"This page would have 3\d\d KB, and no more than 300 open at once"):
            page(long)
