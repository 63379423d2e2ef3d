import pytest

from agents.engines.model.types import TokenUsage
from agents.engines.model.usage import cost
from agents.lexicons import load
from agents.types import Usage

USED = TokenUsage(taken_in=1_000_000, cached=250_000, put_out=100_000)


def test_what_was_cached_is_paid_at_its_own_price() -> None:
    assert cost("gpt-4.1-mini", USED) == pytest.approx(0.75 * 0.40 + 0.25 * 0.10 + 0.1 * 1.60)


@pytest.mark.parametrize("name", ["gpt-4.1-mini-2025-04-14", "openai/gpt-4.1-mini"])
def test_a_date_or_a_house_before_the_name_does_not_matter(name: str) -> None:
    assert cost(name, USED) == cost("gpt-4.1-mini", USED)


@pytest.mark.parametrize("name", ["gpt-4.1-mini-high", "gpt-4", "llama-3", "", "gpt-4.1-minimal"])
def test_the_price_of_a_model_that_is_not_listed_is_not_guessed(name: str) -> None:
    assert cost(name, USED) is None


def test_every_price_is_whole_and_plausible() -> None:
    for price in load("prices")["models"].values():
        assert price.keys() == {"taken_in", "cached", "put_out"}
        assert 0 <= price["cached"] <= price["taken_in"] <= price["put_out"]


def test_a_usage_is_told_in_words() -> None:
    assert Usage(calls=11, cost=0.00783).told == "11 requests to the model, about USD 0.008"
    assert Usage(calls=1, cost=None).told == "1 request to the model, at a price I don't know"


def test_usages_add_up_and_one_unknown_cost_makes_the_sum_unknown() -> None:
    one = Usage(calls=1, tokens_in=10, tokens_cached=4, tokens_out=2, cost=0.5, prompts={"score": "a"})
    other = Usage(calls=2, tokens_in=1, cost=0.25, prompts={"compare": "b"})
    both = one.plus(other)
    assert (both.calls, both.tokens_in, both.cost) == (3, 11, 0.75)
    assert both.prompts == {"score": "a", "compare": "b"}
    assert both.plus(Usage(cost=None)).cost is None
