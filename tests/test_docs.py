"""What the README and the help say is what the product does."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ingest.sources.registry import CATALOGS, Catalog
from service.cli import main
from service.settings import CONFIG_VARIABLE, TABLE
from tests.server_process import Server

CHECKOUT = Path(__file__).resolve().parents[1]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
SESSIONS = [block.strip("\n") for block in re.findall(r"^```console\n(.*?)^```", README, re.M | re.S)]
PYTHON = re.findall(r"^```python\n(.*?)^```", README, re.M | re.S)
SHOWN_AT = "http://127.0.0.1:8000"


def split(session: str) -> tuple[str, str]:
    """Command and output of a console session; a command goes on while a quotation mark is open."""
    lines = session.splitlines()
    for end in range(1, len(lines) + 1):
        command = "\n".join(lines[:end]).removeprefix("$ ")
        if command.count("'") % 2 == 0:
            return command, "\n".join(lines[end:])
    raise AssertionError(session)


def run(command: str, data: Path) -> str:
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "OPENCAIRN_DATA": str(data),
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(["/bin/sh", "-c", command], check=True, capture_output=True, text=True, env=environment)
    return done.stdout.replace("\r\n", "\n").strip("\n")


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.splitlines()[0][2:50])
def test_a_session_of_the_readme_shows_what_the_command_prints(
    session: str, shipped: Path, shipped_server: Server
) -> None:
    command, output = split(session)
    printed = run(command.replace(SHOWN_AT, shipped_server.url), shipped)
    assert [line.rstrip() for line in printed.splitlines()] == [line.rstrip() for line in output.splitlines()]


@pytest.mark.parametrize("code", PYTHON, ids=["SPARQLWrapper"])
def test_the_python_of_the_readme_runs(code: str, shipped_server: Server) -> None:
    command = [sys.executable, "-c", code.replace(SHOWN_AT, shipped_server.url)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert len(done.stdout.splitlines()) > 1


def test_the_readme_names_every_verb() -> None:
    for verb in main.commands:
        assert f"| `opencairn {verb}` |" in README


def verbs(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from verbs(command, (*path, name))


@pytest.mark.parametrize(("path", "command"), [pytest.param(*verb, id=" ".join(verb[0])) for verb in verbs(main)])
def test_every_verb_has_help_with_an_example_that_parses(path: tuple[str, ...], command: click.Command) -> None:
    assert command.help
    example = re.search(r"Example: (opencairn .*)", command.epilog or "")
    assert example, "the help shows no example"
    words = shlex.split(example[1])
    assert words[: len(path) + 1] == ["opencairn", *path]


def test_the_settings_table_of_the_readme_is_the_one_of_the_service() -> None:
    for row in TABLE:
        shown = f"| `{row.variable}` | `{row.option}` | {row.shown_default or 'none'} | {row.help} |"
        assert shown in README, row.name
    assert CONFIG_VARIABLE in README


@pytest.mark.parametrize("catalog", CATALOGS, ids=lambda catalog: catalog.manifest.name)
def test_the_readme_names_every_catalog_with_the_license_of_its_data(catalog: Catalog) -> None:
    manifest = catalog.manifest
    assert f"| {manifest.title} | `{manifest.name}` | {manifest.license or manifest.terms} |" in README
    assert manifest.attribution


@pytest.mark.parametrize("catalog", CATALOGS, ids=lambda catalog: catalog.manifest.name)
def test_the_readme_says_where_a_catalog_is_fetched_from(catalog: Catalog) -> None:
    [row] = [line for line in README.splitlines() if f"| `{catalog.manifest.name}` |" in line]
    assert row.endswith(f"| {(catalog.upstream and catalog.upstream.base) or 'addresses that you give'} |")


def test_the_readme_names_the_variables_of_upstreams() -> None:
    variables = {each.upstream.variable for each in CATALOGS if each.upstream} - {""}
    assert variables
    assert not [each for each in variables if f"`{each}`" not in README]
