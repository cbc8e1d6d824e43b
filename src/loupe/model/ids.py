"""Ids that are content hashes: the same content has the same id on every machine and in every run."""

from __future__ import annotations

import hashlib

__all__ = ["content_id", "sha256_hex", "source_id"]


def sha256_hex(data: bytes) -> str:
    """SHA-256 of bytes as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def source_id(sha256: str) -> str:
    """The id of the source whose original has this SHA-256: ``s-`` and its first 12 digits."""
    return f"s-{sha256[:12]}"


def content_id(prefix: str, *parts: object) -> str:
    """An id of ``prefix``, a dash and 16 hexadecimal digits (64-bit BLAKE2b) over the parts, which are kept apart."""
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.blake2b(joined.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"
