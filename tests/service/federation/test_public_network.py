import pytest

from service.federation.public_network import is_public


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("127.0.0.1", id="loopback"),
        pytest.param("127.8.8.8", id="loopback further on"),
        pytest.param("0.0.0.0", id="this host"),
        pytest.param("10.1.2.3", id="private"),
        pytest.param("172.16.0.1", id="private in the middle"),
        pytest.param("192.168.1.1", id="private at home"),
        pytest.param("169.254.169.254", id="metadata of clouds"),
        pytest.param("100.64.0.1", id="shared by carriers"),
        pytest.param("198.18.0.1", id="benchmarks"),
        pytest.param("224.0.0.1", id="multicast"),
        pytest.param("255.255.255.255", id="broadcast"),
        pytest.param("::", id="unspecified"),
        pytest.param("::1", id="loopback of IPv6"),
        pytest.param("fe80::1%eth0", id="link-local with a zone"),
        pytest.param("fd00::1", id="unique local"),
        pytest.param("ff02::1", id="multicast of IPv6"),
        pytest.param("::ffff:127.0.0.1", id="mapped"),
        pytest.param("::127.0.0.1", id="compatible"),
        pytest.param("64:ff9b::7f00:1", id="behind NAT64"),
        pytest.param("2002:7f00:1::", id="in 6to4"),
        pytest.param("2001:0:7f00:1::", id="in Teredo"),
    ],
)
def test_all_others_are_not(address: str) -> None:
    assert not is_public(address)
