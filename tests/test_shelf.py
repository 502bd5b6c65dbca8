"""Texts kept in files by a key."""

import os
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from workoutc import shelf
from workoutc.shelf import Shelf

ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="owners and permissions of POSIX")


def key(n: int) -> str:
    """A key as digests are."""
    return sha256(b"%d" % n).hexdigest()


def kept(folder: Path, **texts: str) -> None:
    """Texts put on the shelf, by keys."""
    on = Shelf(folder)
    for name, text in texts.items():
        on.put(name, text)
    on.save()


def test_what_was_kept_is_found_by_others(tmp_path: Path) -> None:
    kept(tmp_path / "s", **{key(n): f"text {n} é" for n in range(1000)})
    other = Shelf(tmp_path / "s")
    assert [other.text(key(n)) for n in range(1000)] == [f"text {n} é" for n in range(1000)]
    assert other.text(key(1001)) is None
    assert len(list((tmp_path / "s").iterdir())) <= 256


def test_the_later_text_of_a_key_counts(tmp_path: Path) -> None:
    kept(tmp_path, aa1="old", aa2="other")
    kept(tmp_path, aa1="new")
    assert (Shelf(tmp_path).text("aa1"), Shelf(tmp_path).text("aa2")) == ("new", "other")


def test_what_is_full_loses_its_oldest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST", 200)
    for n in range(30):
        kept(tmp_path, **{f"aa{n:02}": "x" * 30})
    assert (tmp_path / "aa").stat().st_size <= 200
    found = [n for n in range(30) if Shelf(tmp_path).text(f"aa{n:02}")]
    assert found == [26, 27, 28, 29]
    kept(tmp_path, aa99="x" * 300)
    assert Shelf(tmp_path).text("aa99") is None


@pytest.mark.parametrize("cut", range(0, 40, 3))
def test_what_is_damaged_is_not_there(tmp_path: Path, cut: int) -> None:
    kept(tmp_path, aa1="one text", aa2="another text")
    whole = (tmp_path / "aa").read_bytes()
    (tmp_path / "aa").write_bytes(whole[:cut])
    assert Shelf(tmp_path).text("aa2") is None
    assert Shelf(tmp_path).text("aa1") in (None, "one text")
    (tmp_path / "aa").write_bytes(whole[:cut] + b"#" + whole[cut + 1 :])
    assert Shelf(tmp_path).text("aa1") in (None, "one text")


@pytest.mark.parametrize("data", [b"\0" * 500, b"\xff\n" * 9, b"aa1 zz x\n", b"aa1\n\n  \n", b""])
def test_what_is_foreign_is_passed_over(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "aa").write_bytes(data)
    assert Shelf(tmp_path).text("aa1") is None
    kept(tmp_path, aa1="mine")
    assert Shelf(tmp_path).text("aa1") == "mine"


@ON_POSIX
def test_nobody_else_may_look(tmp_path: Path) -> None:
    folder = tmp_path / "workoutc" / "s"
    kept(folder, aa1="x")
    modes = [path.stat().st_mode & 0o777 for path in (folder.parent, folder, folder / "aa")]
    assert modes == [0o700, 0o700, 0o600]


@ON_POSIX
@pytest.mark.parametrize("mode", [0o777, 0o720])
def test_a_folder_that_others_write_to_is_not_trusted(tmp_path: Path, mode: int) -> None:
    kept(tmp_path / "s", aa1="x")
    (tmp_path / "s").chmod(mode)
    assert Shelf(tmp_path / "s").text("aa1") is None
    before = (tmp_path / "s" / "aa").read_bytes()
    kept(tmp_path / "s", aa1="y")
    assert (tmp_path / "s" / "aa").read_bytes() == before


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept(tmp_path / "file" / "s", aa1="x")
    assert Shelf(tmp_path / "file" / "s").text("aa1") is None


def test_who_finds_another_one_writing_leaves_it_to_them(tmp_path: Path) -> None:
    (tmp_path / "aa.new").touch()
    kept(tmp_path, aa1="x")
    assert Shelf(tmp_path).text("aa1") is None
    long_ago = time.time() - shelf.LEFT_BEHIND - 1
    os.utime(tmp_path / "aa.new", (long_ago, long_ago))
    kept(tmp_path, aa1="x")  # takes away what a killed one left behind
    kept(tmp_path, aa1="x")
    assert Shelf(tmp_path).text("aa1") == "x"
    assert [path.name for path in tmp_path.iterdir()] == ["aa"]


def test_many_writers_leave_whole_files(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from workoutc.shelf import Shelf
for n in range(200):
    on = Shelf(Path(sys.argv[1]))
    on.put(f"aa{n % 7}", f"text {n % 7} " * 50)
    on.save()
"""
    writers = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    while any(writer.poll() is None for writer in writers):
        for n in range(7):
            assert Shelf(tmp_path).text(f"aa{n}") in (None, f"text {n} " * 50)
    assert [writer.communicate()[1] for writer in writers] == [b""] * 4
    assert [writer.returncode for writer in writers] == [0] * 4
    assert Shelf(tmp_path).text("aa6") == "text 6 " * 50
