"""The words of RTF ([MSFT-RTF] 1.9.1): groups, control words and code pages become paragraphs and table rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from loupe.reading.office.rtfsigns import CHARSETS, SIGNS, SKIPPED, STREAMS
from loupe.reading.office.rtfstream import Block, Stream, whole
from loupe.reading.windows import codec_of

__all__ = ["RtfWords", "TooDeep"]

_MOST_DEPTH = 4000
_MOST_FONTS = 10_000
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(\r\n|[^a-zA-Z])|([{}])|([^\\{}\r\n\x00]+)"
    rb"|[\r\n\x00]+|\\"
)
_Where = Literal["text", "skip", "title", "author", "made", "fonts", "tag"]


class TooDeep(ValueError):
    """Groups within groups beyond all reason."""


@dataclass(frozen=True, slots=True)
class _State:
    where: _Where = "text"
    codec: str = "cp1252"
    skip_after: int = 1  # characters that stand in for a \u character
    unseen: bool = False  # hidden or deleted
    rtf_only: bool = False  # \htmlrtf: said again in HTML tags


class RtfWords:
    """The blocks of an RTF file, its title, author and the day it was made; raises TooDeep.

    With ``html`` the body is the HTML that a mail program put into RTF ([MS-OXRTFEX]), in ``html_text``.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._fonts: dict[int, str] = {}
        self._font = -1
        self._base = "cp1252"
        self._raw = bytearray()
        self._state = _State()
        self._stack: list[tuple[_State, Stream | None]] = []
        self._body = self._stream = Stream()
        self._later: list[Block] = []
        self._margins: list[Block] = []
        self._counts = {"footnote": 0, "text box": 0}
        self._starred = self._opened = self._fresh = False
        self._to_skip = 0
        self._info: dict[str, list[str]] = {"title": [], "author": []}
        self._made: dict[str, int] = {}
        self._tags: list[str] = []
        self.html = rb"\fromhtml" in data[:2000]
        self.deleted = self.comments = self.pictures = 0
        self._run()

    @property
    def blocks(self) -> list[Block]:
        """Paragraphs and rows in order, headers and footers after them."""
        return [*self._body.blocks, *dict.fromkeys(self._margins)]

    @property
    def html_text(self) -> str:
        """The HTML that was put into the RTF."""
        return whole("".join(self._tags))

    @property
    def title(self) -> str:
        """The title that the file gives itself, "" for none."""
        return whole("".join(self._info["title"]))

    @property
    def author(self) -> str:
        """The author that the file names, "" for none."""
        return whole("".join(self._info["author"]))

    @property
    def made(self) -> str | None:
        """The day the file was made on, as it says itself."""
        day = [self._made.get(key, 0) for key in ("yr", "mo", "dy")]
        return f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}" if all(day) else None

    def _run(self) -> None:
        data, at = self._data, 0
        while (token := _TOKEN.match(data, at)) is not None:
            at = token.end()
            if token.lastindex is None:
                continue  # line ends say nothing
            self._fresh, self._opened = self._opened, False
            word, number, escaped, sign, brace, text = token.groups()
            if text is not None:
                self._bytes(text)
            elif escaped is not None:
                self._bytes(bytes((int(escaped, 16),)))
            elif word is not None:
                name = word.decode("ascii")
                value = int(number) if number is not None else None
                if name == "bin":
                    at += max(0, min(value or 0, len(data) - at))
                else:
                    self._word(name, value)
            elif brace is not None:
                self._open() if brace == b"{" else self._close()
            elif sign is not None:
                self._sign(sign)
        self._end_paragraph()

    # Groups

    def _open(self) -> None:
        self._flush()
        if len(self._stack) >= _MOST_DEPTH:
            raise TooDeep
        self._stack.append((self._state, None))
        self._starred, self._to_skip = False, 0
        self._opened = True

    def _close(self) -> None:
        self._flush()
        self._starred, self._to_skip = False, 0
        if not self._stack:
            return
        self._state, outer = self._stack.pop()
        if outer is not None:
            self._end_paragraph()
            done, self._stream = self._stream.blocks, outer
            if done and done[0].part in ("header", "footer"):
                self._margins += done
            else:
                self._later += done

    def _enter(self, name: str) -> None:
        """Send what follows in this group to a stream of its own."""
        if not self._stack or self._stack[-1][1] is not None or self._state.where not in ("text", "skip"):
            return
        part = STREAMS[name]
        if part in self._counts:
            self._counts[part] += 1
            part = f"{part} {self._counts[part]}"
        self._stack[-1] = (self._stack[-1][0], self._stream)
        self._stream = Stream(part)
        self._state = replace(self._state, where="text")

    # Control words

    def _word(self, name: str, value: int | None) -> None:
        self._flush()
        starred, self._starred = self._starred, False
        if name == "u" and value is not None:
            self._unicode(value)
            return
        self._to_skip = 0
        if self._destination(name, starred) or self._state.where == "made" or self._character(name, value):
            if self._state.where == "made" and name in ("yr", "mo", "dy"):
                self._made[name] = value or 0
            return
        self._layout(name, value)

    def _destination(self, name: str, starred: bool) -> bool:
        """Whether the word says where the text of its group goes."""
        where: _Where | None = None
        if name in STREAMS:
            self._enter(name)
            return True
        if name in ("title", "author") and self._state.where == "skip":
            where = "title" if name == "title" else "author"
        elif name == "creatim":
            where = "made"
        elif name in ("info", *SKIPPED):
            where = "fonts" if name == "fonttbl" else "skip"
            self.comments += name == "annotation"
            self.pictures += name == "pict"
            self._stream.listed |= name in ("listtext", "pntext") and self._state.where == "text"
        elif name == "htmltag" and self.html:
            where = "tag"
        elif name in ("ud", "fldrslt", "result") or (name == "shpinst" and self._state.where == "text"):
            where = "text" if name != "shpinst" else "skip"
        elif starred:
            where = "skip"
        if where is None:
            return False
        if not (self._state.where == "skip" and name == "fldrslt"):
            self._state = replace(self._state, where=where)
        return True

    def _character(self, name: str, value: int | None) -> bool:
        """Whether the word is about single characters: their font, code page, whether they are seen."""
        state = self._state
        if name == "f" and value is not None:
            self._font = value
            self._state = replace(state, codec=self._fonts.get(value, self._base))
        elif name == "fcharset" and state.where == "fonts":
            if len(self._fonts) < _MOST_FONTS and value is not None:
                self._fonts[self._font] = CHARSETS.get(value, self._base) if value > 1 else self._base
        elif name in ("ansicpg", "mac", "pc", "pca"):
            self._base = {"mac": "mac-roman", "pc": "cp437", "pca": "cp850"}.get(name) or _codepage(value)
            self._state = replace(state, codec=self._base)
        elif name == "uc":
            self._state = replace(state, skip_after=max(0, min(value if value is not None else 1, 16)))
        elif name in ("v", "deleted"):
            self.deleted += name == "deleted" and value != 0 and not state.unseen
            self._state = replace(state, unseen=value != 0)
        elif name == "plain":
            self._state = replace(state, unseen=False, codec=self._base)
        elif name == "htmlrtf":
            self._state = replace(state, rtf_only=value != 0)
        else:
            return False
        return True

    def _layout(self, name: str, value: int | None) -> None:
        stream = self._stream
        if name in SIGNS:
            self._put(SIGNS[name])
        elif name in ("par", "sect", "page", "column") and self._state.where in ("text", "tag"):
            self._break(name)
        elif name == "cell" and self._state.where == "text":
            stream.end_cell()
        elif name == "row" and self._state.where == "text":
            stream.end_row()
            self._empty_later()
        elif name == "pard":
            stream.level = stream.listed = stream.in_table = False
        elif name in ("intbl", "outlinelevel", "ls"):
            stream.in_table |= name == "intbl"
            stream.level |= name == "outlinelevel" and value is not None and value < 9
            stream.listed |= name == "ls" and bool(value)

    def _break(self, name: str) -> None:
        if self.html:
            self._put("\n")
        elif self._stream.in_table:
            self._put(" " if name == "par" else "")
        else:
            self._end_paragraph()

    def _sign(self, sign: bytes) -> None:
        self._flush()
        if sign == b"*":
            self._starred = self._fresh  # in the middle of a group it says nothing
        elif sign in (b"\r\n", b"\n", b"\r"):
            self._layout("par", None)
        elif sign in b"\\{}":
            self._put(sign.decode("ascii"))
        elif sign in b"~_\t":
            self._put({b"~": "\xa0", b"_": "-"}.get(sign, "\t"))

    # Text

    def _bytes(self, raw: bytes) -> None:
        if self._to_skip:
            dropped = min(self._to_skip, len(raw))
            self._to_skip -= dropped
            raw = raw[dropped:]
        self._raw += raw

    def _unicode(self, value: int) -> None:
        self._put(chr(value & 0xFFFF))
        self._to_skip = self._state.skip_after

    def _flush(self) -> None:
        if self._raw:
            raw, self._raw = bytes(self._raw), bytearray()
            self._put(raw.decode(self._state.codec, "replace"))

    def _put(self, text: str) -> None:
        state = self._state
        if state.where in ("title", "author"):
            self._info[state.where].append(text)
        elif self.html:
            if state.where == "tag" or (state.where == "text" and not state.rtf_only):
                self._tags.append(text)
        elif state.where == "text" and not state.unseen:
            self._stream.text.append(text)

    def _end_paragraph(self) -> None:
        self._flush()
        self._stream.end_paragraph()
        self._empty_later()

    def _empty_later(self) -> None:
        """Put notes and text boxes after the paragraph that they hang on."""
        if self._stream is self._body and self._later:
            self._body.blocks += self._later
            self._later = []


def _codepage(value: int | None) -> str:
    return codec_of(value) or "cp1252"
