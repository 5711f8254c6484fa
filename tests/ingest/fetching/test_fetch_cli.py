"""The verb itself, in a process of its own where it is interrupted."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ingest.fetch_cli import FETCHABLE
from service.cli import main
from tests.ingest.fetching.site import Says, Site
from tests.until import until

CSV = "/all_ai_models.csv"
BODY = b"Model,Notes\n" + b"A,%s\n" % (b"x" * 2994) * 10
PART = ".fetching-epoch/all_ml_systems_full_view.csv.part"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["fetch", *map(str, arguments)])


def test_it_prints_what_changed_and_tells_the_rest_on_standard_error(site: Site, tmp_path: Path) -> None:
    site.keeps(CSV, BODY)
    result = run("epoch", "--into", tmp_path, "--from", site.base)
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'epoch'}\n")
    assert "Epoch AI models: 1 answers, 29,982 bytes; new" in result.stderr
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


def interrupted(site: Site, snapshots: Path, sent: signal.Signals) -> "subprocess.CompletedProcess[str]":
    """What a fetch says that gets a signal when a part of the body has come."""
    command = [sys.executable, "-m", "service", "fetch", "epoch", "--into", str(snapshots), "--from", site.base]
    part = snapshots / PART
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        came = until(lambda: part.is_file() and part.stat().st_size > 0)
        process.send_signal(sent if came else signal.SIGKILL)
        stdout, stderr = process.communicate()
    assert came, stderr
    return subprocess.CompletedProcess(command, process.returncode, stdout, stderr)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_a_fetch_that_is_interrupted_goes_on_later(site: Site, tmp_path: Path, sent: signal.Signals, code: int) -> None:
    site.keeps(CSV, BODY)
    site.hold[CSV].clear()
    done = interrupted(site, tmp_path, sent)
    assert (done.returncode, done.stdout) == (code, "")
    assert "Traceback" not in done.stderr
    assert ("the same command goes on" in done.stderr) == (sent == signal.SIGINT)
    assert not (tmp_path / "epoch").exists()
    came = (tmp_path / PART).stat().st_size
    assert 0 < came < len(BODY)
    site.hold.pop(CSV).set()
    assert run("epoch", "--into", tmp_path, "--from", site.base).exit_code == 0
    assert site.asked[-1].headers["Range"] == f"bytes={came}-"
    assert (tmp_path / "epoch" / "all_ml_systems_full_view.csv").read_bytes() == BODY


def test_the_hub_is_where_its_users_say(site: Site, tmp_path: Path) -> None:
    site.otherwise = lambda _: Says(status=401)
    command = [sys.executable, "-m", "service", "fetch", "huggingface", "--into", str(tmp_path), "--limit", "1"]
    environment = {**os.environ, "HF_ENDPOINT": site.base}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.returncode == 1
    assert "none of the repositories that are named could be had" in done.stderr
    assert [asked.path.split("/")[2] for asked in site.asked] == ["models"]
    assert "HTTP Request" not in done.stderr
