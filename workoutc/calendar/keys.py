"""Where a secret is kept: the keyring of the system, else a file. Each belongs to the address of
one service, and is sent nowhere else."""

from collections.abc import Iterator, Mapping

from workoutc.calendar import key_file, key_ring
from workoutc.calendar.key_ring import ShutError
from workoutc.calendar.secret import KEY, Credentials, Scheme, Secret, sound
from workoutc.settings import SettingsError
from workoutc.tuples import NamedTuple

Environ = Mapping[str, str]


class Kept(NamedTuple):
    """What is kept for an address. `place`: where, in words."""

    credentials: Credentials
    place: str


class Change(NamedTuple):
    """Where a secret was put, and from where others were taken for it, in words. `shut`: why the
    keyring, which might hold another one, couldn't be opened; empty if it could."""

    place: str
    replaced: tuple[str, ...]
    shut: str = ""


def kept(environ: Environ, url: str) -> Kept | None:
    """What is kept for the service at an address. The file comes second; it also serves where the
    keyring can't be opened, as over ssh. Raises SettingsError."""
    try:
        entry, shut = key_ring.read(_origin(url)), ""
    except ShutError as error:
        entry, shut = None, str(error)
    if entry is not None:
        return Kept(_credentials(Secret(entry), _ring()), _ring())
    path = key_file.path_of(environ)
    held = key_file.read(path).get(_origin(url))
    if held is not None:
        return Kept(_credentials(held, str(path)), str(path))
    if shut:
        raise _locked(shut, f"unlock it and run this again, or: export {KEY}=…")
    return None


def keep(environ: Environ, url: str, credentials: Credentials, *, in_file: bool) -> Change:
    """Keep a secret for the service at an address, in place of any other, wherever that was.
    Raises SettingsError and OSError."""
    entry = Secret(f"{credentials.scheme}={credentials.secret.reveal()}")
    return (_keep_in_file if in_file else _keep_in_ring)(environ, _origin(url), entry)


def forget(environ: Environ, url: str) -> Iterator[str]:
    """Take out what is kept for an address; each place where there was something, once it is gone
    from there. Raises SettingsError and OSError."""
    origin = _origin(url)
    if _take(environ, origin):
        yield str(key_file.path_of(environ))
    try:
        if key_ring.remove(origin):
            yield _ring()
    except ShutError as error:
        problem = _locked(str(error), "unlock it and log out again, in case it holds a key")
    else:
        return
    raise problem


def _keep_in_file(environ: Environ, origin: str, entry: Secret) -> Change:
    path = key_file.path_of(environ)
    held = key_file.read(path)
    key_file.write(path, {**held, origin: entry})
    replaced, shut = [str(path)] if origin in held else [], ""
    try:
        if key_ring.remove(origin):
            replaced.append(_ring())
    except ShutError as error:
        shut = str(error)
    return Change(str(path), tuple(replaced), shut)


def _keep_in_ring(environ: Environ, origin: str, entry: Secret) -> Change:
    try:
        replaced = [_ring()] if key_ring.read(origin) is not None else []
        key_ring.write(origin, entry)
    except ShutError as error:
        problem = _locked(
            str(error), "unlock it and log in again, or keep the key in a file: --file"
        )
    else:
        if _take(environ, origin):
            replaced.append(str(key_file.path_of(environ)))
        return Change(_ring(), tuple(replaced))
    raise problem


def _take(environ: Environ, origin: str) -> bool:
    """Take an entry out of the file; whether there was one."""
    path = key_file.path_of(environ)
    held = key_file.read(path, exposed=True)
    if origin in held:
        key_file.write(path, {address: held[address] for address in held if address != origin})
    return origin in held


def _origin(url: str) -> str:
    """The address as it is filed: scheme and host don't distinguish case."""
    return url.rstrip("/").lower()


def _ring() -> str:
    return f"the system keyring ({key_ring.name()})"


def _locked(why: str, help: str) -> SettingsError:
    return SettingsError(f"the system keyring can't be used: {why}", help)


def _credentials(entry: Secret, place: str) -> Credentials:
    """The entry, read. It may have been written by hand."""
    name, _, text = entry.reveal().partition("=")
    if name not in [*Scheme] or not text:
        raise SettingsError(f"what {place} holds is no key", "log in again: workoutc login")
    return Credentials(Scheme(name), sound(f"the key in {place}", text))
