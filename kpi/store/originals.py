"""Files as they were dropped, made small: the tables that platforms export repeat themselves a great deal."""

import pyarrow as pa

_CODEC = "zstd"


def pack(original: bytes) -> bytes:
    """Make a file's bytes small; of none that were kept, keep none.

    >>> unpack(pack(b"date,views"), size=10)
    b'date,views'
    """
    packed: bytes = pa.compress(original, codec=_CODEC, asbytes=True) if original else b""
    return packed


def unpack(packed: bytes, *, size: int) -> bytes:
    """Give a file's bytes, of a size in bytes, as they were; b'' where none were kept."""
    original: bytes = pa.decompress(packed, size, codec=_CODEC, asbytes=True) if packed else b""
    return original
