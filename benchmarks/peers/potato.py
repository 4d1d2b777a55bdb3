"""potato reads its articles as it starts, and writes each person's labels as they are made."""

import json
from pathlib import Path

import msgspec

from annotate.core.record import decode_record
from benchmarks.peers.base import Given, Taken
from benchmarks.peers.running import Server, free_port

PACKAGES = ("potato-annotation==2.12.1",)


def measured(programs: Path, given: Given, folder: Path) -> Taken:
    """The start, with all articles there."""
    with (folder / "data.jsonl").open("w") as file:
        for line in given.records.read_bytes().splitlines():
            record = decode_record(line)
            file.write(json.dumps({"id": record.id, "text": record.text}) + "\n")
    (folder / "config.yaml").write_bytes(msgspec.yaml.encode(_config()))
    port = free_port()
    with Server(f"http://127.0.0.1:{port}", folder) as server:
        options = ("-p", f"{port}", "--host", "127.0.0.1")
        server.run(programs / "potato", "start", "config.yaml", *options)
        server.until_it_answers("/")
        return Taken(server.spent())


def _config() -> dict[str, object]:
    scheme = {"annotation_type": "span", "name": "spans", "description": "What somebody says"}
    return {
        "annotation_task_name": "articles",
        "task_dir": ".",
        "output_annotation_dir": "out",
        "output_annotation_format": "jsonl",
        "data_files": ["data.jsonl"],
        "item_properties": {"id_key": "id", "text_key": "text"},
        "user_config": {"allow_all_users": True, "users": []},
        "annotation_schemes": [{**scheme, "labels": ["quote", "attribution", "body"]}],
        "require_password": False,
        "site_dir": "default",
    }
