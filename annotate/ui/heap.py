"""The program's start without collecting garbage: hardly any of what it makes ever becomes that.

Looking through all of Textual would hold up the start, and later a key, by 40 ms each time.
"""

import gc


def grow() -> None:
    """From now on collect none; for a process that soon calls `keep`."""
    gc.disable()


def keep() -> None:
    """Collect again, but never look through what is there by now; nothing without `grow`."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
