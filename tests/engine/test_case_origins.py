"""What a source says it draws on, in every way a person may write it, and what that does to a verdict."""

import pytest
from engine_samples import named, new_case, verdicts, write_files, write_film

CLAIM = "The ferry Estrella carried 412 passengers on her last trip."
FILES = {
    "a/book.txt": "The ferry Estrella carried 412 passengers on her last trip.\n",
    "b/review.txt": "On her last trip, the reviewer learns, 412 passengers were carried by the ferry Estrella.\n",
}


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """A case where a book and its review support one claim, described anew by every test."""
    folder = tmp_path_factory.mktemp("two")
    write_files(folder, FILES)
    write_film(folder / "film.srt", [("NARRATOR", CLAIM)])
    with new_case(folder / "case") as case:
        case.add(folder / "a", folder / "b")
        case.check(folder / "film.srt", title="The Last Trip")
        assert verdicts(case) == [(CLAIM, "corroborated", 2, 0)]
        yield case, folder


def described(two, book=None, review=None):
    """The verdict after the two files were described so."""
    case, folder = two
    empty = {"title": "Book", "maker": "Ann", "draws_on": ["nobody else"]}
    case.add(folder / "a" / "book.txt", **{**empty, **(book or {})})
    case.add(
        folder / "b" / "review.txt",
        **{"title": "Review", "maker": "Bea", "draws_on": ["nobody at all"], **(review or {})},
    )
    case.check(folder / "film.srt")
    ((_, label, pro, con),) = verdicts(case)
    assert con == 0
    return label, pro


def test_two_that_do_not_draw_on_one_another_are_two(two):
    assert described(two) == ("corroborated", 2)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda book: book.id, id="id"),
        pytest.param(lambda book: book.id[:8], id="beginning of the id"),
        pytest.param(lambda book: "book.txt", id="file name"),
        pytest.param(lambda book: "BOOK.TXT", id="file name in capitals"),
        pytest.param(lambda book: "The Sea Took Her", id="title"),
        pytest.param(lambda book: "the sea took her", id="title in small letters"),
    ],
)
def test_who_draws_on_a_source_adds_no_origin(two, written):
    book = named(two[0], "book.txt")
    assert described(two, {"title": "The Sea Took Her"}, {"draws_on": [written(book)]}) == ("uncorroborated", 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Associated Press", "Associated Press"),
        ("AP", "Associated Press"),
        ("associated press", "the Associated Press"),
    ],
)
def test_two_that_draw_on_one_name_are_one(two, one, other):
    assert described(two, {"draws_on": [one]}, {"draws_on": [other]}) == ("uncorroborated", 1)


def test_two_that_draw_on_different_names_are_two(two):
    assert described(two, {"draws_on": ["Reuters"]}, {"draws_on": ["Associated Press"]}) == ("corroborated", 2)


def test_two_of_one_maker_are_one(tmp_path):
    """A source that declares nothing goes back to its maker."""
    write_files(tmp_path, FILES)
    with new_case(tmp_path / "case") as case:
        case.add(tmp_path / "a", maker="Ann Poole")
        case.add(tmp_path / "b", maker="Ann Poole")
        case.check(write_film(tmp_path / "film.srt", [("NARRATOR", CLAIM)]))
        assert verdicts(case) == [(CLAIM, "uncorroborated", 1, 0)]


@pytest.mark.parametrize("film", ["film.srt", "The Last Trip"])
def test_what_draws_on_the_film_never_bears_it_out(two, film):
    assert described(two, None, {"draws_on": [film]}) == ("uncorroborated", 1)
    (finding,) = two[0].findings()
    circular = [o for o in finding.verdict.origins if o.circular]
    assert len(circular) == 1
    assert described(two, {"draws_on": [film]}, {"draws_on": [film]}) == ("uncorroborated", 0)


def test_two_that_draw_on_each_other_are_one(two):
    assert described(two, {"draws_on": ["review.txt"]}, {"draws_on": ["book.txt"]}) == ("uncorroborated", 1)


def test_a_source_that_draws_on_itself_is_still_one(two):
    assert described(two, {"draws_on": ["book.txt"]}) == ("corroborated", 2)


def test_a_speakers_own_word_elsewhere_does_not_bear_it_out(tmp_path):
    """The widow says it in the film and, the paper reports, says it in court: that is one voice."""
    files = {"paper.txt": "Elena Marsh said that the ferry Estrella carried 412 passengers on her last trip.\n"}
    with new_case(tmp_path / "case") as case:
        case.add(write_files(tmp_path / "archive", files))
        case.check(write_film(tmp_path / "film.srt", [("ELENA MARSH", CLAIM)]))
        assert verdicts(case) == [(CLAIM, "uncorroborated", 0, 0)]
        case.check(write_film(tmp_path / "other.srt", [("NARRATOR", CLAIM)]))
        assert verdicts(case) == [(CLAIM, "uncorroborated", 1, 0)]


def test_who_argues_against_a_book_is_heard_though_it_draws_on_it(tmp_path):
    files = {
        **FILES,
        "c/critic.txt": "The ferry Estrella carried 438 passengers on her last trip; the book is wrong.\n",
    }
    write_files(tmp_path, files)
    with new_case(tmp_path / "case") as case:
        case.add(tmp_path / "a")
        case.add(tmp_path / "c", draws_on=["book.txt"])
        case.check(write_film(tmp_path / "film.srt", [("NARRATOR", CLAIM)]))
        assert verdicts(case) == [(CLAIM, "contested", 1, 1)]


def test_evidence_cards_say_with_whom_they_share_an_origin(two):
    assert described(two, {"title": "The Sea Took Her"}, {"draws_on": ["The Sea Took Her"]})[1] == 1
    (finding,) = two[0].findings()
    (origin,) = finding.verdict.origins
    assert len(origin.evidence_ids) == 2
    assert "Review" in " ".join(origin.why)


def test_ten_papers_with_one_dispatch_are_one_origin_on_one_card(tmp_path):
    files = {f"{n}/paper.txt": f"The Paper of Town {n}.\n\n{CLAIM}\n" for n in range(10)}
    write_files(tmp_path / "papers", files)
    write_film(tmp_path / "film.srt", [("NARRATOR", CLAIM)])
    with new_case(tmp_path / "case") as case:
        case.add(tmp_path / "papers")
        case.check(tmp_path / "film.srt", title="The Last Trip")
        assert verdicts(case) == [(CLAIM, "uncorroborated", 1, 0)]
        (shown,) = case.script_context().claims
        cards = [e for e in shown.evidence if e.copy_of is None]
        assert [len(card.copies) for card in cards] == [9]
        page = case.script(tmp_path / "script.html").read_text("utf-8")
    assert page.count("<blockquote") == 1
    assert "Also in 9 copies: " in page
