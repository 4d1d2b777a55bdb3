"""A number with the noun that it counts."""


def plural(number: int, one: str) -> str:
    """`1 article`, `14 articles`, `10,000 articles`."""
    return f"{number:,} {one if number == 1 else one + 's'}"
