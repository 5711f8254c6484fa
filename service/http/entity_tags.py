"""Conditional requests (RFC 9110, section 13)."""


def is_known(if_none_match: str | None, tag: str) -> bool:
    """Whether a client has what the entity tag names; `*` is any answer that there is."""
    known = [entry.strip().removeprefix("W/") for entry in (if_none_match or "").split(",")]
    return tag in known or "*" in known
