"""``loupe doctor``: what is installed here."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
import tempfile
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from loupe import __version__
from loupe.cli.group import command as make
from loupe.cli.output import Output

_NEEDED = {
    "charset-normalizer": "charset_normalizer",
    "jinja2": "jinja2",
    "lxml": "lxml.etree",
    "lxml-html-clean": "lxml_html_clean",
    "numpy": "numpy",
    "py3langid": "py3langid",
    "pypdfium2": "pypdfium2",
    "python-docx": "docx",
    "rapidfuzz": "rapidfuzz",
    "rich": "rich",
    "snowballstemmer": "snowballstemmer",
    "sqlalchemy": "sqlalchemy",
    "tantivy": "tantivy",
    "trafilatura": "trafilatura",
    "xlsxwriter": "xlsxwriter",
}
_MEANING = "Searching by meaning as well as by words: a passage is found though it says the thing in other words."
_INSTALL = "pip install 'loupe-workbench[meaning]', then loupe index CASE"
_GRAMMAR = "Reading who did what: statements, names told apart, and whom “he” means."
_INSTALL_GRAMMAR = "pip install 'loupe-workbench[grammar]'"


@make(
    "doctor",
    when="Use it when something does not work, and copy what it prints into a report. "
    "It looks at this machine alone: Loupe never uses the network.",
    example="loupe doctor",
    gives={
        "well": "true when every needed part can be loaded and there is room for temporary files",
        "loupe": "version of Loupe",
        "python": "version of Python",
        "sqlite": "version of SQLite",
        "system": "operating system and processor",
        "processors": "how many processors this process may use",
        "needed": "package to version; null where it cannot be loaded",
        "optional": "list of optional parts: `name`, `installed`, `what` it does, `install`",
        "temporary": "`path` of the folder for temporary files, and whether it is `writable`",
        "network": "always `not used`",
    },
)
def command(out: Output) -> int:
    """Look at the parts and say what is missing."""
    needed = {package: _load(package, module) for package, module in _NEEDED.items()}
    optional = [
        {"name": "meaning vectors", "installed": _meaning(), "what": _MEANING, "install": _INSTALL},
        {"name": "English grammar", "installed": _grammar(), "what": _GRAMMAR, "install": _INSTALL_GRAMMAR},
    ]
    temporary = {"path": tempfile.gettempdir() if _writable() else None, "writable": _writable()}
    well = all(needed.values()) and temporary["writable"] is True
    document: dict[str, Any] = {
        "well": well,
        "loupe": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": f"{platform.system()} {platform.machine()}",
        "processors": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "needed": needed,
        "optional": optional,
        "temporary": temporary,
        "network": "not used",
    }
    out.document(document)
    for name in ("loupe", "python", "sqlite", "system", "processors"):
        out.result(f"{name:12} {document[name]}")
    out.result(f"{'program':12} {sys.executable}")
    out.result(f"{'temporary':12} {temporary['path'] or 'no folder can be written: set TMPDIR to one that can'}")
    out.result(f"{'network':12} not used")
    for package, found in needed.items():
        out.result(f"{'needed':12} {package} {found or 'CANNOT BE LOADED: install Loupe again'}")
    for part in optional:
        out.result(f"{'optional':12} {part['name']}: {'installed' if part['installed'] else 'not installed'}")
        out.note(f"{'':12} {part['what']}")
        if not part["installed"]:
            out.note(f"{'':12} {part['install']}")
    out.note("All is well." if well else "Something is missing; see above.")
    return 0 if well else 1


def _load(package: str, module: str) -> str | None:
    try:
        import_module(module)
        return version(package)
    except (ImportError, OSError, PackageNotFoundError):
        return None


def _meaning() -> bool:
    try:
        from loupe.search import static_encoder
    except ImportError:
        return False
    return static_encoder() is not None


def _grammar() -> bool:
    from loupe.language import find_parser

    return find_parser() is not None


def _writable() -> bool:
    try:
        with tempfile.TemporaryFile() as file:
            return file.write(b"loupe") == 5
    except OSError:
        return False
