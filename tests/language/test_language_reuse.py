"""Shared text in a whole archive: what counts, what is furniture, and that nothing is lost or found by chance."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.language import find_reuse, same_text

DISPATCH = (
    "Investigators have found no trace yet of the loot that was carried out of the vault in the middle of the diamond "
    "quarter, and they do not pretend otherwise."
)
OTHER = "A grey morning broke over the coast, and nobody in the harbour answered the telephone of the company that day."
WORDS = (
    "the a vault door guard night dealer stone box key police paper said found open lost seven nine car road".split()
)


def one(passage, source, text):
    return (passage, source, text)


def pairs(*texts):
    return [(r.left, r.right) for r in find_reuse(texts)]


# --- one pair -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        pytest.param(DISPATCH, DISPATCH.upper(), True, id="only the case differs"),
        pytest.param(DISPATCH, OTHER + " " + DISPATCH, True, id="the shorter stands in the longer"),
        pytest.param(DISPATCH, OTHER, False, id="nothing in common"),
        pytest.param("one two three four five", "One, two: three four five!", True, id="five words and no others"),
        pytest.param("one two three four", "one two three four", False, id="four words are too few"),
        pytest.param("one two three four five six seven eight, and so on it goes", "one two three four five six seven "
                     "eight; nobody ever said the rest of it", False, id="eight running words"),
        pytest.param("one two three four five six seven eight nine, and on", "one two three four five six seven eight "
                     "nine; nobody said the rest", True, id="nine running words"),
    ],
)  # fmt: skip
def test_two_texts(a, b, same):
    assert same_text(a, b) == same_text(b, a) == same


def test_an_edited_copy_is_found_by_the_words_that_still_stand_in_their_order():
    words = [f"w{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(60)]
    edited = [f"x{word}" if n % 5 == 4 else word for n, word in enumerate(words)]  # every fifth word is another one
    assert same_text(" ".join(words), " ".join(edited))
    every_fourth = [f"x{word}" if n % 4 == 3 else word for n, word in enumerate(words)]  # no four in a row are left
    assert not same_text(" ".join(words), " ".join(every_fourth))


# --- many texts -----------------------------------------------------------------------------------------------------


def test_shared_runs_stand_verbatim_at_their_places():
    a, b = f"“Well.” {DISPATCH} Nobody knows.", f"Antwerp, Monday — {DISPATCH.replace('loot', 'booty')}"
    (found,) = find_reuse([one("p1", "a", a), one("p2", "b", b)])
    assert found.whole
    assert [(a[slice(*run.left)], run.words) for run in found.runs] == [
        ("Investigators have found no trace yet of the", 8),
        (
            "that was carried out of the vault in the middle of the diamond quarter, and they do not pretend otherwise",
            20,
        ),
    ]
    assert all(a[slice(*run.left)] == b[slice(*run.right)] for run in found.runs)
    assert found.words == 28
    assert found.share == pytest.approx(28 / 31, abs=1e-4)


def test_a_part_of_a_longer_text_is_shared_and_not_the_whole():
    long = " ".join(f"witness {n} had nothing to add to paragraph {n}" for n in range(9))
    (found,) = find_reuse([one("p1", "a", f"{DISPATCH} {long}"), one("p2", "b", f"{OTHER} {OTHER} {DISPATCH[:80]}")])
    assert not found.whole
    assert found.words == 15


def test_texts_of_one_source_are_not_compared():
    assert pairs(one("p1", "a", DISPATCH), one("p2", "a", DISPATCH)) == []


def test_what_a_source_repeats_itself_is_its_furniture():
    closing = "This programme was made with the kind help of the city archive and of its many readers."
    own = [
        one(f"p{n}", "a", f"{word * 3} stands alone here. {closing}") for n, word in enumerate(("box", "key", "car"))
    ]
    assert pairs(*own[:2], one("q1", "b", closing)) == [("p0", "q1"), ("p1", "q1")]
    assert pairs(*own, one("q1", "b", closing)) == []


def test_a_short_phrase_that_ten_sources_have_is_a_set_phrase():
    def with_phrase(number):
        return one(f"p{number}", f"s{number}", f"told in our own words after paper {number} unit{number} one two three")

    assert pairs(with_phrase(1), with_phrase(2)) == []  # three 4-shingles are few
    two = [one(p, s, f"{t} so we tell") for p, s, t in map(with_phrase, range(12))]
    assert pairs(*two[:9]) == [(a[0], b[0]) for a, b in combinations(sorted(two[:9]), 2)]
    assert pairs(*two) == []
    wire = [one(f"w{n:02}", f"v{n:02}", DISPATCH) for n in range(12)]  # long runs stay what they are
    assert len(pairs(*wire)) == 66


def _random_texts(seed):
    random = Random(seed)
    texts = [random.choices(WORDS, k=random.randint(0, 30))]
    for _ in range(random.randint(1, 9)):
        base = list(random.choice(texts))
        for _ in range(random.randint(0, 4)):
            if base:
                base[random.randrange(len(base))] = random.choice(WORDS)
        texts.append(base if random.random() < 0.6 else random.choices(WORDS, k=random.randint(0, 30)))
    return [one(f"p{n}", f"s{random.randint(0, 6)}", " ".join(text)) for n, text in enumerate(texts)]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**30), st.randoms(use_true_random=False))
def test_the_same_pairs_in_whatever_order_the_texts_come(seed, random):
    texts = _random_texts(seed)
    assert find_reuse(random.sample(texts, k=len(texts))) == find_reuse(texts)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**30))
def test_the_index_finds_exactly_the_pairs_that_comparing_all_would(seed):
    """A text that stands twice in a small archive has no furniture and no set phrase, so that pairs stand alone."""
    texts = [one(p, f"own-{p}", t) for p, _, t in _random_texts(seed)][:9]
    alone = [found for a, b in combinations(sorted(texts), 2) for found in find_reuse([a, b])]
    assert list(find_reuse(texts)) == alone


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**30))
def test_every_shared_run_is_the_same_words_in_both_texts(seed):
    texts = _random_texts(seed)
    words = {p: t for p, _, t in texts}
    groups = {p: g for p, g, _ in texts}
    for found in find_reuse(texts):
        assert groups[found.left] != groups[found.right]
        for run in found.runs:
            assert words[found.left][slice(*run.left)] == words[found.right][slice(*run.right)]
            assert len(words[found.left][slice(*run.left)].split()) == run.words >= 4
        assert 0 < found.share <= 1


def test_no_texts_and_texts_without_words_share_nothing():
    assert find_reuse([]) == ()
    assert pairs(one("p1", "a", ""), one("p2", "b", "… — !"), one("p3", "c", "word")) == []
