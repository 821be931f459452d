from hypothesis import given
from hypothesis import strategies as st

from kpi.store import NewFile, open_store, originals
from kpi.store.engine import reading
from kpi.store.schema import content
from tests.store.builders import AT, many_records

POSTS = b"date,post,views\n" + b"2026-01-01,A reel about bicycles,1200\n" * 5_000


@given(st.binary(max_size=5_000))
def test_any_file_comes_back_byte_for_byte(original):
    assert originals.unpack(originals.pack(original), size=len(original)) == original


def test_a_file_of_which_nothing_was_kept_takes_no_room():
    assert originals.pack(b"") == originals.unpack(b"", size=5_000) == b""


def test_a_file_is_kept_small_and_given_as_it_was(url):
    store = open_store(url)
    workspace = store.create_workspace("Nordlicht").id
    new = NewFile("posts.csv", POSTS, {}, many_records(1, rows=2))

    (added,) = store.add_files(workspace, [new], uploaded_at=AT)

    with reading(store._engine) as connection:
        (row,) = connection.execute(content.select()).mappings()
    assert len(row["original"]) < len(POSTS) / 100
    assert (added.size, store.original(workspace, added.id)) == (len(POSTS), POSTS)
    store.close()


def test_the_same_file_is_kept_once_in_a_workspace_and_once_in_each(url):
    store = open_store(url)
    new = NewFile("posts.csv", POSTS, {}, many_records(1, rows=2))
    for name in ("Nordlicht", "Velmora"):
        workspace = store.create_workspace(name).id
        for _ in range(2):
            store.add_files(workspace, [new], uploaded_at=AT)

    with reading(store._engine) as connection:
        assert len(connection.execute(content.select()).all()) == 2
    store.close()
