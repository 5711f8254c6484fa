import httpx
import pytest

from ingest.questions.catalog import Questions
from service.agents.llms import MOST_BYTES, QUERY, ROUTES, listed
from service.api.index import PARTS
from tests.server_process import Server
from tests.service.agents.test_transports import TOOLS


def test_language_models_are_told_what_there_is(shipped_server: Server, questions: Questions) -> None:
    answer = httpx.get(f"{shipped_server.url}/llms.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert len(answer.content) < MOST_BYTES
    assert answer.text.startswith("# OpenCairn\n\n> ")
    assert answer.headers["OpenCairn-Release"] in answer.text
    assert not [name for name in questions if f"- {name}: " not in answer.text]
    assert "- cairn:Project (" in answer.text and f"{shipped_server.url}/mcp: " in answer.text
    assert not [name for name in TOOLS if name not in answer.text]


@pytest.mark.parametrize("example", ROUTES)
def test_every_address_is_an_example_that_works(shipped_server: Server, example: str) -> None:
    answer = httpx.get(f"{shipped_server.url}/{example}", follow_redirects=True, headers={"Accept": "application/json"})
    assert answer.status_code == 200, answer.text


def test_the_query_of_the_text_has_an_answer(shipped_server: Server) -> None:
    answer = httpx.get(f"{shipped_server.url}/sparql", params={"query": QUERY}, headers={"Accept": "text/csv"})
    assert len(answer.text.splitlines()) > 1


def test_every_part_of_the_api_has_an_example() -> None:
    assert not [path for path, _ in PARTS.values() if path != "mcp" and not any(path in each for each in ROUTES)]


def test_it_is_kept_and_tagged_like_every_document(shipped_server: Server) -> None:
    tag = httpx.get(f"{shipped_server.url}/llms.txt").headers["ETag"]
    again = httpx.get(f"{shipped_server.url}/llms.txt", headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_unknown_parameters_are_refused(shipped_server: Server) -> None:
    assert httpx.get(f"{shipped_server.url}/llms.txt?full=1").status_code == 400


def test_a_list_that_is_too_long_ends_with_where_the_rest_is(questions: Questions) -> None:
    text = listed("http://e.org/", questions, 300)
    assert text.endswith("- and others: http://e.org/api/questions\n") and len(text) < 600
