"""What an export is asked for."""

from msgspec import Struct

from annotate.core.name_map import NameMap
from annotate.core.normalisation import OffsetUnit
from annotate.core.wanted import FINISHED, Wanted
from annotate.corpus.splits import Plan
from annotate.services.exporting.telling import About


class Asked(Struct, frozen=True, kw_only=True):
    """All that is asked for; see `export`."""

    format: str
    wanted: Wanted = FINISHED
    names: NameMap | None = None
    unit: OffsetUnit | None = None
    about: About | None = None
    plan: Plan | None = None
