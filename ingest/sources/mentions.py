"""Things that the entries of a catalog name without describing them: one record each, however often they are named."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ingest.records import Record
from ingest.sources.entries import entry, slug
from ingest.sources.manifest import Manifest


@dataclass
class Mention:
    """A thing that is named, with all the ways in which it is."""

    class_name: str
    names: list[str]
    file: str
    says: dict[str, list[Any]] = field(default_factory=dict)

    def add(self, says: Mapping[str, Any]) -> None:
        """Add values to those that are known already."""
        for term, value in says.items():
            known = self.says.setdefault(term, [])
            known.extend(each for each in (value if isinstance(value, list) else [value]) if each not in known)


@dataclass
class Mentions:
    """What the entries of a catalog name, in the order in which it is first named."""

    manifest: Manifest
    found: dict[str, Mention] = field(default_factory=dict)

    def name(self, kind: str, class_name: str, name: str, file: str, *, key: str = "", **says: Any) -> str:
        """Note that a thing is named; gives its `kind/slug`.

        Args:
            kind: of the thing.
            class_name: its class.
            name: as it is written, on one line.
            file: where it is.
            key: what the slug is made of, the name if it is not given.
            says: what is known of it there.
        """
        subject = f"{kind}/{slug(self.manifest.name, key or name)}"
        mention = self.found.setdefault(subject, Mention(class_name, [], file))
        if name not in mention.names:
            mention.names.append(name)
        mention.add(says)
        return subject

    def organization(self, name: str, file: str) -> str:
        return self.name("organization", "Organization", name, file)

    def add(self, subject: str, **says: Any) -> None:
        """Add what is known of a thing that has been named."""
        self.found[subject].add(says)

    def records(self) -> Iterator[Record]:
        for subject, mention in self.found.items():
            label, *others = mention.names
            yield entry(
                self.manifest,
                subject,
                mention.class_name,
                label,
                mention.says,
                file=f"{mention.file}#{subject}",
                locator=mention.file,
                alt_labels=others,
            )
