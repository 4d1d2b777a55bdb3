"""Projects for the program to run on."""

from tests.ui.conftest import blank, make

__all__ = ["blank", "make"]
