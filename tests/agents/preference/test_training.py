import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.preference import Pair, PreferenceModel, Reading, Recipe, adapt, train, update
from agents.types import Message
from tests.agents.preference.shops import liking_emoji

WITH, WITHOUT = (Reading.of(Message(body=f"Your order is ready{end}")) for end in (" 🎁", ""))
NOTHING = train([])
BODIES = st.text(alphabet="aeiou THE1!?.🎁", min_size=1, max_size=40)


def likes_emoji(model: PreferenceModel) -> float:
    """The probability that the version with an emoji is preferred."""
    return model.compare(WITH, WITHOUT).probability


def vectors(pairs: list[Pair]) -> dict[str, np.ndarray]:
    """Vectors of four numbers of which the first is whether there is an emoji."""
    texts = {side.text for pair in pairs for side in (pair.chosen, pair.rejected)}
    return {text: np.array([float("🎁" in text), len(text) / 100, 0.5, 0.0]) for text in texts}


def shuffled(pairs: list[Pair]) -> list[Pair]:
    """The pairs in another order."""
    return [pairs[i] for i in np.random.default_rng(3).permutation(len(pairs))]


def test_without_data_there_is_no_opinion() -> None:
    opinion = NOTHING.compare(WITH, WITHOUT)
    assert opinion.winner is None
    assert opinion.probability == 0.5


def test_the_more_choices_the_surer_the_opinion() -> None:
    said = [likes_emoji(adapt(NOTHING, liking_emoji(n), merchant_id="m01")) for n in (0, 1, 4, 16)]
    assert said == sorted(said)
    assert said[0] == 0.5 < said[1] < 0.65
    assert said[3] > 0.7


def test_choices_say_nothing_of_what_they_were_not_about() -> None:
    model = adapt(NOTHING, liking_emoji(4), merchant_id="m01")
    thanks, price = (Reading.of(Message(body=body)) for body in ("Thanks for it", "It costs S$5 "))
    assert model.compare(thanks, price).winner is None


MODEL = train(liking_emoji(20))


@settings(max_examples=40, deadline=None)
@given(a=BODIES, b=BODIES)
def test_swapping_two_messages_swaps_their_probabilities(a: str, b: str) -> None:
    first, second = Reading.of(Message(body=a)), Reading.of(Message(body=b))
    there, back = MODEL.compare(first, second), MODEL.compare(second, first)
    assert there.probability == pytest.approx(1 - back.probability, abs=1e-12)
    assert (there.winner, back.winner) in {("a", "b"), ("b", "a"), (None, None)}


def test_the_order_of_the_pairs_changes_nothing() -> None:
    pairs = [*liking_emoji(8), *liking_emoji(6, merchant_id="m02", start=50, likes=False)]
    assert train(pairs) == train(shuffled(pairs))


def test_a_model_survives_being_stored() -> None:
    pairs = liking_emoji(12)
    model = train(pairs, vectors=vectors(pairs), embedder="four")
    read = PreferenceModel.model_validate_json(model.model_dump_json())
    assert read == model
    assert read.compare(WITH, WITHOUT) == model.compare(WITH, WITHOUT)


def test_pair_by_pair_comes_close_to_all_at_once() -> None:
    pairs = [*liking_emoji(24), *liking_emoji(8, start=100, likes=False)]
    pairs = shuffled(pairs)
    known = vectors(pairs)
    start = train([], vectors=known, embedder="four").model_copy(update={"merchant_id": "m01"})
    step_by_step = start
    for pair in pairs:
        step_by_step = update(step_by_step, [pair], vectors=known)
    at_once = update(start, pairs, vectors=known)
    assert step_by_step.pairs == at_once.pairs == 32
    assert likes_emoji(step_by_step) == pytest.approx(likes_emoji(at_once), abs=0.02)
    for one, other in ((step_by_step.plain, at_once.plain), (step_by_step.full, at_once.full)):
        assert one is not None
        assert other is not None
        assert one.mean == pytest.approx(other.mean, abs=0.03)


def test_a_shop_with_few_choices_stays_near_all_and_moves_away_with_more() -> None:
    everybody = train([p for i in range(8) for p in liking_emoji(10, merchant_id=f"m{i}", start=10 * i)])
    prior = likes_emoji(everybody)
    own = [
        likes_emoji(
            adapt(everybody, liking_emoji(n, merchant_id="x", start=500, likes=False), merchant_id="x")
        )
        for n in (0, 1, 4, 40)
    ]
    assert prior > 0.7
    assert own[0] > 0.6
    assert own == sorted(own, reverse=True)
    assert own[1] > 0.5 > own[3]


def test_a_shops_model_is_made_of_its_own_choices_alone() -> None:
    own = liking_emoji(6, merchant_id="m01", likes=False)
    with pytest.raises(ValueError, match="m01"):
        adapt(NOTHING, [*own, *liking_emoji(1, merchant_id="m02")], merchant_id="m01")


def test_a_shop_that_does_not_share_moves_nobody() -> None:
    shares = liking_emoji(10, merchant_id="m02")
    keeps = liking_emoji(30, merchant_id="m03", likes=False)
    everybody = train(shares)
    assert likes_emoji(adapt(everybody, keeps, merchant_id="m03")) < 0.4
    assert likes_emoji(adapt(everybody, shares[:2], merchant_id="m02")) > 0.6


def test_one_busy_shop_is_not_everybody() -> None:
    quiet = [p for i in range(6) for p in liking_emoji(5, merchant_id=f"q{i}", start=20 * i)]
    busy = liking_emoji(200, merchant_id="busy", start=1000, likes=False)
    assert likes_emoji(train([*quiet, *busy])) > 0.5
    assert likes_emoji(train([p.model_copy(update={"merchant_id": ""}) for p in (*quiet, *busy)])) < 0.3


def test_what_is_taken_back_leaves_no_trace() -> None:
    pairs = liking_emoji(10)
    taken_back = liking_emoji(5, start=70, likes=False)
    with_them = train([*pairs, *taken_back])
    assert likes_emoji(with_them) < likes_emoji(train(pairs))
    assert train([p for p in (*pairs, *taken_back) if p not in taken_back]) == train(pairs)


def test_people_who_disagree_leave_no_opinion() -> None:
    both = [*liking_emoji(15), *liking_emoji(15, likes=False)]
    opinion = adapt(NOTHING, both, merchant_id="m01").compare(WITH, WITHOUT)
    assert opinion.winner is None
    assert opinion.probability == pytest.approx(0.5, abs=1e-6)


def test_meaning_is_used_where_there_are_vectors() -> None:
    pairs = liking_emoji(20)
    model = train(pairs, vectors=vectors(pairs), embedder="four")
    same = np.asarray(WITH.copy)
    a, b = Reading(same, np.array([1.0, 0, 0, 0])), Reading(same, np.array([0.0, 0, 0, 0]))
    assert model.compare(a, b).probability > 0.6
    assert model.compare(a._replace(vector=None), b).probability == 0.5


def test_meaning_is_left_out_once_choices_come_without_vectors() -> None:
    pairs, more = liking_emoji(6), liking_emoji(2, start=30)
    model = train(pairs, vectors=vectors(pairs), embedder="four")
    assert model.full is not None
    for without in (update(model, more), adapt(model, more, merchant_id="m01"), train(pairs)):
        assert (without.full, without.embedder) == (None, None)
    assert adapt(model, [], merchant_id="m01").full is not None


def test_probabilities_are_as_often_right_as_they_say() -> None:
    right = np.random.default_rng(5).random(400) < 0.75
    pairs = [liking_emoji(1, merchant_id="", start=i, likes=bool(yes))[0] for i, yes in enumerate(right)]
    unseen = liking_emoji(1, start=1000)[0]
    opinion = train(pairs, recipe=Recipe(copy_sd=3.0)).compare(
        *map(Reading.of, (unseen.chosen, unseen.rejected))
    )
    assert opinion.probability == pytest.approx(right.mean(), abs=0.04)


def test_a_measure_that_a_model_never_heard_of_does_not_disturb_it() -> None:
    model = train(liking_emoji(12))
    older = model.plain.changed(names=("no_longer_measured", *model.plain.names[1:]))
    assert likes_emoji(model.model_copy(update={"plain": older})) > 0.55
