"""A zip that holds several files: which members are files of their own, and which belong together as one export."""

import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kpi.errors import UnreadableFile
from kpi.reading.archive import Archive, Member
from kpi.reading.containers import TABLES, holds_no_files
from kpi.reading.kinds import Kind, kind_of
from kpi.reading.tables import tables_in
from kpi.reading.text import text_grid

MAX_FILES = 500
_ALONE, _UNKNOWN = "", "?"
_HEAD = 4096
_ENOUGH = 1 << 18
_TEXTS = {".csv", ".tsv", ".tab", ".txt"}


@dataclass(frozen=True, slots=True)
class Part:
    """A file out of a bundle, unpacked: its name, and the folder in which it stood."""

    name: str
    folder: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files out of a zip, in their order, and the names of members that are no tables."""

    parts: tuple[Part, ...]
    left_out: tuple[str, ...]


def opened(name: str, path: Path, place: Callable[[int], Path]) -> Bundle | None:
    """Unpack a zip of several files to their places; None where it is one file, be it one export of several tables.

    Tables in one folder that a platform packs together stay together. Raises UnreadableFile where it cannot be opened.
    """
    with path.open("rb") as start:
        head = start.read(_HEAD)
    if not head.startswith(b"PK") or kind_of(head) is not Kind.ZIP:
        return None
    archive = Archive(path.read_bytes())
    if holds_no_files(archive):
        return None
    members = [member for member in archive.members.values() if member.is_unsafe or not member.is_junk]
    kept = [member for member in members if _suffix(member) in TABLES | {".zip"} and not member.is_unsafe]
    groups = list(_groups(archive, kept))
    if len(groups) < 2 and not any(_suffix(member) == ".zip" for member in kept):  # noqa: PLR2004 (one file)
        return None
    if len(groups) > MAX_FILES:
        raise UnreadableFile(f"This archive holds {len(groups):,} files; we open at most {MAX_FILES:,} at once.")
    stem = PurePosixPath(name).stem
    parts = []
    for at, group in enumerate(groups):
        _unpack(archive, group, place(at))
        parts.append(_part(stem, group))
    return Bundle(tuple(parts), tuple(_said(member) for member in members if member not in kept))


def _groups(archive: Archive, members: Sequence[Member]) -> Iterator[list[Member]]:
    """Put the tables of one folder that a platform packs together into one group; all else stands alone.

    What nobody knows stays with the only such group of its folder.
    """
    platforms = {member.info.filename: _packed_by(archive, member) for member in members}
    packing: dict[str, set[str]] = {}
    for member in members:
        packing.setdefault(_folder(member), set()).update({platforms[member.info.filename]} - {_ALONE, _UNKNOWN})
    groups: dict[tuple[str, ...], list[Member]] = {}
    for member in members:
        platform, beside = platforms[member.info.filename], packing[_folder(member)]
        if platform == _UNKNOWN and len(beside) == 1:
            platform = next(iter(beside))
        alone = platform in {_ALONE, _UNKNOWN}
        groups.setdefault((member.info.filename,) if alone else (_folder(member), platform), []).append(member)
    yield from groups.values()


def _packed_by(archive: Archive, member: Member) -> str:
    """Name the platform that packs a table into a zip with others, as the table's first rows tell."""
    if _suffix(member) not in _TEXTS:
        return _ALONE
    begins = next(archive.chunks(member), b"")[:_ENOUGH]
    whole = begins if len(begins) < _ENOUGH else begins[: begins.rfind(b"\n") + 1]
    try:
        if kind_of(whole[:_HEAD]) is not Kind.TEXT:
            return _ALONE
        tables = tables_in(text_grid(member.name, whole).cells, name=member.name)
    except UnreadableFile:
        return _UNKNOWN
    exports = [table.export for table in tables if table.export]
    return next((export.platform for export in exports if export.packed), _ALONE if exports else _UNKNOWN)


def _folder(member: Member) -> str:
    return str(PurePosixPath(member.name).parent)


def _unpack(archive: Archive, group: Sequence[Member], place: Path) -> None:
    """Write one member as it is, or several as a zip of their own; a dated member keeps its time."""
    if len(group) == 1:
        with place.open("wb") as out:
            out.writelines(archive.chunks(group[0]))
    else:
        with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as out:
            for member in group:
                info = zipfile.ZipInfo(PurePosixPath(member.name).name, member.info.date_time)
                out.writestr(info, archive.read(member), zipfile.ZIP_DEFLATED)
    stamped = group[0].stamped
    if stamped:
        os.utime(place, (stamped.timestamp(), stamped.timestamp()))


def _part(stem: str, group: Sequence[Member]) -> Part:
    path = PurePosixPath(group[0].name)
    if len(group) == 1:
        return Part(path.name, str(PurePosixPath(stem, path.parent)))
    return Part(f"{path.parent.name or stem}.zip", str(PurePosixPath(stem, path.parent)))


def _said(member: Member) -> str:
    return "a name that leads out of the archive" if member.is_unsafe else member.name


def _suffix(member: Member) -> str:
    return PurePosixPath(member.name).suffix.lower()
