"""Which language a text is in, and that the short way for plain English never takes another language for it."""

import pytest

from loupe.language import detect_language
from loupe.language.detecting import _plainly_english

TEXTS = {
    "en": "The vault was opened over the weekend, and nobody saw who it was that had been in there "
    "before the guards came "
    "back to the building on Monday morning and found that the boxes were empty.",
    "nl": "De kluis werd in het weekend geopend en niemand had gezien wie er binnen was geweest "
    "voor de bewakers op maandag "
    "terugkwamen in het gebouw en zagen dat de kluisjes leeg waren.",
    "fr": "Le coffre a été ouvert pendant le week-end et personne n'avait vu qui était entré avant que les gardiens ne "
    "reviennent le lundi matin et ne découvrent que les boîtes étaient vides.",
    "de": "Der Tresorraum wurde am Wochenende geöffnet, und niemand hatte gesehen, wer darin "
    "gewesen war, bevor die Wachen am "
    "Montag zurückkamen und sahen, dass die Fächer leer waren.",
    "it": "La camera blindata fu aperta nel fine settimana e nessuno aveva visto chi fosse entrato "
    "prima che le guardie "
    "tornassero il lunedì mattina e trovassero vuote le cassette.",
    "fi": "Kassaholvi avattiin viikonloppuna, eikä kukaan ollut nähnyt, kuka siellä oli käynyt "
    "ennen kuin vartijat palasivat "
    "maanantaina ja näkivät, että lokerot olivat tyhjiä.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_the_language_of_a_paragraph(code):
    assert detect_language(TEXTS[code]) == code
    assert detect_language(TEXTS[code] * 40) == code


@pytest.mark.parametrize("code", TEXTS)
def test_only_english_is_plainly_english(code):
    assert _plainly_english(TEXTS[code]) == (code == "en")


@pytest.mark.parametrize("text", ["", "109 / 189", "Notarbartolo", "$100 million"])
def test_too_little_tells_nothing(text):
    assert detect_language(text) is None
