"""A table of models in the form of Epoch's, made by a rule, and the triples of it that are compared."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pyoxigraph import Quad

from ingest.namespaces import iri
from ingest.sources.epoch.cells import FILE

Row = dict[str, str]

ACCESS: Final = ("Open weights (unrestricted)", "Open weights (restricted use)", "API access", "Unreleased")
COMPARED: Final = frozenset(
    iri(term)
    for term in (
        "rdf:type",
        "rdfs:label",
        "dct:issued",
        "schema:url",
        "cairn:parameterCount",
        "cairn:developedBy",
        "cairn:derivedFromModel",
        "cairn:trainedOn",
    )
)
"""What a mapping language can say of these columns without functions of its own."""
KINDS: Final = tuple(iri(f"id:{kind}").value + "/" for kind in ("model", "organization", "dataset"))


def rows(count: int) -> list[Row]:
    """Models, each by one of a third as many organizations, trained on one of a sixth as many datasets."""
    return [
        {
            "Model": f"Model {number}",
            "Organization": f"Organization {number % max(count // 3, 1)}",
            "Publication date": f"{2015 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}",
            "Link": f"https://example.org/papers/{number}",
            "Parameters": str(10**6 * (number + 1)) if number % 4 else "",
            "Training compute (FLOP)": f"{1 + number % 9}.5e{18 + number % 7}",
            "Training dataset": f"Dataset {number % max(count // 6, 1)}",
            "Base model": f"Model {number // 2}" if number % 5 == 1 else "",
            "Domain": "Language",
            "Confidence": "Confident",
            "Model accessibility": ACCESS[number % len(ACCESS)],
        }
        for number in range(count)
    ]


def write_table(folder: Path, count: int) -> Path:
    """Write the table as a snapshot of Epoch's has it."""
    table = rows(count)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    return folder / FILE


def compared(quads: Iterable[Quad]) -> set[Quad]:
    """The triples that every mapping of the table has to give."""
    return {
        quad for quad in quads if quad.predicate in COMPARED and str(quad.subject).removeprefix("<").startswith(KINDS)
    }
