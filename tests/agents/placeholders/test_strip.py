"""Examples without tags read naturally."""

import pytest
from hypothesis import given

from agents.placeholders import find_placeholders, strip_placeholders
from tests.agents.placeholders.samples import tagged_texts


@pytest.mark.parametrize(
    ("text", "stripped"),
    [
        ("Hi {{first_name}}, your cart", "Hi, your cart"),
        ("{{first_name}}, your cart is here", "Your cart is here"),
        ("Your order no. {{id}} of S${{total}} is ready for {{name}}.", "Your order is ready."),
        ("Buy now: {{cart_link}}", "Buy now."),
        ("Hi {name} 👋 welcome", "Hi 👋 welcome"),
        ("Dear {name},\n\nhello", "Hello,\n\nhello"),
        ("{{name}}'s cart", "Cart"),
        ("You have {{points}} points ({{tier}})", "You have points"),
        ("{% if name %}Hi {{name}}{% else %}Hi there{% endif %}, welcome", "Hi there, welcome"),
        ("Hi {{ first_name | default: 'there' }}!", "Hi there!"),
        ("Hi {contactfield=firstname|there}!", "Hi there!"),
        ("50% off [VIEW WISHLIST]", "50% off [VIEW WISHLIST]"),
    ],
)
def test_the_words_around_a_tag_are_mended(text: str, stripped: str) -> None:
    assert strip_placeholders(text) == stripped


@given(tagged_texts)
def test_no_tag_and_no_doubled_space_is_left(text: str) -> None:
    stripped = strip_placeholders(text)
    assert find_placeholders(stripped) == ()
    assert "  " not in stripped
