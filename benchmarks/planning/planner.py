"""The planner: paragraph by paragraph, the cheapest thing to be put right first, then on."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from annotate.core.annotation_set import Span
from annotate.core.scheme_file import SuggestionSettings
from annotate.core.suggestion import Place, Suggestion
from annotate.services.annotating import accepting
from annotate.services.annotating.article import Article
from benchmarks.planning import linked, ways
from benchmarks.planning.desk import Desk, at_desk
from benchmarks.planning.gold import Gold
from benchmarks.planning.habits import habit
from benchmarks.planning.linked import place_of
from benchmarks.planning.reaching import Keys, reach


class Plan(Struct):
    """The keys that label an article as its gold does, and what they are for.

    `keys_for` counts them by purpose, `times` what each purpose was about; `spans` are those of
    the gold, `unreached` links of it that no key makes.
    """

    keys: list[str]
    keys_for: Counter[str]
    times: Counter[str]
    spans: int
    unreached: int


def plan(
    gold: Gold, settings: SuggestionSettings, *, space: bool, model: Path | None = None
) -> Plan:
    """Label an article as its gold does. Raises AssertionError where the end is not the gold."""
    with at_desk(gold, settings, model) as desk:
        return _Planner(desk, gold, space=space).run()


class _Planner:
    def __init__(self, desk: Desk, gold: Gold, *, space: bool) -> None:
        self._desk, self._gold, self._space = desk, gold, space
        self._spent: Counter[str] = Counter()
        self._times: Counter[str] = Counter()

    @property
    def _article(self) -> Article:
        return self._desk.article

    def run(self) -> Plan:
        while self._article.open_paragraphs:
            self._correct(self._article.cursor.paragraph)
            run = self._run()
            self._press("space" if run else "enter", ("space",) if run else ("enter",))
            self._relink(self._article.cursor.paragraph)
        self._check()
        unreached, _ = linked.differences(self._article, self._gold)
        return Plan(
            self._desk.pressed, self._spent, self._times, len(self._gold.spans), len(unreached)
        )

    def _press(self, purpose: str, keys: Keys) -> None:
        self._desk.press(keys)
        self._spent[purpose] += len(keys)
        self._times[purpose] += bool(keys)

    # --- one paragraph -------------------------------------------------------------------------

    def _correct(self, here: int) -> None:
        """Put what is wrong in a paragraph right, the cheapest first, and be in it."""
        while found := min(self._ways(here), key=lambda way: len(way[1]), default=None):
            self._press(*found)
            self._relink(here)

    def _ways(self, here: int) -> Iterator[tuple[str, Keys]]:
        """(purpose, keys) for each thing that is wrong in a paragraph."""
        wanted = set(self._gold.starting(here))
        there = {place_of(s) for s in self._article.content.spans}
        offers = {s.place: s for s in self._article.open_offers(here)}
        for place in sorted(wanted - there - offers.keys()):
            keys = ways.labelling(self._article, place)
            assert keys, f"no keys found for {place} in {self._gold.document.id}"
            yield self._purpose("missing", place), keys
        for place, offer in offers.items():
            if place not in wanted and not self._will_go(offer, wanted - there - offers.keys()):
                keys = ways.rejecting(self._article, offer)
                assert keys, f"no keys found against {place} in {self._gold.document.id}"
                yield self._purpose("false", place), keys

    def _purpose(self, what: str, place: Place) -> str:
        because = habit(self._gold, place, wanted=what == "missing")
        return because or f"{what} {place[2]}"

    def _will_go(self, offer: Suggestion, missing: set[Place]) -> bool:
        """Whether a label still to be made overtakes a suggestion that is wrong."""
        here = self._article.document.paragraph_at(offer.start)
        labels = (Span(*place, id="") for place in missing)
        return any(offer in self._article.offers.overtaken_by(label, here) for label in labels)

    # --- links ---------------------------------------------------------------------------------

    def _relink(self, here: int) -> None:
        """Put links between labels that are there right, and be in a paragraph again."""
        while keys := linked.linking_keys(self._article, self._gold):
            self._press("links", keys)
        back = reach(self._article, lambda a: a.cursor.paragraph == here)
        self._press("links", back or ())

    # --- on ------------------------------------------------------------------------------------

    def _run(self) -> int:
        """How many paragraphs Space takes beyond this one; 0 where Enter is as good, or better."""
        article, at = self._article, self._article.cursor.paragraph
        end = at
        while end < self._desk.last_in_sight and accepting.is_quiet(article, end + 1):
            end += 1
            places = [s.place for s in article.open_offers(end)]
            if places != self._gold.starting(end):
                return 0
        return end - at if self._space else 0

    def _check(self) -> None:
        found = {place_of(s) for s in self._article.content.spans}
        assert found == self._gold.spans, (self._gold.document.id, found ^ self._gold.spans)
        _, wrong = linked.differences(self._article, self._gold)
        assert not wrong, (self._gold.document.id, wrong)
