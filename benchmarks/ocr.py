"""Measures text recognition: wrong letters and seconds a page, PDF pages a second, verdicts from scans.

Run: python benchmarks/ocr.py [--pages 12] [--only clean "skew 2°"] [--pdf [--peer PYTHON]] [--verdicts]

The first part prints the demo's notes as the demo prints its PDFs, draws the pages with 200 dots per inch, does to them
what scanners and cameras do, and reads them with every recogniser that is installed. The character error rate is the
edit distance (Levenshtein) between what is on the page and what was read, in the order in which it was read, over the
number of characters on the page; blanks of every kind count as one. ``--pdf`` reads PDFs that hold text, beside pypdf
in the Python given by ``--peer``. ``--verdicts`` checks the demo's film twice, against its archive and against the same
archive in which everything that is printed on paper is a scan.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from measuring import BENCH, RESULTS, Spread, header, measure, print_table, rounded, wilson, write_results
from ocr_pages import CONDITIONS, demo_pages, scanned
from rapidfuzz.distance import Levenshtein

DEMO = Path(__file__).resolve().parents[1] / "demo"
_PRINTED = ("pdf", "docx", "txt", "md", "html")
_LOUPE = """
import sys, time
from pathlib import Path
from loupe.reading.paper import read_paper
from loupe.reading.values import ReadingLimits, ReadJob, Recognition, no_step
import pypdfium2
began, pages, letters = time.perf_counter(), 0, 0
for name in sys.argv[1:]:
    reading = read_paper(ReadJob(Path(name), name, recognition=Recognition(ocr=False)), ReadingLimits(), no_step)
    letters += len(reading.text)
    pages += len(pypdfium2.PdfDocument(name))
print(pages, letters, time.perf_counter() - began)
"""
_PYPDF = """
import sys, time
import pypdf
began, pages, letters = time.perf_counter(), 0, 0
for name in sys.argv[1:]:
    for page in pypdf.PdfReader(name).pages:
        pages += 1
        letters += len(page.extract_text())
print(pages, letters, time.perf_counter() - began)
"""


def main() -> None:
    """Run the parts that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=12, help="how many pages, 0 to leave this part out")
    parser.add_argument("--only", nargs="*", choices=list(CONDITIONS), default=list(CONDITIONS))
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--pdf", action="store_true")
    parser.add_argument("--peer", help="a Python in which pypdf is installed")
    parser.add_argument("--verdicts", action="store_true")
    asked = parser.parse_args()
    before = RESULTS / "ocr.json"
    # A part that is not asked for keeps the figures of its last run.
    results: dict[str, object] = json.loads(before.read_text("utf-8")) if before.exists() else {}
    results |= header("rapidocr", "onnxruntime", "pypdfium2", "pillow", "opencv-python-headless")
    if asked.pages:
        results["recognition"] = recognition(asked.pages, asked.only, asked.threads)
    if asked.pdf:
        results["pdf"] = pdf_speed(asked.peer)
    if asked.verdicts:
        results["verdicts"] = verdicts()
    write_results("ocr", results)


def recognition(most: int, only: list[str], threads: int) -> list[dict[str, object]]:
    """Wrong letters and seconds a page, by recogniser and by what was done to the page."""
    from loupe.reading.paper.light import even_light, without_specks
    from loupe.reading.paper.pagelines import page_lines
    from loupe.reading.paper.recognizers import choose_recognizer

    pages = list(demo_pages(most))
    rows: list[dict[str, object]] = []
    for choice in ("rapidocr", "tesseract"):
        recognizer = choose_recognizer(choice, threads)
        if recognizer is None:
            print(f"{choice} is not installed: left out.")
            continue
        for condition in only:
            wrong = letters = 0
            seconds: list[float] = []
            for page in pages:
                picture = np.asarray(CONDITIONS[condition](page.picture))
                began = time.perf_counter()
                lines = page_lines(recognizer.read(even_light(without_specks(picture)), lambda: None), 1, 72 / 200)
                seconds.append(time.perf_counter() - began)
                read = " ".join(line.text + ("-" if line.broken else "") for line in lines)
                wrong += Levenshtein.distance(page.words, " ".join(read.split()))
                letters += len(page.words)
            rows.append(
                {
                    "recognizer": recognizer.name,
                    "page": condition,
                    "pages": len(pages),
                    "characters": letters,
                    "wrong": wrong,
                    "cer": rounded(wrong / letters),
                    "seconds_a_page": Spread.of(seconds).plain(),
                    "threads": threads,
                }
            )
    print_table(
        [
            {
                "recogniser": row["recognizer"],
                "page": row["page"],
                "wrong letters": f"{row['cer']:.2%}",
                "median s a page": row["seconds_a_page"]["median"],
            }
            for row in rows
        ]
    )
    return rows


def pdf_speed(peer: str | None) -> list[dict[str, object]]:
    """Pages a second of PDFs that hold text: the demo's, and the odd ones of the fixtures where they are."""
    sys.path.insert(0, str(DEMO))
    from build import pdf_file, read_notes

    rows: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as scratch:
        files = []
        for note in read_notes():
            path = Path(scratch) / f"{note.stem}.pdf"
            path.write_bytes(pdf_file(note))
            files.append(path)
        odd = BENCH / "parser-fixtures"
        names = ("ingest-file/106972554.pdf", "ingest-file/udhr_ger.pdf",
                 "unstructured/pdf/reliance.pdf", "unstructured/pdf/multi-column-2p.pdf")  # fmt: skip
        files += [odd / name for name in names if (odd / name).exists()]
        for what, python, code in (("Loupe", sys.executable, _LOUPE), ("pypdf", peer, _PYPDF)):
            if python is None:
                print("pypdf is left out: name a Python that has it with --peer.")
                continue
            runs = [measure([python, "-c", code, *files]) for _ in range(3)]
            said = [run.out.split() for run in runs]
            pages, letters = int(said[0][0]), int(said[0][1])
            speed = Spread.of(pages / float(figures[2]) for figures in said)
            rows.append({"reader": what, "pages": pages, "characters": letters, "pages_a_second": speed.plain()})
    print_table(
        [
            {
                "reader": row["reader"],
                "pages": row["pages"],
                "characters": row["characters"],
                "pages a second": row["pages_a_second"]["median"],
            }
            for row in rows
        ]
    )
    return rows


def verdicts() -> dict[str, object]:
    """The share of the film's claims with the same verdict when what is on paper is scanned."""
    sys.path.insert(0, str(DEMO))
    from build import build, pdf_file, read_notes

    from loupe.engine import Case

    labels: dict[str, list[str]] = {}
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for how in ("as files", "as scans"):
            folder = Path(scratch) / how.replace(" ", "-")
            build(folder)
            if how == "as scans":
                papers = {note.file: note for note in read_notes() if note.meta["format"] in _PRINTED}
                _scan(folder, {name: scanned(pdf_file(note)) for name, note in papers.items()})
                figures["scanned"] = len(papers)
            film = json.loads((DEMO / "film.json").read_text("utf-8"))
            began = time.perf_counter()
            with Case.create(folder / "case") as case:
                report = case.add_sheet(folder / "sources.csv")
                figures[f"unread {how}"] = sum(source.problem is not None for source in case.sources())
                figures[f"sources {how}"] = len(report.added)
                case.check(folder / film["file"], title=film["title"])
                labels[how] = [finding.verdict.label for finding in case.findings()]
            figures[f"seconds {how}"] = rounded(time.perf_counter() - began)
    same = sum(a == b for a, b in zip(labels["as files"], labels["as scans"], strict=True))
    low, high = wilson(same, len(labels["as files"]))
    figures |= {
        "claims": len(labels["as files"]),
        "same": same,
        "share": rounded(same / len(labels["as files"])),
        "low": rounded(low),
        "high": rounded(high),
    }
    print_table([{"what": name, "figure": value} for name, value in figures.items()])
    return figures


def _scan(folder: Path, scans: dict[str, bytes]) -> None:
    """Put scans in the place of files, and into the sheet."""
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as sheet:
        rows = list(csv.reader(sheet))
    for row in rows[1:]:
        if row[0] in scans:
            (folder / row[0]).unlink()
            data, row[0] = scans[row[0]], f"{Path(row[0]).stem}-scan.pdf"
            (folder / row[0]).write_bytes(data)
    with (folder / "sources.csv").open("w", encoding="utf-8", newline="") as sheet:
        csv.writer(sheet, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    main()
