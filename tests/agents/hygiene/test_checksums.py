"""Check digits, by the published examples of their standards."""

import pytest

from agents.hygiene.checksums import is_card, is_iban, is_identity


@pytest.mark.parametrize(
    "digits", ["4111111111111111", "5555555555554444", "378282246310005", "6011000990139424"]
)
def test_test_cards_are_cards_and_one_digit_off_is_none(digits: str) -> None:
    assert is_card(digits)
    assert not is_card(f"{digits[:-1]}{(int(digits[-1]) + 1) % 10}")


@pytest.mark.parametrize(
    "text", ["GB82 WEST 1234 5698 7654 32", "DE89370400440532013000", "NL91 ABNA 0417 1643 00"]
)
def test_sample_ibans_are_ibans_and_one_digit_off_is_none(text: str) -> None:
    assert is_iban(text)
    assert not is_iban(f"{text[:-1]}{(int(text[-1]) + 1) % 10}")


def test_identity_numbers_need_their_check_digit() -> None:
    assert is_identity("S1234567D")
    assert not is_identity("S1234567A")
    assert is_identity("11010519491231002X")
    assert not is_identity("110105194912310021")
