"""What a push writes down, and what is made of it after a push that was stopped."""

import datetime as dt
import os
from pathlib import Path

import pytest

from tests.canary import CANARY, KEY
from workoutc.calendar.account import Account
from workoutc.calendar.faults import CalendarError
from workoutc.calendar.journal import Intent, Unfinished, opened, unfinished
from workoutc.calendar.secret import Credentials, Scheme, Secret

ACCOUNT = Account(Credentials(Scheme.KEY, Secret(KEY)), "i12345", "https://calendar.example:8443")
A, B, C = (Intent(name, "0123456789ab", "2026-12-03", "") for name in "abc")
NOW = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)


def kept(folder: Path) -> bytes:
    (path,) = [p for p in (folder / "pushes").glob("*.jsonl") if not p.name.endswith(".old.jsonl")]
    return path.read_bytes()


def test_a_push_that_ended_leaves_nothing_open(tmp_path: Path) -> None:
    with opened(tmp_path, ACCOUNT) as desk:
        assert desk.unfinished == ()
        desk.journal.plan(NOW, 2)
        desk.journal.intend("create", [A, B])
        desk.journal.answered(["a", "b"])
        desk.journal.read_back(0)
        desk.journal.done()
    with opened(tmp_path, ACCOUNT) as desk:
        assert desk.unfinished == ()


def test_a_push_that_was_stopped_says_what_is_open(tmp_path: Path) -> None:
    with opened(tmp_path, ACCOUNT) as desk:
        desk.journal.plan(NOW, 4)
        desk.journal.intend("create", [A, B])
        desk.journal.answered(["a", "b"])
        desk.journal.intend("update", [C])
    with opened(tmp_path, ACCOUNT) as desk:
        begun = "2026-12-01T12:00:00+00:00"
        assert desk.unfinished == (Unfinished(begun, 4, 2, (C,)),)


def test_what_a_push_does_not_settle_is_still_open_after_it(tmp_path: Path) -> None:
    before = Unfinished("before", 4, 2, (A,))
    with opened(tmp_path, ACCOUNT) as desk:
        desk.journal.plan(NOW, 1, [before])
        desk.journal.intend("update", [C])
    with opened(tmp_path, ACCOUNT) as desk:
        own = Unfinished("2026-12-01T12:00:00+00:00", 1, 0, (C,))
        assert desk.unfinished == (before, own)
        desk.journal.plan(NOW, 0, desk.unfinished[:1])
        desk.journal.done()
    with opened(tmp_path, ACCOUNT) as desk:
        assert desk.unfinished == (before,)


def test_a_first_line_that_was_cut_off_loses_nothing(tmp_path: Path) -> None:
    with opened(tmp_path, ACCOUNT) as desk:
        desk.journal.intend("create", [A])
    with opened(tmp_path, ACCOUNT) as desk:
        desk.journal._file.write(b'{"step": "pl')
    with opened(tmp_path, ACCOUNT) as desk:
        assert [left.open for left in desk.unfinished] == [(A,)]


def test_every_cut_of_a_journal_can_be_read(tmp_path: Path) -> None:
    with opened(tmp_path, ACCOUNT) as desk:
        desk.journal.plan(NOW, 1)
        desk.journal.intend("create", [A])
        desk.journal.answered(["a"], "E507")
        desk.journal.read_back(1)
    whole = kept(tmp_path)
    for end in range(len(whole)):
        assert [left.open for left in unfinished(whole[:end])] in ([], [(A,)])
    assert unfinished(whole)


OLDER = b'{"step": "intend", "identities": ["a"]}'


@pytest.mark.parametrize(
    "text", [b"", b"\x00\xff", b"{}", b"[]\n5\n", b"[" * 9999, OLDER, OLDER.replace(b"]", b"}")]
)
def test_what_is_no_journal_says_nothing(text: bytes) -> None:
    assert unfinished(text) == ()


def test_a_push_begun_before_anything_was_sent_leaves_nothing_open(tmp_path: Path) -> None:
    with opened(tmp_path, ACCOUNT) as desk:
        desk.journal.plan(NOW, 4)
    with opened(tmp_path, ACCOUNT) as desk:
        assert desk.unfinished == ()


def test_one_push_at_a_time_and_each_calendar_for_itself(tmp_path: Path) -> None:
    other = Account(ACCOUNT.credentials, "i777", ACCOUNT.url)
    with opened(tmp_path, ACCOUNT), opened(tmp_path, other):
        with pytest.raises(CalendarError) as caught, opened(tmp_path, ACCOUNT):
            pass
        assert caught.value.code == "E519"
    with opened(tmp_path, ACCOUNT):
        pass


def test_an_error_inside_lets_go_of_the_lock(tmp_path: Path) -> None:
    with pytest.raises(KeyError), opened(tmp_path, ACCOUNT):
        raise KeyError
    with opened(tmp_path, ACCOUNT):
        pass


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CalendarError) as caught, opened(tmp_path / "file", ACCOUNT):
        pass
    assert caught.value.code == "E520"


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with opened(tmp_path, ACCOUNT) as desk, open("/dev/full", "wb") as full:
        descriptor = desk.journal._file.fileno()
        kept_aside = os.dup(descriptor)
        os.dup2(full.fileno(), descriptor)
        with pytest.raises(CalendarError) as caught:
            desk.journal.intend("create", [A])
        os.dup2(kept_aside, descriptor)
        os.close(kept_aside)
    assert (caught.value.code, "space" in caught.value.message) == ("E520", True)


def test_a_journal_is_the_owners_and_holds_no_key(tmp_path: Path) -> None:
    with opened(tmp_path, ACCOUNT) as desk:
        desk.journal.intend("create", [A])
    (path,) = (tmp_path / "pushes").glob("*.jsonl")
    assert path.name == "calendar.example_8443_i12345.jsonl"
    assert path.stat().st_mode & 0o777 == 0o600
    assert CANARY.encode() not in path.read_bytes()
