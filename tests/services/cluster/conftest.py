"""What the tests of a cluster share."""

import gzip
import shutil
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[3] / "corpora"

RECORD = """WARC/1.0\r
WARC-Type: response\r
WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r
WARC-Date: 2026-02-03T09:30:00Z\r
WARC-Target-URI: https://www.hill.example/{number}\r
Content-Type: application/http; msgtype=response\r
Content-Length: {length}\r
\r
"""
PAGE = """HTTP/1.1 200 OK\r
Content-Type: text/html; charset=utf-8\r
\r
<title>Number {0}</title><h1 class=head>Number {0}</h1><p>“No {0},” said Bell."""


def page(number: int) -> bytes:
    """A page as a web archive holds it."""
    content = PAGE.format(number).encode()
    header = RECORD.format(number=number, length=len(content)).encode()
    return gzip.compress(header + content + b"\r\n\r\n")


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles, several times over, so that there are shards for a while; a crawl."""
    folder = tmp_path_factory.mktemp("articles")
    for number in range(4):
        shutil.copytree(SAMPLES, folder / str(number))
    (folder / "crawl.warc.gz").write_bytes(b"".join(map(page, range(5))))
    return folder
