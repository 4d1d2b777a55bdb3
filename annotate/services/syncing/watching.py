"""Exchanging again and again while one works, in a process of its own that gives way."""

import os
import select
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from annotate.core.errors import AnnotateError
from annotate.services.syncing.meeting import Terms
from annotate.services.syncing.report import Exchanged

EVERY = 5.0
"""Seconds between two exchanges; after one that failed twice as many, and so on up to LONGEST."""
LONGEST = 60.0
BATCH = 100
"""Operations in one message: no key waits longer than it takes to write so many."""
PAUSE = 0.2
"""Seconds between two messages: a key finds the file free, and the disk with little to write."""
NICENESS = 10
"""How far the process stands back behind what one waits for."""
VARIABLE = "ANNOTATE_HUB"
"""What names the hub to the process: everybody on the machine can read command lines."""
ENCODING = "utf-8:backslashreplace"
"""In which the process tells its state: any name of a file is in there, whatever the locale."""
LAST = 3.0
"""Seconds that the last exchange may take."""
STEADY = Terms(batch=BATCH, pause=PAUSE)


def keep_on(
    exchange: Callable[[], Exchanged],
    tell: Callable[[str], None],
    wait: Callable[[float], bool],
    every: float = EVERY,
) -> None:
    """Exchange until `wait`, given seconds, says that it is enough; tell what changes."""
    seconds, said = every, ""
    while True:
        try:
            done = exchange()
            line = done.problems[0] if done.problems else "in step"
            seconds = every
        except AnnotateError as error:
            line, seconds = str(error), min(LONGEST, seconds * 2)
        if line != said:
            tell(line)
            said = line
        if wait(seconds):
            return


class Watch:
    """The process, and in `state` what it said last: "in step", or why it is not."""

    def __init__(
        self,
        folder: Path,
        where: str,
        person: str,
        *,
        leads: bool = False,
        every: float = EVERY,
        hold: int | None = None,
    ) -> None:
        self.state = "begins"
        number = "" if hold is None else str(hold)
        options = [str(folder), person, "lead" if leads else "", str(every), number]
        words = [sys.executable, "-m", __name__, *options]
        self._process = subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={**os.environ, VARIABLE: where, "PYTHONIOENCODING": ENCODING},
            start_new_session=True,  # Ctrl-C is the UI's
        )
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    def _listen(self) -> None:
        assert self._process.stdout
        with self._process.stdout as told:
            for line in told:
                self.state = line.rstrip("\n")
        self.state = "ended"

    def close(self) -> None:
        """Let it end with the exchange under way; whatever is broken off goes on next time."""
        assert self._process.stdin
        self._process.stdin.close()
        try:
            self._process.wait(LAST)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listening.join()


def main(folder: Path, person: str, lead: str, every: str, hold: str) -> int:
    """Exchange with the hub that the environment names, until whoever started this is gone."""
    from annotate.services.copies import refresh
    from annotate.services.project import Project
    from annotate.services.syncing.meeting_place import sync

    os.nice(NICENESS)
    where = os.environ[VARIABLE]
    terms = replace(STEADY, hold=int(hold) if hold else None)

    def exchange() -> Exchanged:
        with Project.open(folder) as project:
            project.store.commit_at_once()  # who waits for the disk keeps keys waiting
            done = sync(project, where, person=person, leads=bool(lead), terms=terms)
            if done.documents:
                refresh(project.store)
            return done

    keep_on(exchange, _tell, _is_alone, float(every))
    return 0


def _tell(line: str) -> None:
    sys.stdout.write(" ".join(line.split()) + "\n")
    sys.stdout.flush()


def _is_alone(seconds: float) -> bool:
    """Wait so long, or until the pipe to whoever started this is closed; whether it is."""
    return bool(select.select([sys.stdin], [], [], seconds)[0])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
