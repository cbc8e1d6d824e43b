"""What the control words of RTF stand for ([MSFT-RTF] 1.9.1): code pages of fonts, single signs, what is no text."""

from __future__ import annotations

__all__ = ["CHARSETS", "SIGNS", "SKIPPED", "STREAMS"]

CHARSETS = {
    0: "cp1252", 2: "cp1252", 77: "mac-roman", 78: "cp932", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""The character set of a font and the codec for it."""

SIGNS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ",
    "qmspace": " ", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "nestcell": " ",
}  # fmt: skip
"""Control words that are one sign of the text."""

SKIPPED = frozenset((
    "fonttbl", "colortbl", "stylesheet", "pict", "object", "objdata", "annotation", "atnid", "atnauthor", "listtext",
    "pntext", "fldinst", "nonshppict", "shprslt", "upr", "xe", "tc", "rxe", "bkmkstart", "bkmkend", "themedata",
    "datastore", "generator", "listtable", "revtbl", "rsidtbl", "filetbl", "private", "ftnsep", "ftnsepc", "ftncn",
    "aftnsep", "aftnsepc", "aftncn", "template", "mhtmltag", "pgptbl", "userprops", "docvar", "doccomm", "keywords",
    "comment", "subject", "operator", "manager", "company", "category", "hlinkbase", "revtim", "printim", "buptim",
))  # fmt: skip
"""Groups that hold no text of the document."""

STREAMS = {"footnote": "footnote", "shptxt": "text box", "header": "header", "footer": "footer"} | {
    f"{margin}{side}": margin for margin in ("header", "footer") for side in "lrf"
}
"""Groups with a text of their own beside the body, and what that is called."""
