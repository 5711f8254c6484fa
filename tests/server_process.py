"""A real server in a process of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

import httpx

from tests.until import LONG, until

COMMAND = (sys.executable, "-m", "service")
READY = re.compile(r"serving release .* at (http://\S+)/")
SETTING = "OPENCAIRN_"


@dataclass(frozen=True)
class Server:
    url: str
    data: Path
    process: "subprocess.Popen[bytes]"
    log_path: Path

    @property
    def pid(self) -> int:
        return self.process.pid

    def log(self) -> str:
        return self.log_path.read_text(encoding="utf-8")

    def client(self) -> httpx.Client:
        """A client without what it never needs here: certificates take longer to read than a page, and proxies."""
        return httpx.Client(base_url=self.url, timeout=LONG, verify=False, trust_env=False)

    def children(self) -> list[int]:
        """Process ids of its query workers."""
        return children(self.pid)

    def stop(self) -> int:
        """End the server as its operator would; returns its exit code."""
        self.process.terminate()
        try:
            return self.process.wait(2 * LONG)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise


def children(parent: int) -> list[int]:
    """Ids of the processes that the main thread of this one has started."""
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    return [int(pid) for pid in listed.split()]


def start(data: Path, settings: Mapping[str, str], command: tuple[str, ...], environment: Mapping[str, str]) -> Server:
    with NamedTemporaryFile("wb", dir=data, prefix="server-", suffix=".log", delete=False) as log:
        process = subprocess.Popen([*command, "serve"], cwd=data, env={**environment, **settings}, stderr=log)
    path = Path(log.name)

    def address() -> str | None:
        said = READY.search(path.read_text(encoding="utf-8"))
        return said and said[1]

    until(lambda: address() is not None or process.poll() is not None, 2 * LONG)
    if (url := address()) is None:
        process.kill()
        process.wait()
        raise AssertionError(f"the server did not start: {path.read_text(encoding='utf-8')}")
    return Server(url, data, process, path)


@contextmanager
def serving(
    data: Path,
    command: tuple[str, ...] = COMMAND,
    environment: Mapping[str, str] = os.environ,
    **settings: str,
) -> Iterator[Server]:
    """A server on a port that the system chose, with no other settings than these."""
    inherited = {name: value for name, value in environment.items() if not name.startswith(SETTING)}
    given = {"data": str(data), "port": "0", **settings}
    server = start(data, {SETTING + name.upper(): value for name, value in given.items()}, command, inherited)
    try:
        yield server
    finally:
        server.stop()
