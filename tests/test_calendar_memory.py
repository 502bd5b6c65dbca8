"""What is remembered of a calendar between two pushes."""

import datetime as dt
from pathlib import Path

import pytest

from tests.canary import CANARY
from tests.test_calendar_journal import ACCOUNT
from tests.test_calendar_sync import TODAY, days, event, listed
from workoutc.calendar import memory
from workoutc.calendar.elsewhere import Remembered
from workoutc.calendar.outcome import Result, State
from workoutc.calendar.sync import Action, Change, Plan

SOON, FILE = TODAY + dt.timedelta(2), str(Path("a.workout").absolute())


def test_what_is_kept_is_read_until_its_day_is_over(tmp_path: Path) -> None:
    known = {"a": Remembered(TODAY, ("/a",)), "b": Remembered(SOON)}
    (tmp_path / "pushes").mkdir()
    memory.keep(tmp_path, ACCOUNT, known)
    assert memory.read(tmp_path, ACCOUNT, TODAY) == known
    assert memory.read(tmp_path, ACCOUNT, SOON) == {"b": known["b"]}
    assert memory.read(tmp_path / "elsewhere", ACCOUNT, TODAY) == {}
    (file,) = (tmp_path / "pushes").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert CANARY.encode() not in file.read_bytes()


def test_where_nothing_can_be_written_nothing_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "pushes").write_text("in the way")
    memory.keep(tmp_path, ACCOUNT, {"a": Remembered(TODAY)})
    assert memory.read(tmp_path, ACCOUNT, TODAY) == {}


@pytest.mark.parametrize(
    "text",
    ["[]", "{", "5", '{"events": 5}', '{"events": {"a": ["never", ""]}}', "\x00", "[" * 9999],
)
def test_what_is_no_memory_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "pushes").mkdir()
    memory.keep(tmp_path, ACCOUNT, {})
    (file,) = (tmp_path / "pushes").iterdir()
    file.write_text(text)
    assert memory.read(tmp_path, ACCOUNT, TODAY) == {}


def test_what_the_calendar_showed_is_remembered_with_its_file() -> None:
    wanted, other = event("a", SOON), listed(event("b", SOON))
    made = Result(Change(Action.CREATE, "new", wanted), State.DONE, 7)
    lost = Result(Change(Action.CREATE, "new", event("c", SOON)), State.UNKNOWN)
    gone = {"workoutc:d": Remembered(SOON, ("/d",))}
    assert memory.after(gone, Plan((), seen=(other,)), [made, lost]) == {
        **gone,
        "workoutc:a": Remembered(SOON, (FILE,)),
        "workoutc:b": Remembered(SOON),
    }


def test_an_event_of_another_file_keeps_it_and_what_we_deleted_is_forgotten() -> None:
    moved, doomed = listed(event("b", days(5))), listed(event("d", SOON))
    old = {"workoutc:b": Remembered(SOON, ("/b",)), "workoutc:d": Remembered(SOON, ("/d",))}
    deleted = Result(Change(Action.DELETE, "", known=doomed), State.DONE, 7)
    found = memory.after(old, Plan((), seen=(moved, doomed)), [deleted])
    assert found == {"workoutc:b": Remembered(days(5), ("/b",))}
    left = Result(Change(Action.DELETE, "", known=doomed), State.NOT_SENT, 7)
    assert "workoutc:d" in memory.after(old, Plan((), seen=(moved, doomed)), [left])
