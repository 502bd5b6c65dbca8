"""`workoutc explain`: the page of a diagnostic."""

import click

from workoutc import catalogue
from workoutc.cli.output import emit
from workoutc.cli.refusal import Refusal


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain a diagnostic such as E203, or list them all."""
    if code is None:
        emit("".join(f"{known}  {catalogue.page(known).title}\n" for known in catalogue.codes()))
        return
    code = code.strip().strip("[]").upper()
    if code not in catalogue.codes():
        meant = " or ".join(f"`{near}`" for near in catalogue.nearest(code))
        raise Refusal(
            f"there is no diagnostic `{code}`",
            f"did you mean {meant}?" if meant else "`workoutc explain` lists them all",
        )
    emit(catalogue.page(code).markdown)
