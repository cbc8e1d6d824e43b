"""The error tree is what its drawing says; every error has a code and a hint, is raised, and is in the manual."""

import ast
import re
from pathlib import Path

import pytest

from loupe.model import errors

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "docs" / "commands.md"
_LINE = re.compile(r"^\s*[│ ]*[├└]── (?P<name>\w+) +(?:exit (?P<exit>\d+))? *(?P<code>[a-z-]+)?$")


def _tree(cls):
    yield cls
    for child in cls.__subclasses__():
        yield from _tree(child)


CLASSES = [c for c in _tree(errors.LoupeError) if c.__module__ == errors.__name__]
LEAVES = [c for c in CLASSES if not any(issubclass(o, c) and o is not c for o in CLASSES)]
every_class = pytest.mark.parametrize("cls", CLASSES, ids=lambda c: c.__name__)


def _drawn():
    """name: (parent, exit status, code) of each line of the drawing."""
    drawn, group = {}, ""
    for line in (errors.__doc__ or "").splitlines():
        found = _LINE.match(line)
        if found:
            nested = "│   " in line
            group = group if nested else found["name"]
            drawn[found["name"]] = (group if nested else "LoupeError", found["exit"], found["code"])
    return drawn


def test_the_drawing_holds_every_class_and_no_other():
    assert sorted(_drawn()) == sorted(c.__name__ for c in CLASSES if c is not errors.LoupeError)


@every_class
def test_the_drawing_says_where_a_class_hangs_its_exit_status_and_its_code(cls):
    if cls is errors.LoupeError:
        assert "LoupeError                                exit 1" in errors.__doc__
        return
    parent, status, code = _drawn()[cls.__name__]
    assert cls.__bases__ == (getattr(errors, parent),)
    assert status is None or cls.exit_status == int(status)
    assert code == cls.code or (code is None and cls not in LEAVES)


def test_codes_are_unique_and_plain():
    codes = [c.code for c in CLASSES]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)


def test_each_group_has_its_own_exit_status_and_its_members_share_it():
    groups = errors.LoupeError.__subclasses__()
    assert sorted(g.exit_status for g in groups) == [2, 3, 4, 5, 6, 7, 8]
    assert all(member.exit_status == group.exit_status for group in groups for member in _tree(group))


@every_class
def test_every_error_says_its_sentence_and_what_to_do_next(cls):
    error = cls("The file is not there.")
    assert str(error) == "The file is not there."
    assert error.hint == cls.default_hint
    assert error.hint
    assert cls("It is not there.", hint="Look in the cupboard.").hint == "Look in the cupboard."
    assert (cls.__doc__ or "").splitlines()[0].endswith(".")


@pytest.mark.parametrize("cls", [c for c in LEAVES if c is not errors.UsageError], ids=lambda c: c.__name__)
def test_every_kind_of_trouble_has_a_hint_of_its_own(cls):
    assert "default_hint" in vars(cls)


def _made_in_the_code():
    """Names of the classes that the code calls, anywhere but in the tree itself."""
    made = set()
    for path in sorted((ROOT / "src" / "loupe").rglob("*.py")):
        if path != Path(errors.__file__):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    made.add(node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", ""))
    return made


MADE = _made_in_the_code()


@pytest.mark.parametrize("cls", LEAVES, ids=lambda c: c.__name__)
def test_every_kind_of_trouble_is_raised_somewhere(cls):
    assert cls.__name__ in MADE


@pytest.mark.parametrize("cls", LEAVES, ids=lambda c: c.__name__)
def test_every_code_stands_in_the_manual_with_its_exit_status(cls):
    assert re.search(rf"^\| *{cls.exit_status} *\| *`?{cls.code}`? *\|", MANUAL.read_text("utf-8"), re.MULTILINE)
