"""What holds for every message: nothing added goes unseen, nothing right is stopped."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from agents.facts.folding import fold
from agents.facts.ledger import open_ledger
from agents.facts.money_format import format_money
from agents.facts.offers import word_offer
from agents.facts.read import read_facts
from agents.lexicons import load
from agents.types import Draft, Message, Voucher
from tests.agents.facts.drafts import TODAY, draft, ledger, voucher

MARKETS = sorted(load("money")["markets"])
CLEAN = (
    "Your Kopi-O Drip Bags are still in the cart, right where you left them. "
    "Take S$5 off orders of S$35 or more until 30 Nov. Check out when it suits you."
)
BOOK = ledger(
    CLEAN,
    voucher("fixed", 5, title="S$5 OFF", min_spend=35, expires_at="2026-11-30"),
    product={"name": "Kopi-O Drip Bags", "category": "Food > Coffee"},
)
GAPS = [i for i, c in enumerate(CLEAN) if c == " "]

numbers = st.integers(2, 999_999).filter(lambda n: n not in {5, 10, 30, 35})
lies = st.one_of(
    numbers.map(lambda n: f"{n}% off"),
    numbers.map(lambda n: f"{n} percent"),
    numbers.map(lambda n: f"S${n}"),
    numbers.map(lambda n: f"{n} dollars"),
    numbers.map(lambda n: f"{n} points"),
    numbers.map(lambda n: f"{n}ml"),
    numbers.map(lambda n: f"rated by {n} buyers"),
    st.from_regex(r"\A[A-Z]{4,8}[0-9]{1,3}\Z").map(lambda c: f"with code {c}"),
    st.from_regex(r"\A[a-z]{3,10}\Z").map(lambda h: f"https://{h}.example.com/a"),
    st.from_regex(r"\A[a-z]{5,10}\Z").map(lambda h: f"see {h}.com"),
    st.from_regex(r"\A[2-9][0-9]{6}\Z").map(lambda n: f"+65 9{n}"),
    st.dates(TODAY + timedelta(days=12), TODAY + timedelta(days=250)).map(lambda d: f"on {d.day} {d:%B}"),
    st.integers(1, 11).map(lambda h: f"from {h}pm"),
    st.sampled_from(
        ["buy 2 get 1", "3 for 2", "half price", "a free mug", "free shipping", "ends tonight", "only 2 left"]
    ),
)


def test_the_clean_message_is_clean() -> None:
    assert BOOK.check(Message(body=CLEAN)) == ()


@given(lie=lies, gap=st.sampled_from(GAPS))
def test_any_fact_put_anywhere_into_a_clean_message_is_caught(lie: str, gap: int) -> None:
    said = f"{CLEAN[:gap]}, {lie},{CLEAN[gap:]}"
    assert BOOK.check(Message(body=said)), said


@given(lie=lies, gap=st.sampled_from(GAPS))
def test_wide_digits_and_unseen_characters_hide_nothing(lie: str, gap: int) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else f"{c}\u200b" for c in lie)
    assert BOOK.check(Message(body=f"{CLEAN[:gap]}, {wide},{CLEAN[gap:]}")), wide


@given(text=st.text(max_size=80))
def test_reading_never_fails_and_facts_stand_where_they_say(text: str) -> None:
    facts = read_facts(text, market="SG", today=TODAY)
    assert all(text[f.start : f.end] == f.text for f in facts)
    assert all(a.end <= b.start for a, b in pairwise(facts))


@given(text=st.text(max_size=60))
def test_folding_leads_back_to_the_original(text: str) -> None:
    folded = fold(text)
    assert folded.places is None or len(folded.places) == len(folded.text) + 1
    assert folded.span(0, len(folded.text))[1] <= len(text)


vouchers = st.builds(
    lambda kind, value, least, days: Voucher.model_validate(
        {
            "title": {
                "percentage": f"{value}% OFF",
                "fixed": f"{value} OFF",
                "free_shipping": "Free Shipping",
                "gift": "Free Rice Mask Sachet",
                "points": f"{value} Bonus Points",
                "bogo": "Buy 2 Get 1 Socks",
            }[kind],
            "type": kind,
            "value": value if kind in {"percentage", "fixed", "points"} else None,
            "min_spend": least,
            "expires_at": TODAY + timedelta(days=days) if days is not None else None,
        }
    ),
    st.sampled_from(["percentage", "fixed", "free_shipping", "gift", "points", "bogo"]),
    st.integers(1, 90),
    st.none() | st.integers(100, 9000),
    st.none() | st.integers(0, 700),
)


@given(offer=vouchers, market=st.sampled_from(MARKETS))
def test_the_offer_in_our_words_always_passes(offer: Voucher, market: str) -> None:
    book = open_ledger(draft("Have a look around.", offer, market=market), today=TODAY)
    wording = word_offer(offer, market=market, today=TODAY)
    assert wording is not None
    assert book.sayable.offer == wording
    for parts in (
        (wording.amount, wording.terms, wording.deadline),
        (wording.amount, wording.terms_short, wording.deadline),
    ):
        said = " ".join(p for p in parts if p)
        assert book.check(Message(body=f"{said[:1].upper()}{said[1:]}.")) == (), said


@given(offer=vouchers, market=st.sampled_from(MARKETS))
def test_a_draft_that_says_what_the_voucher_holds_passes_as_it_is(offer: Voucher, market: str) -> None:
    wording = word_offer(offer, market=market, today=TODAY)
    assert wording is not None
    body = " ".join(
        p for p in ("Thanks for your order:", wording.amount, wording.terms, wording.deadline) if p
    )
    book = open_ledger(draft(f"{body}. See https://a.example.com/x", offer, market=market), today=TODAY)
    assert (book.contradictions, book.omissions) == ((), ())
    assert book.check(book.draft.message) == ()


@given(
    held=st.integers(1, 90),
    said=st.integers(1, 90),
    template=st.sampled_from(["{}% off today", "Take {} % OFF!", "Save {}% on it"]),
)
def test_another_percentage_than_the_vouchers_is_always_found(held: int, said: int, template: str) -> None:
    found = ledger(template.format(said), voucher("percentage", held)).contradictions
    assert bool(found) == (held != said)


@given(held=st.integers(1, 500), said=st.integers(1, 500), market=st.sampled_from(MARKETS))
def test_another_amount_than_the_vouchers_is_always_found(held: int, said: int, market: str) -> None:
    body = f"Take {format_money(said, None, market)} off your order"
    found = ledger(body, voucher("fixed", held, currency=None), market=market).contradictions
    assert bool(found) == (held != said)


@given(held=st.integers(11, 500), said=st.integers(11, 500), market=st.sampled_from(MARKETS))
def test_another_minimum_than_the_vouchers_is_always_found(held: int, said: int, market: str) -> None:
    body = f"10% off orders of {format_money(said, None, market)} or more"
    found = ledger(
        body, voucher("percentage", 10, min_spend=held, currency=None), market=market
    ).contradictions
    assert bool(found) == (held != said)


@given(
    held=st.integers(0, 250),
    said=st.integers(0, 250),
    until=st.sampled_from(["until", "till", "through", "ends", "valid until"]),
)
def test_another_last_day_than_the_vouchers_is_always_found(held: int, said: int, until: str) -> None:
    day = TODAY + timedelta(days=said)
    offer = voucher("percentage", 10, expires_at=TODAY + timedelta(days=held))
    found = ledger(f"10% off {until} {day.day} {day:%B}", offer).contradictions
    assert bool(found) == (held != said)


@given(spacing=st.sampled_from(["", " "]), upper=st.booleans())
def test_case_and_spacing_do_not_make_another_fact(spacing: str, upper: bool) -> None:
    said = f"take s${spacing}5 off orders of sgd{spacing}35 or more until 30{spacing}nov"
    book = open_ledger(Draft.model_validate(BOOK.draft.model_dump()), today=TODAY)
    assert book.check(Message(body=said.upper() if upper else said)) == ()
