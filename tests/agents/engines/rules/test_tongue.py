"""In which language the rules read a text, and the words they have for Malay and Indonesian."""

import re
from collections.abc import Iterator
from typing import get_args

import pytest

from agents.engines.rules.diagnosis.phrases import phrasebook
from agents.engines.rules.tongue import tongue_of, tongue_spoken, words, writing_in
from agents.facts.wording import claim_words, urgency_words
from agents.lexicons import load
from agents.types import SEGMENTS, VoucherType

LEXICONS = ("presumptions", "tone", "offers", "actions")
SPOKEN = {"item", "shop", "it"}
both = pytest.mark.parametrize("tongue", ["ms", "id"])
LISTS = ("title", "open", "act", "buy", "offer_title", "help", "lead")


def sentences(tongue: str) -> Iterator[str]:
    """Every phrase of every segment."""
    bank = load(f"{tongue}/phrases")
    for segment in SEGMENTS:
        for kind, said in bank[segment].items():
            if kind.startswith(LISTS):
                yield from [said] if isinstance(said, str) else said


@pytest.mark.parametrize(
    ("text", "language", "market", "tongue"),
    [
        ("Baucar anda sudah sedia", None, None, "ms"),
        ("Voucher kamu sudah siap di keranjang", None, None, "id"),
        ("Terima kasih sudah beli", None, "MY", "ms"),
        ("Terima kasih sudah beli", None, "ID", "id"),
        ("Kami rindu kamu!", "id", None, "id"),
        ("Jom lah, the new kettles are here and you get S$5 off", None, "MY", "en"),
        ("We have something for you in our shop today", "ms", None, "en"),
        ("Chúng tôi nhớ bạn", "vi", None, None),
    ],
)
def test_a_text_is_read_in_its_language(
    text: str, language: str | None, market: str | None, tongue: str | None
) -> None:
    assert tongue_of(text, language, market=market) == tongue


def test_a_language_is_written_only_within_its_block() -> None:
    with writing_in("ms"):
        assert tongue_spoken() == "ms"
        assert words("phrases")["plain"]["hello"] == "Hai,"
    assert tongue_spoken() == "en"


@pytest.mark.parametrize("name", LEXICONS)
def test_every_wording_compiles_and_stands_in_a_group_that_the_diagnosis_knows(name: str) -> None:
    phrasebook(name, "ms").compile()
    assert set(load(f"ms_id/diagnosis_{name}")) <= set(load(f"diagnosis_{name}"))
    for table in load(f"ms_id/diagnosis_{name}").values():
        for wording in (w for key in ("phrases", "strong", "clear", "mild") for w in table.get(key, ())):
            assert wording == wording.lower()


def test_every_role_of_a_sentence_is_known_in_the_other_languages() -> None:
    assert set(load("ms_id/roles")) == set(load("roles"))


@both
def test_the_phrases_are_those_of_the_english_bank(tongue: str) -> None:
    bank, english = load(f"{tongue}/phrases"), load("phrases")
    for segment in SEGMENTS:
        kinds = {kind for kind in english[segment] if kind.startswith(LISTS)}
        assert kinds <= set(bank[segment])
    assert set(bank["covers"]) == set(SEGMENTS)
    assert set(bank["carriers"]) == set(english["carriers"])
    assert set(load(f"{tongue}/wishes")["warm"]) == set(SEGMENTS)


@both
def test_every_kind_of_offer_has_words(tongue: str) -> None:
    offer = load(f"{tongue}/phrases")["offer"]
    assert set(get_args(VoucherType)) <= set(offer["amounts"])
    assert len(offer["months"]) == 12


@both
def test_every_slot_has_a_value(tongue: str) -> None:
    speech = load(f"{tongue}/phrases")["speech"]
    assert set(speech["plain"]) == set(speech["casual"])
    known = SPOKEN | {"you"} | set(speech["plain"]) | set(speech["you"][speech["usual"]]) - {"sign"}
    assert {slot for said in sentences(tongue) for slot in re.findall(r"\{(\w+)\}", said)} <= known


@both
def test_no_phrase_states_a_fact(tongue: str) -> None:
    bare = [re.sub(r"\{\w+\}", "", said) for said in sentences(tongue)]
    told = [said for said in bare if re.search(r"\d", said) or urgency_words(said)]
    claimed = [(said, claim_words(said)) for said in bare if "turun" not in said and claim_words(said)]
    assert not told
    assert not claimed
