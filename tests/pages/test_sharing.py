"""What is handed out of a workspace: the same figures as on its pages, and nothing that its owner did not choose."""

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from kpi.calendar.entry import Stage
from kpi.choice import Scope
from kpi.errors import KpiError
from kpi.facts import Brand
from kpi.periods import WeekStart, before
from kpi.preferences import Preferences
from kpi.reports import LARGEST, Cards, Chart, Document, Lines, Receipts, Remarks, Table, page
from kpi.store import Note, open_store
from kpi.store.links import Shown, Shows
from kpi.targets.target import Target
from pages.parts.scope import Asked, View
from pages.parts.sharing.document import Charted
from tests.builders import OCTOBER, TYPED_AT
from tests.calendar.builders import campaign, entry
from tests.pages.conftest import FRAME

UNTIL = date(2026, 12, 31)
VIEW = View(OCTOBER, against=before(OCTOBER))
MANAGEMENT, TARGETS = Shown(), Shown(Shows.TARGETS)
HEADLINE = Charted()
TYPED = "</style><script>alert(1)</script><img src=x onerror=alert(1)>"


def objective(key: str = "engagement", **more: object) -> Shown:
    return Shown(Shows.OBJECTIVE, key, **more)


def document_of(store, what: Shown, view: View = VIEW, charted: Charted = HEADLINE) -> Document:
    """Make the document as a page would: in a session, of its workspace."""

    def script() -> None:
        import streamlit as st

        from kpi.errors import KpiError
        from pages.parts import access
        from pages.parts.sharing.document import document

        state = st.session_state
        try:
            asked = {name: state[name] for name in ("until", "charted")}
            state["made"] = document(access.workspace(), state["what"], state["view"], **asked)
        except KpiError as refused:
            state["made"] = refused

    session = AppTest.from_function(script, default_timeout=120)
    for name, value in {"store": store, "what": what, "view": view, "until": UNTIL, "charted": charted}.items():
        session.session_state[name] = value
    session.run()
    assert not session.exception
    made = session.session_state["made"]
    if isinstance(made, KpiError):
        raise made
    return made


def visited(store, name: str, **state: object) -> AppTest:
    frame = AppTest.from_file(str(FRAME), default_timeout=120)
    for key, value in {"store": store, **state}.items():
        frame.session_state[key] = value
    frame.run()
    frame.switch_page(name).run()
    assert not frame.exception
    return frame


def said(frame: AppTest) -> str:
    shown = [*frame.title, *frame.subheader, *frame.markdown, *frame.caption, *frame.info]
    return " ".join(one.value for one in shown).replace("\\", "").replace("\u2060", "")


def section(part, kind):
    return next(one for one in part.sections if isinstance(one, kind))


@pytest.fixture(scope="module")
def velmora():
    """Keep the sample brand."""

    def script() -> None:
        from pages.parts import access
        from pages.parts.sample import load_sample

        load_sample(access.workspace())

    opened = open_store("sqlite://")
    session = AppTest.from_function(script, default_timeout=240)
    session.session_state["store"] = opened
    session.run()
    assert not session.exception
    yield opened
    opened.close()


class TestTheSampleBrand:
    def test_the_management_page_and_the_document_say_the_same(self, velmora):
        shown = visited(velmora, "management.py")
        (part,) = document_of(velmora, MANAGEMENT).parts
        cards, lines, comment = (section(part, kind) for kind in (Cards, Lines, Remarks))
        told = said(shown)

        assert f"# {part.headline}" in told
        assert [(one.title, one.value) for one in cards.cards] == [(one.label, one.value) for one in shown.metric]
        assert [one.value for one in cards.cards] == ["23.8\u00a0%", "0.501\u00a0%", "€3.37\u00a0K"]
        for card in cards.cards:
            for words in (card.change, card.against, card.sentence, card.trend.says, *card.asides):
                assert words in told
        assert [one.title for one in lines.lines if f"**{one.title}**" in told] == [one.title for one in lines.lines]
        assert all(line.said[0] in told for line in lines.lines)
        assert len(lines.lines) == 5
        assert all(text.split("\n")[0] in told for _, text in comment.said)

    def test_the_objectives_page_and_the_document_say_the_same(self, velmora):
        shown = visited(velmora, "objectives.py", objective="engagement")
        (part,) = document_of(velmora, objective()).parts

        told = said(shown)
        assert part.headline in told
        assert part.lead in told
        cards = {one.title: one.value for one in section(part, Cards).cards}
        assert cards == {one.label: one.value for one in shown.metric if one.label in cards}
        assert len(cards) == 5
        assert section(part, Chart).sentence in told
        table = section(part, Table)
        assert (table.columns, len(table.rows)) == (["Period", "Engagement rate"], 13)
        assert table.rows[0] == ("October 2026 (not complete)", "3.036\u00a0%")

    def test_the_board_and_the_document_say_the_same_in_the_same_order(self, velmora):
        told = said(visited(velmora, "targets.py"))
        (part,) = document_of(velmora, TARGETS).parts
        lines = section(part, Lines).lines

        assert part.headline in told
        places = [told.index(f"**{one.title}**") for one in lines]
        assert places == sorted(places)
        assert len(places) == 8
        assert all(f"**{one.value}**" in told and one.besides in told and one.way.says in told for one in lines)

    @pytest.mark.parametrize("what", [MANAGEMENT, objective(texts=True), TARGETS], ids=lambda one: str(one.page))
    def test_the_page_is_small_and_its_preview_tells_no_figure(self, velmora, what):
        whole = document_of(velmora, what)
        written = page(whole)
        head = written.decode().partition("<style>")[0]

        assert len(written) < LARGEST / 3
        assert whole.title == "Velmora"
        assert "23.8" not in head
        assert "target" not in head
        assert whole.validity == "Made with Goalpost, read-only, valid until 31 Dec 2026."
        assert whole.about == ("" if what == TARGETS else "October 2026, compared with September 2026")
        assert whole.as_of.startswith("Data until 31 Oct 2026, as it stood on ")

    def test_no_file_and_no_text_of_a_post_is_told_unless_it_was_chosen(self, velmora):
        names = [row.name for row in velmora.files(velmora.workspaces()[0].id)]
        closed = "".join(page(document_of(velmora, one)).decode() for one in (MANAGEMENT, objective(), TARGETS))
        opened = page(document_of(velmora, objective(texts=True))).decode()

        assert [name for name in names if name in closed] == []
        assert len([name for name in names if name in opened]) > 3
        assert "Our Saturday riders, rain or shine." not in closed
        assert "Our Saturday riders, rain or shine." in opened

    def test_the_receipts_are_those_of_the_figures(self, velmora):
        part = document_of(velmora, objective()).parts[0]
        rate = next(one for one in section(part, Receipts).worked if one.title == "Engagement rate")

        assert rate.formula == "3.036\u00a0% in 1–29 Oct 2026 = Interactions ÷ Exposures"
        assert rate.lines[-1].endswith("= 3.036\u00a0%")

    def test_a_chart_split_by_channel_is_drawn_and_its_numbers_name_the_channels(self, velmora):
        made = document_of(velmora, objective("awareness"), charted=Charted("impressions", "channel"))
        part = made.parts[0]

        assert len(section(part, Chart).pictures) == 1
        assert section(part, Table).columns == ["Period", "Channel", "Impressions"]
        assert len(page(made)) < LARGEST / 3


class TestWhatTheOwnerChose:
    @pytest.mark.parametrize(
        ("what", "headline"),
        [
            (MANAGEMENT, "October: no target is set for it."),
            (objective(), "Do people answer what we publish?"),
            (TARGETS, "No target is set yet."),
        ],
        ids=lambda one: str(getattr(one, "page", "")),
    )
    def test_each_page_begins_with_what_it_comes_to(self, store, what, headline):
        assert [one.headline for one in document_of(store, what).parts] == [headline]

    def test_an_objective_that_is_gone_is_refused(self, store):
        with pytest.raises(KpiError, match="not there any more"):
            document_of(store, objective("gone"))

    def test_numbers_and_days_are_written_in_the_locale_of_the_link(self, store):
        made = document_of(store, objective("awareness", locale="de-DE"))

        assert section(made.parts[0], Cards).cards[0].value.startswith("3,10")
        assert document_of(store, objective("awareness")).validity.endswith("valid until 31 Dec 2026.")

    @pytest.mark.parametrize("notes", [True, False])
    def test_notes_are_there_where_they_were_chosen(self, store, mine, notes):
        note = Note("00000000-0000-4000-8000-000000000009", date(2026, 10, 5), "Campaign start", "Ana", TYPED_AT)
        store.save_note(mine.id, note)

        chart, whole = (
            page(document_of(store, replace(one, notes=notes))).decode() for one in (objective(), MANAGEMENT)
        )

        assert ("1 · 5 Oct 2026: Campaign start" in chart) is notes
        assert ("<dt>5 Oct 2026</dt><dd>Campaign start</dd>" in whole) is notes
        assert (chart + whole).count("Campaign start") == (2 if notes else 0)

    @pytest.mark.parametrize(
        ("chosen", "shown"),
        [
            ({}, ()),
            ({"texts": True}, ()),
            ({"calendar": True}, ("Spring range", "Post on Instagram")),
            ({"calendar": True, "texts": True}, ("Spring range", "Chairs are here")),
        ],
    )
    def test_of_the_calendar_only_what_was_chosen_is_shown(self, store, mine, chosen, shown):
        store.save_campaigns(mine.id, [campaign(on_charts=True), campaign("c2", called="Secret plans")])
        marked = {"on_charts": True, "text": "All of ash"}
        store.save_entries(
            mine.id,
            [
                entry("e1", "2026-10-06", title="Chairs are here", **marked),
                entry("e2", "2026-10-07", title="An idea", stage=Stage.IDEA, **marked),
                entry("e3", "2026-10-08", title="A draft", stage=Stage.DRAFT, **marked),
                entry("e4", "2026-10-09", title="Not marked"),
                entry("e5", "2026-10-10", title="Of Facebook", channel="Facebook", **marked),
            ],
        )
        view = replace(VIEW, scope=Scope(("Instagram",)))

        chart, whole = (
            page(document_of(store, replace(one, **chosen), view)).decode() for one in (objective(), MANAGEMENT)
        )

        names = ("Spring range", "Chairs are here", "Post on Instagram", "Secret plans", "An idea", "A draft")
        never = ("Not marked", "Of Facebook", "Post on Facebook", "All of ash")
        for told in (chart, whole):
            assert tuple(name for name in (*names, *never) if name in told) == shown

    def test_the_days_and_channels_are_those_of_the_view(self, store):
        part = document_of(store, objective("awareness")).parts[0]
        days = View(OCTOBER.until(date(2026, 10, 10)))
        fewer = document_of(store, objective("awareness"), days)

        assert section(part, Cards).cards[0].value == "3.10\u00a0K"  # 31 × 100
        assert section(fewer.parts[0], Cards).cards[0].value == "1.00\u00a0K"
        assert fewer.about == "1–10 Oct 2026"

    def test_what_is_not_known_is_named_and_never_shown_as_a_figure(self, store):
        cards = section(document_of(store, objective("reputation")).parts[0], Cards)

        assert cards.cards == []
        assert cards.after[0].startswith("Not known for these days: ")

    def test_what_people_typed_is_text(self, store, mine):
        store.save_brand(mine.id, Brand(TYPED))
        store.save_note(
            mine.id, Note("00000000-0000-4000-8000-000000000008", date(2026, 10, 5), TYPED, TYPED, TYPED_AT)
        )
        days = OCTOBER.start, OCTOBER.end
        one = Target("00000000-0000-4000-8000-000000000001", "impressions", (), (), *days, None, 9_000.0, TYPED, TYPED,
                     TYPED_AT, TYPED_AT, title=TYPED)  # fmt: skip
        store.save_target(mine.id, one)

        all_of_it = (MANAGEMENT, objective("awareness", texts=True), TARGETS)
        pages = [page(document_of(store, one)).decode() for one in all_of_it]
        written = "".join(pages)

        assert "<script" not in written
        assert "<img" not in written
        assert written.count("</style>") == len(pages)
        assert all("&lt;/style&gt;&lt;script&gt;alert(1)" in one for one in pages)


class TestTheLivePage:
    def drawn(self, store, what: Shown, asked: Asked) -> str:
        """Draw what a link shows to whoever opened it, in the server that drew it before."""

        def script() -> None:
            from datetime import date

            import streamlit as st

            from pages.parts import access
            from pages.parts.sharing.live import narrowed, show

            state, mine = st.session_state, access.workspace()
            show(mine, state["what"], narrowed(mine, state["what"], state["asked"]), until=date(2026, 12, 31))

        session = AppTest.from_function(script, default_timeout=120)
        for name, value in {"store": store, "what": what, "asked": asked}.items():
            session.session_state[name] = value
        session.run()
        assert not session.exception
        return said(session) + " ".join(one.value.to_csv() for one in [*session.table, *session.dataframe])

    def test_what_is_set_of_a_workspace_shows_as_soon_as_it_is_set(self, store, mine):
        asked = Asked((), (), "none", "auto")
        before = self.drawn(store, MANAGEMENT, asked)
        store.change_settings(mine.id, {"management_figures": ["impressions"]})
        after = self.drawn(store, MANAGEMENT, asked)

        assert "No figure is known for these days." in before
        assert "**Impressions**" in after

    def test_weeks_begin_on_the_day_of_the_workspace(self, store, mine):
        asked, days = Asked((), (), "none", "week"), (OCTOBER.start, OCTOBER.end)
        store.change_settings(mine.id, Preferences(week_start=WeekStart.SUNDAY).as_settings())

        told = self.drawn(store, objective("awareness"), replace(asked, dates=days))

        # October 2026 begins on a Thursday: its first Sunday is the 4th
        assert "4 Oct" in told
        assert "5 Oct" not in told
