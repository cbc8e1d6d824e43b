"""What a camera and an agency wrote into a photograph: when, where and of what, in sentences, where it can be true.

The fields are those of Exif 2.32 (CIPA DC-008) and of the IPTC Information Interchange Model 4.2. A camera may have the
wrong time and every field may be edited: what is said here is what the file says, and it is called so.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PIL import ExifTags, Image, ImageFile, IptcImagePlugin

from loupe.reading.dates import to_edtf
from loupe.reading.draft import one_line

__all__ = ["CameraData", "camera_data"]

_WHEN = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_CAPTION, _HEADLINE, _BYLINE, _CREDIT, _DATE_CREATED = 120, 105, 80, 110, 55  # datasets of record 2 of the IIM
_CITY, _SUBLOCATION, _COUNTRY = 90, 92, 101
_ZONE = re.compile(r"[+-](?:0\d|1[0-4]):[0-5]\d|Z")
_FIRST_YEAR, _LAST_YEAR = 1988, 2099  # no camera wrote files before


@dataclass(frozen=True, slots=True)
class CameraData:
    """Sentences to be read as passages, the name of who took the picture, and notes on what cannot be true."""

    sentences: tuple[str, ...] = ()
    maker: str | None = None
    notes: tuple[str, ...] = ()


def camera_data(image: Image.Image) -> CameraData:
    """The time, the place, the camera and the caption in the Exif data of a picture; empty when there are none."""
    try:
        exif = image.getexif()
        inner, where = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    except Exception:  # Exif that does not parse is no Exif
        return CameraData()
    sentences: list[str] = []
    notes: list[str] = []
    for said, note in (_captured(inner), _position(where), _gps_time(where)):
        sentences += [said] if said else []
        notes += [note] if note else []
    if camera := _camera(exif):
        sentences.append(f"Camera {camera}.")
    captions, by = _agency(image)
    caption = _words(exif.get(ExifTags.Base.ImageDescription))
    if caption and f"Caption in the file: {caption}" not in captions:
        captions.append(f"Caption in the file: {caption}")
    return CameraData((*sentences, *captions), _words(exif.get(ExifTags.Base.Artist)) or by, tuple(notes))


def _agency(image: Image.Image) -> tuple[list[str], str | None]:
    """What a picture agency wrote into the file (IPTC), and who took the picture."""
    if not isinstance(image, ImageFile.ImageFile):
        return [], None
    try:
        fields: dict[tuple[int, int], Any] = IptcImagePlugin.getiptcinfo(image) or {}
    except Exception:  # fields that do not parse are none
        return [], None

    def field(number: int) -> str | None:
        value = fields.get((2, number))
        value = value[0] if isinstance(value, list) and value else value
        if not isinstance(value, bytes):
            return None
        try:
            return one_line(value.decode("utf-8"), 2000)
        except UnicodeDecodeError:
            return one_line(value.decode("cp1252", "replace"), 2000)

    place = ", ".join(part for part in (field(_SUBLOCATION), field(_CITY), field(_COUNTRY)) if part)
    said = (
        ("Headline", field(_HEADLINE)),
        ("Caption", field(_CAPTION)),
        ("Place", place),
        ("Date", to_edtf(field(_DATE_CREATED))),
        ("Credit", field(_CREDIT)),
    )
    return [f"{what} in the file: {words}" for what, words in said if words], field(_BYLINE)


def _captured(inner: dict[int, Any]) -> tuple[str, str]:
    """When the picture was taken by the camera's clock, or a note on a time that it cannot have been."""
    written = _words(inner.get(ExifTags.Base.DateTimeOriginal)) or _words(inner.get(ExifTags.Base.DateTimeDigitized))
    if not written or not re.search(r"[1-9]", written):
        return "", ""
    match = _WHEN.fullmatch(written)
    try:
        when = datetime.fromisoformat("{}-{}-{} {}:{}:{}".format(*match.groups())) if match else None
    except ValueError:
        when = None
    if when is None or not _FIRST_YEAR <= when.year <= _LAST_YEAR:
        return "", f"The camera's time cannot be true and was left out: {written[:40]}."
    if (when.month, when.day) == (1, 1) and when.hour == 0 and when.minute < 30 and when.year % 5 == 0:
        return "", f"The camera's clock says {when}, as clocks do that were never set; it was left out."
    zone = _words(inner.get(ExifTags.Base.OffsetTimeOriginal)) or ""
    clock = f"time zone {zone}" if _ZONE.fullmatch(zone) else "no time zone"
    return f"Captured {when:%Y-%m-%d %H:%M:%S} (camera clock, {clock}).", ""


def _position(where: dict[int, Any]) -> tuple[str, str]:
    """Where the picture was taken by the camera's receiver, or a note on a place that cannot be."""
    gps = ExifTags.GPS
    north = _degrees(where.get(gps.GPSLatitude), where.get(gps.GPSLatitudeRef), "NS")
    east = _degrees(where.get(gps.GPSLongitude), where.get(gps.GPSLongitudeRef), "EW")
    if gps.GPSLatitude not in where and gps.GPSLongitude not in where:
        return "", ""
    if north is None or east is None or north[0] > 90 or east[0] > 180 or north[0] == east[0] == 0:
        return "", "The camera's position cannot be true and was left out."
    return f"Position {north[0]:.4f}° {north[1]}, {east[0]:.4f}° {east[1]} (GPS).", ""


def _degrees(value: Any, reference: Any, letters: str) -> tuple[float, str] | None:
    try:
        degrees, minutes, seconds = (float(part) for part in value)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    total = degrees + minutes / 60 + seconds / 3600
    letter = (_words(reference) or "").upper()
    sound = math.isfinite(total) and degrees >= 0 and 0 <= minutes < 60 and 0 <= seconds < 60
    return (total, letter) if sound and letter in tuple(letters) else None


def _gps_time(where: dict[int, Any]) -> tuple[str, str]:
    """The time of the satellites, which is UTC and does not hang on the camera's clock."""
    day = re.fullmatch(r"(\d{4}):(\d\d):(\d\d)", _words(where.get(ExifTags.GPS.GPSDateStamp)) or "")
    try:
        clock = ":".join(f"{int(float(part)):02d}" for part in where[ExifTags.GPS.GPSTimeStamp])
        when = datetime.fromisoformat("{}-{}-{} ".format(*day.groups()) + clock) if day else None
    except (KeyError, TypeError, ValueError, ZeroDivisionError, OverflowError):
        return "", ""
    if when is None or not _FIRST_YEAR <= when.year <= _LAST_YEAR:
        return "", ""
    return f"Captured {when:%Y-%m-%d %H:%M:%S} UTC (GPS clock).", ""


def _camera(exif: Image.Exif) -> str:
    make, model = _words(exif.get(ExifTags.Base.Make)) or "", _words(exif.get(ExifTags.Base.Model)) or ""
    return model if make and model.lower().startswith(make.lower().split()[0]) else f"{make} {model}".strip()


def _words(value: Any) -> str | None:
    """A field of text as one line; bytes and numbers are no text."""
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    return one_line(value.replace("\x00", " ")) if isinstance(value, str) else None
