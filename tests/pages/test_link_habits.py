"""What the form of a new link begins with is set once for a client, and goes along with its recipe."""

from collections.abc import Callable
from datetime import timedelta

from streamlit.testing.v1 import AppTest

from kpi.store import Store
from kpi.store.habits import Habits, habits
from pages.parts.clock import now


def settings_form() -> None:
    from pages.parts import access
    from pages.parts.settings.links import links_form

    links_form(access.workspace())


def share_form() -> None:
    from pages.parts import access
    from pages.parts.sharing.new import new_link

    new_link(access.workspace())


def opened(store: Store, form: Callable[[], None]) -> AppTest:
    session = AppTest.from_function(form, default_timeout=60)
    session.session_state["store"] = store
    session.run()
    assert not session.exception
    return session


def test_the_form_of_a_new_link_begins_with_what_the_settings_say(store, mine):
    settings = opened(store, settings_form)
    settings.number_input("habit-days").set_value(10)
    settings.checkbox("habit-notes").uncheck()
    settings.selectbox("habit-locale").set_value("de-DE")
    settings.button("save-links").click().run()
    assert habits(store.workspace(mine.id).settings) == Habits(days=10, notes=False, locale="de-DE")

    opened(store, share_form).button("link-make").click().run()

    (link,) = store.links(mine.id)
    assert (link.last_day, link.has_password) == (now().date() + timedelta(days=10), False)
    assert (link.shown.notes, link.shown.locale) == (False, "de-DE")


def test_where_a_password_is_a_must_no_link_is_made_without_one(store, mine):
    store.change_settings(mine.id, {"links": Habits(password=True).as_setting})
    share = opened(store, share_form)

    share.button("link-make").click().run()

    assert [one.value for one in share.error] == [
        "By the settings of this client, a link must have a password. No link was made."
    ]
    assert store.links(mine.id) == []
    share.text_input("link-password-0").set_value("nine letters")
    share.button("link-make").click().run()
    assert [link.has_password for link in store.links(mine.id)] == [True]
