"""How large a trial must be, and what is said where there are too few people for it."""

import pytest

from agents.trials.errors import UnplannableError
from agents.trials.planning import WEEKS_AT_MOST, plan_trial
from agents.trials.sizes import findable_lift, messages_per_arm
from agents.trials.spending import LOOKING
from agents.trials.types import Baseline, Pool, Wanted

RARE = Baseline(rate=0.03, unsubscribes=0.004)


def _wanted(lift: float = 0.1, weekly: int = 10_000, **more: object) -> Wanted:
    return Wanted.model_validate({"lift": lift, "weekly": weekly, **more})


@pytest.mark.parametrize(("lift", "messages"), [(0.10, 53_000), (0.14, 28_000)])
def test_three_percent_clicks_take_as_many_messages_as_the_books_say(lift: float, messages: int) -> None:
    assert messages_per_arm(RARE, _wanted(lift)) / LOOKING == pytest.approx(messages, rel=0.03)


def test_a_score_takes_as_many_messages_as_its_variance_asks_for() -> None:
    known = Baseline(rate=0.05, score=0.8, variance=2.0)
    n = messages_per_arm(known, _wanted(0.25, metric="score"))
    assert n / LOOKING == pytest.approx(2.8016**2 * 2 * 2.0 / 0.2**2, rel=0.001)


def test_more_confidence_power_or_arms_take_more_messages() -> None:
    plain = messages_per_arm(RARE, _wanted())
    for more in ({"confidence": 0.99}, {"power": 0.9}, {"arms": 3}):
        assert messages_per_arm(RARE, _wanted(**more)) > 1.1 * plain


def test_what_a_number_of_messages_finds_takes_that_number() -> None:
    lift = findable_lift(RARE, _wanted(), 5_000)
    assert lift is not None
    assert messages_per_arm(RARE, _wanted(lift)) == pytest.approx(5_000, abs=1)
    assert findable_lift(RARE, _wanted(), 1) is None


def test_enough_people_make_a_plan_with_its_length() -> None:
    plan = plan_trial(Baseline(rate=0.08, unsubscribes=0.01), _wanted(0.2, weekly=6_000))
    assert plan.enough
    assert plan.weeks == -(-2 * plan.per_arm // 6_000) + 1  # the last message counts for seven days
    assert (plan.findable, plan.pools, plan.learning) == (None, (), None)
    assert plan.margin == pytest.approx(0.005)


def test_too_few_people_are_told_what_else_could_be_done() -> None:
    pools = [Pool(audience="new_buyers", weekly=9_000), Pool(audience="lapsing_buyers", weekly=12_000)]
    plan = plan_trial(RARE, _wanted(0.1, weekly=2_000), pools=pools)
    assert not plan.enough
    assert plan.weeks > 50
    assert plan.findable is not None
    assert messages_per_arm(RARE, _wanted(plan.findable)) <= 2_000 * (WEEKS_AT_MOST - 1) // 2
    assert [pool.audience for pool in plan.pools] == ["lapsing_buyers", "new_buyers"]
    assert plan.pooled_weeks is not None
    assert plan.pooled_weeks <= WEEKS_AT_MOST
    assert plan.learning is not None
    assert 0.5 < plan.learning.share < 1


def test_audiences_that_would_not_be_enough_together_are_not_offered() -> None:
    plan = plan_trial(RARE, _wanted(0.1, weekly=200), pools=[Pool(audience="new_buyers", weekly=90)])
    assert (plan.pools, plan.pooled_weeks) == ((), None)


def test_the_score_is_offered_where_it_takes_few_enough_messages() -> None:
    known = RARE.model_copy(update={"score": 0.8, "variance": 1.5})
    offered = plan_trial(known, _wanted(0.15, weekly=2_000)).score_weeks
    assert offered is not None
    assert 2 < offered <= WEEKS_AT_MOST
    assert plan_trial(known, _wanted(0.02, weekly=2_000)).score_weeks is None
    assert plan_trial(RARE, _wanted(0.15, weekly=2_000)).score_weeks is None


@pytest.mark.parametrize(
    ("baseline", "wanted", "why"),
    [
        (Baseline(rate=0), _wanted(), "Nobody has clicked"),
        (Baseline(rate=0.6), _wanted(0.8), "more than everybody"),
        (Baseline(rate=0.1, score=-0.2, variance=1), _wanted(metric="score"), "not above zero"),
    ],
)
def test_what_no_number_of_messages_decides_is_refused_with_the_reason(
    baseline: Baseline, wanted: Wanted, why: str
) -> None:
    with pytest.raises(UnplannableError, match=why):
        plan_trial(baseline, wanted)
