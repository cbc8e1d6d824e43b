from reading_back import docx_lines, xlsx_lines
from script_cases import decided_case, small_case

from loupe.publish import FORMATS, render_script


def test_html_is_the_golden_page(golden):
    golden("small.html", render_script(small_case(), "html"))


def test_json_is_the_golden_file(golden):
    golden("small.json", render_script(small_case(), "json"))


def test_csv_is_the_golden_file(golden):
    golden("small.csv", render_script(small_case(), "csv"))


def test_docx_reads_as_the_golden_text(golden):
    golden("small.docx.txt", "\n".join(docx_lines(render_script(small_case(), "docx"))).encode() + b"\n")


def test_xlsx_reads_as_the_golden_text(golden):
    golden("small.xlsx.txt", "\n".join(xlsx_lines(render_script(small_case(), "xlsx"))).encode() + b"\n")


def test_a_decided_csv_is_the_golden_file(golden):
    golden("decided.csv", render_script(decided_case(), "csv"))


def test_a_decided_docx_reads_as_the_golden_text(golden):
    golden("decided.docx.txt", "\n".join(docx_lines(render_script(decided_case(), "docx"))).encode() + b"\n")


def test_a_decided_xlsx_reads_as_the_golden_text(golden):
    golden("decided.xlsx.txt", "\n".join(xlsx_lines(render_script(decided_case(), "xlsx"))).encode() + b"\n")


def test_every_format_twice_gives_the_same_bytes():
    for name in FORMATS:
        assert render_script(small_case(), name) == render_script(small_case(), name), name
