"""What can be found and listed: the kinds of things, and the facets of each.

A facet is a path of properties from a thing to values. A value is written as its slug if it lies in the facet's space,
else as `kind/slug` or `scheme/slug`; a literal as it is, a date as its year.
"""

from dataclasses import dataclass
from typing import Final

from ingest.namespaces import BASE, PREFIXES

CONCEPT: Final = "concept"
"""The kind under which concepts are found, which are no things."""


@dataclass(frozen=True)
class Facet:
    """One property by which the things of a kind can be told apart.

    Attributes:
        path: properties as prefixed names, `^` before one that is followed backwards.
        space: what the IRI of a usual value begins with, after BASE; empty for literals.
    """

    name: str
    path: tuple[str, ...]
    space: str
    description: str


@dataclass(frozen=True)
class Kind:
    """What people call the things of a kind, and its facets; the first facets also describe a thing in a list."""

    title: str
    facets: tuple[Facet, ...] = ()

    def facet(self, name: str) -> Facet | None:
        return next((facet for facet in self.facets if facet.name == name), None)


YEARS: Final = "years"
"""The space of dates."""


def concepts(name: str, scheme: str, *path: str, said: str) -> Facet:
    return Facet(name, path, f"concept/{scheme}/", said)


def things(name: str, kind: str, *path: str, said: str) -> Facet:
    return Facet(name, path, f"id/{kind}/", said)


DEVELOPER: Final = things("developer", "organization", "cairn:developedBy", said="who developed it")
LICENSE: Final = things("license", "license", "cairn:hasLicense", said="its license")
MODALITY: Final = concepts("modality", "modality", "cairn:modality", said="text, image, audio and so on")
LANGUAGE: Final = concepts("language", "language", "cairn:supportsLanguage", said="a language that it is made for")
ACCESS: Final = concepts("access", "access-level", "cairn:accessLevel", said="how it can be got at")
LEVEL: Final = concepts("level", "artifact-level", "cairn:artifactLevel", said="family, release or repository")
ISSUED: Final = Facet("year", ("dct:issued",), YEARS, "the year in which it came out")
STARTED: Final = Facet("year", ("cairn:during", "dcat:startDate"), YEARS, "the year in which it began")
COUNTRY: Final = concepts("country", "country", "cairn:locatedIn", said="the country where it is")
PROVIDER: Final = things("provider", "organization", "cairn:provider", said="who gives")
RECIPIENT: Final = things("recipient", "organization", "cairn:recipient", said="who gets")
OF_PROJECT: Final = things("project", "project", "cairn:forProject", said="the project that it is for")
ARTIFACT: Final = (DEVELOPER, ISSUED, LICENSE, ACCESS, LEVEL)

SEARCHED: Final[dict[str, Kind]] = {
    "project": Kind(
        "Projects and collaboratives",
        (
            concepts("kind", "project-kind", "cairn:projectKind", said="what kind of project it is"),
            concepts(
                "governance", "governance-model", "^cairn:governs", "cairn:governanceModel", said="how it is governed"
            ),
            concepts("country", "country", "cairn:memberCountry", said="a country that takes part"),
            concepts("region", "region", "cairn:regionOfOrigin", said="the region where it comes from"),
            concepts("focus", "focus-area", "cairn:focusArea", said="what it works on"),
            things("sponsor", "organization", "cairn:sponsoredBy", said="who sponsors it"),
            Facet("year", ("cairn:activeFrom",), YEARS, "the year in which it began"),
        ),
    ),
    "organization": Kind(
        "Organizations",
        (
            concepts("type", "organization-type", "org:classification", said="what type of organization it is"),
            COUNTRY,
            Facet("year", ("cairn:activeFrom",), YEARS, "the year in which it was founded"),
        ),
    ),
    "person": Kind(
        "People",
        (
            things("project", "project", "org:memberOf", said="a project or organization that they belong to"),
            concepts("role", "role", "org:hasMembership", "org:role", said="a role that they have or had"),
        ),
    ),
    "model": Kind("Models", (DEVELOPER, ISSUED, LICENSE, ACCESS, MODALITY, LANGUAGE, LEVEL)),
    "dataset": Kind("Datasets", (DEVELOPER, ISSUED, LICENSE, ACCESS, MODALITY, LANGUAGE, LEVEL)),
    "software": Kind("Software", ARTIFACT),
    "benchmark": Kind("Benchmarks", ARTIFACT),
    "artifact": Kind("Other artifacts", ARTIFACT),
    "machine": Kind(
        "Computers and clusters",
        (
            concepts("kind", "resource-kind", "cairn:resourceKind", said="what kind of machine it is"),
            things("operator", "organization", "cairn:operatedBy", said="who runs it"),
            COUNTRY,
        ),
    ),
    "platform": Kind("Platforms"),
    "license": Kind(
        "Licenses",
        (
            concepts("category", "license-category", "cairn:licenseCategory", said="what it allows and asks for"),
            Facet("osi_approved", ("cairn:osiApproved",), "", "whether the Open Source Initiative approved it"),
        ),
    ),
    "document": Kind(
        "Documents",
        (concepts("type", "document-type", "cairn:documentType", said="what type of document it is"), ISSUED),
    ),
    "partnership": Kind(
        "Partnerships",
        (
            PROVIDER,
            RECIPIENT,
            OF_PROJECT,
            concepts("arrangement", "arrangement-kind", "cairn:arrangementKind", said="gift, sale, cooperation ..."),
            STARTED,
        ),
    ),
    "allocation": Kind(
        "Compute allocations",
        (
            PROVIDER,
            RECIPIENT,
            OF_PROJECT,
            things("machine", "machine", "cairn:providesAccessTo", said="the machine"),
            concepts("unit", "unit", "cairn:allocationUnit", said="the unit of its amount"),
            STARTED,
        ),
    ),
    "grant": Kind("Grants", (things("funder", "organization", "frapo:isAwardedBy", said="who awarded it"),)),
    "program": Kind("Funding programs"),
    "study": Kind("Studies"),
    "event": Kind("Events", (STARTED,)),
    "event-series": Kind("Event series"),
    "working-group": Kind(
        "Working groups", (things("project", "project", "^cairn:hasWorkingGroup", said="the project that has it"),)
    ),
    "cohort": Kind("Cohorts"),
    "channel": Kind(
        "Community channels",
        (concepts("type", "channel-type", "cairn:channelType", said="chat, mailing list, forum and so on"),),
    ),
    CONCEPT: Kind("Terms of classifications", (Facet("scheme", ("skos:inScheme",), "concept/", "the classification"),)),
}

DATED: Final = (("dct:issued",), ("cairn:activeFrom",), ("cairn:during", "dcat:startDate"))
"""Where the date by which lists are sorted is taken from: the first that there is."""


def value_of(facet: Facet, found: str) -> str:
    """How a value is written: found is an IRI or the text of a literal."""
    if facet.space == YEARS:
        return found[:4] if found[:4].isdigit() else ""
    if not found.startswith(BASE):
        return found
    return found.removeprefix(BASE + facet.space).removeprefix(PREFIXES["id"]).removeprefix(PREFIXES["concept"])


def iri_of(facet: Facet, value: str) -> str | None:
    """The IRI of a written value; None for one that is a literal."""
    if facet.space in ("", YEARS):
        return None
    if "/" not in value:
        return BASE + facet.space + value
    return (PREFIXES["concept"] if facet.space.startswith(CONCEPT) else PREFIXES["id"]) + value
