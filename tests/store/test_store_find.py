from dataclasses import replace

import pytest
from store_samples import BOXES, FILM, FINDINGS, NOTE, PLACES, SCAN

from loupe.model.errors import IdAmbiguous, IdUnknown


@pytest.mark.parametrize(
    "thing",
    [
        pytest.param(NOTE[1], id="source"),
        pytest.param(PLACES[2][3], id="passage"),
        pytest.param(BOXES, id="claim"),
        pytest.param(FINDINGS[0].evidence[1], id="evidence"),
    ],
)
def test_anything_is_found_by_its_id_or_the_beginning_of_it(checked, thing):
    assert checked.find(thing.id) == thing
    assert checked.find(thing.id[:9]) == thing
    assert checked.find(f" {thing.id[:9].upper()} ") == thing


def test_a_source_is_found_by_its_whole_file_name(checked):
    assert checked.find("film.srt") == FILM[1]
    for wrong in ("film", "film.sr_", "%", ""):
        with pytest.raises(IdUnknown):
            checked.find(wrong)


def test_too_short_or_unknown_ids_are_refused(checked):
    for wrong in (NOTE[1].id[:4], "s-", "p-zzz", "x-123", "s-000000000000000", "p-\ud800"):
        with pytest.raises(IdUnknown, match="Nothing in the case"):
            checked.find(wrong)


def test_an_ambiguous_beginning_names_five_and_a_whole_id_still_works(store):
    twins = [replace(SCAN, id=f"s-abcd{n}", sha256=f"{n:064x}", name=f"{n}.pdf") for n in range(7)]
    whole = replace(SCAN, id="s-abcd", sha256="a" * 64, name="twin.pdf")
    store.add_sources([(source, ()) for source in (*twins, whole)])
    with pytest.raises(IdAmbiguous, match=r"fits more than one: s-abcd, s-abcd0, s-abcd1, s-abcd2, s-abcd3 and more\."):
        store.find("s-abc")
    assert store.find("s-abcd") == whole
    assert store.find("s-abcd3") == twins[3]


def test_two_files_of_one_name_are_told_apart_by_their_ids(store):
    twins = [replace(SCAN, id=f"s-abcd{n}", sha256=f"{n:064x}") for n in range(2)]
    store.add_sources([(source, ()) for source in twins])
    with pytest.raises(IdAmbiguous, match="s-abcd0, s-abcd1"):
        store.find("scan.pdf")
