"""A season to push: workouts in many versions, compiled once, and what others put beside them."""

import datetime as dt
import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from random import Random
from typing import Any, NamedTuple

import workoutc
from workoutc.calendar.event import Event, Session, dated, payload
from workoutc.calendar.fields import stamped

Json = dict[str, Any]

TODAY = dt.date(2026, 12, 1)
"""That of the athlete, by the clock of the sandbox."""

KINDS = (
    "workout: Tempo {v}\ntags: base, v{v}\n- 10m 75%\n- Hard {v}m 95%\n",
    "workout: Repeats\ntarget: power\n\nMain set {v}x\n- 2m 105% 90rpm\n- 1m 50%\n",
    "workout: Run {v}\nsport: Run\n- 2{v}m 70% Pace\n- 5m 80-90% LTHR\n",
    "workout: Lengths\nsport: Swim\n- {v}x\n  - 100mtr 80% Pace\n  - 20s intensity=rest\n",
    "workout: Legs\nsport: WeightTraining\nduration: {v}0m\nload: 3{v}\n\n> Squats\n",
    "workout: Day off {v}\ncategory: NOTE\ncolor: green\n\n> Sleep {v}0 hours\n",
    "workout: Race\ncategory: RACE_A\n- {v}0m 9{v}%\n",
    "workout: Größe 🚴 {v}\nindoor: yes\nsport: VirtualRide\n- {v}m ramp 50-75%\n",
)
VERSIONS = range(1, 6)


class Wanted(NamedTuple):
    """A workout on a day: one of `KINDS` in one of `VERSIONS`."""

    kind: int
    version: int
    day: dt.date


Season = Mapping[str, Wanted]
"""Workouts by their identities."""


@functools.cache
def session(kind: int, version: int) -> Session:
    """A workout as it leaves the compiler, without a day."""
    compiled = workoutc.compile(KINDS[kind].format(v=version), name=f"{kind}.workout")
    (workout,) = compiled.unwrap()
    return Session(workout, workoutc.write(workout, "intervals").content, compiled.source)


@functools.lru_cache(maxsize=5000)
def event(identity: str, wanted: Wanted) -> Event:
    """What is pushed for it."""
    made = session(wanted.kind, wanted.version)
    workout = replace(made.workout, identity=identity, date=wanted.day)
    (found,) = dated([replace(made, workout=workout)]).events
    return found


def events(season: Season) -> list[Event]:
    """All of a season."""
    return [event(identity, wanted) for identity, wanted in season.items()]


def shows(shown: Json, identity: str, wanted: Wanted) -> bool:
    """Whether an event of the calendar is what was wanted; seen by its bare fields, not by what
    the calendar room thinks of them."""
    made = session(wanted.kind, wanted.version)
    text, workout = made.text.strip(), made.workout
    mark = re.fullmatch(re.escape(text) + r"\s*\(workoutc [-0-9a-f]+\)\n", shown["description"])
    free = workout.duration is None or shown["paired_activity_id"]
    return (
        mark is not None
        and shown["external_id"] == f"workoutc:{identity}"
        and shown["name"] == workout.name
        and shown["start_date_local"] == f"{wanted.day}T00:00:00"
        and shown["category"] == workout.category
        and (shown["type"] == workout.sport or workout.category == "NOTE")
        and tuple(shown["tags"] or ()) == tuple(workout.tags)
        and (free or shown["moving_time"] == workout.duration)
        and (free or shown["icu_training_load"] == workout.load)
    )


def anything(rng: Random, days: Iterable[int] = range(30)) -> Wanted:
    """Some workout on some day, counted from today."""
    day = TODAY + dt.timedelta(rng.choice(list(days)))
    return Wanted(rng.randrange(len(KINDS)), rng.choice(VERSIONS), day)


NAMESPACES = ("workoutc-club", "Workoutc", "workoutc.w1", "other")


def foreign(day: dt.date) -> list[Json]:
    """What is not ours on a day of ours: made by hand, by other programs, and by this one under
    another name."""
    names = (
        None, "", "tempo", "other:w1", "workoutc-club:w1", "Workoutc:w1", "WORKOUTC:w1",
        "workoutc", "workoutc/w1", " workoutc:w1", "xworkoutc:w1",
    )  # fmt: skip
    usual = {"type": "Ride", "start_date_local": f"{day}T00:00:00", "name": "Tempo 1"}
    texts = ("- 10m 75%", "by hand\n\n(workoutc 0123456789ab)\n", "")
    made: list[Json] = [
        usual | {"category": "WORKOUT", "external_id": name, "description": texts[n % 3]}
        for n, name in enumerate(names)
    ]
    holiday = {"category": "HOLIDAY", "end_date_local": f"{day + dt.timedelta(9)}T00:00:00"}
    one = event("w1", Wanted(0, 1, day))
    club = [stamped(payload(replace(one, namespace=space))) for space in NAMESPACES]
    return [
        *made,
        *club,
        usual | holiday,
        usual | {"category": "NOTE", "description": "Do not touch"},
    ]
