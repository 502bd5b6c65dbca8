"""`workoutc push`: make the calendar hold the workouts."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workoutc.cli import options
from workoutc.cli.output import colored, emit, tell, width
from workoutc.cli.pushed import Pushed, one_or_all
from workoutc.cli.pushing import Way, pushed
from workoutc.cli.refusal import Refusal, complain
from workoutc.cli.sources import SUFFIX
from workoutc.cli.syncing import Order, terms
from workoutc.render.pen import Pen

if TYPE_CHECKING:
    from workoutc.calendar.plan_file import PlanFile

PLAN_SUFFIX = ".plan"
"""What files of `diff --out` are called in our examples: no source is."""


@click.command("push")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…|PLANFILE")
@terms
@click.option("--shard", metavar="I/N", help="With --athlete all: the I-th of N parts of the "
              "athletes, to push from several machines at once.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--yes", is_flag=True, help="Don't ask; needed where there is no terminal.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="The outcome as JSON, and no other words; asks nobody, so --yes.",
)
@options.origin
@options.profile
@options.look
def command(
    paths: tuple[str, ...], day: str | None, prune: bool, force: bool, shard: str | None,
    dry_run: bool, yes: bool, as_json: bool, origin: str | None, athlete: str | None,
    values: tuple[str, ...], color: str, quiet: bool,
) -> None:  # fmt: skip
    """Put dated workouts on the calendar.

    PATH is a file, a folder (every *.workout below it) or - for standard input; PLANFILE is one
    that diff saved. Shows what would change and asks; --yes doesn't ask. What was sent is read
    back and compared. Only events that workoutc made are ever changed, and none that is over,
    ridden, or edited on the calendar; pushing again changes nothing. The key comes from `workoutc
    login` or INTERVALS_API_KEY.

    \b
      workoutc push training/ --dry-run
      workoutc push tempo.workout --date tuesday
      workoutc push training/ --athlete all --yes
    """
    order = Order(paths, day, athlete, values, prune, force, shard, origin)
    asks = not as_json and sys.stdin.isatty() and sys.stderr.isatty()
    way = Way(dry_run, yes, asks, quiet, silent=as_json, color=color)
    sys.exit(0 if _push(order, way) else 1)


def _push(order: Order, way: Way) -> bool:
    """Push for each athlete and tell of it; whether all went well. Raises Refusal."""
    saved = _saved(order)
    orders = [_asked(saved)] if saved else order.each()
    several = order.athlete == "all"
    if several and not (way.yes or way.dry_run):
        raise Refusal(
            "pushing for all athletes can't ask about each",
            "look with `workoutc diff --athlete all`, then push with --yes",
        )
    if not orders:
        nobody = f"there is no athlete in shard {order.shard}, so there is nothing to push"
        click.echo(nobody, err=True)
    done = [pushed(each, way, saved) for each in _followed(orders, quiet=way.hushed)]
    if way.silent:
        emit(one_or_all([each.as_object() for each in done], several=several))
    else:
        for each in done:
            _say(each, way.color, quiet=way.quiet, several=several)
    return all(each.ok for each in done)


def _saved(order: Order) -> "PlanFile | None":
    """The plan in the file that was named, if it is one. Raises Refusal for a damaged one, and for
    options that a plan has already."""
    if len(order.paths) != 1 or not Path(order.paths[0]).is_file():
        return None
    from workoutc.calendar.plan_file import read

    path = Path(order.paths[0])
    try:
        with path.open("rb") as opened:
            if opened.read(1) != b"{":
                if path.suffix == PLAN_SUFFIX:
                    raise _no_plan(path)
                return None
        saved = read(path.read_text("utf-8"))
    except ValueError as wrong:
        raise Refusal(f"`{path}`: {wrong}", "make it anew with `workoutc diff --out`") from None
    if saved is None and path.suffix != SUFFIX:
        raise _no_plan(path)
    if saved is not None and order != Order(order.paths):
        raise Refusal("a plan says all of that itself", f"workoutc push {path}")
    return saved


def _no_plan(path: Path) -> Refusal:
    return Refusal(f"`{path}` is not a whole plan", "make it anew with `workoutc diff --out`")


def _asked(saved: "PlanFile") -> Order:
    asked = saved.asked
    if not Path(asked.folder).is_dir():
        raise Refusal(f"the folder of the plan's sources, `{asked.folder}`, is gone")
    paths = tuple(str(Path(asked.folder) / path) for path in asked.paths)
    return Order(
        paths, asked.day, asked.athlete, asked.values, asked.prune, asked.force, None, asked.origin
    )


def _followed(orders: Sequence[Order], *, quiet: bool) -> Iterator[Order]:
    """The same, with a bar of progress when there are several and somebody watches."""
    if len(orders) < 2 or quiet or not sys.stderr.isatty():
        yield from orders
        return
    with click.progressbar(orders, label="athletes", file=sys.stderr) as bar:
        yield from bar


def _say(done: Pushed, color: str, *, quiet: bool, several: bool) -> None:
    if several:
        click.echo(f"{done.athlete}:", err=True)
    if done.results and not quiet:
        pen = Pen(colored(color), width())
        emit("".join(f"{line}\n" for line in done.lines(pen)))
    tell(done.found, color)
    for one in (*done.homeless, *done.advice):
        complain(one.message, one.help, one.code)
    if done.failure is not None:
        complain(done.failure.message, done.failure.help, done.failure.code)
    for line in done.summary(quiet=quiet):
        click.echo(line, err=True)
