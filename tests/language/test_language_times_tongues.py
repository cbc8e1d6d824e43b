"""Times in Dutch, German, French and Italian; and in all five, words that are read back as they were written."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loupe.language.setting import Setting
from loupe.language.times import LANGUAGES, find_times, find_timexes, words_of
from loupe.model.times import TimeSpan

MONDAY = (datetime(2003, 2, 17), datetime(2003, 2, 18))
SAME = {
    # what it means (first moment, last moment), and how each language says it
    ("2003-02-15", "2003-02-16"): {
        "nl": "Op 15 februari 2003 was de kluis leeg.", "de": "Am 15. Februar 2003 war der Tresor leer.",
        "fr": "Le 15 février 2003, le coffre était vide.", "it": "Il 15 febbraio 2003 il caveau era vuoto.",
    },
    ("2003-02-01", "2003-03-01"): {
        "nl": "in februari 2003", "de": "im Februar 2003", "fr": "en février 2003", "it": "nel febbraio 2003",
    },
    ("2003-02-11", "2003-02-21"): {
        "nl": "half februari 2003", "de": "Mitte Februar 2003", "fr": "mi-février 2003", "it": "a metà febbraio 2003",
    },
    ("2003-01-01", "2003-05-01"): {
        "nl": "begin 2003", "de": "Anfang 2003", "fr": "début 2003", "it": "all'inizio del 2003",
    },
    ("2003-06-01", "2003-09-01"): {
        "nl": "in de zomer van 2003", "de": "im Sommer 2003", "fr": "pendant l'été 2003", "it": "nell'estate del 2003",
    },
    ("1990-01-01", "2000-01-01"): {
        "nl": "in de jaren negentig", "de": "in den 1990er Jahren", "fr": "dans les années 1990",
        "it": "negli anni Novanta",
    },
    ("1939-01-01", "1946-01-01"): {
        "nl": "van 1939 tot 1945", "de": "von 1939 bis 1945", "fr": "de 1939 à 1945", "it": "dal 1939 al 1945",
    },
    ("1999-01-01", "2000-01-01"): {
        "nl": "in negentienhonderdnegenennegentig", "de": "neunzehnhundertneunundneunzig", "fr": "en 1999",
        "it": "nel millenovecentonovantanove",
    },
    ("1901-01-01", "2001-01-01"): {
        "nl": "in de 20e eeuw", "de": "im 20. Jahrhundert", "fr": "au XXe siècle", "it": "nel XX secolo",
    },
    ("2000-01-01", "9999-01-01"): {
        "nl": "sinds 2000", "de": "seit 2000", "fr": "depuis 2000", "it": "dal 2000",
    },
    ("0001-01-01", "2003-01-01"): {
        "nl": "voor 2003", "de": "vor 2003", "fr": "avant 2003", "it": "prima del 2003",
    },
    ("2003-02-15 00:00:00", "2003-02-17"): {
        "nl": "het weekend van 15 februari 2003", "de": "am Wochenende des 15. Februar 2003",
        "fr": "le week-end du 15 février 2003", "it": "il fine settimana del 15 febbraio 2003",
    },
    ("2003-02-15 18:00", "2003-02-16 06:00"): {
        "nl": "in de nacht van 15 op 16 februari 2003", "de": "in der Nacht vom 15. auf den 16. Februar 2003",
        "fr": "dans la nuit du 15 au 16 février 2003", "it": "nella notte tra il 15 e il 16 febbraio 2003",
    },
    ("2003-03-01", "2003-03-02"): {
        "nl": "op 1/3/2003", "de": "am 1.3.2003", "fr": "le 1er mars 2003", "it": "il 1° marzo 2003",
    },
    ("2003-02-16", "2003-02-17"): {
        "nl": "Gisteren was de kluis leeg.", "de": "Gestern war der Tresor leer.", "fr": "Hier, le coffre était vide.",
        "it": "Ieri il caveau era vuoto.",
    },
    ("2003-02-14", "2003-02-15"): {
        "nl": "drie dagen geleden", "de": "vor drei Tagen", "fr": "il y a trois jours", "it": "tre giorni fa",
    },
    ("2003-02-10", "2003-02-17"): {
        "nl": "vorige week", "de": "letzte Woche", "fr": "la semaine dernière", "it": "la settimana scorsa",
    },
    ("2003-02-15 00:00", "2003-02-16"): {
        "nl": "afgelopen zaterdag", "de": "am vergangenen Samstag", "fr": "samedi dernier", "it": "sabato scorso",
    },
    ("2003-02-15 18:00:00", "2003-02-16 06:00"): {
        "nl": "zaterdagnacht", "de": "Samstagnacht", "fr": "dans la nuit de samedi à dimanche",
        "it": "nella notte tra sabato e domenica",
    },
}  # fmt: skip
CASES = [(*span, language, text) for span, said in SAME.items() for language, text in said.items()]


@pytest.mark.parametrize(("start", "end", "language", "text"), CASES, ids=[row[3] for row in CASES])
def test_the_same_time_in_four_languages(start, end, language, text):
    (t,) = find_times(text, Setting(language=language, published=MONDAY))
    assert (t.start, t.end) == (datetime.fromisoformat(start), datetime.fromisoformat(end))
    assert text[t.start_at : t.end_at] == t.text


CLOCKS = [
    ("19:30", {"nl": "om half acht 's avonds", "de": "um halb acht abends", "fr": "à sept heures et demie du soir",
               "it": "alle sette e mezza di sera"}),
    ("19:30", {"nl": "om 19.30 uur", "de": "um 19.30 Uhr", "fr": "à 19h30", "it": "alle 19.30"}),
    ("23:00", {"nl": "rond 23 uur", "de": "gegen 23 Uhr", "fr": "vers 23 heures", "it": "verso le 23"}),
    ("00:00", {"nl": "kort na middernacht", "de": "kurz nach Mitternacht", "fr": "peu après minuit",
               "it": "poco dopo mezzanotte"}),
]  # fmt: skip
CLOCK_CASES = [(hour, language, text) for hour, said in CLOCKS for language, text in said.items()]


@pytest.mark.parametrize(("hour", "language", "text"), CLOCK_CASES, ids=[row[2] for row in CLOCK_CASES])
def test_the_same_hour_in_four_languages(hour, language, text):
    (t,) = find_times(text, Setting(language=language))
    assert (f"{t.start:%H:%M}", t.other) == (hour, None)


LATER = {
    "nl": "Op 15 februari 2003 was hij weg. Drie dagen later kwam hij terug.",
    "de": "Am 15. Februar 2003 war er weg. Drei Tage später kam er zurück.",
    "fr": "Le 15 février 2003, il était parti. Trois jours plus tard, il revint.",
    "it": "Il 15 febbraio 2003 era via. Tre giorni dopo, tornò.",
}


@pytest.mark.parametrize("language", LATER)
def test_three_days_later(language):
    t = find_times(LATER[language], Setting(language=language))[-1]
    assert (t.start, t.anchor.kind) == (datetime(2003, 2, 18), "previous")


NOTHING = [
    ("nl", "De tweede man had twee sleutels."), ("nl", "Hij telde 2003 dozen."),
    ("de", "Der zweite Mann hatte zwei Schlüssel."), ("de", "Er ging auf und ab."),
    ("fr", "La seconde clé était à lui."), ("fr", "Il marche à pied."),
    ("it", "Il secondo uomo aveva due chiavi."), ("it", "Va a scuola."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_what_is_no_time(language, text):
    assert find_times(text, Setting(language=language)) == ()


def test_an_unknown_language_is_read_as_english():
    assert find_times("in March 2003", Setting(language="xx"))[0].timex == "2003-03"


days = st.datetimes(datetime(1850, 1, 1), datetime(2080, 1, 1)).map(
    lambda d: d.replace(hour=0, minute=0, second=0, microsecond=0)
)


def _span(start, end, frame="absolute", precision="day"):
    return TimeSpan(start, end, frame, precision, None, 0, 0, "")


spans = st.one_of(
    days.map(lambda d: _span(d, d + timedelta(days=1))),
    st.tuples(days, st.integers(2, 300)).map(lambda p: _span(p[0], p[0] + timedelta(days=p[1]))),
    st.tuples(days, st.integers(0, 1439)).map(
        lambda p: _span(p[0] + timedelta(minutes=p[1]), p[0] + timedelta(minutes=p[1] + 1), precision="minute")
    ),
    st.integers(1850, 2090).map(lambda y: _span(datetime(y, 1, 1), datetime(y + 1, 1, 1), precision="year")),
    st.tuples(st.integers(1850, 2000), st.integers(2, 80)).map(
        lambda p: _span(datetime(p[0], 1, 1), datetime(p[0] + p[1], 1, 1), precision="year")
    ),
    st.integers(151, 208).map(lambda d: _span(datetime(10 * d, 1, 1), datetime(10 * d + 10, 1, 1), precision="year")),
    st.tuples(st.integers(1850, 2090), st.integers(1, 12)).map(
        lambda p: _span(datetime(*p, 1), datetime(p[0] + p[1] // 12, p[1] % 12 + 1, 1), precision="month")
    ),
    st.integers(0, 365).map(
        lambda n: _span(datetime(2000, 1, 1) + timedelta(n), datetime(2000, 1, 1) + timedelta(n + 1), "yearly")
    ),
    st.integers(0, 6).map(
        lambda n: _span(datetime(2001, 1, 1) + timedelta(n), datetime(2001, 1, 1) + timedelta(n + 1), "weekly")
    ),
    st.integers(0, 1439).map(
        lambda m: _span(datetime(2001, 1, 1) + timedelta(minutes=m), datetime(2001, 1, 1) + timedelta(minutes=m + 1),
                        "daily", "minute")
    ),
)  # fmt: skip


@given(spans, st.sampled_from(LANGUAGES))
def test_a_time_written_in_words_is_read_as_itself(t, language):
    words = words_of(t, language)
    (read,) = find_times(words, Setting(language=language, day_first=True))
    assert (read.start, read.end, read.frame) == (t.start, t.end, t.frame), words
    assert (read.other is None) == (read.unresolved != "morning or evening is not said")


def test_what_words_would_not_say_better_has_none():
    (night,) = find_times("the night of 15 February 2003")
    (since,) = find_times("since 2000")
    assert (words_of(night), words_of(since)) == ("", "")


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_no_text_breaks_a_language(text, language):
    for t in find_timexes(text, Setting(language=language, published=MONDAY)):
        assert text[t.start_at : t.end_at] == t.text
        assert t.start < t.end
