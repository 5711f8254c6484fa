"""What can go wrong in the pipeline.

IngestError
  x RecordError        one record is wrong: it is quarantined, the build goes on
  x NoRelease          nothing has been built yet
  x DamagedRelease     a release is there and cannot be opened
  x UnknownRelease     a release was named that is not there
  x BuildRunning       another build holds the data folder
  x BuildRefused       --strict and at least one record was quarantined; or no curated record is good
  x NothingCurated     a folder of curated files has none
  x NoCatalogs         what was asked for is in catalogs, and the release holds curated files only
  x PairsUnreadable    a file of labelled pairs is not in the expected form
  x FetchFailed        an upstream cannot be fetched; what is there stays
    + Spoiled          an answer came and cannot be used; it is asked for again the next time
"""

from pathlib import Path

from ingest.records import Rejected


class IngestError(Exception):
    """Base of every error that the pipeline raises on purpose."""


class RecordError(IngestError):
    """One record cannot be used.

    Attributes:
        path: the file it stands in.
        place: where in the file, as keys from the top.
        detail: what is wrong and what to do.
    """

    def __init__(self, path: Path, place: str, detail: str) -> None:
        super().__init__(f"{path}: {place}: {detail}" if place else f"{path}: {detail}")
        self.path = path
        self.place = place
        self.detail = detail


class NoRelease(IngestError):
    """There is no release to open."""


class DamagedRelease(IngestError):
    """A release that something happened to after it was published."""


class UnknownRelease(IngestError):
    """No release of that name."""


class BuildRunning(IngestError):
    """The data folder is locked by another build."""


class BuildRefused(IngestError):
    """A strict build met records that had to be quarantined, or any build no good curated record.

    Attributes:
        quarantined: the records that had to be, with their problems.
    """

    def __init__(self, detail: str, quarantined: tuple[Rejected, ...]) -> None:
        super().__init__(detail)
        self.quarantined = quarantined


class NothingCurated(IngestError):
    """A folder is given as that of the curated files and holds none of them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} holds no curated file, <kind>/<slug>.yaml: "
            "give the folder that does with --curated, or none for the one shipped"
        )


class NoCatalogs(IngestError):
    """A release holds curated files only, and what was asked for is in catalogs."""


class PairsUnreadable(IngestError):
    """A file of labelled pairs is not in the expected form."""


class FetchFailed(IngestError):
    """An upstream cannot be fetched; the message says what, where and what to do."""


class Spoiled(FetchFailed):
    """An answer that came as a whole and cannot be used."""
