"""Options that several commands of `opencairn` have."""

from pathlib import Path

import click

data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("opencairn-data"),
    envvar="OPENCAIRN_DATA",
    show_default=True,
    show_envvar=True,
    help="Folder that holds the releases.",
)
folder_type = click.Path(exists=True, file_okay=False, path_type=Path)
