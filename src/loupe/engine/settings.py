"""The settings of a case, from its ``loupe.toml``."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from loupe.language import NamedEvent, fold
from loupe.model import toml_string
from loupe.model.errors import PolicyInvalid
from loupe.reading import ReadingLimits, Recognition

__all__ = ["ModelSettings", "Settings", "default_settings_text", "parse_settings"]

_TEXT = """\
# The settings of this case. Lines that begin with # are switched off and show the default.

[case]
name = {name}

[reading]
# What one file may cost before it is refused.
# seconds = 120
# memory_bytes = 1073741824
# max_bytes = 536870912
# max_pages = 5000
# max_characters = 50000000
# max_passages = 1000000
# For packed files (DOCX, EPUB): how many parts are inside, how many bytes they unpack to, and how many times
# larger than packed a part may become.
# max_members = 2000
# max_unpacked_bytes = 268435456
# max_ratio = 250
# Films, recordings and archives are read piece by piece, so they may be larger; total_seconds holds for a whole one.
# max_media_bytes = 68719476736
# total_seconds = 21600
# media_memory_bytes = 6442450944
# For archives and mailboxes: how many files are inside, how many bytes all of them have, how deep archives lie in
# archives.
# max_parts = 10000
# max_parts_bytes = 4294967296
# max_depth = 4
# How many points a picture may have.
# max_pixels = 120000000

[recognition]
# true: words in pictures and scans are recognised, and words in films and recordings that have no subtitles, where the
# parts for it are installed (loupe doctor). What a machine read or heard is marked as such wherever it is shown.
# ocr = true
# speech = true
# The folder of a Whisper model (CTranslate2), seen from this folder; "" takes the one that is installed.
# speech_model = ""
# The language that is spoken, such as "en"; "" lets the model find out.
# language = ""

[cast]
# Who speaks under which label, where subtitles or transcripts have only labels. It holds for files added from now on.
# "SPEAKER_00" = "Chief Inspector Peys"

[check]
# How many passages are read closely for each claim.
# candidates = 40

[events]
# When things happened that other times hang on: then "two days before the robbery" can be placed. A day or a range of
# days as it is written in EDTF.
# "the robbery" = "2003-02-15/2003-02-16"

[model]
# Which model reads claim and passage beside the comparison of figures, dates, names and events: "shipped" is the one
# that comes with Loupe, "none" is none, "chat" is a chat server (below), anything else is the folder of a model or an
# ONNX file, seen from this folder. See docs/models.md.
# stance = "shipped"
# Which model turns texts into vectors for the search by meaning: "shipped", "none" or a folder.
# encoder = "shipped"
# What the outputs of a model in a folder mean, in their order, where the model does not say so:
# ["supports", "neither", "contradicts"]
# labels = []
# A server that speaks OpenAI's chat protocol, such as "http://127.0.0.1:11434/v1", the name of its model, and how many
# seconds one answer may take.
# chat_address = ""
# chat_model = ""
# chat_seconds = 60
# If the server wants a key: the name of an environment variable that holds it. It begins with LOUPE_.
# chat_key_variable = ""
# true lets Loupe send claims and passages of this case to a server that is not on this machine.
# allow_network = false
# How many pairs a model reads at once. 0: one for each processor.
# threads = 0

[machine]
# How many processes read files. 0: one for each processor.
# workers = 0
"""


_MIB = 1024 * 1024
# The least and the most that each setting may be; beyond that it is a slip of the keyboard, not a wish. With less
# memory than this the readers themselves do not start.
_RANGES: dict[str, dict[str, tuple[int, int]]] = {
    "case": {},
    "reading": {
        "seconds": (1, 86_400),
        "memory_bytes": (256 * _MIB, 1024 * 1024 * _MIB),
        "max_bytes": (1, 1024 * 1024 * _MIB),
        "max_pages": (1, 10_000_000),
        "max_characters": (1, 2_000_000_000),
        "max_passages": (1, 100_000_000),
        "max_members": (1, 1_000_000),
        "max_unpacked_bytes": (1, 1024 * 1024 * _MIB),
        "max_ratio": (1, 100_000),
        "max_media_bytes": (1, 1024 * 1024 * _MIB),
        "total_seconds": (1, 30 * 86_400),
        "media_memory_bytes": (256 * _MIB, 1024 * 1024 * _MIB),
        "max_parts": (1, 1_000_000),
        "max_parts_bytes": (1, 1024 * 1024 * _MIB),
        "max_depth": (1, 20),
        "max_pixels": (1, 10_000_000_000),
    },
    "recognition": {},
    "cast": {},
    "check": {"candidates": (1, 10_000)},
    "events": {},
    "model": {"threads": (0, 256), "chat_seconds": (1, 3600)},
    "machine": {"workers": (0, 256)},
}


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which models a case uses.

    ``stance`` is "shipped", "none", "chat" or the path of a folder or an ONNX file, ``encoder`` the same without
    "chat"; ``labels`` say what the outputs of a model in a folder mean. ``chat_key_variable`` names the environment
    variable with the key, "" for none. Only ``allow_network`` lets a pair leave this machine. ``threads`` 0 is one for
    each processor.
    """

    stance: str = "shipped"
    encoder: str = "shipped"
    labels: tuple[str, ...] = ()
    chat_address: str = ""
    chat_model: str = ""
    chat_seconds: int = 60
    chat_key_variable: str = ""
    allow_network: bool = False
    threads: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """What a case may set.

    The limits of reading, what is recognised in sound and pictures, how wide a check looks, when its events were, which
    models it uses, how many processes.
    """

    limits: ReadingLimits = field(default_factory=ReadingLimits)
    recognition: Recognition = field(default_factory=Recognition)
    candidates: int = 40
    workers: int = 0
    events: tuple[NamedEvent, ...] = ()
    cast: tuple[tuple[str, str], ...] = ()
    model: ModelSettings = field(default_factory=ModelSettings)

    @property
    def processes(self) -> int:
        """Reading processes to start: the number set, else one for each processor this process may use."""
        return self.workers or _processors()

    @property
    def pairs_at_once(self) -> int:
        """Pairs that a model reads at once: the number set, else one for each processor this process may use."""
        return self.model.threads or _processors()


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2


def default_settings_text(name: str) -> str:
    """A new case's ``loupe.toml``."""
    return _TEXT.format(name=toml_string(name))


def parse_settings(text: str) -> Settings:
    """The settings in a TOML text; raises PolicyInvalid naming the section and the key at fault."""
    try:
        raw = tomllib.loads(text)
    except RecursionError as error:
        raise PolicyInvalid("loupe.toml is not valid TOML: it has lists within lists within lists.") from error
    except ValueError as error:  # a TOMLDecodeError, or a number of thousands of digits
        raise PolicyInvalid(f"loupe.toml is not valid TOML: {error}.") from error
    for name in raw:
        if name not in _RANGES:
            known = ", ".join(f"[{section}]" for section in _RANGES)
            raise PolicyInvalid(f"loupe.toml has no section [{name}]; known are {known}.")
    limits, check, machine = (_section(raw, name) for name in ("reading", "check", "machine"))
    _refuse_odd_case(raw)
    return Settings(
        replace(ReadingLimits(), **limits),
        _recognition(raw),
        check.get("candidates", 40),
        machine.get("workers", 0),
        _events(raw),
        _cast(raw),
        _model(raw),
    )


def _recognition(raw: dict[str, Any]) -> Recognition:
    section = _table(raw, "recognition")
    given: dict[str, Any] = {}
    for key, value in section.items():
        if key in ("ocr", "speech"):
            if not isinstance(value, bool):
                raise PolicyInvalid(f"loupe.toml: {key} under [recognition] must be true or false.")
            given[key] = value
        elif key in ("speech_model", "language"):
            given[key] = _words(key, value, "recognition")
        else:
            known = "language, ocr, speech, speech_model"
            raise PolicyInvalid(f"loupe.toml: [recognition] has no key “{key}”; known are {known}.")
    if given.get("language") and not _LANGUAGE.fullmatch(given["language"]):
        raise PolicyInvalid(
            "loupe.toml: language under [recognition] must be the two letters of a language.",
            hint='Write "en" or "nl".',
        )
    return Recognition(**given)


_LANGUAGE = re.compile(r"[a-z]{2,3}")
_KEY_VARIABLE = re.compile(r"LOUPE_[A-Z0-9_]{1,100}")
_CHAT = 'Set chat_address and chat_model as well, for example "http://127.0.0.1:11434/v1" and "llama3.1".'


def _model(raw: dict[str, Any]) -> ModelSettings:
    section = _table(raw, "model")
    texts = ("stance", "encoder", "chat_address", "chat_model", "chat_key_variable")
    known = sorted((*texts, "labels", "allow_network", *_RANGES["model"]))
    for key in section:
        if key not in known:
            raise PolicyInvalid(f"loupe.toml: [model] has no key “{key}”; known are {', '.join(known)}.")
    numbers = _section({"model": {k: v for k, v in section.items() if k in _RANGES["model"]}}, "model")
    words = {key: _words(key, section[key]) for key in texts if key in section}
    labels = section.get("labels", [])
    if not isinstance(labels, list) or not all(isinstance(one, str) for one in labels):
        raise PolicyInvalid(
            "loupe.toml: labels under [model] must be a list of words.",
            hint='Write labels = ["supports", "neither", "contradicts"], in the order of the model\'s outputs.',
        )
    network = section.get("allow_network", False)
    if not isinstance(network, bool):
        raise PolicyInvalid("loupe.toml: allow_network under [model] must be true or false, without quotation marks.")
    given: dict[str, Any] = {**numbers, **words}
    model = ModelSettings(labels=tuple(labels), allow_network=network, **given)
    if not model.stance or not model.encoder:
        raise PolicyInvalid("loupe.toml: stance and encoder under [model] must not be empty.", hint='Write "shipped".')
    if model.encoder == "chat":
        raise PolicyInvalid("loupe.toml: encoder under [model] cannot be a chat server.", hint='Write "shipped".')
    if model.stance == "chat" and not (model.chat_address and model.chat_model):
        raise PolicyInvalid("loupe.toml: stance under [model] is a chat server, and it is not said which.", hint=_CHAT)
    # A case moves by copying: whoever made it must not be able to have any secret of this machine sent to him.
    if model.chat_key_variable and not _KEY_VARIABLE.fullmatch(model.chat_key_variable):
        raise PolicyInvalid(
            "loupe.toml: chat_key_variable under [model] must be the name of an environment variable.",
            hint="It begins with LOUPE_ and has capitals, digits and _ only, such as LOUPE_CHAT_KEY.",
        )
    return model


def _words(key: str, value: object, section: str = "model") -> str:
    if not isinstance(value, str) or len(value) > 4096 or any(ord(sign) < 32 for sign in value):
        raise PolicyInvalid(
            f"loupe.toml: {key} under [{section}] must be words in quotation marks.",
            hint="Put # before the line to go back to the default.",
        )
    return value.strip()


_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")


def _cast(raw: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Labels, as they are compared, and the names that they stand for."""
    cast = {}
    for label, name in _table(raw, "cast").items():
        words = _words(label, name, "cast")
        if not words or not label.strip():
            raise PolicyInvalid(f"loupe.toml: “{label}” under [cast] has no name.", hint='Write "NARR" = "Narrator".')
        cast[label.strip().casefold()] = words
    return tuple(sorted(cast.items()))


def _events(raw: dict[str, Any]) -> tuple[NamedEvent, ...]:
    return tuple(sorted((_event(words, when) for words, when in _table(raw, "events").items()), key=lambda e: e.words))


def _event(words: str, when: object) -> NamedEvent:
    match = _DAYS.fullmatch(when) if isinstance(when, str) else None
    try:
        if not match or not words.strip():
            raise ValueError
        first, last = (date.fromisoformat(match[1]), date.fromisoformat(match[2] or match[1]))
        if last < first:
            raise ValueError
    except ValueError as error:
        raise PolicyInvalid(
            f"loupe.toml: “{words}” under [events] must be a day or a range of days.",
            hint='Write "2003-02-15" or "2003-02-15/2003-02-16".',
        ) from error
    start, end = (datetime.combine(day, time()) for day in (first, last))
    return NamedEvent(fold(" ".join(words.split())), start, end + timedelta(days=1))


def _section(raw: dict[str, Any], name: str) -> dict[str, int]:
    section, ranges = _table(raw, name), _RANGES[name]
    for key, value in section.items():
        if key not in ranges:
            raise PolicyInvalid(f"loupe.toml: [{name}] has no key “{key}”; known are {', '.join(sorted(ranges))}.")
        least, most = ranges[key]
        if type(value) is not int or not least <= value <= most:
            raise PolicyInvalid(
                f"loupe.toml: {key} under [{name}] must be a whole number from {least} to {most}.",
                hint=f"Set {key} to a number in that range, or put # before the line to go back to the default.",
            )
    return section


def _refuse_odd_case(raw: dict[str, Any]) -> None:
    section = _table(raw, "case")
    if set(section) - {"name"} or not isinstance(section.get("name", ""), str):
        raise PolicyInvalid("loupe.toml: [case] holds a name in quotation marks and nothing else.")


def _table(raw: dict[str, Any], name: str) -> dict[str, Any]:
    section = raw.get(name, {})
    if not isinstance(section, dict):
        raise PolicyInvalid(f"loupe.toml: [{name}] must be a section.")
    return section
