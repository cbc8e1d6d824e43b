"""Office files are zip files, and a zip file tells the time: this takes the clock out."""

from __future__ import annotations

import io
import zipfile

__all__ = ["without_clock"]

_EARLIEST = (1980, 1, 1, 0, 0, 0)


def without_clock(data: bytes) -> bytes:
    """Pack the members again in their order, all with the earliest date that a zip file can hold."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _EARLIEST)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            member.create_system = 3
            new.writestr(member, old.read(name))
    return out.getvalue()
