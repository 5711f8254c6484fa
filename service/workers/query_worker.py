"""A process that answers SPARQL queries on one store until it is stopped or killed.

It reads jobs from standard input and writes frames to standard output. A frame is one byte of kind, four bytes
of length, and the payload: D data and more to come, L the last data, E an error as JSON.
"""

import ctypes
import io
import json
import os
import resource
import select
import signal
import struct
import sys
import threading
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol, TypedDict

import zstandard
from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from ingest.namespaces import BASE, PREFIXES
from service.workers.way_out import open_door
from service.workers.xml_bytes import FORMATS as XML_FORMATS
from service.workers.xml_bytes import NotInXml, XmlBytes

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

DATA: Final = b"D"
LAST: Final = b"L"
FAULT: Final = b"E"
HEADER: Final = struct.Struct(">cI")
NETWORKLESS: Final = b"networkless"
LENGTH: Final = struct.Struct(">I")
FRAME_BYTES: Final = 64 * 1024
GZIP_LEVEL: Final = 4
GZIP_WINDOW: Final = 31
"""The largest window of deflate, with the header of gzip."""
ZSTD_LEVEL: Final = 3

PR_SET_PDEATHSIG: Final = 1
CLONE_NEWUSER: Final = 0x10000000
CLONE_NEWNET: Final = 0x40000000

SOLUTION_FORMATS: Final = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPH_FORMATS: Final = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
}

Results = QuerySolutions | QueryBoolean | QueryTriples


class Job(TypedDict):
    """One query to answer; graphs are None when the request names none, `coding` is "" for no compression."""

    query: str
    default_graphs: list[str] | None
    named_graphs: list[str] | None
    format: str
    coding: str
    head: bool


def run_query(store: Store, job: Job) -> Results:
    """Start the query; raises SyntaxError when it does not parse."""
    default, named = job["default_graphs"], job["named_graphs"]
    return store.query(
        job["query"],
        base_iri=BASE,
        prefixes=prefixes_in(job["query"]),
        default_graph=None if default is None else [NamedNode(iri) for iri in default],
        named_graphs=None if named is None else [NamedNode(iri) for iri in named],
    )


def prefixes_in(query: str) -> dict[str, str]:
    """Our prefixes that a query may use: to hand over all of them costs as much as a lookup."""
    if "\\" in query:  # an escape may stand for any letter
        return PREFIXES
    return {name: iri for name, iri in PREFIXES.items() if f"{name}:" in query}


def write_results(results: Results, form: str, out: BinaryIO) -> None:
    """Serialize what a query gave in the format called `form`."""
    if isinstance(results, QueryTriples):
        serialize(results, out, GRAPH_FORMATS[form], prefixes=PREFIXES)
    else:
        results.serialize(out, SOLUTION_FORMATS[form])


class Encoder(Protocol):
    """A compressor of zlib or zstandard."""

    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self) -> bytes: ...


ENCODERS: Final[dict[str, Callable[[], Encoder]]] = {
    "gzip": lambda: zlib.compressobj(GZIP_LEVEL, wbits=GZIP_WINDOW),
    "zstd": lambda: zstandard.ZstdCompressor(level=ZSTD_LEVEL).compressobj(),
}


class TooMuchWritten(Exception):
    """More was written than a result may have."""


class Frames(io.BytesIO):
    """Collects what is written into frames of a sensible size, compressed if there is an encoder.

    Nothing is sent before the first frame is full, so a query that fails early can still be answered with an error.
    Raises TooMuchWritten when more than `most_bytes` are written, as counted before they are compressed, and NotInXml
    when what is written as XML is none.
    """

    def __init__(
        self,
        send: Callable[[bytes], None],
        most_bytes: int,
        encoder: Encoder | None = None,
        xml: XmlBytes | None = None,
    ) -> None:
        super().__init__()
        self._send = send
        self._encoder = encoder
        self._xml = xml
        self._left = most_bytes

    def write(self, data: "ReadableBuffer", /) -> int:
        size = memoryview(data).nbytes
        self._left -= size
        if self._left < 0:
            raise TooMuchWritten
        if self._xml:
            data = self._xml.checked(bytes(data))
        super().write(self._encoder.compress(bytes(data)) if self._encoder else data)
        if self.tell() >= FRAME_BYTES:
            self.emit(DATA)
        return size

    def end(self) -> None:
        """Send what is left as the last frame."""
        if self._encoder:
            super().write(self._encoder.flush())
        self.emit(LAST)

    def emit(self, kind: bytes) -> None:
        """Send what was collected as a frame of this kind."""
        self._send(HEADER.pack(kind, self.tell()) + self.getvalue())
        self.seek(0)
        self.truncate()


def answer(store: Store, job: Job, send: Callable[[bytes], None], most_bytes: int) -> None:
    encoder = ENCODERS[job["coding"]]() if job["coding"] and not job["head"] else None
    frames = Frames(send, most_bytes, encoder, XmlBytes() if job["format"] in XML_FORMATS else None)
    try:
        results = run_query(store, job)
        if not job["head"]:
            write_results(results, job["format"], frames)
    except (SyntaxError, OSError, RuntimeError, ValueError, MemoryError, TooMuchWritten, NotInXml) as error:
        fault = {"kind": type(error).__name__, "detail": str(error)}
        payload = json.dumps(fault).encode()
        send(HEADER.pack(FAULT, len(payload)) + payload)
    else:
        frames.end()


def die_with_parent() -> None:
    """Never outlive the server, even when it is killed and even in the middle of a query."""
    libc = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux":
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)

    def watch() -> None:
        hangup = select.poll()
        hangup.register(sys.stdin.fileno(), 0)
        hangup.poll()
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def leave_network() -> bool:
    """Move into a network namespace without interfaces; where the system forbids it, go on with what is left."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return any(libc.unshare(flags) == 0 for flags in (CLONE_NEWNET, CLONE_NEWUSER | CLONE_NEWNET))


def limit_memory(more: int) -> None:
    """Let the process take `more` bytes of address space than it has now; beyond that the engine aborts it."""
    pages = Path("/proc/self/statm")
    taken = int(pages.read_text(encoding="ascii").split()[0]) * resource.getpagesize() if pages.exists() else 0
    resource.setrlimit(resource.RLIMIT_AS, (taken + more, taken + more))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read_exactly(size: int) -> bytes:
    data = sys.stdin.buffer.read(size)
    if len(data) < size:
        os._exit(0)
    return data


def send_all(data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(sys.stdout.fileno(), view) :]


def main(store_path: str, memory: int, result_bytes: int, way_out: int | None = None) -> None:
    """Answer jobs on the store at `store_path`; each may take `memory` bytes more than the open store does.

    With `way_out` the engine has a door to other endpoints (see `service.workers.way_out`).
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server decides when to stop
    networkless = leave_network()
    if way_out is not None:
        if not networkless:
            raise SystemExit("a worker that keeps the network must not call other endpoints")
        open_door(way_out)
    die_with_parent()
    store = Store.read_only(store_path)
    limit_memory(memory)
    ready = NETWORKLESS if networkless else b""
    send_all(HEADER.pack(LAST, len(ready)) + ready)
    while True:
        (length,) = LENGTH.unpack(read_exactly(LENGTH.size))
        answer(store, json.loads(read_exactly(length)), send_all, result_bytes)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
