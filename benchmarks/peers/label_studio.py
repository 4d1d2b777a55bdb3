"""Label Studio: one server, asked by its API."""

from pathlib import Path

from annotate.formats.label_studio_model import CONFIGURATION
from annotate.formats.label_studio_writing import FILE_NAME
from benchmarks.peers.base import ARTICLES, Given, Taken
from benchmarks.peers.running import Server, free_port

PACKAGES = ("label-studio==1.23.2",)
TOKEN = "0123456789abcdef0123456789abcdef01234567"
SAID = {
    "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
    "LABEL_STUDIO_USERNAME": "ana@news.example",
    "LABEL_STUDIO_PASSWORD": "a-long-password",
    "LABEL_STUDIO_USER_TOKEN": TOKEN,
    "COLLECT_ANALYTICS": "false",
    "DATA_UPLOAD_MAX_MEMORY_SIZE": f"{1 << 30}",
}


def measured(programs: Path, given: Given, folder: Path) -> Taken:
    """The start of a server whose database was made before."""
    port = free_port()
    said = {**SAID, "LABEL_STUDIO_BASE_DATA_DIR": str(folder)}
    command = (programs / "label-studio", "start", "--no-browser", "--port", f"{port}")
    for _ in range(2):
        with Server(f"http://127.0.0.1:{port}", folder, said) as server:
            server.run(*command, "--data-dir", folder)
            server.until_it_answers("/health")
            started = server.spent()
            taken = _asked(server, given)
    return Taken(started, *taken)


def _asked(server: Server, given: Given) -> tuple[float, float]:
    server.headers["Authorization"] = f"Token {TOKEN}"
    configuration = (given.label_studio / CONFIGURATION).read_text()
    made = server.ask("POST", "/api/projects", {"title": "articles", "label_config": configuration})
    project = f"/api/projects/{made['id']}"
    before = server.spent()
    server.ask("POST", f"{project}/import", (given.label_studio / FILE_NAME).read_bytes())
    between = server.spent()
    found = server.ask("GET", f"{project}/export?exportType=JSON&download_all_tasks=true")
    if sum(len(task["annotations"]) for task in found) != ARTICLES:
        raise RuntimeError("Label Studio gave out other articles than it took in")
    return between - before, server.spent() - between
