"""Help that teaches, and a page of commands that cannot lie."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

import loupe
from loupe.cli.formats_page import with_table
from loupe.cli.group import COMMANDS, LoupeCommand
from loupe.cli.group import loupe as group
from loupe.cli.reference import commands_page, error_classes

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
HEAVY = {"numpy", "sqlalchemy", "lxml", "rich", "tantivy", "jinja2", "loupe.engine", "loupe.store"}


def command_of(name):
    return group.get_command(click.Context(group), name)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_teaches_with_a_sentence_an_occasion_and_an_example(run, name):
    ran = run(name, "--help")
    flat = " ".join(ran.out.split())
    assert ran.status == 0
    assert COMMANDS[name] in flat
    assert "Use it " in flat
    assert re.search(rf"^Example:\n  loupe {name}\b", ran.out, re.MULTILINE)
    assert "--json" in ran.out
    assert "--quiet" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_of_each_command_is_one_that_it_takes(name):
    found = command_of(name)
    words = subprocess.run(
        ["bash", "-c", f'printf "%s\\n" {found.example}'], capture_output=True, text=True, check=True
    ).stdout.split("\n")[2:-1]
    context = found.make_context(name, words)
    assert context.params["as_json"] is False


def test_every_module_of_commands_is_in_the_group():
    modules = {path.stem for path in (Path(loupe.__file__).parent / "cli" / "commands").glob("[!_]*.py")}
    assert modules == set(COMMANDS)
    assert all(isinstance(command_of(name), LoupeCommand) for name in modules)


def test_help_lists_every_command_and_loads_nothing_heavy():
    program = "import sys; from loupe.cli import main; main(['--help']); print(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert HEAVY & set(done.stderr.split()) == set()
    for name, sentence in COMMANDS.items():
        assert re.search(rf"^  {name} ", done.stdout, re.MULTILINE)
        assert sentence in " ".join(done.stdout.split())


def test_without_a_command_loupe_shows_its_help(run):
    assert run().out == run("--help").out


def test_version(loupe):
    ran = loupe("--version")
    assert (ran.status, ran.out, ran.err) == (0, "Loupe 0.1.0\n", "")


@pytest.mark.parametrize("module", ["loupe", "loupe.cli.entry"])
def test_loupe_runs_as_a_module_too(module):
    done = subprocess.run([sys.executable, "-m", module, "--version"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "Loupe 0.1.0\n")


def test_the_page_of_commands_is_the_one_the_commands_make():
    assert PAGE.read_text("utf-8") == commands_page(), "run: python -m loupe.cli.reference > docs/commands.md"


def test_the_page_of_formats_has_the_table_of_the_catalogue():
    page = PAGE.with_name("formats.md").read_text("utf-8")
    assert page == with_table(page), "run: python -m loupe.cli.formats_page docs/formats.md"


def test_the_page_holds_every_command_with_every_option():
    page = PAGE.read_text("utf-8")
    for name in COMMANDS:
        section = page.partition(f"\n## loupe {name}\n")[2].partition("\n## ")[0]
        assert command_of(name).example in section
        for parameter in command_of(name).params:
            if isinstance(parameter, click.Option) and parameter.name not in ("as_json", "quiet"):
                assert all(f"`{option}`" in section for option in (*parameter.opts, *parameter.secondary_opts))


def test_the_page_holds_every_error_with_its_exit_status():
    page = PAGE.read_text("utf-8")
    assert len(error_classes()) >= 30
    for error in error_classes():
        assert f"\n| {error.exit_status} | {error.code} | " in page


def test_every_leaf_of_the_error_tree_is_raised_somewhere():
    root = Path(loupe.__file__).parent
    sources = "\n".join(path.read_text("utf-8") for path in root.rglob("*.py") if path != root / "model" / "errors.py")
    silent = {e.__name__ for e in error_classes() if not e.__subclasses__() and f"{e.__name__}(" not in sources}
    assert silent == set()


def test_doctor_looks_at_every_needed_part(run):
    project = tomllib.loads((PAGE.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    named = {re.match(r"[\w-]+", requirement)[0] for requirement in project["dependencies"]}
    looked_at = set(run("doctor", "--json").json["needed"])
    assert looked_at == named - {"click"}, "click runs doctor itself"
