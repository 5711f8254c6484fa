import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server_process import Server
from tests.service.questions.conftest import FILES


def served(data: Path, questions: Path) -> "subprocess.CompletedProcess[str]":
    """What becomes of a server that is started with these questions, and cannot start."""
    command = [sys.executable, "-m", "service", "serve", "--port", "0", "--data", str(data)]
    return subprocess.run(
        [*command, "--questions", str(questions)], env=os.environ, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("#+ tags:", "#+ tag:", 3, "unknown key 'tag'"),
        ("ORDER BY ?what\n", "ORDER BY ?what LIMIT 3\n", 19, "no LIMIT after ORDER BY"),
        ("cairn:hasMetric ?metric .", "cairn:hasMetric ?metric", 16, "not SPARQL"),
    ],
)
def test_a_file_with_a_fault_stops_the_server_with_file_line_and_reason(
    old: str, new: str, line: int, reason: str, site: Server, tmp_path: Path
) -> None:
    text = FILES["numbers"]
    assert old in text
    (tmp_path / "numbers.rq").write_text(text.replace(old, new), encoding="utf-8")
    ended = served(site.data, tmp_path)
    assert ended.returncode == 2
    assert f"{tmp_path}/numbers.rq:{line}: {reason}" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_folder_without_questions_stops_the_server(site: Server, tmp_path: Path) -> None:
    ended = served(site.data, tmp_path / "nowhere")
    assert (ended.returncode, "there are no questions in" in ended.stderr) == (2, True)
