"""The verbs that make releases: build, fetch, validate, releases, reconcile."""

import logging
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from ingest import release as releases_of
from ingest.build import Inputs
from ingest.build import build as build_release
from ingest.command_options import data_option, folder_type
from ingest.data_folders import CURATED, ONTOLOGY, SHAPES
from ingest.errors import BuildRefused, IngestError, NoRelease
from ingest.fetch_cli import fetch
from ingest.intake import map_all, names_of, read_all, validate_all
from ingest.mapping import Mapper
from ingest.reconcile_cli import reconcile
from ingest.records import Rejected
from ingest.shapes import load_shapes
from ingest.sources.curated import shown_name
from ingest.sources.registry import CATALOGS
from ingest.validation import Result
from ingest.vocabulary import load_vocabulary

__all__ = ["build", "fetch", "reconcile", "releases", "validate"]

FINDINGS: Final = 1
MOST_NAMED: Final = 5
NO_RELEASE: Final = 3


def fail(error: IngestError) -> NoReturn:
    """Say what went wrong and end with the exit code for it."""
    if isinstance(error, BuildRefused):
        report(error.quarantined)
    click.echo(f"opencairn: {error}", err=True)
    sys.exit(NO_RELEASE if isinstance(error, NoRelease) else FINDINGS)


@contextmanager
def told() -> Iterator[None]:
    """Turn expected errors, and those of the system, into a message on standard error and an exit code."""
    try:
        yield
    except IngestError as error:
        fail(error)
    except OSError as error:
        fail(IngestError(str(error)))


def report(rejected: Iterable[Rejected]) -> None:
    """Name each quarantined record and its problems on standard error."""
    for each in rejected:
        for problem in each.problems:
            click.echo(f"{each.file}: {problem}", err=True)


@click.command(epilog="Example: opencairn build --snapshots ./snapshots --data ./opencairn-data")
@data_option
@click.option("--curated", type=folder_type, default=CURATED, help="Folder of curated files; default: the one shipped.")
@click.option("--snapshots", type=folder_type, help="Folder of saved catalog snapshots, one folder each.")
@click.option("--strict", is_flag=True, help="Publish nothing if a record has to be quarantined.")
@click.option(
    "--accept",
    multiple=True,
    type=click.Choice([catalog.manifest.name for catalog in CATALOGS]),
    metavar="CATALOG",
    help="Take the snapshot of this catalog as it is, however few its records, or let the catalog go if it has none.",
)
def build(data: Path, curated: Path, snapshots: Path | None, strict: bool, accept: tuple[str, ...]) -> None:  # noqa: FBT001 (click passes options by name)
    """Build a release from the curated files and make it the current one.

    A catalog keeps its data of the last release if its snapshot is gone, or if the number of its records is out of
    bounds or far below the last good one; `--accept` takes it as it is. Without `--snapshots` no catalog is read, and
    none is kept.

    Records that cannot be read, mapped or validated are quarantined and named at the end, and so is what the graph
    as a whole does not meet, such as links to quarantined records. Prints the release's id.
    Exit code 1 if nothing could be published.
    """
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    try:
        with told():
            built = build_release(data, Inputs(curated=curated), snapshots=snapshots, strict=strict, accepted=accept)
    except KeyboardInterrupt:
        click.echo("opencairn: interrupted; the last release is untouched", err=True)
        sys.exit(130)
    report(built.quarantined)
    for finding in built.findings:
        click.echo(f"{finding.severity}: {finding.focus}: {finding.message}{_found(finding)}", err=True)
    for line in passed_over("the snapshots", built.report):
        click.echo(line, err=True)
    for source in built.report["sources"]:
        for line in (*summary(source), *passed_over(source["title"], source)):
            click.echo(line, err=True)
    counts = built.release.manifest.counts
    click.echo(
        f"{counts['records']:,} records read, {counts['quarantined']:,} quarantined, "
        f"{counts['default_graph']:,} triples in the default graph; see /sources, or "
        f"{built.release.path / 'report.json'}",
        err=True,
    )
    click.echo(built.release.id)


def summary(source: Mapping[str, Any]) -> Iterator[str]:
    """What came of a source, on a line; and why its last data were kept, if they were."""
    read = sum(source["read"].values())
    links, conflicts = sum(source["links"].values()), sum(sum(each.values()) for each in source["conflicts"].values())
    unmapped = sum(each["total"] for each in source["unmapped"].values())
    yield (
        f"{source['title']}: {read:,} read, {source['quarantined']:,} quarantined, {unmapped:,} values not mapped, "
        f"{links:,} links, {conflicts:,} conflicts"
    )
    for sentence in source["unexpected"]:
        kept = "its data are those of the last release" if source["last_good"] else "nothing of it is in the release"
        yield f"{source['title']}: {sentence}; {kept} (--accept {source['name']} takes it as it is)"


def passed_over(title: str, told: Mapping[str, Any]) -> Iterator[str]:
    """Which files or folders were not read, on a line, if there are any."""
    names = told["passed_over"]
    if names:
        more = f" and {len(names) - MOST_NAMED:,} more, see the report" if len(names) > MOST_NAMED else ""
        yield f"{title}: not read: {', '.join(names[:MOST_NAMED])}{more}"


@click.command(epilog="Example: opencairn validate ingest/curated/project/bigscience.yaml")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--curated", type=folder_type, default=CURATED, help="Folder of curated files; default: the one shipped.")
def validate(paths: tuple[Path, ...], curated: Path) -> None:
    """Check curated files, all of them or those at PATHS, without building.

    Prints each problem with its file. Exit code 1 if there is any.
    """
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    wanted = [_name(curated, path) for path in paths]
    with told():
        read, unreadable = read_all(curated)
    mapper = Mapper(load_vocabulary(ONTOLOGY), names_of(read, unreadable))
    mapped, unmapped = map_all(read, mapper)
    chosen = [each for each in mapped if _within(each.record.file, wanted)]
    _, invalid, results = validate_all(chosen, load_shapes(SHAPES))
    rejected = [each for each in (*unreadable, *unmapped, *invalid) if _within(each.file, wanted)]
    files = {each.record.file for each in chosen} | {each.file for each in rejected}
    for name in wanted:
        if not any(_within(file, [name]) for file in files):
            raise click.UsageError(f"{name}: no record of {curated} is in there")
    for each in rejected:
        for problem in each.problems:
            click.echo(f"{each.file}: {problem}")
    weak = [result for result in results if result.severity == "warning"]
    for line in dict.fromkeys(f"warning: {each.focus}: {each.message}{_found(each)}" for each in weak):
        click.echo(line)
    count = sum(_within(each.file, wanted) for each in read)
    click.echo(
        f"{count:,} records read, {len(chosen) - len(invalid):,} of them good; {len(rejected):,} quarantined", err=True
    )
    sys.exit(FINDINGS if rejected else 0)


@click.group(epilog="Example: opencairn releases list")
def releases() -> None:
    """List releases, go back to an older one, delete old ones."""


@releases.command(name="list", epilog="Example: opencairn releases list --data ./opencairn-data")
@data_option
def list_(data: Path) -> None:
    """Print every release, newest first; the current one is marked with a star."""
    live = ""
    known = releases_of.list_releases(data)
    try:
        live = releases_of.current_release(data).id
    except IngestError as error:
        if not known:
            fail(error)
        click.echo(f"opencairn: {error}", err=True)
    for release in known:
        mark = "*" if release.id == live else " "
        counts = release.manifest.counts
        click.echo(f"{mark} {release.id}  {release.manifest.created}  {counts['default_graph']:>12,} triples")


@releases.command(epilog="Example: opencairn releases rollback 3f9a0c")
@click.argument("release_id", required=False)
@data_option
def rollback(release_id: str | None, data: Path) -> None:
    """Make an older release current: RELEASE_ID, or the one before the current. A running server follows."""
    with told():
        click.echo(releases_of.rollback(data, release_id).id)


@releases.command(epilog="Example: opencairn releases prune --keep 3")
@click.option("--keep", type=click.IntRange(min=1), default=3, show_default=True, help="How many to keep.")
@data_option
def prune(keep: int, data: Path) -> None:
    """Delete all but the newest releases; the current one always stays. Prints what was deleted."""
    with told():
        for release in releases_of.prune(data, keep):
            click.echo(release.id)


def _found(result: Result) -> str:
    return f" Found: {result.value}" if result.value else ""


def _name(curated: Path, path: Path) -> str:
    """The name that records of `path` have within the curated folder."""
    try:
        inside = (path.parent.resolve() / path.name).relative_to(curated.resolve())
    except ValueError as error:
        raise click.UsageError(f"{path} is not in {curated}: give the folder it is in with --curated") from error
    return shown_name(inside)


def _within(file: str, wanted: list[str]) -> bool:
    return not wanted or any(
        name == "." or file == name or file.startswith((f"{name}#", f"{name}/")) for name in wanted
    )
