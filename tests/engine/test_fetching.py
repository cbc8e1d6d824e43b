"""Asking for one web page: what is sent, what is kept, and all that is refused."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from web_server import CERTIFICATE, WebServer, drip, moved, page

from loupe.engine.net.fetching import page_into
from loupe.engine.net.publicnet import WebPolicy, parse_address, refuse_private
from loupe.model.errors import AddressRefused, FetchFailed
from loupe.reading.values import Reading, ReadingLimits, ReadJob, no_step
from loupe.reading.warcs import read_warc

STORY = b"<!doctype html><html><body><p>Words of a story.</p></body></html>"


@pytest.fixture
def server() -> Iterator[WebServer]:
    running = WebServer()
    yield running
    running.stop()


@pytest.fixture
def secure() -> Iterator[WebServer]:
    running = WebServer(tls=True)
    yield running
    running.stop()


def near(host: str, port: int) -> list[str]:
    """Every name leads to this machine."""
    return ["127.0.0.1"]


def policy(*servers: WebServer, **more: object) -> WebPolicy:
    """What a test may ask: its own servers on this machine, which nothing but a policy opens."""
    ports = (80, 443, *(server.port for server in servers))
    return WebPolicy(ports=ports, private=("127.0.0.0/8",), **{"seconds": 5.0, **more})  # type: ignore[arg-type]


def pages(path: Path, tmp_path: Path) -> Reading:
    scratch = tmp_path / "scratch"
    scratch.mkdir(exist_ok=True)
    return read_warc(ReadJob(path, path.name, scratch=scratch), ReadingLimits(), no_step)


def test_a_page_is_kept_as_it_came_and_its_words_are_read(server, tmp_path):
    answer = page(STORY, Server="odd/1", X_Odd="  spaces  kept ")
    server.answers["/news/story?id=7"] = answer
    path = page_into(tmp_path, f"http://page.test:{server.port}/news/story?id=7#part", policy(server), near)
    assert path.parent == tmp_path
    assert path.name.startswith("page.test-news-story-")
    data = path.read_bytes()
    assert answer in data
    assert server.asked[0] in data
    for said in (b"WARC-Type: warcinfo", b"WARC-IP-Address: 127.0.0.1", b"fetchTimeMs: ", b"status: 200"):
        assert said in data
    (part,) = pages(path, tmp_path).parts
    assert part.path.read_bytes() == STORY
    assert f"http://page.test:{server.port}/news/story?id=7, captured 20" in part.place


def test_another_reader_of_web_archives_finds_the_same_in_it(server, tmp_path):
    archives = pytest.importorskip("warcio.archiveiterator", reason="only to compare with another reader")
    server.answers["/"] = moved("/story")
    server.answers["/story"] = page(STORY)
    path = page_into(tmp_path, f"http://page.test:{server.port}", policy(server), near)
    with path.open("rb") as file:
        records = [
            (record.rec_type, record.content_stream().read())
            for record in archives.ArchiveIterator(file, check_digests="raise")
        ]
    assert [kind for kind, _ in records] == ["warcinfo", *["response", "request", "metadata"] * 2]
    assert records[4][1] == STORY


def test_the_request_says_who_asks_and_sends_nothing_else(server, tmp_path):
    server.answers["/"] = page(STORY, Set_Cookie="id=1")
    page_into(tmp_path, f"http://page.test:{server.port}/", policy(server), near)
    lines = server.asked[0].decode().split("\r\n")
    assert lines[0] == "GET / HTTP/1.1"
    assert sorted(line.partition(":")[0] for line in lines[1:] if line) == [
        "Accept", "Accept-Encoding", "Connection", "Host", "User-Agent",
    ]  # fmt: skip
    assert any(line.startswith("User-Agent: Loupe/") for line in lines)
    assert len(server.asked) == 1


def test_a_secure_page_is_kept_with_the_print_of_its_certificate(secure, tmp_path):
    secure.answers["/"] = page(STORY)
    path = page_into(
        tmp_path, f"https://page.test:{secure.port}/", policy(secure, certificates=str(CERTIFICATE)), near
    )  # fmt: skip
    assert b"tlsVersion: TLSv1.3" in path.read_bytes()
    assert b"certificateSha256: " in path.read_bytes()


@pytest.mark.parametrize("host", ["page.test", "other.test"])
def test_a_certificate_that_proves_nothing_is_refused(secure, tmp_path, host):
    trusted = str(CERTIFICATE) if host == "other.test" else ""
    with pytest.raises(FetchFailed, match="cannot prove"):
        page_into(tmp_path, f"https://{host}:{secure.port}/", policy(secure, certificates=trusted), near)
    assert list(tmp_path.iterdir()) == []


def test_an_answer_in_chunks_or_without_a_length_is_kept_whole(server, tmp_path):
    chunks = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunks += (
        b"5;a=b\r\n" + STORY[:5] + b"\r\n" + b"%x\r\n" % len(STORY[5:]) + STORY[5:] + b"\r\n0\r\nX-After: 1\r\n\r\n"
    )
    server.answers["/chunks"] = chunks
    server.answers["/open"] = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + STORY
    for name in ("chunks", "open"):
        path = page_into(tmp_path, f"http://page.test:{server.port}/{name}", policy(server), near)
        assert server.answers[f"/{name}"] in path.read_bytes()
        assert pages(path, tmp_path).parts[0].path.read_bytes() == STORY


def test_redirects_are_followed_and_kept(server, tmp_path):
    server.answers["/a"] = moved("b?x=1", "301 Moved Permanently")
    server.answers["/b?x=1"] = moved(f"//page.test:{server.port}/c")
    server.answers["/c"] = page(STORY)
    path = page_into(tmp_path, f"http://page.test:{server.port}/a", policy(server), near)
    assert [request.split()[1] for request in server.asked] == [b"/a", b"/b?x=1", b"/c"]
    reading = pages(path, tmp_path)
    assert reading.parts[0].path.read_bytes() == STORY
    assert reading.notes == ("2 answers lead to other addresses and are no pages.",)
    assert path.read_bytes().count(b"redirectsFollowed: 2") == 3


def test_redirects_without_end_are_given_up(server, tmp_path):
    server.answers["/"] = moved("/")
    with pytest.raises(FetchFailed, match="leads on more than 5 times"):
        page_into(tmp_path, f"http://page.test:{server.port}/", policy(server), near)
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "http://10.0.0.1/", "http://[::1]/", "http://user:word@page.test/", "http://page.test:22/",
     "http://0x7f000001/", "gopher://page.test/", "http://169.254.169.254/latest/meta-data/"],
)  # fmt: skip
def test_redirects_are_checked_as_strictly_as_the_first_address(server, tmp_path, target):
    server.answers["/"] = moved(target)
    with pytest.raises(AddressRefused):
        page_into(tmp_path, f"http://page.test:{server.port}/", policy(server), near)
    assert len(server.asked) == 1
    assert list(tmp_path.iterdir()) == []


def test_loopback_is_refused_unless_a_policy_opens_it(server, tmp_path, monkeypatch):
    for name in ("LOUPE_ALLOW_PRIVATE", "NO_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{server.port}")
    with pytest.raises(AddressRefused, match="not on the public internet"):
        page_into(tmp_path, f"http://127.0.0.1:{server.port}/", WebPolicy(ports=(server.port,)))
    assert server.asked == []


def test_a_name_that_also_leads_into_a_private_network_is_refused(server, tmp_path):
    with pytest.raises(AddressRefused, match=r"192\.168\.1\.1"):
        page_into(
            tmp_path, "http://page.test/", WebPolicy(seconds=2), lambda host, port: ["93.184.215.14", "192.168.1.1"]
        )  # fmt: skip


def test_a_name_is_looked_up_once_and_the_address_checked_is_the_one_asked(server, tmp_path, monkeypatch):
    looked_up = []

    def resolve(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"] if len(looked_up) == 1 else ["127.0.0.2"]

    def forbidden(host, *rest, **more):
        assert host == "127.0.0.1", "the name was looked up again"
        return real(host, *rest, **more)

    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    server.answers["/"] = page(STORY)
    page_into(tmp_path, f"http://page.test:{server.port}/", policy(server), resolve)
    assert looked_up == ["page.test"]


def test_the_next_address_is_tried_when_one_does_not_answer(server, tmp_path):
    server.answers["/"] = page(STORY)
    path = page_into(
        tmp_path, f"http://page.test:{server.port}/", policy(server), lambda host, port: ["127.0.0.9", "127.0.0.1"]
    )  # fmt: skip
    assert b"WARC-IP-Address: 127.0.0.1" in path.read_bytes()


LONG = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(page(b"x", "404 Not Found"), id="404"),
        pytest.param(page(b"x", "500 Oops"), id="500"),
        pytest.param(page(b"", "304 Not Modified"), id="304"),
        pytest.param(page(b"", "302 Found"), id="redirect-to-nowhere"),
        pytest.param(b"", id="silence"),
        pytest.param(b"SSH-2.0-OpenSSH_9.6\r\n", id="another-protocol"),
        pytest.param(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 5000 + b"\r\n", id="header-flood"),
        pytest.param(b"HTTP/1.1 200 OK\r\nA: " + b"b" * 200_000 + b"\r\n\r\n", id="endless-header"),
        pytest.param(page(STORY, Content_Length="5000"), id="breaks-off"),
        pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nshort", id="broken-chunk"),
        pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", id="no-chunk"),
        pytest.param(page(b"x" * 300_000), id="too-large"),
        pytest.param(LONG + b"x" * 300_000, id="too-large-without-length"),
        pytest.param(b"HTTP/1.1 100 Continue\r\n\r\n" * 20_000, id="continue-without-end"),
    ],
)
def test_no_page_means_an_error_and_nothing_written(server, tmp_path, answer):
    server.answers["/"] = answer
    with pytest.raises(FetchFailed) as caught:
        page_into(tmp_path, f"http://page.test:{server.port}/", policy(server, most_bytes=200_000), near)
    assert caught.value.hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param((b"x" for _ in range(200)), id="status"),
        pytest.param((LONG[:1] if n == 0 else LONG[n : n + 1] for n in range(200)), id="headers"),
        pytest.param((LONG if n == 0 else b"x" for n in range(200)), id="body"),
    ],
)
def test_a_slow_drip_does_not_outlast_the_time_for_everything(server, tmp_path, pieces):
    server.answers["/"] = drip(pieces)
    began = time.monotonic()
    with pytest.raises(FetchFailed, match=r"longer than 0\.5 seconds"):
        page_into(tmp_path, f"http://page.test:{server.port}/", policy(server, seconds=0.5), near)
    assert time.monotonic() - began < 3


def test_a_name_service_that_does_not_answer_does_not_outlast_it_either(tmp_path):
    wait = threading.Event()

    def resolve(host: str, port: int) -> list[str]:
        wait.wait(10)
        return ["127.0.0.1"]

    with pytest.raises(FetchFailed, match="longer than"):
        page_into(tmp_path, "http://page.test/", WebPolicy(seconds=0.3), resolve)
    wait.set()


def test_no_server_and_no_such_name_are_said(server, tmp_path):
    port = server.port
    server.stop()
    with pytest.raises(FetchFailed, match="cannot be reached"):
        page_into(tmp_path, f"http://page.test:{port}/", policy(server), near)

    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with pytest.raises(FetchFailed, match=r"no web server called page\.test"):
        page_into(tmp_path, "http://page.test/", WebPolicy(seconds=2), unknown)
    server.stop = lambda: None  # it was stopped above


def test_the_same_page_twice_is_two_files(server, tmp_path):
    server.answers["/"] = page(STORY)
    paths = {page_into(tmp_path, f"http://page.test:{server.port}/", policy(server), near) for _ in range(3)}
    assert len(paths) == 3
    assert sorted(tmp_path.iterdir()) == sorted(paths)


REFUSED = [
    "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "//example.org/",
    "example.org", "http://", "http:///path", "http://user@example.org/", "http://user:word@example.org/",
    "http://@example.org/", "http://example.org:22/", "http://example.org:99999/", "http://example.org:x/",
    "http://example.org\\@10.0.0.1/", "http://exa mple.org/", "http://example.org/a\r\nHost: b",
    "http://example.org/\x00", "http://[::1", "http://[fe80::1%25eth0]/", "http://%31%32%37.0.0.1/",
    "http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://127.1/",
    "http://127.0.0.1.1/", "http://256.1.1.1/", "http://1.1.1/", "http://-a.org/", "http://a..org/",
]  # fmt: skip
REFUSED += [f"http://{'a' * 64}.org/", f"http://{'a.' * 200}org/", f"http://example.org/{'a' * 5000}"]


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_that_are_not_asked_for(address):
    with pytest.raises(AddressRefused) as caught:
        parse_address(address, WebPolicy())
    assert "\r" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a?b=c&d#e", "https://example.org/a?b=c&d"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("https://example.org./x", "https://example.org/x"),
        ("https://müller.example/ö?ü=ß", "https://xn--mller-kva.example/%C3%B6?%C3%BC=%C3%9F"),
        ("https://example.org/a%20b/%C3%B6", "https://example.org/a%20b/%C3%B6"),
        ("http://93.184.215.14/", "http://93.184.215.14/"),
        ("http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/", "http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/"),
        ("https://a_b.example.org/", "https://a_b.example.org/"),
    ],
)
def test_plain_addresses_are_asked_for(address, asked):
    assert parse_address(address, WebPolicy()).address == asked


PRIVATE = """
    0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1
    192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1
    255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe
    64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1:: 2002:a00:1::1 2620:4f:8000::1 3fff::1 5f00::1 fc00::1
    fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 2600::5efe:a00:1 2600::200:5efe:a00:1
""".split()


@pytest.mark.parametrize("address", [*PRIVATE, "no address", ""])
def test_addresses_that_are_not_public_are_refused(address):
    with pytest.raises(AddressRefused):
        refuse_private(address, "page.test", WebPolicy())


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101",
     "2002:101:101::1"],
)  # fmt: skip
def test_public_addresses_are_asked(address):
    refuse_private(address, "page.test", WebPolicy())
