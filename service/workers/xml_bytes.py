"""What the serializers write as XML although XML cannot hold it: some characters and some properties."""

from typing import Final

FORMATS: Final = frozenset({"xml", "rdfxml"})
CHARACTERS: Final = bytes(set(range(32)) - set(b"\t\n\r"))
SEQUENCES: Final = {
    b"\xef\xbf\xbe": "the character U+FFFE",
    b"\xef\xbf\xbf": "the character U+FFFF",
    b"<oxprefix: ": "a property whose IRI does not end like an XML name",
}
LONGEST: Final = max(map(len, SEQUENCES))


class NotInXml(Exception):
    """Something in a result cannot be written as XML."""


class XmlBytes:
    """Looks at XML on its way out; raises NotInXml before anything that is no XML is passed on."""

    def __init__(self) -> None:
        self._end = b""

    def checked(self, data: bytes) -> bytes:
        """The data as they may be sent; line breaks that parsers would turn into others are spelled out."""
        if len(data.translate(None, CHARACTERS)) < len(data):
            found = next(byte for byte in data if byte in CHARACTERS)
            raise NotInXml(f"the character U+{found:04X}")
        seen = self._end + data
        for sequence, name in SEQUENCES.items():
            if sequence in seen:
                raise NotInXml(name)
        self._end = seen[-LONGEST + 1 :]
        return data.replace(b"\r", b"&#13;")
