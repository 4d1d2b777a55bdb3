"""`annotate export … --on ray`: records of files, which are in no project, over a cluster."""

from collections.abc import Sequence

import click
from click.core import ParameterSource

from annotate.cli.exits import DONE
from annotate.cli.settings import Settings
from annotate.cli.shards import put_shards
from annotate.core.errors import ProjectError
from annotate.core.scheme import DEFAULT_SCHEME, Scheme
from annotate.formats.places import Place
from annotate.services.cluster.exporting import export_on_ray
from annotate.services.project import read_file

TAKEN = {"format", "paths", "cluster", "out", "quiet", "project", "annotator"}
"""The parameters that say something here: all others are about a project's layers."""


def put_export(
    settings: Settings,
    format: str,
    paths: Sequence[Place],
    out: Place | None,
    *,
    on: bool,
    quiet: bool,
) -> int:
    """Write the records of files and tell of it; the exit code. Raises UsageError."""
    if not (on and paths and out):
        raise click.UsageError("files go out with all three: PATH, --on and --out")
    _refuse_others(click.get_current_context())
    shards = export_on_ray(paths, _scheme(settings), format, out)
    return put_shards(shards, DONE, quiet=quiet)


def _refuse_others(context: click.Context) -> None:
    """Raise UsageError for an option that would do nothing."""
    for parameter in context.command.params:
        name = parameter.name or ""
        given = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if given and name not in TAKEN:
            raise click.UsageError(f"{parameter.opts[0]} is about a project's labels, not --on")


def _scheme(settings: Settings) -> Scheme:
    """The project's, if there is one."""
    try:
        return read_file(settings.folder()).scheme
    except ProjectError:
        return DEFAULT_SCHEME
