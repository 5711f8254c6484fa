"""SPARQL over HTTP: `opencairn serve` against `oxigraph serve-read-only` on the same release.

Run `python -m bench.sparql_http [DATA]`; DATA is a folder with a release, by default a new one from the checkout.
"""

import asyncio
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Final

from bench.http_client import rate
from ingest.build import build
from ingest.namespaces import PREFIXES
from ingest.release import current_release

ROUNDS: Final = 5
NO_BUDGETS: Final = ("--client-seconds", "0", "--client-queries", "0")
SIZES: Final = {"point": 400, "join": 150, "aggregate": 20}
QUERIES: Final = {
    "point": "SELECT ?p ?o WHERE { id:project\\/bigscience ?p ?o }",
    "join": """SELECT ?project ?name WHERE { ?m org:organization ?project ; org:member ?person .
               ?person rdfs:label ?name . ?project cairn:ledBy ?lead } LIMIT 100""",
    "aggregate": "SELECT ?class (COUNT(*) AS ?n) WHERE { ?s a ?class } GROUP BY ?class",
}
HEADER: Final = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(command: list[str], port: int) -> Iterator[None]:
    """Run a server until the end of the block."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def measured(ports: dict[str, tuple[int, str]], kind: str, clients: int) -> dict[str, float]:
    """Median requests per second of each server, asked in turn; every query text is new, so that no cache answers."""
    rates: dict[str, list[float]] = {name: [] for name in ports}
    for turn in range(ROUNDS + 1):
        for name, (port, path) in ports.items():
            queries = [f"{HEADER}{QUERIES[kind]} # {clients} {turn} {number}" for number in range(SIZES[kind])]
            measured_rate = asyncio.run(rate(port, path, queries, clients))
            if turn:
                rates[name].append(measured_rate)
    return {name: median(each) for name, each in rates.items()}


def main() -> None:
    scratch = Path(tempfile.mkdtemp())
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else scratch / "data"
    release = current_release(data) if len(sys.argv) > 1 else build(data).release
    store = shutil.copytree(release.store_path, scratch / "store")
    native = str(Path(sysconfig.get_path("scripts")) / "oxigraph")
    ours, peer = free_port(), free_port()
    serve = [sys.executable, "-m", "service", "serve", "--data", str(data), "--port", str(ours), *NO_BUDGETS]
    serve_peer = [native, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{peer}"]
    ports = {"opencairn": (ours, "/sparql"), "oxigraph": (peer, "/query")}
    out = sys.stdout.write
    out(f"release {release.id}, {release.manifest.counts['default_graph']:,} triples, medians of {ROUNDS} rounds\n")
    out(f"{'query':<10} {'clients':>7} {'opencairn/s':>12} {'oxigraph/s':>12} {'ratio':>6}\n")
    with served(serve, ours), served(serve_peer, peer):
        for kind in QUERIES:
            for clients in (1, 8):
                found = measured(ports, kind, clients)
                ratio = found["opencairn"] / found["oxigraph"]
                row = f"{found['opencairn']:>12,.0f} {found['oxigraph']:>12,.0f} {ratio:>6.2f}"
                out(f"{kind:<10} {clients:>7} {row}\n")
    shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
