# ruff: noqa: E501  hostile bytes read best as they are
"""Hostile texts, web pages, mails, subtitles and transcripts: floods, depths, times that cannot be."""

from __future__ import annotations

from hostile_collection import Content, Place, Sparse, hostile, pieces


@hostile("line.txt", "read", "over-budget", "reader-timeout")
def line(place: Place) -> Content:
    """A line of forty million letters."""
    return pieces(b"a", 40_000_000)


@hostile("nothing.txt", "format-unknown", "no-text", "over-budget")
def nothing(place: Place) -> Content:
    """Sixty-four megabytes of zero bytes, of which none is on the disk."""
    return Sparse(b"", 64 << 20)


@hostile("holes.txt", "file-too-large")
def holes(place: Place) -> Content:
    """A file of a terabyte with a word at each end."""
    return Sparse(b"Words", 1 << 40, b"Words")


@hostile("surrogates.txt", "read", "format-unknown")
def surrogates(place: Place) -> Content:
    """UTF-16 in which half of every pair is missing, and UTF-8 for what is no character."""
    return b"\xff\xfe" + ("Words " * 20).encode("utf-16-le") + b"\x00\xd8\x41\x00" * 2000 + b"\x00"


@hostile("lines.md", "read", "over-budget", "no-text", "reader-timeout")
def lines(place: Place) -> Content:
    """Quotes in quotes, a hundred thousand deep, and lists as deep."""
    return b"Words.\n\n" + b"> " * 100_000 + b"deep\n\n" + b"".join(b" " * (n % 5000) + b"- a\n" for n in range(3000))


@hostile("traps.txt", "read", "over-budget", "reader-timeout")
def traps(place: Place) -> Content:
    """What makes careless patterns go back and forth for ever."""
    return (
        b"A" * 50_000
        + b":" * 50_000
        + b"\n\n"
        + b"[00:" * 50_000
        + b"\n\n"
        + b"NAME " * 50_000
        + b":\n\n"
        + b" \t" * 100_000
        + b"x\n"
    )


@hostile("deep.html", "read", "file-damaged", "over-budget", "no-text")
def deep_html(place: Place) -> Content:
    """Boxes in boxes, half a million deep."""
    return b"<!doctype html><html><body>" + b"<div>" * 500_000 + b"<p>Words of a page.</p>"


@hostile("attributes.html", "read", "file-damaged", "over-budget", "no-text", "reader-timeout", seconds=10.0)
def attributes(place: Place) -> Content:
    """An element of half a million attributes, comments that never end, tags in tags."""
    return (
        b"<!doctype html><html><body><p "
        + b"".join(b"a%d=1 " % n for n in range(500_000))
        + b">Words</p>"
        + b"<!--" * 500_000
    )


@hostile("entities.html", "read", "file-damaged", "over-budget", "no-text")
def entities(place: Place) -> Content:
    """A document type of its own, with entities that grow, and numbers of characters that are none."""
    return (
        b'<!DOCTYPE html [<!ENTITY a "'
        + b"&b;" * 100
        + b'"><!ENTITY b SYSTEM "file:///etc/passwd">]><html><body><p>&a; &#xD800; &#99999999999; &#x0;</p>'
        + b"&lt" * 500_000
    )


@hostile("outward.html", "read")
def outward(place: Place) -> Content:
    """Frames, pictures, scripts and styles that lie on a server, and a page that would move on at once."""
    server = f"http://127.0.0.1:{place.port}/"
    return f'<!doctype html><html><head><base href="{server}"><meta http-equiv="refresh" content="0;url={server}"><link rel="stylesheet" href="a.css"><script src="a.js"></script></head><body><iframe src="file://{place.secret}"></iframe><img src="a.png"><p>Words of a page that are read, and nothing else of it.</p></body></html>'.encode()


@hostile("tables.html", "read", "no-text", "over-budget", "file-damaged", "reader-timeout")
def tables(place: Place) -> Content:
    """Tables in tables, and a cell that spans a billion rows and columns."""
    return (
        b"<!doctype html><html><body>"
        + b"<table><tr><td>" * 20_000
        + b'<td rowspan="1000000000" colspan="1000000000">Words of a cell'
    )


@hostile("flood.srt", "over-budget", "read", "reader-timeout", seconds=10.0)
def flood_srt(place: Place) -> Content:
    """Ten million cues."""
    return pieces(b"1\n00:00:01,000 --> 00:00:02,000\na\n\n", 10_000_000)


@hostile("times.srt", "read")
def times_srt(place: Place) -> Content:
    """Times before the beginning, after the end of the world, backwards, and with more digits than there are."""
    times = [b"-00:00:05,000 --> 00:00:02,000", b"99999999:99:99,999 --> 999999999:00:00,000", b"00:00:09,000 --> 00:00:01,000",
             b"00:00:01,000 --> 00:00:02,000", b"9" * 5000 + b":00:00,000 --> 00:00:00,000", b"00:00:01,000000000000000 --> 00:00:02,0"]  # fmt: skip
    return b"".join(b"%d\n%s\nWords of a cue, number %d.\n\n" % (n, time, n) for n, time in enumerate(times, 1))


@hostile("traps.vtt", "read", "no-text", "over-budget", "reader-timeout", seconds=10.0)
def traps_vtt(place: Place) -> Content:
    """Tags that never close, arrows without times, notes without end."""
    return (
        b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nWords of a cue." + b"<v " * 100_000 + b"\n\n"
        + b"00:00:01.000 --> " * 100_000 + b"\n\n" + b"NOTE " * 100_000 + b"\n\n" + b"<<<<<<>>>>>>&&&&;;;;" * 50_000
    )  # fmt: skip


@hostile("blocks.ass", "read", "no-text", "over-budget", "file-damaged", "reader-timeout")
def blocks_ass(place: Place) -> Content:
    """Braces and drawings without end, and a line of two million commas."""
    start = b"[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Name, Text\n"
    return (
        start
        + b"Dialogue: 0,0:00:01.00,0:00:02.00,A,B,Words{"
        + b"{\\p1}" * 200_000
        + b"\nDialogue: "
        + b"," * 2_000_000
        + b"\n"
    )


TT = 'xmlns="http://www.w3.org/ns/ttml"'


@hostile("deep.ttml", "file-damaged", "read", "over-budget", "no-text")
def deep_ttml(place: Place) -> Content:
    """Spans in spans, a hundred thousand deep."""
    return f'<tt {TT}><body><div><p begin="1s" end="2s">Words{"<span>" * 100_000}'.encode()


@hostile("laughs.ttml", "file-damaged")
def laughs_ttml(place: Place) -> Content:
    """A billion laughs, and frame rates of nothing."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE tt [<!ENTITY l0 "ha">{laughs}]><tt {TT} xmlns:t="http://www.w3.org/ns/ttml#parameter" t:frameRate="0" t:tickRate="0"><body><div><p begin="1f" end="9t">&l11;</p></div></body></tt>'.encode()


@hostile("rates.ttml", "read", "file-damaged", "no-text")
def rates_ttml(place: Place) -> Content:
    """Rates of nothing, of minus one and of a number of five thousand digits."""
    rates = f't:frameRate="0" t:frameRateMultiplier="0 0" t:subFrameRate="-1" t:tickRate="{"9" * 5000}"'
    cues = "".join(
        f'<p begin="{b}" end="{e}">Words of cue.</p>'
        for b, e in (("1f", "9t"), ("1e9h", "2s"), ("-1s", "nan"), ("9" * 5000 + "s", "1s"))
    )
    return (
        f'<tt {TT} xmlns:t="http://www.w3.org/ns/ttml#parameter" {rates}><body><div>{cues}</div></body></tt>'.encode()
    )


HEAD = b"From: A <a@example.org>\nTo: b@example.org\nSubject: Words\nDate: Tue, 3 Feb 2026 10:11:12 +0000\nMIME-Version: 1.0\n"


@hostile("russian-doll.eml", "read", deep=True)
def russian_doll(place: Place) -> Content:
    """A mail in a mail, ten deep, each with words of its own."""
    mail = HEAD + b"\nThe innermost words.\n"
    for number in range(10):
        kind = b'Content-Type: multipart/mixed; boundary="edge%d"\n\n' % number
        text = b"--edge%d\nContent-Type: text/plain\n\nWords at depth %d.\n" % (number, number)
        mail = (
            HEAD + kind + text + b"--edge%d\nContent-Type: message/rfc822\n\n%s\n--edge%d--\n" % (number, mail, number)
        )
    return mail


@hostile("two-hundred-dolls.eml", "read", "over-budget", "file-damaged")
def two_hundred_dolls(place: Place) -> Content:
    """A mail in a mail, two hundred deep, all with the same edge."""
    mail = HEAD + b"\nThe innermost words.\n"
    for _ in range(200):
        mail = (
            HEAD
            + b'Content-Type: multipart/mixed; boundary="e"\n\n--e\nContent-Type: message/rfc822\n\n'
            + mail
            + b"\n--e--\n"
        )
    return mail


@hostile("headers.eml", "read", "over-budget", "file-damaged", "reader-timeout")
def headers_eml(place: Place) -> Content:
    """A million header fields and one of ten megabytes."""
    return HEAD + b"X-A: b\n" * 1_000_000 + b"X-Long: " + b"a" * 10_000_000 + b"\n\nWords of a mail.\n"


@hostile("parts.eml", "read", "over-budget", "file-damaged", "reader-timeout")
def parts_eml(place: Place) -> Content:
    """A hundred thousand attachments with names that lead out of any folder."""
    part = b'--e\nContent-Type: text/plain\nContent-Disposition: attachment; filename="../../../owned.txt"\n\nx\n'
    return (
        HEAD
        + b'Content-Type: multipart/mixed; boundary="e"\n\n--e\nContent-Type: text/plain\n\nWords of a mail.\n'
        + part * 100_000
        + b"--e--\n"
    )


@hostile("names.eml", "read")
def names_eml(place: Place) -> Content:
    """Attachments named by absolute paths, by marks that turn the writing round, and by line ends."""
    names = [
        str(place.outside / "owned.txt"),
        "..\\..\\owned.txt",
        "=?utf-8?b?4oCu?=txt.exe",
        "a%0Ab.txt",
        "",
        "a" * 5000,
    ]
    parts = "".join(
        f'--e\nContent-Type: text/plain\nContent-Disposition: attachment; filename="{name}"\n\nWords.\n'
        for name in names
    )
    return (
        HEAD
        + f'Content-Type: multipart/mixed; boundary="e"\n\n--e\nContent-Type: text/plain\n\nWords of a mail.\n{parts}--e--\n'.encode()
    )


@hostile("charset.eml", "read", "no-text")
def charset_eml(place: Place) -> Content:
    """Encodings that are programs, and encoded words in encoded words."""
    return (
        HEAD
        + b"Subject: "
        + b"=?utf-8?q?=3D?=" * 20_000
        + b"\nContent-Type: text/plain; charset=zlib_codec\nContent-Transfer-Encoding: uuencode\n\nbegin 644 ../../owned\nWords of a mail.\n"
    )


@hostile("flood.mbox", "over-budget", "file-damaged", "read", "reader-timeout", max_parts=2000)
def flood_mbox(place: Place) -> Content:
    """Half a million mails of nothing."""
    return pieces(b"From a@b Tue Feb  3 10:11:12 2026\nFrom: a@b\n\nx\n\n", 500_000)


@hostile("flood.vcf", "over-budget", "read", "file-damaged", "reader-timeout", seconds=30.0)
def flood_vcf(place: Place) -> Content:
    """A hundred thousand cards, folded lines without end, and a picture from a file."""
    return pieces(
        b"BEGIN:VCARD\nVERSION:3.0\nFN:A B\nPHOTO;VALUE=URI:file:///etc/passwd\nEND:VCARD\n",
        100_000,
        b"",
        b"BEGIN:VCARD\nFN:Words\n" + b" a\n" * 100_000,
    )


@hostile("repeats.ics", "over-budget", "read", "file-damaged", "no-text", "reader-timeout")
def repeats_ics(place: Place) -> Content:
    """An entry that repeats every second for ever, and calendars in calendars."""
    event = b"BEGIN:VEVENT\nSUMMARY:Words\nDTSTART:00010101T000000Z\nDTEND:99991231T235959Z\nRRULE:FREQ=SECONDLY;INTERVAL=0\nEND:VEVENT\n"
    return b"BEGIN:VCALENDAR\nVERSION:2.0\n" * 20_000 + event


@hostile("deep.json", "file-damaged", "format-unknown", "over-budget", "no-text")
def deep_json(place: Place) -> Content:
    """Lists in lists, a hundred thousand deep."""
    return b'{"segments":' + b"[" * 100_000 + b"]" * 100_000 + b"}"


@hostile("digits.json", "file-damaged", "format-unknown", "read", "no-text", "over-budget")
def digits_json(place: Place) -> Content:
    """A transcript with times of a million digits, of no number, of minus infinity, and backwards."""
    odd = ["9" * 1_000_000, "NaN", "-Infinity", "1e999", "-5", "null", '"x"', "[]"]
    segments = ",".join(
        f'{{"id":{n},"start":{a},"end":{a},"text":"Words of a segment.","words":[{{"word":"Words","start":{a},"end":0}}]}}'
        for n, a in enumerate(odd)
    )
    return f'{{"text":"Words","segments":[{segments}],"language":"en"}}'.encode()


@hostile("flood.fountain", "read", "over-budget", "reader-timeout", seconds=30.0)
def flood_fountain(place: Place) -> Content:
    """Notes and comments that never close, scenes without end."""
    return b"INT. ROOM - DAY\n\nWords of a scene.\n\n" + b"[[ /* (( " * 200_000 + b"\n\n" + b"INT. ROOM\n\n" * 200_000
