"""Where a catalog comes from, as data that `ingest.fetching` acts on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 1_000_000
FETCHED: Final = "fetched"
"""Folder of a snapshot for what fetching keeps beside the files that are read."""
MOST_REPOSITORIES: Final = 1000
"""On the Hub, that are asked for unless the user gives another number: what ten catalogs name, in some ten minutes."""


@dataclass(frozen=True)
class File:
    """One file that is kept as it comes.

    Attributes:
        address: below the base address of the upstream.
        path: in the snapshot folder.
        largest: bytes that it may have.
    """

    address: str
    path: str
    largest: int = 50 * MEGABYTE


@dataclass(frozen=True)
class Archive:
    """The archive of a git repository, of which some files are unpacked.

    Attributes:
        address: below the base address of the upstream.
        members: patterns of paths in the repository, in which a star stands for no slash, with the folder of the
            snapshot that such files go into; the first pattern that fits decides.
        largest: bytes that the archive may have, and `unpacked` those of everything in it.
    """

    address: str
    members: tuple[tuple[str, str], ...]
    largest: int = 200 * MEGABYTE
    unpacked: int = 1000 * MEGABYTE


@dataclass(frozen=True)
class RegistryDump:
    """The newest dump of a registry of organizations on Zenodo; kept are those that the other snapshots name.

    Attributes:
        address: of the list of dumps, newest first, below the base address of the upstream.
        path: in the snapshot folder, of the records that are kept.
        largest: bytes that the dump may have, and `unpacked` those of the file in it.
    """

    address: str
    path: str
    largest: int = 1000 * MEGABYTE
    unpacked: int = 4000 * MEGABYTE


@dataclass(frozen=True)
class HubRepositories:
    """What the API of the Hub tells of repositories that the other snapshots name, and of their owners.

    Attributes:
        model_fields: what is asked for of a model, and `dataset_fields` of a dataset.
        largest: bytes that one answer may have.
    """

    model_fields: tuple[str, ...]
    dataset_fields: tuple[str, ...]
    largest: int = 20 * MEGABYTE


@dataclass(frozen=True)
class Documents:
    """Documents whose addresses the user gives.

    Attributes:
        suffixes: ends of their file names by media type.
        largest: bytes that one may have.
    """

    suffixes: Mapping[str, str]
    largest: int = 100 * MEGABYTE


Step = File | Archive | RegistryDump | HubRepositories | Documents


@dataclass(frozen=True)
class Upstream:
    """Where a catalog is fetched from.

    Attributes:
        base: address that all others are below; a mirror has another one; "" if the user gives the addresses.
        steps: what is fetched.
        redirects_to: beginnings (scheme and host) of addresses elsewhere that the base may redirect to.
        variable: environment variable by which the users of this upstream name another base.
        accepts: media types that are asked for.
    """

    base: str
    steps: tuple[Step, ...]
    redirects_to: tuple[str, ...] = ()
    variable: str = ""
    accepts: str = "*/*"

    @property
    def follows_others(self) -> bool:
        """Whether what is fetched depends on the snapshots of the other catalogs."""
        return any(isinstance(step, RegistryDump | HubRepositories) for step in self.steps)


def documents(suffixes: Mapping[str, str]) -> Upstream:
    """A catalog of documents that the user names, in any of these media types."""
    return Upstream(base="", steps=(Documents(suffixes),), accepts=", ".join([*suffixes, "*/*;q=0.1"]))


def git_repository(path: str, members: tuple[tuple[str, str], ...]) -> Upstream:
    """A catalog that is kept in a repository on GitHub: the archive of its main branch."""
    return Upstream(
        base=f"https://github.com/{path}/",
        steps=(Archive("archive/HEAD.tar.gz", members),),
        redirects_to=("https://codeload.github.com",),
    )
