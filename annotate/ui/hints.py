"""Which few keys the footer names: those that make sense here and now."""

from annotate.services.annotating.article import Article

MOST = 7


def ids(article: Article) -> list[str]:
    """Ids of bindings, the likeliest first."""
    labels = [f"label-{n}" for n in range(1, min(len(article.scheme.labels), 5) + 1)]
    if not article.cursor.selection.is_empty:
        return [*labels, "grow", "back"][:MOST]
    if article.cursor.reached and article.active:
        return ["remove", "link", "end-right", "start-right", *labels[:2], "next-span"]
    if article.active:
        return ["done", *labels[:2], "link", "extend-left", "undo", "help"]
    return ["done", *labels[:3], "grow", "undo", "help"]
