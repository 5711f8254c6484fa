"""A catalog of toys, one on each line: `name=Bear;size=7000000000;license=MIT`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ingest.licenses.assertions import license_says
from ingest.records import Record, Rejected
from ingest.sources.entries import Fields, entry, rejected, slug
from ingest.sources.manifest import Manifest
from ingest.sources.registry import Catalog

MANIFEST: Final = Manifest(
    name="toy",
    title="The toy catalog",
    publisher="Toys",
    homepage="https://example.org/toys",
    license="https://creativecommons.org/licenses/by/4.0/",
    attribution="The toy catalog, CC BY 4.0",
    update_rate="never",
    carries="Toys",
    bounds={"model": (1, 3)},
)


def read(folder: Path) -> Iterator[Record | Rejected]:
    for number, line in enumerate((folder / "toys.txt").read_text(encoding="utf-8").splitlines(), start=1):
        fields = Fields(dict(part.split("=", 1) for part in line.split(";")))
        file, name = f"toys.txt:{number}", fields.take("name")
        if not name:
            yield rejected(MANIFEST.name, file, "a toy needs a name", "name")
            continue
        subject, raw = f"model/{slug(MANIFEST.name, name)}", fields.take("license") or ""
        says = {"parameterCount": fields.take("size"), **license_says(subject, raw, MANIFEST.name)}
        yield entry(MANIFEST, subject, "Model", name, says, file=file, unread=fields.unread())


TOY: Final = Catalog(MANIFEST, read, files=("toys.txt",))


def write_toys(snapshots: Path, *lines: str) -> None:
    (snapshots / MANIFEST.name).mkdir(parents=True, exist_ok=True)
    (snapshots / MANIFEST.name / "toys.txt").write_text("\n".join(lines), encoding="utf-8")
