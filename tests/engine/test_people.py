"""Who is who across the sources: full names that are the same come together, anything else only by a person's word."""

from loupe.engine.understood.people import gather, may_be_one
from loupe.language import propose_merges
from loupe.model import Entity
from loupe.store import NameDecision


def entity(source, name, *names, kind="person", **more):
    return Entity(source, name, kind, (name, *names), **more)


def same(left, right, verdict="same"):
    return NameDecision(left, right, verdict, "Jo", "2026-01-01T00:00:00", "")


SOURCES = (
    entity("s-1", "Leonardo Verdi", "Verdi", aliases=("Speedy",), roles=("tenant",), mentions=3),
    entity("s-2", "Leonardo Verdi", mentions=2),
    entity("s-3", "Verdi"),
    entity("s-3", "Marco Verdi"),
    entity("s-4", "Leonard Verdi"),
)


def names(people):
    return {p.name: p for p in people.persons}


def test_the_same_full_name_is_one_and_a_surname_alone_is_nobodys():
    found = names(gather(SOURCES, (), ()))
    assert found["Leonardo Verdi"].sources == ("s-1", "s-2")
    assert found["Leonardo Verdi"].mentions == 5
    assert found["Leonardo Verdi"].aliases == (("Speedy", ("s-1",)),)
    assert {"Verdi", "Marco Verdi", "Leonard Verdi"} <= found.keys()


def test_a_heading_in_capitals_does_not_name_the_place():
    told = (entity("s-1", "ANTWERP", "Antwerp", kind="place"), entity("s-2", "Antwerp", kind="place"))
    assert [(p.name, p.names) for p in gather(told, (), ()).persons] == [("Antwerp", ("Antwerp", "ANTWERP"))]


def test_a_decision_joins_and_is_given_as_the_reason():
    found = names(gather(SOURCES, (), [same("Leonard Verdi", "Leonardo Verdi")]))
    assert "Leonard Verdi" not in found
    assert found["Leonardo Verdi"].together == ("Jo decided that Leonard Verdi and Leonardo Verdi are one",)


def test_what_is_kept_apart_does_not_come_together_by_way_of_a_third():
    decided = [same("Leonardo Verdi", "Marco Verdi", "apart"), same("Leonard Verdi", "Leonardo Verdi")]
    through = [*decided, same("Leonard Verdi", "Marco Verdi")]
    found = names(gather(SOURCES, (), through))
    assert {"Leonardo Verdi", "Marco Verdi"} <= found.keys()
    assert not may_be_one("Leonard Verdi", "Marco Verdi", SOURCES, decided)
    assert may_be_one("Leonard Verdi", "Leonardo Verdi", SOURCES, decided)


def test_what_is_decided_is_not_asked_again():
    proposals = propose_merges(SOURCES)
    pair = {"Leonard Verdi", "Leonardo Verdi"}
    assert pair in [{p.left, p.right} for p in gather(SOURCES, proposals, ()).proposals]
    for verdict in ("same", "apart"):
        open_ones = gather(SOURCES, proposals, [same("Leonard Verdi", "Leonardo Verdi", verdict)]).proposals
        assert pair not in [{p.left, p.right} for p in open_ones]
    again = gather(SOURCES, proposals, [same("Leonard Verdi", "Leonardo Verdi", "open")]).proposals
    assert pair in [{p.left, p.right} for p in again]
