"""The palette of commands, beyond what it offers."""

from annotate.ui.commands import Offered


def test_a_search_that_ends_after_the_program_harms_nothing() -> None:
    """Its worker sets what is in sight on a palette that is no more."""
    Offered()._watch__list_visible()
