"""What the SPARQL parser says, in a form that a person can use."""

import re

from service.errors import SyntaxFault

POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
LONGEST = 400


def syntax_fault(message: str) -> SyntaxFault:
    """The problem for a parser message such as `error at 2:7: expected one of HAVING, OFFSET`."""
    found = POSITION.match(message)
    if not found:
        return SyntaxFault(message[:LONGEST])
    line, column, expectation = int(found[1]), int(found[2]), found[3]
    return SyntaxFault(f"Line {line}, column {column}: {readable(expectation)}", line=line, column=column)


def readable(expectation: str) -> str:
    if "Prefix not found" in expectation:
        return "a prefix is used that is neither declared in the query nor one of the well-known ones."
    text = re.sub(r"\s+", " ", expectation)
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(",", 1)[0] + ", ..."
