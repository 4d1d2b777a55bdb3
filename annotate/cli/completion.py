"""`annotate completion`: what a shell needs to complete commands and options."""

import click
from click.shell_completion import get_completion_class

from annotate.cli.exits import DONE

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", epilog='Example: eval "$(annotate completion bash)"')
@click.argument("shell", metavar="SHELL", type=click.Choice(SHELLS))
@click.pass_context
def command(context: click.Context, shell: str) -> int:
    """Print what makes a shell complete.

    SHELL is bash, zsh or fish; it then completes commands and options at the Tab key.
    """
    found = get_completion_class(shell)
    if found:
        root = context.find_root().command
        click.echo(found(root, {}, "annotate", "_ANNOTATE_COMPLETE").source())
    return DONE
