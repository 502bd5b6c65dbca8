"""`workoutc schema`: the shape of what other verbs print for programs."""

from pathlib import Path

import click

from workoutc.cli.output import emit
from workoutc.cli.refusal import Refusal
from workoutc.suggest import nearest

SCHEMAS = Path(__file__).parent / "schemas"


@click.command("schema")
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """Print the JSON Schema of an output, or list them all.

    \b
      athlete workoutc athlete show --json
      check  workoutc check --format json
      diff   workoutc diff --json
      push   workoutc push --json
      pull   workoutc pull --json
      show   workoutc show --json
      status workoutc status --json
      doctor workoutc doctor --json
      doc    workoutc build --to doc, workoutc import --to doc
      json   workoutc build --to json
      events workoutc build --to events
    """
    if name is None:
        emit("".join(f"{known}\n" for known in names()))
    elif name in names():
        emit((SCHEMAS / f"{name}.json").read_bytes())
    else:
        meant = nearest(name, names())
        known = f"there are {', '.join(names())}"
        raise Refusal(
            f"there is no schema `{name}`", f"did you mean `{meant[0]}`?" if meant else known
        )


def names() -> list[str]:
    """The outputs that have one."""
    return sorted(path.stem for path in SCHEMAS.glob("*.json"))
