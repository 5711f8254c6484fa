"""Reading the text of a setting: each function gives its value or raises ValueError with what it must be."""

import ipaddress
import re
from collections.abc import Callable


def whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise ValueError("must be a whole number")
    return int(text)


def positive(text: str) -> int:
    if (number := whole(text)) == 0:
        raise ValueError("must be at least 1")
    return number


def port(text: str) -> int:
    if (number := whole(text)) > 65535:
        raise ValueError("must be at most 65535")
    return number


def seconds(text: str) -> float:
    number = _number(text)
    if not 0 < number < 86400:
        raise ValueError("must be a number of seconds between 0 and 86400")
    return number


def seconds_or_zero(text: str) -> float:
    number = _number(text)
    if not 0 <= number < 86400:
        raise ValueError("must be a number of seconds, 0 or more and below 86400")
    return number


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return -1.0


def host_name(text: str) -> str:
    if not text or any(character.isspace() for character in text):
        raise ValueError("must be an address or a name, such as 0.0.0.0")
    return text


def address(text: str) -> str:
    if text and not text.startswith(("http://", "https://")):
        raise ValueError("must start with http:// or https://")
    if text and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", text):
        raise ValueError("must be a host and a path, without spaces, ? and #")
    return text and text.rstrip("/") + "/"


def networks(text: str) -> tuple[str, ...]:
    """Addresses and networks that are named one by one; trust in everybody is no trust."""
    listed = tuple(part.strip() for part in text.split(",") if part.strip())
    for part in listed:
        if part == "*" or part.endswith("/0"):
            raise ValueError("must not trust everybody, who could then claim any address: name the proxies")
        try:
            ipaddress.ip_network(part)
        except ValueError as error:
            raise ValueError(f"must be addresses or networks with commas between them, and {part!r} is none") from error
    return listed


def endpoints(text: str) -> tuple[str, ...]:
    """Addresses of endpoints, as they stand in queries."""
    listed = tuple(part.strip() for part in text.split(",") if part.strip())
    for part in listed:
        if not re.fullmatch(r"https?://[^\s/?#<>\"{}|\\^`@]+(/[^\s#<>\"{}|\\^`]*)?", part):
            raise ValueError(f"must be http:// or https:// addresses with commas between them, and {part!r} is none")
    return listed


def host_names(text: str) -> tuple[str, ...]:
    return tuple(host_name(part.strip()) for part in text.split(",") if part.strip())


def one_of(*allowed: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"must be {' or '.join(allowed)}")
        return text

    return read
