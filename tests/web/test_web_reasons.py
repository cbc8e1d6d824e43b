"""Timeline, people and things over HTTP: what they hold, what is decided, and what happens when a report fails."""

from __future__ import annotations

import time

import pytest

from loupe.engine import Case
from loupe.language import find_parser
from loupe.web import serve

pytestmark = pytest.mark.skipif(find_parser() is None, reason="the extra grammar is not installed")

LETTER = """\
Denise Oliver opened the safe in Antwerp on 3 May 1997. Police arrested Otto Vane in Antwerp on 5 May 1997.

The thieves took 40 million dollars in diamonds. The thieves opened 123 of the 189 boxes.

The diamonds were never found. The alarm was bypassed with tape.
"""
PAPER = """\
Denice Oliver opened the safe in Antwerp on 10 May 1997. Police arrested Otto Vane in Antwerp on 6 May 1997.

The stolen diamonds were worth 90 million dollars. Denise Oliver met Otto Vane in Antwerp.
"""
FILM = """1
00:00:01,000 --> 00:00:04,000
The thieves opened 109 of the 189 boxes.
"""
FOREIGN = "Rosszul aludtam az éjjel, mert a szomszédok egész este hangosan veszekedtek a lépcsőházban. " * 3
PARTS = ("people", "ledger", "layers", "questions", "ask")


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    folder = tmp_path_factory.mktemp("told")
    (folder / "letter.txt").write_text(LETTER)
    (folder / "paper.txt").write_text(PAPER)
    (folder / "page.txt").write_text(FOREIGN)
    (folder / "film.srt").write_text(FILM)
    with Case.create(folder / "case") as made:
        made.add(folder / "letter.txt", title="A letter", published="1997-06")
        made.add(folder / "paper.txt", title="The paper", published="1998")
        made.add(folder / "page.txt", title="A page")
        made.check(folder / "film.srt", fast=True)
    return folder / "case"


@pytest.fixture(scope="module")
def served(told, client_of):
    serving = serve(told, "Anna")
    made = client_of(serving)
    made.enter()
    yield made
    serving.stop()


def filled(client, path):
    """The values of a page, once its reports are worked out; no request on the way takes a second."""
    for _ in range(200):
        begun = time.monotonic()
        answer = client.ask(path)
        assert time.monotonic() - begun < 3, path  # 1 s on an idle machine
        assert answer.status == 200, answer.body
        if all(work["status"] == "ready" for work in answer.json["works"]):
            return answer.json
        assert not any(work["status"] == "failed" for work in answer.json["works"]), answer.json["works"]
        time.sleep(0.1)
    raise AssertionError("never filled")


def test_the_timeline_holds_every_account_and_its_passages(served):
    shown = filled(served, "/timeline.json")
    assert {lane["label"] for lane in shown["lanes"]} >= {"A letter", "The paper"}
    marks = [mark for lane in shown["lanes"] for mark in lane["marks"]]
    assert marks
    html = served.ask("/timeline").body.decode()
    for mark in marks:
        assert f'href="/sources/{mark["told"]["source_id"]}#{mark["told"]["passage_id"]}"' in html
    assert 'style="' not in html


def test_a_stretch_and_a_name_have_an_address_of_their_own(served):
    filled(served, "/timeline.json")
    shown = filled(served, "/timeline.json?from=1997-05-04&to=1997-05-07&about=Vane")
    assert {mark["told"]["edtf"] for lane in shown["lanes"] for mark in lane["marks"]} == {"1997-05-05", "1997-05-06"}
    assert "That is no date" in served.ask("/timeline?from=%3Cscript%3E").body.decode()
    assert served.ask("/timeline?page=0").status == 422
    assert served.ask("/timeline?about=" + "x" * 300).status == 422


def test_people_stand_with_their_links_and_proposals(served):
    shown = filled(served, "/things/people.json?who=otto+vane")
    assert any({p["left"], p["right"]} == {"Denise Oliver", "Denice Oliver"} for p in shown["proposals"])
    assert "Denise Oliver" in {link["name"] for link in shown["chosen"]["links"]}
    assert {told["label"] for link in shown["chosen"]["links"] for told in link["told"]} >= {"The paper"}
    assert filled(served, "/things/people.json?q=vane")["total"] == 1


@pytest.mark.parametrize("part", PARTS)
def test_every_page_of_the_room_has_its_values_and_its_part(served, part):
    filled(served, f"/things/{part}.json")
    for path in (f"/things/{part}", f"/things/{part}/part"):
        answer = served.ask(path)
        assert answer.status == 200
        assert b'style="' not in answer.body
        assert b"data-job" not in answer.body
    assert served.ask(f"/jobs/{part}.json").json["status"] == "ready"


def test_the_ledger_holds_the_values_of_each_source(served):
    shown = filled(served, "/things/ledger.json")
    values = {a["value"] for item in shown["items"] for a in item["amounts"]}
    assert {"40,000,000 USD", "90,000,000 USD"} <= values


def test_what_was_not_understood_is_said(served):
    filled(served, "/timeline.json")
    unread = filled(served, "/timeline.json")["works"][0]["unread"]
    assert [words.split(":")[0] for words in unread] == ["A page"], unread
    assert "Not understood, and not in what follows: 1" in served.ask("/things/people").body.decode()


def test_a_page_where_nothing_is_says_what_fills_it(served):
    filled(served, "/things/ask.json")
    assert "loupe ask" in served.ask("/things/ask").body.decode()


@pytest.mark.parametrize("path", ["/things/nothing.json", "/things/nothing/part", "/jobs/nothing.json"])
def test_what_is_not_there_is_answered_with_a_code(served, path):
    answer = served.ask(path)
    assert (answer.status, answer.json["code"]) == (404, "id-unknown")


def test_the_room_begins_with_people(served):
    assert served.ask("/things").headers["location"] == "/things/people"
    assert [part["part"] for part in served.ask("/things.json").json["parts"]] == list(PARTS)


NAMES = {"kind": "names", "left": "Denise Oliver", "right": "Denice Oliver"}


def test_a_merge_is_kept_with_a_name_taken_back_and_given_back(served, told):
    before = filled(served, "/things/people.json?q=oliver")
    answer = served.ask("/api/pairs/decide", "POST", value=NAMES | {"verdict": "same", "seen": before["seen"]})
    assert answer.status == 200, answer.body
    with Case.open(told, readonly=True) as other:
        assert [(d.verdict, d.who) for d in other.reasons._store.name_decisions()] == [("same", "Anna")]
    after = filled(served, "/things/people.json?q=oliver")
    assert (before["total"], after["total"]) == (2, 1)
    assert [(d["verdict"], d["who"]) for d in after["decided"]] == [("same", "Anna")]
    assert served.ask("/api/pairs/undo", "POST", value={"kind": "names"}).status == 200
    assert filled(served, "/things/people.json?q=oliver")["total"] == 2
    assert served.ask("/api/pairs/redo", "POST", value={"kind": "names"}).status == 200
    assert filled(served, "/things/people.json?q=oliver")["total"] == 1
    assert served.ask("/api/pairs/decide", "POST", value=NAMES | {"verdict": "open"}).status == 200
    assert filled(served, "/things/people.json?q=oliver")["total"] == 2


def test_another_persons_word_is_not_written_over(served, told):
    seen = filled(served, "/things/people.json")["seen"]
    with Case.open(told) as other:
        other._store.decide_names("Denise Oliver", "Denice Oliver", "apart", "Ben", "two sisters")
    answer = served.ask("/api/pairs/decide", "POST", value=NAMES | {"verdict": "same", "seen": seen})
    assert (answer.status, answer.json["code"]) == (409, "already-decided")
    assert "Ben" in answer.json["message"]
    with Case.open(told) as other:
        other._store.decide_names("Denise Oliver", "Denice Oliver", "open", "Ben", "")


def test_two_events_are_joined_and_parted(served):
    shown = filled(served, "/timeline.json")
    pair = next(p for p in shown["proposals"])
    value = {"kind": "events", "left": pair["left"]["id"], "right": pair["right"]["id"], "verdict": "same"}
    assert served.ask("/api/pairs/decide", "POST", value=value).status == 200
    after = filled(served, "/timeline.json")
    assert [(d["left_words"], d["who"]) for d in after["decided"]] == [(pair["left"]["words"], "Anna")]
    assert served.ask("/api/pairs/undo", "POST", value={"kind": "events"}).status == 200
    assert filled(served, "/timeline.json")["decided"] == []


@pytest.mark.parametrize(
    ("value", "status"),
    [
        pytest.param(NAMES | {"verdict": "perhaps"}, 422, id="no such word"),
        pytest.param(NAMES | {"verdict": "same", "kind": "works"}, 422, id="no such kind"),
        pytest.param(NAMES | {"verdict": "same", "left": "Nobody Atall"}, 404, id="nobody of that name"),
        pytest.param(NAMES | {"verdict": "same", "left": "Denice Oliver"}, 400, id="one name twice"),
        pytest.param({"kind": "events", "left": "t-1", "right": "t-2", "verdict": "same"}, 404, id="no such statement"),
        pytest.param({}, 422, id="nothing"),
    ],
)
def test_what_is_no_word_on_a_pair_keeps_nothing(served, told, value, status):
    filled(served, "/things/people.json")
    filled(served, "/timeline.json")
    with Case.open(told, readonly=True) as other:
        before = other._store.log()
    answer = served.ask("/api/pairs/decide", "POST", value=value)
    assert answer.status == status, answer.body
    assert set(answer.json) == {"code", "message", "hint"}
    with Case.open(told, readonly=True) as other:
        assert other._store.log() == before


def test_a_claim_shows_the_sets_that_it_is_in_when_they_are_at_hand(told, client_of):
    serving = serve(told, "Anna")
    try:
        client = client_of(serving)
        client.enter()
        with Case.open(told, readonly=True) as other:
            work, claim = other.works()[0].id, next(c.id for c in other.claims() if c.checkable)
        path = f"/film/{work}/claim/{claim}/sets"
        assert "has not been worked out" in client.ask(path).body.decode()
        sets = filled(client, "/timeline.json")["sets"]
        html = client.ask(path).body.decode()
        mine = [s for s in sets if any(p["source_id"] == work for q in s["positions"] for p in q["passages"])]
        assert mine, sets
        assert html.count('class="set') == len(mine)
        assert "123 of the 189 boxes" in html
    finally:
        serving.stop()


def test_a_report_that_crashes_is_a_sentence(told, client_of, monkeypatch):
    broken, whole = [True], Case.ledger

    def crash(self):
        if broken:
            raise RuntimeError("the inside of Loupe")
        return whole(self)

    monkeypatch.setattr(Case, "ledger", crash)
    serving = serve(told, "Anna")
    try:
        client = client_of(serving)
        client.enter()
        for _ in range(200):
            works = client.ask("/things/ledger.json").json["works"]
            if works[0]["status"] == "failed":
                break
            time.sleep(0.05)
        html = client.ask("/things/ledger").body.decode()
        assert "could not be worked out" in html
        assert "the inside of Loupe" not in html
        assert "Traceback" not in html
        assert client.ask("/things/layers").status == 200
        broken.clear()
        assert client.ask("/api/pairs/again/ledger", "POST", value={}).status == 200
        assert filled(client, "/things/ledger.json")["ready"]
    finally:
        serving.stop()
