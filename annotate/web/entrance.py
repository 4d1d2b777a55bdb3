"""Who may come in: links that open once, and the cookies that they are turned into."""

import hmac
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable
from hashlib import sha256

LASTS = 30 * 24 * 3600
"""Seconds until a cookie ends, and a new link is needed."""


class Entrance:
    """The links and cookies of some annotators.

    A link's token is random, lives in memory and opens once; the next takes its place then. A
    cookie says whose it is and until when, signed with the secret: nobody but who has that can
    make one, and it holds over restarts of the server.
    """

    def __init__(
        self, names: Iterable[str], secret: bytes, clock: Callable[[], float] = time.time
    ) -> None:
        self._secret, self._clock = secret, clock
        self._tokens = {name: _token() for name in names}

    @property
    def tokens(self) -> dict[str, str]:
        """By annotator, the token that opens next."""
        return dict(self._tokens)

    def enter(self, token: str) -> str | None:
        """Whom a token lets in; it is spent then. None for one that opens nothing."""
        for name, good in self._tokens.items():
            if hmac.compare_digest(token.encode(), good.encode()):
                self._tokens[name] = _token()
                return name
        return None

    def cookie(self, name: str) -> str:
        """What the browser of an annotator shows from now on."""
        said = f"{urlsafe_b64encode(name.encode()).decode()}.{int(self._clock()) + LASTS}"
        return f"{said}.{self._signature(said)}"

    def whose(self, cookie: str) -> str | None:
        """The annotator whose cookie it is. None where it is nobody's, too old, or made up."""
        said, _, signature = cookie.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(said).encode()):
            return None
        encoded, _, until = said.partition(".")
        name = urlsafe_b64decode(encoded).decode()
        return name if int(until) > self._clock() and name in self._tokens else None

    def _signature(self, said: str) -> str:
        return hmac.new(self._secret, said.encode(), sha256).hexdigest()


def _token() -> str:
    return secrets.token_urlsafe(24)
