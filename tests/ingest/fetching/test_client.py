import gzip
import re
import socket
from pathlib import Path

import pytest

from ingest.errors import FetchFailed
from ingest.fetching.client import Client
from ingest.fetching.origins import Origins
from ingest.fetching.policy import Policy
from tests.ingest.fetching.site import Asked, Says, Site, running

LIMIT = 100_000
BODY = bytes(range(256)) * 40


def test_a_file_is_kept_with_its_size_and_hash(site: Site, client: Client, target: Path) -> None:
    reply = client.get(site.says("/a", Says(b"abc")), target, LIMIT)
    assert reply.content
    assert (reply.status, reply.content.size, target.read_bytes()) == (200, 3, b"abc")
    assert reply.content.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert list(target.parent.iterdir()) == [target]


def test_requests_say_who_asks(site: Site, client: Client, target: Path) -> None:
    client.get(site.says("/a", Says(b"abc")), target, LIMIT)
    assert re.fullmatch(r"opencairn/[\d.]+ \(\+https://\S+\)", site.asked[0].headers["User-Agent"])


def test_a_relative_redirect_is_followed_and_told(site: Site, client: Client, target: Path) -> None:
    url = site.says("/api/models/old/name", Says(status=307, headers={"Location": "/api/models/new/name"}))
    new = site.says("/api/models/new/name", Says(b"{}"))
    assert client.get(url, target, LIMIT).url == new


@pytest.mark.parametrize(
    "location",
    ["http://localhost:{port}/b", "https://127.0.0.1:{port}/b", "ftp://127.0.0.1/b", "http://u:p@127.0.0.1:{port}/b"],
    ids=["another host", "another scheme", "no web", "with a user"],
)
def test_a_redirect_to_elsewhere_is_refused(site: Site, client: Client, target: Path, location: str) -> None:
    port = site.base.split(":")[2].strip("/")
    site.says("/b", Says(b"stolen"))
    url = site.says("/a", Says(status=302, headers={"Location": location.format(port=port)}))
    with pytest.raises(FetchFailed):
        client.get(url, target, LIMIT)
    assert not site.requests("/b")


def test_a_redirect_to_a_host_of_the_plan_is_followed(site: Site, policy: Policy, target: Path) -> None:
    with running() as other, Client(Origins.of(site.base, other.base), policy) as client:
        url = site.says("/a", Says(status=302, headers={"Location": other.says("/b", Says(b"abc"))}))
        assert client.get(url, target, LIMIT).url == f"{other.base}b"


def test_redirects_in_a_circle_come_to_an_end(site: Site, client: Client, target: Path) -> None:
    url = site.says("/a", Says(status=301, headers={"Location": "/a"}))
    with pytest.raises(FetchFailed, match="redirects more than 3 times"):
        client.get(url, target, LIMIT)
    assert len(site.asked) == 4


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again_after_growing_pauses(
    site: Site, client: Client, target: Path, waits: list[float], status: int
) -> None:
    url = site.says("/a", Says(status=status), Says(status=status), Says(b"at last"))
    assert client.get(url, target, LIMIT).status == 200
    first, second = waits
    assert 1 <= first <= 2 <= second <= 3


def test_tries_come_to_an_end_with_what_to_do(site: Site, client: Client, target: Path) -> None:
    url = site.says("/a", Says(status=503))
    with pytest.raises(FetchFailed, match=r"503 Service Unavailable; given up after 4 tries. Run the same command"):
        client.get(url, target, LIMIT)
    assert len(site.asked) == 4


@pytest.mark.parametrize("headers", [{"Retry-After": "42"}, {"RateLimit": '"api";r=0;t=42'}])
def test_a_pause_that_is_asked_for_is_made(
    site: Site, client: Client, target: Path, waits: list[float], headers: dict[str, str]
) -> None:
    client.get(site.says("/a", Says(status=429, headers=headers), Says(b"at last")), target, LIMIT)
    assert sum(waits) == pytest.approx(42)


def test_the_next_request_waits_when_a_limit_is_used_up(
    site: Site, client: Client, target: Path, waits: list[float]
) -> None:
    site.says("/a", Says(b"a", headers={"RateLimit": '"api";r=0;t=30', "RateLimit-Policy": '"api";q=500;w=300'}))
    client.get(f"{site.base}a", target, LIMIT)
    assert not waits
    client.get(f"{site.base}a", target, LIMIT)
    assert waits == [30]


def test_too_long_a_pause_ends_the_fetch(site: Site, client: Client, target: Path, waits: list[float]) -> None:
    url = site.says("/a", Says(status=429, headers={"Retry-After": "86400"}))
    with pytest.raises(FetchFailed, match="asks to be left alone for 86,"):
        client.get(url, target, LIMIT)
    assert len(site.asked) == 1


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_what_is_not_there_is_told_and_not_tried_again(site: Site, client: Client, target: Path, status: int) -> None:
    reply = client.get(site.says("/a", Says(b"no", status=status)), target, LIMIT)
    assert (reply.status, reply.content, target.exists()) == (status, None, False)
    assert len(site.asked) == 1


def test_an_answer_that_makes_no_sense_here_is_refused(site: Site, client: Client, target: Path) -> None:
    with pytest.raises(FetchFailed, match="418"):
        client.get(site.says("/a", Says(status=418)), target, LIMIT)


def test_a_web_page_in_place_of_data_is_refused(site: Site, client: Client, target: Path) -> None:
    page = Says(b"<html>", headers={"Content-Type": "text/html; charset=utf-8"})
    with pytest.raises(FetchFailed, match="a web page came"):
        client.get(site.says("/a", page), target, LIMIT)


def test_what_has_not_changed_is_not_sent_again(site: Site, client: Client, target: Path) -> None:
    reply = client.get(site.keeps("/a", BODY, '"v7"'), target, LIMIT, {"etag": '"v7"', "last-modified": "yesterday"})
    assert (reply.status, reply.content) == (304, None)
    assert site.asked[0].headers["If-Modified-Since"] == "yesterday"


def test_a_body_that_breaks_off_is_resumed(site: Site, client: Client, target: Path) -> None:
    reply = client.get(site.keeps("/a", BODY, '"v1"', cuts=(3000, 2000)), target, LIMIT)
    assert target.read_bytes() == BODY
    assert [asked.headers["Range"] for asked in site.asked] == [None, "bytes=3000-", "bytes=5000-"]
    assert [asked.headers["If-Range"] for asked in site.asked] == [None, '"v1"', '"v1"']
    assert reply.headers["etag"] == '"v1"'


def test_a_server_that_ignores_ranges_sends_all_of_it_again(site: Site, client: Client, target: Path) -> None:
    headers = {"ETag": '"v1"'}
    client.get(site.says("/a", Says(BODY, headers=headers, cut=3000), Says(BODY, headers=headers)), target, LIMIT)
    assert site.asked[1].headers["Range"] == "bytes=3000-"
    assert target.read_bytes() == BODY


def test_what_changed_in_between_is_not_glued_to_the_part(site: Site, client: Client, target: Path) -> None:
    versions = [(BODY, '"v1"', (3000,)), (BODY[::-1], '"v2"', ())]

    def route(asked: Asked) -> Says:
        body, etag, cuts = versions.pop(0) if len(versions) > 1 else versions[0]
        site.keeps("/a", body, etag, cuts=cuts)
        answer = site.routes["/a"](asked)
        site.routes["/a"] = route
        return answer

    site.routes["/a"] = route
    reply = client.get(f"{site.base}a", target, LIMIT)
    assert target.read_bytes() == BODY[::-1]
    assert reply.headers["etag"] == '"v2"'


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"1"'}], ids=["nothing to compare", "a weak tag"])
def test_a_rest_that_may_be_of_another_version_is_not_asked_for(
    site: Site, client: Client, target: Path, headers: dict[str, str]
) -> None:
    client.get(site.says("/a", Says(BODY, headers=headers, cut=3000), Says(BODY)), target, LIMIT)
    assert site.asked[1].headers["Range"] is None
    assert target.read_bytes() == BODY


def test_a_part_of_somewhere_else_is_not_used(site: Site, client: Client, target: Path) -> None:
    wrong = Says(BODY[100:], 206, {"Content-Range": f"bytes 100-{len(BODY) - 1}/{len(BODY)}"})
    url = site.says("/a", Says(BODY, headers={"ETag": '"v1"'}, cut=3000), wrong, Says(BODY))
    client.get(url, target, LIMIT)
    assert target.read_bytes() == BODY


def test_a_part_that_the_server_cannot_continue_is_dropped(site: Site, client: Client, target: Path) -> None:
    url = site.says("/a", Says(BODY, headers={"ETag": '"v1"'}, cut=99), Says(status=416), Says(BODY))
    client.get(url, target, LIMIT)
    assert target.read_bytes() == BODY


def test_a_body_without_end_is_cut_off(site: Site, client: Client, target: Path) -> None:
    with pytest.raises(FetchFailed, match="has more than 100,000 bytes"):
        client.get(site.says("/a", Says(BODY, endless=True)), target, LIMIT)
    assert not any(target.parent.iterdir())


def test_a_body_that_is_announced_as_too_large_is_not_read(site: Site, client: Client, target: Path) -> None:
    with pytest.raises(FetchFailed, match="has more than 9 bytes"):
        client.get(site.says("/a", Says(b"0123456789")), target, 9)


def test_a_compressed_body_is_kept_as_what_it_stands_for(site: Site, client: Client, target: Path) -> None:
    packed = gzip.compress(BODY)
    site.keeps("/a", packed, '"v1"', cuts=(len(packed) // 2,))
    plain = site.routes["/a"]

    def route(asked: Asked) -> Says:
        said = plain(asked)
        return Says(said.body, said.status, {**said.headers, "Content-Encoding": "gzip"}, said.cut)

    site.routes["/a"] = route
    reply = client.get(f"{site.base}a", target, LIMIT)
    assert target.read_bytes() == BODY
    assert reply.content
    assert reply.content.size == len(BODY)


def test_a_body_that_grows_beyond_the_limit_is_refused(site: Site, client: Client, target: Path) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < LIMIT
    with pytest.raises(FetchFailed, match="decompresses to more than 100,000 bytes"):
        client.get(site.says("/a", Says(bomb, headers={"Content-Encoding": "gzip"})), target, LIMIT)
    assert not [path for path in target.parent.iterdir() if path.suffix != ".json"]


def test_a_damaged_compressed_body_is_asked_for_again(site: Site, client: Client, target: Path) -> None:
    packed, headers = gzip.compress(BODY), {"Content-Encoding": "gzip", "ETag": '"v1"'}
    client.get(site.says("/a", Says(packed[:-20], headers=headers), Says(packed, headers=headers)), target, LIMIT)
    assert site.asked[1].headers["Range"] is None
    assert target.read_bytes() == BODY


def test_an_encoding_that_was_not_asked_for_is_refused(site: Site, client: Client, target: Path) -> None:
    with pytest.raises(FetchFailed, match="came as 'br'"):
        client.get(site.says("/a", Says(b"x", headers={"Content-Encoding": "br"})), target, LIMIT)


def test_a_connection_that_breaks_before_anything_came_is_tried_again(site: Site, client: Client, target: Path) -> None:
    client.get(site.says("/a", Says(b"abc", cut=0), Says(b"abc")), target, LIMIT)
    assert target.read_bytes() == b"abc"


def test_a_host_that_cannot_be_reached_is_named(policy: Policy, target: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/a"  # taken and not listened to
        with Client(Origins.of(url), policy) as client, pytest.raises(FetchFailed, match=re.escape(url)):
            client.get(url, target, LIMIT)
