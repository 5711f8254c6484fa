import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from ingest.release import Manifest, Release, publish

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

Publish = Callable[[str], Release]


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
    pid: int
    process: "subprocess.Popen[str]"

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=30)

    def children(self) -> list[int]:
        """Process ids of its query workers."""
        listed = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii")
        return [int(pid) for pid in listed.split()]

    def resident_bytes(self) -> int:
        pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")


def start_server(data: Path, **settings: str) -> Server:
    environment = {**os.environ, "OPENCAIRN_DATA": str(data), "OPENCAIRN_PORT": "0"}
    environment |= {f"OPENCAIRN_{name.upper()}": value for name, value in settings.items()}
    process = subprocess.Popen(
        [sys.executable, "-m", "service.cli", "serve"], env=environment, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if " at http://" in line:
            return Server(line.rsplit(" at ", 1)[1].strip().rstrip("/"), data, process.pid, process)
    raise AssertionError("the server did not start:\n" + "".join(said))


def stop_server(server: Server) -> int:
    server.process.send_signal(signal.SIGTERM)
    assert server.process.stderr is not None
    server.process.stderr.read()
    server.process.stderr.close()
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
