"""Partnerships for compute, from what a catalog says about where a model was trained."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from ingest.records import Record
from ingest.sources.compute_sites import Site
from ingest.sources.entries import entry, nested_id
from ingest.sources.mentions import Mentions
from ingest.strict_yaml import Text

LONGEST_HARDWARE: Final = 500
"""Characters of a text about hardware; longer ones are prose."""
INFERRED: Final = Text("inferred")
PROVIDER: Final = (Text("provider"), Text("providerKind"))
OURS: Final = Text("The source does not name the provider, who is taken from OpenCairn's list of sites.")


@dataclass
class Training:
    """Where and by whom one model was trained.

    Attributes:
        model: `kind/slug`.
        developers: `kind/slug` of the organizations that developed it.
        hardware: what the catalog says about the hardware.
        file: the entry it was read from.
    """

    model: str
    label: str
    developers: Sequence[str]
    hardware: str
    file: str
    machines: list[str] = field(default_factory=list)
    provided: dict[str, dict[str, Any]] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    def at(self, site: Site, mentions: Mentions) -> None:
        """Note a site that is named."""
        provider = _organization(site.provider, mentions, self.file) if site.provider else ""
        named = _bare(site.provider) in _bare(self.hardware)
        machine = ""
        if site.machine:
            says: dict[str, Any] = {"resourceKind": site.resource_kind}
            if provider:
                says["operatedBy"] = provider
            if not named:
                says["note"] = OURS
            machine = mentions.name("machine", "ComputeResource", site.machine, self.file, **says)
            self.machines.append(machine)
        if provider:
            self.by(provider, machine, site.provider_kind, named=named)

    def on(self, machine: str, mentions: Mentions) -> None:
        """Note a machine of which only the name is known."""
        self.machines.append(mentions.name("machine", "ComputeResource", machine, self.file))

    def by(self, provider: str, machine: str = "", provider_kind: str = "", *, named: bool = True) -> None:
        """Note a provider, who is named or is known to run what is named."""
        says = self.provided.setdefault(provider, {"providesAccessTo": []})
        if machine and machine not in says["providesAccessTo"]:
            says["providesAccessTo"].append(machine)
        if provider_kind:
            says["providerKind"] = provider_kind
        if named:
            self.named.add(provider)

    def partnerships(self, mentions: Mentions) -> Iterator[Record]:
        """One record for each provider other than the developers themselves."""
        for provider, says in self.provided.items():
            recipients = [developer for developer in self.developers if developer != provider]
            if not recipients:
                continue
            name = mentions.found[provider].names[0]
            subject = nested_id("partnership", self.model, provider.partition(".")[2])
            facts = {
                "provider": provider,
                "recipient": recipients,
                "resultedIn": self.model,
                "hardwareDescription": self.hardware,
                **says,
            }
            label = f"Compute of {name} for {self.label}"
            file = f"{self.file}#{subject}"
            told = entry(mentions.manifest, subject, "ComputePartnership", label, facts, file=file, locator=self.file)
            yield told if provider in self.named else _inferred(told)


def _inferred(told: Record) -> Record:
    """The record with its provider as a conclusion of ours, beside what the source tells."""
    [block] = told.blocks
    ours = {key: block.says[key] for key in PROVIDER if key in block.says}
    rest = {key: value for key, value in block.says.items() if key not in ours}
    conclusion = replace(block, place="provider", kind=INFERRED, note=OURS, says=ours)
    return replace(told, blocks=(replace(block, says=rest), conclusion))


def _organization(name: str, mentions: Mentions, file: str) -> str:
    """The organization of a name, which the catalog may write with other spaces or capitals."""
    for subject, mention in mentions.found.items():
        if subject.startswith("organization/") and any(_bare(each) == _bare(name) for each in mention.names):
            return subject
    return mentions.organization(name, file)


def _bare(name: str) -> str:
    return "".join(name.split()).casefold()
