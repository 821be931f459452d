"""Turn the bytes of a text file into UTF-8, whatever they were written in, and say what was decided."""

import codecs
import re
from collections.abc import Callable, Iterator
from mmap import mmap
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from kpi.errors import UnreadableFile
from kpi.reading.threads import side_by_side

Content: TypeAlias = bytes | mmap
"""What a file holds; a large one lies where the system keeps it, and is looked at without being copied."""

_CHUNK = 1 << 20
_COUNTED = 1 << 17
_SAMPLE = 1 << 16
_SOME, _MANY, _ODD, _FAR_MORE = 0.15, 0.3, 0.05, 4
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252 (Western European)",
    "cp1251": "Windows-1251 (Cyrillic)",
}
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def utf8(raw: Content) -> tuple[Content, tuple[str, ...]]:
    """Give the text as UTF-8 without NUL characters and without a mark, and notes on what was not plain UTF-8."""
    encoding = _encoding(raw[:_SAMPLE])
    if encoding != "utf-8":
        return _transcoded(raw, encoding)
    raw, notes = _without_nul(raw[len(codecs.BOM_UTF8) :] if raw[:_SAMPLE].startswith(codecs.BOM_UTF8) else raw)
    if _is_utf8(raw):
        return raw, notes
    sample = _damaged_sample(raw)
    strays = len(re.findall(rb"[\x80-\xff]", _MULTIBYTE.sub(b"", sample)))
    if strays <= len(_MULTIBYTE.findall(sample)) * _FAR_MORE:
        return _mended(raw, notes)
    text, decided = _transcoded(raw, _eight_bit(sample))
    return text, notes + decided


def _encoding(head: bytes) -> str:
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    for name, start in (("utf-16-le", 1), ("utf-16-be", 0)):
        if _is_spread(head[start::2]) and head[1 - start :: 2].count(0) < head.count(0) * _ODD:
            return name
    if head.count(0) > len(head) * _MANY:
        raise UnreadableFile(
            "This file holds no text, mostly empty bytes: it did not download completely. Export it again."
        )
    return "utf-8"


def _is_spread(half: bytes) -> bool:
    """Tell whether zeros stand all over: every second byte of UTF-16 text is mostly zero, from its start to its end."""
    quarter = len(half) // 4
    return quarter > 0 and all(
        half[at : at + quarter].count(0) > quarter * _SOME for at in range(0, quarter * 4, quarter)
    )


def _without_nul(raw: Content) -> tuple[Content, tuple[str, ...]]:
    if not _holds_nul(raw):
        return raw, ()
    return raw[:].replace(b"\0", b""), ("Characters without meaning (NUL) were left out.",)


def _holds_nul(raw: Content) -> bool:
    """Tell whether any byte is zero: the least of all is found several times as quickly as all zeros are counted."""
    return any(side_by_side(lambda part: part.min(initial=1) == 0, _halves(raw), rows=len(raw)))


def _is_utf8(raw: Content) -> bool:
    ends = pa.py_buffer(np.array([0, len(raw)], dtype="int64").tobytes())
    try:
        pa.LargeStringArray.from_buffers(1, ends, pa.py_buffer(raw)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def count_of(sign: bytes, text: Content, end: int | None = None) -> int:
    """Count a sign of one byte in a long text, up to an end, several times as quickly as `bytes.count`.

    >>> count_of(b"a", b"banana", 4)
    2
    """
    parts = _halves(text, end)
    return sum(side_by_side(lambda part: _count(part, sign[0]), parts, rows=sum(map(len, parts))))


def _halves(text: Content, end: int | None = None) -> list[np.ndarray]:
    view = np.frombuffer(text, dtype="uint8")[:end]
    return np.array_split(view, 2) if len(view) > _CHUNK else [view]


def _count(view: np.ndarray, sign: int) -> int:
    pieces = (view[at : at + _COUNTED] for at in range(0, len(view), _COUNTED))
    return sum(int(np.count_nonzero(piece == sign)) for piece in pieces)


def _pieces(raw: Content) -> Iterator[memoryview]:
    view = memoryview(raw)
    return (view[at : at + _CHUNK] for at in range(0, len(raw), _CHUNK))


def _damaged_sample(raw: Content) -> bytes:
    """Return what is not plain English of the file's first megabytes: the evidence."""
    return b" ".join(re.findall(rb"[^\n]{0,40}[\x80-\xff][^\n]{0,40}", raw[: 8 * _CHUNK])[:5_000])


def _eight_bit(sample: bytes) -> str:
    """Choose between Western and Cyrillic: in Cyrillic text, letters above 0xC0 stand side by side."""
    letters = len(re.findall(rb"[\xc0-\xff]", sample))
    in_words = sum(map(len, re.findall(rb"[\xc0-\xff]{3,}", sample)))
    return "cp1251" if in_words > letters * 0.5 else "cp1252"


def _transcoded(raw: Content, encoding: str) -> tuple[Content, tuple[str, ...]]:
    note = f"Read as {_NAMES[encoding]} text."
    errors = "replace" if encoding.startswith("utf") else "goalpost-latin"
    text, notes = _without_nul(_decoded(raw, encoding, errors).removeprefix(codecs.BOM_UTF8))
    return text, (note, *notes)


def _mended(raw: Content, notes: tuple[str, ...]) -> tuple[bytes, tuple[str, ...]]:
    mended = _decoded(raw, "utf-8", "goalpost-western")
    return mended, (*notes, "Some characters were damaged (not valid UTF-8) and were read as Western European letters.")


def _decoded(raw: Content, encoding: str, errors: str) -> bytes:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    out = bytearray()
    for piece in _pieces(raw):
        out += decoder.decode(piece).encode("utf-8", "replace")
    out += decoder.decode(b"", final=True).encode("utf-8", "replace")
    return bytes(out)


def _byte_by_byte(encoding: str) -> Callable[[UnicodeError], tuple[str, int]]:
    def read(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        broken = error.object[error.start : error.end]
        return broken.decode(encoding, "replace" if encoding == "cp1252" else "strict"), error.end

    return read


codecs.register_error("goalpost-western", _byte_by_byte("cp1252"))
codecs.register_error("goalpost-latin", _byte_by_byte("latin-1"))
