"""What would have to happen for the calendar to hold the workouts; pure."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.calendar.conflicts import (
    EDITED,
    ambiguous,
    conflict,
    deleted,
    edited_where,
    field_words,
    kept,
    same_identity,
    taken_by,
)
from workoutc.calendar.elsewhere import ALONE, Elsewhere, Holder, Remembered
from workoutc.calendar.event import Event, payload, prefix
from workoutc.calendar.fields import differing, edited, outgrown
from workoutc.calendar.reply import Listed
from workoutc.calendar.retimed import retimed, written_over
from workoutc.calendar.verify import misread
from workoutc.diagnostic import Diagnostic
from workoutc.records import dataclass, field, replace
from workoutc.tuples import NamedTuple


class Action(StrEnum):
    """What is to happen to an event."""

    CREATE = "create"
    UPDATE = "update"
    MOVE = "move"
    DELETE = "delete"
    KEEP = "keep"
    SKIP = "skip"


CHANGING = (Action.CREATE, Action.UPDATE, Action.MOVE, Action.DELETE)


@dataclass(frozen=True, slots=True)
class Change:
    """One event and what is to happen to it.

    `event`: what is wanted, `None` for one that no source has. `known`: the event as the calendar
    has it. `diagnostics`: what forbids it, at its place in `event.session.source`, without an
    event at none.
    """

    action: Action
    reason: str
    event: Event | None = None
    known: Listed | None = None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def external_id(self) -> str:
        """The identity with its namespace."""
        return self.event.external_id if self.event else str(_there(self.known).external_id)

    @property
    def event_id(self) -> int | None:
        """The calendar's own id, where the event is there."""
        return self.known.id if self.known else None

    @property
    def when(self) -> dt.datetime:
        """The day and time it is to have, or has if it is to go."""
        return self.event.when if self.event else _there(self.known).start or dt.datetime.min

    @property
    def name(self) -> str:
        """What people call it."""
        return self.event.workout.name if self.event else _there(self.known).name or ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a push is going to do, by date. `ours`: how many events of ours pruning reaches: those
    on the days of the sources, from the first to the last, and on other days those that were left
    over by these very sources. `strays`: those of them that no source has and that were not to be
    pruned. `beyond`: what no source has elsewhere, where nothing is pruned. `seen`: all of ours
    that the calendar showed."""

    changes: tuple[Change, ...]
    strays: tuple[Listed, ...] = ()
    ours: int = 0
    beyond: tuple[Listed, ...] = ()
    seen: tuple[Listed, ...] = ()

    @property
    def changing(self) -> bool:
        """Whether anything is to be done."""
        return any(change.action in CHANGING for change in self.changes)

    def of(self, *actions: Action) -> list[Change]:
        """The changes of these kinds."""
        return [change for change in self.changes if change.action in actions]


@dataclass(frozen=True, slots=True)
class Terms:
    """How far a push may go. `today`: the athlete's day. `prune`: delete ours that no source has.
    `force`: change also what is over, was ridden, or was edited or deleted by its athlete.
    `athlete`: the thresholds that the texts were written with. `remembered`: what is known of the
    events of ours, by `external_id`, that stood there after the last push from this machine."""

    today: dt.date
    namespace: str = "workoutc"
    prune: bool = False
    force: bool = False
    athlete: Athlete = UNKNOWN
    remembered: Mapping[str, Remembered] = field(default_factory=dict)


def diff(
    desired: Sequence[Event],
    existing: Iterable[Listed],
    terms: Terms,
    elsewhere: Elsewhere = ALONE,
) -> Plan:
    """What to do so that the calendar holds `desired`, whose identities are all different.

    Events of others and of other namespaces are never looked at.
    """
    known = _by_identity(existing, prefix(terms.namespace))
    changes = [
        _change(event, known.get(event.external_id, ()), terms, elsewhere.rival)
        for event in desired
    ]
    seen = [listed for found in known.values() for listed in found]
    within = _within(desired, seen)
    strays = _Strays({event.external_id for event in desired}, terms, elsewhere.held)
    cut, beyond = strays.elsewhere(seen if desired else (), within, elsewhere.reached)
    if terms.prune:
        found = [*strays.among(within), *strays.among(strays.unprotected(cut))]
        changes += [_pruned(stray, holder, terms) for stray, holder in found]
    return Plan(
        tuple(sorted(changes, key=lambda c: (c.when, c.external_id, c.event_id or 0))),
        () if terms.prune else tuple(strays.to_come([*within, *cut])),
        len(within) + len(cut),
        tuple(strays.to_come(beyond)),
        tuple(seen),
    )


def other_owners(plan: Plan, *, token: bool) -> int:
    """How many known events of ours belong to another owner than the one who asks: with a key,
    those of any application; with a token, those made with a key, and all if there are several
    applications."""
    known = [change.known for change in plan.changes if change.known]
    owners = [event.oauth_client_id for event in known]
    if not token:
        return sum(owner is not None for owner in owners)
    several = len(set(owners) - {None}) > 1
    return len(owners) if several else owners.count(None)


def clashes(events: Iterable[Event]) -> Iterator[tuple[Event, Diagnostic]]:
    """Each event whose identity another one has before it: they can't both be on the calendar."""
    first: dict[str, Event] = {}
    for event in events:
        other = first.setdefault(event.external_id, event)
        if other is not event:
            yield event, same_identity(event, other)


def _by_identity(existing: Iterable[Listed], ours: str) -> Mapping[str, list[Listed]]:
    known: dict[str, list[Listed]] = defaultdict(list)
    for listed in existing:
        if listed.external_id and listed.external_id.startswith(ours):
            known[listed.external_id].append(listed)
    return known


def _within(desired: Sequence[Event], seen: Iterable[Listed]) -> list[Listed]:
    """Events of ours on the days from the first to the last of what is wanted."""
    days = [event.when.date() for event in desired]
    if not days:
        return []
    first, last = min(days), max(days)
    return [listed for listed in seen if listed.start and first <= listed.start.date() <= last]


class _Strays(NamedTuple):
    """Which events of ours no source has; `wanted`: what is pushed, by `external_id`."""

    wanted: set[str]
    terms: Terms
    held: Callable[[str], Holder | None]

    def among(self, seen: Iterable[Listed]) -> Iterator[tuple[Listed, Holder | None]]:
        """Those of these that no source has for sure, with the one that may have them."""
        for listed in seen:
            if listed.external_id not in self.wanted:
                holder = self.held(str(listed.external_id))
                if holder is None or holder.broken:
                    yield listed, holder

    def to_come(self, seen: Iterable[Listed]) -> Iterator[Listed]:
        """Those that no source has, and that are neither over nor done."""
        return (stray for stray, holder in self.among(self.unprotected(seen)) if holder is None)

    def unprotected(self, seen: Iterable[Listed]) -> Iterator[Listed]:
        """Those of these that are neither over nor done."""
        return (listed for listed in seen if not protection(listed, self.terms))

    def elsewhere(
        self, seen: Iterable[Listed], within: Iterable[Listed], reached: Callable[[str], bool]
    ) -> tuple[list[Listed], list[Listed]]:
        """What this machine knows on other days: what pruning reaches there, and the rest."""
        here = {listed.id for listed in within}
        cut: list[Listed] = []
        beyond: list[Listed] = []
        for listed in seen:
            if listed.id not in here and self.known(listed):
                (cut if reached(str(listed.external_id)) else beyond).append(listed)
        return cut, beyond

    def known(self, stray: Listed) -> bool:
        """Whether it was once pushed from a file on this machine: others may have files of ours."""
        remembered = self.terms.remembered.get(str(stray.external_id))
        return remembered is not None and bool(remembered.files)


def _change(
    event: Event, found: Sequence[Listed], terms: Terms, rival: Callable[[str], str]
) -> Change:
    if len(found) > 1:
        diagnostic = ambiguous(event, found)
        return Change(Action.SKIP, diagnostic.message, event, diagnostics=(diagnostic,))
    over = event.when.date() < terms.today
    if found:
        return _known(event, found[0], terms, rival, over=over)
    if over and not terms.force:
        return Change(Action.SKIP, "its day is over; give it a date from today on", event)
    past = ["its day is over"] if over else []
    if event.external_id not in terms.remembered:
        return Change(Action.CREATE, _forced("new", past), event)
    gone = deleted(event)
    if terms.force:
        return Change(Action.CREATE, _forced(f"{gone.message}; made again", past), event)
    reason = f"{gone.message}; --force makes it again"
    return Change(Action.SKIP, reason, event, diagnostics=(gone,))


def _known(
    event: Event, known: Listed, terms: Terms, rival: Callable[[str], str], *, over: bool
) -> Change:
    change = Change(Action.KEEP, "unchanged", event, known)
    fields = differing(payload(event), known)
    protected = protection(known, terms) or (NEW_DAY if over and not terms.force else "")
    own = not protected and retimed(event, known)
    if not (fields or own):
        reason = "" if protected else _why_again(event, known, terms)
        return replace(change, action=Action.UPDATE, reason=reason) if reason else change
    if protected:
        return replace(change, action=Action.SKIP, reason=protected)
    # What comes from standard input has no place, so that nobody can say it is another.
    other = rival(event.external_id) if event.file else ""
    if other and not terms.force:
        taken = taken_by(event, other)
        reason = f"{taken.message}; --force overwrites it"
        return replace(change, action=Action.SKIP, reason=reason, diagnostics=(taken,))
    if (own or edited(known)) and not terms.force:
        clash = conflict(event, known, fields)
        reason = f"{clash.message}; --force overwrites it"
        return replace(change, action=Action.SKIP, reason=reason, diagnostics=(clash,))
    fields += ("moving_time",) if own else ()
    overridden = _overridden(event, known, terms) if terms.force else []
    overridden += [f"`{other}` has it too"] if other else []
    return _rewritten(change, fields, overridden)


def _why_again(event: Event, known: Listed, terms: Terms) -> str:
    """Why an event that says what it should is to be sent all the same, or nothing."""
    if outgrown(known):
        # Else the next change of the source would be a conflict with what was taken over from here.
        return "as it was edited there; marked anew"
    # With --force too: how a workout was read that is over or done matters to nobody.
    if protection(known, replace(terms, force=False)):
        return ""
    whats = dict.fromkeys(fault.what for fault in misread(event, known, terms.athlete))
    if not whats:
        return ""
    what = ", ".join(whats)
    return f"the calendar understood another {what} of this very text; sent again unchanged"


def _rewritten(change: Change, fields: Sequence[str], overridden: Sequence[str]) -> Change:
    old, new = _there(change.known).start, change.when
    if old is None or old.date() == new.date():
        reason = _forced(f"changed: {field_words(fields)}", overridden)
        return replace(change, action=Action.UPDATE, reason=reason)
    others = [field for field in fields if field != "start_date_local"]
    also = f"; changed: {field_words(others)}" if others else ""
    reason = _forced(f"from {old:%a} {old.date()}{also}", overridden)
    return replace(change, action=Action.MOVE, reason=reason)


def _pruned(stray: Listed, holder: Holder | None, terms: Terms) -> Change:
    if holder is not None:
        reason = f"no source has it that can be read, but `{holder.file}` has errors; mend it first"
        return Change(Action.SKIP, reason, known=stray)
    if protected := protection(stray, terms):
        return Change(Action.SKIP, f"no source has it any more, but: {protected}", known=stray)
    own = edited(stray) or written_over(stray)
    if own and not terms.force:
        reason = f"no source has it any more, but: {EDITED}; --force deletes it"
        return Change(Action.SKIP, reason, known=stray, diagnostics=(kept(stray),))
    overridden = [*_grounds(stray, terms), *([f"it was {EDITED}"] if own else [])]
    return Change(Action.DELETE, _forced("no source has it any more", overridden), known=stray)


def protection(known: Listed, terms: Terms) -> str:
    """Why an event of the calendar is not ours to change any more, or nothing."""
    ground = next(_grounds(known, terms), "")
    if terms.force or not ground:
        return ""
    return f"{ground}; {AGAIN}" if known.start else ground


NEW_DAY = "its new date is over"
AGAIN = "give the workout a new id to plan it again"


def _grounds(known: Listed, terms: Terms) -> Iterator[str]:
    """All that protects an event from a push."""
    if known.paired_activity_id:
        yield "it was done: an activity is paired with it"
    if known.start is None:
        yield "the calendar shows no date for it"
    elif known.start.date() < terms.today:
        yield f"its day, {known.start.date()}, is over"


def _overridden(event: Event, known: Listed, terms: Terms) -> list[str]:
    """What a forced change of an event disregards."""
    grounds = list(_grounds(known, terms))
    moved = known.start is not None and known.start.date() != event.when.date()
    if moved and event.when.date() < terms.today:
        grounds.append(NEW_DAY)
    if edited(known) or retimed(event, known):
        grounds.append(f"it was {edited_where(event, known, differing(payload(event), known))}")
    return grounds


def _forced(reason: str, overridden: Sequence[str]) -> str:
    return f"{reason}; forced although {' and '.join(overridden)}" if overridden else reason


def _there(known: Listed | None) -> Listed:
    assert known is not None, "a change without an event wanted has one that is known"
    return known
