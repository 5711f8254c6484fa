"""Reading a SPARQL 1.1 protocol request: what is asked, of which graphs, in which format."""

import asyncio
import math
from dataclasses import dataclass
from email.message import Message
from urllib.parse import parse_qsl

from fastapi import Request
from pyoxigraph import NamedNode

from service.errors import BadParameter, BadRequest, SyntaxFault, TooLarge, TooSlow, UnsupportedMedia, UpdateRefused

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
CHARSETS = ("utf-8", "us-ascii", "iso-8859-1")
"""The first is the only one of the standard, the second a part of it; the third is what old clients send."""
ACCEPTED = {"Accept-Post": f"{FORM}, {DIRECT}"}
READ_ONLY = "This endpoint is read-only: the graph changes by publishing a release. Send a query instead."

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class ProtocolRequest:
    """A request to /sparql.

    Attributes:
        default_graphs: None when the request leaves the dataset to the query; so are `named_graphs`.
        timeout: seconds after which the client wants the query stopped, None if it does not say.
        explain: whether it wants to know what the query would do instead.
    """

    query: str | None
    default_graphs: list[str] | None
    named_graphs: list[str] | None
    format: str | None
    timeout: float | None = None
    explain: bool = False


async def read_request(request: Request, limit: int, seconds: float) -> ProtocolRequest:
    """The parts of a request; raises an error of `service.errors` for one that breaks the protocol.

    The whole request must come within a number of seconds.
    """
    raw_pairs = request.scope["query_string"]
    if len(raw_pairs) > limit:
        raise TooLarge(f"The address is longer than {limit} bytes. Send the query by POST, and a shorter one.")
    pairs = parse_pairs(raw_pairs, "query string")
    if request.method == "POST":
        media_type, charset = content_type(request)
        text = decode(await read_body(request, limit, seconds), charset)
        pairs += [("query", text)] if media_type == DIRECT else parse_pairs(text.encode(), "body")
    return from_pairs(pairs)


def from_pairs(pairs: Pairs) -> ProtocolRequest:
    if any(name == "update" for name, _ in pairs):
        raise UpdateRefused(READ_ONLY)
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) > 1:
        raise BadParameter(f"The parameter `query` is given {len(queries)} times; give it once.", parameter="query")
    default, named = graphs(pairs, "default-graph-uri"), graphs(pairs, "named-graph-uri")
    chosen = bool(default or named)  # then together they are the whole dataset, whatever FROM says
    if queries and not queries[0].strip():
        raise SyntaxFault("The query is empty. Write one, or leave `query` out to have the endpoint described.")
    return ProtocolRequest(
        query=queries[0] if queries else None,
        default_graphs=default if chosen else None,
        named_graphs=named if chosen else None,
        # SPARQLWrapper gives some formats twice: by name and by media type, which may be empty
        format=next((value for name, value in pairs if name == "format" and value), None),
        timeout=timeout([value for name, value in pairs if name == "timeout"]),
        explain=explain([value for name, value in pairs if name == "explain"]),
    )


def explain(given: list[str]) -> bool:
    for value in given:
        if value not in ("true", "false"):
            raise BadParameter(f"`explain` is true or false, not {value[:20]!r}.", parameter="explain")
    return "true" in given


def timeout(given: list[str]) -> float | None:
    """The shortest of the timeouts that are given."""
    try:
        seconds = [float(value) for value in given]
    except ValueError:
        seconds = [0.0]
    if not all(0 < each < math.inf for each in seconds):
        raise BadParameter(f"`timeout` is a number of seconds above 0, not {given[0]!r}.", parameter="timeout")
    return min(seconds, default=None)


def graphs(pairs: Pairs, name: str) -> list[str]:
    found = [value for key, value in pairs if key == name]
    for iri in found:
        try:
            NamedNode(iri)
        except ValueError as error:
            raise BadParameter(f"`{name}` must be an absolute IRI, not {iri!r}.", parameter=name) from error
    return found


def parse_pairs(raw: bytes, place: str) -> Pairs:
    try:
        pairs = parse_qsl(raw.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError as error:
        raise BadRequest(f"The {place} is not valid UTF-8 after its percent-escapes are undone.") from error
    except ValueError as error:
        raise BadRequest(f"The {place} has too many parameters.") from error
    return pairs


def content_type(request: Request) -> tuple[str, str]:
    """Media type and charset of the body."""
    header = Message()
    header["content-type"] = request.headers.get("content-type", "")
    media_type = header.get_content_type() if request.headers.get("content-type") else ""
    if media_type == UPDATE:
        raise UpdateRefused(READ_ONLY)
    coding = request.headers.get("content-encoding", "identity")
    if coding.lower() != "identity":
        raise UnsupportedMedia(
            f"A query is sent as it is, not coded as {coding[:20]}.", headers={"Accept-Encoding": "identity"}
        )
    if media_type not in (FORM, DIRECT):
        raise UnsupportedMedia(
            f"A query is sent as `Content-Type: {FORM}` (query=...) or `{DIRECT}` (the query itself), "
            f"not as {media_type or 'nothing'}.",
            headers=ACCEPTED,
        )
    charset = str(header.get_param("charset", CHARSETS[0]))
    if charset.lower() not in CHARSETS:
        raise UnsupportedMedia(f"The charset {charset!r} is not taken. Send UTF-8.", headers=ACCEPTED)
    return media_type, charset


async def read_body(request: Request, limit: int, seconds: float) -> bytes:
    try:
        async with asyncio.timeout(seconds):
            return await read_all(request, limit)
    except TimeoutError as error:
        raise TooSlow(f"The body did not come within {seconds:g} s.", headers={"Connection": "close"}) from error


async def read_all(request: Request, limit: int) -> bytes:
    """The body; one that is too long is read to its end but not kept, so that the client hears why."""
    body = bytearray()
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= limit:
            body += chunk
        elif size > 32 * limit:
            break
    if size > limit:
        raise TooLarge(f"The body is longer than {limit} bytes.", headers={"Connection": "close"})
    return bytes(body)


def decode(body: bytes, charset: str) -> str:
    try:
        return body.decode(charset)
    except UnicodeDecodeError as error:
        raise BadRequest(f"The body is not valid {charset}: byte {error.start} cannot be decoded.") from error
