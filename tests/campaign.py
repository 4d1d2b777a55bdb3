"""How many cases a property is shown: few in `make test`, many in `make campaign`."""

import os

CAMPAIGN = bool(os.environ.get("ANNOTATE_CAMPAIGN"))


def campaign(small: int, large: int) -> int:
    """`small`, or in a campaign `large`."""
    return large if CAMPAIGN else small
