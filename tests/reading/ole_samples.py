"""Compound files written out by hand: streams in storages, small streams in the mini stream ([MS-CFB], version 3)."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from itertools import pairwise

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = Mapping[str, "bytes | Tree"]


def make_ole(tree: Tree) -> bytes:
    """The bytes of a compound file; a storage is a mapping, a stream is bytes."""
    entries: list[list[object]] = [["Root Entry", 5, FREE, b""]]
    _add(entries, 0, tree)
    sectors: list[bytes] = []
    chain: list[int] = []
    mini, mini_chain = bytearray(), []

    def store(data: bytes) -> int:
        if not data:
            return END
        start = len(sectors)
        pieces = [data[at : at + 512].ljust(512, b"\x00") for at in range(0, len(data), 512)]
        sectors.extend(pieces)
        chain.extend([*range(start + 1, start + len(pieces)), END])
        return start

    starts = {}
    for number, (_, kind, _, data, *_) in enumerate(entries):
        if kind == 2 and len(data) >= 4096:
            starts[number] = store(data)
        elif kind == 2 and data:
            count = -(-len(data) // 64)
            starts[number] = len(mini_chain)
            mini_chain.extend([*range(len(mini_chain) + 1, len(mini_chain) + count), END])
            mini.extend(data.ljust(64 * count, b"\x00"))
    starts[0] = store(bytes(mini))
    directory = b"".join(
        _entry(entry, starts.get(number, END if entry[1] == 2 else 0), len(mini) if number == 0 else len(entry[3]))
        for number, entry in enumerate(entries)
    )
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\x00")
    first_directory = store(directory)
    mini_fat = b"".join(struct.pack("<I", each) for each in mini_chain)
    mini_fat = mini_fat.ljust(-(-len(mini_fat) // 512) * 512, b"\xff")
    first_mini = store(mini_fat)
    count = 1
    while count * 128 < len(chain) + count:
        count += 1
    fat = [*chain, *[FAT] * count]
    fat += [FREE] * (count * 128 - len(fat))
    first_fat = len(sectors)
    raw = b"".join(struct.pack("<I", each) for each in fat)
    sectors.extend(raw[at : at + 512] for at in range(0, len(raw), 512))
    assert count <= 109
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, count, first_directory, 0, 4096, first_mini, len(mini_fat) // 512, END, 0)
    header += b"".join(struct.pack("<I", first_fat + at if at < count else FREE) for at in range(109))
    return header + b"".join(sectors)


def _add(entries: list[list[object]], parent: int, tree: Tree) -> None:
    numbers = []
    for name, content in sorted(tree.items(), key=lambda item: (len(item[0]), item[0].upper())):
        is_stream = isinstance(content, bytes)
        entries.append([name, 2 if is_stream else 1, FREE, content if is_stream else b"", FREE, FREE])
        numbers.append((len(entries) - 1, content))
    entries[parent][2] = _balance(entries, [number for number, _ in numbers])
    for number, content in numbers:
        if not isinstance(content, bytes):
            _add(entries, number, content)


def _balance(entries: list[list[object]], numbers: list[int]) -> int:
    if not numbers:
        return FREE
    middle = len(numbers) // 2
    root = numbers[middle]
    entries[root][4] = _balance(entries, numbers[:middle])
    entries[root][5] = _balance(entries, numbers[middle + 1 :])
    return root


def _entry(entry: list[object], start: int, size: int) -> bytes:
    name = str(entry[0]).encode("utf-16-le") + b"\x00\x00"
    left, right = (entry[4], entry[5]) if len(entry) > 4 else (FREE, FREE)
    return (
        name.ljust(64, b"\x00") + struct.pack("<HBBIII", len(name), entry[1], 1, left, right, entry[2])
        + bytes(36) + struct.pack("<IQ", start, size)
    )  # fmt: skip


def make_msg(properties, recipients=(), attachments=(), header=32) -> bytes:
    """An Outlook mail; properties are pairs of id and text, bytes or number, attachments may be trees of mails."""
    return make_ole(msg_tree(properties, recipients, attachments, header))


def msg_tree(properties, recipients=(), attachments=(), header=32) -> dict[str, object]:
    """The storages and streams of a mail, for a mail in a mail with a ``header`` of 24 bytes."""
    tree: dict[str, object] = _streams(properties, header)
    for number, each in enumerate(recipients):
        tree[f"__recip_version1.0_#{number:08X}"] = _streams(each, 8)
    for number, each in enumerate(attachments):
        inner = [(key, value) for key, value in each if not isinstance(value, dict)]
        storage = _streams(inner, 8)
        for _, value in each:
            if isinstance(value, dict):
                storage["__substg1.0_3701000D"] = value
        tree[f"__attach_version1.0_#{number:08X}"] = storage
    return tree


def _streams(properties, header: int) -> dict[str, object]:
    out: dict[str, object] = {}
    listed = bytes(header)
    for number, value in properties:
        if isinstance(value, str):
            kind, raw = 0x1F, value.encode("utf-16-le")
        elif isinstance(value, bytes):
            kind, raw = 0x102, value
        elif isinstance(value, bool):
            kind, raw = 0x0B, None
        else:
            kind, raw = (0x40 if value > 1 << 40 else 0x03), None
        listed += struct.pack("<HHI", kind, number, 6)
        if raw is None:
            listed += struct.pack("<Q", int(value))
        else:
            listed += struct.pack("<II", len(raw) + 2, 0)
            out[f"__substg1.0_{number:04X}{kind:04X}"] = raw
    out["__properties_version1.0"] = listed
    return out


def make_doc(text: str, *, wide: str = "", gone=(), rows=(), notes: str = "", flags: int = 0x0200) -> bytes:
    """A Word document of old: a piece in cp1252, then one in UTF-16; ``gone`` are pairs of a range and its modifier.

    ``rows`` are positions of marks that end a row of a table; ``notes`` follow the body as footnotes.
    """
    narrow = text.encode("cp1252")
    tail = (wide + notes).encode("utf-16-le")
    begin = 0x800
    body = narrow + tail
    pages = bytearray(begin + len(body))
    pages[begin:] = body
    pages += bytes(-len(pages) % 512)
    chpx, papx = len(pages) // 512, len(pages) // 512 + 1
    pages += _character_page(begin, len(body), gone) + _paragraph_page(begin, len(body), text, rows)
    fib = bytearray(0x382)
    struct.pack_into("<HH", fib, 0, 0xA5EC, 193)
    struct.pack_into("<H", fib, 10, flags)
    struct.pack_into("<HH", fib, 32, 14, 0)
    struct.pack_into("<ii", fib, 0x4C, len(text) + len(wide), len(notes))
    cps = [0, len(text), len(text) + len(wide) + len(notes)]
    pcds = struct.pack("<HIH", 0, 0x40000000 | begin * 2, 0) + struct.pack("<HIH", 0, begin + len(narrow), 0)
    plc = b"".join(struct.pack("<I", cp) for cp in cps) + pcds
    clx = b"\x02" + struct.pack("<I", len(plc)) + plc
    bins = struct.pack("<II", begin, begin + len(body))
    table = clx + bins + struct.pack("<I", chpx) + bins + struct.pack("<I", papx)
    for entry, start, length in ((33, 0, len(clx)), (12, len(clx), 12), (13, len(clx) + 12, 12)):
        struct.pack_into("<II", fib, 0x9A + 8 * entry, start, length)
    pages[: len(fib)] = fib
    return make_ole({"WordDocument": bytes(pages).ljust(4096, b"\x00"), "1Table": table.ljust(4096, b"\x00")})


def _character_page(begin: int, length: int, gone) -> bytes:
    cuts = sorted({begin, begin + length, *(begin + at for span, _ in gone for at in span)})
    page = bytearray(512)
    runs = list(pairwise(cuts))
    for at, cut in enumerate(cuts):
        struct.pack_into("<I", page, 4 * at, cut)
    free = 400
    for at, (start, _) in enumerate(runs):
        code = next((code for (low, high), code in gone if begin + low <= start < begin + high), None)
        if code is not None:
            page[free : free + 4] = b"\x03" + struct.pack("<HB", code, 1)
            page[4 * len(cuts) + at] = free // 2
            free += 4
    page[511] = len(runs)
    return bytes(page)


def _paragraph_page(begin: int, length: int, text: str, rows) -> bytes:
    ends = [begin + at + 1 for at, sign in enumerate(text) if sign in "\r\x07"]
    cuts = [begin, *ends] + ([begin + length] if not ends or ends[-1] < begin + length else [])
    page = bytearray(512)
    for at, cut in enumerate(cuts):
        struct.pack_into("<I", page, 4 * at, cut)
    free = 400
    for at, cut in enumerate(cuts[1:]):
        mark = text[cut - begin - 1 : cut - begin]
        if mark == "\x07":
            modifiers = struct.pack("<HHB", 0, 0x2416, 1) + struct.pack("<HB", 0x2417, (cut - begin - 1) in rows)
            page[free] = len(modifiers) // 2 + 1
            page[free + 1 : free + 1 + len(modifiers)] = modifiers
            page[4 * len(cuts) + 13 * at] = free // 2
            free += 10
    page[511] = len(cuts) - 1
    return bytes(page)
