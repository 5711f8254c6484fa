"""Where a page ended: a place in a list of one release, and the key of what stood there.

A list never changes within a release, so a cursor of the same release goes on at its place. In another release the
same key is looked for; when it is gone, nobody can say which rows were seen, and the client is told to start again.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.errors import BadParameter, CursorExpired

LONGEST: Final = 400
KEY_LENGTH: Final = 16


@dataclass(frozen=True)
class Cursor:
    """The last thing of a page.

    Attributes:
        release: id of the release of that page.
        position: how many things stand up to here.
        key: `key_of` the thing.
    """

    release: str
    position: int
    key: str

    def __str__(self) -> str:
        written = json.dumps([self.release, self.position, self.key], separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(written).decode().rstrip("=")


def key_of(text: str) -> str:
    """What tells one thing of a list from another, of any length."""
    return hashlib.sha256(text.encode()).hexdigest()[:KEY_LENGTH]


def read_cursor(text: str) -> Cursor:
    """The cursor as it was written; raises BadParameter for what we did not write."""
    match decoded(text):
        case [str(release), int(position), str(key)] if position > 0:
            return Cursor(release, position, key)
    raise BadParameter(
        "`after` is no cursor of ours. Take it from `after` or the Link header of the page before.", parameter="after"
    )


def decoded(text: str) -> object:
    """The JSON in a cursor; None if there is none."""
    if len(text) > LONGEST:
        return None
    try:
        found: object = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
        json.dumps(found, ensure_ascii=False).encode()
    except ValueError:  # of base64, UTF-8 and JSON, which can hold half of a character
        return None
    return found


def start_after(cursor: Cursor | None, release: str, keys: Sequence[str]) -> int:
    """The position of the first thing after a cursor in the list of a release.

    Raises:
        CursorExpired: the list is of another release, which does not have that thing.
        BadParameter: the cursor belongs to another list.
    """
    if cursor is None:
        return 0
    if cursor.position <= len(keys) and keys[cursor.position - 1] == cursor.key:
        return cursor.position
    if cursor.release == release or cursor.key not in keys:
        raise not_there(cursor, release)
    return keys.index(cursor.key) + 1


def not_there(cursor: Cursor, release: str) -> BadParameter | CursorExpired:
    """Why what a cursor stands at is not in a list of a release."""
    if cursor.release == release:
        return BadParameter("`after` belongs to another list: ask for its first page.", parameter="after")
    return CursorExpired("What your page ended with is not in the release any more. Start again at the first page.")
