"""doccano: a server, and beside it a queue that takes files in and gives them out."""

from itertools import chain
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

from benchmarks.peers.base import Given, Taken
from benchmarks.peers.running import PATIENCE, PAUSE, Server, free_port, spent

PACKAGES = ("doccano==1.8.4", "marshmallow<4", "numpy<2")
"""What it wants, and what of that it does not run with any more when new."""
WHO = {"username": "ana", "password": "a-long-password"}
PROJECT = {
    "name": "articles",
    "description": "articles",
    "project_type": "SequenceLabeling",
    "resourcetype": "SequenceLabelingProject",
    "use_relation": True,
    "allow_overlapping": True,
}


def measured(programs: Path, given: Given, folder: Path) -> Taken:
    """By its API, as its pages do it."""
    said = {
        "DOCCANO_HOME": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "PATH": f"{programs}:/usr/bin:/bin",
    }
    doccano = programs / "doccano"
    spent((doccano, "init"), folder, said)
    options = chain.from_iterable((f"--{name}", value) for name, value in WHO.items())
    spent((doccano, "createuser", *options), folder, said)
    port = free_port()
    with Server(f"http://127.0.0.1:{port}", folder, said) as server:
        server.run(doccano, "webserver", "--port", f"{port}", "--workers", "1")
        server.run(doccano, "task", "--concurrency", "1")
        server.until_it_answers("/")
        key = server.ask("POST", "/v1/auth/login/", WHO)["key"]
        server.headers["Authorization"] = f"Token {key}"
        project = f"/v1/projects/{server.ask('POST', '/v1/projects', PROJECT)['id']}"
        _wait_for_the_queue(server, project)
        started = server.spent()
        _take_in(server, project, given.doccano)
        taken_in = server.spent()
        _give_out(server, project)
        return Taken(started, taken_in - started, server.spent() - taken_in)


def _wait_for_the_queue(server: Server, project: str) -> None:
    """It has started when it has done something: it gives out a project without articles."""
    _give_out(server, project)


def _take_in(server: Server, project: str, file: Path) -> None:
    boundary = uuid4().hex
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="filepond"; filename="a.jsonl"'
    kind = "Content-Type: application/json"
    body = f"{head}\r\n{kind}\r\n\r\n".encode() + file.read_bytes() + f"\r\n--{boundary}--".encode()
    form = f"multipart/form-data; boundary={boundary}"
    id = server.ask("POST", "/v1/fp/process/", body, **{"Content-Type": form})
    asked = {"format": "JSONL", "task": "RelationExtraction", "uploadIds": [_text(id)]}
    asked |= {"column_data": "text", "column_label": "entities", "encoding": "utf_8"}
    task = server.ask("POST", f"{project}/upload", asked)["task_id"]
    status = _until_ready(server, task)
    if status["result"]["error"]:
        raise RuntimeError(f"doccano: {status['result']['error'][:3]}")


def _give_out(server: Server, project: str) -> None:
    asked = {"format": "JSONL", "exportApproved": False}
    task = server.ask("POST", f"{project}/download", asked)["task_id"]
    _until_ready(server, task)
    server.ask("GET", f"{project}/download?taskId={task}")


def _until_ready(server: Server, task: str) -> Any:
    end = monotonic() + PATIENCE
    while monotonic() < end:
        status = server.ask("GET", f"/v1/tasks/status/{task}")
        if status["ready"]:
            return status
        sleep(PAUSE)
    raise TimeoutError("doccano's queue did not come to an end")


def _text(id: object) -> str:
    return id.decode() if isinstance(id, bytes) else str(id)
