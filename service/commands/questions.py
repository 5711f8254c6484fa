"""`opencairn questions`: checks question files, and turns those of grlc into ours."""

from pathlib import Path

import click

from ingest.data_folders import QUERIES
from ingest.questions.checking import checked
from ingest.questions.decorators import imported
from service.commands.failures import told


@click.group(epilog="Example: opencairn questions check my-questions")
def questions() -> None:
    """Work on question files: queries whose head says what they answer."""


@questions.command(epilog="Example: opencairn questions check my-questions")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=QUERIES)
def check(folder: Path) -> None:
    """Read every question in FOLDER and run it once on nothing, as `opencairn serve` does when it starts.

    Exit code 2 for the first file with a fault, with its line and the reason.
    """
    with told():
        found = checked(folder)
    click.echo(f"{len(found)} questions can be asked", err=True)


@questions.command("import", epilog="Example: opencairn questions import theirs.rq > my-questions/ours.rq")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(file: Path) -> None:
    """Print FILE, a query with decorators of grlc, as a question file of ours.

    What has no place in ours is told on standard error.
    """
    with told():
        text, dropped = imported(file)
    for reason in dropped:
        click.echo(f"{file}: {reason}", err=True)
    click.echo(text, nl=False)
