import logging
import os
import pty
import subprocess
import sys
from contextlib import suppress

import pytest

from ingest.progress import share, stage

IN_A_TERMINAL = """
from ingest.progress import stage
with stage("mapping", 4) as advance:
    for _ in range(4):
        advance(1)
"""


def test_elsewhere_than_in_a_terminal_a_stage_is_one_log_line(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO), stage("mapping", 2_000) as advance:
        advance(2_000)
    [line] = caplog.messages
    assert line.startswith("mapping: 2,000 done in ")


def test_in_a_terminal_a_stage_is_a_bar() -> None:
    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-c", IN_A_TERMINAL], stderr=theirs, check=True)
    os.close(theirs)
    written = b""
    with suppress(OSError):  # the end of what was written to a terminal
        while part := os.read(ours, 65536):
            written += part
    os.close(ours)
    shown = written.decode()
    assert "mapping" in shown
    assert "4/4" in shown


def test_a_share_of_another_total_becomes_steps_of_this_one() -> None:
    steps: list[int] = []
    show = share(steps.append, 10)
    for done in (100, 250, 400):
        show(done, 400)
    assert steps == [2, 4, 4]
