"""The generator of seeded errors: one change a line, always the same, and a table of its own."""

import ast
import sys
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINE = "In July 1998, Frank Field told Peter Crahan that 412 of the post offices in Leeds had received a new machine."


@pytest.fixture(scope="module")
def seeding():
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        from seeding import errors, finding, rephrasing, scripts

        yield {"errors": errors, "finding": finding, "rephrasing": rephrasing, "scripts": scripts}
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))
        for name in [n for n in sys.modules if n.split(".")[0] in ("seeding", "realcases")]:
            del sys.modules[name]


def test_each_error_is_one_change_of_the_line(seeding):
    found = seeding["errors"].seeds(LINE, ("Maria Verlinde",))
    assert {"number", "date", "name", "place", "negation", "motive"} <= {seed.kind for seed in found}
    for seed in found:
        assert seed.text != LINE
        assert seed.text.count(seed.now) >= 1
        before = LINE.partition(seed.was)[0] if seed.was else ""
        assert seed.text.startswith(before[:1])
        assert len(seed.text) - len(LINE) == len(seed.now) - len(seed.was)


def test_the_same_line_gets_the_same_errors(seeding):
    assert seeding["errors"].seeds(LINE) == seeding["errors"].seeds(LINE)
    assert [s.kind for s in seeding["errors"].seeds(LINE)] == sorted(
        {s.kind for s in seeding["errors"].seeds(LINE)}, key=seeding["errors"].TYPES.index
    )


def test_more_than_fewer_is_no_error(seeding):
    """A line that stays true with its new figure would be counted as missed."""
    for figure in range(20, 400, 7):
        for seed in seeding["errors"].seeds(f"There were more than {figure} boxes in the cellar of the house."):
            if seed.kind == "number":
                assert int(seed.now) > figure


@pytest.mark.parametrize(
    ("line", "other"),
    [
        pytest.param(
            "So the contract with the union began in July 1998.", "In July 1998, the contract with the union started.",
            id="the date to the front",
        ),
        pytest.param(
            "The machine in the shop, of course, didn't work.", "The machine in the shop did not work.",
            id="the aside falls",
        ),
        pytest.param("The machine worked.", None, id="nothing to rephrase"),
    ],
)  # fmt: skip
def test_a_line_is_put_in_other_words(seeding, line, other):
    assert seeding["rephrasing"].rephrase(line) == other


def test_every_error_is_put_in_once_and_beside_true_lines(seeding, tmp_path):
    scripts, finding = seeding["scripts"], seeding["finding"]
    lines = tuple(
        scripts.Line("NARRATOR", f"The {noun} had 3{n} boxes in May.")
        for n, noun in enumerate(("shop", "bank", "mill"))
    )
    script = scripts.Script("three", lines, 1, "")
    works = []

    def reader(work):
        works.append([block.partition(": ")[2] for block in work.read_text("utf-8").strip().split("\n\n")])
        return {n: frozenset({"verdict"}) for n, text in enumerate(works[-1], 1) if text != lines[n - 1].text}

    outcome = finding.find_seeded(script, reader, tmp_path / "out")
    assert works[0] == [line.text for line in lines]
    wanted = sorted((n, seed.text) for n, found in script.seeds().items() for seed in found)
    assert sorted((found.line, found.seed.text) for found in outcome.found) == wanted
    assert all(found.fresh == {"verdict"} for found in outcome.found)
    for work in works[1:]:
        wrong = [n for n, text in enumerate(work) if text != lines[n].text]
        assert all(b - a > 1 for a, b in pairwise(wrong))


def test_the_examiner_has_tables_of_its_own():
    """The generator imports nothing of Loupe, and nothing that its models are trained with."""
    for name in ("errors", "words", "rephrasing", "scripts", "quotations", "finding"):
        tree = ast.parse((ROOT / "benchmarks" / "seeding" / f"{name}.py").read_text("utf-8"))
        imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        imported |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        assert not {module for module in imported if module.split(".")[0] in ("loupe", "training", "contrast")}, name
