"""From sends and events to engagement scores: one Ibis expression, for DuckDB today, Spark tomorrow.

Nothing here but the Ibis API, so that the engine can change and the arithmetic cannot.
"""

from collections.abc import Iterable
from functools import reduce
from operator import add

import ibis
from ibis import _
from ibis.expr.types import NumericValue, Table

from store.ingest.behaviour import BOT_CLICKS, CLICKS, WEIGHTS, WINDOW_DAYS

_STRONG, _WEAK = 0.75, 0.25
_Z95 = 1.959964  # the normal quantile of a two-sided 95 % interval


def engagement(sends: Table, events: Table, campaigns: Table) -> Table:
    """One scored row per merchant × template × product × audience × voucher.

    `sends`: message, campaign, delivered_at (UTC). `events`: message, event (a key of `WEIGHTS`), at
    (UTC), machine_open, suspected_bot. `campaigns`: campaign, merchant_id, group_key (names the
    tuple), audience. A message and a campaign are named by a key of any type that no other merchant's
    shares: 64-bit hashes are counted in half the time and a third of the memory that texts take. The
    columns that come out are those of `rank`.
    """
    return rank(count(sends, events), campaigns)


def count(sends: Table, events: Table) -> Table:
    """Per campaign: delivered messages, messages with each behaviour, sum and squares of their scores.

    `clicked` counts messages with a click of whatever kind. A campaign's versions may be counted apart:
    then `campaign` is a key of campaign and version, and `rank` adds them up.

    A message logged twice is one message, delivered when it first was. An event before delivery, or
    more than seven days after, does not count; nor does a read by a machine or a click by a
    suspected bot.
    """
    messages = sends.group_by("message").agg(campaign=_.campaign.min(), delivered_at=_.delivered_at.min())
    delivered = messages.group_by("campaign").agg(delivered=_.count())
    joined = delivered.left_join(_behaviour(messages, events), "campaign")
    names = (*WEIGHTS, "clicked", "score_sum", "score_squares")
    return joined.select(
        "campaign", "delivered", **{name: joined[name].coalesce(0).cast("int64") for name in names}
    )


def _behaviour(messages: Table, events: Table) -> Table:
    """Per campaign: messages with each behaviour, sum and squares of the scores."""
    machine, bot = events.machine_open.fill_null(False), events.suspected_bot.fill_null(False)
    human = events.filter(~((_.event == "read") & machine), ~(_.event.isin(BOT_CLICKS) & bot))
    inside = messages.join(
        human,
        [
            messages.message == human.message,
            human.at >= messages.delivered_at,
            human.at <= messages.delivered_at + ibis.interval(days=WINDOW_DAYS),
        ],
    )
    happened = {name: (inside.event == name).cast("int8").max() for name in WEIGHTS}
    each = inside.group_by("campaign", "message").agg(**happened)
    score = _total(each[name].cast("int64") * weight for name, weight in WEIGHTS.items())
    scored = each.mutate(score=score, clicked=ibis.greatest(*(each[name] for name in CLICKS)))
    return scored.group_by("campaign").agg(
        **{name: scored[name].sum() for name in (*WEIGHTS, "clicked")},
        score_sum=scored.score.sum(),
        score_squares=(scored.score * scored.score).sum(),
    )


def count_totals(totals: Table) -> Table:
    """The columns of `count` for campaigns of which a platform exports only totals.

    `totals`: campaign, delivered and a count of messages for each behaviour. How behaviours fall
    together on one message is lost, so the squares are what independent behaviours would give: with
    p = count ÷ delivered and w the weight, a message's score has the mean Σ w·p and the variance
    Σ w²·p·(1 − p).
    """
    share = {name: totals[name] / totals.delivered.nullif(0) for name in WEIGHTS}
    mean = _total(share[name] * weight for name, weight in WEIGHTS.items())
    variance = _total(share[name] * (1 - share[name]) * weight**2 for name, weight in WEIGHTS.items())
    score_sum = _total(totals[name] * weight for name, weight in WEIGHTS.items())
    squares = (totals.delivered * (variance + mean * mean)).coalesce(0).round()
    return totals.select(
        "campaign",
        *(totals[name].cast("int64").name(name) for name in ("delivered", *WEIGHTS)),
        score_sum=score_sum.cast("int64"),
        score_squares=squares.cast("int64"),
    )


def rank(counts: Table, campaigns: Table) -> Table:
    """Counts per campaign, grouped by their tuple, scored and placed within their segment.

    Out come merchant_id, group_key, audience, delivered, a count for each behaviour, and:
    mean_score, the plain mean over delivered messages, with its 95 % interval score_low to
    score_high (normal, the segment's pooled variance of a message); shrunk_score, see `_shrunk`;
    percentile, the mid-rank of the shrunk score within the segment, 0–1; quarter, "strong" above
    0.75, "weak" below 0.25, else null. Where a segment's campaigns do not differ more than chance
    would have it, all have the percentile 0.5 and none is strong or weak.
    """
    numbers = ("delivered", *WEIGHTS, "score_sum", "score_squares")
    joined = counts.join(campaigns, "campaign")
    groups = joined.group_by("merchant_id", "group_key", "audience").agg(
        **{name: joined[name].sum().cast("int64") for name in numbers}
    )
    groups = groups.filter(groups.delivered > 0)
    groups = groups.mutate(mean_score=groups.score_sum / groups.delivered)
    return _placed(_shrunk(groups)).select(
        "merchant_id",
        "group_key",
        "audience",
        "delivered",
        *WEIGHTS,
        "mean_score",
        "shrunk_score",
        "percentile",
        "quarter",
        "score_low",
        "score_high",
    )


def _shrunk(groups: Table) -> Table:
    """Pull each mean toward its segment's by sample size: empirical Bayes, one-way random effects.

    A campaign j has n messages with mean m; its segment has k campaigns and N messages.
    Variance of a message within a campaign, pooled: σ² = Σ (Σ score² − n·m²) ÷ (N − k).
    Variance between campaigns, by the method of moments (the ANOVA estimator for unequal sizes):
    τ² = max(0, (Σ n·(m − m̄)² − (k − 1)·σ²) ÷ (N − Σ n² ÷ N)), with m̄ = Σ n·m ÷ N.
    Reliability: b = τ² ÷ (τ² + σ² ÷ n). Segment mean, weighted by reliability: μ = Σ b·m ÷ Σ b, or
    m̄ if τ² = 0. Shrunk score: μ + b·(m − μ).
    Sources: DerSimonian and Laird, Controlled Clinical Trials 7 (1986), for τ² and μ (with equal
    σ² their estimator is this one); Efron and Morris, JASA 70 (1975), and Morris, JASA 78 (1983),
    for b. With a single message everywhere (N = k) σ² is unknown, and every mean goes to μ.
    """
    groups = groups.left_join(_variances(groups), "audience").drop("audience_right")
    noise = groups.within / groups.delivered
    spread = groups.between + noise
    groups = groups.mutate(reliability=ibis.ifelse(spread > 0, groups.between / spread, 0.0).coalesce(0.0))
    centres = groups.group_by("audience").agg(
        plain=_.score_sum.sum() / _.delivered.sum(),
        weighted=(_.reliability * _.mean_score).sum() / _.reliability.sum().nullif(0),
    )
    centres = centres.select("audience", centre=centres.weighted.coalesce(centres.plain))
    groups = groups.left_join(centres, "audience").drop("audience_right")
    half = _Z95 * (groups.within / groups.delivered).sqrt()
    return groups.mutate(
        shrunk_score=groups.centre + groups.reliability * (groups.mean_score - groups.centre),
        score_low=groups.mean_score - half,
        score_high=groups.mean_score + half,
    )


def _variances(groups: Table) -> Table:
    """Per segment: `within`, σ² of a message (null if unknown), and `between`, τ² of campaigns."""
    sums = groups.group_by("audience").agg(
        k=_.count(),
        n=_.delivered.sum().cast("float64"),
        n_squares=(_.delivered.cast("float64") * _.delivered).sum(),
        total=_.score_sum.sum().cast("float64"),
        squares=_.score_squares.sum().cast("float64"),
        explained=(_.score_sum * _.mean_score).sum(),  # Σ n·m²
    )
    rest = (sums.squares - sums.explained) / (sums.n - sums.k).nullif(0)
    # Rounding may leave a hair below zero where all messages of a campaign score alike; what is
    # unknown stays null, which GREATEST would make a zero.
    within = ibis.ifelse(rest < 0, 0.0, rest)
    among = sums.explained - sums.total * sums.total / sums.n - (sums.k - 1) * within
    between = among / (sums.n - sums.n_squares / sums.n).nullif(0)
    return sums.select("audience", within=within, between=ibis.greatest(between.coalesce(0.0), 0.0))


def _placed(groups: Table) -> Table:
    """The mid-rank percentile within the segment, and which quarter that is."""
    ordered = ibis.window(group_by="audience", order_by=groups.shrunk_score)
    alike = ibis.window(group_by=["audience", "shrunk_score"])
    segment = ibis.window(group_by="audience")
    below = ibis.rank().over(ordered)
    ties, campaigns = groups.count().over(alike), groups.count().over(segment)
    placed = groups.mutate(percentile=(below + ties / 2) / campaigns)
    quarter = ibis.cases((placed.percentile > _STRONG, "strong"), (placed.percentile < _WEAK, "weak"))
    return placed.mutate(quarter=quarter)


def _total(terms: Iterable[NumericValue]) -> NumericValue:
    return reduce(add, terms)
