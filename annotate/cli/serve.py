"""`annotate serve`: the UI in a browser, for one annotator or many."""

from functools import partial
from pathlib import Path

import click

from annotate.cli.exits import DONE
from annotate.cli.options import PATH, shared_options
from annotate.cli.output import put, say
from annotate.cli.settings import Settings
from annotate.core.errors import ProjectError

EXTRA = "install it with `pip install 'annotate-news[serve]'`"


@click.command("serve", epilog="Example: annotate serve ana ben")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port; 0 takes any that is free.",
)
@click.option(
    "--tls",
    type=(PATH, PATH),
    metavar="CERTIFICATE KEY",
    help="Two files in PEM, for a host that others reach.",
)
@click.option(
    "--url", metavar="URL", default="", help="What browsers see, if another: of a reverse proxy."
)
@click.option(
    "--places",
    metavar="N",
    type=click.IntRange(1),
    default=40,
    show_default=True,
    help="Tabs at once; each is a run of the program, some 60 MB.",
)
@click.option("--forget", is_flag=True, help="Let nobody in again without a new link.")
@shared_options
@click.pass_obj
def command(
    settings: Settings,
    /,
    *,
    names: tuple[str, ...],
    host: str,
    port: int,
    tls: tuple[Path, Path] | None,
    url: str,
    places: int,
    forget: bool,
) -> int:
    """Show the UI in a browser.

    The annotators named each have a link of their own. A link opens once, and the browser that
    opened it is known for 30 days; then the next link is printed. Ctrl-C ends it.
    """
    import asyncio

    from annotate.services import person

    people = [person.checked(name) for name in names] or [settings.whose()]
    folder, project = _project(settings)
    try:
        from annotate.web.address import Address
        from annotate.web.entrance import Entrance
        from annotate.web.secret import forget as forget_secret
        from annotate.web.secret import secret
        from annotate.web.serving import serve
    except ModuleNotFoundError as error:
        raise ProjectError("serving is an extra", str(error.name), EXTRA) from error
    address = Address(host, port, tls, url)
    if forget:
        forget_secret(project)
    entrance = Entrance(people, secret(project))
    begun = partial(say, f"serving {folder.name} until Ctrl-C; each link opens once:")
    asyncio.run(serve(folder, address, entrance, places=places, begun=begun, tell=_tell))
    return DONE


def _project(settings: Settings) -> tuple[Path, str]:
    """The project's folder, and its id. Raises what opening it does."""
    from annotate.storage.project import project_id

    folder = settings.folder().resolve()
    with settings.open() as project:
        return folder, project_id(project.store)


def _tell(name: str, link: str) -> None:
    put(f"{name}  {link}")
