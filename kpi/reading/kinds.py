"""Tell what a file is by its first bytes, never by its name."""

from enum import StrEnum

from kpi.errors import UnreadableFile


class Kind(StrEnum):
    """A container we read."""

    TEXT = "text"
    ZIP = "zip"
    OLE = "ole"
    SPREADSHEET_XML = "spreadsheet xml"


_EXPECTED = "We read CSV, TSV, Excel (.xlsx, .xls), OpenDocument (.ods) and zip files of these."
_EXPORT_AGAIN = f"{_EXPECTED} Export the table from the platform and drop that file."

_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\xff\xd8\xff", "a photo (JPEG)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"OggS", "a recording"),
    (b"ID3", "a recording"),
)
_PACKED: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)
_OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")


def kind_of(head: bytes) -> Kind:
    """Tell the container by its first bytes; refuse with a sentence what is no table."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.OLE
    _refuse_foreign(head)
    return _text_kind(head)


def _refuse_foreign(head: bytes) -> None:
    for magic, what in _FOREIGN:
        if head.startswith(magic):
            raise UnreadableFile(f"This is {what}, not a table. {_EXPORT_AGAIN}")
    if head[4:8] == b"ftyp" or (head.startswith(b"RIFF") and head[8:12] in {b"WEBP", b"AVI ", b"WAVE"}):
        raise UnreadableFile(f"This is a picture or a recording, not a table. {_EXPORT_AGAIN}")
    for magic, what in _PACKED:
        if head.startswith(magic):
            raise UnreadableFile(
                f"This is an archive packed by {what}, which we do not open. Unpack it and drop the files in it."
            )
    if head.startswith(_OLD_BIFF):
        raise UnreadableFile(
            "This workbook was written by an Excel from before 1997. Open it in Excel, save it as .xlsx, and drop that."
        )


def _text_kind(head: bytes) -> Kind:
    text = head.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").lstrip().lower()
    if text.startswith((b"<?xml", b"<workbook")):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in text:
            return Kind.SPREADSHEET_XML
        raise UnreadableFile(f"This is an XML document, but not a spreadsheet. {_EXPORT_AGAIN}")
    if text.startswith((b"<html", b"<!doctype", b"<table", b"<head", b"<meta", b"<script", b"<body")):
        raise UnreadableFile(
            "This is a web page, whatever its name says: some systems save one as .xls. "
            "Open it in Excel, save it as .xlsx, and drop that; or export CSV."
        )
    if text.startswith(b"mime-version:"):
        raise UnreadableFile("This is a saved web page. Open it in Excel, save it as .xlsx, and drop that.")
    if text.startswith((b"{", b"[{", b"[\n", b"[\r")):
        raise UnreadableFile(f"This is JSON data, not a table. {_EXPORT_AGAIN}")
    return Kind.TEXT
