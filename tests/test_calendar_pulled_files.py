"""A folder of pulled files: what is written, and what is left alone."""

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from workoutc.calendar.pulled import Pulled, Skipped
from workoutc.calendar.pulled_files import Folder, Place, State, sealed

DAY = dt.date(2026, 12, 1)
EVENT = Pulled(7, DAY, "Tempo", "2026-12-01-tempo", "workout: Tempo\nid: event-7\n\n- 10m 85%\n")
OTHER = replace(EVENT, event_id=8)


def pull(folder: Path, *events: Pulled) -> list[tuple[str, State]]:
    """Each file and what became of it."""
    opened = Folder(folder)
    placed = [opened.put(event) for event in events]
    return [(p.path.name if p.path else "", p.state) for p in placed]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_file_is_written_once(tmp_path: Path) -> None:
    new = tmp_path / "new" / "folder"
    assert pull(new, EVENT) == [("2026-12-01-tempo.workout", State.WRITTEN)]
    before = (new / "2026-12-01-tempo.workout").stat().st_mtime_ns
    assert pull(new, EVENT) == [("2026-12-01-tempo.workout", State.UNCHANGED)]
    assert (new / "2026-12-01-tempo.workout").stat().st_mtime_ns == before
    assert names(new) == ["2026-12-01-tempo.workout"]


def test_the_events_new_state_replaces_a_file_that_nobody_changed(tmp_path: Path) -> None:
    pull(tmp_path, EVENT)
    harder = replace(EVENT, text=EVENT.text.replace("85", "90"))
    assert pull(tmp_path, harder) == [("2026-12-01-tempo.workout", State.UPDATED)]
    assert "90%" in (tmp_path / "2026-12-01-tempo.workout").read_text()
    assert pull(tmp_path, harder) == [("2026-12-01-tempo.workout", State.UNCHANGED)]


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "a word": lambda text: text.replace(b"85%", b"80%"),
    "a comment": lambda text: text + b"# mine\n",
    "a line end": lambda text: text.rstrip(b"\n"),
}
BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "the first line": lambda text: b"# mine\n" + text,
    "nothing left": lambda _: b"",
    "no text": lambda _: b"\x00\xff",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_file_is_left_alone(tmp_path: Path, change: str) -> None:
    pull(tmp_path, EVENT)
    path = tmp_path / "2026-12-01-tempo.workout"
    path.write_bytes(mine := CHANGES[change](path.read_bytes()))
    harder = replace(EVENT, text=EVENT.text.replace("85", "90"))
    for event in (EVENT, harder):
        assert pull(tmp_path, event) == [("2026-12-01-tempo.workout", State.KEPT)]
    assert path.read_bytes() == mine
    assert names(tmp_path) == ["2026-12-01-tempo.workout"]


@pytest.mark.parametrize("change", BROKEN)
def test_a_file_that_is_not_known_any_more_is_left_alone(tmp_path: Path, change: str) -> None:
    pull(tmp_path, EVENT)
    path = tmp_path / "2026-12-01-tempo.workout"
    path.write_bytes(mine := BROKEN[change](path.read_bytes()))
    assert pull(tmp_path, EVENT) == [("2026-12-01-tempo-7.workout", State.WRITTEN)]
    assert path.read_bytes() == mine


def test_other_line_ends_are_no_change(tmp_path: Path) -> None:
    pull(tmp_path, EVENT)
    path = tmp_path / "2026-12-01-tempo.workout"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert pull(tmp_path, EVENT)[0][1] is State.UNCHANGED
    harder = replace(EVENT, text=EVENT.text.replace("85", "90"))
    assert pull(tmp_path, harder)[0][1] is State.UPDATED


def test_an_event_keeps_its_file_whatever_both_are_called(tmp_path: Path) -> None:
    pull(tmp_path, EVENT)
    (tmp_path / "block").mkdir()
    (tmp_path / "2026-12-01-tempo.workout").rename(tmp_path / "block" / "mine.workout")
    moved = replace(EVENT, stem="2026-12-05-other", text=EVENT.text.replace("Tempo", "Other"))
    assert pull(tmp_path, moved) == [("mine.workout", State.UPDATED)]
    assert names(tmp_path) == ["mine.workout"]


def test_two_of_a_name_have_two_files_in_any_order(tmp_path: Path) -> None:
    first = pull(tmp_path, EVENT, OTHER)
    assert first == [
        ("2026-12-01-tempo.workout", State.WRITTEN),
        ("2026-12-01-tempo-8.workout", State.WRITTEN),
    ]
    assert pull(tmp_path, OTHER) == [("2026-12-01-tempo-8.workout", State.UNCHANGED)]
    assert names(tmp_path) == sorted(name for name, _ in first)


@pytest.mark.parametrize("name", ["2026-12-01-tempo.workout", "2026-12-01-TEMPO.Workout"])
def test_somebody_elses_file_of_that_name_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("- 10m\n")
    (tmp_path / "2026-12-01-tempo-7.workout").write_text("- 11m\n")
    assert pull(tmp_path, EVENT) == [("2026-12-01-tempo-7-2.workout", State.WRITTEN)]
    assert (tmp_path / name).read_text() == "- 10m\n"


def test_a_copy_does_not_hide_the_original(tmp_path: Path) -> None:
    pull(tmp_path, EVENT)
    copy = sealed(EVENT).replace("85%", "60%")
    (tmp_path / "2026-12-01-easier.workout").write_text(copy)
    harder = replace(EVENT, text=EVENT.text.replace("85", "90"))
    assert pull(tmp_path, harder) == [("2026-12-01-tempo.workout", State.UPDATED)]
    assert (tmp_path / "2026-12-01-easier.workout").read_text() == copy


def test_what_was_skipped_has_no_file(tmp_path: Path) -> None:
    placed = Folder(tmp_path / "new").put(Skipped(7, DAY, "Tempo", "it has no day"))
    assert placed == Place(None, State.SKIPPED)
    assert names(tmp_path) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(PermissionError):
        pull(tmp_path, EVENT)
