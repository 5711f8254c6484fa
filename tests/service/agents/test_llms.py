import httpx

from ingest.questions.catalog import Questions
from service.agents.llms import MOST_BYTES, listed
from tests.server_process import Server


def test_language_models_are_told_what_there_is(shipped_server: Server, questions: Questions) -> None:
    answer = httpx.get(f"{shipped_server.url}/llms.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert len(answer.content) < MOST_BYTES
    assert answer.text.startswith("# OpenCairn\n\n> ")
    assert answer.headers["OpenCairn-Release"] in answer.text
    assert not [name for name in questions if f"- {name}: " not in answer.text]
    assert "cairn:Project" in answer.text and f"{shipped_server.url}/mcp" in answer.text


def test_it_is_kept_and_tagged_like_every_document(shipped_server: Server) -> None:
    tag = httpx.get(f"{shipped_server.url}/llms.txt").headers["ETag"]
    again = httpx.get(f"{shipped_server.url}/llms.txt", headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_unknown_parameters_are_refused(shipped_server: Server) -> None:
    assert httpx.get(f"{shipped_server.url}/llms.txt?full=1").status_code == 400


def test_a_list_that_is_too_long_ends_with_where_the_rest_is(questions: Questions) -> None:
    text = listed("http://e.org/", questions, 300)
    assert text.endswith("- and others: http://e.org/api/questions\n") and len(text) < 600
