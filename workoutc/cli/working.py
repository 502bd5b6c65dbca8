"""A source compiled and written in a format, in this process or another one."""

from typing import NamedTuple

from workoutc.cli.outcome import Made, Named, Outcome
from workoutc.cli.replay import Recorder
from workoutc.compiler import Compilation, compile_bytes
from workoutc.formats import FORMATS
from workoutc.formats.emission import Binary, Text
from workoutc.formats.events import JOINED
from workoutc.formats.heading import fields
from workoutc.model import Workout
from workoutc.setting import Setting


class Job(NamedTuple):
    """A source and the format it is wanted in. `origin`: the foreign format that it is in."""

    name: str
    data: bytes
    setting: Setting
    to: str
    origin: str = ""


class Work(NamedTuple):
    """A compilation, and each of its sessions in the format unless the source has errors."""

    compilation: Compilation
    emissions: tuple[Text | Binary, ...]


def worked(job: Job) -> Work:
    """The source compiled and written."""
    compilation = _compiled(job)
    if not compilation.ok:
        return Work(compilation, ())
    write = FORMATS[job.to]
    emissions = [write(workout, compilation.athlete) for workout in wanted(compilation, job.to)]
    return Work(compilation, tuple(emissions))


def _compiled(job: Job) -> Compilation:
    if not job.origin:
        return compile_bytes(job.data, name=job.name, setting=job.setting)
    from workoutc.foreign import compile_foreign

    return compile_foreign(job.data, name=job.name, origin=job.origin, setting=job.setting)


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
    shown = compilation.source.text if job.origin else None
    return Outcome(compilation.diagnostics, lost, made, read, workouts, plans, shown)


def _made(workout: Workout, emission: Text | Binary) -> Made:
    return Made(workout.identity, tuple(fields(workout)), emission.content)
