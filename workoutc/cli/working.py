"""A source compiled and written in a format, in this process or another one."""

from typing import NamedTuple

from workoutc.cli.outcome import Made, Outcome
from workoutc.cli.replay import Recorder
from workoutc.compiler import Compilation, compile_bytes
from workoutc.formats import FORMATS
from workoutc.formats.emission import Emission
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
    """A compilation, and each of its workouts in the format unless the source has errors."""

    compilation: Compilation
    emissions: tuple[Emission, ...]


def worked(job: Job) -> Work:
    """The source compiled and written."""
    compilation = compile_bytes(job.data, name=job.name, setting=job.setting)
    if not compilation.ok:
        return Work(compilation, ())
    write = FORMATS[job.to]
    emissions = [write(workout, compilation.athlete) for workout in compilation.workouts]
    return Work(compilation, tuple(emissions))


def outcome(job: Job) -> Outcome:
    """The same in short."""
    recorder = Recorder(job.setting.include)
    work = worked(job._replace(setting=recorder.within(job.setting)))
    workouts, emissions = work.compilation.workouts, work.emissions
    contents = [emission.content for emission in emissions] or [""] * len(workouts)
    lost = tuple(fault for emission in emissions for fault in emission.lost)
    made = tuple(map(_made, workouts, contents))
    return Outcome(work.compilation.diagnostics, lost, made, tuple(recorder.read))


def _made(workout: Workout, content: str) -> Made:
    start, end = workout.span
    return Made(workout.identity, (start, end), tuple(fields(workout)), content)
