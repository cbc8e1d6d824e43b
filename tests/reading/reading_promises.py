"""What every reading promises."""

from __future__ import annotations

import re

from loupe.reading import Reading

_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")


def check(reading: Reading) -> Reading:
    """Fail unless the reading keeps what every reading promises."""
    text, end = reading.text, 0
    assert reading.passages
    assert _FORBIDDEN.search(text) is None
    for passage in reading.passages:
        locator = passage.locator
        assert end <= locator.start < locator.end <= len(text)
        said = text[locator.start : locator.end]
        assert said
        assert said == said.strip()
        end = locator.end
    return reading
