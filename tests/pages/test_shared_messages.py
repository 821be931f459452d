"""What a server sends to whoever came by a link: words, numbers and pictures, and nothing to write or fetch with."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from streamlit.proto.Dataframe_pb2 import Dataframe
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from kpi.management.comment import Comment
from kpi.store import schema
from kpi.store.engine import saving
from kpi.store.links import NewLink, Shown, Shows
from tests.guests import Served, asks, filled, serving_two, talking
from tests.store.builders import AT

SHOWN = {"markdown", "heading", "metric", "alert", "vega_lite_chart", "dataframe", "empty", "skeleton"}
CHOSEN = {"date_input", "multiselect", "selectbox"}
"""All that may be chosen: days, channels, a comparison."""
PLACED = {"column", "expandable", "flex_container", "grid_container", ""}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with serving_two(tmp_path_factory.mktemp("messages")) as two:
        two.store.save_comment(two.mine, Comment(date(2026, 3, 1), date(2026, 3, 31), "Up.", "", "", "", "Ana", AT))
        yield two


def by_link(served, workspace, shown):
    """Give the same server to whoever holds another link."""
    now = datetime.now(UTC)
    made = served.store.create_link(workspace, NewLink("", shown, now + timedelta(days=2), "", now))
    return Served(served.url, served.store, workspace, "", made)


def heard(held):
    """List all messages that the server sends to the holder of a link until its first run is done."""
    with talking(held) as talk:
        talk.send(asks(held).SerializeToString())
        said = []
        while not said or said[-1].WhichOneof("type") != "script_finished":
            said.append(ForwardMsg.FromString(talk.recv(timeout=60)))
    return said


def kinds(said, what):
    return {getattr(one.delta, what).WhichOneof("type") or "" for one in said if one.delta.WhichOneof("type") == what}


@pytest.mark.parametrize("page", list(Shows))
def test_a_link_sends_no_download_and_nothing_that_writes(served, page):
    shown = Shown(page, "awareness" if page is Shows.OBJECTIVE else "", texts=True)

    said = heard(by_link(served, served.mine, shown))

    elements, blocks = kinds(said, "new_element"), kinds(said, "add_block")
    assert "markdown" in elements
    assert elements <= SHOWN | CHOSEN
    assert blocks <= PLACED
    told = [one.delta.new_element for one in said if one.delta.WhichOneof("type") == "new_element"]
    frames = [one.dataframe for one in told if one.HasField("dataframe")]
    assert all(one.editing_mode == Dataframe.READ_ONLY for one in frames)
    assert all(one.new_session.config.disable_data_export for one in said if one.HasField("new_session"))
    assert b"/media/" not in b"".join(one.SerializeToString() for one in said)


def test_whoever_came_by_a_link_learns_of_a_bug_that_there_is_one_and_not_what_it_is(tmp_path_factory):
    with serving_two(tmp_path_factory.mktemp("broken")) as two:
        broken = filled(two.store, "Broken")
        with saving(two.store._engine) as connection:
            connection.execute(update(schema.content).values(records=b"no Arrow file"))

        said = heard(by_link(two, broken, Shown(Shows.TARGETS)))

        told = b"".join(one.SerializeToString() for one in said)
        assert b"ask whoever sent you the link" in told
        assert b"no Arrow file" not in told
        assert b"Traceback" not in told
        assert "exception" not in kinds(said, "new_element")
        assert str(Path(__file__).parents[2]).encode() not in b"".join(
            one.SerializeToString() for one in said if not one.HasField("new_session")
        )
