"""A process of ours whose pipes are read and written by the event loop.

Not `asyncio.create_subprocess_exec`: under uvloop it copies the page tables of this process, which takes tens of
milliseconds with a large cache and stops everybody. Python's own `Popen` lends them to the child instead (vfork).
"""

import asyncio
import os
import signal
import threading
from asyncio.streams import FlowControlMixin
from collections.abc import Sequence
from contextlib import suppress
from subprocess import PIPE, Popen
from typing import IO, Final, Self

PIPE_BUFFER: Final = 256 * 1024
ALLOCATOR: Final = "GLIBC_TUNABLES"
KEEP_AT_HAND: Final = "glibc.malloc.tcache_max=65536"
"""Other libraries of C do not read it."""


class Process:
    """A process in a session of its own.

    Attributes:
        stdin: what it reads.
        stdout: what it writes.
    """

    def __init__(self, popen: "Popen[bytes]", stdin: asyncio.StreamWriter, stdout: asyncio.StreamReader) -> None:
        self._popen = popen
        self._ended = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self.stdin = stdin
        self.stdout = stdout
        threading.Thread(target=self._wait, name=f"end of {popen.pid}", daemon=True).start()

    @classmethod
    async def start(cls, arguments: Sequence[str], handles: Sequence[int] = (), limit: int = PIPE_BUFFER) -> Self:
        """Start a program that inherits these file descriptors; `limit` is the longest line that is read from it."""
        popen = Popen(arguments, stdin=PIPE, stdout=PIPE, start_new_session=True, pass_fds=handles, env=environment())
        assert popen.stdin and popen.stdout
        stdin = None
        try:
            stdin = await writer(popen.stdin)
            return cls(popen, stdin, await reader(popen.stdout, limit))
        except BaseException:
            if stdin:
                stdin.transport.abort()
            popen.stdin.close()
            popen.stdout.close()
            popen.kill()
            popen.wait()
            raise

    @property
    def pid(self) -> int:
        return self._popen.pid

    @property
    def returncode(self) -> int | None:
        """The return code, negative for a signal; None while it runs."""
        code: int | None = self._popen.returncode
        return code

    def send_signal(self, number: int) -> None:
        with suppress(ProcessLookupError):
            self._popen.send_signal(number)

    def kill(self) -> None:
        """End it, paused or not."""
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        """The return code, when it has ended."""
        await self._ended.wait()
        assert self.returncode is not None
        return self.returncode

    def _wait(self) -> None:
        self._popen.wait()
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self._loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        if not self.stdin.is_closing():
            self.stdin.transport.abort()
        self._ended.set()


def environment() -> dict[str, str]:
    """Ours, with freed memory of up to 64 KiB kept at hand: joins in the engine take a fifth less of the processor."""
    return {ALLOCATOR: KEEP_AT_HAND, **os.environ}


class UntilEnd(asyncio.StreamReaderProtocol):
    """Has its pipe closed when the other end is, which uvloop leaves to it."""

    def eof_received(self) -> bool:
        super().eof_received()
        return False


async def writer(pipe: IO[bytes]) -> asyncio.StreamWriter:
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.connect_write_pipe(FlowControlMixin, pipe)
    return asyncio.StreamWriter(transport, protocol, None, loop)


async def reader(pipe: IO[bytes], limit: int) -> asyncio.StreamReader:
    found = asyncio.StreamReader(limit=limit)
    await asyncio.get_running_loop().connect_read_pipe(lambda: UntilEnd(found), pipe)
    return found
