from handlers.terminal.turns import demo_turns, read_turns


def test_turns_are_lines() -> None:
    assert read_turns("one\n\ntwo\n") == ("one", "two")


def test_with_separators_a_turn_may_have_several_lines() -> None:
    assert read_turns("one\n\nstill one\n---\ntwo\n---\n\n") == ("one\n\nstill one", "two")


def test_the_packaged_demo_has_something_to_say() -> None:
    assert len(demo_turns()) > 4
