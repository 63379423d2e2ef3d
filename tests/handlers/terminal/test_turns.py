from agents.types import Merchant
from handlers.talk import CampaignFigures, Talk
from handlers.terminal.guide import figures_line, greeting
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


def test_a_campaigns_figures_stand_in_one_line_or_are_said_to_be_missing() -> None:
    figures = CampaignFigures(campaign_id="C-7", audience="new_buyers", channel="push")
    assert figures_line(figures) == "C-7, new buyers, push: no figures yet, its logs are not in."
    known = {"score": 0.5, "score_low": 0.41, "score_high": 0.59, "delivered": 1000}
    placed = {"percentile": 0.1, "ranked_among": 40, "segment_mean": 0.8}
    assert figures_line(figures.model_copy(update=known | placed)) == (
        "C-7, new buyers, push: score 0.50 (0.41 to 0.59), 1,000 delivered, "
        "better than 10% of 40 to these people, your own mean here 0.80."
    )
