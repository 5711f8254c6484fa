"""Of everything that the shipped release names in our namespace, a random part is looked up."""

import gzip
import random
import re
from pathlib import Path

import pytest

from ingest.namespaces import BASE
from ingest.release import current_release
from tests.server_process import Server

PART = 120
OURS = re.compile(rf"<({re.escape(BASE)}[^>#]*)")
TEXT = re.compile(r'"(?:[^"\\\n]|\\.)*"')
"""Texts may hold queries, which name what another release has."""


@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/ld+json"])
def test_every_iri_of_ours_dereferences(shipped: Path, shipped_server: Server, accept: str) -> None:
    quads = gzip.decompress(current_release(shipped).quads_path.read_bytes()).decode()
    named = sorted(set(OURS.findall(TEXT.sub('""', quads))))
    assert len(named) > 5_000
    chosen = random.Random(accept).sample(named, PART)
    with shipped_server.client() as client:
        client.headers["Accept"] = accept
        answers = {
            name: client.get(f"/{name.removeprefix(BASE)}", follow_redirects=True).status_code for name in chosen
        }
    assert {name for name, status in answers.items() if status != 200} == set()
