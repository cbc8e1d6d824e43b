"""The archive in the workbench: the list, a source, its pages, corrections and the search, over real HTTP."""

from __future__ import annotations

import struct
from urllib.parse import quote

import pytest
from archives import LINES, make_archive

from loupe.engine import Case


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return make_archive(tmp_path_factory.mktemp("sources"))


@pytest.fixture
def ids(case):
    with Case.open(case, readonly=True) as opened:
        return {s.name: s.id for s in opened.sources()}


def span(case, source, words):
    """A quote as the cards name it, and where its passage is."""
    with Case.open(case, readonly=True) as opened:
        for passage in opened.passages(source):
            at = passage.text.find(words)
            if at >= 0:
                start = passage.locator.start + at
                return passage, start, start + len(words)
    raise AssertionError(words)


# --- the list ---


def test_the_list_says_what_is_there_and_what_could_not_be_read(inside):
    page = inside.ask("/sources.json").json
    assert page["total"] == 7
    broken = next(row for row in page["rows"] if row["name"] == "broken.pdf")
    assert broken["problem"]["code"] == "file-damaged"
    html = inside.ask("/sources").body.decode()
    assert broken["problem"]["message"] in html
    assert broken["problem"]["hint"] in html


def test_parts_stand_below_what_they_are_part_of(inside):
    page = inside.ask("/sources.json").json
    names = [(row["name"], depth) for row, depth in zip(page["rows"], page["depths"], strict=True)]
    at = names.index(("mail.eml/list.txt", 1))
    assert page["rows"][at - 1]["format"] == "mail"
    assert page["rows"][at]["of"] == page["rows"][at - 1]["id"]


def test_filter_sort_and_page_stand_in_the_address(inside):
    only = inside.ask("/sources.json?state=problem").json
    assert [row["name"] for row in only["rows"]] == ["broken.pdf"]
    by_words = inside.ask("/sources.json?sort=words&descending=1").json
    assert by_words["rows"][0]["name"] == "long.txt"
    assert inside.ask("/sources.json?text=TABLE").json["matching"] == 1
    assert inside.ask("/sources.json?page=999").json["query"]["page"] == 1
    assert inside.ask("/sources.json?kind=nothing").json["matching"] == 0
    assert inside.ask("/sources?sort=%3Cscript%3E&grade=%22").status == 200


# --- one source ---


def test_a_long_source_comes_in_pages_and_a_passage_is_found_on_its_page(inside, case, ids):
    first = inside.ask(f"/sources/{ids['long.txt']}.json").json
    assert (first["first"], first["last"], first["total"], first["pages"]) == (1, 200, 450, 3)
    passage, _, _ = span(case, ids["long.txt"], "Paragraph 333 ")
    there = inside.ask(f"/sources/{ids['long.txt']}.json?at={passage.id}").json
    assert there["page"] == 2
    assert passage.id in [row["id"] for row in there["passages"]]


def test_a_quote_is_marked_letter_for_letter(inside, case, ids):
    passage, start, end = span(case, ids["long.txt"], "the number 333")
    page = inside.ask(f"/sources/{ids['long.txt']}.json?quote={passage.id}:{start}-{end}").json
    runs = [run for row in page["passages"] for run in row["runs"] if run["quote"]]
    assert [run["text"] for run in runs] == ["the number 333"]
    html = inside.ask(f"/sources/{ids['long.txt']}?quote={passage.id}:{start}-{end}").body.decode()
    assert '<mark class="quoted ">the number 333</mark>' in html


@pytest.mark.parametrize(
    ("quote_", "status"),
    [
        pytest.param("p-0000:1-2", 404, id="no such passage"),
        pytest.param("{passage}:0-1", 404, id="outside the passage"),
        pytest.param("{passage}:9-3", 404, id="backwards"),
        pytest.param("{passage}", 400, id="no span"),
        pytest.param("{passage}:a-b", 400, id="no numbers"),
        pytest.param("{passage}:-1-5", 400, id="before the beginning"),
    ],
)
def test_a_quote_that_is_none_is_refused(inside, case, ids, quote_, status):
    passage, _, _ = span(case, ids["long.txt"], "Paragraph 333 ")
    wanted = quote(quote_.format(passage=passage.id))
    assert inside.ask(f"/sources/{ids['long.txt']}?quote={wanted}").status == status


def test_a_mail_shows_its_headers_and_attachments(inside, ids):
    page = inside.ask(f"/sources/{ids['mail.eml']}.json").json
    assert page["form"] == "mail"
    headers = {row["header"]: row["runs"][0]["text"] for row in page["passages"] if row["header"]}
    assert headers["Subject"] == "The boxes"
    assert [part["label"] for part in page["parts"]] == ["mail.eml/list.txt"]
    html = inside.ask(f"/sources/{ids['mail.eml']}").body.decode()
    assert "Attachments" in html
    assert "jan@example.org" in html


def test_a_table_shows_its_rows(inside, ids):
    page = inside.ask(f"/sources/{ids['table.csv']}.json").json
    assert page["form"] == "table"
    assert [row["place"] for row in page["passages"]] == ["row 1", "row 2", "row 3"]


def test_what_could_not_be_read_says_why_on_its_page(inside, ids):
    html = inside.ask(f"/sources/{ids['broken.pdf']}").body.decode()
    assert "Not read." in html
    assert "broken.pdf is damaged" in html
    assert 'id="leaf"' not in html, "there is no page to draw"


def test_claims_that_rest_on_a_source_are_named_with_their_quotes(inside, case, ids):
    page = inside.ask(f"/sources/{ids['paper.pdf']}.json").json
    assert page["claims"]
    for claim in page["claims"]:
        passage, start, end = span(case, ids["paper.pdf"], claim["quote"])
        assert (claim["passage_id"], claim["start"], claim["end"]) == (passage.id, start, end)


# --- pages of the original ---


def test_a_page_is_drawn_with_exactly_the_quote_boxed(inside, case, ids):
    passage, start, end = span(case, ids["paper.pdf"], "63 cameras")
    source = ids["paper.pdf"]
    page = inside.ask(f"/sources/{source}.json?quote={passage.id}:{start}-{end}").json
    assert (page["form"], page["shown_page"]) == ("paged", 2)
    said = inside.ask(f"/sources/{source}/page/2.json?quote={passage.id}:{start}-{end}").json
    assert (said["width"], said["height"]) == (400, 600)
    [box] = said["boxes"]
    left, top, right, bottom = box["box"]
    # Helvetica at 12 points: the words begin behind "and the district was watched by ", on the second line of the page.
    from reportlab.pdfbase.pdfmetrics import stringWidth

    begins = 40 + stringWidth("and the district was watched by ", "Helvetica", 12)
    ends = begins + stringWidth("63 cameras", "Helvetica", 12)
    assert box["exact"]
    assert (left, right) == (pytest.approx(begins, abs=1.5), pytest.approx(ends, abs=1.5))
    assert 100 < top < 114 < bottom < 118  # the line stands 486 of 600 points above the page's foot
    picture = inside.ask(f"/sources/{source}/page/2.png")
    assert picture.headers["content-type"] == "image/png"
    assert "sandbox" in picture.headers["content-security-policy"]
    width, height = struct.unpack(">II", picture.body[16:24])
    assert width / height == pytest.approx(400 / 600, abs=0.01)


def test_a_quote_over_two_lines_has_a_box_for_each(inside, case, ids):
    words = LINES[0][-9:] + "\n" + LINES[1][:16]
    passage, start, end = span(case, ids["paper.pdf"], words)
    said = inside.ask(f"/sources/{ids['paper.pdf']}/page/2.json?quote={passage.id}:{start}-{end}").json
    tops = [box["box"][1] for box in said["boxes"]]
    assert len(tops) == 2
    assert tops[1] - tops[0] == pytest.approx(14, abs=3)
    other = inside.ask(f"/sources/{ids['paper.pdf']}/page/1.json?quote={passage.id}:{start}-{end}").json
    assert other["boxes"] == []


@pytest.mark.parametrize("number", ["0", "3", "99999999999999999999", "-1"])
def test_a_page_that_is_not_there_is_refused_in_words(inside, ids, number):
    answer = inside.ask(f"/sources/{ids['paper.pdf']}/page/{number}.json")
    assert answer.status in (400, 422)
    assert answer.json["message"]


def test_a_source_without_pages_and_one_that_is_broken_draw_nothing(inside, ids):
    assert inside.ask(f"/sources/{ids['table.csv']}/page/1.png").json["code"] == "format-unknown"
    assert inside.ask(f"/sources/{ids['broken.pdf']}/page/1.png").json["code"] == "file-damaged"


def test_pages_are_drawn_once_and_kept_in_the_case(inside, case, ids):
    assert inside.ask(f"/sources/{ids['paper.pdf']}/page/1.png").status == 200
    kept = sorted(path.name for path in (case / "pages").rglob("1.*"))
    assert kept == ["1.json", "1.png"]
    assert not [path for path in (case / "pages").iterdir() if path.name.startswith(("drawing-", "reader-"))]


# --- what is said of a source ---


def test_a_correction_is_kept_with_name_and_why(inside, case, ids):
    source = ids["table.csv"]
    said = {"title": "The list of boxes", "published": "2003-02", "reliability": "b", "draws_on": ["paper.pdf", "AP"]}
    answer = inside.ask(f"/api/sources/{source}", "POST", value={"said": said, "why": "seen in court"})
    assert answer.status == 200, answer.body
    with Case.open(case, readonly=True) as other:
        now = other.source_of(source)
    assert (now.title, now.published, now.reliability) == ("The list of boxes", "2003-02", "B")
    assert now.draws_on == ("paper.pdf", "AP")
    page = inside.ask(f"/sources/{source}.json").json
    last = page["history"][0]
    assert (last["who"], last["why"]) == ("Anna", "seen in court")
    assert "“The list of boxes”" in last["what"]
    assert [root["label"] for root in page["draws_on"]] == ["paper.pdf", "AP"]
    assert b'rel="noopener noreferrer"' not in inside.ask(f"/sources/{source}").body
    inside.ask(f"/api/sources/{source}", "POST", value={"said": {"address": "https://example.org/boxes?a=1&b=2"}})
    link = b'<a href="https://example.org/boxes?a=1&amp;b=2" rel="noopener noreferrer">'
    assert link in inside.ask(f"/sources/{source}").body
    cleared = inside.ask(f"/api/sources/{source}", "POST", value={"said": {"title": "", "draws_on": []}})
    assert (cleared.json["source"]["title"], cleared.json["source"]["draws_on"]) == (None, [])


@pytest.mark.parametrize(
    ("said", "words"),
    [
        pytest.param({"published": "last spring"}, "“last spring” is not a date Loupe knows.", id="date"),
        pytest.param({"published": "2003-02-31"}, "“2003-02-31” is not a date Loupe knows.", id="no such day"),
        pytest.param({"reliability": "Z"}, "“Z” is no reliability grade.", id="grade"),
        pytest.param({"draws_on": ["LONG.TXT"]}, "“LONG.TXT” is said to draw on itself.", id="itself"),
        pytest.param(
            {"address": "example.org"}, "“example.org” is no web address that a reader can follow.", id="address"
        ),
        pytest.param({"sha256": "0"}, "A source has no “sha256” to describe.", id="no field"),
        pytest.param({"title": ["a"]}, "“title” cannot be read.", id="shape"),
        pytest.param({"title": "a\x00b"}, "“title” cannot be read.", id="control"),
        pytest.param({"title": "\ud800"}, "“title” cannot be read.", id="half a character"),
        pytest.param({"title": "a" * 1001}, "“title” cannot be read.", id="too long"),
    ],
)
def test_what_cannot_be_said_of_a_source_is_refused_in_words(inside, ids, said, words):
    answer = inside.ask(f"/api/sources/{ids['long.txt']}", "POST", value={"said": said})
    assert answer.status == 400
    assert answer.json["message"] == words


def test_two_people_do_not_correct_over_each_other(inside, case, ids):
    source = ids["long.txt"]
    with Case.open(case) as other:
        other.describe_source(source, {"maker": "Ben's maker"}, who="Ben")
    value = {"said": {"maker": "Anna's maker"}, "was": {"maker": ""}}
    answer = inside.ask(f"/api/sources/{source}", "POST", value=value)
    assert (answer.status, answer.json["code"]) == (409, "already-decided")
    assert "Ben's maker" in answer.json["message"]


# --- search ---


@pytest.fixture
def claim(inside):
    found = inside.ask("/search.json?q=cameras").json["claims"]
    return next(one for one in found if "63 cameras" in one["text"])


def test_a_search_finds_claims_and_passages_with_their_places(inside, case, claim):
    page = inside.ask("/search.json?q=watched%20by%20cameras").json
    assert page["claims"][0]["head"]["id"] == claim["head"]["id"]
    best = page["passages"][0]
    assert "63 cameras" in best["quote"]
    assert best["place"] == "page 2"
    passage, start, end = span(case, best["source_id"], best["quote"])
    assert (best["passage_id"], best["start"], best["end"]) == (passage.id, start, end)


def test_before_anything_is_looked_for_nothing_is_said_to_be_missing(inside):
    page = inside.ask("/search").body.decode()
    assert "Write what you look for" in page
    assert "No claim speaks of this" not in page


def test_a_search_for_a_claim_is_kept_also_when_it_finds_nothing(inside, case, claim):
    value = {"query": "zzyzx", "claim": claim["head"]["id"], "work": claim["work_id"]}
    answer = inside.ask("/api/search", "POST", value=value)
    assert answer.json["kept"]
    assert (answer.json["found"], answer.json["close"]) == (0, 0)
    assert "Nothing was found" in answer.json["html"]
    assert "blockquote" not in answer.json["html"]
    with Case.open(case, readonly=True) as other:
        kept = other.review(claim["work_id"]).of(claim["head"]["id"]).searches[-1]
    assert (kept.query, kept.found, kept.close, kept.who) == ("zzyzx", 0, 0, "Anna")
    fragment = inside.ask(f"/film/{claim['work_id']}/claim/{claim['head']['id']}").body.decode()
    assert "zzyzx</span>”: nothing found" in fragment
    assert inside.ask("/api/search", "POST", value={"query": "boxes"}).json["kept"] is False


def test_taking_back_leaves_the_search_on_record_and_takes_the_decision(inside, case, claim):
    work, id_ = claim["work_id"], claim["head"]["id"]
    star = {"work": work, "kind": "star", "fields": {"claim": id_, "on": True}}
    assert inside.ask("/api/decide", "POST", value=star).status == 200
    inside.ask("/api/search", "POST", value={"query": "anything", "claim": id_, "work": work})
    assert inside.ask("/api/undo", "POST", value={"work": work}).status == 200
    with Case.open(case, readonly=True) as other:
        stands = other.review(work).of(id_)
    assert not stands.starred
    assert stands.searches[-1].query == "anything"


def test_a_passage_found_is_attached_by_hand_and_shown_among_the_cards(inside, ids, claim):
    work, id_ = claim["work_id"], claim["head"]["id"]
    found = inside.ask(f"/search.json?q=list%20of%20the%20opened%20boxes&claim={id_}").json["passages"]
    card = next(one for one in found if one["source_id"] == ids["mail.eml/list.txt"])
    assert card["stance"] == ""
    fields = {"claim": id_, "stance": "contradicts", "passage": card["passage_id"]}
    fields |= {name: card[name] for name in ("start", "end", "quote")}
    assert inside.ask("/api/decide", "POST", value={"work": work, "kind": "card", "fields": fields}).status == 200
    page = inside.ask(f"/film/{work}/claim/{id_}.json").json
    [attached] = page["attached"]
    assert (attached["card"]["stance"], attached["card"]["who"]) == ("contradicts", "Anna")
    assert attached["source_id"] == card["source_id"]
    html = inside.ask(f"/film/{work}/claim/{id_}").body.decode()
    assert "attached by" in html
    again = inside.ask(f"/search.json?q=list%20of%20the%20opened%20boxes&claim={id_}").json["passages"]
    assert next(c for c in again if c["passage_id"] == card["passage_id"])["by"] == "Anna"
    rests = inside.ask(f"/sources/{card['source_id']}.json").json["claims"]
    assert [(r["claim_id"], r["stance"], r["by"]) for r in rests if r["by"]] == [(id_, "contradicts", "Anna")]


def test_a_search_for_a_claim_that_is_not_there_is_answered_with_a_code(inside):
    assert inside.ask("/search?q=a&claim=c-nothing").status == 404
    for query in ("\ud800 boxes", "", "a" * 501):
        assert inside.ask("/api/search", "POST", value={"query": query}).status == 422
