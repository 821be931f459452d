"""Look through an .xlsx before the reader does: how far it reaches, and what a reader would silently drop.

The scan works on the raw XML in pieces. What it misses of a file made to deceive, the worker's memory limit stops.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from posixpath import join, normpath

import numpy as np
from defusedxml import DefusedXmlException
from defusedxml import ElementTree as SafeTree

from kpi.errors import UnreadableFile
from kpi.reading.archive import DAMAGED, TOO_LARGE, Archive, refuse_twins
from kpi.reading.grid import MAX_COLUMNS, MAX_FILLED, MAX_SHEET_CELLS, check_size, column_number

MAX_MERGES = 20_000
_MAX_PIECE = 8 << 20
_MAX_TEXT = 300 << 20
_MAX_COUNT = 20_000_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ROWS = 1_048_576
_BOOK, _RELATIONS, _TEXTS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_MARKUP = (".xml", ".rels")
_ENCODING = re.compile(rb"""^\s*<\?xml[^<>]*?encoding=["']([\w.-]+)["']""")
_FORBIDDEN = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ROOT = re.compile(rb"<(\w+:)?(?:worksheet|sst)\b")
_IS_TEXT = re.compile(rb"""\bt=["']str["']""")
_REF = re.compile(rb"""\br=["'](\w+)["']""")
_TWO_LETTERS = re.compile(rb'r="[A-Za-z]{2}')
_ONE_LETTER = 26
_SHARED = re.compile(rb't="s"><v>(\d{1,9})<')
_DECLARED = re.compile(rb"<\w*:?sst\b[^<>]*?\buniqueCount=[\"'](\d+)")


@dataclass(slots=True)
class Sheet:
    """What the scan saw of one worksheet; `columns` are at least 26, `begins_in_a` tells that A surely holds a value.

    What needs a closer look is seen by `look_closer`: `errors`, formulas `uncalculated`, and how many cells are written
    without a value (`hollow`).
    """

    name: str
    part: str
    hidden: bool
    filled: int = 0
    hollow: int = 0
    rows: int = 0
    columns: int = 0
    begins_in_a: bool = False
    merges: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    uncalculated: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Survey:
    """What an .xlsx holds, and the parts that had to be written again in UTF-8 for the reader."""

    sheets: tuple[Sheet, ...]
    since_1904: bool
    replaced: dict[str, bytes]


def survey(archive: Archive) -> Survey:
    """Scan all parts that the reader will open; refuse what would starve or deceive it."""
    refuse_twins(name.casefold() for name in archive.members)
    replaced = _transcoded(archive)
    book = part_of(archive, replaced, _BOOK)
    sheets = _sheets(book, part_of(archive, replaced, _RELATIONS))
    if not sheets:
        raise UnreadableFile("This workbook has no worksheets. Export it again, or open it in Excel and save it.")
    scanned = {
        archive.find(name).info.filename for name in (*(sheet.part for sheet in sheets), _TEXTS) if name in archive
    }
    for name in archive.members:
        if name.endswith(_MARKUP) and name not in scanned:
            _check_markup(part_of(archive, replaced, name))
    for sheet in sheets:
        _scan(archive, replaced, sheet)
    _check_texts(archive, replaced, sheets)
    since_1904 = bool(re.search(rb"date1904=[\"'](?:1|true)", book))
    return Survey(tuple(sheets), since_1904, replaced)


def _transcoded(archive: Archive) -> dict[str, bytes]:
    """Write parts in UTF-16 again in UTF-8, which the reader expects; refuse encodings nobody writes."""
    replaced = {}
    for name, member in archive.members.items():
        if not name.endswith(_MARKUP):
            continue
        head = next(archive.chunks(member), b"")[:200]
        if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:4]:
            replaced[name] = _as_utf8(archive.read(member))
            head = replaced[name][:200]
        declared = _ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
        if declared and declared[1].lower() not in {b"utf-8", b"us-ascii", b"ascii"}:
            raise UnreadableFile(
                f"This workbook is written in an encoding ({declared[1].decode()}) that Excel does not use. "
                "Open it in Excel, save it again, and drop that."
            )
    return replaced


def _as_utf8(raw: bytes) -> bytes:
    marked = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = raw.decode("utf-16" if marked else ("utf-16-be" if raw[:1] == b"\0" else "utf-16-le"), "replace")
    return re.sub(r"""(<\?xml[^<>]*?encoding=["'])[\w.-]+""", r"\1UTF-8", text, count=1).encode()


def part_of(archive: Archive, replaced: dict[str, bytes], name: str) -> bytes:
    """Give a part as it is to be read."""
    return b"".join(_chunks(archive, replaced, name))


def _chunks(archive: Archive, replaced: dict[str, bytes], name: str) -> Iterator[bytes]:
    member = archive.find(name)
    written_again = replaced.get(member.info.filename)
    return archive.chunks(member) if written_again is None else iter([written_again])


def _check_markup(piece: bytes) -> None:
    if b"!" in piece and b"<!" in piece and _FORBIDDEN.search(piece):
        raise UnreadableFile(
            "This workbook defines text that multiplies itself or lies elsewhere (a DOCTYPE), which no export does. "
            "Export it again and drop the new file."
        )


def _sheets(book: bytes, relations: bytes) -> list[Sheet]:
    try:
        targets = {node.get("Id"): node for node in SafeTree.fromstring(relations, forbid_dtd=True)}
        entries = [node for node in SafeTree.fromstring(book, forbid_dtd=True).iter() if node.tag.endswith("}sheet")]
    except (SafeTree.ParseError, DefusedXmlException) as error:
        raise UnreadableFile(DAMAGED) from error
    sheets = []
    for entry in entries:
        relation = targets.get(entry.get(_RELATION))
        if relation is None:
            raise UnreadableFile(DAMAGED)
        if relation.get("Type", "").endswith("/worksheet"):
            target = relation.get("Target", "")
            part = target.removeprefix("/") if target.startswith("/") else normpath(join("xl", target))
            sheets.append(Sheet(entry.get("name", ""), part, entry.get("state", "visible") != "visible"))
    return sheets


def pieces(archive: Archive, replaced: dict[str, bytes], part: str, *, end: bytes = b"row>") -> Iterator[bytes]:
    """Give a part in pieces that end where a row or a shared string ends."""
    rest = b""
    for chunk in _chunks(archive, replaced, part):
        piece = rest + chunk
        cut = piece.rfind(end)
        if cut < 0 and len(piece) > _MAX_PIECE:
            cut = piece.rfind(b"</")
        if (cut < 0 and len(piece) > _MAX_PIECE) or len(piece) - piece.rfind(b">") > _MAX_PIECE:
            raise UnreadableFile(TOO_LARGE)
        if cut >= 0:
            cut = piece.index(b">", cut) + 1
            yield piece[:cut]
            rest = piece[cut:]
        else:
            rest = piece
    yield rest


@lru_cache(maxsize=8)
def _patterns(prefix: bytes) -> dict[str, re.Pattern[bytes]]:
    """Give what is looked for in a worksheet whose elements carry this namespace prefix."""
    tag = re.escape(prefix)
    formula = rb"<%bf\b(?:[^<>]*/>|[^<>]*>[^<]*</%bf>)" % (tag, tag)
    empty = rb"(?:<%bv\s*/>|<%bv>\s*</%bv>)?" % (tag, tag, tag)
    sources = {
        "row": rb"""<%brow\s[^<>]*?\br=["'](\d{1,10})["']""" % tag,
        "column": rb"""<%bc\s(?:[^<>]*?\s)??r=["']([A-Za-z]{1,8})""" % tag,
        "cell": rb"""<%bc\s(?:[^<>]*?\s)??r=["']([A-Za-z]{1,8})(\d{1,10})["'][^<>/]*>""" % tag,
        "first": rb"""<%bc r="A\d{1,7}"[^<>/]*>\s*(?:<%bv>|<%bis>\s*<%bt\b[^<>/]*>)[^<\s]""" % (tag, tag, tag, tag),
        "error": rb"""<%bc\b(?=[^<>]*\bt=["']e["'])([^<>]*)>(?:%b)?\s*<%bv>([^<]*)""" % (tag, formula, tag),
        "hollow": rb"""<%bc\b([^<>]*)>\s*(%b)?\s*(%b)\s*</%bc>""" % (tag, formula, empty, tag),
        "merge": rb"""<%bmergeCell\s[^<>]*?ref=["']([A-Z]+\d+:[A-Z]+\d+)["']""" % tag,
        "shared": rb"""<%bc\s[^<>]*?\bt=["']s["'][^<>]*>\s*<%bv>(\d{1,9})<""" % (tag, tag),
    }
    return {name: re.compile(source) for name, source in sources.items()}


def _scan(archive: Archive, replaced: dict[str, bytes], sheet: Sheet) -> None:
    """Look at each piece once; measure cell by cell only where a first glance finds the sheet too large."""
    prefix = b""
    for number, piece in enumerate(pieces(archive, replaced, sheet.part)):
        prefix = prefix_of(piece) if number == 0 else prefix
        _check_markup(piece)
        sheet.begins_in_a = sheet.begins_in_a or (number == 0 and bool(_patterns(prefix)["first"].search(piece)))
        _glance(sheet, piece, _patterns(prefix))
        sheet.filled += piece.count(b"</%bc>" % prefix)
        _check_filled(sheet)
        if b"mergeCell " in piece:
            sheet.merges += [ref.decode() for ref in islice(_patterns(prefix)["merge"].findall(piece), MAX_MERGES)]
    if sheet.rows > _ROWS or sheet.columns > MAX_COLUMNS or sheet.rows * sheet.columns > MAX_SHEET_CELLS:
        _measure(sheet, pieces(archive, replaced, sheet.part), prefix)


def look_closer(archive: Archive, replaced: dict[str, bytes], sheet: Sheet) -> None:
    """Find the cells in which the reader sees no value: errors, formulas never calculated, and empty ones."""
    prefix = b""
    for number, piece in enumerate(pieces(archive, replaced, sheet.part)):
        prefix = prefix_of(piece) if number == 0 else prefix
        patterns = _patterns(prefix)
        for attributes, formula, empty in patterns["hollow"].findall(piece):
            _note_hollow(sheet, attributes, formula, is_text=bool(empty and _IS_TEXT.search(attributes)))
        found = patterns["error"].findall(piece)
        sheet.errors += [f"{_place(attributes)} {text.decode('utf-8', 'replace')}" for attributes, text in found]


def prefix_of(piece: bytes) -> bytes:
    """Give the namespace prefix of a worksheet's elements, with its colon."""
    root = _ROOT.search(piece)
    return (root and root[1]) or b""


def _glance(sheet: Sheet, piece: bytes, patterns: dict[str, re.Pattern[bytes]]) -> None:
    """Note how far rows and cells reach, whether filled or only formatted."""
    sheet.rows = max([sheet.rows, *map(int, patterns["row"].findall(piece))])
    is_wide = b"'" in piece or _TWO_LETTERS.search(piece)
    wide = set(patterns["column"].findall(piece)) if is_wide else set[bytes]()
    sheet.columns = max([sheet.columns, _ONE_LETTER, *map(column_number, wide)])


def _measure(sheet: Sheet, pieces: Iterator[bytes], prefix: bytes) -> None:
    """Refuse a sheet whose filled cells reach too far; formatted empty ones do not count."""
    sheet.rows = sheet.columns = 0
    for piece in pieces:
        cells = _patterns(prefix)["cell"].findall(piece)
        sheet.rows = max([sheet.rows, *map(int, {row for _, row in cells})])
        sheet.columns = max([sheet.columns, *map(column_number, {column for column, _ in cells})])
        if sheet.rows > _ROWS:
            raise UnreadableFile(DAMAGED)
        check_size(sheet.rows, sheet.columns)


def _check_filled(sheet: Sheet) -> None:
    if sheet.filled > MAX_FILLED:
        raise UnreadableFile(
            f"Sheet '{sheet.name}' has more than {MAX_FILLED:,} filled cells. "
            "Export a shorter period, or export it as CSV."
        )


def _note_hollow(sheet: Sheet, attributes: bytes, formula: bytes, *, is_text: bool) -> None:
    """Note a cell without a value; an empty text is one, a formula without a value was never calculated."""
    sheet.hollow += not is_text
    if formula and not is_text and b"HYPERLINK(" not in formula:
        sheet.uncalculated.append(_place(attributes))


def _place(attributes: bytes) -> str:
    ref = _REF.search(attributes)
    return ref[1].decode() if ref else "?"


def _check_texts(archive: Archive, replaced: dict[str, bytes], sheets: list[Sheet]) -> None:
    """Refuse shared strings that are many more than the cells, miscounted, or huge once copied into each cell."""
    if _TEXTS not in archive:
        return
    lengths: list[int] = []
    end = b""
    for number, piece in enumerate(pieces(archive, replaced, _TEXTS, end=b"si>")):
        _check_markup(piece)
        end = b"</%bsi>" % prefix_of(piece) if number == 0 else end
        declared = _DECLARED.search(piece) if number == 0 else None
        if declared and int(declared[1]) > _MAX_COUNT:
            raise UnreadableFile(DAMAGED)
        lengths += map(len, piece.split(end)[:-1])
        if len(lengths) > MAX_FILLED:
            raise UnreadableFile(TOO_LARGE)
    filled = sum(sheet.filled for sheet in sheets)
    if len(lengths) > filled + 100_000:
        raise UnreadableFile(TOO_LARGE)
    if lengths and max(lengths) * filled > _MAX_TEXT and _copied(archive, replaced, sheets, lengths) > _MAX_TEXT:
        raise UnreadableFile(TOO_LARGE)


def _copied(archive: Archive, replaced: dict[str, bytes], sheets: list[Sheet], lengths: list[int]) -> int:
    """Give the bytes of all texts once each cell has its own copy."""
    total, sizes = 0, np.asarray(lengths)
    for sheet in sheets:
        for piece in pieces(archive, replaced, sheet.part):
            plain = _SHARED.findall(piece)
            found = plain if len(plain) == piece.count(b't="s"') else _patterns(b"")["shared"].findall(piece)
            used = np.asarray(found, dtype=np.int64)
            total += int(sizes[used[used < len(sizes)]].sum())
    return total
