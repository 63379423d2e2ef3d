"""Drafts in Malay and Indonesian, from the draft to what would be sent: the built-in engine writes both."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents.checks import HardChecks
from agents.facts.ledger import open_ledger
from agents.language import detect_language
from agents.language.scripts import spoken
from agents.language.words import votes, words_of
from agents.types import CHANNELS, SEGMENTS, Draft, Message, Suggestion
from bot.engines import WRITES
from tests.agents.brains import pipeline
from tests.agents.local_drafts import PAIRS, VOUCHERS, Pair, draft_of, fixed

TODAY = date(2026, 11, 20)


async def improved(draft: Draft, **asked: Any) -> Suggestion:
    """The answer of the built-in engine in all the languages it writes."""
    return await replace(pipeline(), writes=WRITES).improve(draft, today=TODAY, **asked)


def shown(answer: Suggestion) -> list[Message]:
    """Every message the answer shows."""
    return [m for m in (answer.message, *(v.message for v in answer.variants)) if m is not None]


def is_in_english(text: str) -> bool:
    """Whether English small words outnumber those of the two languages."""
    counted = votes(words_of(spoken(text)))
    return counted["en"] > max(counted["ms"], counted["id"])


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.language} {pair.segment} {pair.channel}")
async def test_a_draft_is_told_anew_in_its_own_language(pair: Pair) -> None:
    draft = draft_of(*pair[:5], pair.voucher)
    answer = await improved(draft)
    assert answer.outcome == "rewritten", answer.questions
    assert answer.preference
    assert answer.preference.winner == "rewritten"
    checks = HardChecks(draft=draft, ledger=open_ledger(draft, today=TODAY), language=pair.language)
    for message in shown(answer):
        text = f"{message.title}|{message.body}"
        assert not checks.violations(message), text
        assert detect_language(message.text) in {"ms", "id"}
        assert not [p for p in pair.not_said if re.search(p, text)], text
    assert answer.message
    best = f"{answer.message.title}|{answer.message.body}"
    assert not [p for p in pair.says if not re.search(p, best)], best


async def test_advice_to_the_merchant_stays_english() -> None:
    pair = PAIRS[1]
    answer = await improved(draft_of(*pair[:5], pair.voucher))
    assert all(is_in_english(error.feedback) for error in answer.errors if error.type != "vague_incentive")
    assert all(is_in_english(step.step) for step in answer.guidance)


async def test_malay_follows_the_market_where_the_words_could_be_indonesian() -> None:
    body = "Terima kasih sebab follow kami! Jom lihat produk kami sekarang."
    for language, off in (("ms", "diskaun"), ("id", "diskon")):
        draft = draft_of(language, "new_followers", "im", None, body, VOUCHERS[language])
        answer = await improved(draft)
        assert answer.message
        assert off in answer.message.body


async def test_the_amount_is_written_as_the_draft_writes_it() -> None:
    body = "Kak, ada diskon 8 ribu buat kakak. Serius!"
    answer = await improved(draft_of("id", "frequent_buyers", "im", None, body, fixed("id", "2026-12-10")))
    assert answer.message
    assert "8 ribu" in answer.message.body
    assert "Rp40.000" in answer.message.body
    assert "10 Des" in answer.message.body


async def test_an_expired_offer_is_asked_about_and_left_out_of_the_safe_version() -> None:
    body = "Promosi hebat! Guna kod SERAI8 untuk diskaun RM8 sehingga 10 Nov."
    answer = await improved(draft_of("ms", "lapsing_buyers", "im", None, body, fixed("ms", "2026-11-10")))
    assert answer.outcome == "ask"
    assert any("ended on 10 Nov" in question for question in answer.questions)
    assert all("RM8" not in m.text and "SERAI8" not in m.text for m in shown(answer))


@pytest.mark.parametrize(
    ("body", "voucher"),
    [
        ("Kami ingin bercerita tentang kebun sereh kami yang dirawat sejak dulu oleh kakek kami. " * 8, None),
        ("Ada diskon spesial buat kamu, yuk mampir!", {"title": "15% OFF alterations", "value": 15}),
        (
            "Yuk cek {% if vip %}promo spesial buat kamu{% endif %} di toko kami!",
            {"title": "15% OFF", "value": 15},
        ),
    ],
    ids=["a long letter", "a limit without a word for it", "vague words in a block of tags"],
)
async def test_what_the_phrases_do_not_reach_is_left_alone_and_said(
    body: str, voucher: dict[str, Any] | None
) -> None:
    offer = (voucher or {"title": "15% OFF", "value": 15}) | {"type": "percentage"}
    draft = draft_of("id", "repeat_buyers", "email", "Kabar", body, offer)
    answer = await improved(draft)
    assert answer.outcome == "ask"
    assert answer.message == draft.message
    assert any("no Indonesian wording" in q and "Connect a model" in q for q in answer.questions)


async def test_a_third_language_is_still_left_alone() -> None:
    draft = draft_of("ms", "repeat_buyers", "im", None, "Chào bạn, shop có ưu đãi mới cho bạn nhé!", None)
    answer = await improved(draft)
    assert answer.message == draft.message
    assert any("this draft is in Vietnamese" in question for question in answer.questions)


async def test_an_english_draft_of_a_malaysian_shop_stays_english() -> None:
    body = "We have something special for you. Come and see what is new in our shop!"
    draft = draft_of("ms", "repeat_buyers", "im", None, body, VOUCHERS["ms"])
    answer = await improved(draft.model_copy(update={"language": "ms"}))
    assert answer.message
    assert is_in_english(answer.message.text)


@pytest.mark.parametrize("wish", ["shorter", "warmer", "formal", "plainer", "emoji", "no_emoji", "title"])
async def test_wishes_are_granted_in_the_language_of_the_draft(wish: Any) -> None:
    pair = PAIRS[7]
    draft = draft_of(*pair[:5], pair.voucher)
    plain, wished = await improved(draft), await improved(draft, wishes=(wish,))
    assert plain.message
    assert wished.message
    assert detect_language(wished.message.text) in {"ms", "id"}
    assert not is_in_english(wished.message.text)
    if wish == "shorter":
        assert len(wished.message.text) < len(plain.message.text)


BITS = {
    "ms": [
        "Hai {{nama}},",
        "Dah lama tak jumpa awak!",
        "Jom beli sekarang.",
        "Ada kejutan istimewa untuk anda.",
        "Serum Serai Wangi kami dibuat di Sekinchan.",
        "Guna kod SERAI5.",
        "Tinggal 3 botol je lagi!",
        "Bila nak bayar?",
        "Klik https://serai.my/x",
        "Balas STOP untuk berhenti",
        "Diskaun 50% hari ini sahaja!",
        "Terima kasih kerana membeli.",
        "Check out la sis, best deal ever!",
    ],
    "id": [
        "Halo {{1}},",
        "Kangen banget sama kamu!",
        "Yuk beli sekarang.",
        "Ada kejutan spesial buat kamu.",
        "Sabun Sereh Wangi kami dibuat di Lembang.",
        "Pakai kode WANGI5.",
        "Sisa 3 pcs aja!",
        "Kapan bayar kak?",
        "Klik https://wangi.id/x",
        "Ketik STOP untuk berhenti",
        "Diskon 50% hari ini saja!",
        "Terima kasih sudah membeli.",
        "Check out dong kak, best deal ever!",
    ],
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    language=st.sampled_from(["ms", "id"]),
    places=st.lists(st.integers(0, 12), min_size=2, max_size=5, unique=True),
    segment=st.sampled_from(SEGMENTS),
    channel=st.sampled_from(CHANNELS),
    last_day=st.sampled_from([None, "2026-11-10", "2026-11-30"]),
    offered=st.booleans(),
    seed=st.integers(0, 5),
)
async def test_whatever_the_draft_what_goes_out_passes_every_check_and_is_not_english(
    language: str,
    places: list[int],
    segment: str,
    channel: str,
    last_day: str | None,
    offered: bool,
    seed: int,
) -> None:
    body = " ".join(BITS[language][place] for place in places)
    voucher = VOUCHERS[language] | {"expires_at": last_day} if offered else None
    draft = draft_of(language, segment, channel, None, body, voucher)
    answer = await improved(draft, seed=seed)
    language_of_draft = detect_language(draft.message.text)
    checks = HardChecks(draft=draft, ledger=open_ledger(draft, today=TODAY), language=language_of_draft)
    for message in shown(answer):
        if message != draft.message:
            assert not checks.violations(message), message
            assert language_of_draft == "en" or not is_in_english(message.text), message


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("300 points on your next order", "300 mata ganjaran untuk pesanan seterusnya"),
        ("300 points for weekday bookings", None),  # what we have no words for isn't said in English
    ],
)
async def test_what_ties_an_offer_to_an_order_is_told_with_it(title: str, said: str | None) -> None:
    fields = {
        "merchant": {"id": "m", "name": "Kedai Pelita", "market": "MY"},
        "audience": "repeat_buyers",
        "channel": "im",
        "body": "Hai {name}, terima kasih kerana sokong kami. Ada sesuatu istimewa untuk anda. Jom beli.",
        "product": {"name": "Pelita Minyak Kaca", "category": "Rumah > Lampu > Pelita"},
        "voucher": {"title": title, "type": "points", "value": 300, "currency": "MYR"},
        "language": "ms",
    }
    answer = await improved(Draft.model_validate(fields))
    told = [m.body for m in shown(answer) if "300" in m.body]
    assert all("points" not in body for body in told)
    assert bool(told) == (said is not None)
    assert all(said in body for body in told if said)
