"""The display boundary: text that came from a file, as a terminal may safely print it.

Every code point becomes exactly one, so that places in what is shown are places in the text;
offsets never come from here all the same.
"""

REPLACEMENT = 0xFFFD
BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""What would turn the order of what follows around, beyond its own line."""
ZERO_WIDTH = (
    *(0x180E, 0x200B, *range(0x2060, 0x2065), *range(0x206A, 0x2070), 0xFEFF),
    *(*range(0xFFF9, 0xFFFC), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B), 0xE0001),
)
"""Format characters that take no cell, or one, as the terminal pleases.

The joiners U+200C and U+200D stay: emoji and whole scripts are written with them.
"""

TABLE: dict[int, int] = {
    **{c: 0x2400 + c for c in range(0x20)},  # ␀ … ␟
    0x7F: 0x2421,  # ␡
    **dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000)), REPLACEMENT),
    **dict.fromkeys((*BIDI, *ZERO_WIDTH), REPLACEMENT),
    **dict.fromkeys((0x2028, 0x2029), 0x23CE),  # ⏎
    **dict.fromkeys((0x09, 0x0A), 0x20),
    0xAD: 0x2010,  # a soft hyphen, which some terminals draw and others leave out
}
"""By code point, what it is shown as; all others are shown as they are."""


def display(text: str) -> str:
    """`text`, as long as before, without anything that a terminal would obey."""
    return text.translate(TABLE)
