"""A chat model behind an OpenAI-compatible address: it must quote the passage, and an invented quote is discarded.

The protocol is ``POST /v1/chat/completions`` as servers for local models speak it; nothing but the standard library is
used. A pair leaves this machine only when ``allow_network`` says so.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from loupe.checking.models.answers import ASKED, ask, believe
from loupe.checking.models.asking import Address, Answered, Failed, address_of, post
from loupe.checking.models.opinion import Opinion, Pair
from loupe.model import sha256_hex
from loupe.model.errors import ModelRefused, ModelSilent

__all__ = ["AnswerCache", "ChatModel"]

_TRIES = 4
_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_MOST_ANSWER_TOKENS = 600


class AnswerCache(Protocol):
    """Answers by a key; a dict is one."""

    def get(self, key: str, /) -> str | None:
        """The answer that was kept under the key."""

    def __setitem__(self, key: str, answer: str, /) -> None:
        """Keep an answer."""


class ChatModel:
    """Asks a chat server about pairs, one after the other; what it answered before is taken from ``cache``.

    ``asked``, ``kept`` and ``discarded`` count the requests that were answered, the answers taken from the cache, and
    those that were not believed. The key is sent to the server and goes nowhere else.
    """

    def __init__(
        self,
        address: str,
        model: str,
        cache: AnswerCache,
        *,
        key: str | None = None,
        key_variable: str = "",
        allow_network: bool = False,
        seconds: float = 60.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Nothing is sent yet; raises ModelRefused for an address that may not be asked.

        ``key_variable`` is where the key was looked for: without a key the server is not asked, and what it answered
        before can still be read.
        """
        self.address: Address = address_of(address)
        self.model = model
        self.asked = self.kept = self.discarded = 0
        self._cache, self._key, self._seconds, self._sleep = cache, key, seconds, sleep
        self._forms = list(_FORMS)
        self._key_variable = key_variable
        _refuse(self.address, key, allow_network)

    @property
    def name(self) -> str:
        """Model, address, and the beginning of a hash over what it is asked and how; its weights cannot be seen."""
        return f"chat {self.model} at {self.address.words}/{_asking()[:12]}"

    def read(self, pairs: Sequence[Pair]) -> list[Opinion | None]:
        """An opinion of each pair, None where the answer cannot be believed or the pair is empty or too long.

        Raises ModelRefused when the server says no, and ModelSilent when it gives no answer after several tries: a
        missing answer is never taken for an opinion.
        """
        return [self._one(pair) for pair in pairs]

    def _one(self, pair: Pair) -> Opinion | None:
        messages = ask(pair)
        if messages is None:
            return None
        key = sha256_hex(json.dumps([self.name, self.address.path, messages]).encode())
        answer = self._cache.get(key)
        if answer is None:
            answer = self._answer(messages)
            self._cache[key] = answer
            self.asked += 1
        else:
            self.kept += 1
        opinion = believe(answer, pair)
        if opinion is None:
            self.discarded += 1
        return opinion

    def _answer(self, messages: list[dict[str, str]]) -> str:
        if self._key_variable and self._key is None:
            raise ModelRefused(
                f"The environment variable {self._key_variable} holds no key.",
                hint=f"Set {self._key_variable} in the shell that starts Loupe; the key is never written down.",
            )
        pause, why, tries = _PAUSE, "", 0
        while tries < _TRIES:
            wait = None
            asked = {"model": self.model, "messages": messages, **_MANNER, **self._forms[0]}
            try:
                answered = post(self.address, json.dumps(asked).encode(), self._key, self._seconds)
                if answered.status == 200:
                    return _content(answered.body)
                if answered.status in (400, 422) and len(self._forms) > 1:
                    # The server cannot hold its model to this form; ``believe`` holds the answer to it in any case.
                    del self._forms[0]
                    continue
                self._refuse_no(answered)
                why, wait = f"it answers with status {answered.status}", answered.wait
            except Failed as error:
                why = str(error)
            tries += 1
            if tries < _TRIES:
                self._sleep(min(max(pause, wait or 0.0), _LONGEST_PAUSE))
                pause *= 2
        raise ModelSilent(f"The chat server at {self.address.words} gave no answer in {_TRIES} tries: {why}.")

    def _refuse_no(self, answered: Answered) -> None:
        """Raise for an answer that another try would not change."""
        if answered.status in (408, 409, 425, 429) or answered.status >= 500:
            return
        if 300 <= answered.status < 400:
            raise ModelRefused(
                f"The chat server at {self.address.words} sends Loupe to another address, which is not followed."
            )
        said = _said(answered.body).replace(self._key or "\0", "…")
        told = f": {said}" if said else ""
        raise ModelRefused(
            f"The chat server at {self.address.words} refuses with status {answered.status}{told}".rstrip(".") + "."
        )


_MANNER: dict[str, Any] = {
    "temperature": 0,
    "seed": 0,
    "max_tokens": _MOST_ANSWER_TOKENS,
    "stream": False,
}
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "stance": {"type": "string", "enum": ["supports", "contradicts", "neither"]},
        "quote": {"type": "string"},
        "confidence": {"type": "number"},
    },
    "required": ["stance", "quote", "confidence"],
    "additionalProperties": False,
}
_FORMS: tuple[dict[str, Any], ...] = (
    {"response_format": {"type": "json_schema", "json_schema": {"name": "opinion", "strict": True, "schema": _SCHEMA}}},
    {"response_format": {"type": "json_object"}},
    {},
)
"""How a server is asked to hold its model to the form, the strictest first; not every server knows each."""


def _asking() -> str:
    return sha256_hex(json.dumps([ASKED, _MANNER, _FORMS], sort_keys=True).encode())


def _refuse(address: Address, key: str | None, allow_network: bool) -> None:
    if not address.here and not allow_network:
        raise ModelRefused(
            f"The chat server at {address.words} is not on this machine.",
            hint="Loupe would send it your claims and passages. If you want that, set allow_network = true under "
            "[model] in the case's loupe.toml.",
        )
    if key is not None and not (key.isascii() and key.isprintable() and key.strip() == key and key):
        raise ModelRefused("The key for the chat server is empty or holds signs that no key has.")
    if key and not address.here and not address.secure:
        raise ModelRefused(
            f"The key for {address.words} would cross the network in the clear.", hint="Use an https address."
        )


def _content(body: bytes) -> str:
    """What the model said; raises Failed where the body is not of the protocol."""
    try:
        told = json.loads(body)
        choice = told["choices"][0]
        said = choice["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError) as error:
        raise Failed("it does not speak the protocol") from error
    if said is None or choice.get("finish_reason") == "length":
        return ""  # refused or cut off: an answer that says nothing
    if not isinstance(said, str):
        raise Failed("it does not speak the protocol")
    return said[:65_536]


def _said(body: bytes) -> str:
    """The server's own sentence on what is wrong, if it gives one."""
    try:
        told = json.loads(body)
        error = told.get("error", told.get("message", ""))
        text = error.get("message", "") if isinstance(error, dict) else error
    except (ValueError, RecursionError, AttributeError):
        return ""
    return " ".join(text.split())[:200] if isinstance(text, str) else ""
