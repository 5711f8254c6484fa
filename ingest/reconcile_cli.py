"""The verb `reconcile`: how good identity decisions are, and which of them wait for a person."""

import logging
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NoReturn

import click

from ingest.command_options import data_option, folder_type
from ingest.data_folders import CURATED
from ingest.errors import IngestError
from ingest.reconciliation.corpus import Corpus, read_corpus
from ingest.reconciliation.evaluation import Judged, judge, score
from ingest.reconciliation.gold import Lookup, Pair, read_pairs
from ingest.reconciliation.reconciler import Reconciler
from ingest.reconciliation.released import released_corpus
from ingest.reconciliation.review import asked, questions

KINDS: Final = ("model", "dataset", "organization", "license")
FAILED: Final = 1

file_type = click.Path(exists=True, dir_okay=False, path_type=Path)
snapshots_option = click.option(
    "--snapshots",
    type=folder_type,
    help="Folder of saved catalog snapshots, one folder each; default: what the current release holds.",
)
curated_option = click.option(
    "--curated", type=folder_type, default=CURATED, help="Folder of curated files; default: the one shipped."
)


@click.group(epilog="Example: opencairn reconcile review")
def reconcile() -> None:
    """Judge identity decisions and list those that wait for a person."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)


@reconcile.command(epilog="Example: opencairn reconcile evaluate pairs.csv")
@click.argument("pairs", type=file_type)
@snapshots_option
@data_option
@curated_option
@click.option("--rows", type=click.Choice(["all", "odd", "even"]), default="all", help="Only every other pair.")
def evaluate(pairs: Path, snapshots: Path | None, data: Path, curated: Path, rows: str) -> None:
    """Compare what the graph holds with the labelled PAIRS of a CSV file.

    Two records are one if they are merged, or if one is the repository, the checkpoint or the release of the other.
    They are compared as the current release holds them, or as a build would read them from --snapshots.

    Columns: left_source, left_id, left_name, right_source, right_id, right_name, same (0 or 1), note. Prints precision
    and recall, whole and by kind, then every miss with its ground.
    """
    wanted = {"all": (0, 1), "odd": (1,), "even": (0,)}[rows]
    try:
        labelled = [pair for pair in read_pairs(pairs) if pair.row % 2 in wanted]
        corpus = _corpus(snapshots, data, curated)
    except IngestError as error:
        _fail(error)
    reconciler = Reconciler(corpus.profiles, corpus.people)
    judged = judge(labelled, Lookup(corpus.places, corpus.profiles), reconciler)
    for kind in (*KINDS, ""):
        _print_score(kind, [each for each in judged if kind in ("", each.pair.kind)])
    for each in judged:
        if not each.hit:
            click.echo(_miss(each))
    unknown = sum(bool(each.name_only) for each in judged)
    click.echo(f"{unknown} pairs have a side that is not among the records: judged by name", err=True)
    _report_left_out(corpus)


@reconcile.command(epilog="Example: opencairn reconcile review --limit 20")
@snapshots_option
@data_option
@curated_option
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="How many pairs to list.")
def review(snapshots: Path | None, data: Path, curated: Path, limit: int) -> None:
    """List pairs that may be one thing and are not decided, those first whose decision changes most.

    Prints both records, why they are not decided, and the line for redirects.yaml in which you decide: add your reason.
    """
    try:
        corpus = _corpus(snapshots, data, curated)
    except IngestError as error:
        _fail(error)
    found = questions(Reconciler(corpus.profiles, corpus.people).outcome(), corpus.facts)
    for each in found[:limit]:
        click.echo("\n".join(asked(each)) + "\n")
    click.echo(f"{len(found):,} pairs are undecided", err=True)
    _report_left_out(corpus)


def _corpus(snapshots: Path | None, data: Path, curated: Path) -> Corpus:
    return read_corpus(snapshots, curated) if snapshots else released_corpus(data, curated)


def _print_score(kind: str, judged: Iterable[Judged]) -> None:
    found = score(judged)
    click.echo(
        f"{kind or 'all':<13} precision {found.precision:.3f}  recall {found.recall:.3f}  "
        f"same {found.true_same} right, {found.false_same} wrong, {found.missed} missed; "
        f"different {found.true_different} right"
    )


def _miss(each: Judged) -> str:
    pair = each.pair
    what = "missed" if pair.same else "wrongly same"
    return f"{what}, row {pair.row}: {_sides(pair)}: {each.verdict.confidence:.2f} {each.verdict.words} [{pair.note}]"


def _sides(pair: Pair) -> str:
    return " = ".join(f"{side.name} ({side.source} {side.key})" for side in (pair.left, pair.right))


def _report_left_out(corpus: Corpus) -> None:
    if corpus.left_out:
        click.echo(f"{corpus.left_out:,} records could not be mapped and were not compared", err=True)


def _fail(error: IngestError) -> NoReturn:
    click.echo(f"opencairn: {error}", err=True)
    sys.exit(FAILED)
