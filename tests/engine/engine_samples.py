"""A ferry that sank: a small archive whose tellers agree and disagree, and a film about it."""

from loupe.engine import Case

HARBOUR = """\
The harbour office keeps a book of sailings.

The ferry Estrella carried 412 passengers on her last trip.

The ferry Estrella left Lisbon on 14 March 1987.
"""
INQUIRY = """\
The inquiry sat for two years and heard ninety people.

On her last trip the ferry Estrella carried 438 passengers.

The captain was sentenced to five years in prison.
"""
PAPER = """\
On 14 March 1987 the ferry Estrella left Lisbon with the evening tide.

Seven of the nine lifeboats of the ferry were never lowered, the paper found.
"""
NOVEL = """\
An orchard above the sea had a good year for plums.
"""
FILES = {"harbour.txt": HARBOUR, "inquiry.txt": INQUIRY, "paper.txt": PAPER, "novel.txt": NOVEL}
FILM = (
    ("NARRATOR", "A grey harbour in the rain."),
    ("NARRATOR", "The ferry Estrella left Lisbon on 14 March 1987."),
    ("NARRATOR", "The ferry Estrella carried 412 passengers on her last trip."),
    ("NARRATOR", "Seven of the nine lifeboats"),
    ("NARRATOR", "of the ferry were never lowered."),
    ("WIDOW", "Who would have thought it?"),
    ("WIDOW", "My brother kept a green parrot in the engine room until 1986."),
)


def write_files(folder, files=FILES):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def write_film(path, lines=FILM):
    """Subtitles, three seconds a line."""
    cues = []
    for number, (speaker, words) in enumerate(lines):
        start, end = (f"00:{s // 60:02d}:{s % 60:02d},000" for s in (number * 3, number * 3 + 3))
        cues.append(f"{number + 1}\n{start} --> {end}\n{speaker}: {words}\n")
    path.write_text("\n".join(cues), "utf-8")
    return path


def new_case(path, settings="[machine]\nworkers = 1\n"):
    """A new case that reads files one after the other, which is quickest for a few small ones."""
    Case.create(path).close()
    (path / "loupe.toml").write_text(settings, "utf-8")
    return Case.open(path)


def verdicts(case, work=None):
    """(words of the claim, label, independent origins for, against) of the checkable claims, in order."""
    return [
        (" ".join(f.claim.text.split()), f.verdict.label, f.verdict.supporting, f.verdict.contradicting)
        for f in case.findings(work)
        if f.claim.checkable
    ]


def named(case, name):
    (source,) = [s for s in case.sources() if s.name == name]
    return source
