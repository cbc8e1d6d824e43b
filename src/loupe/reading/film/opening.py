"""Opening films from strangers: only the containers we know, no other file, no address, and errors of our tree."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loupe.model.errors import FileDamaged, FormatUnknown

if TYPE_CHECKING:
    from av.container import InputContainer

__all__ = ["first_moment", "load_av", "open_film", "packets_of"]

# Playlists and lists of parts (HLS, DASH, concat, SDP) make FFmpeg open what they name: other files, addresses.
_CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mp3,wav,w64,flac,ogg,aac"


def load_av(name: str) -> Any:
    """PyAV; raises FormatUnknown, with what to install, when it is not there."""
    try:
        import av
    except ImportError as error:
        raise FormatUnknown(
            f"{name} is a film or a recording, and the package that opens those is not installed.",
            hint="Install it: pip install 'loupe-workbench[film]'",
        ) from error
    return av


@contextmanager
def open_film(path: Path, name: str) -> Iterator[InputContainer]:
    """Open a film or recording for reading.

    Raises FileDamaged when it cannot be opened, or when reading breaks in a way that the body does not catch.
    """
    av = load_av(name)
    options = {"format_whitelist": _CONTAINERS, "protocol_whitelist": "file"}
    try:
        # The word before the path keeps FFmpeg from reading one out of it ("concat:", "http:").
        with av.open(f"file:{path.absolute()}", container_options=options, metadata_errors="replace") as container:
            yield container
    except av.error.MemoryError as error:
        raise MemoryError from error
    except av.error.FFmpegError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise OSError(error.errno, error.strerror) from error  # of what is written, not of the film
        raise FileDamaged(
            f"{name} is no film or recording that can be opened: it is damaged, cut off, or of another kind.",
            hint="Play it in another program; if it plays, save it from there as MP4 and add that.",
        ) from error


def packets_of(container: InputContainer, *streams: Any, flush: bool = False) -> Iterator[Any]:
    """The packets of some streams to the end of the file, or to where it is broken beyond reading on.

    ``flush`` adds the empty packets at the end that make decoders give what they hold back.
    The others are passed over by the container itself, which is much faster in a large film.
    """
    import av
    from av.stream import Discard

    wanted = {stream.index for stream in streams}
    for stream in container.streams:
        stream.discard = Discard.default if stream.index in wanted else Discard.all
    packets = container.demux(*streams)
    failures = 0
    while True:
        try:
            packet = next(packets)
        except (StopIteration, av.error.EOFError):
            return
        except av.error.FFmpegError:
            # A damaged stretch; the reader finds the next good packet, or fails again and again.
            failures += 1
            if failures > 100:
                return
            packets = container.demux(*streams)
            continue
        if flush or packet.size or packet.pts is not None or packet.dts is not None:
            yield packet


def first_moment(path: Path, name: str) -> Fraction:
    """The first moment that a player shows, in seconds of the streams' own clock; 0 where they begin before it.

    A container's own word is checked against its first packets: it leaves out streams that it does not understand.
    """
    with open_film(path, name) as container:
        start = Fraction(max(container.start_time or 0, 0), 1_000_000)
        streams = [stream for stream in container.streams if stream.type in ("video", "audio")]
        if start and streams:
            for packet in islice(packets_of(container, *streams), 64):
                if packet.pts is not None and packet.time_base:
                    start = min(start, packet.pts * Fraction(packet.time_base))
        return max(start, Fraction(0))
