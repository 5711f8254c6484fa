"""What identifies a dataset, a paper or an agent: addresses and numbers of registries, never a name alone."""

import re
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

from ingest.sources.addresses import address
from ingest.sources.described_datasets.files import BASE
from ingest.sources.web_addresses import NO_ACCOUNTS, hub_repository

DOI: Final = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?(10\.\d{4,9}/[!-~]{1,200}?)[.,;]?", re.IGNORECASE)
WIKIDATA: Final = re.compile(r"https?://www\.wikidata\.org/entity/(Q[1-9]\d{0,11})")
ROR: Final = re.compile(r"https?://ror\.org/(0[a-hj-km-np-tv-z0-9]{6}\d{2})/?")
ORCID: Final = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/?")
HUB_ACCOUNT: Final = re.compile(r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/([A-Za-z0-9][A-Za-z0-9._-]{0,95})/?")
DATASETS_OF_HUB: Final = "https://huggingface.co/datasets/"


def iri_of(text: str) -> str:
    """A web address as it is; "" for what is none, and for names of parts of the file."""
    return "" if text.startswith(BASE) else address(text) or ""


def doi(text: str) -> str:
    """The number of a DOI in lower case, "" if the text is none.

    >>> doi("https://doi.org/10.57967/HF/2212"), doi("doi:10.5281/zenodo.1"), doi("10 apples")
    ('10.57967/hf/2212', '10.5281/zenodo.1', '')
    """
    found = DOI.fullmatch(text.strip())
    return found[1].lower() if found else ""


def hub_dataset(text: str) -> str:
    """Owner and name of the repository of datasets on the Hub to which an address leads, "" for any other."""
    return hub_repository(text, "dataset") or ""


def hub_account(text: str) -> str:
    """Name of the account on the Hub whose page an address is, "" for any other."""
    found = HUB_ACCOUNT.fullmatch(text)
    return found[1] if found and found[1] not in NO_ACCOUNTS else ""


def is_whole_site(text: str) -> bool:
    """Whether an address leads to the first page of a site, which is no dataset."""
    parts = urlsplit(text)
    return parts.path in ("", "/") and not parts.query and not parts.fragment


def dataset_key(candidates: Iterable[str], context: str, numbers: Sequence[str], title: str) -> str:
    """What a dataset is known by in all files, "" if nothing tells.

    Args:
        candidates: its IRI and its addresses, the most lasting first.
        context: IRI of the catalog that lists it, "" if there is none.
        numbers: identifiers that are no addresses.
        title: its name, which counts only beside the first page of a site.

    >>> dataset_key(["https://hf.co/datasets/Heron/Eggs"], "", [], "")
    'https://huggingface.co/datasets/heron/eggs'
    >>> dataset_key(["https://eggs.example/"], "", ["10.5281/zenodo.1"], ""), dataset_key([], "", ["17"], "Eggs")
    ('https://doi.org/10.5281/zenodo.1', '')
    """
    texts = [text for text in candidates if text]
    for text in texts:
        repository = hub_dataset(text)
        if repository:
            return f"{DATASETS_OF_HUB}{repository.lower()}"
    for text in (*texts, *numbers):
        number = doi(text)
        if number:
            return f"https://doi.org/{number}"
        if text in texts and not is_whole_site(text):
            return text
    if context and numbers:
        return f"{context} {numbers[0]}"
    return f"{texts[0]} {title}" if texts and title else ""


def site_of(key: str) -> str:
    """Within which a name stands for one organization: the site of a dataset, or whoever registered its DOI.

    >>> site_of("https://data.example:8080/eggs"), site_of("https://doi.org/10.5281/zenodo.1")
    ('data.example', 'doi.org/10.5281')
    """
    parts = urlsplit(key)
    return f"doi.org{parts.path.rpartition('/')[0]}" if parts.hostname == "doi.org" else parts.hostname or key


def without_scheme(key: str) -> str:
    """A key as slugs are made of it: http and https make no difference."""
    return re.sub(r"^https?://(?:www\.)?", "", key)


def registered(text: str) -> str:
    """The one spelling of an address in a registry of things, "" for other addresses.

    >>> registered("https://dx.doi.org/10.5281/ZENODO.1")
    'https://doi.org/10.5281/zenodo.1'
    """
    for pattern, start in ((WIKIDATA, "http://www.wikidata.org/entity/"), (ROR, "https://ror.org/")):
        found = pattern.fullmatch(text)
        if found:
            return f"{start}{found[1]}"
    number = doi(text)
    return f"https://doi.org/{number}" if number else ""
