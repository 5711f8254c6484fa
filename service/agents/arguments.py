"""Arguments of tools: one that a tool does not take must not look as if it had an effect."""

import json
from collections.abc import Mapping
from typing import Any, Final

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, InputRequiredResult, Tool

from service.errors import BadParameter
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
        for tool in await super().list_tools():
            if tool.name == name:
                refuse_unknown(name, list(tool.input_schema["properties"]), arguments)
        return await super().call_tool(name, arguments, context)


def refuse_unknown(tool: str, known: list[str], given: Mapping[str, Any]) -> None:
    """Raises ToolError, which says what to do, for an argument that a tool does not have."""
    for name, value in given.items():
        if name not in known:
            hint = nested(name, value) if NESTED in known else did_you_mean(near_names(name, set(known) - set(given)))
            raise ToolError(
                f"{BadParameter.title}. {tool} takes no {name[:LONGEST_SHOWN]!r}.{hint} It takes: {', '.join(known)}."
            )


def nested(name: str, value: object) -> str:
    """Where a parameter of a question goes."""
    example = json.dumps({NESTED: {name[:LONGEST_SHOWN]: value}}, ensure_ascii=False)
    if len(example) > 3 * LONGEST_SHOWN:
        return f" What a question takes goes inside `{NESTED}`."
    return f" What a question takes goes inside `{NESTED}`, as {example}."
