"""A project: its folder, its file, its database, and the scheme that is in force."""

from collections.abc import Mapping
from pathlib import Path
from typing import Self

from annotate.core.errors import ProjectError, SchemeError
from annotate.core.plural import plural
from annotate.core.scheme import Scheme
from annotate.core.scheme_file import NAME as FILE
from annotate.core.scheme_file import ProjectFile, parse, render
from annotate.services import whole_files
from annotate.services.guidelines import put_in_force
from annotate.storage import project as stored
from annotate.storage.store import FILE_NAME as DATABASE
from annotate.storage.store import Store

VARIABLE = "ANNOTATE_PROJECT"
OLD = f"{FILE}.old"
FILE_ENDS = (".md", ".markdown", ".txt", ".rst")
"""How the name of a file of guidelines ends."""


class Project:
    """An open project; a context manager that closes its database."""

    def __init__(self, folder: Path, file: ProjectFile, store: Store) -> None:
        self.folder, self.file, self.store = folder, file, store

    @classmethod
    def open(cls, folder: Path, *, to_read: bool = False) -> Self:
        """Open the project in a folder, and put the scheme of its file in force.

        A database without a file explains itself. One that cannot be written is refused unless
        it is `to_read`: then nothing that is written stays. Raises ProjectError where there is
        neither, SchemeError for a file that does not hold together or drops a label in use,
        StorageError for a database that cannot be used.
        """
        source = _source(folder)
        if source is None and not (folder / DATABASE).exists():
            raise ProjectError("no project", str(folder), "make one with `annotate init`")
        file = None if source is None else parse(source, str(folder / FILE))
        store = (Store.to_read if to_read else Store.open)(folder / DATABASE)
        try:
            project = cls(folder, _in_force(store, source, file), store)
            stored.project_id(store)  # from the first day, so that its copies have it too
            put_in_force(store, project.guidelines(), project.file.guidelines_version)
            return project
        except BaseException:
            store.close()
            raise

    @property
    def scheme(self) -> Scheme:
        """The labels and relations in force."""
        return self.file.scheme

    def guidelines(self) -> str:
        """The guidelines for annotators: of the file that `annotate.toml` names, or as given.

        "" where there is no such file, or it cannot be read: `no_guidelines` says so.
        """
        given = self.file.guidelines
        try:
            return self._read_guidelines() if given else ""
        except ProjectError:
            return "" if _is_file_name(given) else given

    def no_guidelines(self) -> str:
        """Why the file that `annotate.toml` names cannot be shown, and what to do; "" if it can."""
        try:
            if _is_file_name(self.file.guidelines):
                self._read_guidelines()
        except ProjectError as error:
            return str(error)
        return ""

    def _read_guidelines(self) -> str:
        """What the file says. Raises ProjectError where there is none in the project's folder."""
        given = self.file.guidelines
        hint = f"write it, or name another under guidelines in {FILE}"
        try:
            path = (self.folder / given).resolve()
            if not path.is_relative_to(self.folder.resolve()):
                raise ProjectError("not in the project's folder", given, hint)
            return path.read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError) as error:
            raise ProjectError("no such file", given, hint) from error
        except UnicodeDecodeError as error:
            raise ProjectError("not UTF-8", given, "save it as UTF-8") from error
        except (OSError, ValueError) as error:
            raise ProjectError("cannot be read", given, hint) from error

    @property
    def corpora(self) -> Path:
        """Where the project's own articles lie."""
        return self.folder / "corpora"

    @property
    def exports(self) -> Path:
        """Where exports go unless told otherwise."""
        return self.folder / "exports"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()


def find(given: Path | None, environment: Mapping[str, str], here: Path) -> Path:
    """The project's folder: the one given, that of ANNOTATE_PROJECT, or the nearest above `here`.

    Raises ProjectError where there is none.
    """
    named = given or (Path(environment[VARIABLE]) if environment.get(VARIABLE) else None)
    if named:
        return named
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            return folder
    hint = "make one with `annotate init DIR`, name one with --project, or try `annotate demo`"
    raise ProjectError(f"no {FILE} here or above", str(here), hint)


def init(folder: Path, name: str = "") -> None:
    """Make a new project: its file and its folders. Raises ProjectError where there is one."""
    file = folder / FILE
    if file.exists() or (folder / DATABASE).exists():
        raise ProjectError("there is a project already", str(folder), "open it with --project")
    try:
        for part in ("corpora", "exports"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        text = render(name or folder.resolve().name)
        whole_files.write(file, text.encode())  # half of one would be a project too
    except OSError as error:
        raise ProjectError(f"cannot be made ({error.strerror})", str(folder)) from error


def read_file(folder: Path) -> ProjectFile:
    """What the project's file says, or, where a database is alone, said; nothing is written.

    Raises ProjectError where there is no project, SchemeError for a file that does not hold
    together.
    """
    source, where = _source(folder), folder / FILE
    if source is None:
        if not (folder / DATABASE).exists():
            raise ProjectError("no project", str(folder), "make one with `annotate init`")
        where = folder / DATABASE
        with Store.reading(where) as store:
            source = stored.scheme_source(store) or render("")
    return parse(source, str(where))


def scheme_of(folder: Path) -> Scheme | None:
    """The scheme of the project's file, if there is one, whether it is in force yet or not."""
    source = _source(folder)
    return None if source is None else parse(source, str(folder / FILE)).scheme


def _is_file_name(guidelines: str) -> bool:
    """Whether what stands in the place of the guidelines can only be meant as a file's name."""
    return "\n" not in guidelines and guidelines.lower().endswith(FILE_ENDS)


def _source(folder: Path) -> str | None:
    """The text of the project's file, if there is one."""
    path = folder / FILE
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError as error:
        raise SchemeError("not UTF-8", str(path), "save it as UTF-8") from error
    except OSError as error:
        raise ProjectError(f"cannot be read ({error.strerror})", str(path)) from error


def _in_force(store: Store, source: str | None, file: ProjectFile | None) -> ProjectFile:
    """The file's content, in force from now on; without a file, what last was."""
    known = stored.scheme_source(store)
    if source is None or file is None:
        return parse(known or render(""), str(store.path))
    if source != known:
        _refuse_orphans(store, file.scheme)
        stored.put_scheme(store, file.scheme, source)
    return file


def take_scheme(store: Store, folder: Path, source: str) -> None:
    """Write the file of a project as it is on another machine; what was there is kept beside it.

    Raises SchemeError where it does not hold together, or drops a label that is in use,
    ProjectError where it cannot be written.
    """
    _refuse_orphans(store, parse(source, FILE).scheme)
    file = folder / FILE
    try:
        if file.exists():
            whole_files.write(folder / OLD, file.read_bytes())
        whole_files.write(file, source.encode())
    except OSError as error:
        what = f"the scheme could not be written ({error.strerror})"
        raise ProjectError(what, str(file), "what was there before still is") from error


def _refuse_orphans(store: Store, scheme: Scheme) -> None:
    """Raise SchemeError where spans or links have a label that the new scheme does not know."""
    known = {label.name for label in scheme.labels} | {*scheme.former, *scheme.bygone}
    for label, spans in stored.used_labels(store).items():
        if label not in known:
            what = f"no label {label!r} any more, {plural(spans, 'span')} still labelled so"
            hint = f'put it back, or add formerly = ["{label}"] to the label it became'
            raise SchemeError(what, FILE, f'{hint}, or retired = ["{label}"] at the top')
    for label, links in stored.used_relations(store).items():
        if not scheme.relation(label) and label not in scheme.bygone:
            what = f"no relation {label!r} any more, {plural(links, 'link')} still called so"
            raise SchemeError(what, FILE, f'put it back, or add retired = ["{label}"] at the top')
