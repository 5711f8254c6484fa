"""`opencairn mcp`: the tools for language models, over standard input and output."""

import asyncio
import os
from pathlib import Path

import click

from ingest.command_options import data_option
from ingest.release import current_release
from service.commands.failures import told
from service.operations.log_lines import configure
from service.settings import read_settings


@click.command(epilog="Example: opencairn mcp --data opencairn-data")
@data_option
def mcp(data: Path) -> None:
    """Answer a language model over standard input and output (Model Context Protocol), from the current release.

    A client starts this command itself: name it, with --data, in the configuration of the client. Other settings
    are those of `opencairn serve`, as environment variables.
    """
    from service.agents.on_stdio import answer  # takes a second, which no other command should wait for

    with told():
        settings = read_settings(os.environ, {"data": str(data)})
        current_release(data)
        configure(settings.log_format)  # on standard error: standard output is the protocol
        asyncio.run(answer(settings))
