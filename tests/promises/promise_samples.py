"""A bank fraud told by a court, an audit, two papers and a letter, in five formats; and a film about it."""

from loupe.engine import Case

COURT = """\
The court sat for nine weeks.

The clerk Tom Rourke moved £2 million to a private account in Lisbon on 4 May 2009.

The auditors signed the accounts of the bank in June 2009, and the judge asked them why.

Alice Venn was sentenced to five years in prison. Alice Venn was sentenced to five years in prison.
"""
AUDIT = """\
<html><head><title>What the auditors found</title></head><body><article><h1>What the auditors found</h1>
<p>Two million pounds were moved to a private account in Lisbon by the clerk Tom Rourke on 4 May 2009.</p>
<p>The auditors counted 109 of 189 loans without any paper at all.</p>
<p>It rained in June — the café near the bank, “Chez Zoé”, was shut.</p></article></body></html>
"""
MORNING = """\
# The quiet clerk

Reporters of this paper counted again: 123 of the 160 loans had no paper.

The auditors never signed the accounts of the bank in June 2009.
"""
EVENING = """\
From: desk@evening.example
To: readers@evening.example
Subject: The fraud
Date: Wed, 10 Jun 2009 09:00:00 +0000
Content-Type: text/plain; charset=utf-8

The manager Alice Venn opened the private account in Lisbon in 2008, the bank said.

The clerk Tom Rourke may have known it.
"""
TALK = """\
WEBVTT

00:00:01.000 --> 00:00:04.000
<v Alice Venn>I opened the private account

00:00:04.000 --> 00:00:07.000
<v Alice Venn>in Lisbon in 2008.
"""
FILES = {"court.txt": COURT, "audit.html": AUDIT, "morning.md": MORNING, "evening.eml": EVENING, "talk.vtt": TALK}
CLAIMS = (
    "The clerk Tom Rourke moved £2 million to a private account in Lisbon on 4 May 2009.",
    "The auditors signed the accounts of the bank in June 2009.",
    "109 of the 189 loans had no paper.",
    "Alice Venn was sentenced to five years in prison.",
    "The manager Alice Venn opened the private account in Lisbon in 2008.",
    "The clerk Tom Rourke bought a green parrot in 1986.",
)
RANK = {"contradicted": 0, "contested": 1, "uncorroborated": 2, "corroborated": 3}
"""How well a claim stands; where nothing contradicts it, support can only lead upwards."""


def write_files(folder, files=FILES):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def write_film(path, lines=CLAIMS, speaker="NARRATOR"):
    """Subtitles, four seconds a line."""
    cues = []
    for number, words in enumerate(lines):
        start, end = (f"00:{s // 60:02d}:{s % 60:02d},000" for s in (number * 4, number * 4 + 4))
        cues.append(f"{number + 1}\n{start} --> {end}\n{speaker}: {words}\n")
    path.write_text("\n".join(cues), "utf-8")
    return path


def new_case(path, workers=1):
    """A new case that reads with so many processes."""
    Case.create(path).close()
    (path / "loupe.toml").write_text(f"[machine]\nworkers = {workers}\n", "utf-8")
    return Case.open(path)


def verdicts(case):
    """The verdicts in the order of the lines."""
    return [f.verdict for f in case.findings() if f.claim.checkable]
