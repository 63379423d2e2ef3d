import pytest

from agents.types import Message, Wish
from agents.wishes import add_wishes, grants


@pytest.mark.parametrize(
    ("known", "more", "all_of_them"),
    [
        ((), ("shorter",), ("shorter",)),
        (("shorter",), ("warmer",), ("shorter", "warmer")),
        (("warmer", "shorter"), ("formal",), ("shorter", "formal")),
        (("emoji",), ("no_emoji",), ("no_emoji",)),
        (("no_title",), ("title",), ("title",)),
        (("warmer",), ("warmer",), ("warmer",)),
        (("shorter",), ("shorter", "shorter"), ("shorter", "shorter")),
    ],
)
def test_wishes_add_up_and_opposites_take_each_others_place(
    known: tuple[Wish, ...], more: tuple[Wish, ...], all_of_them: tuple[Wish, ...]
) -> None:
    assert add_wishes(known, more) == all_of_them


@pytest.mark.parametrize(
    ("wish", "before", "after"),
    [
        ("shorter", "Come and see our teas.", "See our teas."),
        ("warmer", "See our teas.", "It's lovely to have you here. See our teas."),
        ("formal", "Hi Ana, it's here!", "Dear Ana, it is here."),
        ("plainer", "Our AMAZING new teas are here!", "Our new teas are here."),
        ("emoji", "See our teas.", "See our teas. 🍵"),
        ("no_emoji", "See our teas. 🍵", "See our teas."),
    ],
)
def test_a_wish_is_granted_only_by_what_was_wished(wish: Wish, before: str, after: str) -> None:
    assert grants(Message(body=after), wish, before=Message(body=before))
    assert not grants(Message(body=before), wish, before=Message(body=after))


def test_the_same_message_grants_nothing_that_is_measured_against_it() -> None:
    same = Message(body="Hi! It's lovely to see you.")
    assert not any(grants(same, wish, before=same) for wish in ("shorter", "warmer", "formal", "plainer"))


def test_a_title_is_there_or_not() -> None:
    titled, bare = Message(title="Teas", body="See them."), Message(body="See them.")
    assert grants(titled, "title", before=bare)
    assert grants(bare, "no_title", before=titled)
    assert not grants(titled, "no_title", before=titled)
