"""The items of a JSON array that is too large to be held at once."""

import json
from collections.abc import Iterator
from typing import IO, Any, Final

CHUNK: Final = 1 << 20
LONGEST: Final = 8 << 20
"""Characters that one item may have."""


class NoItems(ValueError):
    """The text is no array of JSON, or an item is too long or too deep; the message says which."""


def items(stream: IO[str]) -> Iterator[Any]:
    """The items of an array, one after the other.

    >>> import io
    >>> list(items(io.StringIO('[1, {"a": [2]}]')))
    [1, {'a': [2]}]
    """
    decoder = json.JSONDecoder()
    text = stream.read(CHUNK).lstrip("\ufeff \t\r\n")
    if not text.startswith("["):
        raise NoItems("no array of JSON")
    at = _past_space(text, 1)
    while text[at : at + 1] != "]":
        try:
            item, end = decoder.raw_decode(text, at)
        except RecursionError as error:
            raise NoItems("an item is nested too deeply") from error
        except ValueError:
            item, end = None, len(text)
        if end == len(text):  # the item may go on
            more = stream.read(CHUNK)
            if not more or len(text) - at > LONGEST:
                raise NoItems("an item is no JSON, or too long")
            text, at = text[at:] + more, 0
        else:
            yield item
            at = end
        at = _past_space(text, at)


def _past_space(text: str, at: int) -> int:
    while text[at : at + 1] in (" ", "\n", "\r", "\t", ","):
        at += 1
    return at
