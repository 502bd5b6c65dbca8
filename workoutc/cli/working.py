"""A source compiled and written in a format, in this process or another one."""

from workoutc.cli.outcome import Made, Named, Outcome
from workoutc.cli.replay import Recorder
from workoutc.compiler import Compilation, compile_bytes
from workoutc.diagnostic import Diagnostic
from workoutc.formats import FORMATS
from workoutc.formats.emission import Binary, Text
from workoutc.formats.events import JOINED
from workoutc.formats.fitting import Fitting, fitting
from workoutc.formats.heading import fields
from workoutc.model import Workout
from workoutc.setting import Setting
from workoutc.tuples import NamedTuple


class Job(NamedTuple):
    """A source and the format it is wanted in. `origin`: the foreign format that it is in."""

    name: str
    data: bytes
    setting: Setting
    to: str
    origin: str = ""


class Work(NamedTuple):
    """A compilation, and each of its sessions in the format unless the source has errors; `skipped`
    tells of those that the format isn't for."""

    compilation: Compilation
    sessions: tuple[Workout, ...] = ()
    emissions: tuple[Text | Binary, ...] = ()
    skipped: tuple[Diagnostic, ...] = ()


def worked(job: Job) -> Work:
    """The source compiled and written."""
    compilation = compiled(job)
    if not compilation.ok:
        return Work(compilation)
    write = FORMATS[job.to]
    wanted, skipped = _wanted(compilation, job.to)
    emissions = [write(workout, compilation.athlete) for workout in wanted]
    return Work(compilation, wanted, tuple(emissions), skipped)


def compiled(job: Job) -> Compilation:
    """The source compiled, whatever it is written in."""
    if not job.origin:
        return compile_bytes(job.data, name=job.name, setting=job.setting)
    from workoutc.foreign import compile_foreign

    return compile_foreign(job.data, name=job.name, origin=job.origin, setting=job.setting)


def _wanted(compilation: Compilation, to: str) -> Fitting:
    """What of a source is written to a format: the workouts and what its plans make of them, or of
    both what has a date."""
    if to in JOINED:
        return Fitting(compilation.events)
    return fitting(compilation.workouts, compilation.plans, to)


def outcome(job: Job) -> Outcome:
    """The same in short."""
    recorder = Recorder(job.setting.include)
    work = worked(job._replace(setting=recorder.within(job.setting)))
    compilation = work.compilation
    lost = (*work.skipped, *(fault for emission in work.emissions for fault in emission.lost))
    made = tuple(map(_made, work.sessions, work.emissions))
    workouts = tuple(Named(w.identity, (w.span.start, w.span.end)) for w in compilation.workouts)
    plans = tuple(Named(p.identity, (p.span.start, p.span.end)) for p in compilation.plans)
    read = tuple(recorder.read)
    shown = compilation.source.text if job.origin else None
    return Outcome(compilation.diagnostics, lost, made, read, workouts, plans, shown)


def _made(workout: Workout, emission: Text | Binary) -> Made:
    return Made(workout.identity, tuple(fields(workout)), emission.content)
