"""What stands on the pages of the public folder: nothing more than was let go, and no word of it taken for more."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from script_cases import small_case

from loupe.model import Passage, Source, content_id
from loupe.pages import Place, render
from loupe.publish.claimreview import claim_review, reviewed
from loupe.publish.public import public_of
from loupe.publish.site import Film, site_files
from loupe.review import ClaimReview, review_of
from loupe.review.standing import Edited
from loupe.store import Decision
from loupe.views.resting import bearing, not_shown_to_bear_out, resting_words
from loupe.views.signing import text_hash

SCRIPT = small_case()
IDS = {claim.number: claim.id for claim in SCRIPT.claims}
LINES = [
    Passage(content_id("p", SCRIPT.work.id, n), SCRIPT.work.id, n, "cue", line.speaker, line.locator, line.text)
    for n, line in enumerate(SCRIPT.lines, 1)
]
SOURCES = {
    one.id: Source(one.id, "0" * 64, one.name, title=one.label, maker=one.maker, published=one.published,
                   format=one.format, size=1, words=1, passages=1)
    for one in SCRIPT.archive
}  # fmt: skip
WORK = Source(SCRIPT.work.id, SCRIPT.work.sha256, "wk.srt", title="The Vault", maker="North Film",
              published="2025-08-08", kind="film", role="work", format="srt", size=1, words=1, passages=6)  # fmt: skip
ALL = ("wire.txt", "paper.html", "book.epub")
OPEN = ClaimReview("c")


def reviewed_as(public=ALL, shut=(), labels=()):
    """Every claim decided as it is proposed, every line signed but those in ``shut``, the sources ``public``."""
    acts = [("verdict", {"claim": c.id, "label": dict(labels).get(c.number, c.label), "proposed": c.label, "basis": ""})
            for c in SCRIPT.claims if c.checkable]  # fmt: skip
    acts += [("signed", {"passage": line.id, "text_sha256": text_hash(line), "on": True})
             for line in LINES if line.ordinal not in shut]  # fmt: skip
    acts += [("public", {"source": one.id, "on": True}) for one in SOURCES.values() if one.name in public]
    return review_of(
        Decision(n, "s-work", kind, fields, "Ann", f"2026-01-01T00:00:{n:02d}", "")
        for n, (kind, fields) in enumerate(acts, 1)
    )


def folder(review=None, work=WORK, script=SCRIPT, day="2026-02-03"):
    public = public_of(script, review or reviewed_as(), LINES, lambda _: "", SOURCES | {work.id: work}, {}, names=False)
    files = site_files(public, Film(), by="The Desk", address="https://example.org/it/", day=day)
    return {name: data.decode() for name, data in files.items() if isinstance(data, bytes)}


def article(page, number):
    """What the page with all claims shows of one."""
    return re.search(rf'<article class="site-claim" id="{IDS[number]}".*?</article>', page, re.DOTALL)[0]


def reviews(page):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return {one["url"].partition("#")[2]: one for one in json.loads(found[0])["@graph"]} if found else {}


def with_claim(number, **fields):
    return replace(next(claim for claim in SCRIPT.claims if claim.number == number), **fields)


def test_a_line_that_a_claim_runs_on_into_is_underlined_and_leads_to_it():
    line = re.search(r'<li class="line" id="line-3".*?</li>', folder()["film.html"], re.DOTALL)[0]
    assert '<span class="run v-corroborated" data-claims="2.1">long before anyone knew their names</span>' in line
    assert f'href="claims.html#{IDS["2.1"]}" data-number="2.1">2.1 goes on here' in line


@pytest.mark.parametrize(
    ("public", "cards", "words"),
    [
        pytest.param(ALL, 3, "", id="all of it"),
        pytest.param(("wire.txt",), 1, "It rests also on 2 sources that are not shown here.", id="one of three"),
        pytest.param(("wire.txt", "paper.html"), 2, "It rests also on 1 source that is not shown here.", id="two"),
        pytest.param((), 0, "It rests on 3 sources that are not shown here.", id="none"),
    ],
)
def test_each_claim_says_on_how_many_sources_it_rests_that_are_not_shown(public, cards, words):
    files = folder(reviewed_as(public))
    parts = json.loads(re.search(r"keep\((.*)\)", files["parts/film-all.js"])[1])
    for shown in (article(files["claims.html"], "2.1"), parts[f"film/film/claim/{IDS['2.1']}"]):
        assert shown.count("<blockquote") == cards
        assert re.findall(r"It rests [^<]*not shown here\.", shown) == ([words] if words else [])
    told = "Some sources are not public" in files["index.html"]
    assert told is bool(words)
    assert told is ("Some sources are not public" in files["sources.html"] or not public)
    assert (IDS["2.1"] in reviews(files["claims.html"])) is bool(cards)


def test_circular_and_missing_evidence_is_no_source_that_is_held_back():
    page = folder()["claims.html"]
    for number in ("4.2", "5.1"):  # nothing was found; the speaker alone says so
        assert "No independent source was found that speaks for or against it." in article(page, number)
        assert IDS[number] not in reviews(page)


@pytest.mark.parametrize(
    ("label", "stances"),
    [
        pytest.param("contested", ["contradicts"], id="contested rests on what is against it"),
        pytest.param("contradicted", ["contradicts"], id="contradicted too"),
        pytest.param("corroborated", ["supports"], id="corroborated on what is for it"),
        pytest.param("uncorroborated", ["supports", "contradicts"], id="anything else on all"),
    ],
)
def test_a_verdict_rests_on_the_cards_without_which_it_would_be_another(label, stances):
    claim = with_claim("4.1", label=label)
    assert [card.holds for card in bearing(label, claim.evidence)] == stances
    assert reviewed(claim)
    for_it = replace(claim, evidence=tuple(card for card in claim.evidence if card.stance == "supports"))
    assert reviewed(for_it) is ("supports" in stances)
    assert not bearing(label, [replace(card, circular=True) for card in claim.evidence])
    assert not bearing(label, [replace(card, copy_of="e-1") for card in claim.evidence])


def test_the_checklist_names_decided_claims_without_a_public_source_that_bears_them_out():
    def bare(public):
        review = reviewed_as(public)
        return [claim.number for claim in not_shown_to_bear_out(SCRIPT.claims, review, {}, review.public)]

    assert bare(ALL) == []
    assert bare(("wire.txt",)) == ["1.1", "4.1"]  # the wire has only what speaks for 4.1
    assert bare(()) == ["1.1", "2.1", "4.1"]
    assert not_shown_to_bear_out(SCRIPT.claims, review_of(()), {}, frozenset()) == ()


def test_no_sentence_about_sources_where_there_is_nothing_to_check():
    assert resting_words("not checkable", 0, 0) == ""


def test_the_maker_of_the_work_and_nobody_else_is_the_author_of_its_words():
    work = replace(SCRIPT.work, maker="North Film")
    said = claim_review(with_claim("1.1"), OPEN, work, url="u", day="", by="")["itemReviewed"]
    assert said["author"] == {"@type": "Organization", "name": "North Film"}
    assert said["text"] == "opened 123 of 160 boxes"
    told = claim_review(with_claim("1.1"), OPEN, replace(work, maker=None), url="u", day="", by="")
    assert "author" not in told["itemReviewed"]
    assert "Narrator" not in json.dumps(told)


@pytest.mark.parametrize(
    ("claim", "stands", "words"),
    [
        pytest.param(with_claim("1.1", text="Clear."), replace(OPEN, text=Edited("Clear.", "", "", 0)), "Clear.",
                     id="made clearer by a person"),
        pytest.param(with_claim("2.1"), OPEN, "[the thieves] rented the office in November 2000.", id="with a guess"),
        pytest.param(with_claim("4.1"), OPEN, "police: Four people were held.", id="said by somebody else"),
    ],
)  # fmt: skip
def test_words_that_are_not_the_works_own_are_attributed_to_nobody(claim, stands, words):
    work = replace(SCRIPT.work, maker="North Film")
    found = claim_review(claim, stands, work, url="u", day="", by="")
    assert found["claimReviewed"] == words
    assert "author" not in found["itemReviewed"]
    assert found["itemReviewed"]["text"] == " ".join(claim.quote.split())


@pytest.mark.parametrize(
    ("published", "told"),
    [
        pytest.param("2003-02-15", True, id="a day"),
        pytest.param("2003-02", True, id="a month"),
        pytest.param("2003", True, id="a year"),
        pytest.param("2003-02-15/2003-02-18", False, id="a range"),
        pytest.param("2003-02~", False, id="about"),
        pytest.param("2003-02-30", False, id="no day of the calendar"),
        pytest.param("200X", False, id="a decade"),
    ],
)
def test_only_a_date_is_told_as_the_date_of_the_work(published, told):
    work = replace(SCRIPT.work, published=published)
    made = claim_review(with_claim("1.1"), OPEN, work, url="u", day="2026-02-03", by="")
    assert made["itemReviewed"]["appearance"].get("datePublished") == (published if told else None)
    assert made["datePublished"] == "2026-02-03"


def test_a_review_is_published_on_the_day_of_the_folder_and_made_on_that_of_the_verdict():
    made = reviews(folder()["claims.html"])[IDS["1.1"]]
    assert (made["datePublished"], made["dateCreated"]) == ("2026-02-03", "2026-01-01")


def test_who_says_it_stands_beside_a_claim_that_the_work_has_from_others():
    assert 'Said by: <span dir="auto">Peys, citing police</span>' in article(folder()["claims.html"], "4.1")


LONG = "Before that little happened. " * 12 + "109 of the 189 boxes were open." + " After that little happened." * 12


def with_cards(number, *quotes):
    """The script with the first card of a claim once for each of the quotes, of one passage."""
    claim = with_claim(number)
    cards = tuple(replace(claim.evidence[0], id=f"e-{n}", quote=quote) for n, quote in enumerate(quotes))
    lines = (replace(line, claims=tuple(replace(c, evidence=cards) if c.number == number else c for c in line.claims))
             for line in SCRIPT.lines)  # fmt: skip
    return replace(SCRIPT, lines=tuple(lines))


def test_each_quote_on_the_page_of_a_source_says_that_it_was_cut_and_has_a_place_of_its_own():
    files = folder(script=with_cards("1.1", LONG, "Other words of the passage."))
    (name,) = {f"sources-{card.source_id}.html" for card in with_claim("1.1").evidence}
    cards = re.findall(r'<li class="card" id="([^"]+)".*?</li>', files[name], re.DOTALL)
    cut = re.search(
        r'<li class="card"[^>]*>\s*<p class="hint cut">… \(left out\)</p><blockquote[^>]*>([^<]*)', files[name]
    )
    assert "109 of the 189 boxes" in cut[1]
    assert len(cut[1]) <= 300
    assert files[name].count("… (left out)") == 2
    links = re.findall(rf'href="{name}#([^"]+)"', article(files["claims.html"], "1.1"))
    assert len(set(links)) == 2
    assert set(links) <= set(cards)
    assert len(set(cards)) == len(cards)


def test_a_guess_is_marked_and_says_what_it_rests_on_only_where_that_line_is_shown():
    files = folder()
    shown = article(files["claims.html"], "2.1")
    assert '<span class="guessed">[the thieves]</span> rented the office' in shown
    assert '“<span dir="auto">They</span>” is taken to mean' in shown
    assert '“<span dir="auto">The thieves</span>” in <a href="film.html#line-1">line 1</a>' in shown
    assert "Square brackets" in files["index.html"]
    assert "A guess." in files["parts/film-all.js"]
    held = article(folder(reviewed_as(shut=(1,)))["claims.html"], "2.1")
    assert "It rests on a line that is not shown here." in held
    assert "The thieves" not in held.replace("the thieves", "")


def test_a_work_without_a_title_is_called_by_no_name_and_its_hash_stays_inside():
    files = folder(work=replace(WORK, title=None))
    assert "<h1>Untitled film</h1>" in files["film.html"]
    assert "name" not in reviews(files["claims.html"])[IDS["1.1"]]["itemReviewed"]["appearance"]
    for name, text in files.items():
        assert "wk.srt" not in text, name
        assert WORK.id[2:] not in name + text, name


def test_the_film_page_has_its_title_once_and_goes_on_without_a_script_and_without_a_film():
    page = folder()["film.html"]
    assert "<title>The Vault, line by line</title>" in page
    assert '<noscript id="no-script">' in page
    for number in IDS:
        if number != "5.2":  # talk has no page of its own
            assert f'href="claims.html#{IDS[number]}"' in page
    assert 'class="seek"' not in page
    assert "00:00:05" in page


def test_the_words_of_the_work_stand_beside_a_claim_only_where_they_are_others():
    lines = tuple(
        replace(line, claims=tuple(
            replace(c, text="Opened 123\nof 160 boxes", quote="Opened  123 of\n160 boxes") if c.number == "1.1" else c
            for c in line.claims))
        for line in SCRIPT.lines
    )  # fmt: skip
    page = folder(script=replace(SCRIPT, lines=lines))["claims.html"]
    assert "The work says" not in article(page, "1.1")
    assert "The work says" in article(page, "4.1")


@pytest.mark.parametrize(
    ("here", "plays", "keys"),
    [
        pytest.param("film", True, {"j", "k", "J", "K", "o", " ", "ArrowLeft", "ArrowRight", "?", "Escape"}, id="film"),
        pytest.param("film", False, {"j", "k", "J", "K", "o", "?", "Escape"}, id="no film in the folder"),
    ],
)
def test_the_sheet_of_a_folder_lists_what_does_something_there(here, plays, keys):
    place = Place(live=False, here=here, case="x", root="", files={"case": "index.html"}, plays=plays)
    page = render("site_sources", place, sources=(), quoted={}, hidden=0)
    found = re.findall(r'<th scope="row"><kbd>([^<]*)</kbd>', page)
    assert {" " if key == "space" else key for key in found} == keys
    assert len(found) == len(keys)


def test_what_is_decided_is_never_underlined_with_dashes():
    page = folder()["film.html"]
    assert 'class="run v-' in page
    assert not re.search(r'class="run [^"]*open', page)
