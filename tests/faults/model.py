"""What must be on a calendar, as a plain dictionary: the rules of a push told a second time."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tests.faults.season import Json, Wanted, session
from workoutc.calendar.mark import unmarked


class Card(NamedTuple):
    """An event of ours. `said`: what was last pushed; `day`: where it stands; `own`: what its
    athlete put in the place of fields; `ridden`: whether it is done."""

    said: Wanted
    day: dt.date
    own: Mapping[str, str] = {}
    ridden: bool = False

    @property
    def edited(self) -> bool:
        """Whether its athlete changed it."""
        return bool(self.own) or self.day != self.said.day

    def is_as(self, wanted: Wanted) -> bool:
        """Whether a source finds it as it wants it."""
        alike = _words(wanted, ridden=self.ridden) == _words(self.said, ridden=self.ridden)
        return not self.own and alike and wanted.day == self.day

    def looks_like(self, shown: Json) -> bool:
        """Whether an event of the calendar is this one."""
        made = session(self.said.kind, self.said.version)
        tags = [self.own["tags"]] if "tags" in self.own else list(made.workout.tags)
        text = self.own.get("description", made.text.strip())
        return (
            shown["name"] == self.own.get("name", made.workout.name)
            and unmarked(shown["description"]) == text
            and shown["start_date_local"] == f"{self.day}T00:00:00"
            and (shown["tags"] or []) == tags
            and (shown["paired_activity_id"] is not None) is self.ridden
            and (self.ridden or made.workout.duration in (None, shown["moving_time"]))
        )


def _words(wanted: Wanted, *, ridden: bool) -> object:
    """What a workout says; its totals count until it is ridden, when they are those of the ride."""
    made = session(wanted.kind, wanted.version)
    totals = None if ridden else (made.workout.duration, made.workout.load)
    return wanted.kind, made.workout.name, made.text, made.workout.tags, totals


Cards = Mapping[str, Card]
"""Events of ours by identity."""


class Push(NamedTuple):
    """What is asked for."""

    sources: Mapping[str, Wanted]
    today: dt.date
    prune: bool = False
    force: bool = False


def actions(push: Push, cards: Cards) -> dict[str, str]:
    """What a push does with each event, by identity."""
    done = {i: _action(push, wanted, cards.get(i)) for i, wanted in push.sources.items()}
    return done | (dict(_pruned(push, cards)) if push.prune else {})


def _action(push: Push, wanted: Wanted, card: Card | None) -> str:
    over = wanted.day < push.today
    if card is None:
        return "skip" if over and not push.force else "create"
    shut = not push.force and (_shut(push, card) or over)
    if card.is_as(wanted):
        return "update" if card.edited and not shut else "keep"
    if shut:
        return "skip"
    if card.edited and not push.force:
        return "conflict"
    return "update" if card.day == wanted.day else "move"


def _pruned(push: Push, cards: Cards) -> Iterator[tuple[str, str]]:
    days = [wanted.day for wanted in push.sources.values()]
    for identity, card in cards.items():
        if identity not in push.sources and days and min(days) <= card.day <= max(days):
            kept = not push.force and (_shut(push, card) or card.edited)
            yield identity, "skip" if kept else "delete"


def _shut(push: Push, card: Card) -> bool:
    return card.ridden or card.day < push.today


def after(push: Push, cards: Cards) -> dict[str, Card]:
    """The events once a push has done all that."""
    left = dict(cards)
    for identity, action in actions(push, cards).items():
        if action == "delete":
            del left[identity]
        elif action in ("create", "update", "move"):
            wanted, card = push.sources[identity], cards.get(identity)
            left[identity] = Card(wanted, wanted.day, ridden=bool(card and card.ridden))
    return left
