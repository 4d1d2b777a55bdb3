"""When garbage is collected: not while the program starts, and then between keys, not during one.

Hardly any of what the start makes ever becomes garbage; to look through all of Textual would hold
it up, and later a key, by 40 ms each time.
"""

import gc

MUCH = 20_000
"""Things made and not yet gone after which it is not waited any longer: more than a key makes."""


def grow() -> None:
    """From now on collect none; for a process that soon calls `keep`."""
    gc.disable()


def keep() -> None:
    """Collect again, but never look through what is there by now; nothing without `grow`."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(MUCH, *gc.get_threshold()[1:])
        gc.enable()


def tidy() -> None:
    """Collect what was made lately; for a moment in which nobody waits."""
    from textual._styles_cache import StylesCache  # not imported before `grow`

    # it would keep what a thousand widgets drew that are gone: 100 MB of dialogs
    StylesCache.get_inner_outer.cache_clear()
    gc.collect(1)
