"""What the program does besides when it runs in a browser's tab: it ends with its server."""

import os
import signal
from threading import Thread

SERVED = "ANNOTATE_SERVED"
"""The descriptor of a pipe that ends when the server does, however it dies (annotate/web/tab)."""


def is_served() -> bool:
    """Whether a server started this run, for a page."""
    return SERVED in os.environ


def end_with_server() -> None:
    """From now on end as if the terminal had gone, once the server has."""
    Thread(target=_wait, args=(int(os.environ[SERVED]),), daemon=True).start()


def _wait(alive: int) -> None:
    os.read(alive, 1)  # nothing is ever written: this returns at the end of the pipe
    os.kill(os.getpid(), signal.SIGHUP)
