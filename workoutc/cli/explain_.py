"""`workoutc explain`: the page of a diagnostic."""

import click

from workoutc import catalogue


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain a diagnostic such as E203; without a code, list them all."""
    if code is None:
        for known in catalogue.codes():
            click.echo(f"{known}  {catalogue.page(known).title}")
        return
    code = code.upper()
    if code not in catalogue.codes():
        meant = catalogue.nearest(code)
        hint = f"; did you mean {' or '.join(meant)}?" if meant else ""
        raise click.UsageError(f"there is no diagnostic `{code}`{hint}")
    click.echo(catalogue.page(code).markdown, nl=False)
