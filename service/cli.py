"""The command `opencairn`."""

import os
from collections.abc import Callable

import click

from ingest.cli import build, fetch, reconcile, releases, validate
from ingest.release import current_release
from service import serving
from service.commands.ask import ask
from service.commands.failures import Failure, told
from service.commands.query import query
from service.commands.why import why
from service.settings import TABLE, read_settings


def setting_options(command: Callable[..., None]) -> Callable[..., None]:
    """All settings as options of a command."""
    for row in reversed(TABLE):
        shown = f"{row.help}  [{row.variable}; default: {row.default}]"
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
@setting_options
def serve(**options: str | None) -> None:
    """Serve the current release over HTTP until interrupted."""
    with told():
        settings = read_settings(os.environ, options)
        release = current_release(settings.data)
        release.open_store()
    try:
        listening = serving.listen(settings.host, settings.port)
    except OSError as error:
        raise Failure(
            f"cannot listen on {settings.host}:{settings.port}: {error.strerror}. Choose another with --port."
        ) from error
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    address = settings.base_url or f"http://{shown}:{port}/"
    serving.serve(settings, listening, lambda: click.echo(f"serving release {release.id} at {address}", err=True))


for verb in (ask, build, fetch, query, reconcile, releases, validate, why):
    main.add_command(verb)
