"""What is taken for an address of the web, and what is not."""

import pytest

from loupe.model import web_address


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org:8080/a/b?q=1&r=2#part",
        "HTTPS://Example.org/",
        "https://de.wikipedia.org/wiki/Antwerpener_Diamantenraub_(2003)",
        "https://example.org/O'Neill",
        "https://bücher.example/straße",
        "https://[2001:db8::1]/a",
    ],
)
def test_what_a_reader_can_follow_is_taken_as_it_is_written(address):
    assert web_address(f"  {address}\n") == address


@pytest.mark.parametrize(
    "words",
    [
        None,
        "",
        "example.org/story",
        "ftp://example.org/story",
        "javascript:alert(1)",
        "file:///home/anna/story.html",
        "//example.org/story",
        "https://",
        "https:///story",
        "https://./",
        "https://?q=1",
        "https://example.org/a story",
        'https://example.org/"onclick="x',
        "https://example.org/<script>",
        "https://anna:secret@example.org/",
        "https://example.org@evil.example/",
        "https://example.org\\@evil.example/",
        "https://example.org:port/",
        "https://example.org:99999/",
        "https://[example.org/",
        pytest.param("https://example.org/\u202egro.live", id="turned round"),
        pytest.param("https://exa\u200bmple.org/", id="an unseen sign"),
        pytest.param("https://example.org/\x00", id="a nought"),
        pytest.param("https://example.org/" + "a" * 2000, id="too long"),
        "X.warc, record 2, https://example.org/a, captured 2003-02-17",
    ],
)
def test_anything_else_is_no_address(words):
    assert web_address(words) is None
