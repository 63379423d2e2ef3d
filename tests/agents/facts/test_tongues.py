"""The lists of other languages: well formed, findable, and opened only for texts in their language."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agents import lexicons
from agents.facts.lexicon import book_hits
from agents.facts.page import open_page
from agents.facts.phrases import Phrasebook
from agents.facts.wordlists import is_unspaced
from agents.lexicons import load, load_in

PACKS = sorted(p.stem for p in (Path(lexicons.__file__).parent / "ledger").glob("*.toml"))
BASES = ("urgency", "claims", "offer_words", "dates", "reading")
# What only other languages have.
OWN = {
    ("offer_words", "free", "ahead"),
    ("offer_words", "free", "behind"),
    ("dates", "ending", "until_behind"),
    ("dates", "ending", "by_behind"),
    ("reading", "negations"),
    ("reading", "endings"),
    ("reading", "units"),
    ("reading", "numbers", "counting"),
    ("reading", "bare_money"),
    ("reading", "percent", "before"),
    ("reading", "points", "double"),
    ("reading", "points", "triple"),
    ("dates", "holidays"),
    ("reading", "multibuy", "taken_first"),
    ("reading", "multibuy", "half_next"),
    ("dates", "times"),
}
SPACED = r"\([^()\s]+\)|[^()\s]+"


def pack(code: str) -> dict[str, Any]:
    return load(f"ledger/{code}")


def lists(table: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    if isinstance(table, dict):
        for key, value in table.items():
            yield from lists(value, (*path, key))
    elif isinstance(table, list):
        yield path, table


def phrases(code: str) -> Iterator[str]:
    for path, entries in lists(pack(code)):
        free = path[:2] == ("offer_words", "free") and path[-1] in {"ahead", "behind"}
        if free or path[-1] in {"phrases", "not", "backed"}:
            yield from entries


def shortest(phrase: str) -> str:
    if any(map(is_unspaced, phrase)):
        said = re.sub(r"\(([^()|]*)(\|[^()]*)?\)(\??)", lambda m: "" if m[3] else m[1], phrase).replace(
            " ?", ""
        )
        return said.replace("#", "3").replace("~", "")
    words = [w.split("|")[0] for w in phrase.split() if not w.startswith("(")]
    return " ".join({"#": "3", "*": "thing", "~": "a"}.get(w, w.strip("…")) for w in words)


@pytest.mark.parametrize("code", PACKS)
def test_a_file_adds_only_to_lists_there_are(code: str) -> None:
    for path, _ in lists(pack(code)):
        place: Any = {name: load(name) for name in BASES}
        for depth, key in enumerate(path):
            if path[: depth + 1] in OWN or path[-1] in {"not", "backed", "parts"}:
                break
            assert key in place, path
            place = place[key]


@pytest.mark.parametrize("code", PACKS)
def test_every_phrase_is_well_formed(code: str) -> None:
    for phrase in phrases(code):
        assert phrase == phrase.lower().strip(), phrase
        assert phrase.count("(") == phrase.count(")"), phrase
        if any(map(is_unspaced, phrase)):
            re.compile(phrase.replace("#", "").replace("~", ""))
            continue
        assert not set("'’-?!,.;:[]") & set(phrase), phrase
        for word in phrase.split():
            assert re.fullmatch(SPACED, word), phrase
            assert all(word.strip("()").split("|")), phrase
        assert not all(word.startswith("(") for word in phrase.split()), phrase


@pytest.mark.parametrize("code", PACKS)
def test_every_phrase_can_be_found(code: str) -> None:
    for phrase in phrases(code):
        text = shortest(phrase)
        endings = tuple(pack(code)["reading"].get("endings", ()))
        found = Phrasebook([("it", [phrase])], endings).find(open_page(text, tongues=frozenset([code])))
        assert found, (phrase, text)


@pytest.mark.parametrize("code", PACKS)
def test_no_list_says_a_thing_twice(code: str) -> None:
    for path, entries in lists(pack(code)):
        if "weekdays" not in path:
            doubled = {e for e in entries if entries.count(e) > 1}
            assert not doubled, (path, doubled)


def test_a_file_goes_behind_the_english_list_and_fills_tables() -> None:
    assert load_in("urgency", frozenset()) is load("urgency")
    english, malay = load("urgency")["hurry"], load_in("urgency", frozenset({"ms"}))["hurry"]
    assert malay["phrases"][: len(english["phrases"])] == english["phrases"]
    assert "tergesa|bergegas" in malay["phrases"]
    assert malay["needs"] == english["needs"]


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("Come and see our new candles, they smell of cedar.", set()),
        ("Café au lait for you, dear Dan, at Casa Mia in Los Angeles", set()),
        ("Stok terhad", {"ms", "id"}),
        ("Free shipping min belanja RM50", {"ms", "id"}),
        ("Giảm giá", {"vi"}),
        ("ลดราคา", {"th"}),
        ("限时优惠", {"zh"}),
        ("送料無料です", set()),
        ("Check out na, 10% bawas para sa iyo", {"tl"}),
        ("Solange der Vorrat reicht", {"de"}),
        ("Hasta agotar existencias", {"es"}),
        ("Jusqu'à épuisement des stocks", {"fr"}),
        ("Enquanto durarem os estoques", {"pt"}),
        ("خصم خاص", {"ar"}),
    ],
)
def test_a_text_opens_the_lists_of_its_language_alone(text: str, languages: set[str]) -> None:
    assert open_page(text).tongues == languages


def test_a_rewrite_is_read_in_the_languages_of_its_draft_too() -> None:
    page = open_page("Only 3", tongues=frozenset({"de"}))
    assert page.tongues == {"de"}


def test_english_alone_opens_no_file_of_another_language() -> None:
    page = open_page("20% off your order until Friday, free mug with every box")
    assert page.tongues == frozenset()
    assert [h.name for h in book_hits(page, "offers")] != []


@pytest.mark.parametrize("code", PACKS)
def test_a_file_says_what_it_is_and_is_plain_toml(code: str) -> None:
    text = (Path(lexicons.__file__).parent / "ledger" / f"{code}.toml").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert set(tomllib.loads(text)) == set(BASES)
