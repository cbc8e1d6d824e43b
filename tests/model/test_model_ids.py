"""Ids are content hashes. Cases on disk hold them: the values here must never change."""

import pytest

from loupe.model import content_id, sha256_hex, source_id


def test_an_original_is_named_by_the_sha256_of_its_bytes():
    assert sha256_hex(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert source_id(sha256_hex(b"Loupe")) == "s-cacfdbfb7e7c"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param(("e", "a", "b"), "e-f84c4d669fe0d410", id="two-words"),
        pytest.param(("c", "a", 1, None), "c-d4c24f9e15334006", id="a-number-and-nothing"),
        pytest.param(("p",), "p-e4a6a0577479b2b4", id="no-parts"),
    ],
)
def test_a_content_id_is_the_same_on_every_machine(parts, expected):
    assert content_id(*parts) == expected


def test_parts_are_kept_apart_and_in_order():
    ids = {content_id("e", *parts) for parts in (("ab", "c"), ("a", "bc"), ("abc",), ("c", "ab"), ("ab", "c", ""))}
    assert len(ids) == 5


def test_a_text_that_no_encoding_holds_still_has_an_id():
    assert content_id("e", "\ud800") == content_id("e", "\ud800") != content_id("e", "\ud801")
