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


def offenders(files, wrong):
    """Give what is wrong in each of some files, by its path, where anything is."""
    found = {path: wrong(path, OURS[path]) for path in files}
    return {path: those for path, those in found.items() if those}


def roots(tree):
    """Name the packages that a file imports."""
    return {name.split(".")[0] for name in imported(tree)}


def test_imports_inside_kpi_point_one_way():
    placed = [path for path in KPI if path.count("/") > 1 or not path.endswith("__init__.py")]

    assert {room(path) for path in placed} <= MAY_IMPORT.keys(), "a new room: say in DESIGN.md and here where it stands"
    assert not offenders(placed, upward)


def test_the_domain_knows_no_web_framework_no_network_and_no_page():
    assert not offenders(KPI, lambda _, tree: roots(tree) & KPI_NEVER)
    assert not offenders(KPI, lambda _, tree: [one for one in imported(tree) if one.startswith("urllib.request.")])


def test_the_domain_reads_no_clock():
    def clocks(_, tree) -> list[str]:
        calls = [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
        return [call for call in calls if ".".join(call.split(".")[-2:]) in CLOCKS]

    assert not offenders(KPI.keys() - MAY_READ_THE_CLOCK, clocks)


def test_the_domain_reads_no_environment():
    def environment(_, tree) -> set[str]:
        named = {"os.environ", "os.getenv"} & set(imported(tree))
        return named | {node.attr for node in ast.walk(tree) if getattr(node, "attr", None) in {"environ", "getenv"}}

    assert not offenders(KPI.keys() - MAY_READ_ENVIRONMENT, environment)


def test_pages_know_their_parts_and_no_other_page():
    def others(path, tree) -> list[str]:
        known = ("pages.parts", "pages.server") if path.startswith("pages/server/") else ("pages.parts",)
        pages = {name for name in imported(tree) if name.split(".")[0] in {"pages", "app", "sample_data"}}
        return [name for name in pages if not name.startswith(known)]

    assert not offenders(PAGES, others)


def test_sample_data_is_made_without_the_app():
    assert not offenders(SAMPLES, lambda _, tree: roots(tree) & {"streamlit", "pages", "app"})


def test_nothing_is_pickled_or_forked():
    assert not offenders(OURS, lambda _, tree: roots(tree) & {"multiprocessing", "pickle", "dill", "joblib"})
    assert not offenders(OURS, lambda _, tree: [name for name in imported(tree) if "ProcessPool" in name])


def test_no_page_hides_a_module_of_the_standard_library():
    names = {path.split("/")[1].removesuffix(".py") for path in PAGES}

    assert not names & sys.stdlib_module_names


def test_a_function_fits_on_a_screen():
    def too_long(_, tree) -> dict[str, int]:
        functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
        return {function.name: length(function) for function in functions if length(function) > LONGEST}

    assert not offenders(OURS, too_long)


def test_no_page_writes_raw_html():
    def raw(_, tree) -> list[int]:
        return [
            node.lineno
            for node in ast.walk(tree)
            if (isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html")
            or (isinstance(node, ast.Attribute) and node.attr == "html")
        ]

    assert not offenders([*PAGES, "app.py"], raw)


def test_no_error_is_swallowed_unseen():
    assert not offenders(OURS.keys() - MAY_CATCH_ALL, lambda _, tree: list(catches_all(tree)))


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
