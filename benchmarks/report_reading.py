"""The tables of docs/benchmarks.md on reading (listening, scans, films) and on the pages of the workbench."""

from __future__ import annotations

from collections.abc import Mapping

from tables import Result, made_on, table

__all__ = ["READING"]


def speech(results: Mapping[str, Result]) -> str:
    result = results["speech"]
    rows = [
        (r["recording"] + (f", {r['speaker']}" if r["speaker"] else ""), r["words"], f"{r['word_error_rate']:.1%}",
         r["substituted"], r["deleted"], r["inserted"], _or_dash(r, "seconds_a_second"), _or_dash(r, "peak_mb"))
        for r in result["recordings"]
    ]  # fmt: skip
    head = ("recording", "words", "word error rate", "wrong", "left out", "put in", "seconds a second", "peak MB")
    return table(head, rows) + "\n" + made_on(result)


def inventions(results: Mapping[str, Result]) -> str:
    rows = [
        (r["sound, 30 s"], r["words of the model alone"], r["of them beyond doubt"])
        for r in results["speech"]["inventions"]
    ]
    return table(("30 seconds of", "words that the model alone writes", "words that get into the text"), rows)


def speech_verdicts(results: Mapping[str, Result]) -> str:
    verdicts = results["speech"]["verdicts"]
    low, high = verdicts["interval"]
    rows = [
        ("claims with the same verdict", f"{verdicts['same']} of {verdicts['claims']} ({low:.2f}–{high:.2f})"),
        ("as a person would sign them, by subtitles", verdicts["right_by_subtitles"]),
        ("as a person would sign them, by the machine transcript", verdicts["right_by_machine"]),
        ("claims not found in the machine transcript", verdicts["not_found"]),
    ]
    return table(("the demo's film, from a machine transcript instead of its subtitles", ""), rows)


def scans(results: Mapping[str, Result]) -> str:
    result = results["ocr"]
    rows = [
        (r["recognizer"], r["page"], f"{r['characters']:,}", f"{r['cer']:.2%}", f"{r['seconds_a_page']['median']:g}")
        for r in result["recognition"]
    ]
    return table(("reader", "page", "characters", "wrong", "seconds a page"), rows) + "\n" + made_on(result)


def pdf_text(results: Mapping[str, Result]) -> str:
    rows = [
        (r["reader"], r["pages"], f"{r['characters']:,}", f"{r['pages_a_second']['median']:g}")
        for r in results["ocr"]["pdf"]
    ]
    return table(("reader", "pages", "characters", "pages a second"), rows)


def film(results: Mapping[str, Result]) -> str:
    result = results["film"]
    rows = [
        (r["film"], r["megabytes"], r["way"], f"{r['seconds']:g}", f"{r['minutes a minute']:g}", f"{r['peak MB']:g}")
        for r in result["rows"]
    ]
    head = ("film", "MB", "what is done", "seconds", "minutes of film a minute", "peak MB")
    said = f"Films of {result['minutes']:g} minutes, {result['height']} lines.\n\n"
    return said + table(head, rows) + "\n" + made_on(result)


def archive_pages(results: Mapping[str, Result]) -> str:
    result = results["archive_pages"]
    rows = [(r["page"], f"{r['median ms']:g}", f"{r['most ms']:g}", f"{r['first ms']:,}") for r in result["pages"]]
    said = f"{result['sources']:,} sources, {result['claims']:,} claims; bar {result['bar_ms']} ms.\n\n"
    return said + table(("page", "median, ms", "most, ms", "the first time, ms"), rows) + "\n" + made_on(result)


def claims_pages(results: Mapping[str, Result]) -> str:
    result = results["claims_pages"]
    rows = [(r["page"], f"{r['held ms']:g}", f"{r['first ms']:g}") for r in result["rows"]]
    return table(("page", "once held, ms", "the first time, ms"), rows) + "\n" + made_on(result)


def _or_dash(row: Result, key: str) -> str:
    return f"{row[key]:g}" if key in row else "–"


READING = (speech, inventions, speech_verdicts, scans, pdf_text, film, archive_pages, claims_pages)
"""What writes the tables, each named as its table."""
