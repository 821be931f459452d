"""The zip of a workspace, which is trusted in nothing: every part is there, and what the list of parts says it is."""

import json
import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from kpi.errors import StoreError
from kpi.store.whole import FORMAT, MANIFEST, MOST_BYTES, MOST_PARTS

_ENDS = b"PK\x05\x06"
_END_BYTES, _LONGEST_COMMENT = 22, 65_535
_LONGEST_LIST = 16 << 20
_LARGEST_MANIFEST = 32 << 20
_AT_ONCE = 1 << 20
_DIGEST = re.compile("[0-9a-f]{64}")


def refused(why: str) -> StoreError:
    """Say that a zip is not taken in."""
    return StoreError(f"This zip was not taken in: {why}. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a zip by their names; `expected` is what the manifest says of each."""

    packed: ZipFile
    expected: Mapping[str, Any]

    def read(self, name: object, *, most: int = _LARGEST_MANIFEST * 8) -> bytes:
        """Give a part's bytes, which are those that the manifest promises."""
        return b"".join(self._pieces(name, most))

    def copy(self, name: object, to: Path) -> Path:
        """Write a part to a place of ours."""
        with to.open("wb") as written:
            for piece in self._pieces(name, MOST_BYTES):
                written.write(piece)
        return to

    def json(self, name: object) -> Any:  # noqa: ANN401 (whoever asks looks at what it is)
        """Read a part of JSON."""
        try:
            return json.loads(self.read(name))
        except (ValueError, RecursionError) as broken:
            raise refused(f"its part “{name}” is not JSON") from broken

    def _pieces(self, name: object, most: int) -> Any:  # noqa: ANN401 (a generator of bytes)
        said = self.expected.get(name) if isinstance(name, str) else None
        if said is None:
            raise refused(f"its part “{str(name)[:80]}” is missing")
        seen, found = sha256(), 0
        try:
            with self.packed.open(str(name)) as stream:
                while piece := stream.read(_AT_ONCE):
                    found += len(piece)
                    if found > min(said["size"], most):
                        raise refused(f"its part “{name}” is larger than it says")
                    seen.update(piece)
                    yield piece
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError) as broken:
            raise refused(f"its part “{name}” is damaged") from broken
        if found != said["size"] or seen.hexdigest() != said["sha256"]:
            raise refused(f"its part “{name}” is not what it was when the zip was written")


def opened(packed: ZipFile) -> Parts:
    """Look at what a zip says it holds; raise StoreError where that is no workspace or not all of it."""
    names = [one.filename for one in packed.infolist()]
    if MANIFEST not in names:
        raise refused(f"it has no {MANIFEST}, so it is no workspace that Goalpost wrote")
    manifest = _manifest(packed)
    if manifest.get("goalpost_workspace") != FORMAT:
        newer = isinstance(version := manifest.get("goalpost_workspace"), int) and version > FORMAT
        raise refused("a newer Goalpost wrote it: update Goalpost" if newer else f"its {MANIFEST} is not Goalpost's")
    expected = manifest.get("parts")
    if not isinstance(expected, dict) or not all(map(_is_expected, expected.values())):
        raise refused(f"its {MANIFEST} is not Goalpost's")
    if len(names) != len(set(names)) or set(names) - {MANIFEST} - expected.keys():
        raise refused("it holds what its list of parts does not name")
    if sum(part["size"] for part in expected.values()) > MOST_BYTES:
        raise refused(f"it would unpack to more than {MOST_BYTES >> 30} GiB")
    return Parts(packed, expected)


def zip_of(source: BinaryIO) -> ZipFile:
    """Open a zip whose list of parts is no larger than one of ours; raise StoreError where it is none."""
    size = source.seek(0, 2)
    tail_at = source.seek(max(0, size - _END_BYTES - _LONGEST_COMMENT))
    tail = source.read()
    at = tail.rfind(_ENDS)
    if at < 0 or len(tail) - at < _END_BYTES:
        raise refused("it is no zip, or only a part of one")
    parts, length = struct.unpack_from("<HI", tail, at + 10)
    if parts > MOST_PARTS or length > _LONGEST_LIST or length > tail_at + at:
        raise refused("its list of parts is larger than any that Goalpost writes")
    source.seek(0)
    try:
        return ZipFile(source)
    except (BadZipFile, NotImplementedError, ValueError, OSError) as broken:
        raise refused("it is no zip, or only a part of one") from broken


def _manifest(packed: ZipFile) -> dict[str, Any]:
    size = packed.getinfo(MANIFEST).file_size
    if size > _LARGEST_MANIFEST:
        raise refused(f"its {MANIFEST} is larger than any that Goalpost writes")
    try:
        with packed.open(MANIFEST) as stream:
            found = json.loads(stream.read(_LARGEST_MANIFEST))
    except (
        ValueError,
        RecursionError,
        BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as broken:
        raise refused(f"its {MANIFEST} cannot be read") from broken
    return found if isinstance(found, dict) else {}


def _is_expected(said: object) -> bool:
    return (
        isinstance(said, dict)
        and type(said.get("size")) is int
        and said["size"] >= 0
        and isinstance(said.get("sha256"), str)
        and bool(_DIGEST.fullmatch(said["sha256"]))
    )
