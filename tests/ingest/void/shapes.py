"""Our own shapes of descriptions, in VoID and SPARQL Service Description."""

from pathlib import Path

import rdflib
from pyshacl import validate

SHAPES = rdflib.Graph().parse(Path(__file__).with_name("shapes.ttl"))


def faults(description: rdflib.Graph) -> str:
    """What the shapes find wrong with a description; nothing if it conforms."""
    conforms, _, text = validate(description, shacl_graph=SHAPES)
    return "" if conforms else str(text)
