"""Who cites another source by its name, or one speaker in other words, is no second origin."""

import pytest

from loupe.engine import Case

CLAIM = "The thieves opened 109 of 189 boxes in the vault."
FILM = f"1\n00:00:01,000 --> 00:00:04,000\nNARRATOR: {CLAIM}\n"
SAID = "Peys said that the thieves had opened 109 of 189 boxes in the vault that night."

PAIRS = [
    pytest.param(
        (CLAIM, {"title": "The Untold Story", "maker": "Joshua Davis", "publisher": "Wired"}),
        ("In the vault 109 of 189 boxes were opened by the thieves, according to Wired.", {"maker": "X Y"}),
        id="a-paper-and-who-cites-it-by-its-name",
    ),
    pytest.param(
        (CLAIM, {"title": "Flawless", "maker": "S Selby"}),
        ("According to Flawless, 109 of 189 boxes in the vault were opened by the thieves.", {"maker": "X Y"}),
        id="a-book-and-who-cites-it-by-its-title",
    ),
    pytest.param(
        ("In the vault 109 of 189 boxes were opened by the thieves, according to Peys.", {}),
        (SAID, {}),
        id="a-name-at-the-end-of-the-sentence",
    ),
    pytest.param(
        ("“In the vault the thieves opened 109 of 189 boxes,” said Peys, “and left.”", {}),
        (SAID, {}),
        id="a-quote-in-two-halves",
    ),
    pytest.param(
        ("Wired magazine reported that in the vault the thieves opened 109 of 189 boxes.", {}),
        ("Wired said that the thieves had opened 109 of 189 boxes in the vault that night.", {}),
        id="a-magazine-with-and-without-the-word",
    ),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_these_two_are_one_origin(tmp_path, one, other):
    film = tmp_path / "film.srt"
    film.write_text(FILM, "utf-8")
    with Case.create(tmp_path / "case") as case:
        for number, (text, described) in enumerate((one, other), 1):
            path = tmp_path / f"{number}.txt"
            path.write_text(f"{text}\n", "utf-8")
            case.add(path, **{"title": f"Paper {number}", "published": f"200{number}"} | described)
        case.check(film)
        (finding,) = case.findings()
    assert (finding.verdict.label, finding.verdict.supporting) == ("uncorroborated", 1)
