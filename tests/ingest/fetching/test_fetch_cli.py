"""The verb itself, in a process of its own where it is interrupted."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ingest.fetch_cli import FETCHABLE
from service.cli import main
from tests.ingest.fetching.site import Says, Site

CSV = "/all_ai_models.csv"
BODY = b"Model\n" * 5000


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["fetch", *map(str, arguments)])


def test_it_prints_what_changed_and_tells_the_rest_on_standard_error(site: Site, tmp_path: Path) -> None:
    site.keeps(CSV, BODY)
    result = run("epoch", "--into", tmp_path, "--from", site.base)
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'epoch'}\n")
    assert "Epoch AI models: 1 answers, 30,000 bytes; new" in result.stderr
    again = run("epoch", "--into", tmp_path, "--from", site.base)
    assert (again.exit_code, again.stdout) == (0, "")
    assert "unchanged upstream, left as it is" in again.stderr


def test_a_failure_names_catalog_address_and_way_out(site: Site, tmp_path: Path) -> None:
    result = run("epoch", "--into", tmp_path, "--from", site.base)
    assert result.exit_code == 1
    assert f"Epoch AI models: {site.base}all_ai_models.csv: the answer is 404" in result.stderr
    assert "--from" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["nowhere"], "'nowhere' is not one of"),
        (["osai", "epoch", "--from", "https://example.org"], "--from is the address of one catalog"),
        (["osai", "--from", "ftp://example.org"], "must start with http:// or https://"),
        (["osai", "--owner", "allenai"], "--owner and --limit are for huggingface"),
        (["osai", "--from", "https://a.test", "--from", "https://b.test"], "give --from once"),
        ([], "Missing argument"),
    ],
)
def test_what_cannot_be_meant_is_a_mistake_of_usage(tmp_path: Path, arguments: list[str], reason: str) -> None:
    result = run(*arguments, "--into", tmp_path)
    assert result.exit_code == 2
    assert reason in result.stderr


def test_the_help_names_every_catalog_that_can_be_fetched() -> None:
    shown = run("--help").stdout
    assert all(name in shown for name in FETCHABLE)


def start(site: Site, snapshots: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "service", "fetch", "epoch", "--into", str(snapshots), "--from", site.base]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ)
    part = snapshots / ".fetching-epoch" / "all_ml_systems_full_view.csv.part"
    deadline = time.monotonic() + 60
    while not (part.is_file() and part.stat().st_size == len(BODY) - 1) and time.monotonic() < deadline:
        time.sleep(0.01)
    return process


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_a_fetch_that_is_interrupted_goes_on_later(site: Site, tmp_path: Path, sent: signal.Signals, code: int) -> None:
    site.keeps(CSV, BODY)
    site.hold[CSV].clear()
    process = start(site, tmp_path)
    process.send_signal(sent)
    stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout) == (code, "")
    assert "Traceback" not in stderr
    assert ("the same command goes on" in stderr) == (sent == signal.SIGINT)
    assert not (tmp_path / "epoch").exists()
    site.hold.pop(CSV).set()
    assert run("epoch", "--into", tmp_path, "--from", site.base).exit_code == 0
    assert site.asked[-1].headers["Range"] == f"bytes={len(BODY) - 1}-"
    assert (tmp_path / "epoch" / "all_ml_systems_full_view.csv").read_bytes() == BODY


def test_the_hub_is_where_its_users_say(site: Site, tmp_path: Path) -> None:
    site.otherwise = lambda _: Says(status=401)
    command = [sys.executable, "-m", "service", "fetch", "huggingface", "--into", str(tmp_path), "--limit", "1"]
    environment = {**os.environ, "HF_ENDPOINT": site.base}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)
    assert done.returncode == 1
    assert "none of the repositories that are named could be had" in done.stderr
    assert [asked.path.split("/")[2] for asked in site.asked] == ["models"]
    assert "HTTP Request" not in done.stderr
