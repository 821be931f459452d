import json
import subprocess
import sys
from pathlib import Path

import pytest

from kpi.__main__ import main
from kpi.errors import KpiError
from kpi.place import database_url
from kpi.store import open_store
from tests.builders import OCTOBER
from tests.rules import files as f

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_data" / "velmora"
EXPECTED = json.loads((ROOT / "sample_data" / "expected.json").read_text(encoding="utf-8"))
X_DAYS = str(SAMPLE / "account_overview_analytics.csv")
REVIEWS = str(SAMPLE / "velmora.example_reviews_2025-07-01_2026-10-31.csv")


def said(capsys, *words: str):
    status = main(words)
    return status, capsys.readouterr().out


def numbers(capsys, *words: str):
    _, text = said(capsys, "value", *words, "--json")
    return json.loads(text)


def wanted(path):
    return next(one for one in EXPECTED if one["file"].endswith(Path(path).name))


def test_inspect_prints_one_object_a_file(capsys):
    status, text = said(capsys, "inspect", X_DAYS, REVIEWS, "--json")

    found = [json.loads(line) for line in text.splitlines()]
    assert status == 0
    assert [one["file"] for one in found] == [Path(X_DAYS).name, Path(REVIEWS).name]
    assert all(one["problems"] == [] for one in found)


@pytest.mark.parametrize("path", [X_DAYS, REVIEWS])
def test_the_totals_of_inspect_are_the_plain_sums_of_the_file(capsys, path):
    _, text = said(capsys, "inspect", path, "--json")

    sheet = next(one for one in json.loads(text)["sheets"] if one["rows_kept"])
    truth = wanted(path)["sheets"][0]
    assert sheet["rows_kept"] == truth["rows_kept"]
    assert {key: sheet["totals"][key] for key in truth["totals"]} == pytest.approx(truth["totals"])


def test_inspect_in_words_names_the_export_and_its_totals(capsys):
    _, text = said(capsys, "inspect", X_DAYS)

    assert "rows kept" in text
    assert "impressions:" in text


def test_a_file_that_cannot_be_read_ends_with_one_and_says_why(capsys, tmp_path):
    strange = tmp_path / "strange.csv"
    strange.write_text("colour,shape\nred,round\n", encoding="utf-8")

    status, text = said(capsys, "inspect", str(strange), str(tmp_path / "gone.csv"), "--json")

    first, second = (json.loads(line) for line in text.splitlines())
    assert status == 1
    assert first["sheets"][0]["export"] is None
    assert "cannot be opened" in second["problems"][0]


def test_value_gives_the_total_of_the_file(capsys):
    (total,) = numbers(capsys, "ratings", REVIEWS)

    assert total["value"] == wanted(REVIEWS)["sheets"][0]["totals"]["ratings"]


def test_value_by_month_adds_up_to_the_total(capsys):
    by_month = numbers(capsys, "ratings", REVIEWS, "--by", "month")

    assert [row["period"] for row in by_month][:2] == ["2025-07-01", "2025-08-01"]
    assert sum(row["value"] for row in by_month) == numbers(capsys, "ratings", REVIEWS)[0]["value"]


def test_value_of_a_range_and_channel(capsys):
    month = ("--from", "2026-10-01", "--to", "2026-10-31")

    assert numbers(capsys, "ratings", REVIEWS, *month) == [{"period": "2026-10-01", "value": 29}]
    assert numbers(capsys, "ratings", REVIEWS, *month, "--channel", "Google")[0]["value"] is None


def test_what_no_file_holds_is_null_and_in_words_not_in_these_files(capsys):
    assert numbers(capsys, "saves", REVIEWS) == [{"period": "2025-07-01", "value": None}]
    assert "not in these files" in said(capsys, "value", "saves", REVIEWS)[1]


def test_several_files_are_one_workspace(capsys):
    found = numbers(capsys, "average_rating", X_DAYS, REVIEWS, REVIEWS, "--from", "2026-10-01", "--to", "2026-10-31")

    assert found[0]["value"] == pytest.approx(4.2, abs=0.05)


def test_cpms_in_two_currencies_are_refused_but_for_the_channels_of_one(capsys, tmp_path):
    columns = ("Start Date (in UTC)", "Campaign Name", "Currency", "Total Spent", "Impressions")
    days = [(f"10/{day:02}/2026", "Spring", "USD", "30", "1000") for day in range(1, 32)]
    in_dollars = f.csv("account_7_campaign_performance_report.csv", columns, days)
    dropped = [
        f.linkedin(OCTOBER, impressions=100),
        f.facebook_page(OCTOBER, impressions=200),
        f.meta_ads((OCTOBER, 100, 20_000)),
        in_dollars,
    ]
    for file in dropped:
        (tmp_path / file.name).write_bytes(file.content)
    words = ["weighted_cost", *(str(tmp_path / file.name) for file in dropped), "--from", "2026-10-01"]

    with pytest.raises(KpiError, match="The CPMs are in EUR and USD"):
        main(["value", *words])

    assert numbers(capsys, *words, "--channel", "LinkedIn")[0]["value"] == pytest.approx(93)  # 3,100 × 30 / 1,000


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("inspect",),
        ("value", "likes", REVIEWS),
        ("value", "ratings", REVIEWS, "--by", "fortnight"),
        ("value", "ratings", REVIEWS, "--from", "tomorrow"),
        ("value", "ratings", REVIEWS, "--from", "2026-10-02", "--to", "2026-10-01"),
    ],
)
def test_a_wrong_call_ends_with_two(words, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)

    assert ended.value.code == 2
    assert capsys.readouterr().err


def test_it_runs_as_a_module():
    ran = subprocess.run(
        [sys.executable, "-m", "kpi", "value", "ratings", REVIEWS, "--json"], cwd=ROOT, capture_output=True, check=False
    )

    assert ran.returncode == 0
    assert json.loads(ran.stdout)[0]["value"] > 0


class TestLoad:
    @pytest.fixture(autouse=True)
    def place(self, monkeypatch, tmp_path):
        """Keep workspaces in a folder of the test's own."""
        monkeypatch.delenv("DATABASE_URL", raising=False)
        monkeypatch.setenv("GOALPOST_DATA", str(tmp_path / "kept"))

    def test_keeps_files_in_a_workspace_where_the_app_finds_them(self, capsys):
        status, text = said(capsys, "load", "Velmora", X_DAYS, "--create")

        assert (status, text) == (0, f"{Path(X_DAYS).name}: 243 new records, 0 corrected, 0 known before\n")
        store = open_store(database_url())
        (mine,) = store.workspaces()
        assert (mine.name, [row.name for row in store.files(mine.id)]) == ("Velmora", [Path(X_DAYS).name])
        assert store.original(mine.id, store.files(mine.id)[0].id) == Path(X_DAYS).read_bytes()
        store.close()

    def test_finds_the_database_that_the_secrets_of_the_app_name(self, monkeypatch, tmp_path):
        (tmp_path / ".streamlit").mkdir()
        secrets = tmp_path / ".streamlit" / "secrets.toml"
        secrets.write_text(f'DATABASE_URL = "sqlite:///{tmp_path / "named.sqlite"}"\n[owner]\npassword = "x"\n')
        monkeypatch.setattr("kpi.place._APP", tmp_path)

        main(("load", "Velmora", X_DAYS, "--create"))

        store = open_store(f"sqlite:///{tmp_path / 'named.sqlite'}")
        assert [one.name for one in store.workspaces()] == ["Velmora"]
        store.close()
        monkeypatch.setenv("DATABASE_URL", "")
        assert database_url() == f"sqlite:///{tmp_path / 'kept' / 'goalpost.sqlite'}"
        monkeypatch.delenv("DATABASE_URL")
        secrets.write_text("no secrets")
        with pytest.raises(KpiError, match="cannot be read"):
            main(("load", "Velmora", X_DAYS))

    def test_loads_a_folder_and_says_what_was_there_before(self, capsys, tmp_path):
        (tmp_path / "drop" / "x").mkdir(parents=True)
        (tmp_path / "drop" / "x" / "days.CSV").write_bytes(Path(X_DAYS).read_bytes())
        (tmp_path / "drop" / "picture.png").write_bytes(b"no table")
        said(capsys, "load", "Velmora", str(tmp_path / "drop"), "--create")

        status, text = said(capsys, "load", "Velmora", str(tmp_path / "drop"), "--create", "--json")

        assert status == 0
        (one,) = [json.loads(line) for line in text.splitlines()]
        assert (one["file"], one["again"], one["problem"]) == ("days.CSV", True, "")

    def test_says_of_each_file_why_it_was_not_loaded_and_loads_the_others(self, capsys, tmp_path):
        (tmp_path / "empty.csv").write_bytes(b"")

        status = main(("load", "Velmora", str(tmp_path / "empty.csv"), "nowhere.csv", X_DAYS, "--create"))

        out, err = capsys.readouterr()
        assert status == 1
        assert [line.partition(":")[0] for line in err.splitlines()] == ["nowhere.csv", "empty.csv"]
        assert "243 new records" in out

    def test_refuses_a_workspace_that_is_not_there_or_not_clear(self, capsys):
        with pytest.raises(KpiError, match="There is no workspace “Velmora”"):
            main(("load", "Velmora", X_DAYS))
        store = open_store(database_url())
        first, _ = (store.create_workspace("Velmora") for _ in range(2))
        store.close()

        with pytest.raises(KpiError, match="Several workspaces are called “Velmora”"):
            main(("load", "Velmora", X_DAYS))
        assert said(capsys, "load", first.id, X_DAYS)[0] == 0
