"""Turn a file of any container into grids of text. The one entry: `grids`.

The readers of workbooks are imported where one comes: most drops are CSV, and each begins with a new process.
"""

from dataclasses import replace
from mmap import ACCESS_READ, mmap
from pathlib import Path, PurePosixPath

from kpi.errors import UnreadableFile
from kpi.reading.archive import Archive, Member
from kpi.reading.encoding import Content
from kpi.reading.grid import LEFT_EMPTY, Grid, with_note
from kpi.reading.kinds import Kind, kind_of
from kpi.reading.text import text_grid

__all__ = ["Grid", "grids"]

MAX_BYTES = 400 << 20
_HEAD = 4096
LARGE = 16 << 20
TABLES = {".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}
_ARCHIVES = {".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".tgz", ".zst"}
_SUFFIXES = {
    Kind.TEXT: {".csv", ".tsv", ".tab", ".txt"},
    Kind.SPREADSHEET_XML: {".xml", ".xls"},
    Kind.OLE: {".xls"},
    Kind.ZIP: {".zip", ".xlsx", ".xlsm", ".xlsb", ".ods"},
}
_WORKBOOKS = {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb", "content.xml": "ods"}
_DOCUMENTS = {
    "word/": "a Word document",
    "ppt/": "a PowerPoint file",
    "Index/": "an Apple Numbers, Pages or Keynote file; in Numbers choose Export to, CSV",
    "visio/": "a drawing",
    "META-INF/MANIFEST.MF": "a program",
}


def grids(name: str, path: Path, *, large: int = LARGE) -> list[Grid]:
    """Read every table of a file as text; `name` is what the user calls it, its content decides what it is.

    A text of `large` bytes and more is left where the system keeps it.
    Raises UnreadableFile with a sentence for the user where there is no table to be had.
    """
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableFile(f"This file is larger than the {MAX_BYTES >> 20} MB we read. Export a shorter period.")
    found = _grids(name, _content(path, large))
    if all(map(_is_bare, found)):
        raise UnreadableFile(
            "There is no data in this file: it has no rows, or only a header. "
            "Check the dates of the export and whether the account had activity, then export again."
        )
    return found


def _content(path: Path, large: int) -> Content:
    with path.open("rb") as file:
        if path.stat().st_size < large or kind_of(file.read(_HEAD)) is not Kind.TEXT:
            return path.read_bytes()
        return mmap(file.fileno(), 0, access=ACCESS_READ)


def _is_bare(grid: Grid) -> bool:
    """Tell whether a grid has at most a header."""
    if any(LEFT_EMPTY in note for note in grid.notes):
        return False
    return int(grid.cells.filled().sum()) <= 1


def _grids(name: str, raw: Content) -> list[Grid]:
    if not raw:
        raise UnreadableFile("This file is empty (0 bytes): it did not download. Export it again.")
    kind = kind_of(raw[:_HEAD])
    suffix = PurePosixPath(name).suffix.lower()
    found = _text(name, raw) if kind is Kind.TEXT else _READERS[kind](name, raw[:])
    if suffix in TABLES and suffix not in _SUFFIXES[kind]:
        return with_note(found, f"Its name ends in {suffix}, but it is a {_SAID[kind]} and was read as such.")
    return found


def _text(name: str, raw: Content) -> list[Grid]:
    return [text_grid(str(PurePosixPath(name).with_suffix("")), raw)]


def _ole(_name: str, raw: bytes) -> list[Grid]:
    from kpi.reading import ole
    from kpi.reading.workbook import binary_grids

    seen = ole.survey(raw)
    return binary_grids(raw, seen.hidden, seen.errors)


def _spreadsheet_xml(_name: str, raw: bytes) -> list[Grid]:
    from kpi.reading.xml_tables import spreadsheet_xml_grids

    return spreadsheet_xml_grids(raw)


def _zip(name: str, raw: bytes) -> list[Grid]:
    archive = Archive(raw)
    workbook = next((kind for part, kind in _WORKBOOKS.items() if part in archive), "")
    if workbook:
        return _workbook(workbook, raw, archive)
    if "[Content_Types].xml" in archive and not any(member.startswith(("word/", "ppt/")) for member in archive.members):
        raise UnreadableFile(
            "This workbook lacks its main part, or keeps it in an unusual place. "
            "Open it in Excel, save it, and drop it again."
        )
    for start, what in _DOCUMENTS.items():
        if any(member.startswith(start) for member in archive.members):
            raise UnreadableFile(f"This is {what}. We read CSV, Excel and OpenDocument spreadsheets.")
    return _members(name, archive)


def _workbook(kind: str, raw: bytes, archive: Archive) -> list[Grid]:
    from kpi.reading.workbook import binary_grids, xlsx_grids
    from kpi.reading.xml_tables import ods_grids

    if kind == "ods":
        return ods_grids(archive)
    return xlsx_grids(raw, archive) if kind == "xlsx" else binary_grids(raw)


def holds_no_files(archive: Archive) -> bool:
    """Tell whether an archive is a workbook or a document: its members are parts of one file."""
    parts = [*_WORKBOOKS, "[Content_Types].xml"]
    if any(part in archive for part in parts):
        return True
    return any(member.startswith(start) for start in _DOCUMENTS for member in archive.members)


def _members(name: str, archive: Archive) -> list[Grid]:
    """Read the tables in an archive in their order; what is none is skipped and named."""
    found: list[Grid] = []
    skipped: list[str] = []
    problems: list[str] = []
    for member in archive.members.values():
        suffix = PurePosixPath(member.name).suffix.lower()
        if member.is_junk:
            continue
        if suffix in _ARCHIVES:
            raise UnreadableFile(
                f"This archive holds another archive ('{member.name}'). Unpack it once and drop the files in it."
            )
        if suffix not in TABLES or member.is_unsafe:
            skipped.append(member.name)
            continue
        try:
            found += _member(archive, member)
        except UnreadableFile as problem:
            problems.append(f"'{member.name}' in this archive: {problem}")
    if not found:
        raise UnreadableFile(problems[0] if problems else _nothing_in(name, skipped))
    for note in (*problems, f"Left out: {', '.join(skipped[:5])}." if skipped else ""):
        found = with_note(found, note)
    return found


def _nothing_in(name: str, skipped: list[str]) -> str:
    seen = f"only {', '.join(skipped[:3])}" if skipped else "nothing"
    return f"There is no table in the archive {name}: it holds {seen}. Drop the CSV or Excel files themselves."


def _member(archive: Archive, member: Member) -> list[Grid]:
    raw = archive.read(member)
    if raw and kind_of(raw[:_HEAD]) is Kind.ZIP and _is_plain_zip(raw):
        raise UnreadableFile("It is an archive itself. Unpack it once and drop the files in it.")
    if not raw:
        raise UnreadableFile("It is empty (0 bytes).")
    stem = str(PurePosixPath(member.name).with_suffix(""))
    inside = _grids(member.name, raw)
    is_text = kind_of(raw[:_HEAD]) is Kind.TEXT
    return [
        replace(grid, name=stem if is_text else f"{member.name}/{grid.name}", stamped=member.stamped) for grid in inside
    ]


def _is_plain_zip(raw: bytes) -> bool:
    return not any(part in Archive(raw) for part in _WORKBOOKS)


_READERS = {Kind.OLE: _ole, Kind.SPREADSHEET_XML: _spreadsheet_xml, Kind.ZIP: _zip}
_SAID = {
    Kind.TEXT: "text file",
    Kind.OLE: "workbook of the older Excel format",
    Kind.SPREADSHEET_XML: "spreadsheet in XML",
    Kind.ZIP: "workbook or archive",
}
