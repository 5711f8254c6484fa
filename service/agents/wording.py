"""Errors of ours point to paths; an agent has tools in place of most."""

import re
from typing import Final

TOOLS: Final = (
    (r"The service finds one at /api/search\?kind=([\w-]+)\.", r"find_entities with kind \1 finds one."),
    (r"The service finds one at /api/search\.", "find_entities finds one."),
    (r"The service finds one at /api/concepts/([\w-]+)\.", r"schema with the term \1 lists them."),
    (r"All of them: /api/questions\.", "list_questions has them all."),
    (r"/browse and /api/search find (it|things) by name\.", r"find_entities finds \1 by name."),
)
"""What errors say, and what it is called here."""
PATH: Final = re.compile(r"(?<![^\s(])/(?=(?:api|browse|dumps|sources|sparql)\b)")
"""The beginning of a path of ours for which there is no tool."""


def in_words_of_tools(text: str, base: str) -> str:
    """The text with tools in place of paths, and with addresses in place of those for which there is no tool."""
    for said, here in TOOLS:
        text = re.sub(said, here, text)
    return PATH.sub(base, text)
