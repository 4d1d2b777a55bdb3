"""A column of tags of a Hugging Face dataset, in BIO, as the numbers of classes."""

from msgspec import Raw

from annotate.formats.flat import Free

OUTSIDE = b"0,"


class Column:
    """A column of tags, kept as what is labelled in it: a text has few labels and many tokens."""

    def __init__(self, size: int) -> None:
        self._free, self._chunks = Free(size), list[tuple[int, int, int]]()

    def tag(self, first: int, last: int, number: int) -> bool:
        """Label some tokens with the label of that number, if none of them has one yet."""
        taken = self._free.take(first, last)
        if taken:
            self._chunks.append((first, last, number))
        return taken

    def tags(self) -> Raw:
        """The numbers of the tags' classes."""
        parts, beyond = list[bytes](), 0
        for first, last, number in sorted(self._chunks):
            inside = b"%d," % (2 * number + 2)
            parts += (
                OUTSIDE * (first - beyond),
                b"%d," % (2 * number + 1),
                inside * (last - first),
            )
            beyond = last + 1
        parts.append(OUTSIDE * (self._free.size - beyond))
        return Raw(b"[%s]" % b"".join(parts)[:-1])
