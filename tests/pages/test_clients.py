"""Several clients: chosen by a click or by the address, and nothing of the one is seen in the other."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from kpi.catalogue.kpis import Kpi
from kpi.management.comment import Comment
from kpi.store import NewFile, Store, Workspace
from pages.parts import clock
from tests.builders import TYPED_AT, day, records
from tests.pages.conftest import FRAME, OCTOBER_1

SWITCH = "workspace-switch"
OF_ONE_CLIENT = {
    "kpi": "comments",
    "editing": "new",
    "draft": "a target",
    "removed": [((1,), "days.csv")],
    "results": [("days.csv", "It could not be read.")],
    "sheet-saved": "Saved: 3 new.",
    "lab-chosen": ["a scenario"],
}
"""What pages remember in a session, as far as it is about the client that is looked at."""


@pytest.fixture
def other(store: Store, mine: Workspace):  # noqa: ARG001  # the first one stands before
    """Keep a second client, of whom September 2026 is known."""
    theirs = store.create_workspace("Bogen")
    rows = [day(f"2026-09-{number:02}", account="bogen", file="days.csv", **OCTOBER_1) for number in range(1, 31)]
    store.add_files(theirs.id, [NewFile("days.csv", b"theirs", {"sheets": []}, records(*rows))], uploaded_at=TYPED_AT)
    return theirs


def opened(store: Store, page: str, address: str = "") -> AppTest:
    """Open a page by an address, as somebody who was not here before."""
    frame = AppTest.from_file(str(FRAME), default_timeout=60)
    frame.session_state["store"] = store
    if address:
        frame.query_params["workspace"] = address
    frame.switch_page(page).run()
    assert not frame.exception
    return frame


def in_use(frame: AppTest) -> str:
    return frame.session_state["workspace-used"]


def named(frame: AppTest) -> str:
    found = frame.query_params.get("workspace", "")
    return found if isinstance(found, str) else found[0]


@pytest.mark.usefixtures("store")
def test_with_one_client_nothing_speaks_of_several(visit):
    frame = visit("objectives.py")

    assert not [box for box in frame.sidebar.selectbox if box.key == SWITCH]
    assert named(frame) == ""


def test_a_client_is_chosen_in_the_sidebar_and_named_in_the_address(store, mine, other):
    frame = opened(store, "objectives.py", mine.id)
    assert frame.sidebar.selectbox(SWITCH).options == ["Bogen", "Velmora"]

    frame.sidebar.selectbox(SWITCH).select(other.id).run()

    assert (in_use(frame), named(frame)) == (other.id, other.id)


def test_an_address_opens_the_client_that_it_names(store, mine, other):
    for one in (mine, other):
        assert in_use(opened(store, "targets.py", one.id)) == one.id


@pytest.mark.usefixtures("other")
def test_an_address_without_a_client_stays_with_the_one_in_use(store, mine):
    frame = opened(store, "objectives.py", mine.id)
    frame.query_params.clear()

    frame.switch_page("targets.py").run()

    assert (in_use(frame), named(frame)) == (mine.id, mine.id)


@pytest.mark.usefixtures("other")
def test_an_unknown_client_in_the_address_is_said_and_the_one_in_use_stays(store, mine):
    frame = opened(store, "targets.py", mine.id)
    frame.query_params["workspace"] = "nobody"

    frame.run()

    assert (in_use(frame), named(frame)) == (mine.id, mine.id)
    (said,) = [one.value for one in frame.info]
    assert said == "The address names a client that is not here, or that is not open to you. This is “Velmora”."
    assert not frame.switch_page("objectives.py").run().info


@pytest.mark.parametrize("how", ["click", "address"])
def test_nothing_that_is_remembered_of_one_client_is_there_for_the_other(store, mine, other, how):
    frame = opened(store, "catalogue.py", mine.id)
    for name, value in OF_ONE_CLIENT.items():
        frame.session_state[name] = value
    frame.run()

    if how == "click":
        frame.sidebar.selectbox(SWITCH).select(other.id).run()
    else:
        frame.query_params["workspace"] = other.id
        frame.run()

    assert in_use(frame) == other.id
    assert not [name for name in OF_ONE_CLIENT if name in frame.session_state]
    assert frame.session_state["store"] is store


def test_the_scope_of_one_client_does_not_narrow_the_other(store, mine, other):
    frame = opened(store, "objectives.py", mine.id)
    frame.multiselect("channels").select("Facebook").run()
    assert frame.session_state["channels"] == ["Facebook"]

    frame.sidebar.selectbox(SWITCH).select(other.id).run()

    assert frame.multiselect("channels").value == []


@pytest.mark.usefixtures("other")
def test_who_comes_to_the_front_door_sees_all_clients_first(store):
    frame = AppTest.from_file(str(FRAME), default_timeout=60)
    frame.session_state["store"] = store
    frame.run()

    assert frame.title[0].value == "Clients"
    assert frame.switch_page("start.py").run().title[0].value == "Files"


def test_with_one_client_the_front_door_is_the_start_page(store):
    frame = AppTest.from_file(str(FRAME), default_timeout=60)
    frame.session_state["store"] = store

    assert frame.run().title[0].value == "Files"


def create(frame: AppTest, name: str) -> AppTest:
    frame.text_input("client-name").input(name)
    next(one for one in frame.button if one.label == "Create").click()
    return frame.run()


def test_a_new_client_begins_empty_with_its_files(store, visit):
    frame = create(visit("clients.py"), " Anker ")

    assert [one.name for one in store.workspaces()] == ["Anker", "Velmora"]
    assert in_use(frame) == store.workspaces()[0].id
    assert frame.title[0].value == "Your platforms' files in, answers out"


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "Give the client a name."), ("velmora", "There is a client called “velmora” already")],
)
def test_a_client_needs_a_name_of_its_own(store, visit, name, said):
    frame = create(visit("clients.py"), name)

    assert said in frame.error[0].value.replace("\\", "")
    assert len(store.workspaces()) == 1


@pytest.mark.usefixtures("other")
def test_each_client_is_told_in_a_line(store, mine):
    frame = opened(store, "clients.py", mine.id)
    said = shown(frame)

    assert "Data to 31 Oct 2026 · Instagram" in said
    assert "Data to 30 Sep 2026 · Instagram" in said
    assert frame.markdown[0].value.startswith("##### 2 clients")


def summed_up(store: Store, mine: Workspace, **otherwise: object) -> None:
    """Keep another summary of a client than was worked out, on the same versions."""
    store.keep_summary(mine.id, {**store.summary(mine.id), **otherwise})


def test_a_line_is_worked_out_once_for_its_versions_in_any_process(store, mine):
    opened(store, "clients.py", mine.id)
    summed_up(store, mine, channels=["Pinterest"])

    assert "Data to 31 Oct 2026 · Pinterest" in shown(opened(store, "clients.py", mine.id))

    version = store.summary(mine.id)["stands_on"][1]
    store.remove_files(mine.id, [1], removed_at=TYPED_AT)
    said = shown(opened(store, "clients.py", mine.id))
    assert "Nothing loaded yet" in said
    assert "Pinterest" not in said
    assert store.summary(mine.id)["stands_on"][1] == version + 1


def test_a_line_of_another_day_is_looked_at_anew(store, mine):
    opened(store, "clients.py", mine.id)
    summed_up(store, mine, day="2026-11-01", late=["Pinterest"])

    assert "late: Pinterest" not in shown(opened(store, "clients.py", mine.id))
    assert store.summary(mine.id)["day"] == f"{clock.now():%Y-%m-%d}"


def test_a_line_says_whether_the_comment_of_its_report_is_written(store, mine):
    assert "no comment for October 2026 yet" in shown(opened(store, "clients.py", mine.id))

    month = Comment(date(2026, 10, 1), date(2026, 10, 31), "Up.", "", "", "", "Ana", TYPED_AT)
    store.save_comment(mine.id, month)

    assert "· comment for October 2026 written" in shown(opened(store, "clients.py", mine.id))


def shown(frame: AppTest) -> str:
    """Give every line of a page as it is read."""
    lines = [*frame.markdown, *frame.caption, *frame.info, *frame.error]
    return "\n".join(str(one.value) for one in lines).replace("\\", "")


def test_whoever_comes_back_finds_the_client_that_was_used_last(store, mine, other):
    for one in (mine, other, mine):
        opened(store, "targets.py", one.id)

        assert in_use(opened(store, "targets.py")) == one.id


def test_a_client_is_renamed_and_told_otherwise(store, visit, mine):
    frame = visit("settings.py")

    frame.text_input("settings-name").input("Velmora Bikes")
    next(one for one in frame.selectbox if one.label == "Numbers and dates").select("de-DE")
    next(one for one in frame.selectbox if one.label == "Currency").select("CHF")
    frame.button("save-told").click().run()

    assert not frame.exception
    kept = store.workspace(mine.id)
    assert (kept.name, kept.settings) == ("Velmora Bikes", {"locale": "de-DE", "currency": "CHF"})


def test_two_clients_do_not_bear_one_name(store, mine, other):
    frame = opened(store, "settings.py", mine.id)

    frame.text_input("settings-name").input("bogen")
    frame.button("save-told").click().run()

    assert "There is a client called “bogen” already" in shown(frame)
    assert [one.name for one in store.workspaces()] == [other.name, "Velmora"]


def test_a_recipe_is_taken_over_from_another_client_and_taken_back(store, mine, other):
    store.save_kpi(other.id, Kpi("save_rate", "Save rate", "saves / exposures", "How many kept it."))
    store.change_settings(other.id, {"management_figures": ["save_rate"], "currency": "CHF"})
    frame = opened(store, "settings.py", mine.id)

    frame.button("recipe-take").click().run()

    assert "Taken over from “Bogen”: 1 KPI, the list of figures." in shown(frame)
    assert [kpi.key for kpi in store.own(mine.id).kpis] == ["save_rate"]
    assert store.workspace(mine.id).settings == {"management_figures": ["save_rate"]}
    frame.button("recipe-back-button").click().run()
    assert (store.own(mine.id).kpis, store.workspace(mine.id).settings) == ((), {})


def test_an_archived_client_is_out_of_use_until_it_is_brought_back(store, mine, other):
    frame = opened(store, "settings.py", mine.id)

    frame.button("archive").click().run()

    assert frame.title[0].value == "Clients"
    assert "“Velmora” was archived." in shown(frame)
    assert in_use(frame) == other.id
    assert in_use(opened(store, "targets.py", mine.id)) == other.id
    frame.switch_page("clients.py").run().button(f"undo-{mine.id}").click().run()
    assert in_use(opened(store, "targets.py", mine.id)) == mine.id


def test_an_archived_client_is_deleted_for_good(store, mine, other):
    store.archive_workspace(mine.id, archived_at=TYPED_AT)
    frame = opened(store, "clients.py", other.id)
    frame.session_state["archived"] = True

    frame.run().button(f"delete-now-{mine.id}").click().run()

    assert [one.id for one in store.workspaces()] == [other.id]


def test_nothing_is_deleted_that_was_not_archived_before(store, mine, other):
    frame = opened(store, "settings.py", mine.id)

    assert not [one.label for page in (frame, opened(store, "clients.py", other.id)) for one in page.button
                if "elete" in one.label]  # fmt: skip


def test_the_sample_brand_gets_a_client_of_its_own_beside_others(store, mine, other):
    empty = store.create_workspace("Anker")
    frame = opened(store, "start.py", empty.id)

    frame.button("sample").click().run()

    assert not frame.exception
    assert {one.name for one in store.workspaces()} == {"Anker", other.name, mine.name, "Velmora (sample)"}
    assert store.workspace(empty.id).brand.name == ""
    assert store.workspace(in_use(frame)).name == "Velmora (sample)"


def test_how_long_files_are_kept_is_said_in_the_settings(store, visit, mine):
    frame = visit("settings.py")

    frame.selectbox("keep-originals").select(90).run()

    assert store.workspace(mine.id).settings == {"keep_originals_days": 90}
    frame.selectbox("keep-originals").select(0).run()
    assert store.workspace(mine.id).settings == {}
