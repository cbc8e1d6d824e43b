"""A cross-encoder gives every pair its own opinion, whatever else is read with it."""

import json
import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("onnxruntime", reason="the extra 'models' is not installed")
pytest.importorskip("onnx", reason="the tests build their models with onnx")

from tiny_models import NLI, own_folder, user_folder, write_onnx, write_tokenizer

from loupe.checking.models import Pair, find_stance_model, open_model
from loupe.checking.models.fitting import fit
from loupe.checking.models.form import Form
from loupe.model.errors import ModelUnreadable

CLAIM = "The ferry Estrella carried 412 passengers."
PAIRS = (
    Pair(CLAIM, "The ferry carried 438 passengers."),
    Pair(CLAIM, "No.", before="Was it so?", after="It was a dark night."),
    Pair(
        "The door of the vault was not found.",
        "The police found the door " * 9,
        "Then they left. " * 20,
        "Later. " * 30,
    ),
    Pair("Thieves left Antwerp.", "It was the captain.", before="The ferry sank in the storm at night."),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return own_folder(tmp_path_factory.mktemp("own") / "tiny")


@pytest.fixture(scope="module")
def model(folder):
    return open_model(folder)


@pytest.fixture(scope="module")
def cutter(folder):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def words_of(cutter, fitted):
    return [cutter.id_to_token(piece) for piece in fitted.ids]


# --- opinions ---


def test_an_opinion_is_three_chances_that_sum_to_one(model):
    for opinion in model.read(PAIRS):
        chances = (opinion.supports, opinion.contradicts, opinion.neither)
        assert all(0 <= chance <= 1 for chance in chances)
        assert sum(chances) == pytest.approx(1, abs=1e-12)
        assert opinion.quote is None


def test_outputs_become_chances_by_the_calibration_of_the_folder(model, cutter):
    import onnxruntime as ort

    session = ort.InferenceSession(str(model.file), providers=["CPUExecutionProvider"])
    fitted = fit(cutter, PAIRS[0], model.form)
    output = session.run(
        None,
        {
            "input_ids": np.array([fitted.ids]),
            "attention_mask": np.array([fitted.attention_mask]),
            "token_type_ids": np.array([fitted.type_ids]),
        },
    )[0][0]
    powers = np.exp(output.astype(float) / 1.7 + np.array([0.1, -0.2, 0.3]))
    (opinion,) = model.read(PAIRS[:1])
    assert (opinion.supports, opinion.contradicts, opinion.neither) == pytest.approx(tuple(powers / powers.sum()))


def test_outputs_that_are_no_numbers_are_no_opinion(model):
    assert model._opinion(np.array([0.0, np.nan, 0.0])) is None
    assert model._opinion(np.array([np.inf, 0.0, 0.0])) is None
    assert model._opinion(np.array([1e308, -1e308, 0.0])).supports == 1


def test_a_pair_that_says_nothing_has_no_opinion(model):
    assert model.read([Pair("", "The ferry sank."), Pair(CLAIM, " \n"), Pair("ferry " * 500, "It sank.")]) == [None] * 3
    assert model.read([]) == []


def test_padding_would_change_the_opinion_of_an_int8_model(model, cutter):
    """Why pairs are read one by one: in a padded batch the same pair gets other numbers."""
    import onnxruntime as ort

    session = ort.InferenceSession(str(model.file), providers=["CPUExecutionProvider"])
    fitted = [fit(cutter, pair, model.form) for pair in PAIRS]
    longest = max(len(one.ids) for one in fitted)

    def feed(several, length):
        rows = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
        return {
            name: np.array([getattr(one, row) + [0] * (length - len(one.ids)) for one in several])
            for name, row in rows.items()
        }

    together = session.run(None, feed(fitted, longest))[0]
    alone = [session.run(None, feed([one], len(one.ids)))[0][0] for one in fitted]
    assert not np.array_equal(together, np.array(alone))


@settings(max_examples=40, deadline=None)
@given(order=st.lists(st.integers(0, len(PAIRS) - 1), max_size=6), threads=st.integers(1, 4))
def test_an_opinion_hangs_on_the_pair_alone(folder, model, order, threads):
    alone = [model.read([pair])[0] for pair in PAIRS]
    other = open_model(folder, threads=threads)
    assert other.read([PAIRS[at] for at in order]) == [alone[at] for at in order]


def test_another_process_gives_the_very_same_numbers(folder, model):
    program = (
        "import sys; from pathlib import Path; from loupe.checking.models import Pair, open_model;"
        f"print([repr(o) for o in open_model(Path(sys.argv[1]), threads=2).read({[*PAIRS]!r})])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == (str([repr(one) for one in model.read(PAIRS)]), "")


# --- what of a pair is read ---


FORM = Form("tiny", ("supports", "contradicts", "neither"), max_tokens=32)


def test_the_passage_comes_first_with_its_neighbours_and_the_claim_second(cutter):
    pair = Pair("Thieves left.", "The ferry sank.", "It was night.", "Then the storm.")
    fitted = fit(cutter, pair, FORM)
    assert words_of(cutter, fitted) == (
        "[CLS] it was night . the ferry sank . then the storm . [SEP] thieves left . [SEP]".split()
    )
    assert fitted.type_ids == [0] * 14 + [1] * 4
    assert fitted.attention_mask == [1] * 18


def test_what_a_model_was_not_trained_on_it_is_not_given(cutter):
    pair = Pair("Thieves left.", "The ferry sank.", "It was night.", "Then the storm.", dated="2003-02")
    without = fit(cutter, pair, replace(FORM, neighbours=False))
    assert words_of(cutter, without) == "[CLS] the ferry sank . [SEP] thieves left . [SEP]".split()
    dated = fit(cutter, pair, replace(FORM, neighbours=False, dated=True))
    assert words_of(cutter, dated) == "[CLS] 2003 - 02 : the ferry sank . [SEP] thieves left . [SEP]".split()


def test_neighbours_give_way_before_the_passage_and_the_claim_never(cutter):
    pair = Pair("Thieves left.", "The ferry sank in the night.", "captain " * 40, "harbour " * 40)
    pieces = words_of(cutter, fit(cutter, pair, FORM))
    assert len(pieces) == 32
    assert " ".join(pieces).endswith("[SEP] thieves left . [SEP]")
    assert " the ferry sank in the night . " in " ".join(pieces)
    assert (pieces.count("captain"), pieces.count("harbour")) == (9, 10)


def test_a_side_that_is_short_leaves_its_room_to_the_other(cutter):
    pieces = words_of(cutter, fit(cutter, Pair("Thieves left.", "It sank.", "At night.", "harbour " * 40), FORM))
    assert (pieces.count("harbour"), len(pieces)) == (20, 32)


def test_a_passage_that_is_too_long_loses_its_end(cutter):
    pair = Pair("Thieves left.", "police " + "found " * 50 + "diamonds", "captain", "harbour")
    pieces = words_of(cutter, fit(cutter, pair, FORM))
    assert pieces[:3] == ["[CLS]", "police", "found"]
    assert len(pieces) == 32
    assert not {"captain", "harbour", "diamonds"} & set(pieces)
    assert pieces[-4:] == ["thieves", "left", ".", "[SEP]"]


def test_neighbours_are_not_cut_within_a_word(cutter):
    pieces = words_of(cutter, fit(cutter, Pair("Thieves left.", "It sank.", "", "harbour " + "xylographs " * 9), FORM))
    assert (pieces.count("x"), pieces[pieces.index("[SEP]") - 1], len(pieces)) == (2, "##s", 30)


ANY = st.text(max_size=300) | st.sampled_from(["ferry " * 60, "a" * 3000, "\ud800 ferry", "412 " * 200, "\x00\x01"])


@settings(max_examples=150, deadline=None)
@given(claim=ANY, passage=ANY, before=ANY, after=ANY)
def test_whatever_the_texts_the_input_is_never_too_long_and_the_claim_is_whole(cutter, claim, passage, before, after):
    def legal(text):
        return text.encode("utf-8", "replace").decode("utf-8")

    pair = Pair(*map(legal, (claim, passage, before, after)))
    fitted = fit(cutter, pair, FORM)
    if fitted is not None:
        assert len(fitted.ids) <= 32
        whole = cutter.encode(" ".join(pair.claim.split()), add_special_tokens=False).ids
        first = fitted.ids.index(3)
        assert fitted.ids[first + 1 : -1] == whole


def test_a_hostile_passage_does_not_take_seconds(model):
    import time

    begun = time.process_time()
    model.read([Pair(CLAIM, "ferry" * 400_000, "a" * 2_000_000, "( " * 1_000_000)])
    assert time.process_time() - begun < 5


# --- the name ---


def test_the_name_tells_models_apart_by_all_that_makes_their_opinions(folder, tmp_path):
    names = [
        open_model(folder).name,
        open_model(own_folder(tmp_path / "seed", seed=2)).name,
        open_model(own_folder(tmp_path / "calibration", calibration={"temperature": 2.0})).name,
        open_model(own_folder(tmp_path / "reads", reads={"neighbours": False})).name,
        open_model(folder, labels=["contradicts", "supports", "neither"]).name,
    ]
    assert len(set(names)) == len(names)
    assert all(name.startswith("tiny-stance-1/") for name in names)
    assert open_model(own_folder(tmp_path / "again")).name == names[0]


def test_a_file_that_changes_changes_the_name(tmp_path):
    place = own_folder(tmp_path / "one")
    before = open_model(place).name
    write_onnx(place / "model.onnx", write_tokenizer(place / "tokenizer.json"), seed=9)
    assert open_model(place).name != before


def test_neither_a_library_nor_the_network_is_loaded_with_the_room():
    program = (
        "import sys, loupe.checking.models;"
        "print(*{'onnxruntime', 'tokenizers', 'http.client', 'ssl', 'urllib.request'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "")


def test_nothing_is_loaded_before_the_first_pair(folder):
    program = (
        "import sys; from pathlib import Path; from loupe.checking.models import open_model;"
        "open_model(Path(sys.argv[1])).name; sys.exit('onnxruntime' in sys.modules or 'tokenizers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program, str(folder)], timeout=120, check=False).returncode == 0


# --- a folder that a person has ---


@pytest.mark.parametrize(
    ("id2label", "order"),
    [
        pytest.param(NLI, ("contradicts", "neither", "supports"), id="NLI"),
        pytest.param(
            {"0": "SUPPORTS", "1": "REFUTES", "2": "NOT ENOUGH INFO"},
            ("supports", "contradicts", "neither"),
            id="FEVER",
        ),
        pytest.param(
            {"2": "nei", "0": "supported", "1": "Refuted"}, ("supports", "contradicts", "neither"), id="numbers decide"
        ),
        pytest.param({"0": "entailment", "1": "not_entailment"}, ("supports", "neither"), id="two"),
    ],
)
def test_the_outputs_of_a_folder_are_known_by_their_names(tmp_path, id2label, order):
    model = open_model(user_folder(tmp_path / "users", id2label))
    assert model.form.labels == order
    assert model.name.startswith("users/")
    assert model.form.max_tokens == 256
    (opinion,) = model.read(PAIRS[:1])
    assert (opinion.contradicts == 0) is ("contradicts" not in order)
    assert opinion.supports + opinion.contradicts + opinion.neither == pytest.approx(1, abs=1e-12)


def test_names_for_outputs_without_names_come_from_the_settings(tmp_path):
    place = user_folder(tmp_path / "plain", {"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"})
    with pytest.raises(ModelUnreadable, match="does not name its outputs: LABEL_0") as raised:
        open_model(place)
    assert 'labels = ["supports", "neither", "contradicts"]' in raised.value.hint
    assert open_model(place, ["entailment", "neutral", "contradiction"]).form.labels == (
        "supports",
        "neither",
        "contradicts",
    )


@pytest.mark.parametrize("where", ["model.onnx", "onnx/model.onnx"])
def test_a_folder_a_file_in_it_and_the_file_alone_are_one_model(tmp_path, where):
    place = user_folder(tmp_path / "users", where=where)
    by_folder, by_file = open_model(place), open_model(place / where)
    assert by_folder.read(PAIRS) == by_file.read(PAIRS)


def test_a_model_that_asks_for_less_gets_less(tmp_path):
    place = user_folder(tmp_path / "distil", inputs=("input_ids", "attention_mask"))
    assert None not in open_model(place).read(PAIRS)


def test_a_model_with_small_numbers_gets_small_numbers(tmp_path):
    from onnx import TensorProto

    assert None not in open_model(user_folder(tmp_path / "int32", kind=TensorProto.INT32)).read(PAIRS)


def _without(place, name):
    (place / name).unlink()
    return place


def _with(place, name, text):
    (place / name).write_text(text, "utf-8")
    return place


def _weights_only(place):
    (place / "model.onnx").rename(place / "model.safetensors")
    return place


def _quantised_only(place):
    (place / "model.onnx").rename(place / "model_int8.onnx")
    return place


def _labelled(*names):
    return lambda place: _with(place, "config.json", json.dumps({"id2label": dict(enumerate(names))}))


def _three_for_two(place):
    return _with(place, "config.json", '{"id2label": {"0": "entailment", "1": "not_entailment"}}')


@pytest.mark.parametrize(
    ("spoil", "words", "hint"),
    [
        pytest.param(lambda p: p / "nothing", "There is no model at", "", id="no folder"),
        pytest.param(lambda p: p / "config.json", "not an ONNX file", "optimum", id="another file"),
        pytest.param(_weights_only, "weights that Loupe does not run", "optimum-cli export onnx", id="safetensors"),
        pytest.param(_quantised_only, "has no model.onnx", "model_int8.onnx", id="another name"),
        pytest.param(lambda p: _without(p, "model.onnx"), "no model.onnx", "optimum", id="no weights"),
        pytest.param(lambda p: _without(p, "tokenizer.json"), "no tokenizer.json", "tokenizer", id="no tokenizer"),
        pytest.param(lambda p: _without(p, "config.json"), "says what the outputs", "labels =", id="no config"),
        pytest.param(lambda p: _with(p, "config.json", "[1"), "cannot be read as JSON", "", id="broken config"),
        pytest.param(lambda p: _with(p, "config.json", "[1]"), "JSON object", "", id="list for a config"),
        pytest.param(
            _labelled("joy", "sorrow"),
            "“joy”",
            "labels =",
            id="feelings",
        ),
        pytest.param(
            _labelled("entailment", "contradiction"),
            "decides nothing",
            "neutral",
            id="no neither",
        ),
        pytest.param(
            lambda p: _with(p, "config.json", '{"id2label": {"1": "entailment", "2": "neutral"}}'),
            "from 0 on",
            "labels =",
            id="no output 0",
        ),
        pytest.param(
            _labelled("neutral", "nei", "entailment"),
            "mean the same",
            "labels =",
            id="two alike",
        ),
        pytest.param(_three_for_two, r"one number for each of 2", "", id="three outputs for two labels"),
        pytest.param(lambda p: _with(p, "model.onnx", "not a model"), "cannot be loaded", "", id="broken weights"),
        pytest.param(lambda p: _with(p, "tokenizer.json", "{}"), "cannot be loaded", "", id="broken tokenizer"),
        pytest.param(
            lambda p: _with(p, "tokenizer_config.json", '{"model_max_length": 8}'), "8 tokens at most", "", id="no room"
        ),
    ],
)
def test_a_folder_that_cannot_be_used_says_why_and_what_to_do(tmp_path, spoil, words, hint):
    place = user_folder(tmp_path / "users")
    with pytest.raises(ModelUnreadable, match=words) as raised:
        open_model(spoil(place)).read(PAIRS)
    assert hint in raised.value.hint


def test_a_model_that_asks_for_what_loupe_does_not_have_is_refused(tmp_path):
    from onnx import TensorProto

    place = user_folder(tmp_path / "users", kind=TensorProto.FLOAT)
    with pytest.raises(ModelUnreadable, match="asks for attention_mask, input_ids, token_type_ids"):
        open_model(place).read(PAIRS)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        pytest.param({"name": ""}, "no name", id="no name"),
        pytest.param({"labels": "supports"}, "list its labels", id="no list"),
        pytest.param({"max_tokens": 4}, "max_tokens", id="no room"),
        pytest.param({"max_tokens": True}, "max_tokens", id="no number"),
        pytest.param({"calibration": {"temperature": 0}}, "temperature", id="frozen"),
        pytest.param({"calibration": {"temperature": 1, "bias": [0.0]}}, "bias", id="short bias"),
        pytest.param({"calibration": {"bias": [0, 0, float("nan")]}}, "bias", id="no number in the bias"),
        pytest.param({"reads": {"dated": "yes"}}, "true or false", id="yes"),
        pytest.param({"reads": []}, "objects", id="list"),
    ],
)
def test_a_description_in_loupes_form_is_held_to_it(tmp_path, told, words):
    with pytest.raises(ModelUnreadable, match=words):
        open_model(own_folder(tmp_path / "own", **told))


# --- the model in the box ---


def test_the_model_in_the_box_is_used_when_it_is_there(folder, tmp_path):
    assert find_stance_model(folder=folder).name == open_model(folder).name
    assert find_stance_model(folder=tmp_path) is None


def test_without_what_runs_a_model_there_is_none(folder, monkeypatch):
    monkeypatch.setattr("loupe.checking.models.onnx.find_spec", lambda name: None)
    assert find_stance_model(folder=folder) is None
    with pytest.raises(ModelUnreadable, match="not installed") as raised:
        open_model(folder)
    assert "loupe-workbench[models]" in raised.value.hint


def test_the_shipped_model_fits_the_box_and_reads_a_pair():
    model = find_stance_model()
    if model is None:
        pytest.skip("no model is in the box yet")
    assert model.file.stat().st_size <= 25_000_000
    assert json.loads((model.file.parent / "model.json").read_text("utf-8"))["training"]
    (opinion,) = model.read([Pair(CLAIM, "The ferry Estrella carried 412 passengers on her last trip.")])
    assert opinion.supports > opinion.contradicts
