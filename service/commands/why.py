"""`opencairn why`: the sources of a statement."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
from pyoxigraph import NamedNode

from ingest.command_options import data_option
from ingest.release import current_release
from service.commands.failures import told
from service.commands.text_table import short
from service.evidence.provenance import Conflict, Explained, Provenance, Rule, Source
from service.evidence.why import explain, why_json
from service.terms import read_iri, read_term


@click.command(epilog="Example: opencairn why project/bigscience cairn:activeUntil")
@click.argument("subject")
@click.argument("predicate")
@click.argument("object", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@data_option
def why(subject: str, predicate: str, object: str | None, form: str, data: Path) -> None:
    """Say where a statement stands: SUBJECT PREDICATE [OBJECT], as kind/slug, IRIs or prefixed names.

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
        *(f"  {said(source)}" for source in each.sources),
        *(line for rule in each.inferred_by for line in rule_lines(rule, "  ")),
        *(f"  but  {conflict_line(conflict)}" for conflict in each.conflicts),
        *([] if each.sources or each.inferred_by else [f"  no source of its own{graphs(each)}"]),
    ]


def said(source: Source) -> str:
    return f"{'see ' if source.rests_on == 'record' else 'says'} {source_line(source)}"


def graphs(each: Explained) -> str:
    return f", in {', '.join(short(NamedNode(graph)) for graph in each.stated_in)}" if each.stated_in else ""


def rule_lines(rule: Rule, indent: str) -> Iterator[str]:
    """The rule, then what it started from with the sources of that."""
    yield f"{indent}by   {rule.label or rule.graph}: {rule.description or ''}"
    for premise in rule.premises:
        yield f"{indent}from {short(premise.subject)} {short(premise.predicate)} {short(premise.value)}"
        yield from (f"{indent}  {said(source)}" for source in premise.sources)
        yield from (line for made in premise.made_by for line in rule_lines(made, indent + "  "))


def source_line(source: Source) -> str:
    document = source.document and (source.document.label or source.document.iri)
    speaker = source.speaker and f"stated by {source.speaker.label or source.speaker.iri}"
    sure = source.confidence and f"confidence {source.confidence}"
    parts = [document, source.locator, source.url, source.kind, speaker, sure, source.note]
    return ", ".join(part for part in parts if part)


def conflict_line(conflict: Conflict) -> str:
    value = short(conflict.value) if conflict.value is not None else conflict.position.label or conflict.position.iri
    return "; ".join([value, *(source_line(source) for source in conflict.sources)])
