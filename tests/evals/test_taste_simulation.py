from agents.types import Draft, Variant
from evals.taste_simulation import Choice, Found, Line, choices_of, learn, table
from store.demo.corpus import demo_campaigns


def line(*rates: float, before: float = 0.2, can: float = 1.0) -> Line:
    """A line of one taste."""
    return Line("short", 0.0, rates, before, can)


def test_nearly_there_is_nine_tenths_of_what_can_be_learned() -> None:
    assert line(0.2, 0.5, 0.95, 1.0).reactions == 2
    assert line(0.2, 0.5, 0.6).reactions is None


def test_the_table_has_a_line_for_each_taste() -> None:
    assert "short, 0% random" in table(Found((line(0.2, 0.9, 1.0),), "Twenty drafts."))


def test_only_what_the_judge_finds_best_is_open_to_taste() -> None:
    versions = tuple((Variant(intent=str(s), body="x"), s) for s in (8, 10, 10))
    assert Choice(Draft(body="x"), versions).open == [1, 2]


async def test_reactions_make_the_favourite_the_first_choice() -> None:
    drafts = await choices_of(demo_campaigns()[:90])
    found = await learn("offer first", 0.0, drafts, reactions=6, teams=1)
    assert found.rates[0] == found.before < 0.5
    assert found.rates[-1] > 0.8
