"""A trial's plan in plain words."""

from agents.audiences import profile
from agents.trials.types import CONTROL, Plan, Pool
from agents.types import SEGMENTS
from handlers.trials.figures import percent, rate, signed
from handlers.trials.keeping import plan_of
from handlers.words import CHANNEL
from store.rows import TrialArmRow, TrialRow

_SOURCE = {
    "campaign": "what this campaign has brought so far",
    "shop": "what your messages to these people bring",
    "market": "what other shops' messages to these people bring",
    "assumed": "an assumption: no messages of yours to these people are in the logs yet",
}

_LOGS = (
    "Bring the logs in as always, with a column “variant”. I look at every import and say here when it is "
    "settled; looking often makes no winner of chance. If your platform makes up names of its own, tell me "
    "them before: “/trial {trial} A=… B=…”."
)


def plan_lines(trial: TrialRow) -> tuple[str, ...]:
    """What is tested, how many messages it takes and how long, or what else could be done."""
    plan = plan_of(trial)
    wanted, usual = plan.wanted, plan.baseline
    count = "the rewrite" if wanted.arms == 2 else f"{wanted.arms - 1} rewrites"  # noqa: PLR2004 - with the original
    where = f"{CHANNEL.get(trial.channel, trial.channel)} to {audience_of(trial.audience)}"
    base = (
        f"from {rate(usual.rate)} of messages clicked"
        if wanted.metric == "clicks"
        else f"from a mean score of {usual.score:.2f}"
    )
    on = f" ({usual.delivered:,} delivered)" if usual.delivered else ""
    looked_for = (
        f"Looked for: {signed(wanted.lift)} {unit(plan)} or more, {base}, {_SOURCE[usual.source]}{on}."
    )
    return (
        f"The original against {count}: {where}.",
        looked_for,
        *(_size(plan) if plan.mode == "fixed" else _learning(plan)),
    )


def sending_lines(trial: TrialRow) -> tuple[str, ...]:
    """How to send the arms so that the logs can be matched, and what happens then."""
    plan = plan_of(trial)
    campaign = trial.arms[0].campaign_id
    names = " and ".join((", ".join(_label(arm) for arm in trial.arms[:-1]), _label(trial.arms[-1])))
    split = (
        "Draw by lot who gets which, in equal parts, and send them at the same time"
        if plan.mode == "fixed"
        else "Draw by lot who gets which, in equal parts at first"
    )
    return (
        f"{split}: all under campaign id {campaign}, with {names} as the variant.",
        _LOGS.format(trial=trial.id),
        f"I say stop if {percent(plan.margin, 2)} more readers unsubscribe than with the original.",
    )


def audience_of(audience: str) -> str:
    """Whom a segment means, in plain words."""
    return next((profile(known).plain_name for known in SEGMENTS if known == audience), audience)


def unit(plan: Plan) -> str:
    """What a lift is counted in."""
    return "clicks" if plan.wanted.metric == "clicks" else "score"


def _label(arm: TrialArmRow) -> str:
    return f"{arm.variant or arm.arm} (the original)" if arm.arm == CONTROL else str(arm.variant or arm.arm)


def _size(plan: Plan) -> list[str]:
    wanted = plan.wanted
    needs = f"{plan.per_arm:,} messages of each version"
    pace = f"{wanted.weekly:,} messages a week"
    sure = f"to be {percent(wanted.confidence)} sure, and to find it {percent(wanted.power)} of the time"
    if plan.enough:
        return [f"It takes {needs}, about {plan.weeks} weeks at {pace}: {sure}."]
    first = (
        f"Not enough audience for a verdict: it would take {needs}, {plan.weeks:,} weeks at {pace} ({sure})."
    )
    return [first, "What would do instead:", *(f"• {line}" for line in _instead(plan))]


def _instead(plan: Plan) -> list[str]:
    """What else could be done where the audience is too small, each with its numbers."""
    lines = []
    if plan.findable is not None:
        lines.append(f"Look for more: {plan.weeks_at_most} weeks find {signed(plan.findable)} or more.")
    if plan.score_weeks is not None:
        lines.append(
            f"Count the score instead of clicks (reading counts too): about {plan.score_weeks} weeks."
        )
    if plan.pools and plan.pooled_weeks:
        others = " and ".join(_pool(pool) for pool in plan.pools)
        lines.append(f"Pool: send it to {others} as well, then it takes about {plan.pooled_weeks} weeks.")
    if plan.learning is not None:
        lines.append(f"Learn on the way (Thompson sampling), without a verdict: {_learned(plan)}")
    return lines


def _pool(pool: Pool) -> str:
    return f"{audience_of(pool.audience)} ({pool.weekly:,} a week)"


def _learning(plan: Plan) -> list[str]:
    how = "No verdict, but every import says how to split the next messages (Thompson sampling)."
    return [how, _learned(plan)] if plan.learning else [how]


def _learned(plan: Plan) -> str:
    learning = plan.learning
    if learning is None:
        return ""
    what = "clicks" if plan.wanted.metric == "clicks" else "clicked messages"
    more = f"{learning.gain:,.0f} more {what} than" if learning.gain >= 1 else f"hardly more {what} than"
    return (
        f"if there is such a lift, in {learning.weeks} weeks about {percent(learning.share)} of "
        f"{learning.weeks * plan.wanted.weekly:,} messages are of the better version, {more} "
        "an even split brings."
    )
