"""Nodes that say where a statement comes from: evidence, statements, web documents, periods.

Their IRIs are hashes of what they say, so that the same evidence is the same node in every build.
"""

import hashlib
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ingest.namespaces import PREFIXES, iri
from ingest.records import FACT, Block
from ingest.values import date, string, text, web

TYPE: Final = iri("rdf:type")
GRAPH: Final = iri("graph:curated")
CLAIMED: Final = iri("graph:claimed")

Term = NamedNode | Literal


def minted(kind: str, *parts: str, digits: int = 16) -> NamedNode:
    """An IRI of ours that is a hash of `parts`."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:digits]
    return NamedNode(f"{PREFIXES['id']}{kind}/{digest}")


def web_document(address: str) -> NamedNode:
    digest = hashlib.sha256(address.encode()).hexdigest()[:12]
    return NamedNode(f"{PREFIXES['id']}document/web-{digest}")


def concept(scheme: str, slug: str) -> NamedNode:
    return NamedNode(f"{PREFIXES['concept']}{scheme}/{slug}")


def evidence_quads(
    block: Block, document: NamedNode, speaker: NamedNode | None, graph: NamedNode
) -> tuple[NamedNode, list[Quad]]:
    """The evidence node of a block, with its quads."""
    node = minted(
        "evidence",
        document.value,
        block.locator,
        block.kind,
        speaker.value if speaker else "",
        block.confidence,
        *block.read_how,
        block.title,
        block.note,
        *block.rows,
    )
    properties: list[tuple[str, Term | None]] = [
        ("rdf:type", iri("cairn:Evidence")),
        ("dct:source", document),
        ("cairn:locator", string(block.locator) if block.locator else None),
        ("cairn:claimKind", concept("claim-kind", block.kind)),
        ("cairn:confidence", concept("confidence", block.confidence)),
        ("cairn:statedBy", speaker),
        ("dct:title", text(block.title) if block.title else None),
        ("skos:note", text(block.note) if block.note else None),
        ("dct:modified", date(block.changed) if block.changed else None),
        *(("cairn:readHow", concept("read-how", how)) for how in block.read_how),
        *(("dct:identifier", string(row)) for row in block.rows),
    ]
    return node, [Quad(node, iri(name), value, graph) for name, value in properties if value is not None]


def document_quads(block: Block, graph: NamedNode) -> list[Quad]:
    """The document that stands for the web page of a block."""
    node = web_document(block.url)
    quads = [
        Quad(node, TYPE, iri("cairn:Document"), graph),
        Quad(node, iri("schema:url"), web(block.url), graph),
        Quad(node, iri("rdfs:label"), text(block.title or block.url), graph),
    ]
    if block.evidence_kind:
        quads.append(Quad(node, iri("cairn:documentType"), concept("document-type", block.evidence_kind), graph))
    return quads


def statement_quads(
    subject: NamedNode, predicate: NamedNode, value: Term, block: Block, node: NamedNode, graph: NamedNode
) -> list[Quad]:
    """The statement that a triple rests on evidence `node`, and the triple itself if it is a fact."""
    statement = minted("statement", str(subject), str(predicate), str(value), node.value)
    quads = [
        Quad(statement, TYPE, iri("cairn:Statement"), graph),
        Quad(statement, TYPE, iri("rdf:Statement"), graph),
        Quad(statement, iri("rdf:subject"), subject, graph),
        Quad(statement, iri("rdf:predicate"), predicate, graph),
        Quad(statement, iri("rdf:object"), value, graph),
        Quad(statement, iri("cairn:evidencedBy"), node, graph),
    ]
    if block.kind == FACT:
        return [*quads, Quad(subject, predicate, value, graph)]
    return [
        *quads,
        Quad(statement, TYPE, iri("cairn:Claim"), graph),
        Quad(statement, iri("cairn:concerns"), subject, graph),
        Quad(subject, predicate, value, CLAIMED),
    ]
