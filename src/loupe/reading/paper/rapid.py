"""Recognition with the PP-OCR networks that the wheel of RapidOCR carries, run by ONNX Runtime.

Only the models of the ``rapidocr`` package are used, never its code: that would fetch models from the network when they
are missing, writes to the console, loses the confidence of single letters, and takes seconds to import. What is done
here is what it does: text lines by Differentiable Binarization (Liao et al., AAAI 2020), each cut out, brought to a
height of 48 pixels and read by a CTC network (Graves et al., ICML 2006).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from loupe.reading.paper.inkwords import split_words, type_size, unread_share
from loupe.reading.paper.seen import Alive, Box, Frame, Pixels, Seen, SeenLine

__all__ = ["RapidRecognizer", "rapid_models"]

Quads = npt.NDArray[np.float64]
"""Corners of lines: n, 4 (upper left, upper right, lower right, lower left as the line is read), x and y."""

_INK, _BOX_SCORE, _UNCLIP = 0.3, 0.5, 1.6  # thresholds that the detection model was published with
_MOST_LINES = 1500
_SIDE = 32  # sides of the picture that the detection network takes are multiples of it
_LETTER_HEIGHT = 48  # pixels; the height that the recognition network takes
_STEP = 8  # pixels of a line for each of the network's answers
_WIDEST = 3200
_BATCH = 6
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

    def __init__(self, models: tuple[Path, Path], threads: int = 1, detect_side: int = 1600) -> None:
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
        turned = 90 if _lie_down(quads) else 0
        quads = _as_read(quads, turned)
        alive()
        read = self._recognize(picture, quads, alive)
        if self._is_upside_down(picture, quads, read):
            turned += 180
            quads = np.roll(quads, 2, axis=1)
            read = self._recognize(picture, quads, alive)
        frame = Frame(width, height, turned, _skew(Frame(width, height, turned).upright(quads)))
        lines: list[SeenLine] = []
        unread = 0
        for quad, line in zip(quads, read, strict=True):
            missed = unread_share(line.columns, line.crop, _STEP)
            if line.certainty >= _SURE and missed <= _MISSED and (seen := _line(frame, quad, line, 1 - missed)).words:
                lines.append(seen)
            else:
                unread += line.crop.shape[1] > 2 * _LETTER_HEIGHT or bool(line.text.strip())
        return Seen(frame, tuple(lines), unread)

    def _detect(self, picture: Pixels) -> Quads:
        """The text lines of a picture, each as it lies."""
        import cv2

        height, width = picture.shape
        scale = min(1.0, self._detect_side / max(height, width))
        if min(height, width) * scale < 736:  # as the model was published: small pictures are enlarged
            scale = min(736 / min(height, width), 2.0, self._detect_side / max(height, width))
        wide, high = (max(_SIDE, round(side * scale / _SIDE) * _SIDE) for side in (width, height))
        small = cv2.resize(picture, (wide, high), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        plane = (small.astype(np.float32) / 255 - 0.5) / 0.5
        answer = self._find.run(None, {"x": np.repeat(plane[None, None], 3, axis=1)})[0][0, 0]
        quads = np.array(list(_boxes(answer)), dtype=np.float64).reshape(-1, 4, 2)
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
        """What the network reads in each line."""
        crops = [_cut_out(picture, quad) for quad in quads]
        order = sorted(range(len(crops)), key=lambda at: (crops[at].shape[1], at))
        answers: dict[int, _Read] = {}
        for first in range(0, len(order), _BATCH):
            batch = order[first : first + _BATCH]
            wide = max(320, *(crops[at].shape[1] for at in batch))
            planes = np.zeros((len(batch), 3, _LETTER_HEIGHT, wide), dtype=np.float32)
            for row, at in enumerate(batch):
                planes[row, :, :, : crops[at].shape[1]] = (crops[at].astype(np.float32) / 255 - 0.5) / 0.5
            alive()
            chances = self._read.run(None, {"x": planes})[0]
            best, sure = chances.argmax(axis=2), chances.max(axis=2)
            for row, at in enumerate(batch):
                answers[at] = _Read(*self._decode(best[row], sure[row]), crops[at])
        return [answers[at] for at in range(len(crops))]

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


def _boxes(answer: npt.NDArray[np.float32]) -> Iterator[npt.NDArray[np.float64]]:
    """The corners of the lines in the detection network's map of where writing is."""
    import cv2

    ink = cv2.dilate((answer > _INK).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(ink, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours[:_MOST_LINES]:
        (x, y), (wide, high), angle = cv2.minAreaRect(contour)
        if min(wide, high) < 3:
            continue
        corners = cv2.boxPoints(((x, y), (wide, high), angle))
        if _score(answer, corners) < _BOX_SCORE:
            continue
        margin = 2 * _UNCLIP * wide * high / (2 * (wide + high))
        if min(wide, high) + margin >= 5:
            yield _corners(cv2.boxPoints(((x, y), (wide + margin, high + margin), angle)))


def _score(answer: npt.NDArray[np.float32], corners: npt.NDArray[Any]) -> float:
    import cv2

    height, width = answer.shape
    left, top = (max(0, math.floor(v)) for v in corners.min(axis=0))
    right, bottom = (min(most - 1, math.ceil(v)) for v, most in zip(corners.max(axis=0), (width, height), strict=True))
    if right < left or bottom < top:
        return 0.0
    mask = np.zeros((bottom - top + 1, right - left + 1), dtype=np.uint8)
    cv2.fillPoly(mask, [(corners - (left, top)).astype(np.int32)], (1,))
    return float(cv2.mean(answer[top : bottom + 1, left : right + 1], mask)[0])


def _corners(points: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Four corners as upper left, upper right, lower right, lower left of the picture."""
    by_x = points[np.argsort(points[:, 0], kind="stable")]
    left = by_x[:2][np.argsort(by_x[:2, 1], kind="stable")]
    right = by_x[2:][np.argsort(by_x[2:, 1], kind="stable")]
    return np.array((left[0], right[0], right[1], left[1]), dtype=np.float64)


def _sides(quads: Quads) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    return np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1), np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)


def _lie_down(quads: Quads) -> bool:
    """Whether the longer pieces of writing run from top to bottom."""
    wide, high = _sides(quads)
    return bool(np.sum(high[high > 1.5 * wide]) > np.sum(wide[wide > 1.5 * high]))


def _as_read(quads: Quads, turned: int) -> Quads:
    """The corners so that each line's first side is its upper one, on a page that is turned by ``turned`` clockwise.

    Turned by a quarter, what was the lower left corner becomes the upper left one. Lines that stand across the others
    (a stamp at the edge of the page) keep their own direction.
    """
    wide, high = _sides(quads)
    across = high > 1.5 * wide if turned == 0 else high >= wide / 1.5
    out = quads.copy()
    out[across] = np.roll(quads[across], 1, axis=1)
    return out


def _skew(quads: Quads) -> float:
    """The angle of most lines in degrees, from -45 to 45: the median, each line by its length."""
    along = quads[:, 1] - quads[:, 0]
    length = np.hypot(along[:, 0], along[:, 1])
    high = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    angle = np.degrees(np.arctan2(along[:, 1], along[:, 0]))
    use = (length > 4 * high) & (np.abs(angle) < 45)
    if not use.any():
        return 0.0
    order = np.argsort(angle[use], kind="stable")
    weight = np.cumsum(length[use][order])
    middle = float(angle[use][order][np.searchsorted(weight, weight[-1] / 2)])
    return middle if abs(middle) >= 0.2 else 0.0


def _cut_out(picture: Pixels, quad: npt.NDArray[np.float64]) -> Pixels:
    """The picture of one line, upright and 48 pixels high."""
    import cv2

    wide = max(1, int(max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[2] - quad[3]))))
    high = max(1, int(max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2]))))
    flat = np.array(((0, 0), (wide, 0), (wide, high), (0, high)), dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), flat)
    crop = cv2.warpPerspective(picture, matrix, (wide, high), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC)
    across = min(_WIDEST, max(_STEP, math.ceil(_LETTER_HEIGHT * wide / high)))
    return np.asarray(cv2.resize(crop, (across, _LETTER_HEIGHT)), dtype=np.uint8)


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
    size = type_size(read.text, read.crop) * high / _LETTER_HEIGHT
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
    words = split_words(read.text, read.columns, sure, read.crop, _STEP, place)
    return SeenLine(words, (left, top, right, bottom), size)
