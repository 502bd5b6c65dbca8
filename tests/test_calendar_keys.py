"""Where keys are kept: a keyring, a file, both, neither; and that a key stays at its address."""

import os
import stat
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keyring.backends import fail, null
from keyring.errors import KeyringLocked

from tests.canary import CANARY, KEY, TOKEN, sings
from tests.keyrings import RING, Forgetful, Full, Locked, Ring, hang, hung  # noqa: F401
from tests.test_imports import loaded_by
from workoutc.calendar import key_file, key_ring, keys
from workoutc.calendar.account import account, credentials
from workoutc.calendar.secret import Credentials, Scheme, Secret
from workoutc.settings import SERVICE, SettingsError

MINE = Credentials(Scheme.KEY, Secret(KEY))
OTHER = Credentials(Scheme.TOKEN, Secret(TOKEN))

Environ = Mapping[str, str]

on_posix = pytest.mark.skipif(os.name != "posix", reason="permissions of this kind only")


@pytest.fixture(name="environ")
def at_home(tmp_path: Path) -> Environ:
    return {"XDG_CONFIG_HOME": str(tmp_path / "config")}


@pytest.fixture(name="file")
def named(environ: Environ) -> Path:
    return key_file.path_of(environ)


def put(file: Path, text: str | bytes, mode: int = 0o600) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    file.chmod(mode)


def refusal(environ: Environ, url: str = SERVICE) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        credentials(environ, url)
    assert not sings(f"{caught.value!r} {caught.value.message} {caught.value.help}")
    return caught.value


def found(environ: Environ, url: str = SERVICE) -> tuple[str, str, str] | None:
    """Scheme, secret and place of what is kept."""
    kept = keys.kept(environ, url)
    return kept and (kept.credentials.scheme, kept.credentials.secret.reveal(), kept.place)


@pytest.mark.usefixtures("ring")
class TestEither:
    """What holds of the keyring holds of the file."""

    @pytest.fixture(params=[False, True], ids=["keyring", "file"])
    def in_file(self, request: pytest.FixtureRequest) -> bool:
        return bool(request.param)

    @pytest.fixture
    def place(self, in_file: bool, file: Path) -> str:
        return str(file) if in_file else RING

    def test_what_is_kept_is_found(self, environ: Environ, in_file: bool, place: str) -> None:
        assert found(environ) is None
        assert keys.keep(environ, SERVICE, MINE, in_file=in_file) == (place, (), "")
        assert found(environ) == ("INTERVALS_API_KEY", KEY, place)
        opened = account(environ, "0", SERVICE).credentials
        assert (opened.scheme, opened.secret.reveal()) == (Scheme.KEY, KEY)

    def test_a_new_one_takes_the_place_of_the_old(
        self, environ: Environ, in_file: bool, place: str
    ) -> None:
        keys.keep(environ, SERVICE, MINE, in_file=in_file)
        assert keys.keep(environ, SERVICE, OTHER, in_file=in_file).replaced == (place,)
        assert found(environ) == ("INTERVALS_ACCESS_TOKEN", TOKEN, place)

    @pytest.mark.parametrize(
        "url", ["https://evil.example", "http://127.0.0.1:8765", f"{SERVICE}:8443", SERVICE + "c"]
    )
    def test_a_key_stays_at_its_address(self, environ: Environ, in_file: bool, url: str) -> None:
        keys.keep(environ, SERVICE, MINE, in_file=in_file)
        assert found(environ, url) is None
        assert f"no key for the calendar at {url}" in refusal(environ, url).message
        assert list(keys.forget(environ, url)) == []
        keys.keep(environ, url, OTHER, in_file=in_file)
        assert credentials(environ, SERVICE).secret.reveal() == KEY
        assert credentials(environ, url).secret.reveal() == TOKEN

    @pytest.mark.parametrize("url", [f"{SERVICE}/", "HTTPS://Intervals.ICU"])
    def test_an_address_has_several_spellings(
        self, environ: Environ, in_file: bool, url: str
    ) -> None:
        keys.keep(environ, url, MINE, in_file=in_file)
        assert credentials(environ, SERVICE).secret.reveal() == KEY

    def test_the_environment_comes_first(self, environ: Environ, in_file: bool) -> None:
        keys.keep(environ, SERVICE, MINE, in_file=in_file)
        found = credentials({**environ, "INTERVALS_ACCESS_TOKEN": TOKEN}, SERVICE)
        assert (found.scheme, found.secret.reveal()) == (Scheme.TOKEN, TOKEN)

    def test_what_is_forgotten_is_gone(self, environ: Environ, in_file: bool, place: str) -> None:
        keys.keep(environ, SERVICE, MINE, in_file=in_file)
        assert list(keys.forget(environ, SERVICE)) == [place]
        assert found(environ) is None
        assert list(keys.forget(environ, SERVICE)) == []

    def test_nothing_shows_a_key(self, environ: Environ, in_file: bool, file: Path) -> None:
        change = keys.keep(environ, SERVICE, MINE, in_file=in_file)
        shown = f"{change} {keys.kept(environ, SERVICE)} {key_file.read(file)}"
        assert not sings(shown)
        assert in_file is ("Secret(…)" in repr(key_file.read(file)))

    @pytest.mark.parametrize(
        ("entry", "reason"),
        [
            (KEY, "is no key"),
            (f"PASSWORD={KEY}", "is no key"),
            (f"INTERVALS_API_KEY='{KEY}'", "has quotes around it"),
            (f"INTERVALS_ACCESS_TOKEN={KEY} ", "has blanks"),
        ],
    )
    def test_an_entry_written_by_hand_is_looked_at(
        self, environ: Environ, in_file: bool, ring: Ring, file: Path, entry: str, reason: str
    ) -> None:
        if in_file:
            put(file, f'"{SERVICE}" = "{entry}"')
        else:
            ring.set_password("workoutc", SERVICE, entry)
        assert reason in refusal(environ).message


def test_there_is_one_key_for_an_address(environ: Environ, file: Path, ring: Ring) -> None:
    keys.keep(environ, SERVICE, MINE, in_file=True)
    assert keys.keep(environ, SERVICE, OTHER, in_file=False) == (RING, (str(file),), "")
    assert not file.exists()
    assert keys.keep(environ, SERVICE, MINE, in_file=True) == (str(file), (RING,), "")
    assert ring.entries() == {}


def test_the_keyring_comes_before_the_file(environ: Environ, file: Path, ring: Ring) -> None:
    keys.keep(environ, SERVICE, MINE, in_file=True)
    ring.set_password("workoutc", SERVICE, f"INTERVALS_ACCESS_TOKEN={TOKEN}")
    assert found(environ) == ("INTERVALS_ACCESS_TOKEN", TOKEN, RING)
    assert list(keys.forget(environ, SERVICE)) == [str(file), RING]


@pytest.fixture(params=["not installed", "fail", "null"])
def without(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No keyring, in one of the ways in which there is none."""
    match request.param:
        case "fail":
            hang(fail.Keyring(), monkeypatch)  # type: ignore[no-untyped-call]
        case "null":
            hang(null.Keyring(), monkeypatch)  # type: ignore[no-untyped-call]
        case _:
            monkeypatch.setitem(sys.modules, "keyring", None)


def test_no_keyring_is_looked_for_where_the_environment_has_a_key() -> None:
    program = (
        "from workoutc.calendar.account import account\n"
        "account({'INTERVALS_API_KEY': 'some-key'}, '0', 'https://intervals.icu')"
    )
    assert not loaded_by(program) & {"keyring", "tomllib", "httpx", "pydantic"}


@pytest.mark.usefixtures("ring", "without")
def test_where_there_is_no_keyring_a_file_does(environ: Environ, file: Path) -> None:
    assert key_ring.name() is None
    assert "workoutc login" in refusal(environ).help
    assert keys.keep(environ, SERVICE, MINE, in_file=True) == (str(file), (), "")
    assert found(environ) == ("INTERVALS_API_KEY", KEY, str(file))
    assert list(keys.forget(environ, SERVICE)) == [str(file)]
    with pytest.raises(SettingsError, match="keyring can't be used"):
        keys.keep(environ, SERVICE, MINE, in_file=False)


def dismissed() -> Exception:
    """What the Secret Service's package says when nobody answers its prompt."""
    exceptions = pytest.importorskip("secretstorage.exceptions")
    error: Exception = exceptions.PromptDismissedException("Prompt dismissed.")
    return error


def refused() -> Exception:
    """What the bus says in the name of a service, which keyring lets through."""
    jeepney = pytest.importorskip("jeepney")
    call = jeepney.new_method_call(jeepney.DBusAddress("/a", "org.freedesktop.secrets"), "Unlock")
    reply = jeepney.new_error(call, "org.freedesktop.Secret.Error.IsLocked", "s", ("locked",))
    error: Exception = pytest.importorskip("jeepney.wrappers").DBusErrorResponse(reply)
    return error


ERRORS: dict[str, Callable[[], Exception]] = {
    "keyring": lambda: KeyringLocked("Failed to unlock the collection!"),
    "secretstorage": dismissed,
    "the bus": refused,
    "a broken line": lambda: ConnectionResetError(104, "Connection reset by peer"),
    "no words": RuntimeError,
}


class TestLocked:
    """A keyring that is there and can't be opened."""

    @pytest.fixture(params=ERRORS, autouse=True)
    def locked(self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
        hang(Locked(ERRORS[request.param]()), monkeypatch)

    def test_it_is_told_why_there_is_no_key(self, environ: Environ) -> None:
        error = refusal(environ)
        assert error.message.startswith("the system keyring can't be used: ")
        assert "unlock it" in error.help

    def test_the_file_does(self, environ: Environ, file: Path) -> None:
        change = keys.keep(environ, SERVICE, MINE, in_file=True)
        assert change.place == str(file)
        assert change.shut
        assert found(environ) == ("INTERVALS_API_KEY", KEY, str(file))

    def test_it_keeps_nothing(self, environ: Environ, file: Path) -> None:
        with pytest.raises(SettingsError, match="can't be used") as caught:
            keys.keep(environ, SERVICE, MINE, in_file=False)
        assert "--file" in caught.value.help
        assert not file.exists()

    def test_forgetting_does_what_it_can(self, environ: Environ, file: Path) -> None:
        keys.keep(environ, SERVICE, MINE, in_file=True)
        forgetting = keys.forget(environ, SERVICE)
        assert next(forgetting) == str(file)
        with pytest.raises(SettingsError, match="can't be used"):
            next(forgetting)
        assert not file.exists()


@pytest.mark.usefixtures("ring")
@pytest.mark.parametrize(
    ("kind", "why"), [(Full, "PasswordSetError"), (Forgetful, "it does not keep what it is given")]
)
def test_a_keyring_that_keeps_nothing_is_told_without_the_key(
    environ: Environ, monkeypatch: pytest.MonkeyPatch, kind: type[Ring], why: str
) -> None:
    hang(kind(), monkeypatch)
    with pytest.raises(SettingsError) as caught:
        keys.keep(environ, SERVICE, MINE, in_file=False)
    assert caught.value.message == f"the system keyring can't be used: {why}"
    assert not sings(caught.value.help)


@pytest.mark.usefixtures("ring")
@pytest.mark.parametrize(
    "name",
    ["", "nonsense", "no.such.Keyring", "keyring.backends.fail.Nope", "keyring.errors.InitError"],
)
def test_a_backend_that_is_none_is_told(
    environ: Environ, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    hang(None, monkeypatch)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
    assert "the system keyring can't be used: " in refusal(environ).message


@on_posix
class TestPermissions:
    """The file is its owner's alone."""

    def test_nobody_can_read_it_even_while_it_is_written(
        self, environ: Environ, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        modes, sync, mask = [], os.fsync, os.umask(0)

        def watched(number: int) -> None:
            modes.append(stat.S_IMODE(os.fstat(number).st_mode))
            sync(number)

        monkeypatch.setattr(os, "fsync", watched)
        try:
            keys.keep(environ, SERVICE, MINE, in_file=True)
        finally:
            os.umask(mask)
        assert modes == [0o600]
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        assert [path.name for path in file.parent.iterdir()] == ["credentials.toml"]

    @pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666, 0o610, 0o602])
    def test_one_that_others_can_read_is_refused(
        self, environ: Environ, file: Path, mode: int
    ) -> None:
        keys.keep(environ, SERVICE, MINE, in_file=True)
        file.chmod(mode)
        error = refusal(environ)
        assert "others can read it" in error.message
        assert error.help.startswith(f"chmod 600 {file}")
        with pytest.raises(SettingsError, match="others can read it"):
            keys.keep(environ, SERVICE, OTHER, in_file=True)

    def test_one_that_nobody_may_write_is_read(self, environ: Environ, file: Path) -> None:
        keys.keep(environ, SERVICE, MINE, in_file=True)
        file.chmod(0o400)
        assert credentials(environ, SERVICE).secret.reveal() == KEY

    def test_a_key_can_be_taken_out_of_it_all_the_same(self, environ: Environ, file: Path) -> None:
        keys.keep(environ, SERVICE, MINE, in_file=True)
        keys.keep(environ, "https://other.example", OTHER, in_file=True)
        file.chmod(0o644)
        assert list(keys.forget(environ, SERVICE)) == [str(file)]
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert list(key_file.read(file)) == ["https://other.example"]

    def test_a_link_stays_and_the_file_behind_it_goes(
        self, environ: Environ, file: Path, tmp_path: Path
    ) -> None:
        real = tmp_path / "dotfiles" / "credentials.toml"
        real.parent.mkdir()
        file.parent.mkdir(parents=True)
        file.symlink_to(real)
        keys.keep(environ, SERVICE, MINE, in_file=True)
        assert sings(real.read_bytes())
        assert list(keys.forget(environ, SERVICE)) == [str(file)]
        assert not real.exists()


@pytest.mark.parametrize(
    "text",
    [
        b"\xff",
        f"{KEY}\n",
        f'"{SERVICE}" = "{KEY}',
        f'["{SERVICE}"]\nkey = "{KEY}"\n',
        f'"{SERVICE}" = ["{KEY}"]\n',
    ],
)
def test_a_file_that_is_none_of_ours_is_told_without_its_words(
    environ: Environ, file: Path, text: str | bytes
) -> None:
    put(file, text)
    error = refusal(environ)
    assert str(file) in error.message
    assert "log in again" in error.help


def test_a_file_that_cannot_be_read_is_told(environ: Environ, file: Path) -> None:
    file.mkdir(parents=True)
    assert f"{file} can't be read" in refusal(environ).message


@settings(max_examples=50, deadline=None)
@given(text=st.from_regex(r"[!#-&(-~]([!-~]*[!#-&(-~])?", fullmatch=True))
def test_any_sound_key_survives_the_file(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    environ = {"XDG_CONFIG_HOME": str(tmp_path_factory.getbasetemp() / "kept")}
    key = f"{CANARY}{text}"
    try:
        keys.keep(environ, SERVICE, Credentials(Scheme.KEY, Secret(key)), in_file=True)
        assert credentials(environ, SERVICE).secret.reveal() == key
    finally:
        assert list(keys.forget(environ, SERVICE))
