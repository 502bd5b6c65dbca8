"""`workoutc show`: what a session looks like, and what it comes to."""

import json
import sys
from collections.abc import Iterator, Sequence

import click

from workoutc.athlete import Athlete
from workoutc.cli import options
from workoutc.cli.compiling import Way, works
from workoutc.cli.contexts import Contexts
from workoutc.cli.output import colored, emit, errors_of, tell, width
from workoutc.cli.sources import texts
from workoutc.compiler import Compilation
from workoutc.diagnostic import has_errors
from workoutc.load.season import totals
from workoutc.model import Plan
from workoutc.picture.canvas import Canvas
from workoutc.picture.season import season
from workoutc.picture.session import Shown, shown_of
from workoutc.picture.terminal import picture
from workoutc.render.as_json import VERSION

WIDEST = 200
"""Cells beyond which a picture says no more."""


@click.command("show")
@options.paths
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON, and no other words.")
@options.origin
@options.profile
@options.look
def command(
    paths: tuple[str, ...], as_json: bool, origin: str | None, athlete: str | None,
    values: tuple[str, ...], color: str, quiet: bool,
) -> None:  # fmt: skip
    """Show workouts (picture, time, load, zones) and the weeks of plans.

    PATH is a file, a folder (every *.workout below it) or - for standard input. The load is what
    Intervals.icu will show; it needs the thresholds of the profile, or --set ftp=280.

    \b
      workoutc show threshold.workout
      workoutc show training/ --json --set ftp=280
    """
    done = works(texts(paths, origin), Contexts(athlete, values), Way(quiet=quiet or as_json))
    found = [work.compilation for work in done]
    report = [(compilation.source, compilation.diagnostics) for compilation in found]
    tell(errors_of(report) if quiet or as_json else report, color)
    if any(has_errors(diagnostics) for _, diagnostics in report):
        sys.exit(1)
    shown = list(sessions(found, within=as_json))
    if as_json:
        emit(as_text(shown, found))
    else:
        canvas = Canvas(width(WIDEST), *_drawn(color))
        parts = [*pictures(shown, canvas, quiet=quiet), *plans(found, canvas, quiet=quiet)]
        emit("\n\n".join(f"{lines}\n" for lines in parts))


def sessions(compilations: Sequence[Compilation], *, within: bool) -> Iterator[Shown]:
    """Every workout with its figures. `within`: also those that a plan names, which its weeks
    show."""
    planned = {name for c in compilations for plan in c.plans for name in plan.templates}
    for compilation in compilations:
        for workout in compilation.workouts:
            if within or workout.date is not None or workout.identity not in planned:
                yield shown_of(workout, compilation.athlete)


def pictures(shown: Sequence[Shown], canvas: Canvas, *, quiet: bool) -> Iterator[str]:
    """Each session in its lines, without the last line end."""
    for each in shown:
        yield "\n".join(picture(each, canvas, quiet=quiet))


def plans(compilations: Sequence[Compilation], canvas: Canvas, *, quiet: bool) -> Iterator[str]:
    """Each plan, a line a week."""
    for compilation in compilations:
        for plan in compilation.plans:
            yield "\n".join(season(plan, compilation.athlete, canvas, quiet=quiet))


def as_text(shown: Sequence[Shown], compilations: Sequence[Compilation]) -> str:
    """The JSON of `show --json`."""
    found = {
        "version": VERSION,
        "workouts": [as_object(each) for each in shown],
        "plans": [plan_as_object(plan, c.athlete) for c in compilations for plan in c.plans],
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def plan_as_object(plan: Plan, athlete: Athlete) -> dict[str, object]:
    """The weeks of a plan with their figures; what isn't known at all is null, and `partial` names
    the figures in which a session is missing."""
    return {
        "name": plan.name,
        "identity": plan.identity,
        "weeks": [
            {
                "number": week.number,
                "monday": week.monday.isoformat(),
                "title": week.title,
                "sessions": total.sessions,
                "duration_s": total.duration_s,
                "load": total.load,
                "partial": [
                    name
                    for name, whole in (("duration_s", total.timed), ("load", total.loaded))
                    if not whole
                ],
                "reasons": list(dict.fromkeys(f"{name}: {why}" for why, name in total.why)),
            }
            for week, total in zip(plan.weeks, totals(plan, athlete), strict=True)
        ],
    }


def as_object(shown: Shown) -> dict[str, object]:
    """The figures of a session; what isn't known is null, and `reasons` says why."""
    load = shown.load
    return {
        "name": shown.workout.name,
        "sport": shown.workout.sport,
        "duration_s": load.duration_s,
        "distance_m": None if load.distance_m is None else float(load.distance_m),
        "load": load.load,
        "intensity": None if load.intensity is None else float(load.intensity),
        "normalized_power_w": load.normalized_power_w,
        "average_power_w": load.average_power_w,
        "zones": [{"name": name, "seconds": seconds} for name, seconds in load.zones],
        "estimate": load.estimate,
        "reasons": list(load.reasons),
    }


def _drawn(color: str) -> tuple[bool, bool]:
    """Whether there are colours, and whether blocks may be drawn beside them."""
    colors = colored(color)
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    return colors, colors and encoding == "utf8"
