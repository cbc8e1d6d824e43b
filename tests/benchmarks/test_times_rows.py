"""Times are scored by TempEval-3's rules, and MEANTIME's articles are read as they were annotated."""

import sys
from datetime import datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from language_tasks import times_meantime, timexes

SENTENCES = [
    "Bank robbed",
    "April 27 , 2005",
    "It closed on Monday ( yesterday ) .",
    "",
    "",
    "",
    "It opened on Tuesday",
]


def article(folder, timexes_):
    """One article in the corpus's own form: a token a line, then the tags, each over tokens counted from 1."""
    tokens = [(number, word) for number, said in enumerate(SENTENCES) for word in said.split()]
    lines = [f'<token number="{n}" sentence="{s}" t_id="{n + 1}">{word}</token>' for n, (s, word) in enumerate(tokens)]
    tags = [
        f'<TIMEX3 functionInDocument="{use}" type="{kind}" value="{value}">'
        + "".join(f'<token_anchor t_id="{t}"/>' for t in at)
        + "</TIMEX3>"
        for use, kind, value, at in timexes_
    ]
    path = folder / "meantime" / "intra_cross-doc_annotation" / "corpus_bank"
    path.mkdir(parents=True)
    text = f"<Document>{''.join(lines)}<Markables>{''.join(tags)}</Markables></Document>"
    (path / "1_bank.xml").write_text(text, "utf-8")
    return next(times_meantime.articles(path.parent))


def test_an_article_is_running_text_without_its_date_line_and_what_nobody_annotated(tmp_path):
    read = article(
        tmp_path,
        [
            ("CREATION_TIME", "DATE", "2005-04-27", (3, 4, 5, 6)),
            ("NONE", "DATE", "2005-04-25", (9, 10)),
            ("NONE", "DATE", "2005-04-26", (12,)),
            ("NONE", "DATE", "2058", ()),
        ],
    )
    assert read.text == "Bank robbed\nIt closed on Monday (yesterday)."
    assert [(read.text[start:end], kind, value) for start, end, kind, value in read.gold] == [
        ("on Monday", "DATE", "2005-04-25"),
        ("yesterday", "DATE", "2005-04-26"),
    ]


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param([], id="no tag"),
        pytest.param([("CREATION_TIME", "DATE", "27-04-2005", (3, 4, 5, 6))], id="tag the wrong way round"),
    ],
)
def test_the_day_of_an_article_is_its_date_line(tmp_path, marked):
    assert article(tmp_path, marked).published == datetime(2005, 4, 27)


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        pytest.param([(0, 4, "DATE", "2001")], (1, 1, 1, 1), id="all right"),
        pytest.param([(1, 5, "DATE", "2001")], (0, 1, 1, 1), id="another span"),
        pytest.param([(0, 4, "TIME", "2002")], (1, 1, 0, 0), id="another value"),
        pytest.param([(4, 8, "DATE", "2001")], (0, 0, 0, 0), id="only beside it"),
        pytest.param([(0, 2, "DATE", "1"), (2, 4, "DATE", "2001")], (0, 1, 1, 0), id="the first that overlaps counts"),
    ],
)
def test_a_time_is_scored_once(system, expected):
    counts = timexes.score([(0, 4, "DATE", "2001")], system)
    assert (counts.strict, counts.relaxed, counts.types, counts.values) == expected
    assert (counts.gold, counts.system) == (1, len(system))


def test_f1_counts_what_is_missing_and_what_is_too_much():
    counts = [timexes.score([(0, 4, "DATE", "2001"), (6, 8, "DATE", "2")], [(0, 4, "DATE", "2001")])]
    assert timexes.f1(counts, "values") == pytest.approx(2 / 3)


def test_without_meantime_there_are_no_rows_and_a_sentence(tmp_path, capsys):
    assert times_meantime.rows(tmp_path, {}) == []
    assert "meantime" in capsys.readouterr().out
