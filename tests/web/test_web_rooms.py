"""Ways through the workbench: what a refusal leads to, rooms that are still empty, and several works side by side."""

from __future__ import annotations

import re

import pytest

from loupe.engine import Case
from loupe.model import Source
from loupe.views.works import works_by_name
from loupe.web import serve

SECOND = "1\n00:00:01,000 --> 00:00:04,000\nThe alarm rang 12 times.\n"
OF_A_WORK = ("film", "claims", "script", "history")


@pytest.fixture
def two(case, client_of):
    """A case with two works, the second one checked last; a client and the works, the last first."""
    second = case.parent / "second.srt"
    second.write_text(SECOND)
    with Case.open(case) as opened:
        opened.check(second, fast=True)
        works = [work.id for work in opened.works()]
    serving = serve(case, "Anna")
    yield client_of(serving), works
    serving.stop()


def tabs(html):
    """The addresses of the navigation."""
    return re.findall(r'<a href="([^"]+)"', html[html.index('aria-label="Pages"') : html.index("</nav>")])


def switch(html):
    """The addresses of the switch between works, and the one that is marked as being here."""
    part = html[html.index('aria-label="Works"') :].partition("</nav>")[0]
    return re.findall(r'<a href="([^"]+)"', part), re.findall(r'<a href="([^"]+)" aria-current="true"', part)


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        pytest.param("/nowhere", 404, "There is no page under this address.", id="no such page"),
        pytest.param("/film/s-nonexist", 404, "s-nonexist", id="no such work"),
        pytest.param("/script/s-nonexist", 404, "s-nonexist", id="no such script"),
        pytest.param("/sources/s-nonexist", 404, "s-nonexist", id="no such source"),
        pytest.param("/things/nothing", 404, "There is no page nothing.", id="no such part"),
        pytest.param("/sources?page=none", 422, "The request cannot be read", id="no such number"),
        pytest.param("/enter/<b>", 404, "There is no page", id="odd address"),
        pytest.param("/nowhere.txt", 404, "There is no page", id="a file in a window"),
    ],
)
def test_a_refusal_is_a_page_that_one_can_go_on_from(inside, path, status, words):
    answer = inside.ask(path, headers={"Sec-Fetch-Dest": "document"}.items())
    html = answer.body.decode()
    assert (answer.status, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert words in html[html.index("<h1") : html.index("</h1>")]
    assert re.search(r"</h1>\s*<p dir=\"auto\">[^<]+</p>", html), "the hint"
    assert "/sources" in tabs(html)
    assert 'href="/"' in html.partition("<main")[2]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        pytest.param("/film/s-nonexist.json", {}, id="values"),
        pytest.param("/api/jobs/99", {}, id="api"),
        pytest.param("/api/nothing", {}, id="api that is not there"),
        pytest.param("/nothing.json", {}, id="values that are not there"),
        pytest.param("/things/nothing/part", {}, id="a part of a page"),
        pytest.param("/sources/s-nonexist/page/1.png", {}, id="a picture"),
        pytest.param("/film/s-nonexist/claim/1.1", {"Sec-Fetch-Dest": "empty"}, id="a script's request"),
    ],
)
def test_scripts_get_their_refusals_as_json(inside, path, headers):
    answer = inside.ask(path, headers=headers.items())
    assert answer.status == 404
    assert answer.json.keys() == {"code", "message", "hint"}
    assert answer.json["message"]
    assert answer.json["hint"]


def test_a_page_that_breaks_is_a_page_too(inside, monkeypatch):
    monkeypatch.setattr(Case, "page_of_case", lambda self: 1 / 0)
    for path, kind in (("/", "text/html; charset=utf-8"), ("/case.json", "application/json")):
        answer = inside.ask(path)
        assert (answer.status, answer.headers["content-type"]) == (500, kind)
        assert b"This is a bug in Loupe" in answer.body


def test_a_case_that_cannot_even_name_its_works_is_answered_for(inside, monkeypatch):
    monkeypatch.setattr(Case, "works", lambda self: 1 / 0)
    answer = inside.ask("/film")
    assert (answer.status, answer.headers["content-type"]) == (500, "text/html; charset=utf-8")
    assert "/sources" in tabs(answer.body.decode())


@pytest.mark.parametrize("room", OF_A_WORK)
def test_a_room_without_a_work_says_what_belongs_there(tmp_path, client_of, room):
    Case.create(tmp_path / "empty").close()
    serving = serve(tmp_path / "empty", "Anna")
    try:
        answer = client_of(serving).ask(f"/{room}")
        html = answer.body.decode()
        assert answer.status == 200
        assert "No work was checked yet" in html
        assert f"loupe check {tmp_path / 'empty'} SCRIPT" in html
        assert 'aria-label="Works"' not in html
        assert tabs(html) == ["/", "/film", "/claims", "/sources", "/timeline", "/things", "/script", "/history"]
    finally:
        serving.stop()


@pytest.mark.parametrize("room", OF_A_WORK)
def test_a_room_says_which_work_it_is_of_and_leads_to_the_others(two, room):
    client, works = two
    for work in works:
        found, here = switch(client.ask(f"/{room}/{work}").body.decode())
        assert (found, here) == ([f"/{room}/{one}" for one in works], [f"/{room}/{work}"])


def test_one_work_needs_no_switch(inside):
    answer = inside.ask(inside.ask("/film").headers["location"])
    assert b'aria-label="Works"' not in answer.body


def test_the_navigation_stays_with_the_work_that_one_is_in(two):
    client, (last, first) = two
    assert f"/film/{last}" in tabs(client.ask("/").body.decode())
    for path in (f"/film/{first}", "/sources", "/timeline", "/", "/search?q=boxes", "/nowhere"):
        html = client.ask(path).body.decode()
        assert {f"/{room}/{first}" for room in OF_A_WORK} <= set(tabs(html)), path
    assert f"/claims/{last}" in tabs(client.ask(f"/script/{last}").body.decode())


def test_the_way_to_the_last_work_keeps_the_question(two):
    client, (last, _) = two
    assert client.ask("/film?claim=1.1").headers["location"] == f"/film/{last}?claim=1.1"


def test_a_claim_beside_those_of_another_work_says_which_it_is_of(two):
    client, works = two
    for work in works:
        claim = client.ask(f"/film/{work}.json").json["lines"][0]["claims"][0]["id"]
        value = {"work": work, "kind": "star", "fields": {"claim": claim, "on": True}}
        assert client.ask("/api/decide", "POST", value=value).status == 200
    html = client.ask("/").body.decode()
    risky, last = html.partition('id="risky"')[2], html.partition('id="last"')[2]
    for part in (risky.partition("</table>")[0], last):
        assert {"film.srt", "second.srt"} <= set(re.findall(r'of-work" dir="auto">([^<]+)<', part))
    found = client.ask("/search?q=boxes+alarm").body.decode()
    assert {"film.srt", "second.srt"} <= set(re.findall(r'of-work" dir="auto">([^<]+)<', found))


def test_one_work_is_not_named_over_and_over(inside):
    assert b"of-work" not in inside.ask("/").body
    assert b"of-work" not in inside.ask("/search?q=boxes+hurt").body


def test_works_of_one_title_are_told_apart():
    def work(id_, name, title):
        return Source(id_, "0" * 64, name, "subtitles", 1, title=title)

    names = works_by_name([work("s-1", "a.srt", "One"), work("s-2", "b.srt", "One"), work("s-3", "c.srt", "Two")])
    assert list(names.values()) == ["One (a.srt)", "One (b.srt)", "Two"]
    same = works_by_name([work("s-1", "a.srt", "One"), work("s-2", "a.srt", "One")])
    assert len(set(same.values())) == 2


# --- what is beside the point is said, and nothing that is not so ---


@pytest.fixture
def idle(case, client_of):
    """A case whose work has no claim that can be checked, with one source."""
    work = case.parent / "idle.srt"
    work.write_text("1\n00:00:01,000 --> 00:00:04,000\nWho would even try?\n")
    with Case.create(case.parent / "idle") as made:
        (case.parent / "only.txt").write_text("Nobody was hurt in the robbery.\n")
        made.add(case.parent / "only.txt")
        made.check(work, fast=True)
    serving = serve(case.parent / "idle", "Anna")
    yield client_of(serving)
    serving.stop()


def test_a_work_without_a_checkable_claim_asks_for_nothing_and_praises_nothing(idle):
    work = idle.ask("/case.json").json["works"][0]["id"]
    home = idle.ask("/").body.decode()
    assert "No claim of it can be checked" in home
    assert "no claim can be checked, so none is to be decided" in home
    assert "Every claim that can be checked is decided" not in home
    assert "press <kbd>j</kbd>" not in home
    assert "1 source, 1 work</a>" in home
    film = idle.ask(f"/film/{work}").body.decode()
    assert "there is nothing to decide" in film
    assert "press <kbd>j</kbd>" not in film
    script = idle.ask(f"/script/{work}").body.decode()
    assert "there is nothing to decide or to sign" in script
    assert "✔ yes</span> Every claim" not in script
    assert script.count("– nothing to look at:") == 7
    assert "no claim of this work can be checked" in script


def test_a_film_is_spoken_of_only_where_one_plays(inside):
    html = inside.ask(inside.ask("/film").headers["location"]).body.decode()
    assert "press <kbd>j</kbd>, or click one." in html
    assert "let the film play" not in html


def test_a_filter_that_nothing_fits_says_so_in_a_sentence(inside):
    there = inside.ask("/claims").headers["location"]
    shown = re.sub(r"<[^>]+>", "", inside.ask(f"{there}?words=qwertzuiop").body.decode())
    assert "No claim fits: " in shown
    one = re.sub(r"<[^>]+>", "", inside.ask(f"{there}?words=boxes").body.decode())
    assert "1–1 of 1 claim that fits: " in one


def test_two_moments_are_compared_only_when_both_are_chosen(inside):
    work = inside.ask("/case.json").json["works"][0]["id"]
    head = inside.ask(f"/film/{work}.json").json["lines"][0]["claims"][0]
    inside.ask("/api/decide", "POST", value={"work": work, "kind": "star", "fields": {"claim": head["id"], "on": True}})
    html = inside.ask(f"/history/{work}").body.decode()
    radios = re.findall(r'<input type="radio"[^>]+>', html)
    assert len(radios) == 2
    assert all(" required " in radio for radio in radios)
    assert "chosen under From and To" in html
