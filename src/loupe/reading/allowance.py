"""More memory for the few readers that recognise words in sound and pictures."""

from __future__ import annotations

from loupe.reading.values import ReadingLimits

__all__ = ["allow_media"]


def allow_media(limits: ReadingLimits) -> None:
    """Raise the soft limit of this process's address space to ``limits.media_memory_bytes``, never above the hard one.

    Nothing happens where no limit is set, or where the system has none.
    """
    try:
        import resource
    except ImportError:  # not on Windows
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = limits.media_memory_bytes if hard == resource.RLIM_INFINITY else min(limits.media_memory_bytes, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
