"""The article to practise on: what is said of it is in it."""

from annotate.services.tutorial import article, lessons
from annotate.suggesters import SUGGESTERS


def test_each_paragraph_is_one() -> None:
    document = article.document()
    places = document.paragraphs
    assert [document.text[start:end] for start, end in places] == [*article.PARAGRAPHS]


def test_what_is_suggested_stands_where_it_is_meant() -> None:
    document, found = article.document(), article.suggestions()
    said = sorted((s.label, document.text[s.start : s.end]) for s in found.spans)
    assert said == sorted(article.SUGGESTED)
    assert not {s.suggester for s in found.spans} & {*SUGGESTERS}


def test_the_lessons_go_down_the_page() -> None:
    at = [step.at for step in lessons.LESSONS if step.at is not None]
    assert at == sorted(at)
    assert at[-1] < len(article.PARAGRAPHS)
