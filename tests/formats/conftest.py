"""A new database for each test that asks for one."""

from tests.services.conftest import empty, store

__all__ = ["empty", "store"]
