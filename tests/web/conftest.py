"""A real server over a small case, and a client that speaks raw HTTP to it."""

from __future__ import annotations

import fcntl
import http.client
import json
import os
import shutil
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from loupe.engine import Case

pytest.importorskip("fastapi", reason="the workbench is the extra web")

from loupe.web import serve

FILM = """1
00:00:01,000 --> 00:00:04,000
The thieves opened 109 of the 189 boxes.

2
00:00:05,000 --> 00:00:08,000
Nobody was hurt.
"""
PAPER = "Detectives counted 123 opened boxes of 189 in the vault.\n\nNobody was hurt in the robbery, police said.\n"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


class Client:
    def __init__(self, serving):
        self.port = serving.port
        self.link = serving.link
        self.cookie = None

    def ask(self, path, method="GET", headers=(), value=None, *, bare=False, data=None):
        sent = {} if bare else {"Host": f"127.0.0.1:{self.port}"}
        if self.cookie and not bare:
            sent["Cookie"] = self.cookie
        body = data
        if value is not None:
            body = json.dumps(value).encode()
            sent |= {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
        sent |= dict(headers)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest(method, path, skip_host=True)
        for name, text in sent.items():
            connection.putheader(name, text)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        found = Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        connection.close()
        return found

    def enter(self):
        parts = urlsplit(self.link)
        answer = self.ask(f"{parts.path}?{parts.query}")
        if "set-cookie" in answer.headers:
            self.cookie = answer.headers["set-cookie"].split(";")[0]
        return answer


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A case that was checked; copied, never changed."""
    folder = tmp_path_factory.mktemp("web")
    (folder / "film.srt").write_text(FILM)
    (folder / "paper.txt").write_text(PAPER)
    with Case.create(folder / "case") as made:
        made.add(folder / "paper.txt")
        made.check(folder / "film.srt", fast=True)
    return folder / "case"


@pytest.fixture(scope="session")
def hostile_built(tmp_path_factory):
    """A case full of payloads, made once for all processes of a run; copied, never changed."""
    from hostile import make_hostile

    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "hostile-case"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            (folder / "in").mkdir()
            make_hostile(folder / "in")
            (folder / "made").touch()
    return folder / "in" / "case"


@pytest.fixture
def case(built, tmp_path):
    """A case of the test's own."""
    return shutil.copytree(built, tmp_path / "web-case")


@pytest.fixture
def client(case):
    serving = serve(case, "Anna")
    yield Client(serving)
    serving.stop()


@pytest.fixture
def inside(client):
    client.enter()
    return client


@pytest.fixture(scope="session")
def client_of():
    """A client inside a server."""

    def entered(serving):
        client = Client(serving)
        client.enter()
        return client

    return entered


@pytest.fixture
def own(tmp_path, client_of):
    """A case of its own, which a test may change, with a server and a client inside."""
    (tmp_path / "film.srt").write_text(FILM)
    (tmp_path / "paper.txt").write_text(PAPER)
    with Case.create(tmp_path / "case") as made:
        made.add(tmp_path / "paper.txt")
        made.check(tmp_path / "film.srt", fast=True)
    serving = serve(tmp_path / "case", "Anna")
    client = client_of(serving)
    client.case = tmp_path / "case"
    yield client
    serving.stop()
