"""What leaves a merchant's row as a pattern must name nothing and repeat nobody."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.delexicalise import delexicalise
from agents.lexicons import load
from agents.types import Message, Product, Voucher

SLOTS = {
    "product",
    "offer",
    "minimum",
    "price",
    "deadline",
    "shop",
    "detail",
    "link",
    "code",
    "contact",
    "name",
}
SUFFIXES = ("'s", "'ll", "'ve", "'re", "'d", "'m")
PLAIN = {word for words in load("plain_words").values() for word in words.split()}
FUNCTION = set(load("plain_words")["function"].split())

HOOPS = Message(
    title="Hoops you can shower in 🚿",
    body=(
        "Hi {{first_name}}, Tala Gold-Filled Hoops don't turn green. Take ₱100 off orders of ₱699 and up "
        "until Nov 11 with TALA100: https://example.com/tt or call 0917 555 0100. Love, Meera of Tala & Tide"
    ),
)
SHOP = "Tala & Tide"
PRODUCT = Product(name="Tala Gold-Filled Hoops", category="Fashion Accessories > Jewellery > Earrings")
VOUCHER = Voucher(
    title="₱100 OFF", type="fixed", value=100, currency="PHP", min_spend=699, expires_at=date(2026, 11, 11)
)


def _tokens(text: str) -> list[str]:
    """Slots, and words that may hold an apostrophe or hyphen inside."""
    return re.findall(r"\[[a-z]+\]|[^\W_]+(?:['’-][^\W_]+)*", text)


def _assert_safe(original: Message, pattern: Message, names: str) -> None:
    own = {w.casefold() for w in re.findall(r"\w+", names)} - FUNCTION
    for before, after in ((original.title, pattern.title), (original.body, pattern.body)):
        if before is None or after is None:
            assert before == after or not before
            continue
        assert after == after.lower()
        assert not re.search(r"\d", after)
        assert not re.sub(r"\[[a-z]+\]|[\w' \n.,:;?!-]", "", after)
        tokens = _tokens(after)
        for token in tokens:
            if token.startswith("["):
                assert token.strip("[]") in SLOTS
            else:
                assert token in PLAIN or token.removesuffix(_suffix(token)) in PLAIN
                assert not {token, token.partition("'")[0]} & own
        _assert_no_long_run(before, tokens)


def _suffix(token: str) -> str:
    return next((s for s in SUFFIXES if token.endswith(s)), "")


def _assert_no_long_run(before: str, tokens: list[str]) -> None:
    words = [w.casefold().replace("’", "'") for w in _tokens(before)]
    runs = {tuple(words[i : i + 5]) for i in range(len(words) - 4)}
    for i in range(len(tokens) - 4):
        assert tuple(tokens[i : i + 5]) not in runs


def test_names_figures_links_and_codes_become_slots() -> None:
    pattern = delexicalise(HOOPS, merchant_name=SHOP, product=PRODUCT, voucher=VOUCHER, market="PH")
    assert pattern.title == "[product] you can [detail] in"
    assert pattern.body.startswith("hi [name], [product] don't turn [detail]. take [offer]")
    for slot in ("[minimum]", "[deadline]", "[code]", "[link]", "[contact]", "[shop]"):
        assert slot in pattern.body
    _assert_safe(HOOPS, pattern, f"{SHOP} {PRODUCT.name}")


def test_nothing_need_be_known_for_nothing_to_leak() -> None:
    _assert_safe(HOOPS, delexicalise(HOOPS), "")


def test_a_shop_called_by_plain_words_is_still_not_named() -> None:
    message = Message(body="Welcome to First Choice! Your first order is easy at first choice.")
    assert "choice" not in delexicalise(message, merchant_name="First Choice").body
    assert "first" not in delexicalise(message, merchant_name="First Choice").body


def test_a_plain_word_in_capitals_in_mid_sentence_is_a_name() -> None:
    pattern = delexicalise(Message(body="Ask for Will or Hope here. Will you come?"))
    assert pattern.body == "ask for [detail] or [detail] here. will you come?"


def test_a_title_in_title_case_keeps_its_plain_words() -> None:
    assert delexicalise(Message(title="Your Cart Is Waiting", body="x")).title == "your cart is waiting"


def test_part_of_a_products_name_is_the_product_too() -> None:
    product = Product(name="Cutbank 28L Daypack", category="Sports > Hiking")
    pattern = delexicalise(Message(body="Your Cutbank is packed. Daypacks wait for hiking."), product=product)
    assert pattern.body == "your [product] is [detail]. [product] wait for [product]."


def test_an_amount_of_the_voucher_is_the_offer_however_it_is_worded() -> None:
    pattern = delexicalise(Message(body="₱100 comes off when you reach ₱699"), voucher=VOUCHER, market="PH")
    assert pattern.body == "[offer] comes off when you [detail] [minimum]"


def test_what_looks_like_a_slot_in_the_original_is_only_words() -> None:
    assert delexicalise(Message(body="[serum] [api_key]")).body == "[detail]"


def test_a_long_plain_sentence_is_broken_up() -> None:
    pattern = delexicalise(Message(body="Thank you for your order, we will send it to you soon."))
    assert pattern.body == "thank you for your [detail], we will send it [detail] you soon."


@pytest.mark.parametrize(
    "text", ["", " ", "🎁", "12345", "订单已付款", "[]", "{% if x %}{{y}}{% endif %}", "…?!"]
)
def test_any_text_can_be_made_a_pattern(text: str) -> None:
    message = Message(title=text, body=text)
    _assert_safe(message, delexicalise(message), "")


_secret = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéầọABCDEFGHIJ0123456789", min_size=1, max_size=9)
_word = st.one_of(st.sampled_from(sorted(PLAIN)), st.sampled_from(sorted(PLAIN)).map(str.title), _secret)
_mark = st.sampled_from(
    [" ", " ", " ", ", ", ". ", "! ", "\n", " – ", " 🎁 ", "’s ", " {{name}} ", " $5 ", " 30 Nov. "]
)
_text = st.lists(st.tuples(_word, _mark), max_size=25).map(lambda pairs: "".join(w + m for w, m in pairs))


@given(title=st.none() | _text, body=_text, shop=_text, product=_text, offer=_text)
def test_whatever_was_written_only_plain_words_in_short_runs_are_left(
    title: str | None, body: str, shop: str, product: str, offer: str
) -> None:
    message = Message(title=title, body=body)
    pattern = delexicalise(
        message,
        merchant_name=shop,
        product=Product(name=product),
        voucher=Voucher(title=offer, type="gift"),
        market="US",
    )
    _assert_safe(message, pattern, "")


@given(st.text(max_size=200))
def test_arbitrary_text_is_safe_too(text: str) -> None:
    _assert_safe(Message(body=text), delexicalise(Message(body=text)), "")


def test_no_template_of_the_development_corpus_leaks(shared: Path) -> None:
    for line in (shared / "data" / "demo_corpus.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        message, shop = Message(title=row["title"], body=row["body"]), row["merchant"]
        product = Product.model_validate(row["product"]) if row["product"] else None
        voucher = Voucher.model_validate(row["voucher"]) if row["voucher"] else None
        pattern = delexicalise(
            message, merchant_name=shop["name"], product=product, voucher=voucher, market=shop["market"]
        )
        _assert_safe(message, pattern, f"{shop['name']} {product.name if product else ''}")
