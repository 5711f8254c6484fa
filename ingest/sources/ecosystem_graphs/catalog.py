"""Ecosystem Graphs: models, datasets and applications, with what they depend on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ingest.levels import RELEASE, level_of
from ingest.licenses.assertions import license_says
from ingest.records import Record, Rejected
from ingest.sources.compute_partnerships import LONGEST_HARDWARE, Training
from ingest.sources.compute_sites import sites_in
from ingest.sources.ecosystem_graphs.assets import SOURCE, Asset, absence, assets, stated
from ingest.sources.ecosystem_graphs.dependencies import dependency
from ingest.sources.ecosystem_graphs.fields import FIELDS, Reader, Says, merged
from ingest.sources.entries import entry
from ingest.sources.manifest import Manifest
from ingest.sources.mentions import Mentions
from ingest.sources.names import Names
from ingest.sources.organization_names import split_names
from ingest.sources.source_values import COMPOUND, EXACT, source_value

MANIFEST: Final = Manifest(
    name=SOURCE,
    title="Ecosystem Graphs",
    publisher="Center for Research on Foundation Models, Stanford University",
    homepage="https://crfm.stanford.edu/ecosystem-graphs/",
    license="",
    attribution=(
        "Ecosystem Graphs, Stanford CRFM (arXiv:2303.15772). No license is stated for these data: "
        "ask the publisher before redistributing them."
    ),
    update_rate="not since January 2025",
    carries=(
        "Models, datasets and applications with developers, dates, licenses, access, training hardware and "
        "the assets that each depends on"
    ),
    bounds={"model": (380, 700), "dataset": (90, 300), "software": (80, 250), "organization": (150, 600)},
)


LONGEST_LICENSE: Final = 2000
"""Characters of a license field; longer ones are prose."""


def read(folder: Path) -> Iterator[Record | Rejected]:
    """All records of a snapshot: the assets, then what they name."""
    found: list[Asset] = []
    for each in assets(folder / "assets"):
        if isinstance(each, Rejected):
            yield each
        else:
            found.append(each)
    yield from _Reading(found).records()


class _Reading:
    """The reading of all assets together, since they name each other."""

    def __init__(self, found: list[Asset]) -> None:
        self.assets = found
        self.names = Names((asset.name, asset.subject) for asset in found)
        self.mentions = Mentions(MANIFEST)
        self.known = frozenset(written for asset in found if len(split_names(written := _organization(asset))) == 1)

    def records(self) -> Iterator[Record]:
        for asset in self.assets:
            self.developers(asset)
        for asset in self.assets:
            yield from self.record(asset)
        yield from self.mentions.records()

    def developers(self, asset: Asset) -> list[str]:
        written = _organization(asset)
        return [self.mentions.organization(name, asset.locator) for name in split_names(written, self.known)]

    def record(self, asset: Asset) -> Iterator[Record]:
        reader = Reader(asset)
        developers = self.developers(asset)
        hardware = reader.text("training_hardware", LONGEST_HARDWARE) or ""
        training = Training(asset.subject, asset.name, developers, hardware, asset.locator)
        for site in sites_in(hardware) if asset.kind == "model" else []:
            training.at(site, self.mentions)
        if hardware:
            reader.write("training_hardware", "trainingHardware", EXACT)
        says = merged(
            {
                "artifactLevel": level_of(asset.name) if asset.kind == "model" else RELEASE,
                "trainingHardware": hardware,
                "trainedUsing": training.machines,
            },
            *(read_field(reader) for read_field in FIELDS),
            reader.gap("training_hardware", "trainingHardware"),
            self.organizations(asset, reader, developers),
            self.dependencies(asset, reader),
            self.license(asset, reader),
        )
        says = merged(says, {"hasSourceValue": reader.written})
        yield entry(
            MANIFEST,
            asset.subject,
            asset.class_name,
            asset.name,
            says,
            file=f"assets/{asset.locator}#{asset.kind}",
            locator=f"assets/{asset.locator}",
            unread=reader.unread(),
        )
        yield from training.partnerships(self.mentions)

    def organizations(self, asset: Asset, reader: Reader, developers: list[str]) -> Says:
        reader.take("organization")
        written = _organization(asset)
        if not written:
            return reader.gap("organization", "developedBy")
        status = EXACT if len(developers) == 1 else COMPOUND
        kept = source_value(asset.subject, "developedBy", 1, written, status, developers) | reader.note("organization")
        return {"developedBy": developers, "hasSourceValue": [kept]}

    def license(self, asset: Asset, reader: Reader) -> Says:
        """What the license field says, `none` and `unknown` included."""
        written = reader.take("license")
        if written is None or (isinstance(written, str) and len(written) <= LONGEST_LICENSE):
            says = license_says(asset.subject, written or "", SOURCE)
            says["hasSourceValue"] = [each | reader.note("license") for each in says.get("hasSourceValue", ())]
            return says
        reader.give_back("license")
        return {}

    def dependencies(self, asset: Asset, reader: Reader) -> Says:
        listed = reader.take("dependencies")
        if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
            reader.give_back("dependencies")
            return {}
        written = [each for each in dict.fromkeys(listed) if each.strip()]
        found = [dependency(each, self.names, self.mentions, asset.locator) for each in written]
        return {
            "dependsOn": list(dict.fromkeys(each.target for each in found if each.target)),
            "hasSourceValue": [
                source_value(asset.subject, "dependsOn", index, each.raw, each.status, each.candidates)
                for index, each in enumerate(found, 1)
            ],
        }


def _organization(asset: Asset) -> str:
    written = stated(asset.fields.get("organization"))
    return written if isinstance(written, str) and not absence(written) else ""
