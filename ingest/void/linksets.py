"""The datasets of others that linksets are counted for, by the beginning of their IRIs."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Target:
    """A dataset of others.

    Attributes:
        slug: names it in IRIs of ours.
        spaces: how the IRIs of its things begin.
    """

    slug: str
    title: str
    homepage: str
    spaces: tuple[str, ...]


TARGETS: Final = (
    Target("wikidata", "Wikidata", "https://www.wikidata.org/", ("http://www.wikidata.org/entity/",)),
    Target("ror", "Research Organization Registry", "https://ror.org/", ("https://ror.org/",)),
    Target("huggingface", "Hugging Face Hub", "https://huggingface.co/", ("https://huggingface.co/",)),
    Target("spdx", "SPDX License List", "https://spdx.org/licenses/", ("http://spdx.org/", "https://spdx.org/")),
    Target("osi", "Open Source Initiative", "https://opensource.org/", ("https://opensource.org/",)),
    Target("creativecommons", "Creative Commons", "https://creativecommons.org/", ("https://creativecommons.org/",)),
    Target(
        "scancode",
        "ScanCode LicenseDB",
        "https://scancode-licensedb.aboutcode.org/",
        ("https://scancode-licensedb.aboutcode.org/",),
    ),
    Target("github", "GitHub", "https://github.com/", ("https://github.com/",)),
    Target("arxiv", "arXiv", "https://arxiv.org/", ("https://arxiv.org/", "http://arxiv.org/")),
    Target("doi", "Digital Object Identifiers", "https://doi.org/", ("https://doi.org/", "http://doi.org/")),
    Target("orcid", "ORCID", "https://orcid.org/", ("https://orcid.org/", "http://orcid.org/")),
    Target("zenodo", "Zenodo", "https://zenodo.org/", ("https://zenodo.org/",)),
    Target("acl", "ACL Anthology", "https://aclanthology.org/", ("https://aclanthology.org/",)),
    Target("wikipedia", "Wikipedia", "https://en.wikipedia.org/", ("https://en.wikipedia.org/",)),
    Target("schema", "Schema.org", "https://schema.org/", ("https://schema.org/", "http://schema.org/")),
    Target("org", "The Organization Ontology", "http://www.w3.org/ns/org#", ("http://www.w3.org/ns/org#",)),
    Target("prov", "PROV-O", "http://www.w3.org/ns/prov#", ("http://www.w3.org/ns/prov#",)),
    Target("dcat", "Data Catalog Vocabulary", "http://www.w3.org/ns/dcat#", ("http://www.w3.org/ns/dcat#",)),
    Target("dcterms", "DCMI Metadata Terms", "http://purl.org/dc/terms/", ("http://purl.org/dc/terms/",)),
)


def target_of(iri: str) -> Target | None:
    """The dataset that an IRI belongs to, if it is one of these."""
    return next((target for target in TARGETS if iri.startswith(target.spaces)), None)
