import pytest

from handlers.moves import Move, MoveKind, read_move


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("more", "more"),
        ("Show me some more variants, please", "more"),
        ("others?", "more"),
        ("something else", "more"),
        ("Why?", "why"),
        ("explain this", "why"),
        ("make it shorter please", "shorter"),
        ("Too long.", "shorter"),
        ("weak", "weak"),
        ("show me my weakest campaigns", "weak"),
        ("no voucher", "no_voucher"),
        ("there's no offer", "no_voucher"),
        ("HELP", "help"),
        ("quit", "quit"),
        ("no thanks", "quit"),
    ],
)
def test_short_commands_are_known_in_several_ways(text: str, kind: MoveKind) -> None:
    assert read_move(text) == Move(kind=kind)


@pytest.mark.parametrize(
    ("text", "number"),
    [("use", 1), ("Use it", 1), ("use 2", 2), ("take number 3", 3), ("I'll take the first one", 1)],
)
def test_a_version_is_chosen_by_its_number(text: str, number: int) -> None:
    assert read_move(text) == Move(kind="use", number=number)


@pytest.mark.parametrize(
    ("text", "campaign_id"),
    [
        ("C-1042", "C-1042"),
        ("c001.", "c001"),
        ("campaign summer_sale", "summer_sale"),
        ("improve campaign #C7", "C7"),
    ],
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
    ],
)
def test_a_draft_is_no_command(text: str) -> None:
    assert read_move(text) is None
