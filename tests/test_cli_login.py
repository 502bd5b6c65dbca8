"""`workoutc login` and `logout`: a key comes in, is looked at, is kept, and goes."""

import os
import select
import stat
import sys
from pathlib import Path

import pytest

from tests.canary import CANARY, KEY, TOKEN, sings
from tests.commands import Desk, sat_down  # noqa: F401
from tests.keyrings import RING, Locked, Ring, hang, hung  # noqa: F401
from tests.office import DATED, connected, held  # noqa: F401
from tests.sandboxed import Site, entered, opened  # noqa: F401
from workoutc.calendar import keys
from workoutc.calendar.account import credentials
from workoutc.calendar.key_file import path_of
from workoutc.calendar.secret import Credentials, Scheme, Secret
from workoutc.sandbox.faults import Answer
from workoutc.settings import SERVICE, SettingsError

LINE = f"{KEY}\n"


@pytest.fixture(name="street")
def locked_out(office: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The desk before a calendar, without a key; there is no keyring either."""
    monkeypatch.delenv("INTERVALS_API_KEY")
    return office


def url() -> str:
    return os.environ["INTERVALS_URL"]


def file() -> Path:
    return path_of(os.environ)


def kept() -> tuple[str, str] | None:
    """Scheme and secret of what is kept for the calendar."""
    found = keys.kept(os.environ, url())
    return found and (found.credentials.scheme, found.credentials.secret.reveal())


def keep(*, in_file: bool) -> None:
    mine = Credentials(Scheme.KEY, Secret(KEY))
    keys.keep(os.environ, url(), mine, in_file=in_file)


class TestLogin:
    def test_a_key_is_asked_about_and_kept(self, street: Desk, site: Site) -> None:
        done = street.run("login", "--file", input=LINE)
        assert (done.exit_code, done.stdout) == (0, "")
        assert done.stderr == (
            "this is the key of Sandbox Athlete (i12345)\n"
            f"the key for {url()} is kept in {file()}\n"
        )
        assert kept() == ("INTERVALS_API_KEY", KEY)
        assert [(seen.method, seen.url) for seen in site.app.state.seen] == [
            ("GET", "/api/v1/athlete/0")
        ]

    def test_a_push_goes_with_it(self, street: Desk, site: Site) -> None:
        street.write(a=DATED)
        street.run("login", "--file", input=LINE)
        assert street.run("push", "--yes", "a.workout").exit_code == 0
        assert held(site) == [("workoutc:tempo", "2026-12-03T06:30:00")]

    def test_a_push_to_another_address_goes_without(
        self, street: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        there = url()
        monkeypatch.setenv("INTERVALS_URL", SERVICE)
        street.run("login", "--file", "--no-check", input=LINE)
        assert kept()
        monkeypatch.setenv("INTERVALS_URL", there)
        street.write(a=DATED)
        done = street.run("push", "--yes", "a.workout")
        assert done.exit_code == 2
        assert f"there is no key for the calendar at {there}" in done.stderr
        assert len(site.app.state.seen) == 0

    def test_a_token_of_few_rights_tells_an_id(self, street: Desk) -> None:
        done = street.run("login", "--token", "--file", input=f"{TOKEN}\n")
        assert done.exit_code == 0
        assert "this is the token of i12345\n" in done.stderr
        assert kept() == ("INTERVALS_ACCESS_TOKEN", TOKEN)

    def test_unseen_it_needs_no_calendar(self, street: Desk, site: Site) -> None:
        done = street.run("login", "--file", "--no-check", input=f"stranger-{LINE}")
        assert (done.exit_code, len(site.app.state.seen)) == (0, 0)
        assert kept() == ("INTERVALS_API_KEY", f"stranger-{KEY}")

    @pytest.mark.parametrize(
        "text", [LINE, KEY, f"{KEY}\r\n", f"{LINE}user: me\nurl: intervals.icu\n"]
    )
    def test_a_pipe_brings_one_line(self, street: Desk, text: str) -> None:
        assert street.run("login", "--file", "--no-check", input=text).exit_code == 0
        assert kept() == ("INTERVALS_API_KEY", KEY)

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", "no key came in"),
            (f"\n{LINE}", "no key came in"),
            (f" {LINE}", "this key has blanks"),
            (f'"{KEY}"\n', "this key has quotes"),
            (f"API_KEY:{LINE}", "this key begins with `API_KEY:`"),
            (f"Bearer {LINE}", "this key begins with the name of a scheme"),
            (f"\ufeff{LINE}", "this key has a character that no key has"),
            (b"\xff" + LINE.encode(), "this key has a character that no key has"),
        ],
    )
    def test_what_copying_does_to_a_key_is_told(
        self, street: Desk, site: Site, text: str | bytes, reason: str
    ) -> None:
        done = street.run("login", "--file", input=text)
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr.startswith(f"error: {reason}")
        assert (kept(), len(site.app.state.seen)) == (None, 0)

    @pytest.mark.parametrize(
        "words", [(KEY,), ("--token", KEY), ("--file", KEY), (f"--token={KEY}",), (f"--key={KEY}",)]
    )
    def test_a_key_among_the_words_is_refused_and_not_repeated(
        self, street: Desk, words: tuple[str, ...]
    ) -> None:
        done = street.run("login", *words, input=LINE)
        assert (done.exit_code, done.stdout, kept()) == (2, "", None)
        assert done.stderr.startswith("error: ")

    def test_a_key_of_nobody_is_not_kept(self, street: Desk) -> None:
        done = street.run("login", "--file", input=f"stranger-{LINE}")
        assert (done.exit_code, kept()) == (1, None)
        assert done.stderr.startswith("error[E501]: the calendar refused the key")
        assert done.stderr.endswith("with --no-check it is kept without asking the calendar\n")

    @pytest.mark.parametrize(
        ("options", "hint"), [(("--token",), "without --token"), ((), "needs --token")]
    )
    def test_a_key_that_opens_nothing_is_not_kept(
        self, street: Desk, site: Site, options: tuple[str, ...], hint: str
    ) -> None:
        denied = Answer(403, {"status": 403, "error": "Access denied"})
        site.break_with(denied, denied)
        done = street.run("login", "--file", *options, input=LINE)
        assert (done.exit_code, kept()) == (1, None)
        assert "the calendar doesn't say whose" in done.stderr
        assert hint in done.stderr

    def test_without_a_network_nothing_is_kept(
        self, street: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("INTERVALS_URL", "http://127.0.0.1:1")
        done = street.run("login", "--file", input=LINE)
        assert (done.exit_code, kept()) == (1, None)
        assert "error[E509]: the calendar can't be reached" in done.stderr

    def test_a_name_shows_nothing_but_itself(self, street: Desk, site: Site) -> None:
        name = f"Eve\x1b[2J\n{KEY}"
        site.break_with(Answer(200, {"id": "i1", "name": name}))
        done = street.run("login", "--file", input=LINE)
        assert "this is the key of Eve[2J [secret] (i1)\n" in done.stderr

    def test_another_one_takes_its_place(self, street: Desk) -> None:
        street.run("login", "--file", "--no-check", input=LINE)
        done = street.run("login", "--file", "--token", "--no-check", input=f"{TOKEN}\n")
        assert done.stderr == (
            f"the token for {url()} is kept in {file()}\nit replaces the one in {file()}\n"
        )
        assert kept() == ("INTERVALS_ACCESS_TOKEN", TOKEN)

    def test_the_environment_is_said_to_win(
        self, street: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("INTERVALS_API_KEY", f"other-{KEY}")
        done = street.run("login", "--file", input=LINE)
        assert done.exit_code == 0
        assert "INTERVALS_API_KEY is set in the environment" in done.stderr
        assert credentials(os.environ, url()).secret.reveal() == f"other-{KEY}"

    def test_a_folder_that_cannot_be_made_is_told(self, street: Desk) -> None:
        file().parent.parent.write_text("in the way")
        done = street.run("login", "--file", "--no-check", input=LINE)
        assert done.exit_code == 2
        assert "config" in done.stderr

    def test_a_file_of_others_is_not_written_to(self, street: Desk) -> None:
        keep(in_file=True)
        file().chmod(0o644)
        done = street.run("login", "--file", "--no-check", input=LINE)
        assert done.exit_code == 2
        assert f"help: chmod 600 {file()}" in done.stderr


class TestWhere:
    """In the keyring; in a file only where that is agreed to."""

    def test_a_keyring_keeps_it_for_the_next_process(self, street: Desk, ring: Ring) -> None:
        done = street.run("login", "--no-check", input=LINE)
        assert done.stderr == f"the key for {url()} is kept in {RING}\n"
        assert not file().exists()
        assert list(ring.entries()) == [f"workoutc {url()}"]
        ended = street.spawn("logout")
        assert (ended.code, ended.out) == (0, b"")
        assert ended.err.decode() == f"the key for {url()} is gone from {RING}\n"
        assert ring.entries() == {}

    @pytest.mark.usefixtures("ring")
    def test_a_file_is_written_where_it_is_asked_for(self, street: Desk) -> None:
        keep(in_file=False)
        done = street.run("login", "--file", "--no-check", input=LINE)
        assert f"is kept in {file()}\nit replaces the one in {RING}\n" in done.stderr

    @pytest.mark.parametrize("installed", [True, False])
    def test_without_a_keyring_a_pipe_can_agree_to_nothing(
        self, street: Desk, site: Site, monkeypatch: pytest.MonkeyPatch, installed: bool
    ) -> None:
        if not installed:
            monkeypatch.setitem(sys.modules, "keyring", None)
        done = street.run("login", input=LINE)
        assert (done.exit_code, kept(), len(site.app.state.seen)) == (2, None, 0)
        assert "there is no system keyring" in done.stderr
        assert f"`--file` keeps it in {file()}" in done.stderr
        assert "workoutc[keyring]" in done.stderr
        done = street.run("login", "--yes", input=LINE)
        assert (done.exit_code, kept()) == (0, ("INTERVALS_API_KEY", KEY))

    def test_a_locked_keyring_is_told(
        self, street: Desk, ring: Ring, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hang(Locked(OSError(5, "Input/output error")), monkeypatch)
        done = street.run("login", "--no-check", input=LINE)
        assert (done.exit_code, ring.entries()) == (2, {})
        assert "the system keyring can't be used: [Errno 5]" in done.stderr
        assert "--file" in done.stderr
        done = street.run("login", "--file", "--no-check", input=LINE)
        assert done.exit_code == 0
        assert "comes first once it can" in done.stderr

    def test_a_backend_that_is_none_is_told(
        self, street: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hang(None, monkeypatch)
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.Keyring")
        done = street.run("login", "--no-check", input=LINE)
        assert done.exit_code == 2
        assert "the system keyring can't be used: No module named 'no'" in done.stderr
        assert "PYTHON_KEYRING_BACKEND" in done.stderr


def on_terminal(desk: Desk, *words: str, typed: str) -> tuple[int, str]:
    """The exit code, and all that a terminal shows while this is typed on it."""
    import pty

    ours, theirs = pty.openpty()
    streams = dict.fromkeys(("stdin", "stdout", "stderr"), theirs)
    with desk.start(*words, env={"TERM": "dumb"}, start_new_session=True, **streams) as process:
        os.close(theirs)
        shown = b""
        for line in typed.splitlines(keepends=True):
            while not shown.endswith(b": "):
                shown += (chunk := _read(ours))
                assert chunk, f"no prompt: {shown!r}"
            os.write(ours, line.encode())
            shown += b"\n"
        while chunk := _read(ours):
            shown += chunk
        os.close(ours)
        return process.wait(60), shown.decode()


def _read(terminal: int) -> bytes:
    """What it shows next; nothing when the other end is closed, or silent for long."""
    ready, _, _ = select.select([terminal], [], [], 30)
    try:
        return os.read(terminal, 4096) if ready else b""
    except OSError:  # how Linux says that nobody is left at the other end
        return b""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such terminal")
class TestTerminal:
    def test_a_key_is_asked_for_and_never_shown(self, street: Desk) -> None:
        code, shown = on_terminal(street, "login", typed=f"{LINE}y\n")
        assert code == 0
        assert shown.index("(not shown)") < shown.index("readable by you only?")
        assert "there is no system keyring" in shown
        assert f"keep it in {file()}, readable by you only? [y/N]: " in shown
        assert f"key for {url()} (not shown): " in shown
        assert "this is the key of Sandbox Athlete (i12345)" in shown
        assert not sings(shown)
        assert kept() == ("INTERVALS_API_KEY", KEY)
        assert stat.S_IMODE(file().stat().st_mode) == 0o600

    def test_a_no_keeps_nothing(self, street: Desk, site: Site) -> None:
        code, shown = on_terminal(street, "login", typed=f"{LINE}n\n")
        assert (code, kept(), len(site.app.state.seen)) == (2, None, 0)
        assert "error: nothing was kept" in shown

    def test_a_keyring_is_not_asked_about(self, street: Desk, ring: Ring) -> None:
        code, shown = on_terminal(street, "login", "--token", typed=f"{TOKEN}\n")
        assert code == 0
        assert f"is kept in {RING}" in shown
        assert not sings(shown)
        assert len(ring.entries()) == 1


class TestLogout:
    @pytest.mark.parametrize("in_file", [True, False])
    def test_it_says_from_where(self, street: Desk, site: Site, ring: Ring, in_file: bool) -> None:
        keep(in_file=in_file)
        done = street.run("logout")
        place = file() if in_file else RING
        assert (done.exit_code, done.stdout) == (0, "")
        assert done.stderr == f"the key for {url()} is gone from {place}\n"
        assert (kept(), ring.entries(), file().exists()) == (None, {}, False)
        assert len(site.app.state.seen) == 0

    def test_none_is_as_good(self, street: Desk) -> None:
        done = street.run("logout")
        assert (done.exit_code, done.stderr) == (0, f"no key was kept for {url()}\n")

    def test_another_address_keeps_its_own(
        self, street: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        keep(in_file=True)
        monkeypatch.setenv("INTERVALS_URL", "https://other.example")
        assert "no key was kept" in street.run("logout").stderr
        assert CANARY in file().read_text()

    def test_the_environment_is_said_to_have_one(
        self, street: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("INTERVALS_ACCESS_TOKEN", TOKEN)
        done = street.run("logout")
        assert "INTERVALS_ACCESS_TOKEN is still set in the environment" in done.stderr

    @pytest.mark.usefixtures("ring")
    def test_a_locked_keyring_is_told_after_the_file_is_done(
        self, street: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        keep(in_file=True)
        hang(Locked(OSError(5, "Input/output error")), monkeypatch)
        done = street.run("logout")
        assert (done.exit_code, file().exists()) == (2, False)
        assert done.stderr.startswith(f"the key for {url()} is gone from {file()}\nerror: the sys")

    def test_a_push_after_it_has_no_key(self, street: Desk) -> None:
        keep(in_file=True)
        street.run("logout")
        with pytest.raises(SettingsError, match="no key for the calendar"):
            credentials(os.environ, url())
