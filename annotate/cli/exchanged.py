"""How commands tell what came of an exchange."""

from annotate.cli.exits import DONE, FAILED
from annotate.cli.output import put_json, say
from annotate.services.syncing.report import Exchanged


def tell(done: Exchanged, *, as_json: bool, quiet: bool) -> int:
    """Say what was new and what stayed as it was; the exit code."""
    if as_json:
        put_json(done)
    if not (quiet or as_json):
        say(*done.lines())
    say(*(f"error: {problem}" for problem in done.problems))
    return FAILED if done.problems else DONE
