"""The answers of one upstream, each asked for once, in a folder that an interrupted fetch leaves for the next one."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from shutil import copyfile

from ingest.errors import FetchFailed
from ingest.fetching import journal
from ingest.fetching.bodies import content_of
from ingest.fetching.client import UNCHANGED, WHOLE, Client, Reply
from ingest.fetching.journal import Answer
from ingest.fetching.policy import Policy
from ingest.sources.upstream import FETCHED


class Collection:
    """What has been answered.

    Attributes:
        folder: that is filled.
        answers: of this fetch, by what was asked; `before` are those of the last one.
    """

    def __init__(self, client: Client, folder: Path, live: Path, policy: Policy) -> None:
        """Go on with what is in `folder`.

        Args:
            client: asks.
            folder: to fill.
            live: the snapshot folder of the last fetch; what has not changed since is taken from there.
            policy: tells for how long the answers of an interrupted fetch hold.
        """
        self.folder = folder
        self.answers: dict[str, Answer] = {}
        self._client = client
        self._live = live
        self._policy = policy
        self._of_interrupted = journal.read(folder)
        self.before = journal.read(live)

    def answer(self, url: str, largest: int, file: str = "") -> Answer:
        """The answer to a request.

        Args:
            url: to ask.
            largest: bytes that it may have.
            file: path in the folder for its body; one in `fetched/` is made of the address if none is given.
        """
        if url not in self.answers:
            self.answers[url] = self._in_hand(url) or self._ask(url, largest, file or _file(url))
        return self.answers[url]

    def forget(self) -> None:
        """Leave nothing of this fetch to the next one that goes on here: an answer cannot be used."""
        for file in self.files:
            (self.folder / file).unlink()
        journal.write(self.folder, ())

    def content(self, answer: Answer) -> bytes:
        """The body of an answer, b"" if there is none."""
        return (self.folder / answer.file).read_bytes() if answer.file else b""

    @property
    def files(self) -> set[str]:
        """Files that belong to the answers of this fetch."""
        return {answer.file for answer in self.answers.values() if answer.file}

    def _in_hand(self, url: str) -> Answer | None:
        """What an interrupted fetch has left, if it is whole and not too old."""
        found = self._of_interrupted.get(url)
        if found is None or not _is_whole(self.folder, found):
            return None
        age = self._policy.now() - datetime.fromisoformat(found.asked).timestamp()
        return found if age < self._policy.still_fresh else None

    def _ask(self, url: str, largest: int, file: str) -> Answer:
        before = self.before.get(url)
        if before is not None and not (before.status == WHOLE and _is_whole(self._live, before)):
            before = None
        asked = datetime.fromtimestamp(self._policy.now(), UTC).isoformat(timespec="seconds")
        reply = self._client.get(url, self.folder / file, largest, before.validators if before else None)
        answer = self._as_before(url, before) if reply.status == UNCHANGED else _answer(url, asked, reply, file)
        journal.append(self.folder, answer)
        return answer

    def _as_before(self, url: str, before: Answer | None) -> Answer:
        if before is None:
            raise FetchFailed(f"{url}: the answer is 304, as if we had an earlier version, and we have none")
        target = self.folder / before.file
        target.parent.mkdir(parents=True, exist_ok=True)
        copyfile(self._live / before.file, target)
        return before


def _answer(url: str, asked: str, reply: Reply, file: str) -> Answer:
    if reply.content is None:
        return Answer(url, reply.url, asked, reply.status)
    header = {name.lower(): value for name, value in reply.headers.items()}
    return Answer(
        url,
        reply.url,
        asked,
        reply.status,
        file,
        reply.content.size,
        reply.content.sha256,
        header.get("etag", ""),
        header.get("last-modified", ""),
        header.get("content-type", ""),
        header.get("link", ""),
    )


def _is_whole(folder: Path, answer: Answer) -> bool:
    """Whether the file of an answer is still the one that came."""
    if not answer.file:
        return True
    path = folder / answer.file
    return path.is_file() and content_of(path).sha256 == answer.sha256


def _file(url: str) -> str:
    return f"{FETCHED}/{sha256(url.encode()).hexdigest()[:20]}"
