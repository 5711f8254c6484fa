"""A small HTTP client that costs less than the servers it measures: one keep-alive connection per worker."""

import asyncio
import time
from urllib.parse import urlencode


class BadAnswer(Exception):
    """The server did not answer 200."""


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, query: str) -> bytes:
    """Send one query by GET on an open connection and read the whole answer."""
    target = f"{path}?{urlencode({'query': query})}"
    head = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/sparql-results+json\r\n\r\n"
    writer.write(head.encode())
    status = await reader.readline()
    if b" 200 " not in status:
        raise BadAnswer(status.decode(errors="replace").strip())
    headers = {}
    while (line := await reader.readline()) not in (b"\r\n", b""):
        name, _, value = line.partition(b":")
        headers[name.strip().lower()] = value.strip().lower()
    if headers.get(b"transfer-encoding") == b"chunked":
        return await _chunks(reader)
    return await reader.readexactly(int(headers[b"content-length"]))


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while size := int(await reader.readline(), 16):
        body += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return body


async def rate(port: int, path: str, queries: list[str], clients: int) -> float:
    """Requests per second with `clients` connections that share out `queries`."""
    pending = iter(queries)

    async def work() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for query in pending:
            await ask(reader, writer, path, query)
        writer.close()
        await writer.wait_closed()

    start = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(clients)))
    return len(queries) / (time.perf_counter() - start)
