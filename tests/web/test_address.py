"""Where the UI is served, and who can reach it there."""

from pathlib import Path

import pytest

from annotate.core.errors import ProjectError
from annotate.web.address import Address, is_loopback

TLS = (Path("cert.pem"), Path("key.pem"))
SITE = "https://annotate.example.org"


def test_this_machine_calls_itself_by_any_of_its_names() -> None:
    address = Address("127.0.0.1", 8000)
    assert address.public == "http://127.0.0.1:8000"
    assert address.hosts == {"127.0.0.1:8000", "localhost:8000", "[::1]:8000"}
    assert address.origins == {f"http://{host}" for host in address.hosts}


def test_an_ordinary_port_is_left_out_as_browsers_do() -> None:
    assert "localhost" in Address("localhost", 80).hosts
    address = Address("0.0.0.0", 443, TLS, "https://annotate.example.org/")
    assert address.public == SITE
    assert address.hosts == {"annotate.example.org"}


def test_behind_a_proxy_its_name_and_this_machine_s_are_good() -> None:
    address = Address("127.0.0.1", 8000, None, SITE)
    assert address.public == SITE
    assert {"annotate.example.org", "127.0.0.1:8000"} <= address.hosts
    assert SITE in address.origins
    assert all(origin.startswith("https://") for origin in address.origins)


@pytest.mark.parametrize(
    ("host", "tls", "url"),
    [
        ("0.0.0.0", None, ""),
        ("192.168.1.7", None, ""),
        ("annotate.example.org", None, ""),
        ("::", None, ""),
        ("0.0.0.0", None, "http://annotate.example.org"),
        ("127.0.0.1", None, "http://annotate.example.org"),
    ],
)
def test_keys_never_travel_in_the_open(host: str, tls: None, url: str) -> None:
    with pytest.raises(ProjectError, match="others could read along"):
        Address(host, 8000, tls, url)


@pytest.mark.parametrize(
    ("host", "tls", "url"), [("0.0.0.0", TLS, ""), ("0.0.0.0", None, SITE), ("::1", None, "")]
)
def test_with_tls_or_a_proxy_that_does_it_any_host_is_good(
    host: str, tls: tuple[Path, Path] | None, url: str
) -> None:
    Address(host, 8000, tls, url)


@pytest.mark.parametrize(
    "url",
    [
        "annotate.example.org",
        "ftp://annotate.example.org",
        "https://",
        "https://annotate.example.org/deep",
        "https://annotate.example.org?a=b",
        "https://ana@annotate.example.org",
        "https://annotate.example.org:port",
        "https://[::1",
    ],
)
def test_an_address_is_a_scheme_and_a_host(url: str) -> None:
    with pytest.raises(ProjectError, match="no address of a site"):
        Address("127.0.0.1", 8000, None, url)


@pytest.mark.parametrize(
    ("host", "is_one"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True)]
    + [(host, False) for host in ("0.0.0.0", "::", "10.0.0.1", "localhost.example.org", "")],
)
def test_which_hosts_only_this_machine_reaches(host: str, is_one: bool) -> None:
    assert is_loopback(host) is is_one
