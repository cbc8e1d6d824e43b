"""Number words and dates of five languages as two other readers have them, where those are installed."""

from datetime import datetime

import pytest

from loupe.language.times import LANGUAGES, lexicon_of, words_of
from loupe.model.times import TimeSpan


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_in_words_are_read_the_same_by_dateparser(language):
    dateparser = pytest.importorskip("dateparser", reason="dateparser is not installed")
    for month in range(1, 13):
        day = datetime(2003, month, 2 * month)
        words = words_of(TimeSpan(day, day.replace(day=2 * month + 1), "absolute", "day", None, 0, 0, ""), language)
        assert dateparser.parse(words, languages=[language]) == day, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_number_words_are_read_the_same_by_text2num(language):
    text_to_num = pytest.importorskip("text_to_num", reason="text2num is not installed")
    for word, value in lexicon_of(language).numbers.items():
        if 1 < value < 100 and " " not in word:
            assert text_to_num.text2num(word, language) == value, word
