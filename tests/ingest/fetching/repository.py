"""Archives as a forge makes them of a repository, and such as only an attacker makes."""

import gzip
import io
import tarfile
from collections.abc import Iterable, Mapping

TOP = "main-database-0123456789abcdef"


def archive(files: Mapping[str, bytes], extra: Iterable[tarfile.TarInfo] = (), top: str = TOP) -> bytes:
    """A compressed archive of files below one folder, with a comment as git writes it."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT, pax_headers={"comment": "0123"}) as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(f"{top}/{name}" if top else name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
        for member in extra:
            tar.addfile(member)
    return gzip.compress(packed.getvalue(), mtime=0)


def link(name: str, to: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    member = tarfile.TarInfo(f"{TOP}/{name}")
    member.type, member.linkname = kind, to
    return member
