import json
import socket
from pathlib import Path

import pytest
from click import Command, Group
from click.testing import CliRunner, Result

from service.cli import main
from tests.server_process import Server
from tests.until import until


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=given)


def verbs(group: Group, *path: str) -> list[tuple[tuple[str, ...], Command]]:
    found = []
    for name, command in group.commands.items():
        found += verbs(command, *path, name) if isinstance(command, Group) else [((*path, name), command)]
    return found


LABELS = "SELECT ?label {<https://w3id.org/opencairn/id/project/bigscience> rdfs:label ?label} ORDER BY ?label"


@pytest.mark.parametrize(
    ("path", "command"), verbs(main), ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_every_verb_has_help_with_an_example(path: tuple[str, ...], command: Command) -> None:
    assert command.help
    assert f"opencairn {' '.join(path)}" in (command.epilog or "")


def test_the_version_is_printed() -> None:
    assert run("--version").output.startswith("opencairn, version ")


@pytest.mark.parametrize(
    ("form", "line"),
    [("table", "BigScience Workshop"), ("csv", "BigScience Workshop"), ("tsv", '"BigScience Workshop"@en')],
)
def test_a_query_prints_its_rows(example_data: Path, form: str, line: str) -> None:
    done = run("query", LABELS, "--format", form, "--data", str(example_data))
    assert done.exit_code == 0, done.output
    assert line in done.stdout.splitlines()


def test_a_query_can_come_from_a_file_and_from_standard_input(example_data: Path, tmp_path: Path) -> None:
    file = tmp_path / "labels.rq"
    file.write_text(LABELS, encoding="utf-8")
    direct, from_file, from_input = (
        run("query", source, "--data", str(example_data), given=LABELS) for source in (LABELS, str(file), "-")
    )
    assert direct.stdout == from_file.stdout == from_input.stdout != ""


def test_a_query_that_is_not_utf_8_is_refused(example_data: Path, tmp_path: Path) -> None:
    path = tmp_path / "latin.rq"
    path.write_bytes(b"ASK {} # \xff")
    for source, given in ((str(path), None), ("-", path.read_bytes())):
        done = CliRunner().invoke(main, ["query", source, "--data", str(example_data)], input=given)
        assert (done.exit_code, done.stderr) == (2, "Error: the query is not UTF-8 at byte 9\n")


def test_a_graph_is_printed_as_turtle(example_data: Path) -> None:
    done = run("query", "CONSTRUCT WHERE {?s a cairn:Collaborative}", "--data", str(example_data))
    assert "a cairn:Collaborative" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("query", "SELECT {"), 2, "Line 1, column 9"),
        (("query", " "), 2, "the query is empty"),
        (("query", "no-such-file.rq"), 2, "there is no file no-such-file.rq"),
        (("query", "ASK { SERVICE <http://127.0.0.1:1/> {} }"), 1, "Error: "),
        (("query", "DELETE WHERE {?s ?p ?o}"), 2, "updates are refused"),
        (("query", "PREFIX a: <a:> insert data {a:b a:c a:d}"), 2, "updates are refused"),
        (("query", "ASK {}", "--format", "pdf"), 2, "pdf is not known: give one of table, csv, tsv, json, xml\n"),
        (("query", "CONSTRUCT WHERE {?s ?p ?o}", "--format", "pdf"), 2, "of turtle, ntriples, jsonld, rdfxml\n"),
        (("query", "ASK {}", "--format", "turtle"), 2, "does not fit this kind of query: give one of table"),
        (("why", "a b", "rdfs:label"), 2, "`subject` must be written as kind/slug"),
        (("why", "id:project/none", "rdfs:label"), 1, "Nothing is known"),
        (("serve", "--port", "http"), 2, "--port='http' cannot be used: must be a whole number"),
    ],
)
def test_what_cannot_be_done_is_said_on_standard_error(
    example_data: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = run(*arguments, "--data", str(example_data))
    assert done.exit_code == code
    assert done.stdout == ""
    assert said in done.stderr


@pytest.mark.parametrize("arguments", [("query", "ASK {}"), ("why", "id:a", "id:b"), ("serve",)], ids=lambda a: a[0])
def test_without_a_release_every_verb_says_how_to_make_one(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, "--data", str(tmp_path))
    assert done.exit_code == 3
    assert "opencairn build" in done.stderr


def test_a_taken_port_is_said(example_data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run("serve", "--port", port, "--data", str(example_data))
    assert done.exit_code == 1
    assert f"cannot listen on 127.0.0.1:{port}" in done.stderr
    assert "--port" in done.stderr


def test_why_prints_text_and_json(example_data: Path) -> None:
    arguments = ("why", "project/bigscience", "rdf:type", "--data", str(example_data))
    text, data = run(*arguments), run(*arguments, "--format", "json")
    assert "id:project/bigscience rdf:type cairn:Collaborative" in text.stdout
    assert json.loads(data.stdout)["statements"][0]["asserted"]


def test_the_server_logs_each_request(server: Server) -> None:
    with server.client() as client:
        client.get("/no-such-page")
    assert until(lambda: '"GET /no-such-page HTTP/1.1" 404' in server.log())
