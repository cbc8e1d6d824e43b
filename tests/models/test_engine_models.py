"""Which model a case uses follows from its loupe.toml; what a chat model answered stays in the case."""

import hashlib
import json

import pytest

from loupe.checking.models import ChatModel, Opinion, Pair, StanceModel
from loupe.cli import main
from loupe.engine import Case
from loupe.engine.check.models import KeptAnswers, model_name, stance_model
from loupe.engine.settings import Settings, parse_settings
from loupe.model.errors import ModelRefused, ModelUnreadable

PAIR = Pair("The ferry carried 412 passengers.", "The ferry Estrella carried 412 passengers.")


def chat(address, model="good", more=""):
    return parse_settings(f'[model]\nstance = "chat"\nchat_address = "{address}"\nchat_model = "{model}"\n{more}')


def folder_of(tmp_path, name="large"):
    pytest.importorskip("onnxruntime", reason="the extra 'models' is not installed")
    pytest.importorskip("onnx", reason="the tests build their models with onnx")
    from tiny_models import user_folder

    return user_folder(tmp_path / name)


def test_none_is_none(tmp_path):
    assert stance_model(parse_settings('[model]\nstance = "none"\n'), tmp_path) is None
    assert model_name(None) == "none"


def test_the_model_in_the_box_is_the_default(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("loupe.engine.check.models.find_stance_model", asked.append)
    assert stance_model(Settings(), tmp_path) is None
    assert asked == [Settings().pairs_at_once]


def test_a_folder_is_seen_from_the_case(tmp_path):
    folder_of(tmp_path)
    (tmp_path / "case").mkdir()
    model = stance_model(parse_settings('[model]\nstance = "../large"\n'), tmp_path / "case")
    assert model.name.startswith("large/")
    assert model.read([PAIR])[0] is not None
    absolute = stance_model(parse_settings(f'[model]\nstance = "{tmp_path / "large"}"\n'), tmp_path / "case")
    assert absolute.name == model.name


def test_labels_of_the_settings_name_the_outputs(tmp_path):
    folder_of(tmp_path)
    text = '[model]\nstance = "large"\nlabels = ["supports", "contradicts", "neither"]\n'
    assert stance_model(parse_settings(text), tmp_path).form.labels == ("supports", "contradicts", "neither")


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ModelUnreadable, match=r"There is no model at .*nowhere"):
        stance_model(parse_settings('[model]\nstance = "nowhere"\n'), tmp_path)


# --- a chat model ---


def test_answers_of_a_chat_model_stay_in_the_case(server, tmp_path):
    first: StanceModel = stance_model(chat(server.address), tmp_path)
    opinions = first.read([PAIR])
    assert opinions == [Opinion(0.9, 0.0, pytest.approx(0.1), PAIR.passage)]
    again = stance_model(chat(server.address), tmp_path)
    assert isinstance(again, ChatModel)
    assert again.read([PAIR]) == opinions
    assert (again.asked, again.kept, len(server.seen("good"))) == (0, 1, 1)
    (tmp_path / "answers.jsonl").unlink()
    assert stance_model(chat(server.address), tmp_path).read([PAIR]) == opinions
    assert len(server.seen("good")) == 2


def test_a_line_that_was_left_half_written_is_passed_over(tmp_path):
    file = tmp_path / "answers.jsonl"
    KeptAnswers(file)["a"] = "one\nline"
    with file.open("ab") as torn:
        torn.write(b'{"key": "b", "answer": "ha')
    other = KeptAnswers(file)
    assert (other.get("a"), other.get("b")) == ("one\nline", None)
    other["c"] = "“two” \ud800"
    last = KeptAnswers(file)
    assert (last.get("a"), last.get("b"), last.get("c")) == ("one\nline", None, "“two” \ud800")


@pytest.mark.parametrize(
    "junk", [b"\xff\xfe", b"[]", b'{"key": 1, "answer": 2}', b"[" * 100_000, b"null", b'{"key": []}']
)
def test_junk_among_the_answers_is_passed_over(tmp_path, junk):
    file = tmp_path / "answers.jsonl"
    file.write_bytes(junk + b"\n")
    kept = KeptAnswers(file)
    kept["a"] = "b"
    assert KeptAnswers(file).get("a") == "b"


def test_two_runs_at_once_keep_the_answers_of_both(tmp_path):
    one, two = (KeptAnswers(tmp_path / "answers.jsonl") for _ in range(2))
    assert one.get("a") is two.get("b") is None
    one["a"], two["b"] = "1", "2"
    both = KeptAnswers(tmp_path / "answers.jsonl")
    assert (both.get("a"), both.get("b")) == ("1", "2")


def test_where_nothing_can_be_written_answers_are_kept_for_the_run(tmp_path):
    kept = KeptAnswers(tmp_path / "no folder" / "answers.jsonl")
    kept["a"] = "b"
    assert kept.get("a") == "b"


def test_a_key_comes_from_the_environment_alone(server, tmp_path, monkeypatch):
    settings = chat(server.address, more='chat_key_variable = "LOUPE_CHAT_KEY"\n')
    monkeypatch.delenv("LOUPE_CHAT_KEY", raising=False)
    without = stance_model(settings, tmp_path)
    with pytest.raises(ModelRefused, match="LOUPE_CHAT_KEY holds no key"):
        without.read([PAIR])
    assert server.seen("good") == []
    monkeypatch.setenv("LOUPE_CHAT_KEY", "sk-secret-9")
    stance_model(settings, tmp_path).read([PAIR])
    assert server.seen("good")[0]["headers"]["Authorization"] == "Bearer sk-secret-9"
    assert b"secret" not in (tmp_path / "answers.jsonl").read_bytes()
    monkeypatch.delenv("LOUPE_CHAT_KEY")
    known = stance_model(settings, tmp_path)
    assert known.name == without.name
    assert known.read([PAIR])[0].quote == PAIR.passage, "what was answered before needs no key"


def test_an_address_off_this_machine_needs_the_switch(tmp_path):
    with pytest.raises(ModelRefused, match="not on this machine"):
        stance_model(chat("http://10.0.0.7:8000/v1"), tmp_path)
    assert stance_model(chat("http://10.0.0.7:8000/v1", more="allow_network = true\n"), tmp_path)


# --- loupe doctor and loupe claims ---


@pytest.fixture
def case(tmp_path, monkeypatch):
    """A checked case, and a function that writes its [model] section."""
    (tmp_path / "note.txt").write_text("The ferry Estrella carried 412 passengers.\n", "utf-8")
    (tmp_path / "film.txt").write_text("The ferry Estrella carried 438 passengers on her last trip.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    Case.create("case").close()
    place = tmp_path / "case" / "loupe.toml"

    def set_model(text):
        place.write_text(f"[machine]\nworkers = 1\n[model]\n{text}\n", "utf-8")

    set_model('stance = "none"')
    with Case.open("case") as opened:
        opened.add("note.txt")
        opened.check("film.txt")
    return set_model


def run(capsys, *words):
    capsys.readouterr()
    status = main(list(words))
    return status, *capsys.readouterr()


def test_doctor_names_the_model_of_a_case_with_its_hash(case, tmp_path, capsys):
    case(f'stance = "{folder_of(tmp_path)}"')
    status, out, _ = run(capsys, "doctor", "case")
    assert status == 0
    assert "stance model large/" in out
    weights = hashlib.sha256((tmp_path / "large" / "model.onnx").read_bytes()).hexdigest()
    assert f"large/model.onnx, SHA-256 {weights}\n" in out
    assert "network      not used\n" in out


def test_doctor_says_that_typed_comparison_goes_on_alone(case, capsys):
    status, out, _ = run(capsys, "doctor", "case")
    assert (status, "stance model none: typed comparison only" in out) == (0, True)


def test_doctor_says_what_is_wrong_with_a_model(case, capsys):
    case('stance = "nowhere"')
    status, out, _ = run(capsys, "doctor", "case")
    assert status == 1
    assert "There is no model at case/nowhere." in out


def test_a_folder_that_holds_no_encoder_stops_a_check_and_neither_doctor_nor_reading(case, capsys):
    case('encoder = "nowhere"')
    status, out, _ = run(capsys, "doctor", "case", "--json")
    told = json.loads(out)
    assert (status, told["well"]) == (1, False)
    assert told["encoder"]["problem"].startswith("No sentence encoder can be used")
    with Case.open("case") as opened:
        with pytest.raises(ModelUnreadable, match="No sentence encoder can be used"):
            opened.check("film.txt")
        assert opened.stale() == tuple(claim.id for claim in opened.claims())


def test_doctor_says_that_a_key_is_missing(case, capsys, monkeypatch):
    monkeypatch.delenv("LOUPE_CHAT_KEY", raising=False)
    case(
        'stance = "chat"\nchat_address = "http://127.0.0.1:9/v1"\nchat_model = "m"\n'
        'chat_key_variable = "LOUPE_CHAT_KEY"'
    )
    status, out, _ = run(capsys, "doctor", "case")
    assert (status, "LOUPE_CHAT_KEY holds no key" in out) == (1, True)


@pytest.mark.parametrize(
    ("address", "more", "words"),
    [
        pytest.param("http://127.0.0.1:9/v1", "", "not used; a chat server on this machine: 127.0.0.1:9", id="here"),
        pytest.param(
            "http://10.0.0.7:9/v1",
            "allow_network = true",
            "USED: this case sends claims and passages to 10.0.0.7:9",
            id="there",
        ),
        pytest.param("http://10.0.0.7:9/v1", "", "not used", id="not allowed"),
    ],
)
def test_doctor_says_where_a_case_sends_its_passages_and_asks_nobody(case, capsys, address, more, words):
    case(f'stance = "chat"\nchat_address = "{address}"\nchat_model = "m"\n{more}')
    _, out, _ = run(capsys, "doctor", "case")
    assert f"network      {words}\n" in out


def test_claims_and_show_say_that_a_proposal_was_made_with_another_model(case, tmp_path, capsys):
    _, out, err = run(capsys, "claims", "case")
    assert "another model" not in out + err
    case(f'stance = "{folder_of(tmp_path)}"')
    _, out, err = run(capsys, "claims", "case")
    assert "(made with another model)" in out
    assert "1 proposal was made with another model than is in use now; run loupe check again." in err
    assert '"stale": 1' in run(capsys, "claims", "case", "--json")[1]
    _, out, _ = run(capsys, "show", "case", "1.1")
    assert "Made with: comparison typed/" in out
    assert "model none" in out
    assert "Made with another model than is in use now" in out
    assert main(["check", "case", "film.txt", "--quiet"]) == 0
    assert '"stale": 0' in run(capsys, "claims", "case", "--json")[1]
    assert "model large/" in run(capsys, "show", "case", "1.1")[1]
