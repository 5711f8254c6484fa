"""Get one answer over HTTP: politely, within limits, and going on where an earlier try broke off.

The tries are counted by tenacity and not by a transport that repeats requests: a body may break off after the headers,
and the next try is another request then, for the rest.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from ingest.errors import FetchFailed
from ingest.fetching.bodies import ENCODINGS, Content, Incomplete, keep
from ingest.fetching.origins import Origins
from ingest.fetching.pace import Pace
from ingest.fetching.partial import PART, Partial
from ingest.fetching.policy import Policy
from ingest.progress import Advance, stage

LOG: Final = logging.getLogger(__name__)
USER_AGENT: Final = f"opencairn/{version('opencairn')} (+https://w3id.org/opencairn)"

WHOLE: Final = 200
REST: Final = 206
UNCHANGED: Final = 304
FORBIDDEN: Final = 403
"""What some say who mean that too much was asked."""
NO_SUCH_PART: Final = 416
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
NOT_HERE: Final = frozenset({401, 403, 404, 410, 451})
"""The upstream has nothing for us at this address. The Hub answers 401 where there is no repository."""
PERHAPS_LATER: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
LARGE: Final = 1_000_000
"""Bytes from which on the progress of one body is shown."""


class TryAgain(Exception):
    """This try failed, and another one may not."""


@dataclass(frozen=True)
class Reply:
    """What came of asking.

    Attributes:
        url: that answered, after redirects.
        content: of the file, None if there is none: with any status but 200.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    content: Content | None = None


class Client:
    """Asks the hosts of one upstream, one request after the other."""

    def __init__(self, origins: Origins, policy: Policy, accepts: str = "*/*") -> None:
        self._origins = origins
        self._policy = policy
        self._pace = Pace(policy)
        headers = {"User-Agent": USER_AGENT, "Accept": accepts, "Accept-Encoding": ENCODINGS}
        self._http = httpx.Client(headers=headers, timeout=policy.timeout, follow_redirects=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._http.close()

    def get(self, url: str, target: Path, largest: int, known: Mapping[str, str] | None = None) -> Reply:
        """Get a file.

        Args:
            url: to ask.
            target: path of the file; what has come of it stands beside it until it is complete.
            largest: bytes that it may have, before and after it is decompressed.
            known: `etag` and `last-modified` of the version that is at hand: it is not sent again.

        Raises:
            FetchFailed: it cannot be had, or must not.
        """
        body = Partial(target.with_name(f"{target.name}{PART}"), url)
        tries = Retrying(
            retry=retry_if_exception_type(TryAgain),
            stop=stop_after_attempt(self._policy.tries),
            wait=wait_exponential_jitter(
                self._policy.first_wait, self._policy.longest_wait, jitter=self._policy.first_wait
            ),
            sleep=self._policy.sleep,
            before_sleep=_tell,
            reraise=True,
        )
        try:
            return tries(self._try, url, body, target, largest, known or {})
        except TryAgain as error:
            raise FetchFailed(
                f"{url}: {error}; given up after {self._policy.tries} tries. Run the same command again later, "
                "and it goes on where it stopped, or name a mirror with --from"
            ) from error

    def _try(self, url: str, body: Partial, target: Path, largest: int, known: Mapping[str, str]) -> Reply:
        try:
            with self._answer(url, body.conditions() or _unless_changed(known)) as response:
                return self._read(response, body, target, largest)
        except httpx.TransportError as error:
            raise TryAgain(str(error) or type(error).__name__) from error
        except Incomplete as error:
            body.clear()
            raise TryAgain(str(error)) from error

    @contextmanager
    def _answer(self, url: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """The answer after redirects."""
        address = url
        for _ in range(self._policy.redirects + 1):
            self._origins.check(address, url)
            self._pace.wait(address)
            with self._http.stream("GET", address, headers=dict(headers)) as response:
                if response.status_code not in REDIRECTS or "location" not in response.headers:
                    yield response
                    return
                address = _redirected(response)
        raise FetchFailed(f"{url}: redirects more than {self._policy.redirects} times, last to {address}")

    def _read(self, response: httpx.Response, body: Partial, target: Path, largest: int) -> Reply:
        status, url = response.status_code, str(response.url)
        pause = self._pace.heed(url, response.headers)
        if status in PERHAPS_LATER or (status == FORBIDDEN and pause):
            raise TryAgain(f"the answer is {status} {response.reason_phrase}".strip())
        if status == NO_SUCH_PART:
            body.clear()
            raise TryAgain("the part that came earlier does not fit any more")
        if status == UNCHANGED or status in NOT_HERE:
            return Reply(url, status, response.headers)
        if status not in (WHOLE, REST):
            raise FetchFailed(f"{url}: the answer is {status} {response.reason_phrase}, which is not expected here")
        if response.headers.get("content-type", "").startswith("text/html"):
            raise FetchFailed(f"{url}: a web page came in place of data. Look at it: it may say what has changed")
        self._receive(response, body, largest)
        headers = dict(response.headers) | body.headers()
        content = keep(body.path, headers.get("content-encoding", ""), target, largest, url)
        body.clear()
        return Reply(url, WHOLE, headers, content)

    def _receive(self, response: httpx.Response, body: Partial, largest: int) -> None:
        """Write the body, or the rest of it; what has come stays if it breaks off."""
        if response.status_code == WHOLE:
            body.begin(response.headers)
        elif not body.is_continued_by(response.headers):
            body.clear()
            raise TryAgain("another part came than was asked for")
        length = response.headers.get("content-length", "")
        total = body.size + (int(length) if length.isdecimal() else 0)
        with body.path.open("ab") as file, _shown(body.path.stem, total) as advance:
            if total <= largest:
                for chunk in response.iter_raw():
                    file.write(chunk)
                    advance(len(chunk))
                    total = max(total, file.tell())
                    if total > largest:
                        break
        if total > largest:
            body.clear()
            raise FetchFailed(f"{response.url}: has more than {largest:,} bytes, which is the limit for it")


def _shown(title: str, total: int) -> AbstractContextManager[Advance]:
    """The progress of a body that takes a while."""
    return stage(title, total) if total > LARGE else nullcontext(lambda steps: None)


def _redirected(response: httpx.Response) -> str:
    try:
        return str(response.url.join(response.headers["location"]))
    except httpx.InvalidURL as error:
        raise FetchFailed(f"{response.url}: redirects to what is no address: {error}") from error


def _unless_changed(known: Mapping[str, str]) -> dict[str, str]:
    asked = (("If-None-Match", known.get("etag", "")), ("If-Modified-Since", known.get("last-modified", "")))
    return {name: value for name, value in asked if value}


def _tell(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    pause = state.next_action.sleep if state.next_action else 0.0
    LOG.info("%s: %s; again in %.1f s", state.args[0], error, pause)
