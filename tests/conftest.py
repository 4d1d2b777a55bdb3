"""What every test stands on: deterministic Hypothesis profiles and an environment of its own."""

import gc
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from annotate.storage.setting_up import PRAGMAS
from tests.campaign import CAMPAIGN

slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
settings.register_profile(
    "small", deadline=None, derandomize=True, max_examples=100, suppress_health_check=slow
)
settings.register_profile(
    "campaign", deadline=None, max_examples=2000, suppress_health_check=slow, print_blob=True
)
settings.load_profile("campaign" if CAMPAIGN else "small")


def pytest_configure() -> None:
    """Ctrl-C is heard as in a terminal: what a shell starts in the background ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """What is there before the first test stays: to look for garbage there takes long."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="module")
def disks_that_keep_all() -> Iterator[None]:
    """For what is no matter of power failures: no file waits for the disk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(PRAGMAS, "synchronous", ("OFF", 0))
        yield


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test sees this machine's project, name or colours, or leaves a name behind."""
    for name in ("ANNOTATE_PROJECT", "ANNOTATE_ANNOTATOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
