"""A source compiled and written in a format, in this process or another one."""

from typing import NamedTuple

from workoutc.cli.outcome import Made, Named, Outcome
from workoutc.cli.replay import Recorder
from workoutc.compiler import Compilation, compile_bytes
from workoutc.formats import FORMATS
from workoutc.formats.emission import Emission
from workoutc.formats.events import JOINED
from workoutc.formats.source import fields
from workoutc.model import Workout
from workoutc.setting import Setting


class Job(NamedTuple):
    """A source and the format it is wanted in."""

    name: str
    data: bytes
    setting: Setting
    to: str


class Work(NamedTuple):
    """A compilation, and each of its sessions in the format unless the source has errors."""

    compilation: Compilation
    emissions: tuple[Emission, ...]


def worked(job: Job) -> Work:
    """The source compiled and written."""
    compilation = compile_bytes(job.data, name=job.name, setting=job.setting)
    if not compilation.ok:
        return Work(compilation, ())
    write = FORMATS[job.to]
    emissions = [write(workout, compilation.athlete) for workout in wanted(compilation, job.to)]
    return Work(compilation, tuple(emissions))


def wanted(compilation: Compilation, to: str) -> tuple[Workout, ...]:
    """What of a source is written to a format: the workouts and what its plans make of them, or of
    both what has a date."""
    return compilation.events if to in JOINED else compilation.sessions


def outcome(job: Job) -> Outcome:
    """The same in short."""
    recorder = Recorder(job.setting.include)
    work = worked(job._replace(setting=recorder.within(job.setting)))
    compilation, emissions = work
    lost = tuple(fault for emission in emissions for fault in emission.lost)
    made = tuple(map(_made, wanted(compilation, job.to), emissions))
    workouts = tuple(Named(w.identity, (w.span.start, w.span.end)) for w in compilation.workouts)
    plans = tuple(Named(p.identity, (p.span.start, p.span.end)) for p in compilation.plans)
    read = tuple(recorder.read)
    return Outcome(compilation.diagnostics, lost, made, read, workouts, plans)


def _made(workout: Workout, emission: Emission) -> Made:
    return Made(workout.identity, tuple(fields(workout)), emission.content)
