"""Build the most telling hostile files in memory: small, deterministic, with nothing but the standard library."""

import stat
import struct
import zipfile
import zlib
from io import BytesIO

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    f'{XML}<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="46" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
DAY, DURATION = ' s="1"', ' s="2"'
LAUGHS = (
    '<!DOCTYPE worksheet [<!ENTITY l0 "lol">'
    + "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
    + "]>"
)


def zipped(*parts: tuple[str | zipfile.ZipInfo, bytes | str]) -> bytes:
    """Pack parts into a zip, in this order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def text(ref: str, value: str) -> str:
    """Write a cell that holds text."""
    return f'<c r="{ref}" t="inlineStr"><is><t>{value}</t></is></c>'


def number(ref: str, value: object, attributes: str = "") -> str:
    """Write a cell that holds a number."""
    return f'<c r="{ref}"{attributes}><v>{value}</v></c>'


def row(at: int, *cells: str) -> str:
    """Write a row."""
    return f'<row r="{at}">{"".join(cells)}</row>'


SOUND = row(1, text("A1", "day"), text("B1", "likes")) + row(2, text("A2", "2026-01-01"), number("B2", 10))


def sheet(rows: str = SOUND, *, doctype: str = "", tail: str = "", xml: str = XML) -> str:
    """Write a worksheet."""
    return f'{xml}{doctype}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{tail}</worksheet>'


def workbook(
    *sheets: str | bytes, states: tuple[str, ...] = (), shared: str = "", properties: str = "", extra: str = ""
) -> bytes:
    """Write an .xlsx whose sheets are called Sheet1, Sheet2 and so on."""
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    numbers = range(1, len(sheets) + 1)
    shown = {at: f' state="{state}"' for at, state in zip(numbers, states, strict=False) if state}
    entries = "".join(f'<sheet name="Sheet{at}" sheetId="{at}"{shown.get(at, "")} r:id="rId{at}"/>' for at in numbers)
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{at}.xml"/>' for at in numbers
    )
    links += f'<Relationship Id="rIdS" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    if shared:
        links += f'<Relationship Id="rIdT" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
    parts: list[tuple[str, bytes | str]] = [
        (
            "[Content_Types].xml",
            (
                f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Default Extension="xml" ContentType="{kinds}sheet.main+xml"/></Types>'
            ),
        ),
        (
            "_rels/.rels",
            (
                f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
                f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            ),
        ),
        (
            "xl/workbook.xml",
            (
                f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr{properties}/>'
                f"<sheets>{entries}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        ),
        ("xl/styles.xml", STYLES),
        *((f"xl/worksheets/sheet{at}.xml", content) for at, content in zip(numbers, sheets, strict=True)),
    ]
    if shared:
        parts.append(("xl/sharedStrings.xml", shared))
    if extra:
        parts.append((extra, sheet()))
    return zipped(*parts)


def shared_strings(*items: str, claimed: int) -> str:
    """Write a table of shared texts that claims to hold so many."""
    held = "".join(f"<si><t>{item}</t></si>" for item in items)
    return f'{XML}<sst xmlns="{MAIN}" count="{claimed}" uniqueCount="{claimed}">{held}</sst>'


def lying_about_size(archive: bytes, *, claimed: int) -> bytes:
    """Overwrite the size that the first member of a zip declares."""
    data = bytearray(archive)
    struct.pack_into("<I", data, 22, claimed)
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, claimed)
    return bytes(data)


def encrypted(archive: bytes) -> bytes:
    """Set the encryption bit of the first member of a zip."""
    data = bytearray(archive)
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def overlapping(members: int = 50) -> bytes:
    """Write a zip whose members all share one stretch of data."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = b"day,likes\n" + b"1,1\n" * 10_000
    packed = packer.compress(content) + packer.flush()

    def head(name: bytes) -> bytes:
        sizes = (zlib.crc32(content), len(packed), len(content))
        return struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, *sizes, len(name), 0)

    names = [f"{at:03}.csv".encode() for at in range(members)]
    body = b"PK\x03\x04" + head(names[0]) + names[0] + packed
    directory = b"".join(
        b"PK\x01\x02" + struct.pack("<H", 20) + head(name) + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
        for name in names
    )
    ending = struct.pack("<HHHHIIH", 0, 0, members, members, len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + ending


def link(name: str) -> zipfile.ZipInfo:
    """Describe a member of a zip that is a symbolic link."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def ole(stream: str, content: bytes = b"") -> bytes:
    """Write an OLE file with one stream."""
    body = content.ljust(4096, b"\0")
    sectors = len(body) // 512

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        raw = name.encode("utf-16-le") + b"\0\0"
        free = 0xFFFFFFFF
        return struct.pack("<64sHBBIII16sIQQIQ", raw, len(raw), kind, 1, free, free, child, b"", 0, 0, 0, start, size)

    last, free, table = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    directory = entry("Root Entry", 5, 1, last, 0) + entry(stream, 2, free, 0, len(body)) + bytes(256)
    chain = [*range(1, sectors), last, last, table]
    chain += [free] * (128 - len(chain))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        bytes.fromhex("d0cf11e0a1b11ae1"),
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        b"",
        0,
        1,
        sectors,
        0,
        4096,
        last,
        0,
        last,
        0,
    )
    places = struct.pack("<109I", sectors + 1, *[free] * 108)
    return header + places + body + directory + struct.pack("<128I", *chain)
