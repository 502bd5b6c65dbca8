"""Checks of what the key is used for: the athlete, what it may there, what was left undone."""

from workoutc.calendar.doctor.finding import Cause, Finding, fault, fine, note, unknown
from workoutc.calendar.doctor.heard import Kind, words_of
from workoutc.calendar.doctor.held import How
from workoutc.calendar.doctor.observed import AREAS, CALENDAR, OWNER, Area, Observed
from workoutc.calendar.secret import Scheme

AN_ID = (
    "an id is `i` and digits, or digits alone, as in the address of the calendar page; 0 is "
    "yourself; it stands in INTERVALS_ATHLETE or in a settings file"
)


def check_athlete(observed: Observed) -> Finding:
    """Whose calendar it is."""
    if "athlete" in observed.here.wrong:
        return _no_id(observed)
    if observed.opened is None:
        return unknown("athlete", "only a key that opens an account can tell")
    if observed.reached:
        return _whose(observed)
    if all(observed.reaches(area) is None for area in AREAS):
        return unknown("athlete", "the service said nothing of it")
    return _shut(observed)


def check_rights(observed: Observed) -> Finding:
    """What the key or token may read."""
    if observed.opened is None or not observed.reached:
        return unknown("rights", "nothing of this athlete was reached")
    token = observed.opened.credentials.scheme is Scheme.TOKEN
    cause = Cause.SCOPE if token else Cause.NO_RIGHT
    shut = [area for area in AREAS if observed.reaches(area) is False]
    if CALENDAR in shut:
        help = _more([CALENDAR], token=token)
        return fault("rights", cause, "the calendar can't be read", help)
    if lacking := [area for area in shut if area.serves]:
        verbs = dict.fromkeys(f"`{verb}`" for area in lacking for verb in area.serves)
        names = " and ".join(area.name for area in lacking)
        words = f"{names} can't be read, which {' and '.join(verbs)} would need"
        return note("rights", cause, words, _more(lacking, token=token))
    if observed.reaches(CALENDAR) is None:
        return unknown("rights", "the service said nothing of the calendar")
    return fine("rights", "all that workoutc needs can be read")


def check_pushes(observed: Observed) -> Finding:
    """Whether the last pushes from this machine came to their ends."""
    open_ = observed.here.pushes
    if not open_:
        return fine("pushes", "none was stopped midway")
    last = max(open_, key=lambda push: push.begun)
    one = "a push" if len(open_) == 1 else f"{len(open_)} pushes"
    return note(
        "pushes",
        Cause.OPEN_PUSH,
        f"{one} came to no end, or is under way; the last began {last.begun or 'some time ago'}, "
        f"{last.answered} of {last.planned} changes are acknowledged",
        "push again: what has arrived is recognised and not sent twice",
    )


def _no_id(observed: Observed) -> Finding:
    here, opened = observed.here, observed.opened
    place = f"from {here.athlete_from}"
    if opened and opened.how is How.STRAY:
        return unknown("athlete", f"what stands in its place is the key ({place})")
    if here.athlete != OWNER:
        words = f"the id has something before, around or behind it ({place})"
        return fault("athlete", Cause.NO_ID, words, "set the id alone")
    like = ", and has the looks of a key" if here.stray else ""
    return fault("athlete", Cause.NO_ID, f"that is no athlete's id{like} ({place})", AN_ID)


def _whose(observed: Observed) -> Finding:
    """Something of the athlete is open."""
    if observed.own:
        return fine("athlete", "the key's own account")
    if observed.right == "READ":
        return fault(
            "athlete",
            Cause.READ_ONLY,
            "the key may see this athlete's calendar, but not change it",
            "the athlete has to allow their coach to edit it, on Intervals.icu",
        )
    may = ", and may edit the calendar" if observed.right == "WRITE" else ""
    return fine("athlete", f"another athlete than the key's own; the key reaches them{may}")


def _shut(observed: Observed) -> Finding:
    """The key is good, and nothing of the athlete is open."""
    other, opens = observed.varied
    place = f"from {observed.here.athlete_from}"
    if opens and other.startswith("i"):
        words = f"the id lacks its `i` ({place}): with it, it is one that the key reaches"
        return fault("athlete", Cause.ID_WITHOUT_I, words, "write it with an `i` before the digits")
    if opens:
        words = f"the id has an `i` too many ({place}): without it, it is one that the key reaches"
        return fault("athlete", Cause.ID_WITH_I, words, "write the digits alone")
    answers = [heard for heard in observed.reach.values() if heard and heard.kind is not Kind.FINE]
    said = words_of(answers[0]) if answers else ""
    help = f"check the id ({place}); 0 is yourself; the athlete has to accept you as a coach"
    if not observed.athlete.startswith("i"):
        help = f"most ids begin with an `i`; {help}"
    if observed.coached is not None and observed.athlete not in observed.coached:
        words = "the key neither belongs to this athlete nor to a coach of theirs"
        return fault("athlete", Cause.NOT_COACHED, words, help, said)
    return fault("athlete", Cause.NO_RIGHT, "the key may see nothing of this athlete", help, said)


def _more(areas: list[Area], *, token: bool) -> str:
    if token:
        return f"authorise the token anew with {', '.join(area.scope for area in areas)}"
    return "the athlete has to give their coach the right to it"
