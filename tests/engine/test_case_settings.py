"""What loupe.toml may say, and that everything Loupe tells people to change can be changed there."""

import re
from dataclasses import asdict, fields, replace
from pathlib import Path

import pytest

import loupe
from loupe.engine.settings import Settings, default_settings_text, parse_settings
from loupe.model.errors import PolicyInvalid
from loupe.reading import ReadingLimits

DEFAULT = default_settings_text('The "Antwerp" job')


def test_the_text_of_a_new_case_shows_every_setting_with_its_default():
    assert parse_settings(DEFAULT) == Settings()
    switched_on = re.sub(r"^# (?=\w+ = )", "", DEFAULT, flags=re.MULTILINE)
    assert parse_settings(switched_on) == Settings()
    for name, value in {**asdict(ReadingLimits()), "candidates": 40, "workers": 0}.items():
        assert f"\n{name} = {int(value)}\n" in switched_on


def test_the_models_are_what_a_person_names():
    model = parse_settings(
        '[model]\nstance = "chat"\nchat_address = "http://127.0.0.1:1/v1"\nchat_model = "m"\nchat_seconds = 5\n'
        'chat_key_variable = "LOUPE_CHAT_KEY"\nallow_network = true\nthreads = 2\n'
    ).model
    assert (model.stance, model.chat_address, model.chat_model) == ("chat", "http://127.0.0.1:1/v1", "m")
    assert (model.chat_seconds, model.chat_key_variable, model.allow_network) == (5, "LOUPE_CHAT_KEY", True)
    model = parse_settings('[model]\nstance = "my model"\nlabels = ["supports", "neither"]\nencoder = "none"\n').model
    assert (model.stance, model.labels, model.encoder) == ("my model", ("supports", "neither"), "none")


def test_nothing_of_a_case_may_leave_the_machine_unless_it_says_so():
    assert Settings().model.allow_network is False
    assert Settings().model.stance == "shipped"


def test_as_many_pairs_are_read_at_once_as_there_are_processors_or_as_is_set():
    assert parse_settings("[model]\nthreads = 3\n").pairs_at_once == 3
    assert Settings().pairs_at_once == Settings().processes >= 1


def test_an_event_is_the_days_that_a_person_gives_it():
    events = parse_settings('[events]\n"The  Robbery" = "2003-02-15/2003-02-16"\n').events
    assert [(e.words, e.start.isoformat(), e.end.isoformat()) for e in events] == [
        ("the robbery", "2003-02-15T00:00:00", "2003-02-17T00:00:00")
    ]


@pytest.mark.parametrize("limit", [f.name for f in fields(ReadingLimits)])
def test_every_limit_can_be_raised(limit):
    raised = int(getattr(ReadingLimits(), limit)) * 2
    settings = parse_settings(f"[reading]\n{limit} = {raised}\n")
    assert settings.limits == replace(ReadingLimits(), **{limit: raised})


def test_every_hint_names_a_setting_that_exists():
    hinted = set()
    for path in Path(loupe.__file__).parent.rglob("*.py"):
        text = path.read_text("utf-8")
        hinted |= set(re.findall(r'limit_hint\("(\w+)"\)', text)) | set(
            re.findall(r"raise (\w+) under \[reading\]", text)
        )
    assert hinted - {"limit"} == {f.name for f in fields(ReadingLimits)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            "[checking]\nx = 1\n",
            r"\[checking\].*\[case\], \[reading\], \[recognition\], \[cast\], \[check\], \[events\], \[model\], "
            r"\[machine\]",
            id="section",
        ),
        pytest.param("candidates = 5\n", r"\[candidates\]", id="key without a section"),
        pytest.param("[[reading]]\nseconds = 5\n", "reading", id="list of sections"),
        pytest.param("[case]\ncolour = 'red'\n", "case", id="case"),
        pytest.param("[case]\nname = 3\n", "case", id="name"),
        pytest.param("[reading]\nmemory_bytes = 268435455\n", "memory_bytes.*268435456", id="too little memory"),
        pytest.param("[reading]\nmemory_bytes = 9223372036854775807\n", "memory_bytes", id="too much memory"),
        pytest.param("[reading]\nseconds = 86401\n", "seconds.*86400", id="more than a day"),
        pytest.param("[reading]\nseconds = 0.5\n", "seconds", id="half a second"),
        pytest.param("[reading]\nseconds = inf\n", "seconds", id="for ever"),
        pytest.param('[events]\n"the robbery" = "15 February"\n', "the robbery.*day", id="no day"),
        pytest.param('[events]\n"the robbery" = "2003-02-30"\n', "the robbery", id="a day that is none"),
        pytest.param('[events]\n"the robbery" = "2003-02-16/2003-02-15"\n', "the robbery", id="back to front"),
        pytest.param('[events]\n"the robbery" = 2003\n', "the robbery", id="a number for a day"),
        pytest.param("[check]\ncandidates = 10001\n", "candidates.*10000", id="all passages"),
        pytest.param("[model]\ncolour = 1\n", r"\[model\] has no key “colour”.*stance", id="no such model setting"),
        pytest.param("[model]\nstance = 3\n", "stance.*quotation marks", id="a number for a model"),
        pytest.param('[model]\nstance = ""\n', "must not be empty", id="an empty model"),
        pytest.param('[model]\nstance = "a\\nb"\n', "stance.*quotation marks", id="a model of two lines"),
        pytest.param('[model]\nstance = "chat"\n', "not said which", id="a server without an address"),
        pytest.param('[model]\nencoder = "chat"\n', "cannot be a chat server", id="an encoder that chats"),
        pytest.param('[model]\nlabels = "supports"\n', "labels.*list", id="a word for a list"),
        pytest.param("[model]\nlabels = [1, 2]\n", "labels.*list", id="numbers for labels"),
        pytest.param('[model]\nallow_network = "yes"\n', "allow_network.*true or false", id="yes"),
        pytest.param("[model]\nallow_network = 1\n", "allow_network.*true or false", id="one for true"),
        pytest.param('[model]\nchat_key_variable = "AWS_SECRET_ACCESS_KEY"\n', "name of an env", id="another's key"),
        pytest.param('[model]\nchat_key_variable = "sk-1234"\n', "name of an environment", id="the key itself"),
        pytest.param("[model]\nthreads = 257\n", "threads.*256", id="too many threads"),
        pytest.param("[model]\nchat_seconds = 0\n", "chat_seconds.*3600", id="no patience"),
        pytest.param('[recognition]\nocr = "no"\n', "ocr.*true or false", id="a word for a switch"),
        pytest.param('[recognition]\nlanguage = "English"\n', "two letters", id="a language by its name"),
        pytest.param("[recognition]\nears = true\n", "no key “ears”", id="no such organ"),
        pytest.param("[machine]\nworkers = 257\n", "workers.*256", id="too many workers"),
        pytest.param("[machine]\nworkers = -1\n", "workers", id="less than no worker"),
        pytest.param("[machine]\nworkers = " + "9" * 5000, "loupe.toml", id="a number without end"),
        pytest.param("x = " + "[" * 5000, "loupe.toml", id="lists without end"),
    ],
)
def test_a_wrong_setting_is_refused_with_what_is_right(text, words):
    with pytest.raises(PolicyInvalid, match=words) as raised:
        parse_settings(text)
    assert raised.value.hint
