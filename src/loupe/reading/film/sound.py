"""The sound of a film, a piece at a time, at the time at which it is heard."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loupe.model.errors import FileDamaged
from loupe.reading.film.length import MOST_GAP
from loupe.reading.film.opening import first_moment, open_film, packets_of
from loupe.reading.film.probing import main_sound

if TYPE_CHECKING:
    import numpy as np
    from av.container import InputContainer
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

__all__ = ["SPEECH_RATE", "sound_blocks", "sound_of", "sound_pieces"]

SPEECH_RATE = 16_000
"""Samples a second of the sound that a listener wants."""

_LONGEST_MS = 30 * 60 * 1000
_PREROLL = 1  # seconds decoded before a piece, so that its first sample does not come from a cold decoder
_DRIFT = Fraction(1, 20)  # seconds by which a frame's time may differ from the count of samples before it is believed
_COUNTED = frozenset(("aac", "mp3"))  # without times of their own: FFmpeg counts packets, as if all were alike
_RATES = range(100, 1_000_000)  # samples a second that are no damage
_GIVE_UP = 5000  # damaged packets one after the other


def sound_of(path: Path, start_ms: int, end_ms: int) -> Samples:
    """The sound from ``start_ms`` to ``end_ms`` as float32, mono, 16 kHz, -1 to 1.

    Sample ``n`` is heard at ``start_ms + n / 16``: where packets are damaged or the sound begins late there is silence.
    The array is shorter where the sound ends before ``end_ms``. Raises ValueError for more than half an hour at once,
    FileDamaged when the file cannot be opened or has no sound.
    """
    import numpy as np

    if not 0 <= start_ms <= end_ms or end_ms - start_ms > _LONGEST_MS:
        raise ValueError(f"a piece of sound is 0 to {_LONGEST_MS} ms long; {start_ms} to {end_ms} is not")
    wanted = (end_ms - start_ms) * SPEECH_RATE // 1000
    first = start_ms * SPEECH_RATE // 1000
    sound = np.zeros(wanted, np.float32)
    reached = 0
    zero = first_moment(path, path.name)
    with open_film(path, path.name) as container:
        stream = main_sound(container, path.name)
        _go_to(container, stream, Fraction(start_ms, 1000) + zero)
        for at, block in sound_blocks(container, stream, zero, SPEECH_RATE, 1):
            low, high = max(at - first, 0), min(at - first + block.shape[1], wanted)
            if low < high:
                sound[low:high] = block[0, low - (at - first) : high - (at - first)]
                reached = max(reached, high)
            if at - first >= wanted:
                reached = wanted  # it goes on later: what lies between is silence
                break
    return sound[:reached]


def sound_pieces(path: Path, piece_ms: int = 30_000, start_ms: int = 0) -> Iterator[tuple[int, Samples]]:
    """The whole sound in pieces one after the other: when each begins, in milliseconds, and its samples.

    Decodes once from ``start_ms`` to the end and holds one piece in memory. Raises as ``sound_of`` does.
    """
    import numpy as np

    if not 0 < piece_ms <= _LONGEST_MS or start_ms < 0:
        raise ValueError(f"a piece of sound is 1 to {_LONGEST_MS} ms long; {piece_ms} is not")
    size = piece_ms * SPEECH_RATE // 1000
    first = start_ms * SPEECH_RATE // 1000
    piece, reached = np.zeros(size, np.float32), 0
    zero = first_moment(path, path.name)
    with open_film(path, path.name) as container:
        stream = main_sound(container, path.name)
        _go_to(container, stream, Fraction(start_ms, 1000) + zero)
        for at, whole in sound_blocks(container, stream, zero, SPEECH_RATE, 1):
            block = whole[0, max(first - at, 0) :]
            at = max(at, first)
            while block.size:
                if at - first >= size:
                    yield first * 1000 // SPEECH_RATE, piece
                    first, reached, piece = first + size, 0, np.zeros(size, np.float32)
                    continue
                room = block[: size - (at - first)]
                piece[at - first : at - first + room.size] = room
                reached = max(reached, at - first + room.size)
                block, at = block[room.size :], at + room.size
    if reached:
        yield first * 1000 // SPEECH_RATE, piece[:reached]


def sound_blocks(
    container: InputContainer, stream: Any, zero: Fraction, rate: int, channels: int
) -> Iterator[tuple[int, Samples]]:
    """Decoded sound from where the container stands: the sample number at which a block is heard, and the block.

    Times count from ``zero`` of the stream's clock, in seconds. Blocks are float32, channels by samples, at ``rate`` a
    second, in order, and never overlap; between them there may be a gap. Packets that cannot be decoded are left out.
    """
    run = _Run(rate, channels)
    counted = container.format.name in _COUNTED
    end = 0
    for frame in _frames(container, stream):
        timed = frame.pts is not None and frame.time_base and not (counted and run.begun)
        heard = frame.pts * Fraction(frame.time_base) - zero if timed else None
        for at, block in run.add(frame, heard):
            if at < end:  # a container that goes back in time: what was heard first stays
                block, at = block[:, end - at :], end
            if block.shape[1]:
                end = at + block.shape[1]
                yield at, block
    for at, block in run.rest():
        block, at = (block[:, end - at :], end) if at < end else (block, at)
        if block.shape[1]:
            end = at + block.shape[1]
            yield at, block


class _Run:
    """Resamples frames that follow each other, and begins anew where the time jumps or the sound changes its form."""

    def __init__(self, rate: int, channels: int) -> None:
        self._rate, self._layout = rate, "mono" if channels == 1 else "stereo"
        self._resampler: Any = None
        self._form: tuple[Any, ...] | None = None
        self._at = 0  # where the next resampled block belongs, in samples
        self._due = Fraction(0)  # when the next frame is due, in seconds

    @property
    def begun(self) -> bool:
        """Whether a frame was added."""
        return self._form is not None

    def add(self, frame: Any, heard: Fraction | None) -> Iterator[tuple[int, Samples]]:
        import av

        form = (frame.format.name, frame.layout.name, frame.sample_rate)
        if self.begun and heard is not None and heard - self._due > MOST_GAP:
            heard = None
        jumped = heard is not None and abs(heard - self._due) > _DRIFT
        if self._resampler is None or jumped or form != self._form:
            yield from self.rest()
            self._resampler = av.AudioResampler(format="fltp", layout=self._layout, rate=self._rate)
            self._form = form
            self._due = heard if heard is not None else self._due
            self._at = round(self._due * self._rate)
        self._due += Fraction(frame.samples, frame.sample_rate)
        frame.pts = None
        try:
            frames = self._resampler.resample(frame)
        except (av.error.FFmpegError, ValueError):  # a form that no resampler takes
            self._resampler = None
            return
        yield from self._take(frames)

    def rest(self) -> Iterator[tuple[int, Samples]]:
        """What the resampler still holds."""
        if self._resampler is not None:
            yield from self._take(self._resampler.resample(None))
            self._resampler = None

    def _take(self, frames: Any) -> Iterator[tuple[int, Samples]]:
        import numpy as np

        for out in frames:
            block = np.nan_to_num(out.to_ndarray().astype(np.float32, copy=False), posinf=0.0, neginf=0.0)
            at, self._at = self._at, self._at + block.shape[1]
            if self._at > 0:  # what lies before the first moment of the film is not heard
                yield max(at, 0), block[:, max(-at, 0) :]


def _frames(container: InputContainer, stream: Any) -> Iterator[Any]:
    """Frames of a stream; packets that do not decode are passed over."""
    import av

    bad = 0
    for packet in packets_of(container, stream, flush=True):
        try:
            frames = packet.decode()
            bad = 0
        except av.error.FFmpegError:
            bad += 1
            if bad > _GIVE_UP:
                return
            continue
        yield from (frame for frame in frames if frame.samples and frame.sample_rate in _RATES)


def _go_to(container: InputContainer, stream: Any, seconds: Fraction) -> None:
    """Stand at or before a time of the stream's clock; at the beginning where the container cannot be moved in."""
    import av

    if seconds <= _PREROLL:
        return
    try:
        container.seek(int((seconds - _PREROLL) / Fraction(stream.time_base)), stream=stream)
    except (av.error.FFmpegError, OverflowError):
        try:
            container.seek(0)
        except av.error.FFmpegError as error:
            raise FileDamaged("The sound cannot be moved in, and is broken at its beginning.") from error
