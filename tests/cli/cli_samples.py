"""A small archive and a small film that disagree about the boxes and agree about the weekend."""

POLICE = """\
The police counted the boxes twice. In the end 123 of the 160 boxes in the vault were broken open.

The vault was robbed over the weekend of 15 February 2003, the police said on Monday.
"""
PAPER = """\
# A weekend in the vault

The diamond vault was robbed on the weekend of 15 February 2003, when the building was closed.

Nobody was hurt.
"""
FILM = (
    ("NARRATOR", "The thieves broke open 109 of 189 boxes in the vault."),
    ("NARRATOR", "The vault was robbed on the weekend of 15 February 2003."),
    ("DETECTIVE", "Was it not a beautiful morning?"),
    ("DETECTIVE", "The guard was paid 4,000 euros a month."),
)
SHEET = """\
file,title,maker,publisher,date,kind,draws_on,reliability
police.txt,Police report,Antwerp police,,2003-02-24,report,,A
paper.md,A weekend in the vault,Jo Writer,The Paper,2003-03-01,article,police.txt; Reuters,B
"""


def write_archive(folder):
    """Two sources and the sheet that describes them."""
    folder.mkdir()
    (folder / "police.txt").write_text(POLICE, "utf-8")
    (folder / "paper.md").write_text(PAPER, "utf-8")
    (folder / "sources.csv").write_text(SHEET, "utf-8")


def write_film(path, lines=FILM):
    """The film as subtitles, three seconds a line."""
    cues = []
    for number, (speaker, words) in enumerate(lines):
        start, end = (f"{s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d},000" for s in (number * 3, number * 3 + 3))
        cues.append(f"{number + 1}\n{start} --> {end}\n{speaker}: {words}\n")
    path.write_text("\n".join(cues), "utf-8")


TOWNS = ("Antwerp", "Ghent", "Bruges", "Namur", "Ypres", "Mons", "Dinant", "Leuven", "Aalst", "Genk", "Tienen")


def write_many(folder, sources):
    """An archive of many small texts, each about one town and one number."""
    folder.mkdir()
    for number in range(sources):
        town = TOWNS[number % len(TOWNS)]
        text = f"In {town} the vault number {number} held {number * 3 + 7} boxes.\n\nIt closed in {1900 + number}.\n"
        (folder / f"note-{number:03d}.txt").write_text(text, "utf-8")


def many_lines(count):
    """Lines of a film, each with a claim about one of the many texts."""
    towns = [TOWNS[number % len(TOWNS)] for number in range(count)]
    return [("NARRATOR", f"In {town} the vault number {n} held {n * 3 + 9} boxes.") for n, town in enumerate(towns)]
