"""From the time of a film to the time of its tapes."""

EDL = """TITLE: HEIST
FCM: NON-DROP FRAME
001  A012     V     C        02:00:00:00 02:00:10:00 01:00:00:00 01:00:10:00
002  B007     V     C        05:30:00:00 05:30:20:00 01:00:10:00 01:00:30:00
"""


def test_a_moment_is_found_on_its_tape(run, tmp_path):
    (tmp_path / "cut.edl").write_text(EDL)
    ran = run("tape", tmp_path / "cut.edl", "--at", "0:12", "--rate", "25")
    assert ran.out.splitlines()[0] == "00:00:12 of the film is 05:30:02:00 on B007."
    assert run("tape", tmp_path / "cut.edl", "--at", "31", "--rate", "25", "--json").json["reel"] is None
    listed = run("tape", tmp_path / "cut.edl", "--rate", "25", "--json").json["events"]
    assert [(e["reel"], e["from"], e["tape_from"]) for e in listed] == [
        ("A012", 0, "02:00:00:00"), ("B007", 10000, "05:30:00:00"),
    ]  # fmt: skip


def test_what_is_no_list_or_no_time_is_told(run, tmp_path):
    (tmp_path / "no.edl").write_text("Just words.")
    assert run("tape", tmp_path / "no.edl", "--rate", "25", "--json").json["error"]["code"] == "file-damaged"
    (tmp_path / "cut.edl").write_text(EDL)
    assert run("tape", tmp_path / "cut.edl", "--at", "noon", "--json").json["error"]["code"] == "usage"
    assert run("tape", tmp_path / "cut.edl", "--rate", "17.3", "--json").json["error"]["code"] == "usage"
    assert run("tape", tmp_path / "gone.edl", "--json").json["error"]["code"] == "path-missing"
