import re

import pytest

from agents.facts.lexicon import book_hits
from agents.facts.page import open_page
from agents.facts.phrases import Phrasebook
from agents.lexicons import load

LISTS = {
    "urgency": [p for e in load("urgency").values() for p in e["phrases"]],
    "claims": [
        p for e in load("claims").values() for p in (*e["phrases"], *e.get("backed", []), *e.get("not", []))
    ],
    "offer_words": [
        p for e in load("offer_words")["words"].values() for p in (*e["phrases"], *e.get("not", []))
    ],
}


def found(phrase: str, text: str) -> list[str]:
    page = open_page(text)
    return [page.quote(h.start, h.end) for h in Phrasebook([("it", [phrase])]).find(page)]


@pytest.mark.parametrize(
    ("phrase", "text", "quoted"),
    [
        ("ends tonight|today", "It ENDS  today.", ["ENDS  today"]),
        ("dont miss (out)", "Don’t miss it. Don't miss out!", ["Don’t miss", "Don't miss out"]),
        ("only # left", "Only 3 left, only three left", ["Only 3 left", "only three left"]),
        ("only # (*) left", "Only 3 pairs left, only 3 left", ["Only 3 pairs left", "only 3 left"]),
        ("select ~ items", "select winter knit items", ["select winter knit items"]),
        ("limited time", "a limited-time offer", ["limited-time"]),
        ("只限今天", "只限今天八折", ["只限今天"]),
        ("ends today", "It ends. Today we start.", []),
        ("no min (spend)", "no min. spend here", ["no min. spend"]),
        ("off *", "off", []),
    ],
)
def test_a_phrase_is_words_with_a_few_signs(phrase: str, text: str, quoted: list[str]) -> None:
    assert found(phrase, text) == quoted


def test_the_longest_reading_of_a_phrase_is_found_once() -> None:
    assert found("free (gift) (box)", "free gift box") == ["free gift box"]


@pytest.mark.parametrize("name", LISTS)
def test_every_phrase_of_a_lexicon_is_well_formed(name: str) -> None:
    for phrase in LISTS[name]:
        assert phrase == phrase.lower().strip(), phrase
        assert "'" not in phrase, phrase
        for word in phrase.split():
            assert re.fullmatch(r"\([^()]+\)|[^()]+", word), phrase
        assert not all(word.startswith("(") for word in phrase.split()), phrase


@pytest.mark.parametrize("name", LISTS)
def test_every_phrase_of_a_lexicon_can_be_found(name: str) -> None:
    """The shortest text a phrase stands for is recognised."""
    for phrase in LISTS[name]:
        words = [w.split("|")[0] for w in phrase.split() if not w.startswith("(")]
        text = " ".join({"#": "3", "*": "thing", "~": "a"}.get(w, w) for w in words)
        page = open_page(text)
        books = ("urgency", "claims", "backings", "offers")
        assert any(book_hits(page, book) for book in books), (phrase, text)  # type: ignore[arg-type]


def test_sentences_end_where_they_end() -> None:
    page = open_page("Min. spend RM60 till 30 Nov. Pick one! Mr. Tan's 4.30 p.m. tea\nNext line")
    told = [page.raw[a:b].strip() for a, b in page.sentences]
    assert told == ["Min. spend RM60 till 30 Nov.", "Pick one!", "Mr. Tan's 4.30 p.m. tea", "Next line"]
