from pathlib import Path

import pytest
from click.testing import CliRunner

from service.cli import main
from service.errors import SettingError
from service.setting_file import read_file
from service.settings import TABLE, Settings, read_settings

NAMES = [row.name for row in TABLE]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "opencairn.toml"


def settings_in(file: Path, text: str, environment: dict[str, str] | None = None, **options: str) -> Settings:
    file.write_text(text, encoding="utf-8")
    return read_settings(environment or {}, options, read_file(file, NAMES))


def test_every_setting_can_be_written_in_a_file(file: Path) -> None:
    lines = []
    for row in TABLE:
        quoted = row.shown_default if isinstance(row.default, int | float) else f'"{row.shown_default}"'
        lines.append(f"{row.name} = {quoted}\n")
    assert settings_in(file, "".join(lines)) == Settings()


def test_an_option_beats_the_environment_and_that_beats_the_file(file: Path) -> None:
    written = "# three\nport = 1\nworkers = 1\nquery_timeout = 1.5\n"
    settings = settings_in(file, written, {"OPENCAIRN_PORT": "2", "OPENCAIRN_WORKERS": "2"}, port="3")
    assert (settings.port, settings.workers, settings.query_timeout, settings.host) == (3, 2, 1.5, "127.0.0.1")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n\nprot = 1", "line 3: prot is not a setting. Did you mean port? There are: data, questions, host, port, "),
        ("[server]\nport = 1", "line 1: server is not a setting"),
        ("workers = 1\nport.x = 1", "line 2: port must be one number or one text"),
        ("port = [1]", "line 1: port must be one number or one text"),
        ("port = true", "line 1: port must be one number or one text"),
        ("workers = 2\nport = 'http'", "line 2: port='http' cannot be used: must be a whole number. It is: port to"),
        ("port = 8000.5", "line 1: port='8000.5' cannot be used"),
        ("query_timeout = inf", "must be a number of seconds"),
        ("log_format = 'xml'", "log_format='xml' cannot be used: must be plain or json"),
        ("port = 1\nport = 2\n", "are not valid TOML: Cannot overwrite a value (at line 2"),
        ("port 1", "are not valid TOML: Expected '=' after a key in a key/value pair (at line 1"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line_and_what_is_allowed(file: Path, text: str, said: str) -> None:
    with pytest.raises(SettingError, match=r"opencairn\.toml") as raised:
        settings_in(file, text)
    assert said in str(raised.value)


def test_a_file_that_is_not_text_or_not_there_is_refused(file: Path) -> None:
    with pytest.raises(SettingError, match=r"cannot read the settings in .*opencairn.toml: No such file"):
        read_file(file, NAMES)
    file.write_bytes(b"port = 1 # \xff")
    with pytest.raises(SettingError, match="not UTF-8 at byte 11"):
        read_file(file, NAMES)


@pytest.mark.parametrize("by_variable", [False, True], ids=["by option", "by variable"])
def test_the_server_reads_the_file_that_it_is_given(file: Path, by_variable: bool) -> None:  # noqa: FBT001 - a case
    file.write_text("port = 'http'", encoding="utf-8")
    given = ["serve"] if by_variable else ["serve", "--config", str(file)]
    done = CliRunner().invoke(main, given, env={"OPENCAIRN_CONFIG": str(file)} if by_variable else {})
    assert done.exit_code == 2
    assert f"{file}, line 1: port='http' cannot be used" in done.stderr
