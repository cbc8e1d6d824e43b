"""What the commands that list what is said have in common: the archive is read first, with progress."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loupe.cli.output import Output
from loupe.model import Source
from loupe.model.errors import IdUnknown

if TYPE_CHECKING:
    from loupe.engine import Case

__all__ = ["read_first", "source_id"]


def source_id(case: Case, reference: str) -> str:
    """The id of the source that is meant by an id, its beginning or a file name; raises IdUnknown."""
    found = case.find(reference)
    if not isinstance(found, Source):
        raise IdUnknown(f"{reference} is not a source.", hint="List them with: loupe sources CASE")
    return found.id


def read_first(out: Output, case: Case) -> dict[str, Any]:
    """Read what has not been read yet, and say what could not be; the report as it goes into a JSON document."""
    with out.progress("Reading who says what") as tick:
        report = case.understand(lambda done, total: tick(done, total, "Reading who says what, words"))
    for source, language in report.foreign:
        out.warn(f"{source.label}: not understood, it is in a language that Loupe does not read ({language}).")
    for source, language in report.partly:
        out.warn(f"{source.label}: only its dates, figures and amounts were read, not its sentences ({language}).")
    for source, why in report.failed:
        out.warn(f"{source.label}: {why}")
    if report.waiting:
        out.warn(
            f"{report.waiting:,} words were not read yet, or by another version of Loupe: this case may not be changed."
        )
    if not report.grammar:
        out.warn(
            "Without its grammar Loupe reads times and figures, but not who did what: "
            "pip install 'loupe-workbench[grammar]'"
        )
    return {
        "words": report.words,
        "known": report.known,
        "waiting": report.waiting,
        "foreign": [{"source": s.id, "language": language} for s, language in report.foreign],
        "partly": [{"source": s.id, "language": language} for s, language in report.partly],
        "failed": [{"source": s.id, "why": why} for s, why in report.failed],
        "grammar": report.grammar,
    }
