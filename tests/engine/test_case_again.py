"""A check that is run again: after a kill, a lost index, another policy, a larger archive, other settings."""

import shutil

import pytest
from engine_samples import named, new_case, verdicts, write_files, write_film

from loupe.engine import Case
from loupe.model import canonical_json, to_plain
from loupe.model.errors import PolicyInvalid

TOWNS = ("Lisbon", "Faro", "Porto", "Sines", "Lagos", "Aveiro", "Setubal", "Braga", "Evora", "Tavira")
MANY = [
    ("NARRATOR", f"In {TOWNS[n % 10]} the warehouse number {n // 10 + 1} held {n * 7 + 40} crates.") for n in range(34)
]
STORES = {
    f"store-{n:02d}.txt": f"In {TOWNS[n % 10]} the warehouse number {n // 10 + 1} held {n * 7 + 40 + n % 2} crates.\n"
    for n in range(0, 34, 4)
}


def everything(case):
    return canonical_json([to_plain(finding) for finding in case.findings()])


@pytest.fixture(scope="session")
def stores(tmp_path_factory):
    """A closed case with nine stores, and a film of 34 lines that has not been checked."""
    folder = tmp_path_factory.mktemp("stores")
    write_files(folder / "archive", STORES)
    write_film(folder / "film.srt", MANY)
    with new_case(folder / "case") as case:
        case.add(folder / "archive")
    return folder


@pytest.fixture(scope="session")
def undisturbed(stores, tmp_path_factory):
    """The same case with the film checked in one go; closed."""
    folder = tmp_path_factory.mktemp("undisturbed") / "copy"
    with copied(stores, folder) as case:
        case.check(folder / "film.srt")
    return folder


def copied(stores, to):
    shutil.copytree(stores, to)
    return Case.open(to / "case")


# --- killed in the middle -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [0, 1, 2], ids=["before the first batch", "after one batch", "after two batches"])
def test_a_killed_check_goes_on_where_it_was(stores, undisturbed, tmp_path, steps):
    with Case.open(undisturbed / "case", readonly=True) as case:
        wanted = everything(case)

    told = []

    def kill(done, of):
        told.append(done)
        if len(told) > steps:
            raise KeyboardInterrupt

    with copied(stores, tmp_path / "killed") as case, pytest.raises(KeyboardInterrupt):
        case.check(tmp_path / "killed" / "film.srt", progress=kill)
    with Case.open(tmp_path / "killed" / "case") as case:
        check = case.check(tmp_path / "killed" / "film.srt")
        assert (check.claims, check.resumed, check.judged) == (34, told[-1], 34 - told[-1])
        assert everything(case) == wanted
        assert case.verify() == ()
        assert case.check(tmp_path / "killed" / "film.srt").judged == 0


def test_progress_counts_from_what_was_judged_before(stores, tmp_path):
    with copied(stores, tmp_path / "copy") as case:
        first, second = [], []
        case.check(tmp_path / "copy" / "film.srt", progress=lambda *told: first.append(told))
        case.check(tmp_path / "copy" / "film.srt", progress=lambda *told: second.append(told))
    assert first[0] == (0, 34)
    assert first[-1] == (34, 34)
    assert second == [(34, 34)]


def test_an_interrupted_add_goes_on(tmp_path):
    write_files(tmp_path / "archive", STORES)

    def kill(done, of, name):
        if done == 7:
            raise KeyboardInterrupt

    with new_case(tmp_path / "case") as case, pytest.raises(KeyboardInterrupt):
        case.add(tmp_path / "archive", progress=kill)
    with Case.open(tmp_path / "case") as case:
        report = case.add(tmp_path / "archive")
        assert len(report.added) + len(report.known) == len(STORES)
        assert {s.name for s in case.sources()} == set(STORES)
        assert len(case.search("warehouse crates", limit=50)) == len(STORES)
        assert case.verify() == ()


# --- the index is derived -------------------------------------------------------------------------------------------

QUESTIONS = ("crates in Lisbon", "warehouse number 2", "Faro", "how many crates were held")


def asked(case):
    return [[(r.source.id, r.passage.id, r.quote, r.hit) for r in case.search(q, limit=20)] for q in QUESTIONS]


def test_a_deleted_index_loses_nothing(undisturbed, tmp_path):
    with copied(undisturbed, tmp_path / "copy") as case:
        found, findings = asked(case), everything(case)
    shutil.rmtree(tmp_path / "copy" / "case" / "index")
    with Case.open(tmp_path / "copy" / "case") as case:
        assert asked(case) == found
        assert case.check(tmp_path / "copy" / "film.srt").judged == 0
        case.index(rebuild=True)
        assert asked(case) == found
        assert everything(case) == findings


def test_findings_do_not_depend_on_how_the_index_came_about(stores, undisturbed, tmp_path):
    """Added at once, in parts, or rebuilt: the same evidence with the same scores."""
    with Case.open(undisturbed / "case", readonly=True) as case:
        wanted = everything(case)
    with new_case(tmp_path / "in parts") as case:
        paths = sorted((stores / "archive").iterdir(), reverse=True)
        for part in (paths[:3], paths[3:4], paths[4:]):
            case.add(*part)
        case.check(stores / "film.srt")
        assert everything(case) == wanted


def test_a_check_looks_into_files_that_were_never_indexed(stores, tmp_path):
    with copied(stores, tmp_path / "copy") as case:
        pass
    shutil.rmtree(tmp_path / "copy" / "case" / "index")
    with Case.open(tmp_path / "copy" / "case") as case:
        case.check(tmp_path / "copy" / "film.srt")
        assert any(f.evidence for f in case.findings())


# --- what a verdict depends on --------------------------------------------------------------------------------------

FIRST = "The ferry Estrella left Lisbon on 14 March 1987."


def first(case):
    return next(row for row in verdicts(case) if row[0] == FIRST)


def test_another_policy_is_followed_at_the_next_check(case, place):
    case.close()
    policy = place / "case" / "policy.toml"
    policy.write_text(
        policy.read_text("utf-8").replace("corroborating_origins = 2", "corroborating_origins = 3"), "utf-8"
    )
    with Case.open(place / "case") as case:
        assert first(case)[1] == "corroborated", "nothing changes before the check"
        assert case.check(place / "film.srt").judged == 6
        assert first(case) == (FIRST, "uncorroborated", 2, 0)


def test_a_stricter_choice_of_sources_is_followed(case, place):
    case.add(place / "archive" / "paper.txt", reliability="E")
    case.check(place / "film.srt")
    assert first(case) == (FIRST, "uncorroborated", 1, 0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("corroborating_origins = 1\n", "corroborating_origins", id="too few"),
        pytest.param("colour = 3\n", "colour", id="unknown key"),
        pytest.param("least_score = \n", "policy.toml", id="no TOML"),
    ],
)
def test_a_wrong_policy_is_refused_by_name(case, place, text, words):
    case.close()
    (place / "case" / "policy.toml").write_text(text, "utf-8")
    with pytest.raises(PolicyInvalid, match=words):
        Case.open(place / "case")


def test_a_grown_archive_is_judged_anew(case, place, tmp_path):
    before = {f.claim.id: f for f in case.findings()}
    log = {"log.txt": "On the ferry seven of nine lifeboats were never lowered.\n"}
    case.add(write_files(tmp_path / "more", log))
    assert case.check(place / "film.srt").judged == 6
    after = {f.claim.id: f for f in case.findings()}
    assert before.keys() == after.keys()
    lifeboats = next(f for f in after.values() if "lifeboats" in f.claim.text)
    assert (lifeboats.verdict.label, lifeboats.verdict.supporting) == ("corroborated", 2)
    assert lifeboats.verdict.search.sources == 5
    assert before[lifeboats.claim.id].verdict.label == "uncorroborated"


def test_a_source_described_anew_is_judged_anew(case, place):
    case.add(place / "archive" / "paper.txt", draws_on=["harbour.txt"])
    assert case.check(place / "film.srt").judged == 6
    assert first(case) == (FIRST, "uncorroborated", 1, 0)
    case.add(place / "archive" / "paper.txt", draws_on=["Reuters"])
    case.check(place / "film.srt")
    assert first(case) == (FIRST, "corroborated", 2, 0)


def test_a_new_cut_under_the_same_name_is_another_work(case, place):
    old = named(case, "film.srt").id
    write_film(place / "film.srt", [("NARRATOR", FIRST)])
    check = case.check(place / "film.srt")
    assert check.work.id != old
    assert len(case.claims()) == 1
    assert len(case.claims(old)) == 6


# --- settings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("[check]\ncandidates = 0\n", "candidates", id="zero"),
        pytest.param("[check]\ncandidates = -3\n", "candidates", id="negative"),
        pytest.param('[check]\ncandidates = "many"\n', "candidates", id="text"),
        pytest.param("[check]\ncandidates = true\n", "candidates", id="yes or no"),
        pytest.param("[check]\ncandidate = 3\n", "candidate.*candidates", id="misspelt key"),
        pytest.param("[machine]\nworkers = 1.5\n", "workers", id="half a worker"),
        pytest.param("[reading]\nmax_pages = 0\n", "max_pages", id="no pages"),
        pytest.param("reading = 3\n", "reading", id="no section"),
        pytest.param("[check\n", "loupe.toml", id="no TOML"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(case, place, text, words):
    case.close()
    (place / "case" / "loupe.toml").write_text(text, "utf-8")
    with pytest.raises(PolicyInvalid, match=words) as raised:
        Case.open(place / "case")
    assert raised.value.hint


def test_settings_that_are_no_text(case, place):
    case.close()
    (place / "case" / "loupe.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(PolicyInvalid, match=r"loupe\.toml"):
        Case.open(place / "case")


def test_without_settings_and_policy_the_defaults_hold(case, place):
    case.close()
    (place / "case" / "loupe.toml").unlink()
    (place / "case" / "policy.toml").unlink()
    with Case.open(place / "case") as case:
        assert (case.settings.candidates, case.settings.workers) == (40, 0)
        assert case.policy.corroborating_origins == 2


def test_settings_are_followed(tmp_path):
    settings = "[reading]\nmax_bytes = 150\n[check]\ncandidates = 1\n[machine]\nworkers = 1\n"
    with new_case(tmp_path / "case", settings) as case:
        files = {
            "long.txt": "The ferry left Lisbon. " * 9,
            "short.txt": "The ferry left Lisbon.\n",
            "other.txt": "The ferry.\n",
        }
        report = case.add(write_files(tmp_path / "archive", files))
        assert {s.problem.code for s in report.failed} == {"file-too-large"}
        case.check(write_film(tmp_path / "film.srt", [("A", "The ferry left Lisbon in 1987.")]))
        assert [f.verdict.search.candidates for f in case.findings()] == [1]


# --- the optional part ----------------------------------------------------------------------------------------------


def test_without_the_part_for_meaning_words_alone_do(place, monkeypatch):
    monkeypatch.setattr("loupe.engine.check.indexing.static_encoder", lambda: None)
    shutil.rmtree(place / "case")
    with new_case(place / "case") as case:
        assert case.searches_by == "words only"
        case.add(place / "archive")
        assert case.search("lifeboats lowered")[0].source.name == "paper.txt"
        case.check(place / "film.srt")
        assert first(case) == (FIRST, "corroborated", 2, 0)


def test_a_case_moves_between_machines_with_and_without_that_part(place, monkeypatch):
    with Case.open(place / "case") as case:
        wanted, by = verdicts(case), case.searches_by
    with monkeypatch.context() as patch:
        patch.setattr("loupe.engine.check.indexing.static_encoder", lambda: None)
        with Case.open(place / "case") as case:
            assert case.check(place / "film.srt").judged == (6 if by != "words only" else 0)
            assert verdicts(case) == wanted
    with Case.open(place / "case") as case:
        case.check(place / "film.srt")
        assert verdicts(case) == wanted
        assert case.verify() == ()
