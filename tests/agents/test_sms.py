"""Text messages are counted as carriers bill them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.sms import count_sms, gsm7_friendly

PLAIN = "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡AZÄÖÑÜ§¿azäöñüà\n"
EXTENDED = "^{}\\[~]|€"


def naive_parts(widths: list[int], single: int, part: int) -> int:
    """Fill one part after the other, by hand."""
    if sum(widths) <= single:
        return 1
    parts = [0]
    for width in widths:
        if parts[-1] + width > part:
            parts.append(0)
        parts[-1] += width
    return len(parts)


@given(st.text(st.sampled_from(PLAIN.replace("%", "") + "€^~"), max_size=500))
def test_gsm7_counts_extension_characters_twice_and_never_splits_them(text: str) -> None:
    widths = [2 if letter in EXTENDED else 1 for letter in text]
    count = count_sms(text)
    assert (count.encoding, count.units) == ("GSM-7", sum(widths))
    assert count.parts == naive_parts(widths, 160, 153)


@given(st.text(st.sampled_from("abc 你好’🎁👍"), max_size=200).map(lambda text: f"你{text}"))
def test_ucs2_counts_sixteen_bit_units_and_never_splits_an_emoji(text: str) -> None:
    widths = [2 if ord(letter) > 0xFFFF else 1 for letter in text]
    count = count_sms(text)
    assert (count.encoding, count.units) == ("UCS-2", sum(widths))
    assert count.parts == naive_parts(widths, 70, 67)


@pytest.mark.parametrize(
    ("text", "parts", "capacity"),
    [
        ("x" * 160, 1, 160),
        ("x" * 161, 2, 306),
        ("x" * 306, 2, 306),
        ("x" * 152 + "€" + "x" * 10, 2, 306),
        ("x" * 152 + "€" + "x" * 152, 3, 459),
        ("你" * 70, 1, 70),
        ("你" * 71, 2, 134),
        ("你" * 66 + "🎁" + "你" * 65, 2, 134),
        ("你" * 66 + "🎁" + "你" * 66, 3, 201),
    ],
)
def test_parts_at_their_edges(text: str, parts: int, capacity: int) -> None:
    count = count_sms(text)
    assert (count.parts, count.capacity) == (parts, capacity)


def test_a_tag_counts_as_what_it_becomes_and_not_by_its_braces() -> None:
    count = count_sms("Hi {{first_name}}")
    assert (count.encoding, count.units, count.may_flip) == ("GSM-7", len("Hi ") + 12, True)


def test_of_a_condition_the_longest_branch_counts() -> None:
    assert count_sms("{% if vip %}short{% else %}much longer{% endif %}").units == len("much longer")


def test_the_characters_that_force_unicode_are_named_and_the_plain_twins_help() -> None:
    text = "Bloomé: it’s here – look…"
    assert count_sms(text).forced_by == ("’", "–", "…")
    assert count_sms(gsm7_friendly(text)).encoding == "GSM-7"
