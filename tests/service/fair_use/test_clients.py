import pytest

from service.fair_use.clients import client_of


@pytest.mark.parametrize(
    ("host", "client"),
    [
        pytest.param("192.0.2.7", "192.0.2.7", id="IPv4"),
        pytest.param("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", id="IPv6"),
        pytest.param("2001:db8:1:2::9", "2001:db8:1:2::/64", id="the same network"),
        pytest.param("::ffff:192.0.2.7", "192.0.2.7", id="IPv4 written as IPv6"),
        pytest.param("fe80::1%eth0", "fe80::/64", id="zone"),
        pytest.param("x" * 1000, "x" * 64, id="no address"),
    ],
)
def test_a_client_is_an_address_or_the_network_that_one_subscriber_has(host: str, client: str) -> None:
    assert client_of({"client": (host, 1234)}) == client


def test_a_server_on_a_unix_socket_has_one_client() -> None:
    assert client_of({"client": None}) == client_of({}) == ""
