"""A text made ready for phrase lists, with the way back to the original."""

from hypothesis import given
from hypothesis import strategies as st

from agents.engines.rules.diagnosis.reading import plain, read
from agents.types import Message


def test_apostrophes_case_and_drawn_out_letters_make_no_difference() -> None:
    assert read(Message(body="Heyyyy, WE’VE missed you")).norm == "hey, weve missed you"


def test_a_quote_gives_back_the_words_as_written() -> None:
    reading = read(Message(title="Soooo…", body="“We’ve MISSED you!”"))
    start = reading.norm.index("weve")
    assert reading.quote(start, start + len("weve missed you")) == "We’ve MISSED you"


def test_placeholders_links_and_the_opt_out_line_are_not_read() -> None:
    text = "Hi {{first_name}}, see https://example.com/buy-now Reply STOP to opt out"
    reading = read(Message(body=text))
    assert reading.words == ("hi", "see")
    assert len(reading.links) == 1


def test_a_place_knows_whether_it_is_in_the_title() -> None:
    reading = read(Message(title="Welcome", body="welcome"))
    assert reading.in_title(0)
    assert not reading.in_title(reading.norm.rindex("welcome"))


def test_zero_width_characters_hide_nothing() -> None:
    assert read(Message(body="wel\u200bcome")).norm == "welcome"


@given(st.text(max_size=60), st.text(max_size=200))
def test_every_quote_stands_in_the_message(title: str, body: str) -> None:
    reading = read(Message(title=title or None, body=body))
    for start, end in reading.sentences:
        assert reading.quote(start, end) in reading.original


@given(st.text(max_size=200))
def test_every_normalised_character_has_a_place(body: str) -> None:
    reading = read(Message(body=body))
    assert len(reading.place) == len(reading.norm)
    assert all(0 <= place < len(reading.original) for place in reading.place)


def test_names_are_folded_the_same_way() -> None:
    assert plain("Aunty Lim’s Sambal") == "aunty lims sambal"
