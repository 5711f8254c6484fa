import hashlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from ingest.release import Manifest, Release, publish
from tests.service.sample_site import build_site

EXAMPLE = """
@prefix id: <https://w3id.org/opencairn/id/> .
@prefix cairn: <https://w3id.org/opencairn/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix project: <https://w3id.org/opencairn/id/project/> .
project:bigscience a cairn:Collaborative ; rdfs:label "BigScience Workshop"@en, "Atelier « BigScience »"@fr ;
    cairn:activeFrom "2021-05"^^xsd:gYearMonth .
project:bloom a cairn:Project ; rdfs:label "BLOOM"@en .
<https://w3id.org/opencairn/graph/curated> { project:bigscience rdfs:label "BigScience Workshop"@en }
<https://w3id.org/opencairn/graph/claimed> { project:bloom cairn:activeFrom "2020"^^xsd:gYear }
"""

READY = re.compile(r"serving release .* at (http://\S+)/")


def publish_trig(data: Path, trig: str) -> Release:
    """Publish a small release in the layout of the pipeline."""
    building = data / "building"
    building.mkdir(parents=True)
    (data / "releases").mkdir(exist_ok=True)
    store = Store(str(building / "store"))
    store.bulk_load(trig.encode(), format=RdfFormat.TRIG)
    store.flush()
    graphs = {g.value: len(list(store.quads_for_pattern(None, None, None, g))) for g in named_graphs(store)}
    default = len(list(store.quads_for_pattern(None, None, None, DefaultGraph())))
    digest = hashlib.sha256("\n".join(sorted(str(quad) for quad in store)).encode()).hexdigest()
    counts = {"quads": len(store), "default_graph": default, "graphs": graphs, "classes": {}}
    del store
    manifest = Manifest(digest[:16], digest, "2026-01-01T00:00:00+00:00", "0.1.0", (), (), counts)
    manifest.write(building / "manifest.json")
    (building / "statistics.json").write_text(json.dumps({}), encoding="utf-8")
    return publish(data, building, manifest)


def named_graphs(store: Store) -> list[NamedNode]:
    return [graph for graph in store.named_graphs() if isinstance(graph, NamedNode)]


@dataclass
class Server:
    """A real server in a process of its own."""

    url: str
    data: Path
    process: "subprocess.Popen[bytes]"

    @property
    def pid(self) -> int:
        return self.process.pid

    def log(self) -> str:
        return (self.data / "server.log").read_text(encoding="utf-8")

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=30)

    def children(self) -> list[int]:
        """Process ids of its query workers."""
        listed = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii")
        return [int(pid) for pid in listed.split()]

    def resident_bytes(self) -> int:
        pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")


def start_server(data: Path, launcher: Sequence[str] = (), **settings: str) -> Server:
    """Start a server on a free port, by way of a launcher if need be, and wait until it says that it is ready."""
    environment = {**os.environ, "OPENCAIRN_DATA": str(data), "OPENCAIRN_PORT": "0"}
    environment |= {f"OPENCAIRN_{name.upper()}": value for name, value in settings.items()}
    log = data / "server.log"
    with log.open("w", encoding="utf-8") as written:
        process = subprocess.Popen(
            [*launcher, sys.executable, "-m", "service", "serve"], env=environment, stderr=written
        )
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        said = READY.search(log.read_text(encoding="utf-8"))
        if said:
            return Server(said[1], data, process)
        time.sleep(0.02)
    process.kill()
    process.wait()
    raise AssertionError(f"the server did not start: {log.read_text(encoding='utf-8')}")


def stop_server(server: Server) -> int:
    server.process.terminate()
    return server.process.wait(timeout=30)


@pytest.fixture(scope="session")
def example_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("data")
    publish_trig(data, EXAMPLE)
    return data


@pytest.fixture(scope="session")
def server(example_data: Path) -> Iterator[Server]:
    started = start_server(example_data, query_timeout="3", query_memory=str(1024**3))
    yield started
    stop_server(started)


@pytest.fixture(scope="session")
def client(server: Server) -> Iterator[httpx.Client]:
    with server.client() as opened:
        yield opened


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a release that the pipeline built."""
    started = start_server(build_site(tmp_path_factory.mktemp("site")))
    yield started
    stop_server(started)
