"""`workoutc import`, `explain`, `schema` and `sandbox`."""

import json
import socket

import pytest

from tests.commands import Desk, sat_down  # noqa: F401
from workoutc import catalogue
from workoutc.cli.schema_ import SCHEMAS

NATIVE = "Main 3x\n- 10m 75% and then some\n- without a length\n"
DOC = {
    "steps": [
        {
            "text": "Main 3x",
            "reps": 3,
            "steps": [{"duration": 600, "power": {"value": 75, "units": "%ftp"}}],
            "duration": 1800,
            "distance": 0,
        }
    ],
    "duration": 1800,
    "distance": 0,
}


def test_native_text_is_read_as_the_server_would(desk: Desk) -> None:
    desk.put("native.txt", NATIVE)
    done = desk.run("import", "native.txt", "--to", "doc")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout) == DOC


def test_native_text_comes_from_standard_input_too(desk: Desk) -> None:
    assert json.loads(desk.run("import", "-", "--to", "doc", input=NATIVE).stdout) == DOC


def test_several_texts_are_an_array_in_the_order_given(desk: Desk) -> None:
    desk.put("b.txt", "- 1m 50%")
    desk.put("a.txt", "- 2m 50%")
    docs = json.loads(desk.run("import", "b.txt", "a.txt", "--to", "doc").stdout)
    assert [doc["duration"] for doc in docs] == [60, 120]


def test_the_sport_and_the_athlete_tell_how_long_a_distance_takes(desk: Desk) -> None:
    words = ("import", "-", "--to", "doc", "--sport", "Run", "--set", "threshold_pace.run=4:00/km")
    assert json.loads(desk.run(*words, input="- 2km 100% Pace").stdout)["duration"] == 480


def test_a_reading_goes_into_a_file(desk: Desk) -> None:
    done = desk.run("import", "-", "--to", "doc", "-o", "doc.json", input=NATIVE)
    assert (done.exit_code, done.stdout) == (0, "")
    assert json.loads(desk.read("doc.json")) == DOC


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("import", "gone.txt"), "there is no file or folder `gone.txt`"),
        (("import", "."), "`.` is a folder"),
        (
            ("import", "-", "--to", "doc", "-o", "gone/out.json"),
            "gone/out.json: No such file or directory",
        ),
        (("import", "-", "--sport", "Rid"), "`Rid` is not a sport of Intervals.icu"),
        (("import", "-", "--sport", "chess"), "`chess` is not a sport of Intervals.icu"),
    ],
)
def test_what_can_not_be_imported_is_told(desk: Desk, words: tuple[str, ...], message: str) -> None:
    done = desk.run(*words, input=NATIVE)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {message}")


@pytest.mark.parametrize(
    ("data", "code"), [(b"- 10m \xff", "E101"), (b"- 10m 75%\n" * 110_000, "E103")]
)
def test_half_a_text_is_not_read(desk: Desk, data: bytes, code: str) -> None:
    done = desk.run("import", "-", input=data)
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"error[{code}]" in done.stderr


@pytest.mark.parametrize("written", ["E203", "e203", "[E203]"])
def test_a_code_is_explained_by_its_page(desk: Desk, written: str) -> None:
    done = desk.run("explain", written)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == catalogue.page("E203").markdown


def test_all_codes_are_listed_with_their_titles(desk: Desk) -> None:
    lines = desk.run("explain").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(catalogue.codes())
    assert "E203  a step with two of a kind" in lines


def test_an_unknown_code_leads_to_one_that_is(desk: Desk) -> None:
    done = desk.run("explain", "E2003")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "error: there is no diagnostic `E2003`\nhelp: did you mean `E203`?\n"
    assert "lists them all" in desk.run("explain", "nonsense").stderr


def test_schemas_are_listed_and_an_unknown_one_leads_to_one_that_is(desk: Desk) -> None:
    assert desk.run("schema").stdout.split() == sorted(p.stem for p in SCHEMAS.glob("*.json"))
    done = desk.run("schema", "chekc")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "did you mean `check`?" in done.stderr


def test_a_taken_port_is_told(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = desk.run("sandbox", "--port", str(port))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: port {port} can't be used: ")
    assert "--port" in done.stderr.splitlines()[1]


@pytest.mark.parametrize(
    ("data", "message"),
    [("notes.txt", "`notes.txt` is no database"), ("gone/db", "there is no folder `gone`")],
)
def test_what_can_not_keep_a_calendar_is_told(desk: Desk, data: str, message: str) -> None:
    desk.put("notes.txt", "dear diary")
    done = desk.run("sandbox", "--port", "0", "--data", data)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {message}\nhelp: ")
    assert desk.names() == ["notes.txt"]
