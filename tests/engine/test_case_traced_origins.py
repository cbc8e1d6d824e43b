"""Who copied whom in a case: links with their places, and what each claim hangs on."""

import pytest
from engine_samples import named, new_case, write_files, write_film

from loupe.language import find_parser
from loupe.model.errors import PolicyInvalid

CLAIM = "The ferry Estrella carried 412 passengers on her last trip."
DISPATCH = (
    "On her last trip the ferry Estrella carried 412 passengers out of Lisbon, the harbour master said on Monday, and "
    "the evening was calm and clear when she left the quay."
)
DENIAL = (
    "The evening paper wrote: “On her last trip the ferry Estrella carried 412 passengers out of Lisbon, the harbour "
    "master said on Monday, and the evening was calm”. That is wrong; the ferry Estrella carried 438 passengers."
)
FILES = {
    "wire.txt": f"{DISPATCH}\n",
    "carrier.txt": f"LISBON. {DISPATCH}\n\nNobody at the company answered the telephone all night.\n",
    "book.txt": "On her last trip, as the books show, the ferry Estrella carried 412 passengers in all.\n",
}
needs_grammar = pytest.mark.skipif(find_parser() is None, reason="the extra grammar is not installed")


def links(report, *kinds):
    return {
        (report.label(link.parent), report.label(link.child), link.directed)
        for link in report.links
        if link.kind in kinds
    }


@pytest.fixture(scope="module")
def traced(tmp_path_factory):
    """A wire, its carrier a day later, and a book; the film is checked against them."""
    folder = tmp_path_factory.mktemp("traced")
    write_files(folder / "archive", FILES)
    with new_case(folder / "case") as case:
        case.add(folder / "archive" / "wire.txt", title="Wire", published="1987-03-15", kind="wire")
        case.add(folder / "archive" / "carrier.txt", title="Carrier", published="1987-03-16", kind="article")
        case.add(folder / "archive" / "book.txt", title="Book", published="1990", draws_on=["the harbour office"])
        case.check(write_film(folder / "film.srt", [("NARRATOR", CLAIM)]), title="The Last Trip")
        yield case, case.origins()


def test_the_later_of_two_that_share_words_took_them_from_the_earlier(traced):
    _, report = traced
    assert links(report, "shares text") == {("Wire", "Carrier", True)}
    (link,) = [link for link in report.links if link.kind == "shares text"]
    assert (link.words, link.times) == (31, 1)
    assert link.why == "31 words in common, 1987-03-16 after 1987-03-15"


def test_shared_words_stand_verbatim_at_their_places_in_both(traced):
    case, report = traced
    (link,) = [link for link in report.links if link.kind == "shares text"]
    (place,) = link.places
    for node, start, end, quote in (
        (link.child, place.start, place.end, place.quote),
        (link.parent, place.parent_start, place.parent_end, place.parent_quote),
    ):
        (holding,) = [p for p in case.passages(node) if p.locator.start <= start < p.locator.end]
        assert holding.text[start - holding.locator.start : end - holding.locator.start] == quote
    assert place.quote == place.parent_quote == DISPATCH.rstrip(".")
    assert (place.place, place.parent_place) == ("paragraph 1 (line 1)", "paragraph 1 (line 1)")


def test_what_a_source_declares_is_a_link(traced):
    assert links(traced[1], "declared") == {("the harbour office", "Book", True)}


def test_a_claim_tells_on_how_many_origins_it_rests_and_by_which_chains(traced):
    (claim,) = traced[1].claims
    assert (claim.label, claim.supports.origins, len(claim.supports.chains)) == ("corroborated", 2, 2)
    assert ("the harbour office", "Book") in claim.supports.chains
    assert claim.supports.hangs_on == ()
    assert claim.contradicts.sources == ()


def test_a_claim_that_one_book_alone_bears_out_hangs_on_it_and_on_its_root(tmp_path):
    write_files(tmp_path / "archive", {"book.txt": FILES["book.txt"]})
    with new_case(tmp_path / "case") as case:
        case.add(tmp_path / "archive", title="Book", draws_on=["the harbour office"])
        case.check(write_film(tmp_path / "film.srt", [("NARRATOR", CLAIM)]))
        (claim,) = case.origins().claims
    assert claim.supports.hangs_on == ("the harbour office", "Book")


def test_two_that_name_no_source_are_two_by_the_verdict_and_one_in_the_strict_reading(tmp_path):
    files = {
        "a.txt": "On her last trip, 412 passengers were carried by the ferry Estrella.\n",
        "b.txt": "The ferry Estrella, on her last trip, carried 412 passengers.\n",
    }
    write_files(tmp_path / "archive", files)
    with new_case(tmp_path / "case") as case:
        case.add(tmp_path / "archive", kind="article")
        film = write_film(tmp_path / "film.srt", [("NARRATOR", CLAIM)])
        case.check(film)
        report = case.origins()
        assert {report.label(s) for s in report.nameless} == {"a.txt", "b.txt"}
        assert (report.claims[0].supports.origins, report.claims[0].supports.strict) == (2, 1)
        case.add(tmp_path / "archive" / "a.txt", kind="court record")  # who was there needs to name nobody
        case.check(film)
        assert (case.origins().claims[0].supports.origins, case.origins().claims[0].supports.strict) == (2, 2)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        pytest.param(("1987-03-15", "1987-03-16"), ("a.txt", "b.txt", True), id="known"),
        pytest.param(("1987-03-16", "1987-03-15"), ("b.txt", "a.txt", True), id="the other way round"),
        pytest.param(("1987", "1987-03-15"), None, id="the same year is too coarse"),
        pytest.param((None, None), None, id="no dates"),
    ],
)
def test_dates_alone_tell_who_was_first(tmp_path, dates, expected):
    with new_case(tmp_path / "case") as case:
        for name, date in zip(("a.txt", "b.txt"), dates, strict=True):
            write_files(tmp_path, {name: f"{DISPATCH}\n\nThis is {name}.\n"})
            case.add(tmp_path / name, **({"published": date} if date else {}))
        (link,) = [link for link in case.origins().links if link.kind == "shares text"]
        labels = (case.source_of(link.parent).label, case.source_of(link.child).label, link.directed)
    if expected:
        assert labels == expected
    else:
        assert (set(labels[:2]), labels[2]) == ({"a.txt", "b.txt"}, False)
        assert link.why.endswith("nobody knows who was first")


def test_who_quotes_another_in_order_to_rebut_it_is_no_copy(tmp_path):
    write_files(tmp_path / "archive", {"paper.txt": FILES["wire.txt"], "critic.txt": f"{DENIAL}\n"})
    with new_case(tmp_path / "case") as case:
        case.add(tmp_path / "archive" / "paper.txt", title="Paper", published="1987-03-15")
        case.add(tmp_path / "archive" / "critic.txt", title="Critic", published="1987-03-20")
        report = case.origins()
        assert links(report, "shares text") == set()
        assert links(report, "disputes") == {("Paper", "Critic", True)}
        case.check(write_film(tmp_path / "film.srt", [("NARRATOR", CLAIM)]))
        (finding,) = case.findings()
    assert (finding.verdict.supporting, finding.verdict.contradicting) == (1, 1)


def test_a_copy_in_which_a_figure_was_changed_is_a_copy_though_it_says_otherwise(tmp_path):
    altered = FILES["wire.txt"].replace("412", "438")
    write_files(tmp_path / "archive", {"paper.txt": FILES["wire.txt"], "altered.txt": altered})
    with new_case(tmp_path / "case") as case:
        case.add(tmp_path / "archive" / "paper.txt", title="Paper", published="1987-03-15")
        case.add(tmp_path / "archive" / "altered.txt", title="Altered", published="1987-03-20")
        case.check(write_film(tmp_path / "film.srt", [("NARRATOR", CLAIM)]))
        report = case.origins()
    assert links(report, "shares text") == {("Paper", "Altered", True)}
    assert links(report, "disputes") == set()


@needs_grammar
def test_attribution_chains_of_statements_are_links(tmp_path):
    files = {
        "a.txt": "Police said that the thieves opened 109 boxes.\n",
        "b.txt": "According to Reuters, police said that the thieves opened 109 boxes in one night.\n",
    }
    with new_case(tmp_path / "case") as case:
        case.add(write_files(tmp_path / "archive", files))
        case.understand()
        report = case.origins()
    found = links(report, "credits")
    assert ("Police", "a.txt", True) in {(p.capitalize(), c, d) for p, c, d in found}
    assert any(child == "b.txt" for _, child, _ in found)
    credit = next(link for link in report.links if link.kind == "credits")
    assert all(place.quote and place.place for place in credit.places)


# --- interests ------------------------------------------------------------------------------------------------------


def test_an_interest_behind_all_of_it_is_named(traced, tmp_path):
    case, _ = traced
    path = case.path / "interests.toml"
    path.write_text('[[interest]]\nname = "the harbour"\nmembers = ["the harbour office", "Wire"]\n', "utf-8")
    try:
        (claim,) = case.origins().claims
        assert claim.supports.interests == ("the harbour",)
        path.write_text('[[interest]]\nname = "the harbour"\nmembers = ["the harbour office"]\n', "utf-8")
        assert case.origins().claims[0].supports.interests == ()
    finally:
        path.unlink()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("[[interest]\n", "not valid TOML", id="no TOML"),
        pytest.param('[[interests]]\nname = "x"\n', "unknown key “interests”", id="another key"),
        pytest.param('[[interest]]\nmembers = ["x"]\n', "needs a name", id="no name"),
        pytest.param('[[interest]]\nname = "x"\n', "needs a list of members", id="no members"),
        pytest.param('[[interest]]\nname = "x"\nmembers = [1]\n', "needs a list of members", id="a number"),
        pytest.param('[[interest]]\nname = "x"\nmembers = ["y"]\nwho = "z"\n', "has no key “who”", id="a stray key"),
        pytest.param("interest = 3\n", "begins with [[interest]]", id="no list"),
        pytest.param('[[interest]]\nname = "x"\nmembers = ["y"]\n' * 2, "a name of its own", id="twice"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(traced, text, said):
    case, _ = traced
    path = case.path / "interests.toml"
    path.write_text(text, "utf-8")
    try:
        with pytest.raises(PolicyInvalid) as error:
            case.origins()
    finally:
        path.unlink()
    assert said in str(error.value)
    assert "interests.toml" in str(error.value)


def test_a_case_without_sources_has_no_origins(tmp_path):
    with new_case(tmp_path / "case") as case:
        report = case.origins()
    assert (report.nodes, report.links, report.claims) == ((), (), ())


def test_a_case_that_was_not_checked_has_links_and_no_claims(tmp_path):
    with new_case(tmp_path / "case") as case:
        case.add(write_files(tmp_path / "archive", {k: FILES[k] for k in ("wire.txt", "carrier.txt")}))
        report = case.origins()
        assert named(case, "wire.txt").id in {link.parent for link in report.links} | {
            link.child for link in report.links
        }
    assert report.claims == ()
