"""A new database for each test that asks for one."""

from tests.services.conftest import store

__all__ = ["store"]
