"""Where the text of an RTF file gathers: paragraphs and table rows of the body, of a note, a text box or a margin."""

from __future__ import annotations

from dataclasses import dataclass, field

from loupe.model import PassageKind

__all__ = ["Block", "Stream", "whole"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or table row; ``part`` says where it is unless that is the body."""

    text: str
    kind: PassageKind
    part: str | None = None


@dataclass(slots=True)
class Stream:
    """The body or a part of it, and the paragraph that is open in it."""

    part: str | None = None
    text: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    level: bool = False  # the paragraph has an outline level
    listed: bool = False
    in_table: bool = False
    tables: int = 0
    rows: int = 0

    def end_paragraph(self) -> None:
        """Make a block of what has gathered."""
        if self.cells:  # a row that was never ended
            self.end_cell()
            self.end_row()
            return
        text, self.text = whole("".join(self.text)), []
        if text.strip():
            self.rows = 0
            kind: PassageKind = "heading" if self.level else "list-item" if self.listed else "paragraph"
            self.blocks.append(Block(text, "header" if self.part in ("header", "footer") else kind, self.part))
        self.listed = False

    def end_cell(self) -> None:
        """Make a cell of what has gathered."""
        self.cells.append(" ".join(whole("".join(self.text)).split()))
        self.text = []

    def end_row(self) -> None:
        """Make a block of the cells that have gathered."""
        if "".join(self.text).strip():
            self.end_cell()
        cells, self.cells, self.text = self.cells, [], []
        self.tables += not self.rows
        self.rows += 1
        if any(cells):
            self.blocks.append(Block("\t".join(cells), "table-row", f"table {self.tables}, row {self.rows}"))


def whole(text: str) -> str:
    """The text with halves of surrogate pairs joined."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
