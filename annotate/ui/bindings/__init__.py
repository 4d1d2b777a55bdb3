"""Every key: which action it runs on which screen, under the id by which it is remapped.

Footer, help, command palette and remapping all derive from these lists. A label's letter and the
digits come from the scheme: see keymap.
"""

from annotate.ui.bindings.adjudicating import ADJUDICATE
from annotate.ui.bindings.common import COMMON
from annotate.ui.bindings.labelling import ANNOTATE
from annotate.ui.bindings.lists import AGREEMENT, DOCUMENTS, QUEUE

SCREENS = {
    "annotate": [*ANNOTATE, *COMMON],
    "documents": [*DOCUMENTS, *COMMON],
    "adjudicate": [*ADJUDICATE, *COMMON],
    "agreement": [*AGREEMENT, *COMMON],
    "queue": [*QUEUE, *COMMON],
}
"""Which bindings meet on one screen, where no key may stand for two things."""
