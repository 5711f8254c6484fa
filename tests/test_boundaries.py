"""Who may import whom: the pipeline knows nothing of the server, the server opens what the pipeline published."""

import ast
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
SERVICE_MAY_IMPORT = {
    "ingest.data_folders",
    "ingest.errors",
    "ingest.namespaces",
    "ingest.questions",
    "ingest.release",
    "ingest.search_index",
    "ingest.validation",
}
ONLY_COMMANDS_MAY_IMPORT = {"ingest.cli", "ingest.command_options"}


def modules(package: str) -> list[Path]:
    return sorted((CHECKOUT / package).rglob("*.py"))


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            module = node.module or ""
            names = {f"{module}.{alias.name}" for alias in node.names}
            found |= names if module in ("ingest", "service") else {module}
    return found


@pytest.mark.parametrize("path", modules("ingest"), ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_the_pipeline_does_not_import_the_server(path: Path) -> None:
    assert not {name for name in imported(path) if name.split(".")[0] == "service"}


@pytest.mark.parametrize("path", modules("service"), ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_the_server_imports_only_what_reads_a_release(path: Path) -> None:
    is_command = path.name == "cli.py" or path.parent.name == "commands"
    allowed = SERVICE_MAY_IMPORT | (ONLY_COMMANDS_MAY_IMPORT if is_command else set())
    from_pipeline = {name for name in imported(path) if name.split(".")[0] == "ingest"}
    assert not {name for name in from_pipeline if name not in allowed and ".".join(name.split(".")[:2]) not in allowed}


def test_no_module_is_a_drawer_or_too_long() -> None:
    paths = [path for package in ("ingest", "service", "tests", "bench") for path in modules(package)]
    assert not [path for path in paths if path.stem in {"utils", "helpers", "common", "manager", "misc"}]
    assert not [path for path in paths if len(path.read_text(encoding="utf-8").splitlines()) > 400]
