"""Which columns show the things that are statements about others: memberships, partnerships, numbers."""

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from ingest.namespaces import KIND_OF_CLASS, iri
from service.pages.linking import local_name


@dataclass(frozen=True)
class Column:
    """A heading and the properties whose values stand under it."""

    heading: str
    properties: tuple[NamedNode, ...]


@dataclass(frozen=True)
class Layout:
    """How things of one class are laid out as rows."""

    cls: NamedNode
    title: str
    columns: tuple[Column, ...]


def layout(cls: str, title: str, **columns: str) -> Layout:
    """A layout from prefixed names; a heading's underscores stand for spaces."""
    shown = (Column(heading.replace("_", " "), tuple(map(iri, names.split()))) for heading, names in columns.items())
    return Layout(iri(cls), title, tuple(shown))


PERIOD: Final = "cairn:during org:memberDuring"
LAYOUTS: Final = (
    layout(
        "org:Membership",
        "Roles",
        Who="org:member",
        Role="org:role",
        Where="org:organization cairn:forProject",
        Body="cairn:inBody cairn:bodyName",
        When=PERIOD,
        Affiliation="cairn:affiliation",
    ),
    layout(
        "cairn:GovernanceAssignment",
        "Governance",
        Project="cairn:governs",
        Model="cairn:governanceModel",
        Decided_by="cairn:decisionBody",
        Membership="cairn:membershipRule",
        When=PERIOD,
        Set_out_in="cairn:describedIn",
    ),
    layout(
        "cairn:ComputePartnership",
        "Compute partnerships",
        Given_by="cairn:provider",
        To="cairn:recipient cairn:forProject",
        Machine="cairn:providesAccessTo cairn:hardwareDescription",
        Arrangement="cairn:arrangementKind cairn:underProgram",
        Stage="cairn:atStage",
        When=PERIOD,
        Terms="cairn:accessTerms",
        Resulted_in="cairn:resultedIn",
    ),
    layout(
        "cairn:ComputeAllocation",
        "Compute allocations",
        Number="cairn:allocationIdentifier",
        Amount="cairn:allocatedAmount",
        Given_by="cairn:provider",
        To="cairn:recipient",
        Machine="cairn:providesAccessTo",
        When=PERIOD,
        Under="cairn:underPartnership",
    ),
    layout(
        "cairn:Contribution",
        "Contributions",
        From="cairn:provider",
        To="cairn:recipient cairn:forProject",
        Kind="cairn:contributionKind",
        What="cairn:contributedArtifact cairn:contributedItem",
        When=PERIOD,
    ),
    layout(
        "cairn:Partnership",
        "Partnerships",
        Given_by="cairn:provider",
        To="cairn:recipient cairn:forProject",
        What="cairn:resourceKind cairn:arrangementKind",
        When=PERIOD,
        Terms="cairn:accessTerms",
    ),
    layout(
        "cairn:ComponentOpenness",
        "How open each component is",
        Component="cairn:component",
        Openness="cairn:opennessLevel",
        License="cairn:componentLicense",
        Condition="cairn:hasAccessCondition",
        Stage="cairn:atStage",
        When=PERIOD,
    ),
    layout(
        "cairn:SourceValue",
        "As the catalog writes it",
        About="cairn:aboutProperty",
        Written="cairn:rawValue",
        Taken_for="cairn:mapsTo",
        How="cairn:mappingStatus",
    ),
    layout(
        "cairn:IdentityDecision",
        "Records joined here",
        Record="cairn:replaces",
        Why="cairn:identityReason",
        Basis="skos:note dct:source",
        Confidence="cairn:confidence",
    ),
    layout("cairn:MetricObservation", "In numbers", Number="cairn:metricValue", Date="cairn:observedOn"),
    layout(
        "cairn:JourneyStep",
        "Steps of the journey",
        Journey="cairn:stepOf",
        Stage="cairn:journeyStage",
        Through="cairn:viaChannel",
        How="cairn:tactic",
    ),
    layout("cairn:UseRestriction", "Uses it forbids", Purpose="cairn:restrictedPurpose", Text="dct:description"),
    layout(
        "cairn:AccessCondition",
        "Access conditions",
        Excludes="cairn:excludesRegion",
        Text="dct:description cairn:paraphrase",
    ),
)
CLAIMS: Final = iri("cairn:Claim")
STATEMENT: Final = iri("cairn:Statement")
DISAGREEMENT: Final = iri("cairn:Disagreement")
GAP: Final = iri("cairn:KnownGap")
EVIDENCE: Final = iri("cairn:Evidence")
SPOKEN: Final = frozenset({"claim", "quote", "finding", "recommendation", "disagreement", "gap"})
SHOWN_WHOLE: Final = frozenset(KIND_OF_CLASS[local_name(known.cls)] for known in LAYOUTS) | SPOKEN
"""Kinds of things that pages show in a table or as a claim, not as a mere link."""

RECORDS: Final = frozenset({"statement", "evidence", "period"})
"""Kinds of things that carry provenance: footnotes show what they say."""


def layout_of(classes: set[NamedNode]) -> Layout | None:
    """The layout of a thing, by the first of its classes that has one; none for what has facts of its own."""
    return next((known for known in LAYOUTS if known.cls in classes), None)
