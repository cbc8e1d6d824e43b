"""Addresses of the web, as a person writes them and a page links to them."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

__all__ = ["web_address"]

_LONGEST = 2000
_FORM = re.compile(r"https?://[^\s<>\"`\\^{|}]+", re.I)


def web_address(words: str | None) -> str | None:
    """The address without spaces around it; None when it is none that a reader can follow.

    It begins with http:// or https://, names a host, and holds no user, password, space, quotation mark or sign that
    cannot be seen (which could make it look like another address). Nothing is asked of any network.
    """
    address = (words or "").strip()
    if len(address) > _LONGEST or not _FORM.fullmatch(address):
        return None
    if any(unicodedata.category(sign).startswith("C") for sign in address):
        return None
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return None
    return address if "@" not in parts.netloc and any(sign.isalnum() for sign in host) else None
