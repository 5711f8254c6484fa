import asyncio
import gc
import sys
from collections.abc import Coroutine
from contextlib import suppress

import pytest

from service.workers.process import Process

ECHO = [sys.executable, "-c", "import sys; [sys.stdout.write(line) or sys.stdout.flush() for line in sys.stdin]"]


def run(what: Coroutine[None, None, None]) -> None:
    asyncio.run(asyncio.wait_for(what, 60))


def test_what_is_written_comes_back() -> None:
    async def scene() -> None:
        process = await Process.start(ECHO)
        process.stdin.write(b"one\n")
        await process.stdin.drain()
        assert await process.stdout.readline() == b"one\n"
        process.stdin.close()
        assert await process.wait() == 0
        assert await process.stdout.read() == b""

    run(scene())


def test_a_process_that_is_killed_says_so_and_takes_nothing_more() -> None:
    async def scene() -> None:
        process = await Process.start(ECHO)
        assert process.returncode is None
        process.kill()
        assert await process.wait() == -9
        assert process.stdin.is_closing()
        process.kill()

    run(scene())


def test_a_line_that_is_too_long_is_refused() -> None:
    async def scene() -> None:
        process = await Process.start(ECHO, limit=100)
        process.stdin.write(b"x" * 1000 + b"\n")
        with pytest.raises(ValueError, match="limit"):
            await process.stdout.readline()
        process.kill()
        await process.wait()

    run(scene())


def test_a_start_that_is_given_up_leaves_nothing_open() -> None:
    async def scene() -> None:
        for steps in range(8):
            starting = asyncio.create_task(Process.start(ECHO))
            for _ in range(steps):
                await asyncio.sleep(0)
            starting.cancel()
            with suppress(asyncio.CancelledError):
                process = await starting
                process.kill()
                await process.wait()
        gc.collect()  # what was left open warns, and warnings are errors

    run(scene())


def test_a_program_that_is_not_there_is_an_error() -> None:
    async def scene() -> None:
        with pytest.raises(FileNotFoundError):
            await Process.start(["/nowhere/at-all"])

    run(scene())
