"""What is needed to install the server does what docs/operations.md says."""

import json
import os
import re
import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path

import httpx
import pytest

from ingest.release import current_release
from service.operations.access_log import PLAIN_QUERY
from service.outcomes import LOSSES, OUTCOMES
from service.setting_file import read_file
from service.settings import TABLE, Settings, read_settings
from tests.server_process import COMMAND, Server, serving
from tests.service.operations.figures import figure, scrape

CHECKOUT = Path(__file__).resolve().parents[1]
DOCKERFILE = (CHECKOUT / "Dockerfile").read_text(encoding="utf-8")
UNIT = CHECKOUT / "deploy" / "opencairn.service"
MANUAL = (CHECKOUT / "docs" / "operations.md").read_text(encoding="utf-8")
IN_SYSTEMD = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed here")


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=os.environ | environment)


def instructions(name: str) -> list[str]:
    joined = re.sub(r"\\\n\s*", " ", DOCKERFILE)
    return re.findall(rf"^{name} (.*)$", joined, re.MULTILINE)


def test_the_dockerfile_passes_its_linter() -> None:
    hadolint = Path(sys.executable).parent / "hadolint"
    done = run(str(hadolint), "--no-color", "--failure-threshold", "info", str(CHECKOUT / "Dockerfile"))
    assert (done.returncode, done.stdout) == (0, "")


def test_what_the_dockerfile_copies_is_in_the_checkout_and_in_the_context() -> None:
    ignored = (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").split()
    assert ignored[0] == "*"
    kept = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    copied = {name for line in instructions("COPY") if "--from" not in line for name in line.split()[:-1]}
    assert copied == kept
    assert all((CHECKOUT / name).exists() for name in copied)


def test_the_image_has_all_that_the_wheel_is_made_of() -> None:
    project = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    needed = {"ingest", "service", *re.findall(r'^"(\w+)" = "\w+/_data/', project, re.MULTILINE)}
    assert needed <= {name for line in instructions("COPY") for name in line.split()[:-1]}


def test_the_server_in_the_image_is_not_root_and_owns_nothing() -> None:
    [user] = instructions("USER")
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", user)
    assert "--chown" not in DOCKERFILE
    assert instructions("FROM") == ["python:3.11-slim AS build", "python:3.11-slim"]


def test_the_settings_in_the_image_can_be_read() -> None:
    variables = dict(re.findall(r"(OPENCAIRN_\w+)=(\S+)", DOCKERFILE))
    settings = read_settings(variables)
    assert set(variables) <= {row.variable for row in TABLE}
    assert (settings.data, settings.host, settings.log_format) == (Path("/data"), "0.0.0.0", "json")


def test_the_health_check_of_the_image_tells_a_server_from_none(shipped_server: Server) -> None:
    [check] = re.findall(r"CMD (\[.*\])$", instructions("HEALTHCHECK")[0])
    _, *arguments = json.loads(check)
    port = shipped_server.url.rpartition(":")[2]
    assert run(sys.executable, *arguments, OPENCAIRN_PORT=port).returncode == 0
    assert run(sys.executable, *arguments, OPENCAIRN_PORT="1").returncode != 0


def unit() -> dict[str, str]:
    parser = RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # the documented way to keep the case of names
    parser.read(UNIT, encoding="utf-8")
    assert parser.sections() == ["Unit", "Service", "Install"]
    return dict(parser["Service"])


def configured() -> Settings:
    """The settings of the example file."""
    return read_settings({}, {}, read_file(CHECKOUT / "deploy" / "opencairn.toml", [row.name for row in TABLE]))


@IN_SYSTEMD
@pytest.mark.parametrize(
    "check",
    [("verify", "--man=no"), ("security", "--offline=true", "--threshold=20", "--no-pager")],
    ids=lambda c: c[0],
)
def test_the_unit_passes_the_checks_of_systemd(tmp_path: Path, check: tuple[str, ...]) -> None:
    command = str(Path(sys.executable).parent / "opencairn")
    installed = tmp_path / "opencairn.service"
    text = UNIT.read_text(encoding="utf-8")
    installed.write_text(text.replace("/opt/opencairn/bin/opencairn", command), encoding="utf-8")
    done = run("systemd-analyze", *check, str(installed))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "opencairn.service:" not in done.stderr, "systemd warns about the unit"


def test_the_unit_hardens_the_server_and_leaves_the_workers_what_they_need() -> None:
    service = unit()
    yes = ("DynamicUser", "NoNewPrivileges", "PrivateDevices", "PrivateTmp", "ProtectHome", "MemoryDenyWriteExecute")
    assert {service[name] for name in yes} == {"yes"}
    assert (service["ProtectSystem"], service["CapabilityBoundingSet"]) == ("strict", "")
    assert set(service["RestrictNamespaces"].split()) == {"user", "net"}
    assert "AF_UNIX" in service["RestrictAddressFamilies"].split()
    assert (service["KillMode"], service["OOMPolicy"]) == ("mixed", "continue")


def test_the_unit_gives_queries_their_time_and_their_memory() -> None:
    service, settings = unit(), configured()
    assert int(service["TimeoutStopSec"]) > settings.drain_timeout + settings.query_timeout + 1
    limit = int(service["MemoryMax"].removesuffix("G")) * 1024**3
    assert limit > settings.processes * (settings.workers + 1 + settings.heavy_queries) * settings.query_memory
    assert service["ExecStart"] == "/opt/opencairn/bin/opencairn serve --config /etc/opencairn.toml"


def test_without_privileges_and_on_a_release_that_cannot_be_written_the_server_serves(shipped: Path) -> None:
    """As in the unit and the image; where the system forbids workers a namespace the figures say so."""
    as_root = os.getuid() == 0
    drop = ["setpriv", "--no-new-privs", *(["--bounding-set=-all", "--inh-caps=-all"] if as_root else [])]
    store = current_release(shipped).store_path
    before = {path: path.stat().st_mtime_ns for path in store.iterdir()}
    with serving(shipped, command=(*drop, *COMMAND)) as started:
        status = Path(f"/proc/{started.pid}/status").read_text(encoding="ascii")
        assert re.search(r"^CapEff:\t0+$", status, re.MULTILINE)
        assert httpx.get(f"{started.url}/readyz", timeout=60).status_code == 200
        networks = {Path(f"/proc/{pid}/ns/net").readlink() for pid in [started.pid, *started.children()]}
        networkless = figure(scrape(started), "opencairn_workers_networkless", lane="sparql")
        assert networkless == float(len(networks) == 1 + len(started.children()))
        assert started.stop() == 0
    assert {path: path.stat().st_mtime_ns for path in store.iterdir()} == before


def test_the_manual_names_every_figure_outcome_and_field(shipped_server: Server) -> None:
    text = httpx.get(f"{shipped_server.url}/metrics", timeout=60).text
    shown = set(re.findall(r"^# TYPE (opencairn_\w+) (?:counter|gauge|histogram)$", text, re.MULTILINE))
    described = set(re.findall(r"`(opencairn_\w+)`", MANUAL))
    assert {name for name in shown if not name.endswith("_created")} <= described <= shown
    tables = set(re.findall(r"^\| `(\w+)` \|", MANUAL, re.MULTILINE))
    assert set(OUTCOMES) <= tables
    assert all(f"`{reason}`" in MANUAL for reason in LOSSES)
    assert all(f"`{field}`" in MANUAL for field in re.findall(r"%\((\w+)\)", PLAIN_QUERY))


def test_the_manual_shows_no_route_that_is_not_there(shipped_server: Server) -> None:
    for path in re.findall(r"^\| `(/\w+)` \|", MANUAL, re.MULTILINE):
        assert httpx.get(shipped_server.url + path, timeout=60).status_code == 200, path
