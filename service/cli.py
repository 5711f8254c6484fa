"""The command `opencairn`."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from ingest.cli import build, fetch, reconcile, releases, validate
from ingest.release import current_release
from service.commands.ask import ask
from service.commands.failures import Failure, told
from service.commands.mcp import mcp
from service.commands.query import query
from service.commands.questions import questions
from service.commands.why import why
from service.operations.log_lines import configure
from service.questions.loading import questions_of
from service.setting_file import read_file
from service.settings import CONFIG_VARIABLE, TABLE, read_settings


def setting_options(command: Callable[..., None]) -> Callable[..., None]:
    """All settings as options of a command."""
    for row in reversed(TABLE):
        shown = f"{row.help}  [{row.variable}; default: {row.shown_default}]"
        command = click.option(row.option, row.name, help=shown)(command)
    return command


class Told(click.Group):
    """A group whose commands end with a message, not a traceback, when the system fails them."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # click ends quietly then
            raise
        except OSError as error:
            raise Failure(str(error)) from error


@click.group(cls=Told, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="opencairn", prog_name="opencairn")
def main() -> None:
    """The knowledge graph of open-source AI collaboration: build it, serve it, ask it."""


@main.command(epilog="Example: opencairn serve --port 8080")
@click.option("--config", help=f"file of settings in TOML, each by its name: port = 8000  [{CONFIG_VARIABLE}]")
@setting_options
def serve(config: str | None, **options: str | None) -> None:
    """Serve the current release over HTTP until interrupted.

    An option counts more than an environment variable, and that more than the file.
    """
    from service import serving  # takes a second, which no other command should wait for
    from service.processes.group import serve_group

    file = config or os.environ.get(CONFIG_VARIABLE)
    with told():
        written = read_file(Path(file), [row.name for row in TABLE]) if file else {}
        settings = read_settings(os.environ, options, written)
        questions_of(settings)
        release = current_release(settings.data)
        release.open_store()
    try:
        listening = serving.listen(settings.host, settings.port, settings.processes)
    except OSError as error:
        raise Failure(
            f"cannot listen on {settings.host}:{settings.port}: {error.strerror}. Choose another with --port."
        ) from error
    host, port = listening[0].getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    public = f", published as {settings.base_url}" if settings.base_url else ""
    announced = f"serving release {release.id} at http://{shown}:{port}/{public}"

    def announce() -> None:
        click.echo(announced, err=True)

    if settings.processes == 1:
        serving.serve(settings, listening[0], announce)
    else:
        configure(settings.log_format)
        sys.exit(serve_group(settings, listening, announce))


for verb in (ask, build, fetch, mcp, query, questions, reconcile, releases, validate, why):
    main.add_command(verb)
