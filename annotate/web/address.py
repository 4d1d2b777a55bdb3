"""Where the UI is served, and by which names browsers may call it there."""

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from annotate.core.errors import ProjectError

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
PORTS = {"http": 80, "https": 443}
"""Those that an address leaves out."""


@dataclass(frozen=True, slots=True)
class Address:
    """A host and port to listen at, perhaps with TLS, and the address that browsers see."""

    host: str
    port: int
    tls: tuple[Path, Path] | None = None
    """The files of the certificate and of its key."""
    url: str = ""
    """What browsers are given, where that is another: a proxy's, or the certificate's name."""

    def __post_init__(self) -> None:
        """Raise ProjectError for an address at which keys would travel in the open."""
        if self.url and not _is_bare(self.url):
            hint = "give a scheme and a host, say https://annotate.example.org"
            raise ProjectError("no address of a site", self.url, hint)
        if not is_loopback(self.host) and not self.tls and self.scheme != "https":
            hint = "give --tls CERTIFICATE KEY, or --url https://… of the proxy that does TLS"
            raise ProjectError("others could read along", self.host, hint)
        if self.scheme == "http" and not is_loopback(_host(self.url) or self.host):
            raise ProjectError("others could read along", self.url, "give an address in https")

    @property
    def scheme(self) -> str:
        """`http` or `https`, as browsers see it."""
        return urlsplit(self.url).scheme if self.url else "https" if self.tls else "http"

    @property
    def public(self) -> str:
        """What browsers are given, without a slash at its end."""
        return self.url.rstrip("/") or f"{self.scheme}://{self._named(_bracketed(self.host))}"

    @property
    def hosts(self) -> frozenset[str]:
        """What a request may say that it was sent to; whatever else does was led astray."""
        here = LOOPBACK if is_loopback(self.host) else ()
        return frozenset({urlsplit(self.public).netloc.lower(), *map(self._named, here)})

    @property
    def origins(self) -> frozenset[str]:
        """The pages from which keys are taken: our own."""
        return frozenset(f"{self.scheme}://{host}" for host in self.hosts)

    def _named(self, host: str) -> str:
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach it."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _is_bare(url: str) -> bool:
    """Whether it has a scheme and a host and nothing behind them."""
    try:
        parts = urlsplit(url)
        port_is_one = parts.port is None or parts.port > 0
    except ValueError:
        return False
    behind = parts.path.strip("/"), parts.query, parts.fragment, parts.username
    return parts.scheme in PORTS and bool(parts.hostname) and port_is_one and not any(behind)
