"""Advertisements: addresses, notices, calls, look-alike letters, contacts, markup."""

import pytest

from tests.suggesters.pages import PROSE, among_prose, blocks, blocks_of, page


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("https://a1.safeframe.example-ads.com/1-0-40/container.html", "address of an advertising"),
        ("//ads.example.com/frame", "address of an advertising"),
        ("Advertisement", "notice of"),
        ("– ADVERTISEMENT –", "notice of"),
        ("Anzeige", "notice of"),
        ("Advertisement 2", "notice of"),
        ("Subscribe", "call to"),
        ("PUBLICIDAD", "notice of"),
        ("Publicité", "notice of"),
        ("Sign up for our newsletter", "call to"),
        ("Put your name where the islands look", "call to"),
        ("Jetzt abonnieren und vier Wochen gratis lesen", "call to"),
        ("Suscríbete al boletín del puerto", "call to"),
        ("Abonnez-vous pour un euro", "call to"),
        ("Try our new app for free", "call to"),
        ("Our journalism needs your support.", "call to"),
        ("Únete a nuestro canal de WhatsApp", "call to"),
        ("Story continues after the ad", "notice of"),
        ("Advertisement - Continue Reading Below", "notice of"),
        ("Sponsor Message", "notice of"),
        ("Shop our favourite ropes", "call to"),
        ("All news of the quay straight to your WhatsApp", "call to"),
        ("We want you to join our community, where the boats come in first.", "call to"),
        ("Cheap ѕhоеѕ іn all sizes", "look-alike letters"),
    ],
)
def test_an_advertisement_says_by_which_rule_it_is_one(line: str, rule: str) -> None:
    found = among_prose(line)

    assert found is not None
    assert found.label == "ad"
    assert found.origin.startswith(rule)


@pytest.mark.parametrize(
    "line",
    [
        "https://harbour-board.example/minutes",
        "Contact us at quay@harbour.example",
        "Subscriber numbers fell by a third",
        "The word ѕhip has an odd letter in it, as the printer found out on Tuesday.",
        "The word мир stands for both peace and world, said Prof. Орлова of Πάτρα in her talk.",
        "The advertisement that he had put in the paper cost him his post, he said on Tuesday.",
        "Α Β Γ are the letters on the three doors of the old customs house at the north quay.",
    ],
)
def test_what_only_looks_like_one_is_none(line: str) -> None:
    found = among_prose(line)

    assert found is None or found.label != "ad"


def test_a_contact_goes_with_the_advertisement_before_it() -> None:
    labels = blocks(*PROSE, "Advertise with the Gazette!", "Contact us at [email protected]")

    assert labels[3:] == ["ad", "ad"]


def test_a_long_paragraph_is_no_advertisement_whatever_its_letters() -> None:
    assert blocks(*PROSE, f"{PROSE[0]} {PROSE[1]} Cheap ѕhоеѕ іn all sizes.")[3] == "body"


def test_markup_of_advertising_counts_but_not_where_the_article_lies() -> None:
    hints = ["div.commercial-body > p", "div.commercial-body > p", "aside.adSlot > p"]

    assert blocks(*PROSE[:2], "Shoes for every sea.", hints=hints) == ["body", "body", "ad"]


def test_a_notice_is_surer_than_a_call() -> None:
    notice, call = blocks_of(page(("Advertisement", "Subscribe now and save."))).spans

    assert notice.score > 0.8 > call.score
