"""The sheet of sources as people really save it, and what it may say."""

import pytest
from engine_samples import named, write_files

from loupe.model.errors import PathMissing, SheetInvalid

HEADER = "file,title,maker,publisher,date,kind,draws_on,reliability\n"
ROW = "archive/paper.txt,Evening Paper,Jo Writer,The Paper,1987-03-20,article,harbour.txt; Reuters,b\n"


def described(bare, tmp_path, data):
    write_files(tmp_path / "archive")
    (tmp_path / "sources.csv").write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    bare.add_sheet(tmp_path / "sources.csv")
    paper = named(bare, "paper.txt")
    return paper.title, paper.maker, paper.publisher, paper.published, paper.kind, paper.draws_on, paper.reliability


WANTED = ("Evening Paper", "Jo Writer", "The Paper", "1987-03-20", "article", ("harbour.txt", "Reuters"), "B")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(HEADER + ROW, id="comma"),
        pytest.param((HEADER + ROW).replace(",", "\t"), id="tab"),
        pytest.param(b"\xef\xbb\xbf" + (HEADER + ROW).encode(), id="byte order mark"),
        pytest.param((HEADER + ROW).replace("\n", "\r\n"), id="windows line ends"),
        pytest.param(HEADER.upper().replace(",", " , ") + ROW, id="capitals and blanks in the header"),
        pytest.param(HEADER + ROW + ",,,,,,,\n\n", id="empty rows"),
        pytest.param(HEADER + ROW.replace("Evening Paper", '"Evening Paper"'), id="quotation marks"),
        pytest.param(
            HEADER.replace(",", ";") + ROW.replace(",", ";").replace("harbour.txt; Reuters", '"harbour.txt; Reuters"'),
            id="semicolon",
        ),
    ],
)
def test_a_sheet_as_people_save_it(bare, tmp_path, data):
    assert described(bare, tmp_path, data) == WANTED


def test_a_row_may_say_where_the_source_stands_on_the_web(bare, tmp_path):
    described(bare, tmp_path, "file,address\narchive/paper.txt,https://example.org/paper\n")
    assert named(bare, "paper.txt").address == "https://example.org/paper"
    with pytest.raises(SheetInvalid, match="line 2: “paper” is no web address"):
        described(bare, tmp_path, "file,address\narchive/paper.txt,paper\n")


def test_only_a_file_column_is_needed(bare, tmp_path):
    assert described(bare, tmp_path, "file\narchive/paper.txt\n")[5:] == ((), "F")


def test_a_row_may_name_a_folder(bare, tmp_path):
    described(bare, tmp_path, "file,reliability\narchive,C\n")
    assert {s.reliability for s in bare.sources()} == {"C"}
    assert len(bare.sources()) == 4


def test_a_title_may_hold_the_delimiter(bare, tmp_path):
    assert described(bare, tmp_path, 'file,title\narchive/paper.txt,"Ferry, lost"\n')[0] == "Ferry, lost"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("title,maker\nA,B\n", "file", id="no file column"),
        pytest.param("file,colour\narchive/paper.txt,red\n", "colour", id="a column that is not known"),
        pytest.param(
            "file,date\narchive/harbour.txt,1987\narchive/paper.txt,last spring\n", "line 3.*last spring", id="date"
        ),
        pytest.param("file,reliability\narchive/paper.txt,great\n", "line 2.*great", id="grade"),
        pytest.param("file,title\n,Nothing\n", "line 2", id="no file in a row"),
        pytest.param("", "file", id="empty"),
        pytest.param(
            "file,draws_on\narchive/harbour.txt,Reuters\narchive/paper.txt,Reuters; archive/paper.txt\n",
            "line 3.*archive/paper.txt.*itself",
            id="draws on its own path",
        ),
        pytest.param("file,draws_on\narchive/paper.txt,PAPER.txt\n", "line 2.*itself", id="draws on its own name"),
        pytest.param(
            "file,title,draws_on\narchive/paper.txt,Evening Paper,evening paper\n",
            "line 2.*itself",
            id="draws on its own title",
        ),
    ],
)
def test_a_wrong_sheet_says_where_and_adds_nothing(bare, tmp_path, text, words):
    write_files(tmp_path / "archive")
    (tmp_path / "sources.csv").write_text(text, "utf-8")
    with pytest.raises(SheetInvalid, match=words):
        bare.add_sheet(tmp_path / "sources.csv")
    assert bare.sources() == ()


def test_a_sheet_that_is_no_text(bare, tmp_path):
    (tmp_path / "sources.csv").write_bytes(b"\xff\xfe\x00\x80")
    with pytest.raises(SheetInvalid):
        bare.add_sheet(tmp_path / "sources.csv")


def test_a_missing_sheet(bare, tmp_path):
    with pytest.raises(PathMissing):
        bare.add_sheet(tmp_path / "none.csv")


def test_a_row_of_a_missing_file_does_not_stop_the_rest(bare, tmp_path):
    write_files(tmp_path / "archive")
    (tmp_path / "sources.csv").write_text("file\narchive/gone.txt\narchive/paper.txt\n", "utf-8")
    report = bare.add_sheet(tmp_path / "sources.csv")
    assert [s.name for s in report.added] == ["paper.txt"]
    assert [error.code for _, error in report.refused] == ["path-missing"]
    assert "gone.txt" in report.refused[0][0]


def test_a_sheet_describes_anew_what_is_there(bare, tmp_path):
    write_files(tmp_path / "archive")
    bare.add(tmp_path / "archive")
    (tmp_path / "sources.csv").write_text(HEADER + ROW, "utf-8")
    report = bare.add_sheet(tmp_path / "sources.csv")
    assert [s.title for s in report.changed] == ["Evening Paper"]
