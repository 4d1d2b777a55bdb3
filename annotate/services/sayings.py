"""What a record says of an article: put into the project, as a layer's or a suggester's."""

from collections.abc import Sequence
from typing import NamedTuple

from annotate.core.annotation_set import EMPTY, AnnotationSet
from annotate.core.document import Document, Range
from annotate.core.errors import InputError
from annotate.core.pieces import Pieces
from annotate.core.record import is_blank
from annotate.core.suggestion import NONE, Suggestions, merged
from annotate.core.whole import Whole, moved
from annotate.services.import_report import ImportReport
from annotate.services.suggested import suggestions_of
from annotate.storage import suggestions
from annotate.storage.bulk import BulkImport
from annotate.storage.store import Store


class Speaker(NamedTuple):
    """Whose a record is: an annotator's layer, or a suggester."""

    name: str
    suggests: bool


class Line(NamedTuple):
    """Where a record stands."""

    file: str
    number: int


class Said:
    """What one speaker says of an article, in windows, of which that at `first` is the first."""

    guidelines: str | None

    def __init__(self, key: int, article: Document, speaker: Speaker, first: Line) -> None:
        self.key, self.article = key, article
        self.speaker, self.first = speaker, first
        self.windows, self.guidelines = 0, None
        self._whole, self._places = Whole(article), list[Range]()
        self._suggested: list[Suggestions] = []

    def add(self, place: Range, content: AnnotationSet, guidelines: str | None) -> None:
        """What is said of one more window, under which guidelines."""
        self.windows, self.guidelines = self.windows + 1, guidelines
        self._places.append(place)
        if self.speaker.suggests:
            here = moved(content, place, self.article.paragraphs)
            self._suggested.append(suggestions_of(here, self.speaker.name))
        else:
            self._whole.add(place, content)

    @property
    def is_blank(self) -> bool:
        """Whether no labels are."""
        return is_blank(self._whole.over(EMPTY))

    def labels(self, before: AnnotationSet) -> AnnotationSet:
        """What is said of the article, where this was said before."""
        return self._whole.over(before)

    def suggestions(self, before: Suggestions, *, all_stay: bool) -> Suggestions:
        """The same of a suggester: what it said before stays where it touches no window."""
        return merged(before if all_stay else _apart(before, self._places), *self._suggested)


def _apart(before: Suggestions, places: Sequence[Range]) -> Suggestions:
    """The suggestions that share no character with any of these places."""
    pieces = Pieces(places)
    spans = [span for span in before.spans if not pieces.touch(span.place[:2])]
    left = {span.place for span in spans}
    links = [link for link in before.links if link.head in left and link.child in left]
    return Suggestions(tuple(spans), tuple(links))


class Sayings:
    """Puts what is said into the project, and counts it."""

    def __init__(
        self, store: Store, bulk: BulkImport, report: ImportReport, *, replace: bool
    ) -> None:
        self._store, self._bulk, self._report, self._replace = store, bulk, report, replace
        self._begun: set[tuple[int, Speaker]] = set()  # articles with windows of this import

    def put(
        self, key: int, speaker: Speaker, content: AnnotationSet, guidelines: str | None
    ) -> None:
        """What a record says of a document. Raises InputError where the layer says otherwise."""
        if speaker.suggests:
            self._suggest(key, speaker, suggestions_of(content, speaker.name))
        elif self._replace or not is_blank(content):
            self._annotate(key, speaker, content, guidelines, replace=self._replace)

    def put_back(self, said: Said) -> None:
        """The same of windows, onto their article; of its others that stood apart all stays."""
        key, speaker = at = said.key, said.speaker
        if speaker.suggests:
            before = suggestions.of(self._store, said.article.sha256).get(speaker.name, NONE)
            found = said.suggestions(before, all_stay=at in self._begun)
            self._suggest(key, speaker, found)
            self._begun.add(at)
        elif self._replace or not said.is_blank:
            content = said.labels(self._bulk.said(key, speaker.name))
            replace = self._replace or at in self._begun
            if self._annotate(key, speaker, content, said.guidelines, replace=replace):
                self._begun.add(at)
        self._report.windows += said.windows

    def _suggest(self, key: int, speaker: Speaker, found: Suggestions) -> None:
        is_new = self._bulk.suggestions(key, speaker.name, found)
        self._report.suggestions += is_new
        self._report.suggestions_same += not is_new

    def _annotate(
        self,
        key: int,
        speaker: Speaker,
        content: AnnotationSet,
        guidelines: str | None,
        *,
        replace: bool,
    ) -> bool:
        """Whether that is now what the layer says, and was not before."""
        layer, report = speaker.name, self._report
        outcome = self._bulk.annotations(
            key, layer, content, replace=replace, guidelines=guidelines
        )
        report.records += outcome in ("added", "replaced")
        report.replaced += outcome == "replaced"
        report.same += outcome == "same"
        report.refused += outcome == "refused"
        if outcome == "refused":
            what = f"the project has other labels of this article by {layer}"
            raise InputError(what, hint="import with --replace to exchange them")
        return outcome in ("added", "replaced")
