"""Learning anew in the background while one works, in a process of its own that gives way."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from annotate.core.errors import AnnotateError
from annotate.core.plural import plural
from annotate.services.training.models import read_header
from annotate.storage import learning, tallies
from annotate.storage.store import Store
from annotate.suggesters.learning.model import NAME

NICENESS = 15
"""How far the process stands back behind what one waits for."""
NO_BETTER = 3
"""The exit code where nothing was learned that is better than the rules."""


class Retraining:
    """Looks whether it is time to learn anew, and starts that; one at a time."""

    def __init__(self, folder: Path, every: int) -> None:
        self._folder, self._every = folder, every
        self._process: subprocess.Popen[bytes] | None = None
        self._said = ""

    def look(self, store: Store) -> bool:
        """Start learning if enough articles were finished since it last was; whether that is so.

        Whatever comes of it, it is not started again before as many more are.
        """
        if not self._every or (self._process and self._process.poll() is None):
            return False
        finished = tallies.finished(store)
        if finished - learning.learned_at(store) < self._every:
            return False
        learning.put_learned_at(store, finished)
        self._begin()
        return True

    def _begin(self) -> None:
        """Start learning; why that cannot be is said as what came of it."""
        self._process, self._said = None, ""
        try:
            self._process = _start(self._folder)
        except OSError as error:
            self._said = f"no process can be started for it ({error.strerror})"

    def outcome(self) -> str:
        """What came of what was started, in a few words; "" as long as it goes on."""
        if self._process and self._process.poll() is None:
            return ""
        code = self.wait()
        if code == 0:
            return _learned_from(self._folder / NAME)
        if code == NO_BETTER:
            return "learned nothing better than the rules"
        why = self._said or (_ended(code) if code is not None else "")
        return f"could not learn anew: {why}" if why else ""

    def wait(self) -> int | None:
        """The exit code of what was started, once it has ended; what it said is kept."""
        process = self._process
        if process is None:
            return None
        if process.stdout and not process.stdout.closed:
            self._said = process.communicate()[0].decode(errors="replace").strip()
        return process.wait()


def _learned_from(model: Path) -> str:
    try:
        return f"learned from {plural(read_header(model).articles, 'article')}"
    except AnnotateError:  # what is wrong with it is told where it is used
        return "learned anew"


def _ended(code: int) -> str:
    """Why a process ended that said nothing of it, by its exit code."""
    return f"its process was ended by signal {-code}" if code < 0 else "annotate train says why"


def _start(folder: Path) -> subprocess.Popen[bytes]:
    nowhere = subprocess.DEVNULL
    command = [sys.executable, "-m", __name__, str(folder)]
    return subprocess.Popen(
        command,
        stdin=nowhere,
        stdout=subprocess.PIPE,
        stderr=nowhere,
        start_new_session=True,  # whoever closes the terminal has begun it all the same
    )


def main(folder: Path) -> int:
    """Learn from a project's labels, on one core and behind everything else; the exit code.

    What went wrong is said in a few words on standard output, to whoever waits there still.
    """
    # imported by who learns, not by who waits for it
    from annotate.services.project import Project
    from annotate.services.training.train import train

    os.nice(NICENESS)
    try:
        with Project.open(folder) as project:
            kept = train(project, processes=1).kept
    except AnnotateError as error:
        with suppress(BrokenPipeError):
            print(error.what, flush=True)  # noqa: T201  # what this process is asked for
        return 1
    return 0 if kept else NO_BETTER


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
