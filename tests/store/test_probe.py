import socket
import time

import pytest
from starlette.requests import Request

import app
from kpi.store import open_store
from pages.parts.place import keeps
from tests.apart import wait_for
from tests.serving import free_port


def ready():
    return wait_for(app.ready(app.store_keeps).endpoint(Request({"type": "http"}))).status_code


@pytest.fixture
def silent():
    """Listen like a database that is out of its mind: takes every connection, and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def test_a_server_is_ready_whose_postgresql_answers(postgres, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", postgres)

    assert [keeps(), keeps(), ready()] == [True, True, 200]


@pytest.mark.parametrize("address", ["postgres://ana:secret@127.0.0.1:{port}/x", "nonsense", "oracle://somewhere"])
def test_a_server_is_not_ready_whose_database_is_not_there(address, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", address.format(port=free_port()))

    assert ready() == 503


def test_a_database_that_stays_silent_is_waited_for_a_few_seconds_only(silent, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"postgresql://ana:secret@127.0.0.1:{silent}/goalpost")
    begun = time.monotonic()

    assert ready() == 503
    assert time.monotonic() - begun < 8


def test_a_server_is_ready_whose_file_can_be_read(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("GOALPOST_DATA", str(tmp_path))
    open_store(f"sqlite:///{tmp_path}/goalpost.sqlite").close()

    assert ready() == 200


def test_a_server_is_not_ready_whose_file_is_no_database(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("GOALPOST_DATA", str(tmp_path))
    (tmp_path / "goalpost.sqlite").write_bytes(b"date,impressions\n" * 100)

    assert ready() == 503
