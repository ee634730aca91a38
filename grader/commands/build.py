"""`grader build`: generates everything that is made from the reference."""

from __future__ import annotations

import sys
from importlib.util import find_spec

import click

from grader.paths import INSTALLED, KIT


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a generated file is outdated.")
def build(check: bool) -> None:
    """Generate from the reference the stubs and the notebooks, and draw the questions of the visible checks."""
    need_checkout("grader build")
    from grader.authoring import generated, markers
    from grader.grading import handed_out_questions

    try:
        changed = generated.drifted() if check else generated.write_generated()
    except markers.MarkerError as error:
        raise click.ClickException(str(error)) from None
    changed += handed_out_questions.outdated() if check else handed_out_questions.draw_again()
    for path in changed:
        click.echo(f"{path.relative_to(KIT)} {'is outdated' if check else 'written'}")
    if not changed:
        click.echo("all generated files are up to date")
    elif check:
        click.echo("run: grader build", err=True)
        sys.exit(1)


def need_checkout(command: str) -> None:
    """End a command that writes files of the kit, notebooks among them, where it cannot.

    Raises:
        click.ClickException: The kit is installed, or a package is missing.
    """
    if INSTALLED:
        raise click.UsageError(
            f"{command} writes files of a checkout, and {KIT} is an installed kit. "
            f"Clone the kit's repository, and run it there (python -m {command})."
        )
    if find_spec("nbformat") is None:
        raise click.ClickException("the notebooks need nbformat: pip install -e '.[nbgrader]' in the kit's folder")
