"""Which templates a digest tells of: those where a fix would bring most, and nothing twice in a row."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from agents.digest.types import Candidate, Ranked, Standard

_WEEK = timedelta(days=7)
_USUAL_WEEKS = 13.0  # of a template of which nobody knows when it was sent: a quarter of a year


def weekly_volume(candidate: Candidate, now: datetime) -> float:
    """Messages a week: all that were delivered, over the weeks since the first was sent, at least one.

    An estimate, for the history tells when a campaign began and not when each of its messages went out.
    What was sent once and long ago weighs little, what goes out all the time weighs what it should.
    """
    if candidate.first_sent is None:
        return candidate.delivered / _USUAL_WEEKS
    return candidate.delivered / max(1.0, (now - candidate.first_sent) / _WEEK)


def expected_gain(candidate: Candidate, standard: Standard, weekly: float) -> float:
    """Points a week if the template did as well as the segment's strong ones: max(0, t − s) × v.

    s is its score shrunk toward the segment's mean by sample size (empirical Bayes: Efron and Morris,
    JASA 70, 1975; `store.ingest.engagement`), so that five lucky or unlucky messages don't lead; t the
    mean of the shrunk scores of the segment's top quarter; v messages a week. The difference of two
    posterior means is the posterior expectation of the difference, hence "expected". A fix need not get
    all the way: it is an order, and a ceiling.
    """
    return max(0.0, standard.score - candidate.shrunk) * weekly


def _is_below(candidate: Candidate, standard: Standard) -> bool:
    """Whether it surely does worse than strong templates: its whole interval lies below what they reach."""
    return candidate.high < standard.score


def got_worse(candidate: Candidate, shrunk_then: float) -> bool:
    """Whether a shrunk score fell by more than noise: by more than half the width of today's interval."""
    return shrunk_then - candidate.shrunk > (candidate.high - candidate.low) / 2


def ranked(
    candidates: Iterable[Candidate],
    standards: Mapping[str, Standard],
    *,
    told: Mapping[str, float],
    settled: Collection[str],
    now: datetime,
) -> tuple[tuple[Ranked, ...], int]:
    """The templates worth a fix, the largest gain first; and how many are left out as told before.

    `told` has the shrunk scores that the last digests told, by group: these come again only if they got
    worse. `settled` groups were adopted in other words, or turned down, and don't come again.
    """
    found, again = [], 0
    for candidate in candidates:
        standard = standards.get(candidate.audience)
        if candidate.group in settled or standard is None or not _is_below(candidate, standard):
            continue
        then = told.get(candidate.group)
        if then is not None and not got_worse(candidate, then):
            again += 1
            continue
        weekly = weekly_volume(candidate, now)
        gain = expected_gain(candidate, standard, weekly)
        found.append(
            Ranked(candidate=candidate, standard=standard, weekly=weekly, gain=gain, worse=then is not None)
        )
    found.sort(key=lambda one: (-one.gain, one.candidate.campaign_id))
    return tuple(found), again
