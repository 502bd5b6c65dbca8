"""What is set on this machine: whose calendar, where, with which key, and what says so."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from workoutc.calendar import key_ring
from workoutc.calendar.account import address, athlete_id
from workoutc.calendar.doctor.held import Environ, Held, at_login, in_environment
from workoutc.calendar.doctor.mended import bare, may_be_key, meant_id
from workoutc.calendar.journal import Unfinished, unfinished
from workoutc.calendar.secret import Secret
from workoutc.records import dataclass, field
from workoutc.settings import (
    SERVICE,
    CalendarSettings,
    Settings,
    SettingsError,
    load,
    own_file,
    project_of,
)

NOTHING = "the default"
"""What says what nothing says."""

PROXIES = ("HTTPS_PROXY", "ALL_PROXY")
"""Variables, in large letters or small ones, that lead requests through a proxy."""

URL = ("INTERVALS_URL", ("calendar", "url"))
ATHLETE = ("INTERVALS_ATHLETE", ("calendar", "athlete"))
"""Where each may be set: a variable, and a key of a settings file."""

Wrong = dict[str, SettingsError]
Layers = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is set, and what says so (`…_from`). `athlete`: an id in any case, that of the key's
    owner where none makes sense. `stray`: what stands in the place of the id and may be a key.
    `hidden`: what `login` kept, where the environment comes before it. `wrong`: what makes no
    sense, by check."""

    url: str = SERVICE
    url_from: str = NOTHING
    athlete: str = "0"
    athlete_from: str = NOTHING
    namespace: str = "workoutc"
    held: tuple[Held, ...] = ()
    hidden: Held | None = None
    stray: Secret | None = None
    wrong: Mapping[str, SettingsError] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    keyring: str = "none"
    proxies: tuple[str, ...] = ()
    pushes: tuple[Unfinished, ...] = ()

    @property
    def host(self) -> str:
        """The name of the machine that is asked."""
        return urlsplit(self.url).hostname or ""


def surroundings(environ: Environ, start: Path, state: Path, name: str | None) -> Surroundings:
    """What is set for work in a folder, for the athlete of that name in the settings. `state`:
    where it is noted what was done.

    Raises SettingsError for a name that isn't there, and for nothing else.
    """
    wrong: Wrong = {}
    settings = _settings(environ, start, wrong)
    layers = {} if wrong else _layers(environ, start)
    table = settings.table(None if wrong else name)  # files that can't be read name nobody
    written = settings.profile(table[1] if table[1:] else None).id or settings.calendar.athlete
    url = _address(settings.calendar.url, wrong)
    athlete = _athlete(written, wrong)
    held, hidden = _held(environ, url, wrong)
    return Surroundings(
        url=url,
        url_from=_source(environ, layers, *URL),
        athlete=athlete,
        athlete_from=_source(environ, layers, (*table, "id"), *ATHLETE),
        namespace=settings.calendar.namespace,
        held=held,
        hidden=hidden,
        stray=_stray(written) if "athlete" in wrong else None,
        wrong=wrong,
        files=tuple(layers),
        keyring=_keyring(),
        proxies=_proxies(environ, url),
        pushes=tuple(_pushes(state / "pushes")),
    )


def _settings(environ: Environ, start: Path, wrong: Wrong) -> Settings:
    """As for any command; where a file can't be used, what the environment alone says."""
    try:
        return load(start, environ)
    except SettingsError as error:
        wrong["settings"] = error
    variables = {"athlete": "INTERVALS_ATHLETE", "url": "INTERVALS_URL"}
    set_ = {key: environ[name] for key, name in variables.items() if environ.get(name)}
    return Settings(calendar=CalendarSettings(**set_))


def _layers(environ: Environ, start: Path) -> Layers:
    """What each settings file says, by its name; the later one wins."""
    from workoutc.settings.file import layers  # only where somebody asks

    found = layers(project_of(start), own_file(environ))
    return {layer.path.name: layer.written for layer in found}


def _source(environ: Environ, layers: Layers, *places: str | tuple[str, ...]) -> str:
    """What sets a value: the first of these variables and keys of files that is set."""
    for place in places:
        if isinstance(place, str):
            having = [place] if environ.get(place) else []
        else:
            having = [name for name, written in layers.items() if _value(written, place)]
        if having:
            return having[-1]
    return NOTHING


def _value(written: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        written = written.get(key) if isinstance(written, Mapping) else None
    return written


def _athlete(written: str, wrong: Wrong) -> str:
    try:
        return athlete_id(written)
    except SettingsError as error:
        wrong["athlete"] = error
        return meant_id(written) or "0"


def _stray(written: str) -> Secret | None:
    """What may be a key, where an id was to stand."""
    text = bare(written)
    return Secret(text) if may_be_key(text) and not meant_id(written) else None


def _address(written: str, wrong: Wrong) -> str:
    try:
        return address(written)
    except SettingsError as error:
        wrong["address"] = error
        return SERVICE


def _held(environ: Environ, url: str, wrong: Wrong) -> tuple[tuple[Held, ...], Held | None]:
    """What is set, and what is kept but hidden by it."""
    here = in_environment(environ)
    try:
        kept = at_login(environ, url)
    except SettingsError as error:
        if not here:
            wrong["key"] = error
        kept = None
    if here or kept is None:
        return here, kept
    return (kept,), None


def _proxies(environ: Environ, url: str) -> tuple[str, ...]:
    """What leads requests through a proxy; the service on this machine is reached directly."""
    place = urlsplit(url)
    if place.scheme == "http" or proxy_bypass(place.hostname or ""):
        return ()
    named = tuple(name for name in environ if name.upper() in PROXIES and environ[name])
    return named or tuple("the system" for scheme in ("https", "all") if scheme in getproxies())


def _keyring() -> str:
    try:
        return key_ring.name() or "none"
    except key_ring.ShutError as shut:
        return f"can't be used: {shut}"


def _pushes(folder: Path) -> Iterator[Unfinished]:
    """The last push to each calendar, where it came to no end."""
    for path in sorted(folder.glob("*.jsonl")):
        if path.name.endswith(".old.jsonl"):
            continue
        with suppress(OSError):
            yield from unfinished(path.read_bytes())
