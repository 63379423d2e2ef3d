from collections.abc import Sequence

import numpy as np
import pytest

from agents.embedder import EmbedderError
from agents.engines.rules.engine import built_in_engine
from agents.evaluate import EvaluateAgent, total
from agents.preference import Taste, adapt, train
from agents.types import Draft, Merchant, Variant
from tests.agents.preference.shops import liking_emoji

DRAFT = Draft(
    merchant=Merchant(id="m01", name="Kopi Lorong"), audience="new_buyers", channel="push", body="Come back!"
)
LIKES = Taste(adapt(train([]), liking_emoji(20), merchant_id="m01"))
DISLIKES = Taste(adapt(train([]), liking_emoji(20, likes=False), merchant_id="m01"))
PLAIN, EMOJI, OTHER = (
    Variant(intent="plain", body="Your beans are packed."),
    Variant(intent="cheerful", body="Your beans are packed. 🎁"),
    Variant(intent="other", body="Your beans are packed!"),
)


async def order(taste: Taste, *candidates: tuple[Variant, int]) -> list[str]:
    """The intents in the order of a taste."""
    return [candidates[place][0].intent for place in await taste.order(candidates, DRAFT)]


async def test_between_equals_the_taste_decides() -> None:
    assert (await order(LIKES, (PLAIN, 8), (EMOJI, 8)))[0] == "cheerful"
    assert (await order(DISLIKES, (EMOJI, 8), (PLAIN, 8)))[0] == "plain"


async def test_the_judge_comes_first() -> None:
    assert await order(LIKES, (PLAIN, 10), (EMOJI, 8)) == ["plain", "cheerful"]
    assert await order(DISLIKES, (PLAIN, 8), (EMOJI, 10)) == ["cheerful", "plain"]


async def test_within_the_judges_noise_the_taste_decides_and_not_beyond() -> None:
    noisy = Taste(LIKES.model, noise=2)
    assert await order(noisy, (PLAIN, 10), (EMOJI, 8)) == ["cheerful", "plain"]
    assert await order(noisy, (PLAIN, 10), (EMOJI, 6)) == ["plain", "cheerful"]


async def test_without_an_opinion_the_order_stays() -> None:
    unsure = Taste(train([]))
    assert await order(unsure, (OTHER, 8), (PLAIN, 8), (EMOJI, 8)) == ["other", "plain", "cheerful"]


async def test_every_candidate_comes_back_once() -> None:
    twice = [(EMOJI, 8), (PLAIN, 8), (EMOJI, 8), (OTHER, 10)]
    assert sorted(await LIKES.order(twice, DRAFT)) == [0, 1, 2, 3]
    assert await LIKES.order([], DRAFT) == []


class Known:
    """An embedder of two numbers, which may fail."""

    model, dimension = "two", 2

    def __init__(self, *, fails: bool = False) -> None:
        self.asked, self.fails = 0, fails

    async def embed(self, texts: Sequence[str]) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
        """Whether there is an emoji, and one."""
        self.asked += 1
        if self.fails:
            raise EmbedderError("it is not there")
        return np.array([["🎁" in text, 1] for text in texts], dtype=np.float32)


@pytest.mark.parametrize("fails", [False, True])
async def test_meaning_counts_where_it_can_be_had(*, fails: bool) -> None:
    pairs, embedder = liking_emoji(20), Known(fails=fails)
    texts = {m.text for p in pairs for m in (p.chosen, p.rejected)}
    vectors = {text: np.array([float("🎁" in text), 1.0]) for text in texts}
    taste = Taste(train(pairs, vectors=vectors, embedder="two"), embedder)
    assert (await order(taste, (PLAIN, 8), (EMOJI, 8)))[0] == "cheerful"
    assert embedder.asked == 1


async def test_vectors_of_another_space_are_not_asked_for() -> None:
    embedder = Known()
    assert (await order(Taste(LIKES.model, embedder), (PLAIN, 8), (EMOJI, 8)))[0] == "cheerful"
    assert embedder.asked == 0


async def test_the_judge_asks_the_taste_only_between_equals() -> None:
    engine = built_in_engine()
    candidates = (PLAIN, OTHER, EMOJI)
    alone = await EvaluateAgent(engine).rank(candidates, DRAFT)
    liked = await EvaluateAgent(engine, LIKES).rank(candidates, DRAFT)
    assert [total(scores) for _, scores in liked] == [total(scores) for _, scores in alone]
    assert {v.intent for v, _ in liked} == {"plain", "other", "cheerful"}
    best = [v.intent for v, scores in liked if total(scores) == total(liked[0][1])]
    assert "cheerful" not in best or best[0] == "cheerful"
