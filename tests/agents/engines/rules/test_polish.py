"""Mending keeps a shop's own voice and never touches facts."""

from agents.engines.rules.writing.marks import finish, sentence_case
from agents.engines.rules.writing.polish import polish
from agents.engines.rules.writing.shouting import is_shouting


def test_shouting_is_brought_down_but_names_and_short_forms_stay() -> None:
    mended = polish("NEW SUNSCREEN SPF50 IS HERE", names=("Daily Airy",), keep=("SPF50",))
    assert mended == "New sunscreen SPF50 is here."


def test_one_shouted_word_is_calmed_in_a_calm_sentence() -> None:
    assert polish("This is an AMAZING scarf") == "This is an amazing scarf."


def test_marks_are_not_doubled() -> None:
    assert polish("Wow!!! Really??!") == "Wow! Really?"


def test_shorthand_becomes_words() -> None:
    assert polish("pls tell us what u think b4 friday") == "Please tell us what you think before friday."


def test_local_flavour_stays() -> None:
    assert polish("Jom shopping ya, thank you ka") == "Jom shopping ya, thank you ka."


def test_placeholders_links_and_codes_come_back_byte_for_byte() -> None:
    text = "HELLO {{ first_name | default: 'U' }} USE CODE *VIP*25 NOW https://EXAMPLE.com/U"
    mended = polish(text, keep=("*VIP*25",))
    for part in ("{{ first_name | default: 'U' }}", "*VIP*25", "https://EXAMPLE.com/U"):
        assert part in mended


def test_a_product_name_gets_its_own_spelling_back() -> None:
    assert (
        polish("THE TRAIL 18 DAYPACK IS BACK", names=("Trail 18 Daypack",)) == "The Trail 18 Daypack is back."
    )


def test_a_link_at_the_end_takes_no_full_stop() -> None:
    assert finish("See https://example.com/a") == "See https://example.com/a"


def test_a_brand_that_starts_small_stays_small() -> None:
    assert sentence_case("iPhone cases") == "iPhone cases"


def test_two_letters_in_capitals_are_no_shouting() -> None:
    assert not is_shouting("OK, see you at the TV")


def test_a_few_words_shouted_in_a_calm_sentence_are_calmed() -> None:
    said = polish("Musang King is in your cart, OTHERS ARE GRABBING IT.")
    assert said == "Musang King is in your cart, others are grabbing it."
