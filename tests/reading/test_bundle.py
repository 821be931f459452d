"""A zip of several files is opened in the reading process, and each becomes a file of its own with its folder."""

import io
import zipfile

import pytest

from kpi.reading.drop import Outcome, read_all

REACH = "sep=,\n“Instagram reach”\nDate,Primary\n2026-01-01T00:00:00,10\n2026-01-02T00:00:00,20\n".replace(
    "“", '"'
).replace("”", '"')
DAYS = "Date,Clicks,Impressions,CTR,Position\n2026-01-01,1,10,10%,3.5\n2026-01-02,2,20,10%,3.0\n"
QUERIES = "Top queries,Clicks,Impressions,CTR,Position\nlamps,3,30,10%,3.2\n"
FILTERS = "Filter,Value\nSearch type,Web\nDate,Last 28 days\nPage,+/lamps/\n"
SEARCH_CONSOLE = {"Chart.csv": DAYS, "Queries.csv": QUERIES, "Filters.csv": FILTERS}


def packed(members: dict[str, str | bytes]) -> bytes:
    """Write a zip."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return raw.getvalue()


@pytest.fixture
def read(tmp_path):
    """Drop files, each by its name."""

    def drop(**files: bytes) -> list[Outcome]:
        told = []
        for at, (name, raw) in enumerate(files.items()):
            place = tmp_path / f"upload{at}"
            place.write_bytes(raw)
            told.append((name.replace("_zip", ".zip"), place))
        return [event for event in read_all(told) if isinstance(event, Outcome)]

    return drop


def shown(outcomes: list[Outcome]) -> list[tuple[str, str, bool]]:
    return [(one.name, one.folder, one.opened) for one in outcomes]


def test_each_file_of_a_bundle_becomes_one_with_its_folder_and_none_is_lost(read):
    found = read(
        clients_zip=packed({"Anker/Reach.csv": REACH, "Bogen/IG/Reach.csv": REACH, "Bogen/logo.png": b"\x89PNG"})
    )

    assert shown(found) == [
        ("clients.zip", "", True),
        ("Reach.csv", "clients/Anker", False),
        ("Reach.csv", "clients/Bogen/IG", False),
    ]
    assert found[0].left_out == ("Bogen/logo.png",)
    assert [one.records["reach"].sum() for one in found[1:]] == [30.0, 30.0]


def test_a_zip_that_is_one_export_stays_one_file(read):
    (found,) = read(search_zip=packed(SEARCH_CONSOLE))

    assert not found.opened
    assert set(found.records["slice"]) == {"Page: +/lamps/"}


def test_it_stays_one_file_when_it_was_packed_again_inside_a_folder(read):
    (found,) = read(search_zip=packed({f"search/{name}": text for name, text in SEARCH_CONSOLE.items()}))

    assert set(found.records["slice"]) == {"Page: +/lamps/"}


def test_an_export_of_several_tables_stays_whole_inside_a_bundle(read):
    loose = {f"Anker/search/{name}": text for name, text in SEARCH_CONSOLE.items()}
    found = read(all_zip=packed({"Anker/Reach.csv": REACH, **loose, "Bogen/search.zip": packed(SEARCH_CONSOLE)}))

    assert shown(found)[1:] == [
        ("Reach.csv", "all/Anker", False),
        ("search.zip", "all/Anker/search", False),
        ("search.zip", "all/Bogen", False),
    ]
    assert [set(one.records["slice"]) for one in found[2:]] == [{"Page: +/lamps/"}] * 2


def test_what_stands_beside_an_export_of_several_tables_is_a_file_of_its_own(read):
    found = read(all_zip=packed({**SEARCH_CONSOLE, "Reach.csv": REACH}))

    assert [one.name for one in found] == ["all.zip", "all.zip", "Reach.csv"]
    assert set(found[1].records["slice"]) == {"Page: +/lamps/"}
    assert set(found[2].records["slice"]) == {""}


def test_a_hundred_files_are_read_each_on_its_own(read):
    found = read(all_zip=packed({f"{at:03}/Reach.csv": REACH for at in range(100)}))

    assert len(found) == 101
    assert all(len(one.records) == 2 for one in found[1:])


def test_a_damaged_file_in_a_bundle_is_a_sentence_and_the_others_are_read(read):
    found = read(all_zip=packed({"a/Reach.csv": REACH, "b/book.xlsx": b"PK\x03\x04 nothing", "c/Reach.csv": REACH}))

    assert [bool(one.problem or one.report["problems"]) for one in found[1:]] == [False, True, False]


def test_an_archive_in_an_archive_in_an_archive_is_not_opened(read):
    inner = packed({"deep.zip": packed({"a/Reach.csv": REACH, "b/Reach.csv": REACH})})
    found = read(all_zip=packed({"inner.zip": inner, "a/Reach.csv": REACH}))

    assert "Unpack it once" in found[1].report["problems"][0]
    assert len(found[2].records) == 2


def test_a_name_that_leads_out_of_the_archive_is_left_out(read):
    found = read(all_zip=packed({"../Reach.csv": REACH, "a/Reach.csv": REACH, "b/Reach.csv": REACH}))

    assert found[0].left_out == ("a name that leads out of the archive",)
    assert len(found) == 3


def test_a_bundle_of_too_many_files_is_refused(read):
    (found,) = read(all_zip=packed({f"{at}/a.csv": "a,b\n1,2\n" for at in range(501)}))

    assert "at most 500" in found.problem


def test_a_bundle_that_inflates_beyond_all_measure_is_refused(read):
    (found,) = read(all_zip=packed({"a/a.csv": b"0," * (60 << 20), "b/b.csv": "a,b\n1,2\n"}))

    assert "far more data" in found.problem


def test_nothing_that_was_unpacked_is_left_behind(read, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()

    read(all_zip=packed({"a/Reach.csv": REACH, "b/Reach.csv": REACH}))

    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_dropped_folder_gives_its_names(tmp_path):
    (tmp_path / "upload").write_text(REACH)

    events = list(read_all([("Clients/Anker/Reach.csv", tmp_path / "upload")]))

    assert shown([event for event in events if isinstance(event, Outcome)]) == [("Reach.csv", "Clients/Anker", False)]
