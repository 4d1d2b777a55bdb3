"""`annotate hub`: making a team's hub, and who may use it."""

import sys

import click

from annotate.cli.exchanged import tell
from annotate.cli.exits import DONE
from annotate.cli.options import shared_options
from annotate.cli.output import progress, put, say
from annotate.cli.settings import Settings
from annotate.core.errors import InputError

ROLES = ["annotator", "reviewer", "administrator"]


@click.group(
    "hub", epilog="Example: annotate hub init postgresql://postgres@hub.example.org/harbour"
)
def command() -> None:
    """Make a team's hub, and say who may use it.

    It is a PostgreSQL database; URL is its owner's address.
    """


@command.command("init")
@click.argument("url")
@shared_options
@click.pass_obj
def init(settings: Settings, url: str) -> int:
    """Make a hub of this project, or bring it up to date."""
    from annotate.services.syncing import hosting

    with settings.open() as project, progress("syncing", quiet=False) as bar:
        new, done = hosting.init(project, url, bar)
    say("the hub is made" if new else "the hub is up to date")
    return tell(done, as_json=False, quiet=False)


@command.command("add")
@click.argument("url")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(ROLES),
    default="annotator",
    show_default=True,
    help="What they may do (docs/teams.md).",
)
@click.option("--login", metavar="NAME", help="What they log in as; else their name.")
def add(url: str, name: str, role: str, login: str | None) -> int:
    """Let somebody use the hub, or in another role than before.

    A login that is not there yet is made; its password is asked for, or read from standard input.
    """
    from annotate.services.syncing import hosting

    person = hosting.Person(hosting.person.checked(name), login or name, role)  # type: ignore[arg-type]  # click has checked it
    known = hosting.people.has_login(url, person.login)
    hosting.people.add(url, person, None if known else _password(person.login))
    say(f"{person.name} may use the hub as {person.role}")
    return DONE


def _password(login: str) -> str:
    """Asked for twice where somebody can be asked; never shown."""
    if sys.stdin and sys.stdin.isatty():
        asked: str = click.prompt(
            f"Password for {login}", hide_input=True, confirmation_prompt=True, err=True
        )
        return asked
    given = sys.stdin.readline().rstrip("\n") if sys.stdin else ""
    if not given:
        raise InputError("no password", hint="give it on standard input")
    return given


@command.command("remove")
@click.argument("url")
@click.argument("name")
def remove(url: str, name: str) -> int:
    """Let somebody use the hub no more.

    What they wrote stays, and so does their login.
    """
    from annotate.services.syncing import hosting

    hosting.people.remove(url, name)
    say(f"{name} may not use the hub any more")
    return DONE


@command.command("people")
@click.argument("url")
def people(url: str) -> int:
    """List who may use the hub, as what, by which login."""
    from annotate.services.syncing import hosting

    put(*(f"{p.role:<14} {p.name:<20} {p.login}" for p in hosting.people.people(url)))
    return DONE
