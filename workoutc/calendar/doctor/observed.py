"""What the service answers to what is set here: each question depends on the answers before."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from workoutc.calendar.doctor.heard import SHUT, Heard, Kind
from workoutc.calendar.doctor.held import How, Reading, readings
from workoutc.calendar.doctor.line import Line
from workoutc.calendar.doctor.surroundings import Surroundings
from workoutc.calendar.secret import Credentials, Scheme, Secret
from workoutc.records import dataclass, field, replace
from workoutc.tuples import NamedTuple

OWNER = "0"
"""The athlete whose key it is."""

NOBODY = Credentials(Scheme.KEY, Secret(""))
"""For a first answer where no key is set: a password that opens nothing."""


class Area(NamedTuple):
    """A part of an account. `path`: below the athlete's own. `serves`: the commands that need it.
    `scope`: what a token needs."""

    name: str
    path: str
    serves: tuple[str, ...]
    scope: str
    query: tuple[str, ...] = ()


CALENDAR = Area(
    "calendar", "/events", ("diff", "push", "pull", "status"), "CALENDAR:READ", ("oldest", "newest")
)
SETTINGS = Area("settings", "", ("athlete pull",), "SETTINGS:READ")
AREAS = (
    CALENDAR,
    Area("activities", "/activities", ("status",), "ACTIVITY:READ", ("oldest", "newest")),
    SETTINGS,
    Area("library", "/folders", (), "LIBRARY:READ"),
    Area("wellness", "/wellness", (), "WELLNESS:READ", ("oldest", "newest")),
)
"""Each is read by one harmless GET."""


@dataclass(frozen=True, slots=True)
class Observed:
    """All answers. `tried`: the readings of what is set, until one opened the account: `opened`.

    `athlete`: who was asked about. `owner`: the id of the key's owner, where it was told. `reach`:
    the answer of each area. `varied`: another spelling of the id, and whether it opens anything.
    `coached`: whom the key knows, with the right to each; `None` where that is not known.
    """

    here: Surroundings
    heard: Sequence[Heard] = ()
    tried: Sequence[tuple[Reading, Heard | None]] = ()
    opened: Reading | None = None
    athlete: str = OWNER
    owner: str = ""
    reach: Mapping[str, Heard | None] = field(default_factory=dict)
    varied: tuple[str, bool] = ("", False)
    coached: Mapping[str, str] | None = None

    @property
    def reached(self) -> bool:
        """Whether any area of the athlete is open."""
        return any(self.reaches(area) for area in AREAS)

    def reaches(self, area: Area) -> bool | None:
        """Whether an area is open, `None` where that is not known."""
        heard = self.reach.get(area.name)
        if heard is None or heard.kind not in (Kind.FINE, *SHUT, Kind.ABSENT):
            return None
        return heard.kind is Kind.FINE

    @property
    def own(self) -> bool:
        """Whether the athlete is the key's own."""
        return self.athlete in (OWNER, self.owner)

    @property
    def right(self) -> str:
        """`WRITE`, `READ` or `NONE`, as the service has it; empty where it doesn't tell."""
        told = (self.coached or {}).get(self.athlete)
        profile = self.reach.get(SETTINGS.name)
        return told or _text(profile.body if profile else None, "icu_permission")


def observe(here: Surroundings, line: Line, day: dt.date) -> Observed:
    """Ask, a few times, until it is known what opens what. `day`: any."""
    if "address" in here.wrong:
        return Observed(here)  # a key goes to no other address than the one that was meant
    tried = tuple(_tried(line, readings(here.held, here.hidden, here.stray), day))
    if not tried:
        line.ask(NOBODY, f"/athlete/{OWNER}")
        return Observed(here, line.heard)
    asked = _worth_asking(tried)
    if asked is None:
        return Observed(here, line.heard, tried)
    athlete = _athlete(here, asked)
    reach = {area.name: _ask(line, asked.credentials, athlete, area, day) for area in AREAS}
    opens = any(heard and heard.kind is Kind.FINE for heard in (tried[-1][1], *reach.values()))
    found = Observed(here, line.heard, tried, asked if opens else None, athlete,
                     _owner(line, asked.credentials), reach)  # fmt: skip
    return _of_others(found, line, asked.credentials) if opens else found


def people(answers: Iterable[Heard]) -> Iterator[Any]:
    """The names and addresses that stand in answers."""
    for heard in answers:
        bodies = heard.body if isinstance(heard.body, list) else [heard.body]
        for body in bodies:
            if isinstance(body, dict):
                yield from (body.get(key) for key in ("name", "firstname", "lastname", "email"))


def _tried(
    line: Line, ways: Iterable[Reading], day: dt.date
) -> Iterator[tuple[Reading, Heard | None]]:
    """Each way to take what is set, until one is not turned away."""
    for reading in ways:
        heard = _ask(line, reading.credentials, OWNER, SETTINGS, day)
        if heard and heard.kind is Kind.DENIED and reading.credentials.scheme is Scheme.TOKEN:
            heard = _ask(line, reading.credentials, OWNER, CALENDAR, day)  # for want of a scope
        yield reading, heard
        if heard is None or heard.kind not in SHUT:
            return


def _worth_asking(tried: Sequence[tuple[Reading, Heard | None]]) -> Reading | None:
    """The reading to go on with: the last, unless all were turned away; then a token that may have
    another scope."""
    reading, heard = tried[-1]
    if heard is None or heard.kind not in SHUT:
        return reading
    for reading, heard in tried:
        token = reading.credentials.scheme is Scheme.TOKEN and reading.how is not How.OTHER
        if token and heard and heard.kind is Kind.DENIED:
            return reading
    return None


def _ask(
    line: Line, credentials: Credentials, athlete: str, area: Area, day: dt.date
) -> Heard | None:
    query = dict.fromkeys(area.query, day.isoformat())
    return line.ask(credentials, f"/athlete/{athlete}{area.path}", query or None)


def _athlete(here: Surroundings, asked: Reading) -> str:
    """Who is meant: where the key stood in the place of the id, the id may stand in the key's."""
    if asked.how is not How.STRAY or not here.held:
        return here.athlete
    return here.held[0].id or here.athlete


def _owner(line: Line, credentials: Credentials) -> str:
    heard = line.known(credentials, f"/athlete/{OWNER}")
    return _text(heard.body if heard else None, "id")


def _of_others(found: Observed, line: Line, credentials: Credentials) -> Observed:
    """What else there is to know of the athlete, or of those a coach has."""
    varied = ("", False)
    if not (found.own or found.reached):
        id_ = found.athlete
        other = id_.removeprefix("i") if id_.startswith("i") else f"i{id_}"
        heard = line.ask(credentials, f"/athlete/{other}")
        varied = other, bool(heard and heard.kind is Kind.FINE)
    coached = None
    if credentials.scheme is Scheme.KEY:  # a token is never told
        coached = _coached(line.ask(credentials, "/athletes"))
    return replace(found, varied=varied, coached=coached)


def _coached(heard: Heard | None) -> Mapping[str, str] | None:
    if heard is None or not isinstance(heard.body, list):
        return None
    return {_text(one, "id"): _text(one, "icu_permission") for one in heard.body}


def _text(body: Any, key: str) -> str:
    found = body.get(key) if isinstance(body, dict) else None
    return str(found) if isinstance(found, str | int) else ""
