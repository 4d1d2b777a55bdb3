"""Options that several commands have, spelt alike everywhere."""

from collections.abc import Callable, Sequence
from functools import reduce
from math import isnan
from pathlib import Path
from typing import Any, TypeVar

import click

from annotate.cli.settings import Settings
from annotate.core.errors import InputError

Function = Callable[..., Any]
Value = TypeVar("Value")


class TextType(click.types.StringParamType):
    """Text, as a project holds it; a path may be of other bytes, which a shell passes on."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The text. Fails where it cannot be written in UTF-8."""
        text: str = super().convert(value, param, ctx)
        try:
            text.encode()
        except UnicodeEncodeError:
            self.fail("it is not UTF-8", param, ctx)
        return text


class PathType(click.Path):
    """A path; an empty one, which a shell makes of an unset variable, would be this folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path. Fails where it is empty."""
        return super().convert(value, param, ctx) if value else self.fail("it is empty", param, ctx)


class PlaceType(PathType):
    """A path, or an address of a file system that fsspec knows."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The one or the other."""
        if "://" not in value:
            return super().convert(value, param, ctx)
        from annotate.formats.places import place_of

        return place_of(value)


class ShareType(click.FloatRange):
    """A number from 0 to 1; what is no number (`nan`) lies outside no range, but is no share."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number. Fails where it is none."""
        number = super().convert(value, param, ctx)
        return self.fail(f"{value} is no number", param, ctx) if isnan(number) else number


TEXT = TextType()
PATH = PathType(path_type=Path)
PLACE = PlaceType(path_type=Path)
SHARE = ShareType(0, 1)


def read_by(
    read: Callable[[str], Value],
) -> Callable[[click.Context, click.Parameter, str | None], Value | None]:
    """A callback for an option whose value is what `read` makes of it; wrong usage if nothing."""

    def callback(
        context: click.Context, parameter: click.Parameter, given: str | None
    ) -> Value | None:
        try:
            return None if given is None else read(given)
        except InputError as error:
            raise click.BadParameter(str(error), context, parameter) from error

    return callback


def all_of(options: Sequence[Callable[[Function], Function]]) -> Callable[[Function], Function]:
    """A decorator that gives a command all of these, in the order in which its help has them."""
    return lambda function: reduce(lambda given, option: option(given), reversed(options), function)


def shared_options(function: Function) -> Function:
    """Give a command `--project` and `--annotator`, which end up in its Settings."""
    return project_option(annotator_option(function))


def _keep(context: click.Context, parameter: click.Parameter, value: object) -> None:
    """What is given after the command counts more than what stands before it."""
    settings = context.ensure_object(Settings)
    if value is not None and parameter.name:
        setattr(settings, parameter.name, value)


project_option = click.option(
    "--project",
    metavar="DIR",
    type=PATH,
    callback=_keep,
    expose_value=False,
    help="The project's folder; else ANNOTATE_PROJECT, else the nearest with an annotate.toml.",
)
annotator_option = click.option(
    "--annotator",
    metavar="NAME",
    callback=_keep,
    expose_value=False,
    help="Who annotates; else ANNOTATE_ANNOTATOR, else the name once given.",
)
map_option = click.option(
    "--map",
    "map_file",
    metavar="FILE",
    type=PATH,
    help="How others call labels and relations (docs/formats.md).",
)
most_option = click.option(
    "--most",
    metavar="N",
    type=click.IntRange(1),
    default=50,
    show_default=True,
    help="Show that many.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON (docs/json.md).")
quiet_option = click.option(
    "--quiet", is_flag=True, help="No progress and no summary; what is wrong is still said."
)
