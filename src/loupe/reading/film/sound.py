"""The sound of a film, a piece at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

__all__ = ["sound_of"]

_RATE = 16_000


def sound_of(path: Path, start_ms: int, end_ms: int) -> Any:
    """The sound of a film from ``start_ms`` to ``end_ms``: float32, mono, 16 kHz, -1 to 1; shorter where it ends."""
    import av
    import numpy as np

    pieces: list[Any] = []
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        if start_ms > 0:
            container.seek(max(start_ms - 1000, 0) * 1000, backward=True)
        resampler = av.AudioResampler(format="flt", layout="mono", rate=_RATE)
        wanted = (end_ms - start_ms) * _RATE // 1000
        got = 0
        skip: int | None = None
        for frame in container.decode(stream):
            if skip is None:
                at = int(float(frame.pts * frame.time_base) * _RATE) if frame.pts is not None else 0
                skip = start_ms * _RATE // 1000 - at
            for out in resampler.resample(frame):
                samples = out.to_ndarray().reshape(-1)
                if skip > 0:
                    samples, skip = samples[skip:], max(0, skip - len(samples))
                pieces.append(samples)
                got += len(samples)
            if got >= wanted:
                break
    sound = np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
    return np.ascontiguousarray(sound[:wanted], dtype=np.float32)
