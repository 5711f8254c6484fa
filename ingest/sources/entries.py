"""Turn an entry of an upstream catalog into a record in our vocabulary.

What an upstream says about a thing is a plain dictionary of our terms (`ontology/context.jsonld`), the form that
curated files have under `says`. So catalogs and curated files are mapped and checked by the same code.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final

from ingest.records import FACT, HIGH, Block, Problem, Record, Rejected
from ingest.sources.manifest import Manifest
from ingest.sources.watched import EMPTY, unseen, watched
from ingest.strict_yaml import Node, Text

NOTHING: Final = Text("")
LOCAL_DATA: Final = Text("local-data")
LONGEST_SLUG: Final = 120
DIGEST: Final = 6


class Fields:
    """The fields of an upstream entry, each taken once by whoever understands it.

    What nobody looks at in an object or list that was taken is unread too, under its path, such as `places[].name`.
    """

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._left = dict(raw.items())
        self._taken: dict[str, Any] = {}

    def take(self, key: str) -> Any:
        """The value of a field, None if it is not there."""
        if key not in self._left:
            return None
        self._taken[key] = watched(self._left.pop(key))
        return self._taken[key]

    def hand_over(self, key: str) -> Any:
        """The value of a field that is left to a reader who counts by itself what it does not understand."""
        return self._left.pop(key, None)

    def peek(self, key: str) -> Any:
        """The value of a field that is left to be taken."""
        return self._left.get(key)

    def give_back(self, key: str, value: Any) -> None:
        """Leave a field to be counted: it was looked at and not understood."""
        self._taken.pop(key, None)
        self._left[key] = value

    def unread(self) -> tuple[str, ...]:
        """Names of the fields that nobody took and that hold something, and paths within those that were taken."""
        left = {key for key, value in self._left.items() if value not in EMPTY}
        inside = (path for key, value in self._taken.items() for path in unseen(value, key, seen=True))
        return tuple(sorted(left.union(inside)))


def slug(source: str, key: str) -> str:
    """A slug for an upstream key: readable, and different for different keys.

    >>> slug("osai", "Teuken-7B-base")
    'osai.teuken-7b-base'
    >>> slug("huggingface", "Qwen/Qwen1.5-MoE") == slug("huggingface", "Qwen-Qwen1.5-MoE")
    False
    >>> slug("models_dev", "openai")
    'models-dev.openai'
    """
    prefix = source.replace("_", "-")
    room = LONGEST_SLUG - len(prefix) - DIGEST - 2
    ascii_key = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    readable = re.sub(r"[^a-z0-9.]+", "-", ascii_key.lower()).strip("-.")[:room].rstrip("-.")
    if readable == key.lower() and key:
        return f"{prefix}.{readable}"
    digest = hashlib.sha256(key.encode()).hexdigest()[:DIGEST]
    return f"{prefix}.{readable}-{digest}" if readable else f"{prefix}.{digest}"


def nested_id(kind: str, subject: str, *parts: str | int) -> str:
    """`kind/slug` of a thing nested in the thing `subject`.

    >>> nested_id("value", "model/osai.teuken-7b-base", "hasLicense", 1)
    'value/osai.teuken-7b-base-haslicense-1'
    """
    readable = "-".join([subject.partition("/")[2], *map(str, parts)]).lower()
    if len(readable) > LONGEST_SLUG:
        digest = hashlib.sha256(readable.encode()).hexdigest()[:10]
        readable = f"{readable[: LONGEST_SLUG - 11].rstrip('-.')}-{digest}"
    return f"{kind}/{readable}"


def entry(
    manifest: Manifest,
    subject: str,
    class_name: str,
    label: str,
    says: Mapping[str, Any],
    *,
    file: str,
    locator: str = "",
    alt_labels: Iterable[str] = (),
    unread: Iterable[str] = (),
    changed: str = "",
) -> Record:
    """A record that rests on one entry of a catalog.

    Args:
        manifest: of the catalog.
        subject: `kind/slug`; the slug comes from `slug`.
        class_name: term of the class.
        label: name as upstream writes it.
        says: our terms with their values: text, numbers, lists, nested things with an `id`. None and empty values
            are left out, so that what upstream does not give stays unknown.
        file: the file it was read from, and the place in it, for reports.
        locator: the place, for readers; the file if it is not given.
        alt_labels: other names.
        unread: fields that were not understood.
        changed: date on which upstream last changed the entry, "" if it does not tell.
    """
    block = Block(
        place="entry",
        source=Text(manifest.document),
        url=NOTHING,
        title=NOTHING,
        evidence_kind=NOTHING,
        locator=Text(locator or file),
        kind=FACT,
        confidence=HIGH,
        read_how=(LOCAL_DATA,),
        speaker=NOTHING,
        note=NOTHING,
        rows=(),
        says=_said(says),
        changed=Text(changed),
    )
    return Record(
        file=f"{manifest.name}/{file}",
        subject=subject,
        type=Text(class_name),
        label=Text(label),
        alt_labels=tuple(Text(name) for name in dict.fromkeys(alt_labels) if name != label),
        blocks=(block,),
        unread=tuple(unread),
    )


def rejected(source: str, file: str, detail: str, place: str = "") -> Rejected:
    """An entry of the catalog `source` that cannot be read, as its file, the place in it and the reason."""
    return Rejected(f"{source}/{file}", (Problem(place, 0, detail),))


def catalog_entry(manifest: Manifest) -> Record:
    """The catalog itself, as the document that all its entries rest on."""
    says = {
        "title": manifest.title,
        "description": manifest.carries,
        "url": manifest.homepage,
        "attribution": manifest.attribution,
        "dataLicense": manifest.license,
        "updateRate": manifest.update_rate,
        "documentType": "index-record",
    }
    return entry(manifest, manifest.document, "Document", manifest.title, says, file="manifest")


def _said(says: Mapping[str, Any]) -> dict[Text, Node]:
    return {Text(key): _node(value) for key, value in says.items() if not _is_nothing(value)}


def _is_nothing(value: Any) -> bool:
    return value is None or value in ("", [], {}, ())


def _node(value: Any) -> Node:
    if isinstance(value, Mapping):
        return _said(value)
    if isinstance(value, list | tuple):
        return [_node(each) for each in value if not _is_nothing(each)]
    return Text(str(value).lower() if isinstance(value, bool) else str(value))
