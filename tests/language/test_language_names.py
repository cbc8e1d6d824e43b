"""Proper names by their capitals, and the key by which two mentions meet."""

import pytest

from loupe.language import find_names, name_key

NAMES = [
    ("Patrick Peys and Agim De Bruycker went in.", ["Patrick Peys", "Agim De Bruycker"]),
    ("They entered the Diamond Center.", ["Diamond Center"]),
    ("In Antwerp, Notarbartolo rented an office.", ["Antwerp", "Notarbartolo"]),
    ("The Antwerp Diamond Center was robbed on Monday.", ["Antwerp Diamond Center"]),
    ("Detective Patrick Peys said so.", ["Patrick Peys"]),
    ("They met the King of Keys.", ["King of Keys"]),
    ("It began at the School of Turin.", ["School of Turin"]),
    ("John F. Kennedy spoke.", ["John F. Kennedy"]),
    ("He was in New York and Los Angeles.", ["New York", "Los Angeles"]),
    ("She is called Élodie.", ["Élodie"]),
    ("It was Jean-Claude Van Damme.", ["Jean-Claude Van Damme"]),
    ("They asked Bank of America.", ["Bank of America"]),
    ("BBC News said so.", ["BBC News"]),
    ("AP reported it.", ["AP"]),
    ("Speedy was late. They waited for Speedy.", ["Speedy", "Speedy"]),
    ("Thieves broke in.", []),
    ("On Monday, 15 February, nobody came.", []),
    ("He said that I was right.", []),
    ("He met Mr. Smith.", ["Smith"]),
    ("He met Peys. They left.", ["Peys"]),
    ("They had a Plan B. They left.", ["Plan B"]),
    ("The U.S. Marshals came.", ["U.S. Marshals"]),
    ("He lost his iPhone.", []),
    ("nothing here", []),
    ("", []),
]  # fmt: skip
KEYS = [
    ("Patrick Peys", "peys"), ("Detective Patrick Peys", "peys"), ("Mr. Peys", "peys"), ("Peys’s", "peys"),
    ("Peys's", "peys"),
    ("Agim De Bruycker", "bruycker"), ("Élodie", "elodie"), ("O’Brien", "o'brien"), ("O'Brien", "o'brien"),
    ("Diamond Center", "center"), ("", ""), ("  ", ""), ("&", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMES, ids=[text for text, _ in NAMES])
def test_names(text, expected):
    found = find_names(text)
    assert [n.text for n in found] == expected
    assert all(text[n.start : n.end] == n.text for n in found)
    assert all(n.key == name_key(n.text) for n in found)


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_keys(name, key):
    assert name_key(name) == key
