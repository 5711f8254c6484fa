"""The command `opencairn`."""

import click

from ingest.cli import build, releases, validate


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="opencairn", prog_name="opencairn")
def main() -> None:
    """The knowledge graph of open-source AI collaboration."""


for command in (build, validate, releases):
    main.add_command(command)
