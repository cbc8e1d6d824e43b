"""The picture of who draws on whom: well-formed, the same bytes, words beside lines, nothing outside, no overlap."""

import re
from xml.etree import ElementTree

import pytest

from loupe.publish.origins_picture import PictureLink, PictureNode, origins_picture

SVG = "{http://www.w3.org/2000/svg}"
NODES = (
    PictureNode("ap", "Associated Press", "named, not in the case", "teller"),
    PictureNode(
        "wire", "No trace of the stones, a dispatch with a very long title that has to be broken", "2003", "publication"
    ),
    PictureNode("paper", "Four held & <freed>", "2003-03-04", "publication"),
    PictureNode("film", "The Film", "undated", "work"),
)
LINKS = (
    PictureLink("ap", "wire", "declared", "declared"),
    PictureLink("wire", "paper", "shares text", "143 words"),
    PictureLink("wire", "paper", "credits", "credited 3 times"),
    PictureLink("film", "paper", "shares text", "10 words", directed=False),
)  # fmt: skip


def parsed(nodes=NODES, links=LINKS):
    return ElementTree.fromstring(origins_picture(nodes, links, "Who draws on whom"))


def texts(root):
    return [" ".join("".join(t.itertext()).split()) for t in root.iter(f"{SVG}text")]


def test_every_box_and_every_line_has_its_words():
    shown = " ".join(texts(parsed()))
    for words in ("Associated Press", "Four held & <freed>", "2003-03-04", "143 words", "credited 3 times", "declared"):
        assert words in shown
    assert "10 words?" in shown
    assert "? nobody knows who was first" in shown


def test_title_and_description_say_the_picture_in_words():
    root = parsed()
    assert root.find(f"{SVG}title").text == "Who draws on whom"
    told = root.find(f"{SVG}desc").text
    assert "Four held & <freed> ← No trace of the stones" in told
    assert "Four held & <freed> ↔ The Film: shares text, 10 words" in told


def test_who_was_drawn_on_stands_left_of_who_drew_and_no_boxes_overlap():
    root = parsed()
    boxes = [
        tuple(int(r.get(k)) for k in ("x", "y", "width", "height")) for r in root.iter(f"{SVG}rect") if r.get("rx")
    ]
    assert len(boxes) == len(NODES)
    for at, (x, y, w, h) in enumerate(boxes):
        assert x + w <= int(root.get("width"))
        assert y + h <= int(root.get("height"))
        for a, b, c, d in boxes[at + 1 :]:
            assert x + w <= a or a + c <= x or y + h <= b or b + d <= y
    left = {n.id: box[0] for n, box in zip(sorted(NODES, key=lambda n: n.id), boxes, strict=True)}
    assert left["ap"] < left["wire"] < left["paper"]


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_the_same_bytes_in_whatever_order_it_is_given(turn):
    again = origins_picture(NODES[turn:] + NODES[:turn], LINKS[turn:] + LINKS[:turn], "Who draws on whom")
    assert again == origins_picture(NODES, LINKS, "Who draws on whom")


def test_a_circle_and_an_empty_case_are_drawn_too():
    circle = (PictureLink("ap", "wire", "declared", "declared"), PictureLink("wire", "ap", "declared", "declared"))
    assert len(list(parsed(links=circle).iter(f"{SVG}path"))) >= 4
    assert parsed((), ()).get("height")


def test_lines_to_boxes_that_are_not_there_are_left_out():
    assert "ghost" not in origins_picture(NODES, [PictureLink("ghost", "wire", "credits", "ghost")], "x")


def test_kinds_of_lines_differ_without_colour():
    drawn = [p for p in parsed().iter(f"{SVG}path") if p.get("fill") == "none" and re.match(r"M\d+ 56 h", p.get("d"))]
    assert len({(p.get("stroke-dasharray"), p.get("stroke-width")) for p in drawn}) == len(drawn) == 3
