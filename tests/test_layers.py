"""Hold the house to its plan: imports point one way, functions stay small, the walls stand."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LEAVES = {"errors", "formula", "catalogue", "columns", "periods", "formats", "locales", "preferences"}
FRAMES = LEAVES | {"frames"}
MEASURED = FRAMES | {"facts", "choice", "measure"}
JUDGED = MEASURED | {"insight", "cost", "conversion", "lab", "targets"}
MAY_IMPORT = {
    "errors": set(),
    "palette": set(),
    "formula": {"errors"},
    "catalogue": {"errors", "formula"},
    "columns": {"catalogue"},
    "periods": {"errors"},
    "locales": set(),
    "preferences": {"errors", "locales", "periods"},
    "formats": {"errors", "catalogue", "locales", "periods"},
    "recipe": {"catalogue"},
    "frames": LEAVES - {"formula"},
    "exports": LEAVES - {"formula"},
    "layouts": FRAMES - {"formula"} | {"exports"},
    "reading": FRAMES - {"formula"} | {"exports", "layouts"},
    "names": set(),
    "placement": {"errors", "catalogue", "accounts"},
    "accounts": set(),
    "facts": FRAMES - {"formula"} | {"names"},
    "choice": FRAMES | {"facts"},
    "measure": FRAMES | {"facts", "choice"},
    "receipts": MEASURED,
    "coverage": MEASURED,
    "reconciliation": FRAMES | {"facts"},
    "readiness": LEAVES | {"exports"},
    "freshness": MEASURED | {"coverage", "exports", "typed"},
    "following": MEASURED | {"exports", "freshness"},
    "references": LEAVES,
    "insight": MEASURED | {"exports"},
    "cost": MEASURED,
    "conversion": MEASURED | {"exports"},
    "lab": MEASURED | {"cost"},
    "workbook": {"errors", "formats"},
    "targets": MEASURED | {"following", "workbook"},
    "calendar": JUDGED | {"exports", "layouts", "reading", "workbook"},
    "management": MEASURED | {"cost", "targets"},
    "typed": FRAMES - {"formula"} | {"reading"},
    "sentences": JUDGED | {"management", "calendar"},
    "tables": JUDGED,
    "charts": JUDGED | {"management", "palette", "sentences", "calendar"},
    "reports": JUDGED | {"palette", "sentences", "tables", "charts"},
    "store": FRAMES - {"formula"}
    | {"facts", "names", "accounts", "typed", "choice", "cost", "lab", "targets", "reading", "management", "calendar"}
    | {"recipe"},
    "place": {"errors"},
    "intake": FRAMES - {"formula"} | {"layouts", "placement", "reading", "store"},
    "load": {"errors", "intake", "reading", "store"},
    "__main__": JUDGED | {"typed", "exports", "layouts", "reading", "store", "reports", "load", "place"},
}
KPI_NEVER = {
    "streamlit",
    "pages",
    "app",
    "sample_data",
    "socket",
    "requests",
    "urllib3",
    "http",
    "starlette",
    "uvicorn",
}
CLOCKS = {
    "date.today",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "Timestamp.now",
    "Timestamp.today",
    "time.time",
}
LONGEST = 60
# Where a spreadsheet is parsed, a library may raise whatever it likes: the reading process turns it into a sentence.
MAY_CATCH_ALL = {"kpi/reading/__main__.py"}
# Where that process is started, with as little of the server's environment as it needs.
# And where it stands where workspaces are kept, for the app and the command line alike.
MAY_READ_ENVIRONMENT = {"kpi/reading/drop.py", "kpi/place.py"}
# Loading a file is something that somebody does, and the command line stands where a page stands.
MAY_READ_THE_CLOCK = {"kpi/__main__.py"}


def sources(place):
    found = sorted((ROOT / place).rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in found}


KPI, PAGES, SAMPLES = sources("kpi"), sources("pages"), sources("sample_data")
OURS = KPI | PAGES | SAMPLES | {"app.py": ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))}


def imported(tree):
    """List the modules that a file imports, `from a import b` as a.b, wherever in the file it does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "an import names its whole path"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def room(path):
    """Name the room of kpi in which a file stands."""
    return path.split("/")[1].removesuffix(".py")


def upward(path, tree):
    """List what a file of kpi imports against the direction."""
    rooms = {name.split(".")[1] for name in imported(tree) if name.startswith("kpi.")}
    return rooms - MAY_IMPORT.get(room(path), set()) - {room(path)}


def catches_all(tree):
    """List the lines that catch whatever comes."""
    wide = {"Exception", "BaseException"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(kind is None or ast.unparse(kind).removeprefix("builtins.") in wide for kind in caught):
                yield node.lineno
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
            yield from (node.lineno for kind in node.args if ast.unparse(kind) in wide)


def length(function):
    return function.end_lineno - function.lineno + 1


@pytest.mark.parametrize("path", [path for path in KPI if path.count("/") > 1 or not path.endswith("__init__.py")])
def test_imports_inside_kpi_point_one_way(path):
    assert room(path) in MAY_IMPORT, "a new room: say in DESIGN.md and here where it stands"
    assert not upward(path, KPI[path])


@pytest.mark.parametrize("path", KPI)
def test_the_domain_knows_no_web_framework_no_network_and_no_page(path):
    assert not {name.split(".")[0] for name in imported(KPI[path])} & KPI_NEVER
    assert "urllib.request" not in {name.rsplit(".", 1)[0] for name in imported(KPI[path])}


@pytest.mark.parametrize("path", sorted(set(KPI) - MAY_READ_THE_CLOCK))
def test_the_domain_reads_no_clock(path):
    calls = [ast.unparse(node.func) for node in ast.walk(KPI[path]) if isinstance(node, ast.Call)]

    assert not [call for call in calls if ".".join(call.split(".")[-2:]) in CLOCKS]


@pytest.mark.parametrize("path", sorted(set(KPI) - MAY_READ_ENVIRONMENT))
def test_the_domain_reads_no_environment(path):
    assert not {"os.environ", "os.getenv"} & set(imported(KPI[path]))
    assert not [node for node in ast.walk(KPI[path]) if getattr(node, "attr", None) in {"environ", "getenv"}]


@pytest.mark.parametrize("path", PAGES)
def test_pages_know_their_parts_and_no_other_page(path):
    pages = {name for name in imported(PAGES[path]) if name.split(".")[0] in {"pages", "app", "sample_data"}}

    known = ("pages.parts", "pages.server") if path.startswith("pages/server/") else "pages.parts"
    assert all(name.startswith(known) for name in pages)


@pytest.mark.parametrize("path", SAMPLES)
def test_sample_data_is_made_without_the_app(path):
    assert not {name.split(".")[0] for name in imported(SAMPLES[path])} & {"streamlit", "pages", "app"}


@pytest.mark.parametrize("path", OURS)
def test_nothing_is_pickled_or_forked(path):
    assert not {name.split(".")[0] for name in imported(OURS[path])} & {"multiprocessing", "pickle", "dill", "joblib"}
    assert not [name for name in imported(OURS[path]) if "ProcessPool" in name]


def test_no_page_hides_a_module_of_the_standard_library():
    names = {path.split("/")[1].removesuffix(".py") for path in PAGES}

    assert not names & sys.stdlib_module_names


@pytest.mark.parametrize("path", OURS)
def test_a_function_fits_on_a_screen(path):
    functions = (node for node in ast.walk(OURS[path]) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

    assert not {function.name: length(function) for function in functions if length(function) > LONGEST}


@pytest.mark.parametrize("path", PAGES | {"app.py": OURS["app.py"]})
def test_no_page_writes_raw_html(path):
    assert not [node for node in ast.walk(OURS[path]) if getattr(node, "arg", None) == "unsafe_allow_html"]
    assert not [node for node in ast.walk(OURS[path]) if isinstance(node, ast.Attribute) and node.attr == "html"]


@pytest.mark.parametrize("path", OURS)
def test_no_error_is_swallowed_unseen(path):
    if path not in MAY_CATCH_ALL:
        assert not list(catches_all(OURS[path]))


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("try:\n    f()\nexcept:\n    pass", [3]),
        ("try:\n    f()\nexcept (OSError, Exception):\n    pass", [3]),
        ("with contextlib.suppress(Exception):\n    f()", [1]),
        ("try:\n    f()\nexcept OSError:\n    pass", []),
    ],
)
def test_a_broad_except_is_found(code, lines):
    assert list(catches_all(ast.parse(code))) == lines


def test_an_import_against_the_direction_is_found():
    assert upward("kpi/facts.py", ast.parse("def f():\n    from kpi import measure")) == {"measure"}
    assert upward("kpi/reading/read.py", ast.parse("import kpi.store")) == {"store"}
    assert upward("kpi/store/tables.py", ast.parse("from kpi.formula import parse")) == {"formula"}
    assert not upward("kpi/measure/days.py", ast.parse("from kpi.facts import Facts"))


def test_a_part_that_reruns_alone_is_made_where_its_locale_is_kept():
    alone = ("st.fragment", "st.dialog")
    made = [path for path, tree in PAGES.items() if any(word in ast.unparse(tree) for word in alone)]

    assert made == ["pages/parts/fragment.py"]
