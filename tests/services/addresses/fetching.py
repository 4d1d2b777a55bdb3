"""Files at addresses, imported."""

from annotate.formats.places import Remote
from annotate.services.import_report import ImportReport
from annotate.storage.store import Store
from tests.services.files import take


def fetched(store: Store, *addresses: str, **how: object) -> ImportReport:
    return take(store, *(Remote(a) for a in addresses), **how)  # type: ignore[arg-type]  # as named
