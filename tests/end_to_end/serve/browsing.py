"""What a browser meets, and what is in the file then."""

from pathlib import Path
from typing import Any

import aiohttp
import pytest

from annotate import open_project

ARTICLE = "The council met.\n\n“No,” said the mayor.\n\nNobody else spoke.\n"
FIRST = "council met"


async def status(client: aiohttp.ClientSession, url: str, **how: Any) -> int:
    async with client.get(url, **how) as answer:
        return answer.status


async def refused(client: aiohttp.ClientSession, url: str, **how: Any) -> int:
    """The status with which a websocket is refused."""
    with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
        await client.ws_connect(f"{url}/ws?width=80&height=24", **how)
    return refusal.value.status


def labels(project: Path, name: str) -> int:
    """How many somebody has made."""
    with open_project(project) as reader:
        return sum(span.annotator == name for document in reader for span in document.spans)
