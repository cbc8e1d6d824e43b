"""Films and recordings: what they hold, their subtitles and sound, and what is needed to watch them in a browser.

``read_film`` makes a film a source; ``make_views`` its poster, thumbnails and, where a browser cannot play it, a copy;
``bare_copy`` writes a film without what it says of itself.
Everything here needs the extra ``film`` (PyAV), which is loaded when the first film is opened.
"""

from loupe.reading.film.bare import bare_copy
from loupe.reading.film.probing import Chapter, Probe, Track, probe_film
from loupe.reading.film.reader import read_film
from loupe.reading.film.sound import SPEECH_RATE, sound_of, sound_pieces
from loupe.reading.film.views import Thumbnail, Views, finished_views, make_views
from loupe.reading.film.webcopy import unplayable, web_copy

__all__ = [
    "SPEECH_RATE",
    "Chapter",
    "Probe",
    "Thumbnail",
    "Track",
    "Views",
    "bare_copy",
    "finished_views",
    "make_views",
    "probe_film",
    "read_film",
    "sound_of",
    "sound_pieces",
    "unplayable",
    "web_copy",
]
