from agents.types import Merchant
from handlers.talk import Talk
from handlers.terminal.guide import greeting
from handlers.terminal.turns import demo_turns, read_turns


def test_turns_are_lines() -> None:
    assert read_turns("one\n\ntwo\n") == ("one", "two")


def test_with_separators_a_turn_may_have_several_lines() -> None:
    assert read_turns("one\n\nstill one\n---\ntwo\n---\n\n") == ("one\n\nstill one", "two")


def test_the_packaged_demo_has_something_to_say() -> None:
    assert len(demo_turns()) > 4


def test_the_greeting_names_shops_to_speak_for() -> None:
    shops = [Merchant(id=f"m{n}", name=f"Shop {n}") for n in range(6)]
    assert "Shop 0, Shop 1, Shop 2, Shop 3 and 2 more: “shop: Shop 0”" in greeting(shops, Talk())
    assert "There is no history yet" in greeting((), Talk())
    assert greeting(shops, Talk(merchant=shops[1])).startswith("Speaking for Shop 1.")
