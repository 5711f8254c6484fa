"""The properties by which the vocabularies of dataset descriptions say one thing, and how they are named in reports."""

from functools import cache
from typing import Final

from ingest.namespaces import PREFIXES

SCHEMA: Final = PREFIXES["schema"]
HTTP_SCHEMA: Final = SCHEMA.replace("https:", "http:")
CROISSANT: Final = "http://mlcommons.org/croissant/"
NAMESPACES: Final = {
    **{prefix: PREFIXES[prefix] for prefix in ("dcat", "dct", "foaf", "owl", "prov", "rdf", "rdfs", "skos", "void")},
    "sc": SCHEMA,
    "rai": f"{CROISSANT}RAI/",
    "cr": CROISSANT,
    "ml": "http://mlcommons.org/schema/",
    "adms": "http://www.w3.org/ns/adms#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcatap": "http://data.europa.eu/r5r/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "dcatus": "http://resources.data.gov/ontology/dcat-us#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
"""Namespaces by prefix; of two that begin alike the longer one stands first."""
OTHER: Final = "(other vocabulary)"

Names = tuple[str, ...]

TITLE: Final[Names] = ("dct:title", "sc:name", "foaf:name", "skos:prefLabel", "rdfs:label", "vcard:organization-name")
OTHER_TITLE: Final[Names] = ("dct:alternative", "sc:alternateName", "skos:altLabel")
ADDRESS: Final[Names] = ("dcat:landingPage", "sc:url", "foaf:homepage")
SAME: Final[Names] = ("owl:sameAs", "sc:sameAs", "skos:exactMatch")
IDENTIFIER: Final[Names] = ("dct:identifier", "sc:identifier", "adms:identifier")
VALUE: Final[Names] = ("rdf:value", "sc:value", "skos:notation", "sc:identifier", "dct:identifier")
CREATOR: Final[Names] = ("dct:creator", "dc:creator", "sc:creator", "sc:author")
PUBLISHER: Final[Names] = ("dct:publisher", "dc:publisher", "sc:publisher")
LICENSE: Final[Names] = ("dct:license", "sc:license")
ISSUED: Final[Names] = ("dct:issued", "sc:datePublished")
CREATED: Final[Names] = ("dct:created", "sc:dateCreated")
MODIFIED: Final[Names] = ("dct:modified", "sc:dateModified")
LANGUAGE: Final[Names] = ("dct:language", "sc:inLanguage")
KEYWORD: Final[Names] = ("dcat:keyword", "sc:keywords")
CONFORMS: Final[Names] = ("dct:conformsTo",)
DERIVED: Final[Names] = ("prov:wasDerivedFrom", "dct:source", "sc:isBasedOn", "sc:isBasedOnUrl")
FAMILY: Final[Names] = ("dcat:isVersionOf", "dct:isVersionOf", "dcat:inSeries")
PART: Final[Names] = ("dct:hasPart", "sc:hasPart")
ACCESS: Final[Names] = ("dct:accessRights",)
PAPER: Final[Names] = ("dct:isReferencedBy", "dct:bibliographicCitation", "sc:citation", "cr:citeAs")
VERSION: Final[Names] = ("dcat:version", "sc:version", "owl:versionInfo")
FILES: Final[Names] = ("dcat:distribution", "sc:distribution")
FORMAT: Final[Names] = ("dcat:mediaType", "dct:format", "sc:encodingFormat", "sc:fileFormat")
SIZE: Final[Names] = ("dcat:byteSize", "sc:contentSize")
DOWNLOAD: Final[Names] = ("dcat:downloadURL", "sc:contentUrl")
CONTAINER: Final[Names] = ("cr:containedIn", "ml:containedIn", "sc:containedIn")
IN_CATALOG: Final[Names] = ("sc:includedInDataCatalog",)
OF_CATALOG: Final[Names] = ("dcat:dataset", "sc:dataset")
PERIOD: Final[Names] = ("dct:accrualPeriodicity",)
METADATA_LICENSE: Final[Names] = ("sc:sdLicense",)
METADATA_PUBLISHER: Final[Names] = ("sc:sdPublisher",)


@cache
def expanded(name: str) -> str:
    """The IRI of a prefixed name."""
    prefix, _, local = name.partition(":")
    return NAMESPACES[prefix] + local


def compact(iri: str) -> str:
    """An IRI as it is shown in reports; strangers choose IRIs, so those of unknown vocabularies are not shown.

    >>> compact("http://www.w3.org/ns/dcat#theme"), compact("https://evil.example/<script>")
    ('dcat:theme', '(other vocabulary)')
    """
    for prefix, namespace in NAMESPACES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.isascii() and local.replace("-", "").isalnum() and len(local) <= 60:
            return f"{prefix}:{local}"
    return OTHER
