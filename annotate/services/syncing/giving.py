"""Places of a hub: what is done, or no more, is told; leases begin anew; free ones are taken."""

from collections.abc import Iterable

from annotate.core.errors import SyncRefusedError
from annotate.core.exchange import PlaceKey
from annotate.hub.feedback import Golds
from annotate.hub.hub import Hub
from annotate.hub.places import FIRST, Offer, Places
from annotate.services.syncing.exchange import DEFAULT, meet
from annotate.services.syncing.meeting import Meeting, Terms
from annotate.services.syncing.report import Exchanged
from annotate.services.syncing.showing import exchange_feedback
from annotate.services.syncing.stored import Stored
from annotate.storage import assignments, handed
from annotate.storage.handed import Heard
from annotate.storage.log import now
from annotate.storage.store import Store

AHEAD = 10
"""Articles that an annotator holds: more than with a file, as the hub may be out of reach."""
ANEW = 3600 * 1000
"""Milliseconds after which leases begin anew; by no clock but the difference of one's own."""
TRIES = 10
"""How often others may be faster before it is left to the next exchange."""


def exchange_with_hub(here: Stored, hub: Hub, terms: Terms = DEFAULT) -> Exchanged:
    """An exchange with a hub, and with what it gives out and shows.

    Raises what an exchange raises.
    """
    meeting = meet(here, hub, terms)
    exchange_places(meeting, Places(hub))
    exchange_feedback(meeting, Golds(hub))
    return meeting.done


def exchange_places(meeting: Meeting, places: Places) -> None:
    """Let the file have what a hub has given out, and hold as many open articles as wanted.

    Where nothing has changed on either side nothing is asked.
    """
    store, greeting = meeting.here.store, meeting.greeting
    hub = f"{greeting.replica} {greeting.role} {greeting.person}"
    before = handed.heard(store, hub)
    if before is None:
        handed.forget_numbers(store)
    wanted = _wanted(meeting)
    said = f"{greeting.places} {wanted}"
    news = before is None or before.token != said
    due = before is None or abs(now() - before.at) > ANEW
    if _give(meeting, places) or news or due or _has_news(store, greeting.person):
        known = assignments.still_open(store, greeting.person)
        since, _ = _look(meeting, places, before.position if before else 0)
        _keep(store, places, greeting.person, due=due)
        is_enough = _take(store, places, greeting.person, wanted)
        since, token = _look(meeting, places, since)
        meeting.done.places = len(assignments.still_open(store, greeting.person) - known)
        handed.hear(store, hub, Heard(since, f"{token} {wanted}" if is_enough else "", now()))


def _wanted(meeting: Meeting) -> int:
    """How many open articles whoever asks is to hold: nobody takes any who did not ask to label."""
    greeting, most = meeting.greeting, meeting.terms.hold
    if most is None:
        return AHEAD if greeting.role == "annotator" else 0
    return most if greeting.person else 0


def _has_news(store: Store, person: str) -> bool:
    """Whether something is done, or is no more, of which the hub does not know yet."""
    return bool(person) and any(each.is_news for each in handed.held(store, person))


def _give(meeting: Meeting, places: Places) -> bool:
    """Bring the batches that are here alone, if one may; whether there were any."""
    new = handed.unsent(meeting.here.store) if meeting.directs and meeting.terms.send else []
    for batch, of_it in new:
        try:
            places.give(batch, of_it)
        except SyncRefusedError as error:
            meeting.done.told(error)
    return bool(new)


def _look(meeting: Meeting, places: Places, since: int) -> tuple[int, str]:
    """Take in what changed there; since when to ask the next time, and what was said before."""
    store, person = meeting.here.store, meeting.greeting.person
    token, oldest = places.given()
    handed.put_batches(store, places.batches())
    if meeting.greeting.role == "annotator":
        whole = handed.put_places(store, places.own(since))
        handed.drop(store, places.lost(handed.keys(store, person)))
    else:
        whole = all([handed.put_places(store, some) for some in places.all(since)])  # noqa: C419  # each is put
    return (oldest, token) if whole else (since, "")


def _keep(store: Store, places: Places, person: str, *, due: bool) -> None:
    """Tell what is done, or no more, and if it is time that the rest is wanted.

    What is set aside is not.
    """
    known = handed.held(store, person)
    told = [each for each in known if each.is_news or (due and each.open)]
    held = [(each.key, each.done, each.entries) for each in told]
    if held:
        places.keep(held)


def _take(store: Store, places: Places, person: str, wanted: int) -> bool:
    """Take free places until so many are open; False where others were faster."""
    missing = max(0, wanted - len(assignments.still_open(store, person)))
    for _ in range(TRIES):
        if not missing:
            return True
        taken, offered = _pass(store, places, person, missing)
        missing -= taken
        if taken == offered:
            return True
    return False


def _pass(store: Store, places: Places, person: str, missing: int) -> tuple[int, int]:
    """Go through the offers once; how many were taken of how many that were wanted."""
    after, taken, offered = FIRST, 0, 0
    while taken < missing and (page := places.free(after)):
        fit = handed.fit(store, person, [offer.sha256 for offer in page])
        keys = _one_each(offer for offer in page if offer.sha256 in fit)
        wanted = min(len(keys), missing - taken)
        if wanted:
            offered += wanted
            taken += places.take(keys, wanted)
        after = page[-1].order
    return taken, offered


def _one_each(offers: Iterable[Offer]) -> list[PlaceKey]:
    """Of each document of a batch the first place: one may be late while another is free."""
    first = dict[tuple[int, int], PlaceKey]()
    for offer in offers:
        first.setdefault((offer.key.batch, offer.key.rank), offer.key)
    return list(first.values())
