"""Reading RDF terms that people write in addresses and on the command line."""

import re
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ingest.namespaces import KINDS, MADE_KINDS, PREFIXES, SLUG
from ingest.search_index.documents import iri_of_key
from service.errors import BadParameter, Json

Term = NamedNode | BlankNode | Literal | Triple
PREFIXED_NAME: Final = re.compile(r"([A-Za-z][\w-]*):(?!//)(.*)", re.DOTALL)
KEY: Final = re.compile(
    rf"(?:{'|'.join(sorted(KINDS | MADE_KINDS))})/{SLUG.pattern}|concept/{SLUG.pattern}(?:/{SLUG.pattern})?"
)
"""How things and concepts of ours are written in short: `project/bigscience`, `concept/country/fra`."""
CONCEPT: Final = "concept/"
THING: Final = "written as kind/slug, such as project/bigscience"
PROPERTY: Final = "a prefixed name such as cairn:activeFrom"
USUAL: Final = {"predicate": PROPERTY, "properties": PROPERTY}
"""How parameters that are no things are usually written."""
ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|urn:|mailto:")


def read_iri(text: str, parameter: str) -> NamedNode:
    """An IRI, plain, in angle brackets, prefixed, or as `KEY`; raises BadParameter for anything else."""
    found = find_iri(text.strip(), parameter)
    if found is None:
        raise BadParameter(
            f"`{parameter}` must be {USUAL.get(parameter, THING)}, or an IRI, not {shown(text)}.{prefixes_for(text)}",
            parameter=parameter,
        )
    return found


def prefixes_for(text: str) -> str:
    """The prefixes that there are, for a name with another one."""
    return f" Prefixes are {', '.join(f'{each}:' for each in PREFIXES)}." if PREFIXED_NAME.fullmatch(text) else ""


def read_term(text: str, parameter: str) -> NamedNode | Literal | str:
    """An IRI, a literal in N-Triples or Turtle notation, or else the plain text that a literal should have."""
    stripped = text.strip()
    if stripped.startswith('"'):
        return read_literal(stripped, parameter)
    return find_iri(stripped, parameter) or text


def find_iri(text: str, parameter: str) -> NamedNode | None:
    """The IRI that a text stands for, None when it does not look like one."""
    if text.startswith("<") and text.endswith(">"):
        return checked_iri(text[1:-1], parameter)
    if ADDRESS.match(text):
        return checked_iri(text, parameter)
    if KEY.fullmatch(text):
        return NamedNode(iri_of_key(text))
    name = PREFIXED_NAME.fullmatch(text)
    if name and name[1] in PREFIXES:
        return checked_iri(PREFIXES[name[1]] + name[2], parameter)
    return None


def key_of_iri(node: NamedNode) -> str | None:
    """The short form of a thing or concept of ours; None for other IRIs."""
    key = node.value.replace(PREFIXES["concept"], CONCEPT, 1).replace(PREFIXES["id"], "", 1)
    return key if key != node.value and KEY.fullmatch(key) else None


def checked_iri(text: str, parameter: str) -> NamedNode:
    try:
        return NamedNode(text)
    except ValueError as error:
        raise BadParameter(f"`{parameter}` is not a valid IRI: {shown(text)}.", parameter=parameter) from error


def read_literal(text: str, parameter: str) -> Literal:
    r"""A literal such as `"x"`, `"x"@en` or `"2021-05"^^xsd:gYearMonth`."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    try:
        triples = list(parse(f"{prefixes}<x:s> <x:p> {text} .", format=RdfFormat.TURTLE))
    except SyntaxError:
        triples = []
    value = triples[0].object if len(triples) == 1 else None
    if not isinstance(value, Literal):
        raise BadParameter(
            f'`{parameter}` is not a valid literal: {shown(text)}. Write "text", "text"@en or '
            '"2021-05"^^xsd:gYearMonth.',
            parameter=parameter,
        )
    return value


def shown(text: str) -> str:
    return repr(text if len(text) <= 80 else text[:80] + "...")


def term_json(term: Term) -> dict[str, Json]:
    """A term as in the JSON format of SPARQL results."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: term_json(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == PREFIXES["xsd"] + "string":
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
