"""The command `annotate`: its own options, and the commands, each imported when it is asked for."""

from importlib import import_module

import click

from annotate import __version__
from annotate.cli.options import TEXT, shared_options
from annotate.cli.output import say
from annotate.cli.settings import Settings

COMMANDS = {
    "init": "init",
    "demo": "demo",
    "import": "import_",
    "status": "status",
    "search": "search",
    "suggest": "suggest",
    "train": "train",
    "export": "export",
    "stats": "stats",
    "agreement": "agreement",
    "adjudicate": "adjudicate",
    "assign": "assign",
    "controls": "controls",
    "feedback": "feedback",
    "merge": "merge",
    "sync": "sync",
    "hub": "hub",
    "serve": "serve",
    "log": "log",
    "remove": "remove",
    "check": "check",
    "backup": "backup",
    "restore": "restore",
    "completion": "completion",
}
"""By name, in the order of `--help`, the module that holds it as `command`."""


class Stopped(Exception):  # noqa: N818  no error: Ctrl-C, on its way past click
    """Ctrl-C; click would print an empty line for it."""


class Group(click.Group):
    """A group that knows its commands by name and imports one when it is asked for."""

    def invoke(self, ctx: click.Context) -> object:
        """Run what was asked for. Raises Stopped on Ctrl-C."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise Stopped from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names there are."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, if there is one."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"annotate.cli.{COMMANDS[cmd_name]}").command
        _take_text(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name; for one that is not there, what was meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            raise click.exceptions.NoSuchCommand(args[0], possibilities=COMMANDS) from error


@click.group("annotate", cls=Group, invoke_without_command=True, epilog="Example: annotate demo")
@shared_options
@click.version_option(__version__, message="annotate %(version)s")
@click.pass_context
def annotate(context: click.Context) -> int:
    """Label who said what in news text. Without a command: open the project in the terminal."""
    if context.invoked_subcommand:
        return 0
    from annotate.cli.opening import open_ui

    return open_ui(context.ensure_object(Settings))


def _take_text(command: click.Command) -> None:
    """Let whatever a command takes as it comes be text, in those below it too."""
    for parameter in command.params:
        if parameter.type is click.STRING:
            parameter.type = TEXT
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        _take_text(below)


def invoke(arguments: list[str]) -> int:
    """Run a command line; its exit code. Wrong usage is one line too."""
    try:
        return int(annotate.main(arguments, "annotate", standalone_mode=False) or 0)
    except (Stopped, click.Abort) as error:
        raise KeyboardInterrupt from error
    except click.ClickException as error:
        say(f"error: {_message(error)}")
        return error.exit_code


def _message(error: click.ClickException) -> str:
    """Click's sentence in the form of all other errors."""
    sentences = " ".join(error.format_message().split()).rstrip(".?").split(". ")
    message = ", ".join(sentence[:1].lower() + sentence[1:] for sentence in sentences)
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "annotate"
    return f"{message}, see `{command} --help`"
