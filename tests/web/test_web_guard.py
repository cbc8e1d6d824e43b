"""Who may talk to the local server: nobody but this browser, from Loupe's own pages, by the name of this machine."""

from __future__ import annotations

import socket

import pytest

from loupe.web import make_app


def routes(case):
    """Every address the application has, from the router itself: a new one is tested without a word."""
    found = []
    waiting = list(make_app(case, "Anna").routes)
    for route in waiting:
        waiting += getattr(getattr(route, "original_router", None), "routes", [])
        for method in sorted(getattr(route, "methods", None) or ()):
            path = route.path
            while "{" in path:
                path = path[: path.index("{")] + "x" + path[path.index("}") + 1 :]
            found.append((method, path))
    return found


def test_there_are_routes(case):
    assert ("GET", "/") in routes(case)
    assert ("POST", "/api/decide") in routes(case)


def test_the_printed_link_opens_the_door_once(client):
    assert client.ask("/").status == 403
    first = client.enter()
    assert (first.status, first.headers["location"]) == (303, "/")
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "SameSite=Strict" in first.headers["set-cookie"]
    assert client.ask("/").status == 200
    again = client.enter()
    assert (again.status, again.headers["location"]) == (303, "/")  # this browser is inside already
    assert "set-cookie" not in again.headers
    client.cookie = None
    assert client.enter().status == 403


def test_without_the_cookie_no_route_answers(client, case):
    for method, path in routes(case):
        assert client.ask(path, method).status == 403, (method, path)
        assert client.ask(path, method, {"Cookie": f"loupe-{client.port}=guess"}).status == 403, (method, path)


@pytest.mark.parametrize(
    "host",
    [
        pytest.param("evil.example", id="a name bent to this machine"),
        pytest.param("127.0.0.1", id="no port"),
        pytest.param("127.0.0.1:1", id="another port"),
        pytest.param("localhost.evil.example:{port}", id="a name that begins like this machine's"),
        pytest.param("", id="no name"),
    ],
)
def test_another_host_gets_nothing_from_any_route(inside, case, host):
    for method, path in routes(case):
        answer = inside.ask(path, method, {"Host": host.format(port=inside.port)})
        assert answer.status in (400, 421), (method, path)


def test_two_hosts_are_none(inside):
    with socket.create_connection(("127.0.0.1", inside.port)) as raw:
        raw.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{inside.port}\r\nHost: evil\r\n\r\n".encode())
        assert raw.recv(100).split()[1] in (b"400", b"421")


FOREIGN = [
    pytest.param({"Sec-Fetch-Site": "cross-site"}, id="another site"),
    pytest.param({"Sec-Fetch-Site": "same-site"}, id="another port of this machine"),
    pytest.param({"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"}, id="another origin"),
    pytest.param({"Origin": "null"}, id="a page from disk"),
    pytest.param({}, id="neither header"),
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_no_other_page_changes_anything(inside, case, headers):
    for method, path in routes(case):
        if method not in ("GET", "HEAD"):
            assert inside.ask(path, method, headers).status == 403, (method, path)


def test_another_site_may_link_here_but_load_nothing(inside):
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert inside.ask("/static/loupe.js", headers=foreign | {"Sec-Fetch-Mode": "no-cors"}).status == 403
    assert inside.ask("/case.json", headers=foreign | {"Sec-Fetch-Mode": "cors"}).status == 403
    assert inside.ask("/", headers=foreign | {"Sec-Fetch-Mode": "navigate"}).status == 200


def test_every_answer_is_shut_in(inside, case):
    for method, path in routes(case):
        headers = inside.ask(path, method, {"Sec-Fetch-Site": "same-origin"}).headers
        assert "default-src 'none'" in headers["content-security-policy"], (method, path)
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"


def test_only_this_machine_is_listened_to(inside):
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for address in others:
        with pytest.raises((ConnectionRefusedError, TimeoutError)):
            socket.create_connection((address, inside.port), timeout=1).close()
