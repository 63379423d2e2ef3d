"""A message at its longest."""

from agents.rendered import names_someone, worst_case


def test_tags_become_twelve_characters_and_links_thirty() -> None:
    assert worst_case("{{name}}") == "x" * 12
    assert worst_case("See {{cart_link}}") == "See " + "x" * 30


def test_notes_and_block_tags_show_nothing_and_the_longest_branch_is_taken() -> None:
    assert worst_case("{# note #}a{% if x %}b{% elsif y %}ccc{% else %}dd{% endif %}e") == "accce"


def test_a_name_is_known_by_its_tag() -> None:
    assert names_someone("Hi *|FNAME|*")
    assert not names_someone("Your {{points}} points")
