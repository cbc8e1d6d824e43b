"""What the workbench says of its API, and what it answers to requests that no page of it makes."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from fastapi.responses import JSONResponse

from loupe.engine import Case
from loupe.model.errors import PolicyInvalid
from loupe.web import make_app, serve


def routes(case):
    waiting = list(make_app(case, "Anna").routes)
    for route in waiting:
        waiting += getattr(getattr(route, "original_router", None), "routes", [])
    return [
        (route, method) for route in waiting for method in getattr(route, "methods", None) or () if method != "HEAD"
    ]


def test_every_route_that_answers_json_is_described(case):
    described = {(p, m.upper()) for p, told in make_app(case, "Anna").openapi()["paths"].items() for m in told}
    answers = {(r.path, m): getattr(r.endpoint, "__annotations__", {}).get("return") for r, m in routes(case)}
    in_json = {at for at, kind in answers.items() if kind in ("JSONResponse", "dict[str, Any]", JSONResponse)}
    assert in_json == described | {("/api/openapi.json", "GET")}
    assert len(described) > 30


def test_pages_and_files_are_not_described(case):
    described = make_app(case, "Anna").openapi()["paths"]
    assert {route.path for route, _ in routes(case)} >= {"/", "/film/{work}", "/media/{source}", "/original/{source}"}
    assert [path for path in described if not (path.endswith(".json") or path.startswith("/api/"))] == []


WORK, CLAIM = "{work}", "{claim}"
CARD = {"claim": CLAIM, "passage": "{passage}", "start": 0, "end": 1, "quote": "D", "stance": "supports"}


def deciding(kind, fields, **more):
    return json.dumps({"work": WORK, "kind": kind, "fields": {"claim": CLAIM} | fields} | more)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        pytest.param(deciding("star", {"on": True}, seen=10**30), 422, "usage", id="a number no database holds"),
        pytest.param(deciding("star", {"claim": "\ud800"}), 404, "id-unknown", id="half of a character"),
        pytest.param(deciding("card", CARD | {"start": float("inf")}), 400, "usage", id="infinity"),
        pytest.param(deciding("card", CARD | {"end": float("nan")}), 400, "usage", id="no number"),
        pytest.param(deciding("text", {"text": "\ud800"}), 400, "usage", id="words with half of a character"),
        pytest.param("{", 422, "usage", id="broken JSON"),
        pytest.param("[" * 100_000, 400, "usage", id="too deep"),
        pytest.param('{"work": ' + "9" * 5000 + "}", 400, "usage", id="a number too long to read"),
        pytest.param('{"work": "é"}'.encode("latin-1"), 400, "usage", id="another encoding"),
        pytest.param(b"", 422, "usage", id="nothing"),
    ],
)
def test_what_no_page_sends_is_refused_with_a_code(inside, case, body, status, code):
    with Case.open(case, readonly=True) as opened:
        work = opened.works()[0].id
        claim = next(c.id for c in opened.claims() if c.checkable)
        passage = next(p.id for s in opened.sources() if s.id != work for p in opened.passages(s.id))
    if isinstance(body, str):
        body = body.replace(WORK, work).replace(CLAIM, claim).replace("{passage}", passage).encode()
    headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    answer = inside.ask("/api/decide", "POST", headers, data=body)
    assert (answer.status, answer.json["code"]) == (status, code)
    assert answer.json["message"]
    assert answer.json["hint"]


def test_a_page_number_of_any_length_is_read(inside, case):
    with Case.open(case, readonly=True) as opened:
        work = opened.works()[0].id
    assert inside.ask(f"/claims/{work}?page={'9' * 5000}").status == 200
    assert inside.ask(f"/history/{work}?page={'9' * 5000}").status == 200


def test_what_is_not_there_is_told_like_every_refusal(inside):
    answer = inside.ask("/api/nothing")
    assert (answer.status, answer.json["code"]) == (404, "id-unknown")
    answer = inside.ask("/api/decide")
    assert (answer.status, answer.json["code"], answer.headers["allow"]) == (405, "usage", "POST")


def test_a_fault_of_loupe_is_told_to_the_page_too(inside, monkeypatch):
    def breaks(_case):
        raise RuntimeError("broken")

    monkeypatch.setattr(Case, "page_of_case", breaks)
    answer = inside.ask("/case.json")
    assert (answer.status, answer.json["code"]) == (500, "error")
    assert "RuntimeError" in answer.json["message"]


@pytest.mark.parametrize("name", ["loupe.toml", "policy.toml"])
def test_a_case_that_cannot_be_opened_is_refused_before_anything_listens(case, name):
    (case / name).write_text("[[[\n")
    with pytest.raises(PolicyInvalid, match=name):
        serve(case, "Anna")


def test_the_command_says_it_in_one_sentence_and_ends(case):
    (case / "loupe.toml").write_text("[[[\n")
    command = [
        sys.executable,
        "-c",
        "from loupe.cli import main; raise SystemExit(main())",
        "open",
        str(case),
        "--no-browser",
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == PolicyInvalid.exit_status
    assert json.loads(done.stdout)["error"]["code"] == "policy-invalid"
    assert "Traceback" not in done.stderr
