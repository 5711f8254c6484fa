"""`opencairn why`: the sources of a statement."""

import json
from pathlib import Path

import click

from ingest.cli import data_option
from ingest.release import current_release
from service.commands.failures import told
from service.commands.text_table import short
from service.evidence.provenance import Conflict, Explained, Provenance, Source
from service.evidence.why import explain, why_json
from service.terms import read_iri, read_term


@click.command(epilog="Example: opencairn why id:project/bigscience cairn:activeUntil")
@click.argument("subject")
@click.argument("predicate")
@click.argument("object", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@data_option
def why(subject: str, predicate: str, object: str | None, form: str, data: Path) -> None:
    """Say where a statement stands: SUBJECT PREDICATE [OBJECT], as IRIs or prefixed names.

    Without OBJECT, every value is explained. Exit code 1 if no source says so.
    """
    with told():
        about, saying = read_iri(subject, "subject"), read_iri(predicate, "predicate")
        wanted = read_term(object, "object") if object else None
        found = explain(Provenance(current_release(data).open_store()), about, saying, wanted)
    if form == "json":
        click.echo(json.dumps(why_json(found), indent=2, ensure_ascii=False))
        return
    click.echo("\n".join(line for each in found for line in lines_of(each)))


def lines_of(each: Explained) -> list[str]:
    standing = "" if each.shown else " (another value is shown)" if each.asserted else " (claimed)"
    return [
        f"{short(each.subject)} {short(each.predicate)} {short(each.value)}{standing}",
        *(f"  {'see ' if each.rests_on == 'record' else 'says'} {source_line(source)}" for source in each.sources),
        *(f"  rule {rule.label or rule.graph}: {rule.description or ''}" for rule in each.inferred_by),
        *(f"  but  {conflict_line(conflict)}" for conflict in each.conflicts),
        *([] if each.sources or each.inferred_by else ["  no source of its own"]),
    ]


def source_line(source: Source) -> str:
    document = source.document and (source.document.label or source.document.iri)
    speaker = source.speaker and f"stated by {source.speaker.label or source.speaker.iri}"
    sure = source.confidence and f"confidence {source.confidence}"
    parts = [document, source.locator, source.url, source.kind, speaker, sure, source.note]
    return ", ".join(part for part in parts if part)


def conflict_line(conflict: Conflict) -> str:
    value = short(conflict.value) if conflict.value is not None else conflict.position.label or conflict.position.iri
    return "; ".join([value, *(source_line(source) for source in conflict.sources)])
