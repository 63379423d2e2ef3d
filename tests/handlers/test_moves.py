import pytest

from agents.types import Wish
from handlers.moves import Move, MoveKind, read_move


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("more", "more"),
        ("Show me some more variants, please", "more"),
        ("others?", "more"),
        ("something else", "more"),
        ("can we have more options", "more"),
        ("show me others", "more"),
        ("Why?", "why"),
        ("explain this", "why"),
        ("longer", "longer"),
        ("test it", "test"),
        ("Can we A/B test this?", "test"),
        ("plan a test", "test"),
        ("weak", "weak"),
        ("show me my weakest campaigns", "weak"),
        ("no voucher", "no_voucher"),
        ("there's no offer", "no_voucher"),
        ("undo", "undo"),
        ("go back", "undo"),
        ("start over", "reset"),
        ("thanks", "thanks"),
        ("thank you so much!", "thanks"),
        ("Hi", "greeting"),
        ("hello there", "greeting"),
        ("ok cool", "nod"),
        ("great", "nod"),
        ("lol", "nod"),
        ("👍", "nod"),
        ("that's better", "nod"),
        ("HELP", "help"),
        ("what can you do?", "help"),
        ("can you write in French?", "help"),
        ("how do I connect my shop?", "help"),
        ("quit", "quit"),
        ("no thanks", "quit"),
    ],
)
def test_short_commands_are_known_in_several_ways(text: str, kind: MoveKind) -> None:
    assert read_move(text) == Move(kind=kind)


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("make it shorter please", ["shorter"]),
        ("Too long.", ["shorter"]),
        ("can you shorten it?", ["shorter"]),
        ("warmer", ["warmer"]),
        ("make it a bit friendlier", ["warmer"]),
        ("more formal", ["formal"]),
        ("sounds too casual", ["formal"]),
        ("less salesy", ["plainer"]),
        ("tone it down", ["plainer"]),
        ("with an emoji", ["emoji"]),
        ("no emoji", ["no_emoji"]),
        ("without the title", ["no_title"]),
        ("add a title", ["title"]),
        ("subject pls", ["title"]),
        ("shorter and warmer", ["shorter", "warmer"]),
        ("make it friendlier, no emojis please", ["warmer", "no_emoji"]),
        ("shorter pls 🙏", ["shorter"]),
        ("hi, can you make it friendlier?", ["warmer"]),
        ("it's too long and too salesy", ["shorter", "plainer"]),
        ("Could you try a warmer tone?", ["warmer"]),
    ],
)
def test_a_wish_may_be_said_in_several_ways_and_with_others(text: str, wishes: list[Wish]) -> None:
    assert read_move(text) == Move(kind="wish", wishes=tuple(wishes))


def test_what_is_said_beside_a_wish_is_kept_for_whoever_can_read_it() -> None:
    assert read_move("shorter for regulars") == Move(kind="wish", wishes=("shorter",), rest="for regulars")
    assert read_move("make it shorter and for SMS") == Move(kind="wish", wishes=("shorter",), rest="for SMS")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("use", 1),
        ("Use it", 1),
        ("use 2", 2),
        ("take number 3", 3),
        ("I'll take the first one", 1),
        ("use the second one", 2),
        ("second one please", 2),
        ("2", 2),
        ("yes, use it", 1),
    ],
)
def test_a_version_is_chosen_by_its_number(text: str, number: int) -> None:
    assert read_move(text) == Move(kind="use", number=number)


@pytest.mark.parametrize(
    ("text", "campaign_id"), [("campaign summer_sale", "summer_sale"), ("improve campaign #C7", "C7")]
)
def test_a_campaign_is_asked_for_by_its_id(text: str, campaign_id: str) -> None:
    assert read_move(text) == Move(kind="campaign", campaign_id=campaign_id)


@pytest.mark.parametrize(
    "text",
    [
        "Why wait? Get yours today",
        "More colours, more sizes: see them all",
        "for frequent buyers instead",
        "channel sms",
        "Use code HELLO20",
        "Help us choose the next flavour!",
        "No voucher needed, just come by",
        "Can you handle the heat? Try our sambal",
        "Did you forget something?",
        "Great news: our beans are back",
        "Hi Ana, your order is here",
    ],
)
def test_a_draft_is_no_command(text: str) -> None:
    assert read_move(text) is None
