"""Articles made up, and what becomes of them on the way from paper to paper."""

from random import Random

VOCABULARY = [f"{a}{b}" for a in "bcdfghklmnprstvz" for b in ("ado", "erin", "ill", "oma", "ush")]


def article(random: Random, words: int) -> str:
    """Words at random, so that two articles share next to nothing."""
    return " ".join(random.choices(VOCABULARY, k=words))


def edited(random: Random, text: str, share: float) -> str:
    """About this share of the text put anew, a stretch of it at a time."""
    words = text.split()
    stretch = max(1, int(share * len(words)))
    start = random.randrange(len(words) - stretch + 1)
    words[start : start + stretch] = random.choices(VOCABULARY, k=stretch)
    return " ".join(words)


def cut(random: Random, text: str, share: float) -> str:
    """A stretch of the text, that share of it."""
    words = text.split()
    length = max(1, int(share * len(words)))
    start = random.randrange(len(words) - length + 1)
    return " ".join(words[start : start + length])


def corpus(seed: int, stories: int, words: tuple[int, int] = (60, 400)) -> list[str]:
    """Stories, of each of which there may be copies: edited, cut, or within another's text."""
    random = Random(seed)
    texts = []
    for _ in range(stories):
        text = article(random, random.randint(*words))
        texts.append(text)
        for _ in range(random.choice((0, 0, 1, 2))):
            how = random.choice((edited, cut))
            texts.append(how(random, text, random.uniform(0.05, 0.95)))
    random.shuffle(texts)
    return texts
