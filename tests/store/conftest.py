import pytest

ADDRESSES = {"file": "sqlite:///{folder}/goalpost.db", "memory": "sqlite://"}


@pytest.fixture(params=["file", "memory", "postgres"])
def url(request, tmp_path):
    """Name an empty database of each kind."""
    return made(request, tmp_path)


def made(request, folder) -> str:
    """Name an empty database of the kind that a fixture asks for."""
    if request.param == "postgres":
        return request.getfixturevalue("postgres")
    return ADDRESSES[request.param].format(folder=folder)
