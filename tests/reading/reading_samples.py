"""Small files of every kind, written out or made on the spot."""

# ruff: noqa: E501 - whole files are written out in one line each

from __future__ import annotations

import io
import zipfile

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas


def make_pdf(*pages, encrypt=None, rotate=0, title=None, author=None):
    """A PDF of pages, each a list of (x, y from the bottom, size, words), None (blank) or "picture"."""
    out = io.BytesIO()
    pdf = canvas.Canvas(out, pagesize=(400, 600), encrypt=encrypt, initFontName="Helvetica", invariant=1)
    if title:
        pdf.setTitle(title)
    if author:
        pdf.setAuthor(author)
    for page in pages:
        if page == "picture":
            pdf.drawImage(ImageReader(Image.new("L", (20, 20), 128)), 50, 50, 300, 500)
        else:
            for x, y, size, words in page or []:
                pdf.setFont("Helvetica", size)
                pdf.drawString(x, y, words)
        if rotate:
            pdf.setPageRotation(rotate)
        pdf.showPage()
    pdf.save()
    return out.getvalue()


ONE = [(50, 500, 20, "The Heist"), (50, 460, 12, "It happened in the night"), (50, 446, 12, "of the fifteenth."), (50, 400, 12, "Nobody saw it.")]  # fmt: skip


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def raw(body, **parts):
    """A document of the given body XML, with nothing else in the package."""
    return zipped({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>", **parts})


def para(inner):
    return f"<w:p>{inner}</w:p>"


def run(words):
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


CONTAINER = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'  # fmt: skip
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Flawless</dc:title><dc:creator>S. Selby</dc:creator>
<dc:creator>G. Campbell</dc:creator><dc:date>2010-02-01</dc:date></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="c1" href="text/one%20a.xhtml" media-type="application/xhtml+xml"/>
<item id="c2" href="text/two.xhtml" media-type="application/xhtml+xml"/>
<item id="c3" href="text/three.xhtml" media-type="application/xhtml+xml"/>
<item id="c4" href="text/lost.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="nav"/><itemref idref="c2"/><itemref idref="c1"/><itemref idref="c3"/><itemref idref="c4"/></spine>
</package>"""
NAV = '<html xmlns="http://www.w3.org/1999/xhtml"><body><nav><a href="text/one%20a.xhtml">Chapter One</a></nav></body></html>'


def page(body):
    return f'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{body}</body></html>'  # fmt: skip


def book(**changes):
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": PACKAGE,
        "OPS/nav.xhtml": NAV,
        "OPS/text/one a.xhtml": page("<p>First&nbsp;words.</p><p>More.</p>"),
        "OPS/text/two.xhtml": page("<h1>The Door</h1><p>It was open.</p>"),
        "OPS/text/three.xhtml": page("<p>Last.</p>"),
    } | changes.pop("members", {})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            if content is not None:
                archive.writestr(name, content)
    return out.getvalue()
