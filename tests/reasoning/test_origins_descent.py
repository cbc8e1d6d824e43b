"""Who took a text from whom: generated copy trees with known roots, and what is left open where dates are."""

from random import Random

import pytest
from copy_trees import Forest, by_number, found_roots, name, pairwise_f1

from loupe.language import find_reuse
from loupe.reasoning.origins import SharedText, Taken, copy_parents, descent


def undated(_a, _b):
    return 0


def shares(*texts):
    """Shared texts of passages named by their letters."""
    return [
        SharedText(r.left, r.right, tuple((u.left, u.right, u.words) for u in r.runs))
        for r in find_reuse([(letter, letter, text) for letter, text in zip("abcdef", texts, strict=False)])
    ]


def by_letter(a, b):
    return (a > b) - (a < b)


def words(tag, count=30):
    return " ".join(f"{tag}{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(count))


def taken(*texts, order=by_letter):
    return [(t.parent, t.child, t.directed) for t in descent(shares(*texts), order)]


@pytest.mark.parametrize("edits", [0.05, 0.15, 0.3])
@pytest.mark.parametrize("seed", [1, 2])
def test_roots_of_copy_trees_are_found(seed, edits):
    """Copies with edits, partial copies and merges of two parents: the bar is 0.95."""
    forest = Forest(seed, size=40, edits=edits)
    assert pairwise_f1(forest, found_roots(forest.passages())) >= 0.95


@pytest.mark.parametrize("seed", [1, 2])
def test_without_dates_copies_still_come_together(seed):
    forest = Forest(seed, size=40, edits=0.15, merged=0)
    assert pairwise_f1(forest, found_roots(forest.passages(), undated)) >= 0.95


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_without_dates_no_two_of_one_root_are_ever_apart(seed):
    """A merge then ties its two parents together: fewer origins than there are, never more."""
    forest = Forest(seed, size=40, edits=0.1)
    roots = found_roots(forest.passages(), undated)
    assert all(roots[name(a)] & roots[name(b)] for a, b in forest.same_root())


def test_a_copy_of_a_copy_is_the_child_of_the_copy_because_it_has_its_edits():
    first = words("w").split()
    second = [*first[:10], "edited", *first[11:]]
    third = [*second[:20], "again", *second[21:]]
    assert taken(" ".join(first), " ".join(second), " ".join(third)) == [("a", "b", True), ("b", "c", True)]


def test_two_copies_of_one_text_are_both_its_children():
    first = words("w").split()
    second = [*first[:10], "edited", *first[11:]]
    assert taken(" ".join(first), " ".join(second), " ".join(first)) == [("a", "b", True), ("a", "c", True)]


def test_a_digest_of_two_has_two_parents():
    assert taken(words("v"), words("w"), words("v") + " " + words("w")) == [("a", "c", True), ("b", "c", True)]


def test_what_a_digest_adds_nothing_to_is_no_parent_of_a_later_copy():
    """The third text is the first one again; that a digest had it too explains nothing more."""
    digest = words("v") + " " + words("w")
    found = taken(words("v"), words("w"), digest, words("v"))
    assert ("a", "d", True) in found
    assert not [pair for pair in found if pair[:2] == ("c", "d")]


def test_nobody_is_the_child_of_a_later_text():
    found = descent(shares(words("v"), words("v"), words("v")), lambda a, b: -by_letter(a, b))
    assert [(t.parent, t.child) for t in found] == [("c", "a"), ("c", "b")]


def test_where_dates_do_not_tell_the_two_stand_once_and_are_one():
    found = descent(shares(words("v"), words("v")), undated)
    assert [(t.parent, t.child, t.directed, t.words) for t in found] == [("a", "b", False, 30)]
    assert copy_parents(found) == {"a": {"b"}, "b": {"a"}}


def test_undated_copies_that_are_nearest_two_and_two_are_one_all_the_same():
    first = words("w").split()
    third = [*first[:20], "again", *first[21:]]
    found = descent(shares(" ".join(first), " ".join(first), " ".join(third), " ".join(third)), undated)
    assert {(t.parent, t.child) for t in found} == {("a", "b"), ("c", "d"), ("a", "c")}
    assert not any(t.directed for t in found)


def test_the_runs_that_tell_something_new_are_named():
    (share,) = shares(words("v", 20) + " between " + words("w", 20), words("w", 20) + " other " + words("v", 20))
    assert descent([share], by_letter) == (Taken("a", "b", 40, True, (0, 1)),)


def test_the_same_answer_in_whatever_order_shares_come():
    forest = Forest(5, size=30)
    found = [
        SharedText(r.left, r.right, tuple((u.left, u.right, u.words) for u in r.runs))
        for r in find_reuse(forest.passages())
    ]
    again = Random(1).sample(found, k=len(found))
    assert descent(found, by_number) == descent(again, by_number)
    assert descent(found, undated) == descent(again, undated)


def test_nothing_shared_is_nothing_taken():
    assert descent([], by_letter) == ()
