"""Lines between machines that go without a word: people work on, and afterwards all of it is there.

Real networks, as root on Linux can make them; whatever is given up is given up as users' is.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from annotate.core.document import text_hash
from annotate.core.operations import Add, Operation, encode_body
from annotate.hub.hub import Hub
from annotate.hub.places import Places
from annotate.services.project import Project
from annotate.services.syncing.stored import Stored
from tests.campaign import CAMPAIGN
from tests.cli.program import COMMAND, annotate, made
from tests.end_to_end.claims import claim
from tests.end_to_end.terminal import Terminal
from tests.hub.network import HUB, Cut, Machine, Network, missing, network
from tests.hub.server import Server, TheHub, database
from tests.services.syncing.replicas import folds, is_sound, replica

pytestmark = pytest.mark.skipif(not CAMPAIGN, reason="dead lines take their time: a campaign's")
TEXTS = ("One says nothing.\nNor does another.\nNor a third.\nNor anybody.\nIt is quiet.",)
CUTS: tuple[Cut, ...] = ("silent", "down", "unreachable", "moved")
LONG = 40_000
"""Operations of a log that takes a while."""
ALONE = """
import sys
from annotate.hub.hub import Hub
from annotate.hub.places import Places
with Hub(sys.argv[1]) as hub:
    hub.greet()
    with Places(hub).alone():
        print("alone", flush=True)
        sys.stdin.readline()
"""


@pytest.fixture(scope="module")
def net() -> Iterator[Network]:
    if reason := missing():
        pytest.skip(reason)
    with network() as made, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PGSSLMODE", "disable")  # TLS is another test's
        yield made


@pytest.fixture(scope="module")
def far(net: Network) -> Iterator[Server]:
    """A server on the switch."""
    server = Server(host=net.address(HUB), within=net.within)
    yield server
    server.remove()


@pytest.fixture
def hub(far: Server) -> Iterator[TheHub]:
    with database(far) as name:
        hub = TheHub(far, name)
        for person, role in (("ana", "annotator"), ("ben", "annotator"), ("rosa", "reviewer")):
            hub.add(person, role)
        yield hub


def heard(hub: TheHub, person: str) -> int:
    """How many operations of somebody the hub has."""
    sql = "SELECT coalesce(sum(n), 0)::int FROM annotate.writers WHERE name LIKE %s"
    return int(hub.rows(sql, f"{person}@%")[0][0])


class Desk:
    """Somebody who labels at a machine, and syncs meanwhile."""

    def __init__(self, machine: Machine, hub: TheHub, name: str, folder: Path) -> None:
        self.name, self.folder, self.machine = name, made(folder / name), machine
        self._hub, self._labels = hub, 0
        url = hub.of(name)
        words = ("sync", url, "--annotator", name)
        assert annotate(*words, project=self.folder, through=machine.within).code == 0
        watching = (*machine.within, str(COMMAND), "sync", url, "--watch")
        self.terminal = Terminal(self.folder, name, command=watching)

    def label(self) -> None:
        """Label a paragraph, or take that back, by one key, and see it done."""
        key, self._labels = ("u", 0) if self._labels else ("c", 1)
        self.terminal.press(key).wait(lambda t: claim(t).counts.get("caption", 0) == self._labels)

    def is_heard(self) -> None:
        """Wait until the hub has all that was done here."""
        number = has(self.folder)
        self.terminal.wait(lambda _: heard(self._hub, self.name) == number)


def test_people_work_on_while_lines_are_cut_and_all_of_it_arrives(
    net: Network, hub: TheHub, tmp_path: Path
) -> None:
    with ExitStack() as opened:
        lead(hub, tmp_path)
        ana, ben = (Desk(net.machine(name), hub, name, tmp_path) for name in ("ana", "ben"))
        for desk in (ana, ben):
            opened.enter_context(desk.terminal).wait(f"{desk.name} · synced")
        for how in CUTS:
            ana.label()
            ana.is_heard()
            ana.machine.cut(how)
            for _ in range(3):
                ana.label()
            if how != "moved":
                ana.terminal.wait("ana · not synced").wait("the hub cannot be reached")
                before = heard(hub, "ana")
                ana.label()
                ben.label()
                ben.is_heard()
                assert heard(hub, "ana") == before
            ana.machine.heal(how)
            ana.terminal.wait("ana · synced")
            ana.is_heard()
        assert [desk.terminal.quit() for desk in (ana, ben)] == [0, 0]
    prove(hub, tmp_path, "ana", "ben")


def lead(hub: TheHub, folder: Path) -> None:
    """Bring the article, and a scheme."""
    with replica(made(folder / "lead"), *TEXTS):
        assert annotate("sync", hub.owner, project=folder / "lead").code == 0


def prove(hub: TheHub, folder: Path, *people: str) -> None:
    """A reviewer gets what each of them has."""
    rosa = made(folder / "rosa")
    assert annotate("sync", hub.of("rosa"), "--annotator", "rosa", project=rosa).code == 0
    with Project.open(rosa) as project:
        whole = folds(Stored(project.store))
    for name in people:
        with Project.open(folder / name) as project:
            mine = Stored(project.store)
            assert is_sound(mine)
            assert folds(mine) == {p: c for p, c in whole.items() if p[1] == name}
            assert mine.marks()


def test_a_line_that_dies_in_the_middle_of_an_exchange_is_given_up(
    net: Network, hub: TheHub, tmp_path: Path
) -> None:
    lead(hub, tmp_path)
    with Hub(hub.of("ana")) as sending:
        assert sending.append(log("ana")) == LONG
    rosa, machine = made(tmp_path / "rosa"), net.machine("rosa")
    words = (*machine.within, COMMAND, "--project", rosa, "sync", hub.of("rosa"), "--quiet")
    with subprocess.Popen(words, stderr=subprocess.PIPE) as program:
        while not has(rosa) and program.poll() is None:
            pass
        machine.cut("silent")
        _, said = program.communicate(timeout=100)  # by itself TCP would wait for hours
        assert program.returncode == 1
    assert said == b"error: the connection to the hub broke, try again; nothing is lost\n"
    came = has(rosa)
    assert 0 < came < LONG
    machine.heal("silent")
    assert (
        annotate("sync", hub.of("rosa"), project=rosa, through=machine.within).err
        == f"came in: 0 articles, {LONG - came:,} operations\n"
    )


def log(person: str) -> list[Operation]:
    """What somebody did on the one article, which takes several messages."""
    kind, body = encode_body(Add(0, 3, "quote"))
    article = text_hash(TEXTS[0])
    return [
        Operation(f"{person}@1", n, n, person, article, n, kind, body, 0)
        for n in range(1, LONG + 1)
    ]


def has(folder: Path) -> int:
    """How many operations a project has."""
    with Project.open(folder) as project:
        return int(project.store.value("SELECT count(*) FROM operations"))


def test_what_was_locked_over_a_line_that_died_is_free_again(net: Network, hub: TheHub) -> None:
    url = hub.add("adam", "administrator")
    hub.rows("ALTER ROLE adam SET statement_timeout = '100 s'")  # else it would hang for hours
    machine = net.machine("adam")
    words = [*machine.within, sys.executable, "-c", ALONE, url]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdout
        assert program.stdout.readline() == b"alone\n"
        machine.cut("silent")
        program.kill()
    with Hub(url) as hub_again, Places(hub_again).alone():
        assert hub_again.greet().person == "adam"
