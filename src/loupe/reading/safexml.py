"""XML from strangers: no entities, no DTD, no network; a file that declares entities is refused."""

from __future__ import annotations

from typing import Any

from lxml import etree

from loupe.model.errors import FileDamaged

__all__ = ["parse_xml", "refuse_entities"]

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
