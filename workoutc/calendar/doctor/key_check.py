"""The check of the key: which of the ways to take what is set opens the account."""

from typing import assert_never

from workoutc.calendar.doctor.finding import Cause, Finding, fault, fine, unknown
from workoutc.calendar.doctor.heard import SHUT, Heard, words_of
from workoutc.calendar.doctor.held import Held, How, Reading
from workoutc.calendar.doctor.observed import Observed
from workoutc.calendar.secret import KEY, TOKEN, WHERE_KEYS_ARE, Scheme

CHECK = "key"

BARE = "nothing before, around or behind it; a .env file takes quotes as a part of the value"

COPY = f"copy it again from {WHERE_KEYS_ARE}: making a new one there ends the old one"

USER = "the user name is always API_KEY and is added by itself"


def check_key(observed: Observed) -> Finding:
    """What is set as the key or token."""
    here, opened = observed.here, observed.opened
    if opened is not None and opened.held is None:
        return _exchanged(here.held)
    if wrong := here.wrong.get("key"):
        return fault(CHECK, Cause.UNREADABLE_KEY, wrong.message, wrong.help)
    if not here.held:
        help = f"make one at {WHERE_KEYS_ARE}, then run: workoutc login"
        return fault(CHECK, Cause.NO_KEY, f"there is none for {here.url}", help)
    if len(here.held) > 1:
        return _two(opened)
    return _taken(observed, opened) if opened else _shut(observed, here.held[0])


def _taken(observed: Observed, opened: Reading) -> Finding:
    """One key is set, and this way of taking it opens the account."""
    held = observed.here.held[0]
    match opened.how:
        case How.AS_SET | How.STRAY:
            return fine(CHECK, f"the {_noun(opened)} from {held.place} opens the account")
        case How.MENDED:
            return _spoilt(opened, held)
        case How.KEPT:
            return fault(
                CHECK,
                Cause.HIDDEN_KEY,
                f"{held.place} is no good and comes before the {_noun(opened)} that `login` kept, "
                "which opens the account",
                f"unset {held.place}",
            )
        case How.OTHER:
            return _other(opened, held)
        case _:
            assert_never(opened.how)


def _spoilt(opened: Reading, held: Held) -> Finding:
    flaw = held.flaw or "has something before or around the key"
    scheme = opened.credentials.scheme
    moved = "" if scheme is held.scheme else f" (it is a {scheme.noun})"
    return fault(
        CHECK,
        Cause.SPOILT_KEY,
        f"{held.place} {flaw}; without that it opens the account",
        f"set {scheme}{moved} to the bare {scheme.noun}: {BARE}",
    )


def _other(opened: Reading, held: Held) -> Finding:
    right = opened.credentials.scheme
    cause = Cause.KEY_AS_TOKEN if right is Scheme.KEY else Cause.TOKEN_AS_KEY
    login = "workoutc login" + (" --token" if right is Scheme.TOKEN else "")
    return fault(
        CHECK,
        cause,
        f"{held.place} holds a {right.noun}, which is sent in another way; sent so, it opens the "
        "account",
        f"set it as {right} instead, or run: {login}",
    )


def _exchanged(held: tuple[Held, ...]) -> Finding:
    """What stands in the place of the id opened the account."""
    ids = [one for one in held if one.id]
    words = (
        f"{ids[0].place} holds an athlete's id, and the place of the id holds the key"
        if ids
        else "the key stands in the place of the athlete's id; taken as the key, it opens the "
        "account"
    )
    help = f"exchange them: the key goes into {KEY}, the id into INTERVALS_ATHLETE"
    return fault(CHECK, Cause.EXCHANGED, words, help)


def _two(opened: Reading | None) -> Finding:
    sound = opened.held if opened and opened.how is How.AS_SET else None
    which = f"; {sound.place} opens the account" if sound else ""
    other = next((str(scheme) for scheme in Scheme if sound and scheme != sound.place), "one")
    return fault(
        CHECK,
        Cause.TWO_KEYS,
        f"both {KEY} and {TOKEN} are set{which}",
        f"unset {other}: on the calendar, events made with each belong to different owners",
    )


def _shut(observed: Observed, held: Held) -> Finding:
    """Nothing opened the account, or nothing could be asked."""
    if held.id:
        words = f"{held.place} holds the id of an athlete, not a key"
        help = f"the id belongs into INTERVALS_ATHLETE; a key is made at {WHERE_KEYS_ARE}"
        return fault(CHECK, Cause.EXCHANGED, words, help)
    refused = _refused(observed)
    if held.flaw:
        mended = [reading for reading, _ in observed.tried if reading.how is How.MENDED]
        more = "; and without that it is refused, too" if mended and refused else ""
        words, help = f"{held.place} {held.flaw}{more}", f"{COPY}; set it bare: {BARE}"
        return fault(CHECK, Cause.SPOILT_KEY, words, help)
    if refused is None:
        return unknown(CHECK, "the service said nothing of it")
    said = words_of(refused)
    if held.scheme is Scheme.TOKEN:
        words = f"the token from {held.place} opens nothing, nor does it as a personal key"
        help = "it was revoked, or allows nothing that workoutc asks for: authorise it anew"
        return fault(CHECK, Cause.REFUSED_KEY, words, help, said)
    words = f"the key from {held.place} is refused, and as a token, too"
    return fault(CHECK, Cause.REFUSED_KEY, words, f"{COPY}; {USER}", said)


def _refused(observed: Observed) -> Heard | None:
    """The answer to the plainest way, where the service turned away every one."""
    answers = [heard for _, heard in observed.tried]
    if not answers or any(heard is None or heard.kind not in SHUT for heard in answers):
        return None
    return answers[0]


def _noun(reading: Reading) -> str:
    return reading.credentials.scheme.noun
