"""Recognition with the PP-OCR networks that the wheel of RapidOCR carries, run by ONNX Runtime.

Only the models of the ``rapidocr`` package are used, never its code: that would fetch models from the network when they
are missing, writes to the console, loses the confidence of single letters, and takes seconds to import. What is done
here is what it does: text lines by Differentiable Binarization (Liao et al., AAAI 2020), each cut out, brought to a
height of 48 pixels and read by a CTC network (Graves et al., ICML 2006).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from loupe.reading.paper.inkwords import split_words, type_size, unread_share
from loupe.reading.paper.lying import (
    LETTER_HEIGHT,
    LETTER_STEP,
    Quads,
    as_read,
    cut_out,
    lie_down,
    line_boxes,
    sides,
    skew_of,
)
from loupe.reading.paper.seen import Alive, Box, Frame, Pixels, Seen, SeenLine

__all__ = ["RapidRecognizer", "rapid_models"]

_CLOSE_SIDE = 2240  # pixels to which a page of small print is brought: takes 0.8 GB
_LARGE, _SMALL = 4500, 13.0  # pixels of a large page; height in pixels below which the boxes of lines run together
_SIDE = 32  # sides of the picture that the detection network takes are multiples of it
_NARROWEST = 320  # pixels; shorter lines are padded, as the model was published
_SOME = 8  # lines
_SURE = 0.5  # a line less sure than that is not shown as words
_MISSED = 0.5  # a line of which more was not read is none
_UPRIGHT = 0.9  # mean confidence above which nobody looks whether the page is upside down
_ASKED = 8  # lines by which that is decided


def rapid_models() -> tuple[Path, Path] | None:
    """The detection and the recognition model in the installed ``rapidocr`` package; None when they are not there."""
    try:
        spec = find_spec("rapidocr")
    except (ImportError, ValueError):
        return None
    if spec is None or spec.origin is None or find_spec("onnxruntime") is None or find_spec("cv2") is None:
        return None
    folder = Path(spec.origin).parent / "models"
    found = [sorted(folder.glob(f"*_{what}_*.onnx")) for what in ("det", "rec")]
    return (found[0][-1], found[1][-1]) if all(found) else None


@dataclass(frozen=True, slots=True)
class _Read:
    """A line as the network reads it: characters, the column and the confidence of each, its picture 48 pixels high."""

    text: str
    columns: list[int]
    sure: list[float]
    crop: Pixels

    @property
    def certainty(self) -> float:
        return float(np.mean(self.sure)) if self.sure else 0.0


class RapidRecognizer:
    """The PP-OCR models in the ``rapidocr`` package; ``threads`` is how many the networks may use."""

    def __init__(self, models: tuple[Path, Path], threads: int = 1, detect_side: int = 1280) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = max(1, threads), 1
        options.log_severity_level = 4
        options.enable_cpu_mem_arena = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._find, self._read = (
            onnxruntime.InferenceSession(str(path), sess_options=options, providers=["CPUExecutionProvider"])
            for path in models
        )
        letters = self._read.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._letters = ["", *letters, " "]
        self._detect_side = detect_side
        self.name = f"RapidOCR {_version('rapidocr')}, {models[1].stem.split('_')[0]}"

    def read(self, picture: Pixels, alive: Alive) -> Seen:
        """The lines of a page; the page may be turned by quarters and lie askew by up to some 20 degrees."""
        height, width = picture.shape
        quads = self._detect(picture)
        if not len(quads):
            return Seen(Frame(width, height), ())
        turned = 90 if lie_down(quads) else 0
        quads = as_read(quads, turned)
        alive()
        read = self._recognize(picture, quads, alive)
        if self._is_upside_down(picture, quads, read):
            turned += 180
            quads = np.roll(quads, 2, axis=1)
            read = self._recognize(picture, quads, alive)
        frame = Frame(width, height, turned, skew_of(Frame(width, height, turned).upright(quads)))
        lines: list[SeenLine] = []
        unread = 0
        for quad, line in zip(quads, read, strict=True):
            missed = unread_share(line.columns, line.crop, LETTER_STEP)
            if line.certainty >= _SURE and missed <= _MISSED and (seen := _line(frame, quad, line, 1 - missed)).words:
                lines.append(seen)
            else:
                unread += line.crop.shape[1] > 2 * LETTER_HEIGHT or bool(line.text.strip())
        return Seen(frame, tuple(lines), unread)

    def _detect(self, picture: Pixels) -> Quads:
        """The text lines of a picture, each as it lies; looked at more closely where they are small or many."""
        longest = max(picture.shape)
        if longest > _LARGE:
            return self._detect_at(picture, _CLOSE_SIDE)
        quads = self._detect_at(picture, self._detect_side)
        if len(quads) and longest > self._detect_side:
            high = float(np.median(sides(quads), axis=1).min()) * self._detect_side / longest
            if high < _SMALL:
                return self._detect_at(picture, _CLOSE_SIDE)
        return quads

    def _detect_at(self, picture: Pixels, side: int) -> Quads:
        """The text lines of a picture that is brought to at most ``side`` pixels."""
        import cv2

        height, width = picture.shape
        scale = min(1.0, side / max(height, width))
        if min(height, width) * scale < 736:  # as the model was published: small pictures are enlarged
            scale = min(736 / min(height, width), 2.0, side / max(height, width))
        wide, high = (max(_SIDE, round(side * scale / _SIDE) * _SIDE) for side in (width, height))
        small = cv2.resize(picture, (wide, high), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        plane = (small.astype(np.float32) / 255 - 0.5) / 0.5
        answer = self._find.run(None, {"x": np.repeat(plane[None, None], 3, axis=1)})[0][0, 0]
        quads = np.array(list(line_boxes(answer)), dtype=np.float64).reshape(-1, 4, 2)
        quads *= np.array((width / wide, height / high))
        return quads[np.lexsort((quads[:, 0, 0], quads[:, 0, 1]))]

    def _is_upside_down(self, picture: Pixels, quads: Quads, read: list[_Read]) -> bool:
        """Whether the longest lines, of which the network is not sure, are surer read from the other side."""
        widths = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
        asked = np.argsort(-widths, kind="stable")[:_ASKED]
        upright = _certainty([read[at] for at in asked])
        if upright >= _UPRIGHT:
            return False
        return _certainty(self._recognize(picture, np.roll(quads[asked], 2, axis=1))) > upright + 0.03

    def _recognize(self, picture: Pixels, quads: Quads, alive: Alive = lambda: None) -> list[_Read]:
        """What the network reads in each line, one by one: side by side they would be padded, and read no faster."""
        read: list[_Read] = []
        for at, quad in enumerate(quads):
            if at % _SOME == 0:
                alive()
            crop = cut_out(picture, quad)
            plane = np.zeros((1, 3, LETTER_HEIGHT, max(_NARROWEST, crop.shape[1])), dtype=np.float32)
            plane[..., : crop.shape[1]] = (crop.astype(np.float32) / 255 - 0.5) / 0.5
            chances = self._read.run(None, {"x": plane})[0][0]
            read.append(_Read(*self._decode(chances.argmax(axis=1), chances.max(axis=1)), crop))
        return read

    def _decode(self, best: npt.NDArray[np.int64], sure: npt.NDArray[np.float32]) -> tuple[str, list[int], list[float]]:
        """Letters of a CTC network: repeats are one letter, 0 is none."""
        new = np.ones(len(best), dtype=bool)
        new[1:] = best[1:] != best[:-1]
        at = np.flatnonzero(new & (best != 0))
        # A few entries of the alphabet hold two characters; columns count characters.
        letters = [(self._letters[code], int(column)) for code, column in zip(best[at], at, strict=True)]
        columns = [column for text, column in letters for _ in text]
        chances = [float(sure[column]) for column in columns]
        return "".join(text for text, _ in letters), columns, chances


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # models put there by hand
        return "?"


def _certainty(read: list[_Read]) -> float:
    """How sure the network is of the letters of some lines."""
    sure = [value for line in read for value in line.sure]
    return float(np.mean(sure)) if sure else 0.0


def _is_half_known(text: str) -> bool:
    """Whether a line is in Greek or Cyrillic letters, of which the network knows so few that words come out maimed."""
    letters = [character for character in text if character.isalpha()]
    return sum("\u0370" <= character <= "\u052f" for character in letters) * 5 > len(letters)


def _line(frame: Frame, quad: npt.NDArray[np.float64], read: _Read, share: float) -> SeenLine:
    """A line with its words, their boxes found by the letters' columns and the white between them.

    ``share`` is how much of the line was read; of the rest, nobody can be sure.
    """
    upright = frame.upright(quad)
    high = float(np.linalg.norm(quad[3] - quad[0]))
    size = type_size(read.text, read.crop) * high / LETTER_HEIGHT
    start = (upright[0] + upright[3]) / 2
    along = (upright[1] + upright[2]) / 2 - start
    left, top = (float(value) for value in upright.min(axis=0))
    right, bottom = (float(value) for value in upright.max(axis=0))
    across = read.crop.shape[1]
    lies = abs(along[0]) > abs(along[1])
    if lies:
        # The box of a line that is a little askew within the page is taken at its middle height.
        middle = float(upright[:, 1].mean())
        top, bottom = middle - high / 2, middle + high / 2

    def place(first: float, last: float) -> Box:
        a, b = start + first / across * along, start + last / across * along
        if lies:
            level = float(a[1] + b[1]) / 2
            return float(min(a[0], b[0])), level - high / 2, float(max(a[0], b[0])), level + high / 2
        level = float(a[0] + b[0]) / 2
        return level - high / 2, float(min(a[1], b[1])), level + high / 2, float(max(a[1], b[1]))

    if _is_half_known(read.text):
        share *= 0.5
    sure = [value * share for value in read.sure]
    words = split_words(read.text, read.columns, sure, read.crop, LETTER_STEP, place)
    return SeenLine(words, (left, top, right, bottom), size)
