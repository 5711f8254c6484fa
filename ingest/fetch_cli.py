"""The verb `fetch`: bring snapshots of catalogs from where they are published."""

import logging
import sys
from pathlib import Path
from typing import Final

import click

from ingest.data_folders import CURATED
from ingest.errors import IngestError
from ingest.sources.registry import CATALOGS, Catalog
from ingest.sources.upstream import MOST_REPOSITORIES

FAILED: Final = 1
INTERRUPTED: Final = 130
HUB: Final = "huggingface"
TALKATIVE: Final = ("httpx", "httpx2")
"""Loggers with a line for each request: the journal has these."""
FETCHABLE: Final = {each.manifest.name: each for each in CATALOGS if each.upstream}


@click.command(epilog="Example: opencairn fetch osai epoch --into ./snapshots")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=click.Choice(list(FETCHABLE)))
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("snapshots"),
    show_default=True,
    help="Folder of the snapshots, one folder each.",
)
@click.option(
    "--from",
    "addresses",
    multiple=True,
    metavar="URL",
    help="Address of a mirror, in place of the usual one; of a document, for a catalog that has no usual one.",
)
@click.option("--owner", "owners", multiple=True, help="huggingface: an account all of whose repositories are wanted.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=MOST_REPOSITORIES,
    show_default=True,
    help="huggingface: most repositories to ask for.",
)
@click.option(
    "--curated",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CURATED,
    help="Folder of curated files, for the names in them; default: the one shipped.",
)
def fetch(
    sources: tuple[str, ...], into: Path, addresses: tuple[str, ...], owners: tuple[str, ...], limit: int, curated: Path
) -> None:
    """Fetch snapshots of catalogs, to be read by `build --snapshots`.

    SOURCE is a catalog: croissant, data_provenance, dcat, ecosystem_graphs, epoch, huggingface, model_openness_tool,
    models_dev, osai, ror, scancode_licensedb, spdx. Of huggingface and ror come the repositories and organizations
    that the other snapshots and the curated files name; of croissant and dcat the documents named with --from.

    A snapshot folder is replaced once all of it is there; a fetch that broke off is resumed by the same command.
    What has not changed upstream is not sent again. Prints the folders that changed. Exit code 1 if a catalog could
    not be fetched.
    """
    _check(sources, addresses)
    if (owners or limit != MOST_REPOSITORIES) and HUB not in sources:
        raise click.UsageError(f"--owner and --limit are for {HUB}: name it")
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        had = [_fetch(FETCHABLE[name], into, addresses, owners, limit, curated) for name in _in_order(sources)]
    except KeyboardInterrupt:
        click.echo("opencairn: interrupted; the same command goes on, the snapshot there is untouched", err=True)
        sys.exit(INTERRUPTED)
    sys.exit(0 if all(had) else FAILED)


def _check(sources: tuple[str, ...], addresses: tuple[str, ...]) -> None:
    """Refuse addresses that cannot be meant."""
    if addresses and len(sources) != 1:
        raise click.UsageError("--from is the address of one catalog: name one")
    if len(addresses) > 1 and _has_base(FETCHABLE[sources[0]]):
        raise click.UsageError(f"{sources[0]} is fetched from one address: give --from once")
    for address in addresses:
        if not address.startswith(("http://", "https://")):
            raise click.UsageError(f"--from {address!r}: must start with http:// or https://")


def _in_order(sources: tuple[str, ...]) -> list[str]:
    """Each source once; those last that depend on what the others name."""
    return sorted(dict.fromkeys(sources), key=lambda name: _follows_others(FETCHABLE[name]))


def _follows_others(catalog: Catalog) -> bool:
    return catalog.upstream is not None and catalog.upstream.follows_others


def _has_base(catalog: Catalog) -> bool:
    return catalog.upstream is not None and bool(catalog.upstream.base)


def _fetch(
    catalog: Catalog, into: Path, addresses: tuple[str, ...], owners: tuple[str, ...], limit: int, curated: Path
) -> bool:
    """Fetch one catalog and tell about it; whether it could be had."""
    from ingest.fetching import fetch as fetching  # only this verb needs what speaks HTTP
    from ingest.fetching.job import Wishes
    from ingest.fetching.staging import sole

    base, documents = ("".join(addresses), ()) if _has_base(catalog) else ("", addresses)
    title = catalog.manifest.title
    try:
        with sole(into):
            found = fetching.fetch(catalog, into, Wishes(base, owners, limit, documents, curated))
    except (IngestError, OSError) as error:
        click.echo(f"{title}: {error}", err=True)
        return False
    for note in found.notes:
        click.echo(f"{title}: {note}", err=True)
    click.echo(f"{title}: {found.answers:,} answers, {found.size:,} bytes; {found.state.value}", err=True)
    if found.state is not fetching.State.UNCHANGED:
        click.echo(found.folder)
    return True
