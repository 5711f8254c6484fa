"""The IRIs of OpenCairn and of the vocabularies it reuses."""

import re
from typing import Final

from pyoxigraph import NamedNode

BASE: Final = "https://w3id.org/opencairn/"
ONTOLOGY: Final = f"{BASE}ontology"
SHAPES: Final = f"{BASE}shapes"

PREFIXES: Final[dict[str, str]] = {
    "cairn": f"{ONTOLOGY}#",
    "id": f"{BASE}id/",
    "concept": f"{BASE}concept/",
    "graph": f"{BASE}graph/",
    "shape": f"{SHAPES}#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "frapo": "http://purl.org/cerif/frapo/",
    "ldqd": "http://www.w3.org/2016/05/ldqd#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def iri(curie: str) -> NamedNode:
    """Expand a prefixed name such as `cairn:Model`; raises KeyError for a prefix not in PREFIXES."""
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


KIND_OF_CLASS: Final[dict[str, str]] = {
    "Project": "project",
    "Collaborative": "project",
    "WorkingGroup": "working-group",
    "Cohort": "cohort",
    "Organization": "organization",
    "FormalOrganization": "organization",
    "Person": "person",
    "Artifact": "artifact",
    "Model": "model",
    "Dataset": "dataset",
    "Software": "software",
    "Benchmark": "benchmark",
    "Document": "document",
    "Platform": "platform",
    "CommunityChannel": "channel",
    "License": "license",
    "UseRestriction": "restriction",
    "AccessCondition": "condition",
    "Partnership": "partnership",
    "ComputePartnership": "partnership",
    "Contribution": "contribution",
    "ComputeAllocation": "allocation",
    "ComputeResource": "machine",
    "GovernanceAssignment": "governance",
    "EventSeries": "event-series",
    "CommunityEvent": "event",
    "UserJourney": "journey",
    "JourneyStep": "step",
    "MetricObservation": "metric",
    "Claim": "claim",
    "Quote": "quote",
    "Finding": "finding",
    "Recommendation": "recommendation",
    "Study": "study",
    "Membership": "membership",
    "Grant": "grant",
    "FundingProgramme": "program",
    "ComponentOpenness": "openness",
    "Disagreement": "disagreement",
    "KnownGap": "gap",
    "Evidence": "evidence",
    "Statement": "statement",
    "IdentityDecision": "identity",
    "SourceValue": "value",
}
"""IRI segment of the things of a class, by the class's term in the JSON-LD context."""

KINDS: Final = frozenset(KIND_OF_CLASS.values())
MADE_KINDS: Final = frozenset({"activity", "agent", "measurement", "period", "snapshot"})
"""IRI segments of what a build names by itself; no record is of these."""
SLUG: Final = re.compile(r"[a-z0-9][a-z0-9.-]{0,119}")


def is_thing(key: str) -> bool:
    """Whether `key` is written as the things of ours are, `kind/slug`."""
    kind, _, slug = key.partition("/")
    return kind in KINDS and SLUG.fullmatch(slug) is not None
