"""Pushes whose journal can't be written: a full disk, a read-only one, and no place at all."""

import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest

from tests.canary import KEY
from tests.faults.desk import Desk, Zygote, write_sources
from tests.faults.gate import Gate
from tests.faults.scene import account_at, opened
from tests.faults.season import TODAY, Wanted
from tests.faults.story import BEFORE, Story
from tests.faults.tally import TALLY, Scale
from tests.sandboxed import LATE_EVENING
from workoutc.calendar import journal
from workoutc.sandbox.service import Sandbox
from workoutc.sandbox.store import Store

FULL = "disk full, read-only or broken"
REAL = "disk full, by the kernel"

WRONG = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT, errno.EFBIG)


class Disk(BytesIO):
    """A journal on a disk that fails now and then. `broken`: whether it has, in this push."""

    def __init__(self, rng: Random) -> None:
        super().__init__()
        self.rng = rng
        self.rate = 0.0
        self.faults = 0
        self.broken = False

    def write(self, data: Any) -> int:
        """A part of it, before it fails."""
        self._try(lambda: super(Disk, self).write(data[: self.rng.randrange(len(data))]))
        return super().write(data)

    def flush(self) -> None:
        self._try()

    def fileno(self) -> int:
        return -1

    def fsync(self, _handle: int) -> None:
        """In place of that of the system."""
        self._try()

    def _try(self, before: Callable[[], object] = bool) -> None:
        if self.rng.random() < self.rate:
            self.faults += 1
            self.broken = True
            before()
            number = self.rng.choice(WRONG)
            raise OSError(number, os.strerror(number))


def test_without_a_journal_nothing_more_is_sent(
    scale: Scale, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workoutc.calendar.apply.BATCH", 3)
    scale.repeat(400, lambda seed: unwritten(seed, tmp_path / "journal", monkeypatch))


def unwritten(seed: int, papers: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """One story on a bad disk; how often it failed."""
    rng, row = Random(f"{FULL} {seed}"), TALLY[FULL]
    disk = Disk(rng)
    monkeypatch.setattr(os, "fsync", disk.fsync)
    with opened(rng, papers) as (scene, line):
        scene.papers = disk
        story = Story(scene, rng)
        story.begin()
        for _ in range(5):
            chapter = story.go_on()
            line.sky = lambda _, request: check_known(disk, request)
            disk.rate = rng.choice([0.02, 0.1, 0.3])
            chapter.push(row, disk)
            disk.rate = 0
            line.calm()
            chapter.settle(row)
    row.faults += disk.faults
    return disk.faults


def check_known(disk: Disk, request: httpx.Request) -> None:
    """After a line that could not be written, nothing may be sent in that push."""
    if request.method != "GET":
        assert not disk.broken, "something was sent that nobody would know of"
    elif request.url.params["oldest"] < str(BEFORE):  # a push begins with a wide look
        disk.broken = False


@pytest.fixture(name="zygote", scope="module")
def forked() -> Iterator[Zygote]:
    with Zygote() as zygote:
        yield zygote


@pytest.fixture(name="gate")
def served() -> Iterator[Gate]:
    with Store() as store:
        sandbox = Sandbox(store, KEY, clock=lambda: LATE_EVENING)
        with Gate(sandbox, Random(0)).open() as gate:
            yield gate


@pytest.fixture(name="desk")
def ready(tmp_path: Path, gate: Gate) -> Desk:
    season = {f"w{n}": Wanted(n % 8, 1, TODAY) for n in range(5)}
    write_sources(tmp_path / "sources", season)
    return Desk(tmp_path / "sources", tmp_path / "papers", gate.url, prune=False)


def sent(gate: Gate) -> int:
    return sum(seen.method != "GET" for seen in gate.sandbox.seen)


def test_a_disk_may_be_full_at_any_byte(
    desk: Desk, gate: Gate, zygote: Zygote, scale: Scale
) -> None:
    """By a limit of the kernel on the size of files, which fails like a disk that is full."""
    assert zygote.push(desk).code == 0
    size, row = desk.journal.stat().st_size, TALLY[REAL]
    for limit in range(1, size, max(1, 17 // scale.times)):
        with Store() as store:
            gate.sandbox = Sandbox(store, KEY, clock=lambda: LATE_EVENING)
            papers = desk.papers.with_name(f"papers{limit}")
            here = replace(desk, papers=papers)
            full = zygote.push(here, bytes=limit)
            assert (full.code, "E520" in full.err) == (1, True), full
            assert "not sent" in full.err or "created" in full.err, full
            again = zygote.push(here)
            assert again.code == 0, again
            assert len(store.events("i12345")) == 5
            row.faults += 1
            row.count(through=False)
            row.runs[1] += 1


def a_file_for_the_folder(desk: Desk) -> None:
    desk.papers.write_bytes(b"")


def a_folder_for_the_journal(desk: Desk) -> None:
    desk.journal.mkdir(parents=True)


def a_folder_for_the_lock(desk: Desk) -> None:
    desk.journal.with_suffix(".lock").mkdir(parents=True)


def a_folder_for_the_old_one(desk: Desk) -> None:
    desk.journal.with_suffix(".old.jsonl").mkdir(parents=True)
    desk.journal.write_bytes(b"{}\n")


def a_loop(desk: Desk) -> None:
    desk.papers.symlink_to(desk.papers)


def read_only(desk: Desk) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is read-only for root")
    desk.journal.parent.mkdir(parents=True)
    desk.journal.parent.chmod(0o500)


NOWHERE = (
    a_file_for_the_folder, a_folder_for_the_journal, a_folder_for_the_lock,
    a_folder_for_the_old_one, a_loop, read_only,
)  # fmt: skip


@pytest.mark.parametrize("spoil", NOWHERE)
def test_where_no_journal_can_be_nothing_is_sent(
    desk: Desk, gate: Gate, zygote: Zygote, spoil: Callable[[Desk], None]
) -> None:
    spoil(desk)
    ended = zygote.push(desk)
    assert (ended.code, sent(gate)) == (1, 0)
    assert ended.err.startswith("error[E520]: ")
    assert zygote.push(replace(desk, papers=desk.papers.with_name("elsewhere"))).code == 0
    TALLY[FULL].faults += 1


def test_what_fails_inside_is_not_the_journals_fault(tmp_path: Path) -> None:
    mine = account_at("http://127.0.0.1:9")
    with pytest.raises(BrokenPipeError), journal.opened(tmp_path, mine):
        raise BrokenPipeError
    with journal.opened(tmp_path, mine) as desk:
        assert desk.unfinished == ()


def test_one_push_at_a_time(desk: Desk, gate: Gate, zygote: Zygote) -> None:
    """Another process holds the lock; when it is gone, so is the lock."""
    account = replace(account_at(gate.url), athlete="i12345")
    with journal.opened(desk.papers / "workoutc", account):
        busy = zygote.push(desk)
        assert (busy.code, sent(gate)) == (1, 0)
        assert busy.err.startswith("error[E519]: ")
    assert zygote.push(desk).code == 0
    assert sent(gate) > 0
