"""The models of this machine: listed without loading a network, fetched only when somebody agrees."""

from __future__ import annotations

import hashlib

import pytest

from loupe.engine.net.hubmodels import FILES, KNOWN, fetch, plan_fetch
from loupe.model.errors import ModelNotFetched, UsageError
from loupe.reading.speech.models import find_model


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty folder for models, and a network that must not be touched."""

    def refuse(*_args, **_more):
        raise AssertionError("the network was asked")

    monkeypatch.setenv("LOUPE_MODELS", str(tmp_path / "models"))
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    monkeypatch.setattr("socket.socket.connect", refuse)
    return tmp_path / "models"


def hub(*names, weights=b"weights"):
    """A hub that gives these files."""

    def download(repository, folder, files):
        assert repository.count("/") == 1
        assert files == FILES
        for name in names:
            (folder / name).write_bytes(weights)

    return download


WHOLE = ("config.json", "model.bin", "tokenizer.json", "vocabulary.txt")


def test_the_list_names_every_kind_and_asks_nobody(run):
    ran = run("models", "--json")
    assert ran.status == 0
    kinds = {row["kind"] for row in ran.json["models"]}
    assert kinds == {"stance", "encoder", "sentence encoder", "grammar", "speech", "OCR"}
    assert all(row["name"] or row["get"] for row in ran.json["models"])
    assert ran.json["network"] == "not used"
    assert run("models").out == run("models", "list").out
    assert "Nothing was fetched and no server was asked." in run("models").out


def test_get_says_all_it_would_do_and_without_a_person_does_nothing(run, folder):
    ran = run("models", "get", "small")
    assert ran.status == 2
    for words in ("about 486 MB", "https://huggingface.co/Systran/faster-whisper-small", "model.bin", str(folder)):
        assert words in " ".join(ran.out.split())
    assert "Nothing of your cases is sent." in ran.out
    assert "Say --yes" in ran.err
    assert not folder.exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(["get", "huge"], "No model called “huge” can be fetched", id="unknown"),
        pytest.param(["get"], "Which model?", id="no name"),
        pytest.param(["list", "small"], "takes no name", id="a name to list"),
    ],
)
def test_what_get_and_list_do_not_take(run, words, told):
    ran = run("models", *words)
    assert ran.status == 2
    assert told in ran.err


def test_a_fetched_model_lies_in_its_folder_and_is_found_by_its_name(run, folder):
    plan = plan_fetch("small")
    assert fetch(plan, hub(*WHOLE)) == hashlib.sha256(b"weights").hexdigest()
    assert sorted(path.name for path in folder.iterdir()) == ["whisper-small"]
    assert find_model("small").folder == folder / "whisper-small"
    again = run("models", "get", "small", "--json")
    assert again.status == 0
    assert again.json["fetch"]["sha256"] is None
    assert again.json["network"] == "not used"


@pytest.mark.parametrize(
    ("download", "told"),
    [
        pytest.param(hub("config.json", "tokenizer.json"), r"did not give model\.bin", id="weights missing"),
        pytest.param(hub(), r"did not give config\.json, model\.bin, tokenizer\.json", id="nothing"),
    ],
)
def test_a_fetch_that_fails_leaves_nothing_behind(folder, download, told):
    with pytest.raises(ModelNotFetched, match=told):
        fetch(plan_fetch("small"), download)
    assert list(folder.iterdir()) == []


def test_a_hub_that_cannot_be_reached_is_said_in_one_line(folder):
    def broken(repository, folder, files):
        raise OSError("Name or service not known")

    with pytest.raises(ModelNotFetched, match=r"could not be fetched from https://huggingface\.co/.*: Name or service"):
        fetch(plan_fetch("tiny"), broken)


def test_every_known_model_has_a_place_of_its_own(folder):
    plans = [plan_fetch(name) for name in KNOWN]
    assert len({plan.folder for plan in plans}) == len({plan.repository for plan in plans}) == len(KNOWN)
    assert all(plan.folder.parent == folder for plan in plans)
    with pytest.raises(UsageError):
        plan_fetch("../../etc")
