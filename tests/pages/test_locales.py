"""Pages write their figures in the workspace's locale, and nobody gets those that another session's locale made."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from streamlit.testing.v1 import AppTest

from kpi.periods import WeekStart
from kpi.preferences import Preferences
from kpi.store import Assumption
from tests.builders import TYPED_AT


def a_page() -> None:
    """Show a figure in the locale of a link, all that is kept of it kept as pages keep it."""
    import streamlit as st

    from kpi import formats
    from kpi.formats import decimal_text
    from pages.parts import access, session
    from pages.parts.replayed import replayed

    formats.speak(st.session_state["locale"])
    together = st.session_state["together"]
    mine = access.workspace()
    together.wait(20)
    said = session.once(mine, ("said",), lambda: decimal_text(1_234.5, 1))
    shown = session.shown_once(mine, ("shown",), lambda: decimal_text(2_234.5, 1))
    st.text(said)
    st.text(shown)
    replayed(mine, ("drawn",), lambda: st.text(decimal_text(3_234.5, 1)) and None)


def figures(page):
    return [metric.value for metric in page.metric]


@pytest.fixture
def speaks(store, mine):
    """Set the workspace's locale."""

    def said(locale: str) -> None:
        store.change_settings(mine.id, Preferences(locale).as_settings())

    return said


def test_a_page_writes_its_figures_and_days_in_the_locale_of_the_workspace(visit, speaks):
    speaks("de-DE")

    page = visit("objectives.py", objective="awareness")

    assert "3,10\u00a0K" in figures(page)  # 31 days of 100 impressions
    assert "3.10\u00a0K" not in figures(page)
    assert any("Oktober 2026" in text.value for text in (*page.markdown, *page.caption))


def test_what_one_locale_wrote_is_not_shown_in_the_next(visit, speaks):
    found = []
    for locale in ("en", "de-DE", "en", "fr-FR"):
        speaks(locale)
        page = visit("objectives.py", objective="engagement")
        found.append([*figures(page), *(text.value for text in (*page.markdown, *page.caption))])

    english, german, again, french = ("\n".join(texts) for texts in found)
    assert english == again
    assert "October 2026" in english
    assert "Oktober 2026" in german
    assert "octobre 2026" in french
    assert not {"October 2026", "octobre 2026"} & {name for name in ("October 2026", "octobre 2026") if name in german}


def test_two_sessions_of_one_workspace_in_two_locales_at_the_same_time_get_each_their_own(store):
    together = Barrier(2)

    def visited(locale: str) -> list[str]:
        page = AppTest.from_function(a_page, default_timeout=60)
        page.session_state["store"] = store
        page.session_state["locale"] = locale
        page.session_state["together"] = together
        texts = []
        for _ in range(3):
            page.run()
            assert not page.exception
            texts.append([text.value for text in page.text])
        return [*texts[0]] if texts[0] == texts[1] == texts[2] else ["not the same again"]

    with ThreadPoolExecutor(2) as pool:
        german, indian = pool.map(visited, ("de-DE", "en-IN"))

    assert german == ["1.234,5", "2.234,5", "3.234,5"]
    assert indian == ["1,234.5", "2,234.5", "3,234.5"]


def test_a_comment_is_no_older_because_the_page_is_read_in_another_locale(visit, speaks):
    page = visit("management.py")
    page.button(key="comment-edit").click().run()
    page.text_area(key="comment-headline-2026-10-01-2026-10-31").set_value("A good month.")
    next(button for button in page.button if button.label == "Save comment").click().run()
    speaks("de-DE")

    page = visit("management.py")

    said = [text.value for text in (*page.markdown, *page.caption)]
    assert any("A good month" in text for text in said)
    assert not any("have changed since" in text for text in said)


def told_currency() -> None:
    """Say in which currency money without one is told."""
    import streamlit as st

    from pages.parts import access, session

    st.text(session.currency(access.workspace()))


def test_the_chosen_currency_is_that_of_money_without_one_and_of_no_other(store, mine):
    page = AppTest.from_function(told_currency, default_timeout=60)
    page.session_state["store"] = store
    store.change_settings(mine.id, Preferences(currency="BRL").as_settings())
    chosen = page.run().text[0].value
    typed = Assumption("Instagram", 6.0, "EUR", "Ana", TYPED_AT)
    store.save_assumption(mine.id, typed)
    stated = page.run().text[0].value

    assert (chosen, stated) == ("BRL", "EUR")


def test_weeks_begin_anew_as_soon_as_another_day_is_chosen(store, mine):
    def weeks() -> None:
        from datetime import date

        import streamlit as st

        from kpi.periods import Period
        from pages.parts import access, session
        from pages.parts.scope import Asked

        mine = access.workspace()
        october = Period(date(2026, 10, 1), date(2026, 10, 31))
        view = Asked((), (), "none", "week").view(october, session.week(mine))
        steps = session.steps(mine, "impressions", view, period=october, step=view.step)
        st.text(" ".join(f"{value:.0f}" for value in steps["value"]))

    page = AppTest.from_function(weeks, default_timeout=60)
    page.session_state["store"] = store
    told = []
    for start in WeekStart:
        store.change_settings(mine.id, Preferences(week_start=start).as_settings())
        told.append(page.run().text[0].value)

    # October 2026 begins on a Thursday and ends on a Saturday; each day has 100 impressions
    assert told == ["400 700 700 700 600", "300 700 700 700 700", "200 700 700 700 700 100"]
