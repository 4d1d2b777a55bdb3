"""Feedback over a hub: gold as whoever leads shows it, to those who finished the article."""

from collections.abc import Sequence

from annotate.hub.hub import Hub

SHOW = "SELECT annotate.show(%s, %s, %s::text[])"
OLDEST = """SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
    (SELECT coalesce(max(changed), 0) FROM annotate.shown
        WHERE name = (SELECT annotate.me()))"""
SHOWN = """SELECT sha256, content FROM annotate.shown JOIN annotate.golds USING (sha256)
    WHERE name = (SELECT annotate.me()) AND changed >= %s ORDER BY changed"""


class Golds:
    """What an open hub shows of gold to whoever is logged in, or is told of it by them."""

    def __init__(self, hub: Hub) -> None:
        self._rows = hub.rows

    def show(self, sha256: str, content: str, people: Sequence[str]) -> None:
        """Let some people see what is gold of a document; "" is that nothing is any more."""
        self._rows(SHOW, sha256, content, list(people))

    def since(self) -> tuple[int, int]:
        """Since when to ask the next time, and what a greeting says if all of it is known."""
        ((oldest, last),) = self._rows(OLDEST)
        return oldest, last if oldest > last else -1

    def shown(self, since: int) -> list[tuple[str, str]]:
        """What has changed since, of what we may see: hashes and what is gold of them."""
        return [(sha256, content) for sha256, content in self._rows(SHOWN, since)]
