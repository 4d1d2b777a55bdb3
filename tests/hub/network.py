"""Machines of their own within this one: each has its own network, and a cable to one switch."""

import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

Cut = Literal["silent", "down", "unreachable", "moved"]
"""What becomes of a line: packets vanish without a word, there is no carrier, the machine itself
knows that there is no way, or it has got another address meanwhile."""
AS_NOBODY = ("--setuid=65534", "--setgid=65534")
"""Who the hub runs as: its server refuses to be root's."""
HUB, HERE = 1, 254
"""The last parts of the addresses of the switch, on which the hub runs, and of this test."""


class Machine:
    """A machine on the switch; `within` begins the command line of a program that runs there."""

    def __init__(self, network: "Network", name: str, number: int) -> None:
        self._network, self._number = network, number
        self._name, self._port = f"{network.name}-{name}", f"{network.name}p{number}"
        self.within = ("nsenter", f"--net=/run/netns/{self._name}", "--")
        ip("netns", "add", self._name)

    def plug_in(self) -> None:
        """Lay a cable from the switch, and take an address."""
        self._cable(self._port)
        self.ip("link", "set", "lo", "up")
        self._address("add", self._number)

    def _cable(self, port: str) -> None:
        ends = ("type", "veth", "peer", "name", "eth0", "netns", self._name)
        self._network.ip("link", "add", port, *ends)
        self._network.ip("link", "set", port, "master", "switch", "up")
        self.ip("link", "set", "eth0", "up")

    def _address(self, act: str, number: int) -> None:
        self.ip("addr", act, f"{self._network.address(number)}/24", "dev", "eth0")

    def ip(self, *words: str) -> None:
        """Change something of this machine's network."""
        ip("-n", self._name, *words)

    def cut(self, how: Cut) -> None:
        """Take the line away."""
        match how:
            case "silent":
                self._network.ip("link", "set", self._port, "nomaster")
            case "down":
                self._network.ip("link", "set", self._port, "down")
            case "unreachable":
                self.ip("route", "add", "unreachable", self._network.address(HUB))
            case "moved":
                self._address("del", self._number)
                self._number += 100
                self._address("add", self._number)

    def heal(self, how: Cut) -> None:
        """Give the line back, as it is after such a cut."""
        match how:
            case "silent":
                self._network.ip("link", "set", self._port, "master", "switch")
            case "down":
                self._network.ip("link", "set", self._port, "up")
            case "unreachable":
                self.ip("route", "del", "unreachable", self._network.address(HUB))
            case "moved":
                pass  # it has a line again as soon as it has the other address

    def remove(self) -> None:
        """Take it down."""
        ip("netns", "del", self._name)


class Network:
    """A switch, which is a machine too, and what is plugged in there."""

    def __init__(self) -> None:
        number = secrets.randbelow(512)  # of a range that is for measuring networks
        self._prefix = f"198.{18 + number // 256}.{number % 256}"
        self.name = f"an{secrets.token_hex(3)}"
        self.within = ("nsenter", f"--net=/run/netns/{self.name}", *AS_NOBODY, "--")
        self._machines: list[Machine] = []
        ip("netns", "add", self.name)

    def plug_in(self) -> None:
        """Switch it on, and let this test reach the hub, too."""
        self.ip("link", "set", "lo", "up")
        # of its own accord it would have that of a port, and hear what comes there unplugged
        self.ip("link", "add", "switch", "address", "02:00:00:00:00:01", "type", "bridge")
        self.ip("link", "set", "switch", "up")
        self.ip("addr", "add", f"{self.address(HUB)}/24", "dev", "switch")
        here = f"{self.name}h"
        self.ip("link", "add", "here", "type", "veth", "peer", "name", here)
        self.ip("link", "set", here, "netns", "1")
        self.ip("link", "set", "here", "master", "switch", "up")
        ip("addr", "add", f"{self.address(HERE)}/24", "dev", here)
        ip("link", "set", here, "up")

    def address(self, number: int) -> str:
        """The address of a machine."""
        return f"{self._prefix}.{number}"

    def ip(self, *words: str) -> None:
        """Change something of the switch."""
        ip("-n", self.name, *words)

    def machine(self, name: str) -> Machine:
        """Another machine on the switch."""
        self._machines.append(machine := Machine(self, name, len(self._machines) + 10))
        machine.plug_in()
        return machine

    def remove(self) -> None:
        """Take all of it down."""
        for machine in self._machines:
            machine.remove()
        ip("netns", "del", self.name)


def ip(*words: str) -> None:
    """Run iproute2's program. Raises OSError where the system refuses."""
    done = subprocess.run(["ip", *words], check=False, capture_output=True, text=True)
    if done.returncode:
        raise OSError(f"ip {' '.join(words)}: {done.stderr.strip()}")


@contextmanager
def network() -> Iterator[Network]:
    """A network for as long as it is needed."""
    made = Network()
    try:
        made.plug_in()
        yield made
    finally:
        made.remove()


def missing() -> str:
    """Why there can be no network of one's own here; "" if there can."""
    if not (shutil.which("ip") and shutil.which("nsenter")):
        return "a network of one's own takes iproute2 and util-linux"
    try:
        with network():
            return ""
    except OSError:
        return "the system lets nobody make networks here"
