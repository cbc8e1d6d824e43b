"""More address space for readers that recognise sound, film or pictures."""

from __future__ import annotations

from loupe.reading.values import ReadingLimits

__all__ = ["allow_media"]


def allow_media(limits: ReadingLimits) -> None:
    """Raise the soft limit of address space to ``limits.media_memory_bytes``, never above the hard limit.

    Does nothing where the soft limit is higher, or where the system knows no such limit.
    """
    try:
        import resource
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft == resource.RLIM_INFINITY:
        return
    wanted = limits.media_memory_bytes if hard == resource.RLIM_INFINITY else min(limits.media_memory_bytes, hard)
    if wanted > soft:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
