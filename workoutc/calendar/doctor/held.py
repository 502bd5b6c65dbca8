"""The keys that are set, spoilt or not, and all ways to take them."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from workoutc.calendar import keys
from workoutc.calendar.doctor.mended import meant_id, mended
from workoutc.calendar.secret import Credentials, Scheme, Secret, flaw
from workoutc.tuples import NamedTuple

Environ = Mapping[str, str]


class Held(NamedTuple):
    """A key or token as it is set, and where, in words. `flaw`: what copying did to it. An `id` of
    an athlete is no secret."""

    scheme: Scheme
    place: str
    secret: Secret | None
    flaw: str = ""
    id: str = ""


class How(Enum):
    """How something that is set was taken."""

    AS_SET = "as it is"
    MENDED = "as what it was before it was copied"
    KEPT = "what login kept, without the environment"
    OTHER = "as a token where a key is said to be, or the reverse"
    STRAY = "what stands in the place of the athlete's id, as the key"


class Reading(NamedTuple):
    """A way to take what is set. `held`: what is taken so, but for a stray."""

    how: How
    held: Held | None
    credentials: Credentials


def in_environment(environ: Environ) -> tuple[Held, ...]:
    """What the environment sets, as it stands."""
    return tuple(_held(scheme, text) for scheme in Scheme if (text := environ.get(scheme)))


def at_login(environ: Environ, url: str) -> Held | None:
    """What `login` kept for an address. Raises SettingsError, as for an entry that is spoilt."""
    kept = keys.kept(environ, url)
    return kept and Held(kept.credentials.scheme, kept.place, kept.credentials.secret)


def readings(held: Sequence[Held], hidden: Held | None, stray: Secret | None) -> Iterator[Reading]:
    """All ways to take what is set, the plainest first.

    `hidden`: what `login` kept, where the environment comes before it. `stray`: what stands in the
    place of the athlete's id and may be a key.
    """
    plain = [reading for one in held for reading in _plain(one)]
    yield from plain
    if hidden is not None and hidden.secret is not None:
        yield Reading(How.KEPT, hidden, Credentials(hidden.scheme, hidden.secret))
    if len(held) == 1:  # with two, each was taken in its own right
        for reading in plain:
            yield reading._replace(how=How.OTHER, credentials=_other(reading.credentials))
    if stray is not None:
        yield Reading(How.STRAY, None, Credentials(Scheme.KEY, stray))


def _held(scheme: Scheme, text: str) -> Held:
    id_ = meant_id(text)
    return Held(scheme, str(scheme), None if id_ else Secret(text), flaw(text), id_)


def _plain(held: Held) -> Iterator[Reading]:
    if held.secret is None:
        return
    credentials = Credentials(held.scheme, held.secret)
    if not held.flaw:
        yield Reading(How.AS_SET, held, credentials)
    if better := mended(credentials):
        yield Reading(How.MENDED, held, better)


def _other(credentials: Credentials) -> Credentials:
    scheme = Scheme.TOKEN if credentials.scheme is Scheme.KEY else Scheme.KEY
    return Credentials(scheme, credentials.secret)
