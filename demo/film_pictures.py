"""The drawings of the demo's film: flat shapes in few colours, drawn large and made smaller."""

from __future__ import annotations

import math
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFont

__all__ = ["DRAWINGS", "SIZE", "card", "lower_third", "title"]

SIZE = (640, 360)
_SCALE = 2
_W, _H = SIZE[0] * _SCALE, SIZE[1] * _SCALE
_NIGHT, _INK, _STEEL, _PALE, _GOLD = (17, 23, 38), (28, 36, 56), (92, 108, 132), (206, 214, 224), (222, 178, 84)

Draw = ImageDraw.ImageDraw


def _canvas(top: tuple[int, int, int], bottom: tuple[int, int, int]) -> tuple[Image.Image, Draw]:
    column = Image.new("RGB", (1, _H))
    for y in range(_H):
        share = y / _H
        column.putpixel((0, y), tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True)))
    image = column.resize((_W, _H))
    return image, ImageDraw.Draw(image)


def _small(image: Image.Image) -> Image.Image:
    return image.resize(SIZE, Image.Resampling.LANCZOS)


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size * _SCALE)


def _gable(draw: Draw, x: int, width: int, height: int, shade: int, lit: frozenset[tuple[int, int]]) -> None:
    """A house with a stepped gable, as they stand in Antwerp."""
    foot, colour = _H - 70, (shade, shade + 8, shade + 20)
    draw.rectangle((x, foot - height, x + width, foot), fill=colour)
    step = width // 8
    for n in range(4):
        draw.rectangle((x + n * step, foot - height - (n + 1) * 26, x + width - n * step, foot - height), fill=colour)
    for row in range(max(2, height // 80)):
        for col in range(3):
            left = x + width * (2 * col + 1) // 7
            top = foot - height + 24 + row * 76
            glow = _GOLD if (row, col) in lit else (shade + 34, shade + 40, shade + 50)
            draw.rectangle((left, top, left + width // 7, top + 46), fill=glow)


def _street() -> Image.Image:
    image, draw = _canvas((122, 132, 146), (178, 184, 192))
    for x, width, height, shade in ((-20, 190, 260, 66), (180, 210, 330, 54), (400, 180, 230, 72), (590, 220, 380, 48),
                                    (820, 190, 280, 62), (1020, 230, 340, 56), (1260, 180, 250, 70)):  # fmt: skip
        _gable(draw, x, width, height, shade, frozenset({(1, 1)}) if shade == 48 else frozenset())
    draw.rectangle((0, _H - 70, _W, _H), fill=(58, 62, 70))
    for x in (140, 520, 860, 1130):
        draw.ellipse((x, _H - 138, x + 22, _H - 116), fill=_INK)
        draw.polygon(((x - 8, _H - 60), (x + 11, _H - 118), (x + 30, _H - 60)), fill=_INK)
    return _small(image)


def _diamond(draw: Draw, x: int, y: int, size: int) -> None:
    top, waist = y - size // 2, y - size // 6
    edge = [x - size, x - size // 2, x, x + size // 2, x + size]
    crown = [(edge[0], waist), (edge[1], top), (edge[3], top), (edge[4], waist)]
    draw.polygon([*crown, (x, y + size)], fill=(158, 196, 222))
    draw.polygon([(edge[1], top), (edge[3], top), (x + size // 3, waist), (x - size // 3, waist)], fill=(222, 238, 248))
    draw.polygon([(x - size // 3, waist), (x + size // 3, waist), (x, y + size)], fill=(190, 218, 238))
    draw.polygon([(x + size // 3, waist), (edge[4], waist), (x, y + size)], fill=(122, 164, 198))


def _diamonds() -> Image.Image:
    image, draw = _canvas(_NIGHT, (38, 48, 74))
    for x, y, size in ((640, 330, 200), (260, 430, 90), (1030, 450, 100), (420, 190, 50), (900, 170, 46)):
        _diamond(draw, x, y, size)
    return _small(image)


def _door(*, ajar: bool) -> Image.Image:
    image, draw = _canvas((44, 50, 62), (24, 28, 38))
    x, y, radius = (430 if ajar else 640), 350, 270
    if ajar:
        draw.ellipse((470, 80, 1010, 620), fill=(6, 8, 12))
        draw.ellipse((500, 110, 980, 590), fill=(226, 196, 128))
        for row in range(7):  # the boxes behind it
            for col in range(3):
                left, top = 752 + col * 62, 190 + row * 48
                draw.rectangle((left, top, left + 50, top + 38), fill=(168, 140, 88))
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(70, 80, 96))
    draw.ellipse((x - radius + 24, y - radius + 24, x + radius - 24, y + radius - 24), fill=_STEEL)
    draw.ellipse((x - 190, y - 190, x + 190, y + 190), fill=(120, 136, 160))
    for n in range(12):
        angle = math.pi * n / 6
        cx, cy = x + 222 * math.cos(angle), y + 222 * math.sin(angle)
        draw.ellipse((cx - 14, cy - 14, cx + 14, cy + 14), fill=(46, 54, 68))
    for n in range(5):
        angle = 2 * math.pi * n / 5 - math.pi / 2
        draw.line((x, y, x + 130 * math.cos(angle), y + 130 * math.sin(angle)), fill=(46, 54, 68), width=20)
    draw.ellipse((x - 140, y - 140, x + 140, y + 140), outline=(46, 54, 68), width=18)
    draw.ellipse((x - 40, y - 40, x + 40, y + 40), fill=(46, 54, 68))
    return _small(image)


def _boxes(*, forced: bool) -> Image.Image:
    image, draw = _canvas((34, 40, 52), (20, 24, 34))
    for row in range(9):
        for col in range(21):
            left, top = 34 + col * 58, 82 + row * 62
            opened = forced and (row * 7 + col * 5 + row * col) % 19 < 11
            draw.rectangle((left, top, left + 50, top + 54), fill=(8, 10, 14) if opened else (128, 140, 158))
            if opened:
                draw.polygon(((left, top), (left + 14, top + 8), (left + 14, top + 62), (left, top + 54)), fill=_STEEL)
            else:
                draw.ellipse((left + 20, top + 22, left + 30, top + 32), fill=(60, 70, 86))
    return _small(image)


def _office() -> Image.Image:
    image, draw = _canvas((96, 110, 132), (150, 160, 174))
    draw.rectangle((370, 40, 910, _H - 70), fill=(58, 66, 82))
    for floor in range(8):
        for col in range(9):
            left, top = 396 + col * 56, 64 + floor * 72
            lit = floor == 3 and col == 5
            draw.rectangle((left, top, left + 40, top + 46), fill=_GOLD if lit else (104, 120, 142))
    draw.rectangle((0, _H - 70, _W, _H), fill=(50, 54, 62))
    return _small(image)


def _recorder() -> Image.Image:
    image, draw = _canvas((40, 30, 30), (20, 16, 20))
    draw.rounded_rectangle((300, 130, 980, 560), 40, fill=(74, 66, 66))
    for x in (480, 800):
        draw.ellipse((x - 120, 190, x + 120, 430), fill=(150, 138, 128))
        draw.ellipse((x - 44, 266, x + 44, 354), fill=(40, 34, 34))
        for n in range(3):
            angle = 2 * math.pi * n / 3 + x
            cx, cy = x + 76 * math.cos(angle), 310 + 76 * math.sin(angle)
            draw.ellipse((cx - 20, cy - 20, cx + 20, cy + 20), fill=(40, 34, 34))
    draw.line((480, 432, 800, 432), fill=(120, 80, 50), width=10)
    for n in range(40):
        tall = 8 + abs(26 * math.sin(n * 0.9) * math.cos(n * 0.37))
        draw.line((410 + n * 12, 500 - tall, 410 + n * 12, 500 + tall), fill=_GOLD, width=5)
    return _small(image)


def _night() -> Image.Image:
    image, draw = _canvas((10, 14, 28), (30, 36, 56))
    for x, width, height, shade in ((-20, 190, 260, 24), (180, 210, 330, 20), (400, 180, 230, 26), (820, 190, 280, 22),
                                    (1020, 230, 340, 18), (590, 220, 380, 20)):  # fmt: skip
        _gable(draw, x, width, height, shade, frozenset({(0, 2)}) if shade == 22 else frozenset())
    draw.rectangle((0, _H - 70, _W, _H), fill=(16, 18, 26))
    draw.ellipse((1080, 50, 1160, 130), fill=(226, 224, 206))
    draw.rounded_rectangle((330, 600, 640, 668), 22, fill=(52, 60, 78))
    draw.polygon(((390, 604), (436, 552), (560, 552), (604, 604)), fill=(52, 60, 78))
    draw.polygon(((408, 602), (444, 564), (492, 564), (492, 602)), fill=(120, 134, 158))
    draw.polygon(((506, 602), (506, 564), (552, 564), (584, 602)), fill=(120, 134, 158))
    for x in (400, 570):
        draw.ellipse((x - 32, 632, x + 32, 696), fill=(6, 8, 12))
        draw.ellipse((x - 14, 650, x + 14, 678), fill=_STEEL)
    draw.polygon(((636, 622), (1000, 580), (1000, 690), (636, 642)), fill=(96, 92, 70))
    return _small(image)


def _sensors() -> Image.Image:
    image, draw = _canvas((38, 44, 58), (20, 24, 34))
    draw.rounded_rectangle((160, 120, 420, 420), 26, fill=(196, 202, 210))
    draw.ellipse((220, 190, 360, 330), fill=(120, 40, 44))
    draw.rectangle((190, 240, 390, 284), fill=(12, 12, 14))
    draw.rectangle((560, 90, 760, 470), fill=(232, 234, 230))
    for n in range(60):
        x, y = 566 + (n * 37) % 186, 98 + (n * 71) % 362
        draw.ellipse((x, y, x + 6, y + 6), fill=(206, 210, 206))
    draw.rectangle((890, 150, 1010, 190), fill=_STEEL)
    draw.polygon(((860, 196), (1080, 196), (1110, 400), (970, 440), (830, 400)), fill=(24, 26, 32))
    draw.line((860, 200, 1080, 200), fill=(90, 96, 110), width=8)
    return _small(image)


def _dial() -> Image.Image:
    image, draw = _canvas((58, 66, 80), (30, 36, 48))
    x, y = 520, 340
    draw.ellipse((x - 240, y - 240, x + 240, y + 240), fill=(16, 18, 24))
    for n in range(100):
        angle, long = 2 * math.pi * n / 100, (40 if n % 10 == 0 else 20)
        a, b = 226, 226 - long
        draw.line((x + a * math.cos(angle), y + a * math.sin(angle), x + b * math.cos(angle), y + b * math.sin(angle)),
                  fill=_PALE, width=4)  # fmt: skip
    draw.ellipse((x - 130, y - 130, x + 130, y + 130), fill=(112, 122, 140))
    draw.ellipse((x - 70, y - 70, x + 70, y + 70), fill=(160, 170, 186))
    draw.polygon(((x - 12, y - 270), (x + 12, y - 270), (x, y - 240)), fill=(200, 60, 60))
    draw.ellipse((900, 210, 1010, 320), outline=_GOLD, width=22)
    draw.rectangle((944, 316, 966, 560), fill=_GOLD)
    for top, wide in ((470, 60), (510, 44), (544, 70)):
        draw.rectangle((966, top, 966 + wide, top + 18), fill=_GOLD)
    return _small(image)


def _wood() -> Image.Image:
    image, draw = _canvas((120, 136, 132), (74, 86, 70))
    for x, width in (
        (60, 34),
        (190, 22),
        (300, 40),
        (470, 26),
        (600, 36),
        (760, 22),
        (880, 42),
        (1030, 28),
        (1170, 38),
    ):
        draw.rectangle((x, 0, x + width, _H - 120 + width), fill=(52, 46, 40))
        draw.line((x + width // 2, 180, x + width // 2 + 90, 80), fill=(52, 46, 40), width=10)
    draw.rectangle((0, _H - 110, _W, _H), fill=(58, 62, 44))
    for x, y, size in ((420, 590, 90), (560, 616, 70), (700, 596, 84)):
        draw.ellipse((x - size, y - size * 3 // 4, x + size, y + size * 2 // 3), fill=(22, 24, 30))
        draw.polygon(((x - 18, y - size * 2 // 3), (x + 18, y - size * 2 // 3), (x + 30, y - size), (x - 30, y - size)),
                     fill=(22, 24, 30))  # fmt: skip
    return _small(image)


def _bars() -> Image.Image:
    image, draw = _canvas((150, 158, 170), (84, 92, 106))
    draw.rectangle((250, 90, 1030, 620), fill=(196, 206, 216))
    draw.rectangle((250, 90, 1030, 620), outline=(50, 56, 68), width=26)
    for x in range(330, 1000, 96):
        draw.rectangle((x, 90, x + 24, 620), fill=(50, 56, 68))
    draw.rectangle((250, 330, 1030, 352), fill=(50, 56, 68))
    return _small(image)


DRAWINGS: dict[str, Callable[[], Image.Image]] = {
    "street": _street,
    "diamonds": _diamonds,
    "door": lambda: _door(ajar=False),
    "door ajar": lambda: _door(ajar=True),
    "boxes": lambda: _boxes(forced=False),
    "boxes forced": lambda: _boxes(forced=True),
    "office": _office,
    "recorder": _recorder,
    "night": _night,
    "sensors": _sensors,
    "dial": _dial,
    "wood": _wood,
    "bars": _bars,
}
"""Each picture of the film by its name."""


def card(lines: list[tuple[str, int]]) -> Image.Image:
    """A dark card with lines of text in the middle, each with its size."""
    image, draw = _canvas(_NIGHT, (10, 14, 24))
    y = _H // 2 - sum(size * _SCALE * 3 // 2 for _, size in lines) // 2
    for text, size in lines:
        font = _font(size)
        draw.text(((_W - draw.textlength(text, font=font)) / 2, y), text, font=font, fill=_PALE if size < 30 else _GOLD)
        y += size * _SCALE * 3 // 2
    return _small(image)


def title(picture: Image.Image, number: str, words: str) -> Image.Image:
    """The picture under a dark veil with a chapter's number and name in large letters."""
    image = Image.blend(picture, Image.new("RGB", SIZE, _NIGHT), 0.62).resize((_W, _H), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(image)
    small, size = _font(20), 46
    while draw.textlength(words, font=_font(size)) > _W - 100:
        size -= 2
    large = _font(size)
    draw.text(((_W - draw.textlength(number, font=small)) / 2, 220), number, font=small, fill=_PALE)
    draw.line((_W // 2 - 60, 282, _W // 2 + 60, 282), fill=_GOLD, width=5)
    draw.text(((_W - draw.textlength(words, font=large)) / 2, 310), words, font=large, fill=(255, 255, 255))
    return _small(image)


def lower_third(picture: Image.Image, name: str, what: str) -> Image.Image:
    """The picture with a band at its lower edge that says who speaks."""
    image = picture.resize((_W, _H), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(image, "RGBA")
    draw.rectangle((60, _H - 170, 760, _H - 50), fill=(*_NIGHT, 225))
    draw.rectangle((60, _H - 170, 72, _H - 50), fill=_GOLD)
    draw.text((96, _H - 162), name, font=_font(24), fill=(255, 255, 255))
    draw.text((96, _H - 100), what, font=_font(14), fill=_PALE)
    return _small(image)
