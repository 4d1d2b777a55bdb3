"""Which few keys the footer names: those that make sense here and now; and those in messages."""

import re
from collections.abc import Callable, Sequence

from annotate.core.errors import AnnotateError, GestureError
from annotate.core.excerpt import excerpt
from annotate.services.annotating import accepting, marking, stretches
from annotate.services.annotating.article import Article
from annotate.services.annotating.doubting import doubted
from annotate.services.annotating.possible_links import has_part

MOST = 7
LONGEST = 20
"""Characters of what a key does; a scheme's names may be longer."""
Hint = tuple[str, str]
"""The id of a binding, and what it does here; "" where that is what it always does."""
ACCEPT, REJECT = ("done", "accept · next"), ("remove", "reject")
NEXT_ARTICLE = ("done", "next article")
END_SEARCH = ("back", "end search")
SEARCHING = [("note", "next match"), ("unfinished", "match before"), END_SEARCH]
KEY = re.compile(r"\{([a-z-]+)\}")


def hints(
    article: Article, unseen: int | None, searching: bool = False, found: bool = True
) -> list[Hint]:
    """The likeliest first, at most MOST; `unseen` is where the paragraph is out of sight.

    While searching come first what leads through the matches, if any were `found`, and the end.
    """
    usual = _hints(article)
    if unseen is not None and marking.goes_on(article, unseen) and not _leads_on(article, usual[0]):
        usual = reading(article, unseen, usual)
    if not searching:
        return usual[:MOST]
    through = SEARCHING if found else [END_SEARCH]
    other = {"back", *(id for id, _ in SEARCHING)}
    return [*through, *(h for h in usual if h[0] not in other)][:MOST]


def _leads_on(article: Article, first: Hint) -> bool:
    """Whether what ends a paragraph looks at no more of it: it leads on, or ends several."""
    return first == NEXT_ARTICLE or len(stretches.selected(article)) > 1


def reading(article: Article, unseen: int, usual: Sequence[Hint], ends: str = "done") -> list[Hint]:
    """The same where the key that `ends` the paragraph shows more of it first.

    The way back comes before the others.
    """
    others = [hint for hint in usual if hint[0] != "run"]
    if marking.leads_back(article, unseen):
        back = ends, f"back to ¶ {article.paragraph + 1}"
        return [back, *(hint for hint in others if hint[0] != ends)]
    return [(ends, "read on") if hint[0] == ends else hint for hint in others]


def short(what: str) -> str:
    """What a key does, so that there is room for other keys."""
    return what if len(what) <= LONGEST else f"{what[: LONGEST - 1]}…"


def said(error: AnnotateError, keys: Callable[[str], tuple[str, str]]) -> str:
    """An error in one line; the keys that its hint names by their ids are those in force."""
    if not isinstance(error, GestureError):
        return str(error)
    hint = KEY.sub(lambda found: keys(found[1])[0], error.hint)
    return str(GestureError(error.what, error.where, hint))


def _hints(article: Article) -> list[Hint]:
    labels = [(f"label-{n}", "") for n in range(1, min(len(article.scheme.labels), 5) + 1)]
    ends = _ends(article)
    if not article.cursor.selection.is_empty:
        return [*ends, *labels, *_plain("grow", "back")]
    if article.cursor.reached and article.active:
        edges = _plain("end-right", "start-right")
        remove = ("remove", f"remove {article.active.label}")
        return [remove, *_link(article), *edges, *labels[:2], NEXT_SPAN]
    if offer := article.cursor.offer:
        names = [label.name for label in article.scheme.labels]
        own = (f"label-{names.index(offer.label) + 1}", f"accept {offer.label}")
        return [own, REJECT, *_plain("end-right", "start-right", "why"), NEXT_SPAN, ACCEPT]
    if article.active:
        more = _plain("extend-left", "undo", "help")
        return [*(ends or _onward(article)), *labels[:2], *_link(article), *more]
    if article.open_offers(article.cursor.paragraph):
        return [*_onward(article), NEXT_SPAN, *_at_cursor(article), *labels[:2], *_plain("help")]
    return [*_onward(article), *labels[:3], *_plain("grow", "undo", "help")]


NEXT_SPAN: Hint = ("next-span", "")


def _plain(*ids: str) -> list[Hint]:
    return [(id, "") for id in ids]


def _ends(article: Article) -> list[Hint]:
    """What ends the paragraphs that are selected, where several are: how many of them."""
    if (found := stretches.ending(article)) is None:
        return []
    number, ended = len(found.paragraphs), len(found.ended)
    if not ended:
        return [("done", f"go to ¶ {found.then + 1}")]
    return [("done", f"done with {number if ended == number else f'{ended} of {number}'}")]


def _onward(article: Article) -> list[Hint]:
    """What ends the paragraph, or leads to the next article; Space where it goes further.

    Where nothing is left to do, another key leads there from any paragraph.
    """
    here = article.cursor.paragraph
    last = here + 1 == len(article.document.paragraphs)
    if last and not article.open_paragraphs:
        return [NEXT_ARTICLE]
    if last and article.content.status_of(here) == "done":
        return [("next-open", "")]
    accept = ACCEPT if article.open_offers(here) else ("done", "")
    if not article.open_paragraphs:
        return [accept, ("unfinished", NEXT_ARTICLE[1])]
    beyond = not last and accepting.is_quiet(article, here + 1)
    return [accept, *(_plain("run") if beyond else [])]


def _link(article: Article) -> list[Hint]:
    """Linking, where the span that keys act on can be an end of a link."""
    active = article.active
    return _plain("link") if active and has_part(article.scheme, active) else []


def _at_cursor(article: Article) -> list[Hint]:
    """What can be done about the suggestion at the cursor, or about that which is least sure."""
    if least := doubted(article):
        words = excerpt(article.document.text, *least.range, LONGEST - len("reject "))
        return [("remove", f"reject {words}"), ("why", "")]
    return [REJECT, ("why", "")] if article.offer_here() else []
