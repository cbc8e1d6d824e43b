"""Files dropped on a page: taken in whole or refused with a reason, and read behind it."""

from __future__ import annotations

import time

import pytest

from loupe.engine import Case
from loupe.web import serve
from loupe.web.filing import INCOMING
from loupe.web.jobs import KEPT, Jobs, Told

DROP = "drop000000"


def put(client, name, data, drop=DROP, **headers):
    return client.ask(f"/api/files/{name}?drop={drop}", "PUT", {"Sec-Fetch-Site": "same-origin", **headers}, data=data)


def finished(client, answer):
    assert answer.status == 200, answer.body
    number = answer.json["job"]["id"]
    for _ in range(300):
        job = client.ask(f"/api/jobs/{number}").json["job"]
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.05)
    raise AssertionError(f"job {number} did not end")


def test_a_dropped_file_is_read_and_found(own):
    assert put(own, "late.txt", b"The vault lay 20 metres underground.\n").json == {"name": "late.txt", "bytes": 37}
    job = finished(own, own.ask("/api/add", "POST", value={"drop": DROP}))
    assert job["state"] == "done"
    assert job["told"][0]["words"] == "late.txt: added."
    assert own.ask("/case.json").json["sources"] == 2
    assert not (own.case / INCOMING / DROP).exists()
    with Case.open(own.case) as other:
        assert [s.name for s in other.sources() if s.role == "archive"] == ["late.txt", "paper.txt"]
        assert other.search("metres underground")[0].source.name == "late.txt"


def test_each_copy_of_a_file_that_is_in_the_case_is_named(own):
    with Case.open(own.case) as other:
        source, path = other.original(next(s.id for s in other.sources() if s.name == "paper.txt"))
        data = path.read_bytes()
    for name in ("a.txt", "b.txt"):
        put(own, name, data)
    job = finished(own, own.ask("/api/add", "POST", value={"drop": DROP}))
    assert [told["words"] for told in job["told"]] == [
        "a.txt: the same file as paper.txt, which is in the case.",
        "b.txt: the same file as paper.txt, which is in the case.",
    ]
    assert {told["link"] for told in job["told"]} == {f"/sources/{source.id}"}


def test_the_same_new_file_twice_is_added_once_and_both_names_are_told(own):
    for name in ("a.txt", "b.txt"):
        put(own, name, b"The vault lay 20 metres underground.\n")
    job = finished(own, own.ask("/api/add", "POST", value={"drop": DROP}))
    assert [told["words"] for told in job["told"]] == [
        "a.txt: added.", "b.txt: the same file as a.txt, which is in the case.",
    ]  # fmt: skip


def test_what_a_person_drops_is_theirs_in_the_log(own, monkeypatch):
    monkeypatch.setenv("LOUPE_USER", "machine")
    put(own, "late.txt", b"The vault lay 20 metres underground.\n")
    finished(own, own.ask("/api/add", "POST", value={"drop": DROP}))
    put(own, "second.srt", b"1\n00:00:01,000 --> 00:00:04,000\nThe vault lay 20 metres underground.\n")
    finished(own, own.ask("/api/check", "POST", value={"drop": DROP, "fast": True}))
    with Case.open(own.case) as other:
        entries = other._store.log()
    late = next(n for n, e in enumerate(entries) if e.payload.get("name") == "late.txt" or "late.txt" in str(e.payload))
    assert {e.actor for e in entries[late:]} == {"Anna"}


def test_a_name_in_any_script_is_kept(own):
    assert put(own, "%D1%84%D0%B0%D0%B9%D0%BB.txt", b"words enough to read").json["name"] == "файл.txt"


def test_what_cannot_be_read_says_why(own):
    put(own, "broken.pdf", b"%PDF-1.4 nothing of the kind")
    job = finished(own, own.ask("/api/add", "POST", value={"drop": DROP}))
    (told,) = job["told"]
    assert job["state"] == "done"
    assert not told["good"]
    assert told["hint"]
    values = own.ask("/case.json").json
    assert (values["sources"], values["unread"]) == (1, 1)
    assert any(s["label"] == "broken.pdf" for s in own.ask("/case.json").json["failed"])


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("..%2Fx.txt", id="a path upwards"),
        pytest.param(".hidden", id="a hidden file"),
        pytest.param("a%5Cb.txt", id="a backslash"),
        pytest.param("a%00b.txt", id="a null"),
        pytest.param("x" * 201 + ".txt", id="too long"),
        pytest.param("%20", id="blank"),
    ],
)
def test_what_is_no_file_name_is_refused(own, name):
    answer = put(own, name, b"x")
    assert answer.status in (400, 404), answer.body
    assert not [p for p in (own.case / INCOMING).rglob("*") if p.is_file()]


@pytest.mark.parametrize("drop", ["", "short", "../../../etc", "UPPERCASE0"])
def test_what_is_no_drop_is_refused(own, drop):
    assert put(own, "a.txt", b"x", drop=drop).status == 422
    assert own.ask("/api/add", "POST", value={"drop": drop}).status == 422


def test_two_files_of_one_name_do_not_overwrite_each_other(own):
    assert put(own, "a.txt", b"first").status == 200
    assert put(own, "a.txt", b"second").status == 400
    assert (own.case / INCOMING / DROP / "a.txt").read_bytes() == b"first"


def test_a_file_past_the_limit_is_refused_and_not_kept(own, client_of):
    (own.case / "loupe.toml").write_text("[reading]\nmax_bytes = 1000\nmax_media_bytes = 1000\n")
    serving = serve(own.case, "Anna")
    try:
        client = client_of(serving)
        answer = put(client, "big.txt", b"x" * 1001)
        assert (answer.status, answer.json["code"]) == (400, "file-too-large")
        assert not (own.case / INCOMING / DROP / "big.txt").exists()
    finally:
        serving.stop()


def test_a_check_runs_behind_the_page_and_its_work_is_there(own):
    put(own, "other.srt", b"1\n00:00:01,000 --> 00:00:04,000\nThe police counted 123 opened boxes in the vault.\n")
    job = finished(own, own.ask("/api/check", "POST", value={"drop": DROP, "title": "The other", "fast": True}))
    assert job["state"] == "done", job
    works = own.ask("/case.json").json["works"]
    assert [w["title"] for w in works] == ["The other", "film.srt"]
    again = finished(own, own.ask("/api/check", "POST", value={"work": works[1]["id"], "fast": True}))
    assert again["told"][0]["link"] == f"/film/{works[1]['id']}"


@pytest.mark.parametrize(
    ("value", "status"),
    [
        pytest.param({}, 400, id="nothing"),
        pytest.param({"work": "s-1", "drop": DROP}, 400, id="both"),
        pytest.param({"work": "s-000000000000"}, 404, id="no such work"),
        pytest.param({"drop": "nothing000"}, 400, id="an empty drop"),
    ],
)
def test_a_check_of_nothing_is_refused(own, value, status):
    assert own.ask("/api/check", "POST", value=value).status == status


def test_there_is_no_such_job(own):
    assert own.ask("/api/jobs/99").status == 404
    assert own.ask("/api/jobs/x").status == 422


def wait(jobs, number, state):
    for _ in range(200):
        if jobs.of(number).state == state:
            return jobs.of(number)
        time.sleep(0.01)
    raise AssertionError(jobs.of(number))


def test_a_fault_in_a_job_is_told_and_the_next_one_runs():
    jobs = Jobs()
    first = jobs.start("add", "one", lambda step: 1 / 0)
    second = jobs.start("add", "two", lambda step: (Told("read"),))
    assert "ZeroDivisionError" in wait(jobs, first.id, "failed").told[0].words
    assert wait(jobs, second.id, "done").told == (Told("read"),)
    jobs.stop()


def test_the_end_of_the_server_ends_the_work_at_its_next_step():
    jobs, steps = Jobs(), []

    def work(step):
        for n in range(1000):
            step(n, 1000, "a step")
            steps.append(n)
            time.sleep(0.01)
        return ()

    number = jobs.start("add", "long", work).id
    wait(jobs, number, "running")
    jobs.stop()
    assert len(steps) < 900
    assert jobs.of(number).state == "running"


def test_old_jobs_are_forgotten():
    jobs = Jobs()
    for _ in range(KEPT + 20):
        number = jobs.start("add", "x", lambda step: ()).id
        wait(jobs, number, "done")
    assert len(jobs.all()) <= KEPT + 1
    assert jobs.all()[0].id == KEPT + 20
    jobs.stop()
