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


def workbench_pages(results: Mapping[str, Result]) -> str:
    result = results["workbench"]
    head = ("page", "median, ms", "most, ms", "the first time, ms")
    said = (
        f"{result['sources']:,} sources, {result['lines']:,} lines, {result['claims']:,} claims; bar "
        f"{result['bars']['page_ms']} ms. From `loupe open` to the link: {result['ready_s']:g} s.\n\n"
    )
    pages = [_asked(r) for r in result["pages"]]
    busy = [_asked({**r, "page": f"{r['page']}, while the archive is being understood"}) for r in result["busy"]]
    changed = [
        (r["after"], f"{r['film ms']:g}", f"{r['claims ms']:g}", f"{r['sources ms']:g}") for r in result["changes"]
    ]
    told = table(("right after", "film, ms", "claims, ms", "sources, ms"), changed)
    return said + table(head, [*pages, *busy]) + "\n" + told + "\n" + made_on(result)


def workbench_hand(results: Mapping[str, Result]) -> str:
    result = results["workbench"]
    found, bars = result["browser"], result["bars"]
    rows = [
        (f"{page}: usable", f"{ms:g} ms", "", f"{bars['usable_ms']:g} ms") for page, ms in found["usable_ms"].items()
    ]
    rows += [
        (f"key {key}, until it shows", f"{_told(got, 'median')} ms", f"{_told(got, 'most')} ms", f"{bars['key_ms']} ms")
        for key, got in found["key_ms"].items()
    ]
    seek, card = found["seek_ms"], found["card_s"]
    rows.append(("seek, until the picture is there", f"{_told(seek, 'median')} ms", f"{_told(seek, 'most')} ms",
                 f"{bars['seek_ms']} ms"))  # fmt: skip
    rows.append(("a card after its line has begun, while the film plays", f"{_told(card, 'median')} s",
                 f"{_told(card, 'most')} s", f"{bars['card_s']} s"))  # fmt: skip
    return table(("what a person waits for", "median", "most", "bar"), rows) + "\n" + made_on(result)


def _asked(row: Result) -> tuple[str, str, str, str]:
    return row["page"], f"{row['median ms']:g}", f"{row['most ms']:g}", f"{row['first ms']:,}"


def _told(got: Result, name: str) -> str:
    return f"{got[name]:g}" if name in got else "–"


def _or_dash(row: Result, key: str) -> str:
    return f"{row[key]:g}" if key in row else "–"


READING = (speech, inventions, speech_verdicts, scans, pdf_text, film, workbench_pages, workbench_hand)
"""What writes the tables, each named as its table."""
