"""The header of a 7-Zip archive: which packed streams there are, how each unpacks, and which files lie in it.

Layout after 7zFormat.txt of the LZMA SDK (public domain). Every number is checked against the bytes that are left
before anything is made of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from loupe.reading.packed.sevennumbers import Cursor

__all__ = ["Coder", "Folder", "Header", "SevenFile", "parse_header"]

_END, _HEADER, _MAIN, _FILES, _PACK, _UNPACK, _SUBSTREAMS = 0x00, 0x01, 0x04, 0x05, 0x06, 0x07, 0x08
_PACKED_HEADER = 0x17
_SIZE, _CRC, _FOLDER, _UNPACK_SIZE, _NUM_STREAM = 0x09, 0x0A, 0x0B, 0x0C, 0x0D
_EMPTY_STREAM, _EMPTY_FILE, _ANTI, _NAMES, _ATTRIBUTES = 0x0E, 0x0F, 0x10, 0x11, 0x15
_MOST_CODERS = 8
_UNIX_MODE = 0x8000  # p7zip puts the Unix mode into the high half of the attributes


@dataclass(frozen=True, slots=True)
class Coder:
    """One step of unpacking."""

    method: bytes
    settings: bytes


@dataclass(slots=True)
class Folder:
    """A packed stream that holds one file or many; ``coders`` in the order of unpacking, empty when it is no chain."""

    methods: frozenset[bytes]
    coders: tuple[Coder, ...]
    packed_streams: int
    sizes: list[int] = field(default_factory=list)
    last: int = 0  # which of the sizes is that of what comes out
    crc: int | None = None
    offset: int = 0
    packed: int = 0
    streams: list[tuple[int, int | None]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Unpacked bytes."""
        return self.sizes[self.last]


@dataclass(frozen=True, slots=True)
class SevenFile:
    """A file of the archive; ``mode`` is its Unix file type and rights, 0 when not told."""

    name: str
    has_stream: bool
    is_folder: bool
    mode: int = 0


@dataclass(frozen=True, slots=True)
class Header:
    """Folders with their streams, and the files in the order of those."""

    folders: tuple[Folder, ...]
    files: tuple[SevenFile, ...]


def parse_header(data: bytes, most: int) -> Header | Folder | None:
    """A header, or the folder that the real header is packed in; None for more than ``most`` files.

    Raises ValueError when it makes no sense.
    """
    cursor = Cursor(data)
    first = cursor.byte()
    if first != _HEADER:
        return _packed_header(cursor) if first == _PACKED_HEADER else _nonsense()
    folders: list[Folder] = []
    while (kind := cursor.byte()) != _END:
        if kind == _MAIN:
            folders = _streams(cursor)
        elif kind == _FILES:
            count = cursor.number()
            if count > most:
                return None
            files = _files(cursor, count)
            if sum(file.has_stream for file in files) != sum(len(folder.streams) for folder in folders):
                raise ValueError("there are not as many files as streams")
            return Header(tuple(folders), tuple(files))
        else:
            _nonsense()
    return Header(tuple(folders), ())


def _packed_header(cursor: Cursor) -> Folder:
    """The one folder that a header is packed in."""
    folders = _streams(cursor)
    if len(folders) != 1:
        raise ValueError("a packed header has one stream")
    return folders[0]


def _nonsense() -> Folder:
    raise ValueError("the header makes no sense")


def _streams(cursor: Cursor) -> list[Folder]:
    packed: list[int] = []
    position = 0
    folders: list[Folder] = []
    divided = False
    while (kind := cursor.byte()) != _END:
        if kind == _PACK:
            position, packed = _pack_info(cursor)
        elif kind == _UNPACK:
            folders = _unpack_info(cursor)
        elif kind == _SUBSTREAMS:
            _substreams(cursor, folders)
            divided = True
        else:
            _nonsense()
    for folder in folders:
        mine, packed = packed[: folder.packed_streams], packed[folder.packed_streams :]
        if len(mine) != folder.packed_streams:
            raise ValueError("a packed stream is missing")
        folder.offset, folder.packed = position, sum(mine)
        position += folder.packed
        if not divided:
            folder.streams = [(folder.size, folder.crc)]
    return folders


def _pack_info(cursor: Cursor) -> tuple[int, list[int]]:
    position, count = cursor.number(), cursor.count()
    sizes: list[int] = []
    while (kind := cursor.byte()) != _END:
        if kind == _SIZE:
            sizes = [cursor.number() for _ in range(count)]
        elif kind == _CRC:
            cursor.checksums(count)
        else:
            _nonsense()
    return position, sizes


def _unpack_info(cursor: Cursor) -> list[Folder]:
    folders: list[Folder] = []
    while (kind := cursor.byte()) != _END:
        if kind == _FOLDER:
            count = cursor.count()
            if cursor.byte():
                raise ValueError("a list of streams that lies elsewhere")
            folders = [_folder(cursor) for _ in range(count)]
        elif kind == _UNPACK_SIZE:
            for folder in folders:
                folder.sizes = [cursor.number() for _ in folder.sizes]
        elif kind == _CRC:
            for folder, crc in zip(folders, cursor.checksums(len(folders)), strict=True):
                folder.crc = crc
        else:
            _nonsense()
    return folders


def _folder(cursor: Cursor) -> Folder:
    count = cursor.count()
    if not 1 <= count <= _MOST_CODERS:
        raise ValueError("a stream is unpacked in too many steps")
    coders: list[Coder] = []
    ins = outs = 0
    for _ in range(count):
        flags = cursor.byte()
        method = cursor.take(flags & 15) or b"\x00"  # no name: stored
        many = (cursor.number(), cursor.number()) if flags & 0x10 else (1, 1)
        settings = cursor.take(cursor.number()) if flags & 0x20 else b""
        if flags & 0x80 or max(many) > _MOST_CODERS:
            raise ValueError("a step of unpacking of no known kind")
        ins, outs = ins + many[0], outs + many[1]
        coders.append(Coder(method, settings))
    bound = {}  # the stream going in to the stream coming out that feeds it
    for _ in range(outs - 1):
        target = cursor.number()
        bound[target] = cursor.number()
    packed = ins - (outs - 1)
    if packed < 1 or outs < 1:
        raise ValueError("a stream without bytes")
    if packed > 1:
        for _ in range(packed):
            cursor.number()
    methods = frozenset(coder.method for coder in coders)
    simple = ins == outs == count and packed == 1
    order, last = _order(bound, count) if simple else ((), _unbound(bound, outs))
    return Folder(methods, tuple(coders[index] for index in order), packed, [0] * outs, last)


def _unbound(bound: dict[int, int], outs: int) -> int:
    return next((index for index in range(outs) if index not in bound.values()), 0)


def _order(bound: dict[int, int], count: int) -> tuple[tuple[int, ...], int]:
    """The steps from the packed bytes on, and the last of them; no steps when they are no chain."""
    fed_by = {source: target for target, source in bound.items()}
    at: int | None = next((index for index in range(count) if index not in bound), None)
    order: list[int] = []
    while at is not None and at not in order and 0 <= at < count:
        order.append(at)
        at = fed_by.get(at)
    if len(order) != count:
        return (), _unbound(bound, count)
    return tuple(order), order[-1]


def _substreams(cursor: Cursor, folders: list[Folder]) -> None:
    counts = [1] * len(folders)
    kind = cursor.byte()
    if kind == _NUM_STREAM:
        counts = [cursor.number() for _ in folders]
        if sum(counts) > 8 * cursor.left + len(folders):
            raise ValueError("the header tells of more than it can hold")
        kind = cursor.byte()
    sizes: list[list[int]] = []
    for folder, count in zip(folders, counts, strict=True):
        # The size of the last is what the others leave.
        told = [cursor.number() for _ in range(count - 1)] if kind == _SIZE else []
        if count and len(told) == count - 1:
            told.append(folder.size - sum(told))
        if len(told) != count or any(size < 0 for size in told):
            raise ValueError("sizes of files do not add up")
        sizes.append(told)
    if kind == _SIZE:
        kind = cursor.byte()
    known = [folder.crc if count == 1 else None for folder, count in zip(folders, counts, strict=True)]
    unknown = sum(count for count, crc in zip(counts, known, strict=True) if crc is None)
    checksums: list[int | None] = [None] * unknown
    while kind != _END:
        if kind != _CRC:
            _nonsense()
        checksums = cursor.checksums(unknown)
        kind = cursor.byte()
    given = iter(checksums)
    for folder, told, crc in zip(folders, sizes, known, strict=True):
        folder.streams = [(size, crc if crc is not None else next(given)) for size in told]


def _files(cursor: Cursor, count: int) -> list[SevenFile]:
    names, modes = [""] * count, [0] * count
    empty, empty_file, folders = [False] * count, [False] * count, [False] * count
    while (kind := cursor.number()) != _END:
        part = Cursor(cursor.take(cursor.number()))
        if kind == _EMPTY_STREAM:
            empty = part.bits(count)
        elif kind in (_EMPTY_FILE, _ANTI):
            marked = iter(part.bits(sum(empty)))
            flags = [is_empty and next(marked) for is_empty in empty]
            empty_file = [a or b for a, b in zip(empty_file, flags, strict=True)]
        elif kind == _NAMES:
            if part.byte():
                raise ValueError("names that lie elsewhere")
            names = _names(part.take(part.left), count)
        elif kind == _ATTRIBUTES:
            told = part.defined(count)
            if part.byte():
                raise ValueError("attributes that lie elsewhere")
            values = [int.from_bytes(part.take(4), "little") if yes else 0 for yes in told]
            folders = [bool(value & 0x10) for value in values]
            modes = [value >> 16 if value & _UNIX_MODE else 0 for value in values]
    return [
        SevenFile(names[i], not empty[i], folders[i] or (empty[i] and not empty_file[i]), modes[i])
        for i in range(count)
    ]


def _names(data: bytes, count: int) -> list[str]:
    names = data.decode("utf-16-le", "replace").split("\x00")
    if len(names) != count + 1 or names[-1]:
        raise ValueError("there are not as many names as files")
    return names[:-1]
