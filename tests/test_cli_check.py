"""`workoutc check`, as people and programs call it."""

import json

import pytest

from tests.commands import BROKEN, CLEAN, SLIP, WARNED, Desk, sat_down  # noqa: F401


def test_a_clean_file_is_said_to_be_clean_beside_the_data(desk: Desk) -> None:
    desk.write(a=CLEAN)
    done = desk.run("check", "a.workout")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "1 file: nothing to complain about\n"


def test_an_error_is_shown_and_fails(desk: Desk) -> None:
    desk.write(a=BROKEN)
    done = desk.run("check", "a.workout")
    assert (done.exit_code, done.stderr) == (1, "")
    assert "error[E201]" in done.stdout
    assert "a.workout:3:3" in done.stdout
    assert "1 error in a.workout" in done.stdout


@pytest.mark.parametrize(
    ("options", "code", "shown"),
    [((), 0, True), (("--strict",), 1, True), (("-q",), 0, False), (("-q", "--strict"), 1, True)],
)
def test_a_warning_fails_only_where_asked_to(
    desk: Desk, options: tuple[str, ...], code: int, shown: bool
) -> None:
    desk.write(a=WARNED)
    done = desk.run("check", *options, "a.workout")
    assert done.exit_code == code
    assert ("W322" in done.stdout) is shown
    assert ("until then `build` and `push`" in " ".join(done.stdout.split())) is shown
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("verb", "help_"),
    [
        ("check", "here it is spelled `--format json`\n"),
        ("build", "here it is spelled `--to json`\n"),
        ("fmt", "--help` tells how it is used\n"),
    ],
)
def test_json_is_told_where_it_has_another_spelling(desk: Desk, verb: str, help_: str) -> None:
    done = desk.run(verb, "--json", "a.workout")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("error: no such option")
    assert done.stderr.endswith(help_)


def test_quiet_still_says_what_is_wrong(desk: Desk) -> None:
    desk.write(a=BROKEN, b=CLEAN)
    assert "E201" in desk.run("check", "-q", "a.workout").stdout
    assert desk.run("check", "-q", "b.workout").output == ""


def test_a_loss_on_the_way_to_the_calendar_is_foretold(desk: Desk) -> None:
    desk.write(a='- 5m 95% "hold 250w"\n')
    done = desk.run("check", "a.workout")
    assert done.exit_code == 0
    assert "W401" in done.stdout


def test_json_is_one_object_whatever_else_is_asked_for(desk: Desk) -> None:
    desk.write(a=BROKEN, b=WARNED)
    done = desk.run("check", "--format", "json", "--color", "always", "-q", ".")
    found = json.loads(done.stdout)
    assert (done.exit_code, done.stderr) == (1, "")
    assert [(d["file"], d["code"], d["severity"]) for d in found["diagnostics"]] == [
        ("a.workout", "E201", "error"),
        ("b.workout", "W322", "warning"),
    ]
    assert found["version"] == 1


def test_json_of_nothing_is_an_object_too(desk: Desk) -> None:
    desk.write(a=CLEAN)
    done = desk.run("check", "--format", "json", "a.workout")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"version": 1, "diagnostics": []}


def test_sarif_and_github_name_file_and_line(desk: Desk) -> None:
    desk.write(a=BROKEN)
    result = json.loads(desk.run("check", "--format", "sarif", "a.workout").stdout)["runs"][0]
    place = result["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a.workout"
    assert place["region"]["startLine"] == 3
    done = desk.run("check", "--format", "github", "a.workout")
    assert done.exit_code == 1
    assert done.stdout.startswith("::error file=a.workout,line=3,")


def test_standard_input_has_a_name(desk: Desk) -> None:
    done = desk.run("check", "-", input=BROKEN)
    assert done.exit_code == 1
    assert "<stdin>:3:3" in done.stdout


def test_a_folder_is_read_in_name_order_and_deep(desk: Desk) -> None:
    for name in ("z", "a/b", "a/a/c", "m"):
        desk.put(f"{name}.workout", BROKEN.replace("Broken", f"Broken {name}"))
    desk.put("notes.txt", "not a workout")
    done = desk.run("check", "--format", "json", ".")
    files = [found["file"] for found in json.loads(done.stdout)["diagnostics"]]
    assert files == ["a/a/c.workout", "a/b.workout", "m.workout", "z.workout"]


def test_what_is_named_twice_is_read_once(desk: Desk) -> None:
    desk.write(a=CLEAN, b=CLEAN.replace("Tempo", "Other"))
    done = desk.run("check", ".", "a.workout", "./b.workout")
    assert (done.exit_code, done.stderr) == (0, "2 files: nothing to complain about\n")


def test_an_id_of_two_files_is_an_error_at_the_second(desk: Desk) -> None:
    desk.write(a=CLEAN, b=CLEAN)
    done = desk.run("check", ".")
    assert done.exit_code == 1
    assert "error[E220]: two workouts have the id `tempo`\n --> b.workout:1:1" in done.stdout
    assert "the first is in a.workout" in done.stdout


@pytest.mark.parametrize(
    ("data", "code"), [(b"- 10m \xff%\n", "E101"), (b"# 1234567\n" * 110_000, "E103")]
)
def test_a_file_that_is_no_text_is_a_diagnostic(desk: Desk, data: bytes, code: str) -> None:
    desk.put("a.workout", data)
    done = desk.run("check", "a.workout")
    assert done.exit_code == 1
    assert f"error[{code}]" in done.stdout


@pytest.mark.parametrize(
    ("words", "message", "help_"),
    [
        ("check nosuch.workout", "there is no file or folder `nosuch.workout`", ""),
        ("check tmpo.workout", "there is no file or folder `tmpo.workout`", "`tempo.workout`"),
        ("check tempo", "there is no file or folder `tempo`", "`tempo.workout`"),
        ("check empty", "there is no `*.workout` file in `empty`", "must be named"),
        ("check --set ftp tempo.workout", "--set takes NAME=VALUE, not `ftp`", "ftp=280"),
        ("check --set =280 tempo.workout", "--set takes NAME=VALUE, not `=280`", "ftp=280"),
        ("check --set fpt=280 tempo.workout", "--set: `fpt` is unknown", "did you mean `ftp`?"),
        ("check --set ftp=lots tempo.workout", "--set: `ftp` must be a number", "watts"),
        ("check --athlete all tempo.workout", "this works for one athlete", "leave --athlete out"),
        ("check --athlete ana tempo.workout", "there is no athlete `ana`", "[athletes.ana]"),
        ("check", "missing argument 'PATH…'", "check --help"),
        ("check --formt json tempo.workout", "no such option", "check --help"),
        ("chekc tempo.workout", "there is no command `chekc`", "did you mean `check`?"),
        ("-C nosuch check .", "nosuch: No such file or directory", ""),
    ],
)
def test_wrong_use_is_two_lines_and_exit_code_2(
    desk: Desk, words: str, message: str, help_: str
) -> None:
    desk.write(tempo=CLEAN)
    (desk.folder / "empty").mkdir()
    done = desk.run(*words.split())
    assert (done.exit_code, done.stdout) == (2, "")
    first, *more = done.stderr.splitlines()
    assert first.startswith(f"error: {message}")
    assert len(more) <= 1
    assert help_ in "".join(more)


def test_a_link_that_leads_nowhere_is_told(desk: Desk) -> None:
    desk.write(a=CLEAN)
    (desk.folder / "b.workout").symlink_to("gone.workout")
    done = desk.run("check", ".")
    assert (done.exit_code, done.stderr) == (2, "error: b.workout: No such file or directory\n")


def test_a_file_that_can_not_be_read_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write(a=CLEAN)

    def refused(path: str, *_: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("workoutc.cli.sources.open", refused, raising=False)
    done = desk.run("check", "a.workout")
    assert (done.exit_code, done.stderr) == (2, "error: a.workout: Permission denied\n")


def test_a_name_that_would_move_the_cursor_is_spelled_out(desk: Desk) -> None:
    done = desk.run("check", "no\x1b[2Jsuch.workout")
    assert "\x1b" not in done.stderr
    assert "no<U+001B>[2Jsuch" in done.stderr


def test_thresholds_of_the_run_count(desk: Desk) -> None:
    desk.write(a=WARNED)
    done = desk.run("check", "--strict", "--set", "lthr=172", "a.workout")
    assert (done.exit_code, done.stdout) == (0, "")


def test_the_project_is_found_upwards(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.put("workoutc.toml", "[athlete]\nlthr = 172\n")
    desk.put("weeks/one/a.workout", WARNED)
    monkeypatch.chdir(desk.folder / "weeks" / "one")
    assert desk.run("check", "--strict", "a.workout").exit_code == 0


def test_another_folder_is_worked_in_as_if_one_stood_there(desk: Desk) -> None:
    desk.put("plan/workoutc.toml", "[athlete]\nlthr = 172\n")
    desk.put("plan/a.workout", WARNED)
    assert desk.run("-C", "plan", "check", "--strict", "a.workout").exit_code == 0


def test_an_athlete_is_chosen_by_name(desk: Desk) -> None:
    desk.put("workoutc.toml", "[athletes.anna]\nlthr = 172\n[athletes.ben]\nftp = 250\n")
    desk.write(a=WARNED)
    assert desk.run("check", "--strict", "--athlete", "anna", "a.workout").exit_code == 0
    assert desk.run("check", "--strict", "--athlete", "ben", "a.workout").exit_code == 1
    done = desk.run("check", "--athlete", "ana", "a.workout")
    assert "did you mean `anna`?" in done.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[athlete\n", "is not TOML"),
        ("[athlete]\nftp = true\n", "`athlete.ftp` must be a number"),
        ("[athlete]\nfpt = 280\n", "`athlete.fpt` is unknown"),
    ],
)
def test_a_broken_project_file_is_named(desk: Desk, text: str, message: str) -> None:
    desk.put("workoutc.toml", text)
    desk.write(a=CLEAN)
    done = desk.run("check", "a.workout")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "workoutc.toml" in done.stderr
    assert message in done.stderr


def test_many_files_show_how_far_we_are_on_a_terminal_only(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write(a=SLIP, b=SLIP.replace("Slip", "Other"))
    monkeypatch.setattr("workoutc.cli.processes.MANY", 2)
    assert "compiling" not in desk.run("check", "--no-cache", ".").stderr
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True)
    assert "compiling" in desk.run("check", "--no-cache", ".").stderr
    assert "compiling" not in desk.run("check", "-q", ".").stderr
