"""Calls of tools by the client of the SDK, over a real connection."""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

import httpx2
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult, TextContent

from tests.until import LONG

T = TypeVar("T")
Asked = tuple[str, dict[str, Any]]


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(asyncio.wait_for(work, LONG))


async def each_asked(client: Client, calls: Iterable[Asked]) -> list[CallToolResult]:
    """All calls at once."""
    async with client:
        return list(await asyncio.gather(*(client.call_tool(tool, arguments) for tool, arguments in calls)))


def call(url: str, tool: str, mode: str = "auto", **arguments: Any) -> dict[str, Any]:
    """The answer of a tool."""
    [result] = run(each_asked(Client(f"{url}/mcp", mode=mode), [(tool, arguments)]))
    assert not result.is_error, text_of(result)
    answer = result.structured_content
    assert isinstance(answer, dict)
    return answer


def refused(url: str, tool: str, **arguments: Any) -> str:
    """What a tool says instead of an answer."""
    [result] = run(each_asked(Client(f"{url}/mcp"), [(tool, arguments)]))
    assert result.is_error, text_of(result)
    return text_of(result)


def text_of(result: CallToolResult) -> str:
    [content] = result.content
    assert isinstance(content, TextContent)
    return content.text


async def call_as(url: str, address: str, tool: str, arguments: dict[str, Any]) -> CallToolResult:
    """A call by a client at this address, as a proxy passes it on."""
    async with httpx2.AsyncClient(headers={"X-Forwarded-For": address}, timeout=LONG) as http:
        [result] = await each_asked(Client(streamable_http_client(f"{url}/mcp", http_client=http)), [(tool, arguments)])
    return result


def on_stdio(command: list[str], environment: dict[str, str]) -> Client:
    program, *rest = command
    return Client(stdio_client(StdioServerParameters(command=program, args=rest, env=environment)))
