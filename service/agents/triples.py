"""The first of many triples."""

from service.agents.tables import MOST_CHARACTERS


def first_triples(lines: bytes, limit: int) -> tuple[str, int, bool]:
    """At most `limit` lines of N-Triples and no more than `MOST_CHARACTERS`, how many there are, whether some lack."""
    found = lines.decode().removesuffix("\n").split("\n") if lines else []
    kept: list[str] = []
    room = MOST_CHARACTERS
    for line in found[:limit]:
        room -= len(line)
        if room < 0:
            break
        kept.append(line)
    return "\n".join(kept), len(found), len(kept) < len(found)
