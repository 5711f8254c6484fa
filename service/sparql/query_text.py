"""What can be told from the text of a query before it is parsed: its form, and whether it calls other servers.

pyoxigraph has no switch for SERVICE, and its parser needs no space between words: `SERVICEex:a{}` and even
`service:a{}` are calls. So everything that might be read as the keyword counts, even if other readings exist.
"""

import re
from typing import Final, Literal

Form = Literal["solutions", "graph", "update"]

CODEPOINT: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
BETWEEN: Final = r"(?:\s|\#[^\r\n]*)*+"
PROLOGUE: Final = re.compile(
    rf"(?:\s|\#[^\r\n]*|BASE{BETWEEN}<[^>]*>|PREFIX{BETWEEN}[^\s:<]*+:{BETWEEN}<[^>]*>"
    r"|VERSION\s*+(?:\"[^\"]*\"|'[^']*'))*+",
    re.IGNORECASE,
)
WORD: Final = re.compile("[a-z]+", re.IGNORECASE)
FORMS: Final[dict[str, Form]] = {
    "SELECT": "solutions",
    "ASK": "solutions",
    "CONSTRUCT": "graph",
    "DESCRIBE": "graph",
    **dict.fromkeys(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"), "update"),
}
HIDDEN: Final = r"""
      (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<comment> \#[^\r\n]* )
    | (?P<string> \"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*+\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*+'''
                | "(?!\"\")(?:[^"\\\r\n]|\\.)*+" | '(?!'')(?:[^'\\\r\n]|\\.)*+' )
    | (?P<open> \"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*+ | '''(?:[^'\\]|\\.|'(?!''))*+
              | "(?:[^"\\\r\n]|\\.)*+ | '(?:[^'\\\r\n]|\\.)*+ )
    | (?P<variable> [?$]\w+ )
    | (?P<local> :(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[^\s\w])+ )
"""
"""What a keyword may stand in without being one, and strings that never end (`open`): these are no SPARQL.

Quantifiers do not give back (`*+`), so that a query of any length is read in a time that grows with its length alone.
"""
HIDING: Final = re.compile(HIDDEN, re.VERBOSE | re.DOTALL)
ABSOLUTE_IRI: Final = re.compile(r"<[a-z][a-z0-9+.-]*://", re.IGNORECASE)
KEYWORD: Final = "service"
CHANGING: Final = re.compile(rf"(?:now|rand|uuid){BETWEEN}\(", re.IGNORECASE)


def unescaped(query: str) -> str:
    r"""The query with \uXXXX and \UXXXXXXXX replaced by what they stand for."""

    def character(found: re.Match[str]) -> str:
        point = int(found[1] or found[2], 16)
        return chr(point) if point <= 0x10FFFF else found[0]

    return CODEPOINT.sub(character, query)


def keyword_of(query: str) -> str | None:
    """The word that a query starts with after its prologue; None when it does not start like a query at all."""
    text = unescaped(query)
    start = PROLOGUE.match(text)
    word = WORD.match(text, start.end() if start else 0)
    if not word:
        return None
    first = word[0].upper()
    return next((keyword for keyword in FORMS if first.startswith(keyword)), None)


def form_of(query: str) -> Form | None:
    """What kind of result a query gives; None when it does not start like a query at all."""
    keyword = keyword_of(query)
    return FORMS[keyword] if keyword else None


def is_repeatable(query: str) -> bool:
    """Whether a query has the same answer each time: it does not ask for the time or for chance."""
    return not CHANGING.search(unescaped(query))


def calls_service(query: str) -> bool:
    """Whether any reading of the query contains a SERVICE clause.

    Escapes may or may not be undone by the parser, so both readings are looked at.
    """
    return any(_mentions_keyword(text) for text in {query, unescaped(query)})


def _mentions_keyword(text: str) -> bool:
    if KEYWORD not in text.lower():
        return False
    visible: list[str] = []
    position = 0
    for found in HIDING.finditer(text):
        if found["iri"] and may_be_a_comparison(found[0]):
            return KEYWORD in text[found.start() :].lower() or KEYWORD in " ".join(visible).lower()
        visible.append(text[position : found.end() if found["open"] else found.start()])
        position = found.end()
    visible.append(text[position:])
    return KEYWORD in " ".join(visible).lower()


def may_be_a_comparison(iri: str) -> bool:
    """`?a<?b)SERVICE#>` looks like an IRI but can be read as a comparison and a comment that hides its end."""
    return "#" in iri and not ABSOLUTE_IRI.match(iri)
