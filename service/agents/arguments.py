"""Arguments of tools: one that a tool does not take must not look as if it had an effect."""

import json
from collections.abc import Mapping
from typing import Any, Final

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, InputRequiredResult, Tool
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from service.errors import BadParameter
from service.http.wrong_values import refusal, shown
from service.near_names import did_you_mean, near_names

LONGEST_SHOWN: Final = 60
NESTED: Final = "parameters"
"""The argument that holds values by name."""


class StrictServer(MCPServer[object]):
    """A server whose tools take nothing but their own arguments, and say so in their schemas."""

    async def list_tools(self) -> list[Tool]:
        tools = await super().list_tools()
        for tool in tools:
            tool.input_schema = {**tool.input_schema, "additionalProperties": False}
        return tools

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[object, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        tools = {tool.name: tool.input_schema["properties"] for tool in await super().list_tools()}
        taken = tools.get(name)
        if taken is not None:
            refuse_unknown(name, list(taken), arguments)
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError) and taken is not None:
                raise refused(name, wrong(error.__cause__.errors()[0], taken)) from error
            raise


def refused(tool: str, detail: str) -> ToolError:
    """The error of an argument, as the SDK tells errors of tools."""
    return ToolError(f"Error executing tool {tool}: {BadParameter.title}. {detail}")


def refuse_unknown(tool: str, known: list[str], given: Mapping[str, Any]) -> None:
    """Raises ToolError, which says what to do, for an argument that a tool does not have."""
    for name, value in given.items():
        if name not in known:
            hint = nested(name, value) if NESTED in known else did_you_mean(near_names(name, set(known) - set(given)))
            raise refused(tool, f"{tool} takes no {name[:LONGEST_SHOWN]!r}.{hint} It takes: {', '.join(known)}.")


def nested(name: str, value: object) -> str:
    """Where a parameter of a question goes."""
    example = json.dumps({NESTED: {name[:LONGEST_SHOWN]: value}}, ensure_ascii=False)
    if len(example) > 3 * LONGEST_SHOWN:
        return f" What a question takes goes inside `{NESTED}`."
    return f" What a question takes goes inside `{NESTED}`, as {example}."


def wrong(fault: ErrorDetails, taken: Mapping[str, Mapping[str, Any]]) -> str:
    """What is wrong with an argument, in the words that HTTP has for it."""
    first, *inside = map(str, fault["loc"])
    if first == NESTED and inside:
        given = f"`{inside[0]}` in `{NESTED}` cannot be {shown(fault['input'])}"
        return f"{given}: it must be a text, a number, true or false. Leave out what has no value."
    described = {name: schema.get("description", "") for name, schema in taken.items()}
    return refusal({**fault, "loc": ("arguments", first)}, described).detail
