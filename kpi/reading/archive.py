"""Look into a zip before anything else does: what it holds, and what it would unpack to."""

import contextlib
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from pathlib import PurePosixPath

from kpi.errors import UnreadableFile

MIB = 1 << 20
MAX_MEMBERS = 2_000
MAX_INFLATED = 300 * MIB
_CHUNK = MIB // 2  # a whole one would be memory fresh from the system each time
_LARGE_MEMBER = 50 * MIB
_MAX_RATIO = 200
_ENCRYPTED = 0x41
_UNSAFE = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\\|\x00")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_LONGEST_NAME = 120
_NO_TIME = (1980, 1, 1, 0, 0, 0)

DAMAGED = "This file is damaged: it did not download or copy completely. Export it again and drop the new file."
PROTECTED = (
    "This file is protected by a password, so we cannot read it. "
    "Open it, save a copy without a password, and drop the copy."
)
TOO_LARGE = (
    "This file unpacks to far more data than any export holds, so we stopped. "
    "Export a shorter period, or drop the tables one by one as CSV."
)


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive."""

    info: zipfile.ZipInfo
    name: str

    @property
    def stamped(self) -> datetime | None:
        """Give the member's time stamp, where the archive has one."""
        if self.info.date_time == _NO_TIME:
            return None
        try:
            return datetime(*self.info.date_time)  # noqa: DTZ001 (a zip knows no zone)
        except ValueError:
            return None

    @property
    def is_junk(self) -> bool:
        """Tell whether a system or an editor left this member behind: no folder, link or hidden file is a table."""
        path = PurePosixPath(self.name)
        mode = self.info.external_attr >> 16
        return (
            self.info.is_dir()
            or (mode != 0 and stat.S_IFMT(mode) not in {0, stat.S_IFREG})
            or any(part.startswith((".", "~$")) or part == "__MACOSX" for part in path.parts)
            or path.name == "Thumbs.db"
        )

    @property
    def is_unsafe(self) -> bool:
        """Tell whether the name leads out of the archive."""
        return bool(_UNSAFE.search(self.info.orig_filename))


class Archive:
    """A zip whose directory was checked; its members are unpacked within one budget."""

    def __init__(self, raw: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(raw))
        except (zipfile.BadZipFile, struct.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise UnreadableFile(DAMAGED) from error
        infos = self._zip.infolist()
        _check_directory(infos)
        self._inflated = Counter[str]()
        self.members = {info.filename: Member(info, _shown(info)) for info in infos}

        self._by_folded_name = {name.casefold(): member for name, member in self.members.items()}

    def find(self, name: str) -> Member:
        """Give a member a reader depends on; programs do not mind upper and lower case here."""
        member = self.members.get(name) or self._by_folded_name.get(name.casefold())
        if member is None:
            raise UnreadableFile(DAMAGED)
        return member

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._by_folded_name

    def chunks(self, member: Member) -> Iterator[bytes]:
        """Unpack a member piece by piece, refusing it once the budget of the whole archive is spent."""
        done, key = 0, member.info.filename
        try:
            with self._zip.open(member.info) as stream:
                while chunk := stream.read(_CHUNK):
                    done += len(chunk)
                    self._inflated[key] = max(self._inflated[key], done)
                    if self._inflated.total() > MAX_INFLATED:
                        raise UnreadableFile(TOO_LARGE)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise UnreadableFile(DAMAGED) from error

    def read(self, member: Member) -> bytes:
        """Unpack a whole member."""
        return b"".join(self.chunks(member))


def rebuilt(archive: Archive, replaced: dict[str, bytes]) -> bytes:
    """Write the archive again with some members replaced."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for name, member in archive.members.items():
            copy.writestr(name, replaced[name] if name in replaced else archive.read(member))
    return out.getvalue()


def _check_directory(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_MEMBERS:
        raise UnreadableFile(
            f"This file holds {len(infos):,} parts; we open at most {MAX_MEMBERS:,}. Drop only the tables you need."
        )
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise UnreadableFile(PROTECTED)
    if any(info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for info in infos):
        raise UnreadableFile(
            "This file is packed by a method that only few programs know. "
            "Unpack it, drop the tables in it, or pack them again as an ordinary zip."
        )
    refuse_twins(info.filename for info in infos)
    _check_sizes(infos)


def refuse_twins(names: Iterable[str]) -> None:
    """Refuse an archive in which two members have one name."""
    if any(count > 1 for count in Counter(names).values()):
        raise UnreadableFile(
            "This file holds two parts of the same name, and programs differ on which one they show. "
            "Open it in Excel, save it again, and drop that."
        )


def _check_sizes(infos: list[zipfile.ZipInfo]) -> None:
    for info in infos:
        if info.file_size > _LARGE_MEMBER and info.file_size > info.compress_size * _MAX_RATIO:
            raise UnreadableFile(TOO_LARGE)
    placed = sorted(infos, key=lambda info: info.header_offset)
    for info, following in pairwise(placed):
        if info.header_offset + 30 + info.compress_size > following.header_offset:
            raise UnreadableFile(DAMAGED)


def _shown(info: zipfile.ZipInfo) -> str:
    """Give a member's name as people read it: UTF-8 though not marked so, no invisible signs, not endless."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    name = _UNSEEN.sub(" ", name)
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…{PurePosixPath(name).suffix[:8]}"
