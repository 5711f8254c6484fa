"""Things that Data Provenance summaries only name: who made datasets, what they were derived from or made with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from ingest.records import Record
from ingest.sources.addresses import address
from ingest.sources.concept_names import by_name, by_other_name
from ingest.sources.data_provenance.values import Values, hub_repository, on_one_line, texts
from ingest.sources.entries import entry, slug
from ingest.sources.hostile import LONGEST_NAME, Untrusted, load_file
from ingest.sources.manifest import Manifest
from ingest.sources.source_values import ALIAS, EXACT

GROUPS: Final = "constants/creator_groups.json"
COUNTRIES: Final = "constants/creator_groups_by_country.json"

TYPES: Final[Mapping[str, str]] = {
    "Corporation": "company",
    "Startup": "startup",
    "Industry Lab": "research-lab",
    "Government": "public-body",
}
"""Organization types of ours by groups of creators; the others, Academic among them, mix several types."""

OTHER_COUNTRIES: Final[Mapping[str, str]] = {"scotland": "gbr"}
"""Slugs of countries by names that the scheme `country` does not have."""

NO_ORGANIZATION: Final = frozenset({"independent", "cifar senior fellow"})
"""What stands for people among the creators."""
NO_MODEL: Final = frozenset({"other", "templates"})
"""What stands for no model among those that made texts."""


@dataclass(frozen=True)
class Groups:
    """Groups of creators by name, as upstream sorted them."""

    types: Mapping[str, tuple[str, ...]]
    countries: Mapping[str, tuple[str, ...]]


@dataclass
class _Mention:
    """A thing that is named.

    Attributes:
        file: in which it is named first.
        spellings: of its name; the first is its label.
        says: what is known of it, by the file in which that stands.
    """

    class_name: str
    file: str
    spellings: list[str]
    says: dict[str, dict[str, Any]]


@dataclass
class Mentions:
    """Everything that was named, each thing once."""

    manifest: Manifest
    groups: Groups
    _found: dict[str, _Mention] = field(default_factory=dict)

    def creator(self, written: str, file: str) -> str:
        """`organization/slug` of a creator; "" if it is no organization."""
        if written.casefold() in NO_ORGANIZATION:
            return ""
        subject = f"organization/{slug(self.manifest.name, written)}"
        if subject not in self._found:
            self._add(subject, "Organization", written, file, self._of_organization(subject, written))
        return self._spelled(subject, written)

    def model(self, written: str, file: str) -> str:
        """`model/slug` of a model; "" if it is none."""
        if written.casefold() in NO_MODEL:
            return ""
        return self._named("model", "Model", written, written, file)

    def dataset(self, written: str, file: str) -> str:
        """`dataset/slug` of a dataset that no summary is known to describe."""
        return self._named("dataset", "Dataset", f"mentioned {written}", written, file)

    def records(self) -> Iterator[Record]:
        for subject, mention in self._found.items():
            named, *told = (self._entry(subject, mention, file) for file in {mention.file: {}, **mention.says})
            blocks = [replace(block, place=block.locator) for record in told for block in record.blocks if block.says]
            yield replace(named, blocks=(*named.blocks, *blocks))

    def _entry(self, subject: str, mention: _Mention, file: str) -> Record:
        """What one file says of a thing."""
        label, *others = mention.spellings
        return entry(
            self.manifest,
            subject,
            mention.class_name,
            label,
            mention.says.get(file, {}),
            file=f"{mention.file}#{subject}",
            locator=file,
            alt_labels=others,
        )

    def _named(self, kind: str, class_name: str, key: str, written: str, file: str) -> str:
        subject = f"{kind}/{slug(self.manifest.name, key)}"
        if subject not in self._found:
            repository = hub_repository(written)
            says = {"hubRepository": repository[0] if repository else None, "url": address(written)}
            self._add(subject, class_name, repository[0] if repository else written, file, {file: says})
        return self._spelled(subject, written)

    def _add(self, subject: str, class_name: str, written: str, file: str, says: dict[str, dict[str, Any]]) -> None:
        self._found[subject] = _Mention(class_name, file, [_label(written)], says)

    def _spelled(self, subject: str, written: str) -> str:
        spellings = self._found[subject].spellings
        if _label(written) not in spellings and address(written) is None:
            spellings.append(_label(written))
        return subject

    def _of_organization(self, subject: str, written: str) -> dict[str, dict[str, Any]]:
        """Type and countries of a creator, each with the table in which it stands."""
        types, places = Values(subject), Values(subject)
        known: list[str] = []
        for group in self.groups.types.get(written, ()):
            if group in TYPES:
                known.append(TYPES[group])
            else:
                types.keep("classification", group)
        countries: list[str] = []
        for country in self.groups.countries.get(written, ()):
            found = _country(country)
            if found is None:
                places.keep("locatedIn", country)
                continue
            slug_of_country, status = found
            countries.append(slug_of_country)
            if status != EXACT:
                places.keep("locatedIn", country, status, f"country/{slug_of_country}")
        return {
            GROUPS: {"classification": known, "hasSourceValue": types.said},
            COUNTRIES: {"locatedIn": list(dict.fromkeys(countries)), "hasSourceValue": places.said},
        }


def _country(written: str) -> tuple[str, str] | None:
    """Slug of a country and how it was found."""
    country = written.casefold()
    if country in by_name("country"):
        return by_name("country")[country], EXACT
    other = by_other_name("country").get(country) or OTHER_COUNTRIES.get(country)
    return (other, ALIAS) if other else None


def read_groups(folder: Path) -> Groups:
    """The tables of creators of a snapshot folder; an empty one for a table that is not there."""
    return Groups(_members(folder / GROUPS), _members(folder / COUNTRIES))


def _members(path: Path) -> dict[str, tuple[str, ...]]:
    try:
        table = load_file(path) if path.is_file() else {}
    except Untrusted:
        table = {}
    found: dict[str, dict[str, None]] = {}
    for group, members in table.items() if isinstance(table, dict) else ():
        for title in texts(group):
            for member in texts(members):
                found.setdefault(member, {})[title] = None
    return {member: tuple(groups) for member, groups in found.items()}


def _label(written: str) -> str:
    text = on_one_line(written)
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"
