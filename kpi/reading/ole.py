"""Look into an OLE file (.xls, and any protected Office file) before the reader does."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from kpi.errors import UnreadableFile
from kpi.reading.archive import DAMAGED, PROTECTED
from kpi.reading.grid import check_size, column_letters, error_note

_HEADER = struct.Struct("<8s16sHHHHH6sIIIIIIIII")
_BOUND = struct.Struct("<IBBBB")
_ERROR = struct.Struct("<HHHBB")
_LAST_SECTOR = 0xFFFFFFFA
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_ONE_CELL = {0x203, 0x27E, 0xFD, 0x204, 0x6, 0x205, 0xD6}
_FILEPASS, _BOUNDSHEET, _BOF, _MULRK, _BOOLERR = 0x2F, 0x85, 0x809, 0xBD, 0x205


@dataclass(slots=True)
class Seen:
    """What the scan of a BIFF stream saw: hidden sheets, and cells with errors by sheet."""

    hidden: list[str] = field(default_factory=list)
    errors: dict[str, tuple[str, ...]] = field(default_factory=dict)


def survey(raw: bytes) -> Seen:
    """Check that an OLE file is a sound, unprotected workbook of bearable size."""
    streams = _Streams(raw)
    names = streams.names()
    if names & {"EncryptedPackage", "EncryptionInfo"}:
        raise UnreadableFile(PROTECTED)
    name = next((name for name in ("Workbook", "Book") if name in names), None)
    if name is None:
        raise UnreadableFile(
            "This is an Office document, but not a workbook (a Word or PowerPoint file, or a message). "
            "Drop the export itself: CSV or Excel."
        )
    return _biff(streams.read(name))


class _Streams:
    """The named streams of an OLE file."""

    def __init__(self, raw: bytes) -> None:
        if len(raw) < _HEADER.size + 436:
            raise UnreadableFile(DAMAGED)
        head = _HEADER.unpack_from(raw)
        self._raw, self._size, self._mini_size = raw, 1 << head[5], 1 << head[6]
        self._sectors = len(raw) // self._size
        tables, first, self._cutoff, mini = head[9], head[10], head[12], head[13]
        extra, extras = head[15], head[16]
        if head[5] not in {9, 12} or tables > self._sectors or extras > self._sectors:
            raise UnreadableFile(DAMAGED)
        self._next = self._table(tables, extra, extras)
        self._entries = self._directory(self._chain(first))
        self._mini_next = _integers(self._chain(mini)) if mini < _LAST_SECTOR else ()

    def names(self) -> set[str]:
        return set(self._entries)

    def read(self, name: str) -> bytes:
        start, size = self._entries[name]
        if size >= self._cutoff:
            return self._chain(start)[:size]
        root, _ = self._entries["Root Entry"]
        small = self._chain(root)
        places = self._followed(start, self._mini_next)
        return b"".join(small[at * self._mini_size : (at + 1) * self._mini_size] for at in places)[:size]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        sector = self._raw[at : at + self._size]
        if not sector:
            raise UnreadableFile(DAMAGED)
        return sector

    def _table(self, count: int, extra: int, extras: int) -> tuple[int, ...]:
        places = list(struct.unpack_from("<109I", self._raw, _HEADER.size))
        for _ in range(extras):
            *more, extra = _integers(self._sector(extra))
            places += more
        return tuple(number for place in places[:count] for number in _integers(self._sector(place)))

    def _followed(self, start: int, table: tuple[int, ...]) -> Iterator[int]:
        for _ in range(len(table) + 1):
            if start >= _LAST_SECTOR:
                return
            yield start
            if start >= len(table):
                break
            start = table[start]
        raise UnreadableFile(DAMAGED)

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._followed(start, self._next)))

    @staticmethod
    def _directory(raw: bytes) -> dict[str, tuple[int, int]]:
        entries: dict[str, tuple[int, int]] = {}
        for at in range(0, len(raw) - 127, 128):
            length, kind = struct.unpack_from("<HB", raw, at + 64)
            name = raw[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            if kind in {2, 5}:
                entries.setdefault(name, struct.unpack_from("<II", raw, at + 116))
        return entries


def _integers(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])


def _biff(stream: bytes) -> Seen:
    """Walk the records: refuse protection and sheets that reach too far, note errors and hidden sheets."""
    seen, names, errors = Seen(), dict[int, str](), list[str]()
    sheet, rows, columns = "", 0, 0
    for at, kind, body in _records(stream):
        if kind == _FILEPASS:
            raise UnreadableFile(PROTECTED)
        if kind == _BOUNDSHEET and len(body) >= _BOUND.size + 1:
            _bound(body, names, seen)
        elif kind == _BOF:
            sheet, rows, columns, errors = names.get(at, ""), 0, 0, []
        elif kind in _ONE_CELL or kind == _MULRK:
            row, column = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == _MULRK else column
            rows, columns = max(rows, row + 1), max(columns, last + 1)
            check_size(rows, columns)
            if kind == _BOOLERR and len(body) >= _ERROR.size and body[7]:
                errors.append(f"{column_letters(column + 1)}{row + 1} {_ERRORS.get(body[6], '#ERROR')}")
                seen.errors[sheet] = error_note(errors)
    return seen


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length].ljust(4, b"\0")
        at += 4 + length


def _bound(body: bytes, names: dict[int, str], seen: Seen) -> None:
    offset, state, _, length, wide = _BOUND.unpack_from(body)
    name = (
        body[8 : 8 + length * 2].decode("utf-16-le", "replace") if wide & 1 else body[8 : 8 + length].decode("latin-1")
    )
    names[offset] = name
    if state & 3:
        seen.hidden.append(name)
