"""Foreign files at the command line: as sources, and as what is built."""

import csv
import io
import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.commands import CLEAN, Desk, sat_down  # noqa: F401
from tests.office import connected, held  # noqa: F401
from tests.sandboxed import Site, entered, opened  # noqa: F401

ZWO = """<workout_file><name>Sweet Spot</name><sportType>bike</sportType><workout>
  <IntervalsT Repeat="3" OnDuration="60" OffDuration="60" OnPower="0.9" OffPower="0.5"/>
</workout></workout_file>
"""
SOURCE = """workout: Sweet Spot
id: a
sport: Ride

- 3x
  - 1m 90%
  - 1m 50%
"""
BANDED = "workout: Band\n- 10m 90-95%\n"
BROKEN = ZWO.replace('OnPower="0.9"', 'OnPower="hard"')
LOOSE = ZWO.replace("Sweet Spot", "Sweet & Spot")


def test_a_foreign_file_becomes_source_that_builds_the_same(desk: Desk) -> None:
    desk.put("a.zwo", ZWO)
    done = desk.run("import", "a.zwo")
    assert (done.exit_code, done.stdout, done.stderr) == (0, SOURCE, "")
    assert desk.run("build", "-", input=SOURCE).stdout == desk.run("build", "a.zwo").stdout


def test_what_was_repaired_is_told_at_its_place(desk: Desk) -> None:
    desk.put("a.zwo", LOOSE)
    done = desk.run("import", "a.zwo")
    assert done.exit_code == 0
    assert "warning[W430]: the XML is broken: a bare `&` stands in the text" in done.stderr
    assert "--> a.zwo:1:27" in done.stderr
    assert desk.run("import", "-q", "a.zwo").stderr == ""


def test_signs_that_no_source_may_have_are_told_wherever_they_stand(desk: Desk) -> None:
    desk.put(
        "a.zwo",
        "<workout_file><author>Jo</author><name>Over {under}</name>"
        "<description>Hold {90} # here\nand go</description><tags><tag name='{x}'/></tags>"
        "<workout><SteadyState Duration='600' Power='0.7'/></workout></workout_file>",
    )
    done = desk.run("import", "a.zwo")
    assert done.stdout.startswith("workout: Over [under]\n")
    told = [line for line in done.stderr.splitlines() if "becomes" in line]
    assert len(told) == done.stderr.count("warning[W418]") == 3
    for words in ("Over [under]", "[x]", "Hold [90] no. here"):
        assert any(f"becomes `{words}`" in line for line in told)


def test_a_folder_becomes_a_folder_the_good_beside_the_bad(desk: Desk) -> None:
    desk.put("in/a.zwo", ZWO)
    desk.put("in/b.zwo", BROKEN)
    desk.put("in/deep/a.zwo", ZWO)
    done = desk.run("import", "in", "--from", "zwo", "-o", "out/")
    assert done.exit_code == 1
    assert "error[E432]: `hard` is no number" in done.stderr
    assert done.stderr.endswith("2 files written to out, 1 not\n")
    assert [n for n in desk.names() if n.startswith("out")] == ["out/a-2.workout", "out/a.workout"]
    assert desk.run("check", "out/a.workout").exit_code == 0


def test_a_changed_file_is_left_alone(desk: Desk) -> None:
    desk.put("a.zwo", ZWO)
    for place in ("out/", "a.workout"):
        assert desk.run("import", "a.zwo", "-o", place).exit_code == 0
    assert desk.run("import", "a.zwo", "-o", "out/").stderr.endswith("1 unchanged\n")
    for place, file in (("out/", "out/a.workout"), ("a.workout", "a.workout")):
        desk.put(file, SOURCE + "# mine\n")
        done = desk.run("import", "a.zwo", "-o", place)
        assert done.exit_code == 1
        assert "says something else: left alone" in done.stderr
        assert desk.read(file).decode() == SOURCE + "# mine\n"


def test_several_make_one_source(desk: Desk) -> None:
    desk.put("a.zwo", ZWO)
    desk.put("b.zwo", ZWO)
    text = desk.run("import", "a.zwo", "b.zwo").stdout
    built = json.loads(desk.run("build", "-", "--to", "json", input=text).stdout)
    assert [workout["identity"] for workout in built] == ["a", "b"]


def test_foreign_files_become_documents_too(desk: Desk) -> None:
    desk.put("a.zwo", ZWO)
    doc = json.loads(desk.run("import", "a.zwo", "--to", "doc").stdout)
    assert (doc["duration"], doc["steps"][0]["reps"]) == (360, 3)
    model = json.loads(desk.run("import", "a.zwo", "--to", "json").stdout)
    assert model["items"][0]["kind"] == "repeat"


def test_native_text_becomes_source_in_its_own_words(desk: Desk) -> None:
    desk.put("a.txt", "Ride easy today\n\nMain 3x\n- Hard 10m 75%\n- without a length\n")
    done = desk.run("import", "a.txt")
    assert done.stdout == (
        "workout: a\nid: a\nsport: Ride\n\n> Ride easy today\n\nMain 3x\n- Hard 10m 75%\n"
        "> - without a length\n"
    )
    assert "a.txt: line 9 of the source: this line is no step on the calendar" in done.stderr


@pytest.mark.parametrize(
    ("name", "message"), [("a.workout", "is a source already"), ("a.json", "a `.json` file")]
)
def test_what_is_no_native_text_is_not_read_as_prose(desk: Desk, name: str, message: str) -> None:
    desk.put(name, "{}")
    done = desk.run("import", name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr
    assert "--from intervals" in done.stderr
    assert desk.run("import", name, "--from", "intervals").exit_code == 0


@pytest.mark.parametrize("verb", ["check", "build", "show"])
def test_a_file_is_read_by_its_suffix_or_by_the_format_that_is_named(desk: Desk, verb: str) -> None:
    desk.put("a.zwo", ZWO)
    desk.put("a.xml", ZWO)
    assert desk.run(verb, "a.zwo").exit_code == 0
    assert desk.run(verb, "a.xml").output != desk.run(verb, "a.zwo").output
    assert desk.run(verb, "a.xml", "--from", "zwo").exit_code == 0
    assert desk.run(verb, "-", "--from", "zwo", input=ZWO).exit_code == 0


def test_foreign_files_are_pushed_like_sources(office: Desk, site: Site) -> None:
    office.put("a.zwo", ZWO)
    office.put("b.xml", ZWO)
    done = office.run("push", "--yes", "a.zwo", "--date", "monday")
    assert (done.exit_code, done.stderr) == (0, "1 created\n")
    (event,) = site.listed()
    assert (event["external_id"], event["name"]) == ("workoutc:a@2026-12-07", "Sweet Spot")
    plan = ("--out", "b.plan", "--date", "tuesday", "--from", "zwo")
    assert office.run("diff", "b.xml", *plan).exit_code == 3
    done = office.run("push", "--yes", "b.plan")
    assert done.exit_code == 0
    assert done.stderr.endswith("1 created\n")


def test_a_foreign_file_with_an_error_asks_nobody(desk: Desk) -> None:
    desk.put("b.zwo", BROKEN)
    done = desk.run("diff", "b.zwo", "--date", "2099-01-01")
    assert done.exit_code == 1
    assert "error[E432]" in done.stderr


def test_folders_hold_sources_unless_a_format_is_named(desk: Desk) -> None:
    desk.put("in/a.zwo", ZWO)
    assert desk.run("build", "in").exit_code == 2
    desk.put("in/b.workout", CLEAN)
    assert desk.run("build", "in").stdout == "- 10m 75%\n"
    assert desk.run("build", "in", "--from", "zwo").stdout.startswith("3x\n")


def test_faults_and_advice_stand_at_their_place_in_the_foreign_file(desk: Desk) -> None:
    desk.put("a.zwo", BROKEN)
    done = desk.run("check", "a.zwo", "--format", "json")
    (fault,) = json.loads(done.stdout)["diagnostics"]
    assert (fault["code"], fault["line"], fault["column"]) == ("E432", 2, 59)
    desk.put("b.zwo", ZWO.replace("0.9", "3.9"))
    assert "W320" in desk.run("check", "b.zwo").stdout


def test_a_foreign_file_is_not_fixed(desk: Desk) -> None:
    desk.put("a.txt", "- 10 min 75%\n")
    desk.run("check", "--fix", "a.txt")
    assert desk.read("a.txt") == b"- 10 min 75%\n"


def test_a_foreign_file_has_no_layout_of_ours(desk: Desk) -> None:
    desk.put("a.zwo", ZWO)
    done = desk.run("fmt", "a.zwo")
    assert done.exit_code == 2
    assert "make one of it: workoutc import a.zwo" in done.stderr
    assert desk.read("a.zwo").decode() == ZWO


def test_native_text_is_read_as_the_server_would(desk: Desk) -> None:
    desk.put("a.txt", "Easy today\n\nWarmup\n- 10m 50%\n- 10 min 75%\n- 5m ramp 50-75%\n")
    done = desk.run("build", "a.txt")
    assert done.stdout.endswith("Warmup\n- 10m 50%\n- 5m ramp 50-75%\n")
    assert "warning[W436]: the line is no step to Intervals.icu" in done.stderr
    assert "--> a.txt:5:1" in done.stderr


FORMATS = ["zwo", "erg", "mrc", "fit", "csv"]


@pytest.mark.parametrize("to", FORMATS)
def test_a_workout_is_built_in_every_format(desk: Desk, to: str) -> None:
    desk.write(a=CLEAN)
    done = desk.run("build", "a.workout", "--to", to, "-o", "out/", "--set", "ftp=250")
    assert (done.exit_code, done.stderr) == (0, "1 workout written to out/\n")
    assert (
        desk.read(f"out/tempo.{to}")
        == desk.run("build", "a.workout", "--to", to, "--set", "ftp=250").stdout_bytes
    )


@pytest.mark.parametrize("start", ["zwo", "erg", "mrc", "fit"])
@pytest.mark.parametrize("to", FORMATS)
def test_any_format_becomes_any_other(desk: Desk, start: str, to: str) -> None:
    desk.write(a="workout: Tempo\n- 3x\n  - 10m 80%\n  - 5m 50%\n")
    ftp = ("--set", "ftp=250")
    desk.run("build", "a.workout", "--to", start, "-o", "first/", *ftp)
    done = desk.run("build", f"first/tempo.{start}", "--to", to, "-o", "second/", *ftp)
    assert done.exit_code == 0, done.stderr
    if to == "csv":
        table = list(csv.DictReader(io.StringIO(desk.read("second/tempo.csv").decode())))
        assert [row["power_start"] for row in table] == ["80", "50"] * 3
    else:
        again = desk.run("build", f"second/tempo.{to}", *ftp).stdout
        assert again == "3x\n- 10m 80%\n- 5m 50%\n"


def test_a_loss_is_told_at_its_step_and_strict_refuses(desk: Desk) -> None:
    desk.write(a=BANDED)
    done = desk.run("build", "a.workout", "--to", "zwo")
    assert done.exit_code == 0
    assert "warning[W411]" in done.stderr
    assert "--> a.workout:2:7" in done.stderr
    assert ElementTree.fromstring(done.stdout).find("workout/SteadyState") is not None
    done = desk.run("build", "a.workout", "--to", "zwo", "--strict")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "nothing was built" in done.stderr


def test_a_threshold_that_is_missing_is_an_error_with_the_cure(desk: Desk) -> None:
    desk.write(a=CLEAN)
    done = desk.run("build", "a.workout", "--to", "erg")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "error[E410]: ERG needs to know the FTP" in done.stderr
    assert "--set ftp=280" in done.stderr


@pytest.mark.parametrize("to", ["zwo", "erg", "mrc", "fit"])
def test_files_of_one_workout_need_a_folder_for_several(desk: Desk, to: str) -> None:
    desk.write(a=CLEAN, b=BANDED)
    done = desk.run("build", ".", "--to", to, "--set", "ftp=250")
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"2 workouts don't fit into one {to} file" in done.stderr


def test_several_tables_are_one(desk: Desk) -> None:
    desk.write(a=CLEAN, b=BANDED)
    table = list(csv.DictReader(io.StringIO(desk.run("build", ".", "--to", "csv").stdout)))
    assert [(row["id"], row["step"]) for row in table] == [("tempo", "1"), ("band", "1")]


@pytest.mark.skipif(os.name != "posix", reason="pseudo terminals are of POSIX systems")
def test_bytes_are_not_thrown_at_a_terminal(desk: Desk) -> None:
    import pty

    desk.write(a=CLEAN)
    outer, inner = pty.openpty()
    ended = desk.spawn("build", "a.workout", "--to", "fit", stdout=inner)
    os.close(inner)
    os.close(outer)
    assert ended.code == 2
    assert b"this format is no text for a terminal" in ended.err


def test_bytes_go_through_a_pipe_whole(desk: Desk) -> None:
    desk.write(a=CLEAN)
    ended = desk.spawn("build", "a.workout", "--to", "fit")
    assert ended.code == 0
    assert ended.out[8:12] == b".FIT"
    (Path("a.fit")).write_bytes(ended.out)
    assert desk.run("build", "a.fit").stdout == "- 10m 75%\n"
