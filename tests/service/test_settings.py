import dataclasses
from pathlib import Path

import pytest

from service.errors import SettingError
from service.settings import TABLE, Settings, read_settings


def test_the_table_has_every_setting_with_help_and_default() -> None:
    assert [row.name for row in TABLE] == [field.name for field in dataclasses.fields(Settings)]
    assert all(row.help and row.variable == f"OPENCAIRN_{row.name.upper()}" for row in TABLE)


def test_defaults_hold_when_nothing_is_given() -> None:
    assert read_settings({}) == Settings()


def test_an_option_beats_the_environment() -> None:
    environment = {"OPENCAIRN_PORT": "1", "OPENCAIRN_DATA": "/data", "OTHER": "x"}
    settings = read_settings(environment, {"port": "2", "host": None})
    assert (settings.port, settings.data, settings.host) == (2, Path("/data"), "127.0.0.1")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("base_url", "https://example.org/cairn", "https://example.org/cairn/"),
        ("base_url", "", ""),
        ("query_timeout", "0.5", 0.5),
        ("workers", "8", 8),
        ("drain_timeout", "0", 0.0),
        ("log_format", "json", "json"),
        ("trusted_proxies", "10.0.0.0/8, ::1,", ("10.0.0.0/8", "::1")),
        ("trusted_proxies", "", ()),
        (
            "service_endpoints",
            "https://e.org/sparql, http://f.org:1/q?a=b",
            ("https://e.org/sparql", "http://f.org:1/q?a=b"),
        ),
        ("service_private_hosts", "10.0.0.1,intra.example.org", ("10.0.0.1", "intra.example.org")),
    ],
)
def test_values_are_read_as_their_kind(name: str, text: str, value: object) -> None:
    assert getattr(read_settings({f"OPENCAIRN_{name.upper()}": text}), name) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("port", "http"),
        ("port", "-1"),
        ("port", "65536"),
        ("port", "\u0663"),
        ("base_url", "https://"),
        ("base_url", "https://a b/"),
        ("base_url", "https://example.org/#x"),
        ("workers", "0"),
        ("query_timeout", "0"),
        ("query_timeout", "soon"),
        ("query_timeout", "nan"),
        ("base_url", "example.org"),
        ("host", ""),
        ("host", "0.0.0.0 8000"),
        ("drain_timeout", "-1"),
        ("drain_timeout", "nan"),
        ("log_format", "JSON"),
        ("trusted_proxies", "proxy.example.org"),
        ("service_endpoints", "e.org"),
        ("service_endpoints", "ftp://e.org/"),
        ("service_endpoints", "https://user@e.org/"),
        ("service_endpoints", "https://e.org/#x"),
        ("service_endpoints", "https://e.org/<"),
        ("service_private_hosts", "10.0.0.1 10.0.0.2"),
        ("trusted_proxies", "10.0.0.1/8"),
    ],
)
def test_a_bad_value_names_the_setting_and_what_it_is(name: str, text: str) -> None:
    variable = f"OPENCAIRN_{name.upper()}"
    with pytest.raises(SettingError, match=f"{variable}='{text}' cannot be used: must .* It is: "):
        read_settings({variable: text})


@pytest.mark.parametrize("everybody", ["*", "0.0.0.0/0", "10.0.0.1, ::/0"])
def test_to_trust_every_proxy_is_refused_because_every_client_could_then_pose_as_another(everybody: str) -> None:
    with pytest.raises(SettingError, match="must not trust everybody"):
        read_settings({"OPENCAIRN_TRUSTED_PROXIES": everybody})
