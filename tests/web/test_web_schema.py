"""The JSON API does what its description says, whatever comes: schemathesis asks every operation.

Each is asked with what fits its description and with what does not. The description that is asked from has the case's
own ids added to those fields that take one, so that the questions reach what lies behind the look-up.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, seed, settings

from loupe.engine import Case
from loupe.web import make_app, serve

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis asks the API; it is of the extra dev")
held = pytest.importorskip("schemathesis.checks")
held_to_openapi = pytest.importorskip("schemathesis.specs.openapi.checks")

EXAMPLES = int(os.environ.get("LOUPE_EXAMPLES", "6"))
"""Questions for each operation and each way of asking; LOUPE_EXAMPLES=1000 asks for minutes."""
CHECKS = [
    held.not_a_server_error,
    held_to_openapi.status_code_conformance,
    held_to_openapi.content_type_conformance,
    held_to_openapi.response_schema_conformance,
]
DESCRIPTION = make_app(Path("case"), "Anna").openapi()


def known(folder):
    """By the name of a field, what of this case it may hold."""
    with Case.open(folder, readonly=True) as case:
        work = case.works()[0].id
        claims = case.claims(work)
        source = next(s for s in case.sources() if s.id != work)
        passages = [*case.passages(source.id), *case.passages(work)]
    claim, passage = next(c.id for c in claims if c.checkable), passages[0]
    place = {"start": passage.locator.start, "end": passage.locator.end, "quote": passage.text}
    fields = [
        *({"claim": claim, "label": label} for label in ("accept", "supported", "unsure", "none")),
        {"claim": claim, "text": "Said more clearly."},
        {"claim": claim, "text": "A note.", "private": True},
        {"claim": claim, "on": True},
        {"claim": claim, "passage": passage.id, "stance": "contradicts", **place},
        {"claim": claim, "passage": passage.id, "stance": "supports", **place, "start": 10**30},
        {"claim": claim, "texts": ["The one half.", "The other half."]},
        {"claim": claim, "into": claims[-1].id},
        {"claim": claim, "into": "c-nothing"},
        {"claim": claim, "query": "boxes", "found": 10**30},
        {"passage": passages[-1].id, "on": True},
        {"source": source.id, "on": True},
        {"name": "Mine", "query": "sort=risk&page=" + "9" * 5000, "on": True},
    ]
    return {
        "work": [work], "claim": [claim, claims[-1].id], "claims": [[c.id for c in claims]], "source": [source.id],
        "part": ["people", "ledger", "layers", "questions", "ask"], "fields": fields, "name": ["people", "timeline"],
        "quote": [f"{passage.id}:{place['start']}-{place['end']}", f"{passage.id}:0-{'9' * 80}"], "at": [passage.id],
        "left": ["Anna"], "right": ["Jan Peeters"], "said": [{"title": "A"}, {"published": "2003"}],
        "act": ["accept", "star", "unsure"], "page": ["2", "9" * 5000, "-1"], "from": ["2003", "0", "9" * 5000],
    }  # fmt: skip


def with_ids(node, values, name=""):
    """The description with ``values`` beside whatever else a field of such a name takes."""
    if isinstance(node, list):
        return [with_ids(one, values) for one in node]
    if not isinstance(node, dict):
        return node
    if "in" in node and "schema" in node:
        return node | {"schema": either(node["schema"], values.get(node["name"]))}
    if isinstance(node.get("properties"), dict):
        fields = {key: either(one, values.get(key)) for key, one in node["properties"].items()}
        return node | {"properties": fields}
    return {key: with_ids(one, values) for key, one in node.items()}


def either(schema, values):
    taken = [v for v in values or () if schema.get("type") != "integer"]
    return {"anyOf": [{"enum": taken}, schema]} if taken else schema


@pytest.fixture(scope="module")
def asked(built, tmp_path_factory):
    """The operations of a server over a case of its own, and how to ask them as its own page does."""
    folder = shutil.copytree(built, tmp_path_factory.mktemp("schema") / "case")
    serving = serve(folder, "Anna")
    api = schemathesis.openapi.from_dict(with_ids(DESCRIPTION, known(folder)))
    api.config.update(base_url=f"http://127.0.0.1:{serving.port}")
    yield api, serving
    serving.stop()


@pytest.fixture(scope="module")
def session(asked):
    """A browser that came in by the link."""
    import requests

    with requests.Session() as entered:
        entered.trust_env = False
        entered.headers["Sec-Fetch-Site"] = "same-origin"
        assert entered.get(asked[1].link).status_code == 200
        yield entered


def ways():
    """Every operation with what fits, and with what does not where there is such a thing: any text fits a path."""
    for path, found in DESCRIPTION["paths"].items():
        for method, told in found.items():
            some = any(p["in"] == "query" or p["schema"]["type"] != "string" for p in told.get("parameters", ()))
            for mode in ("positive", "negative") if some or "requestBody" in told else ("positive",):
                yield pytest.param(method, path, mode, id=f"{method} {path}, {mode}")


@pytest.mark.parametrize(("method", "path", "mode"), list(ways()))
def test_every_operation_answers_as_it_is_described(asked, session, method, path, mode):
    strategy = asked[0][path][method].as_strategy(generation_mode=schemathesis.GenerationMode(mode))

    @seed(2003)
    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def ask(question):
        question.call_and_validate(session=session, checks=CHECKS)

    ask()
