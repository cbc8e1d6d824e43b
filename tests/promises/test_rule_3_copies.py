"""Rule 3: whatever re-tells a source of the case raises no verdict."""

import re

import pytest
from promise_samples import CLAIMS, FILES, RANK, new_case, verdicts, write_files, write_film

from loupe.engine import Case

TEXTS = {
    name: re.sub(r"<[^>]+>", " ", FILES[name].split("\n\n", 1)[-1] if name.endswith("eml") else FILES[name])
    for name in FILES
}
OWN_WORDS = "\n\n".join((*CLAIMS[:2], "We counted 109 of the 189 loans that had no paper.", *CLAIMS[3:]))


def standing(case):
    return [(RANK[v.label], v.supporting) for v in verdicts(case)]


def not_raised(before, case, film):
    case.check(film)
    after = standing(case)
    assert len(after) == len(before) == len(CLAIMS)
    for claim, (rank, origins), (new_rank, new_origins) in zip(CLAIMS, before, after, strict=True):
        assert new_rank <= rank, claim
        assert new_origins <= origins, claim


@pytest.mark.parametrize("name", sorted(FILES))
@pytest.mark.parametrize("date", [None, "2001-01-01", "2020-01-01"], ids=["undated", "dated before", "dated after"])
def test_the_same_text_under_a_new_headline(case, place, tmp_path, name, date):
    before = standing(case)
    copy = tmp_path / "carrier.txt"
    copy.write_text(f"ALL YOU NEED TO KNOW ABOUT THE FRAUD\n\n{TEXTS[name]}\n\nSubscribe today.\n", "utf-8")
    assert len(case.add(copy, published=date, maker="Somebody Else", title="All You Need to Know").added) == 1
    not_raised(before, case, place / "film.srt")


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_source_in_its_own_words_that_declares_whom_it_re_tells(place, tmp_path, name):
    """It may say more than its source does; what it says alone counts once, as its source's."""
    with new_case(tmp_path / "one") as case:
        case.add(place / "archive" / name)
        (tmp_path / "digest.txt").write_text(OWN_WORDS, "utf-8")
        case.add(tmp_path / "digest.txt", draws_on=[name])
        case.check(place / "film.srt")
        assert all(v.supporting <= 1 for v in verdicts(case))
        assert all(v.label != "corroborated" for v in verdicts(case))


def test_a_digest_of_all_sources_adds_no_origin(case, place, tmp_path):
    before = standing(case)
    (tmp_path / "digest.txt").write_text(OWN_WORDS, "utf-8")
    case.add(tmp_path / "digest.txt", draws_on=list(FILES))
    case.check(place / "film.srt")
    for (_, origins), (_, now), claim in zip(before, standing(case), CLAIMS, strict=True):
        assert now <= max(origins, 1), claim


@pytest.mark.parametrize("way", ["draws on the film", "draws on its title", "speaker of the film"])
def test_an_article_about_the_film_bears_nothing_out(place, tmp_path, way):
    with new_case(tmp_path / "alone") as case:
        article = tmp_path / "about.txt"
        if way == "speaker of the film":
            text = "".join(f"Alice Venn says that {c[0].lower() + c[1:]}\n\n" for c in (CLAIMS[0], CLAIMS[4]))
            article.write_text(text, "utf-8")
            case.add(article)
            case.check(write_film(tmp_path / "film.srt", speaker="Alice Venn"))
        else:
            article.write_text(OWN_WORDS, "utf-8")
            case.add(article, draws_on=["film.srt" if way == "draws on the film" else "The Quiet Clerk"])
            case.check(place / "film.srt", title="The Quiet Clerk")
        assert [v.supporting for v in verdicts(case)] == [0] * len(CLAIMS)
        assert any(o.circular for v in verdicts(case) for o in v.origins), "it is shown, and counts for nothing"


def test_one_speaker_in_two_papers_is_one_origin(tmp_path):
    files = {
        "one.txt": "Dora Simms said that the clerk Tom Rourke moved £2 million to a private account.\n",
        "two.txt": "To a private account the clerk Tom Rourke moved £2 million, Dora Simms told reporters.\n",
        "three.txt": "According to Ms Simms, £2 million were moved to a private account by the clerk Tom Rourke.\n",
    }
    film = write_film(tmp_path / "film.srt", ["The clerk Tom Rourke moved £2 million to a private account."])
    with new_case(tmp_path / "case") as case:
        write_files(tmp_path / "archive", files)
        for number, name in enumerate(files, start=1):
            case.add(tmp_path / "archive" / name)
            case.check(film)
            (verdict,) = verdicts(case)
            assert (verdict.label, verdict.supporting) == ("uncorroborated", 1)
            assert len(verdict.origins[0].evidence_ids) == number


def test_taking_a_root_away_lowers_or_keeps(place, tmp_path):
    with Case.open(place / "case") as full:
        whole = standing(full)
    for name in FILES:
        with new_case(tmp_path / name) as case:
            case.add(*(place / "archive" / other for other in FILES if other != name))
            case.check(place / "film.srt")
            for claim, (_, origins), (_, left) in zip(CLAIMS, whole, standing(case), strict=True):
                assert left <= origins, (name, claim)
