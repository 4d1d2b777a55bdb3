"""Libraries of formats that are extras: imported where they are used, or an error that names it."""

from importlib import import_module
from typing import Any

from annotate.core.errors import ProjectError


def library(module: str, extra: str) -> Any:
    """A module that comes with an extra. Raises ProjectError where that is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        hint = f"install it with `pip install 'annotate-news[{extra}]'`"
        raise ProjectError(f"this format needs {module.partition('.')[0]}", hint=hint) from error
