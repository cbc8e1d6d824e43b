"""XML from strangers: no entities, no DTD, no network; a file that declares entities is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from loupe.model.errors import FileDamaged

__all__ = ["iterate_xml", "parse_xml", "refuse_entities"]

_ENTITIES = tuple("<!ENTITY".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"))


def refuse_entities(data: bytes, name: str, member: str) -> None:
    """Raise FileDamaged when a part declares entities: to pull in other files, or to grow without end."""
    if any(mark in data for mark in _ENTITIES):
        raise FileDamaged(
            f"{name} declares XML entities in its part {member}, which no office program or e-book maker does; "
            "it was not read.",
            hint="Files like this are made to attack programs. Get the file from its maker again.",
        )


def parse_xml(data: bytes, name: str, member: str) -> Any:
    """The root element of an XML part of the file ``name``; raises FileDamaged."""
    refuse_entities(data, name, member)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FileDamaged(f"{name} is damaged: its part {member} is not valid XML.") from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise FileDamaged(f"{name} declares XML entities in its part {member}; it was not read.")
    return root


def iterate_xml(chunks: Iterable[bytes], name: str, member: str, tags: tuple[str, ...]) -> Iterator[Any]:
    """The elements of the local names ``tags`` in an XML part that comes in pieces; raises FileDamaged.

    Each is given as it ends and emptied after that, so that a part of any size fits into memory.
    """
    # lxml has no safe switch for growing a tree beyond its limits, and none is needed: the tree stays small.
    parser = etree.XMLPullParser(
        events=("end",), tag=[f"{{*}}{tag}" for tag in tags], resolve_entities=False, no_network=True, load_dtd=False,
        dtd_validation=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    last = b""
    try:
        for chunk in chunks:
            refuse_entities(last + chunk, name, member)
            last = chunk[-64:]
            parser.feed(chunk)
            for _, element in parser.read_events():
                yield element
                _empty(element)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise FileDamaged(f"{name} is damaged: its part {member} is not valid XML.") from error
    for _, element in parser.read_events():
        yield element
        _empty(element)


def _empty(element: Any) -> None:
    element.clear(keep_tail=False)
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
