"""From records to figures."""

import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from agents.evaluation.agreement import agreement
from agents.evaluation.bootstrap import move, share
from agents.evaluation.caveats import caveats
from agents.evaluation.expense import costs, spread
from agents.evaluation.records import Record
from agents.evaluation.similarity import Similarity
from agents.evaluation.types import Breach, ErrorCount, Line, Report, Setup, Share
from agents.types import ERROR_TYPES, SEGMENTS

T = TypeVar("T")
_ALIKE = 0.15
"""Texts whose lengths differ by no more than this share are of one length: a judge may like length."""


def summarise(records: Sequence[Record], *, setup: Setup, nearness: Similarity) -> Report:
    """The report of a run; `nearness` goes with the records that have a rewrite, in their order."""
    report = _figures(records, setup, nearness)
    return report.model_copy(update={"notes": caveats(report)})


def _figures(records: Sequence[Record], setup: Setup, nearness: Similarity) -> Report:
    pairs = [r for r in records if r.rewrite]
    near = {record.key: place for place, record in enumerate(pairs)}

    def line(name: str, some: Sequence[Record]) -> Line:
        return _with_nearness(
            _line(name, some, setup.seed), [near[r.key] for r in some if r.rewrite], nearness
        )

    by_segment = {s: [r for r in records if r.segment == s] for s in SEGMENTS}
    return Report(
        setup=setup,
        segments=tuple(line(name, some) for name, some in by_segment.items() if some),
        overall=line("overall", records),
        as_sent=_as_sent(records, setup.seed),
        alike=_won([r for r in pairs if _is_alike(r)], setup.seed),
        errors=tuple(_counted(pairs)),
        clean=share([not r.errors_left for r in pairs], seed=setup.seed),
        outcomes=_count(records, lambda r: r.suggestion.outcome),
        paths=_count(records, lambda r: r.suggestion.path),
        writers=_count(pairs, lambda r: r.suggestion.engine),
        troubles=_count([t for r in records for t in r.troubles], str),
        checked=sum(r.checked for r in pairs),
        breaches=_breaches(pairs),
        own_findings=_breaches([r for r in records if not r.rewrite]),
        time_ms=spread([r.suggestion.elapsed_ms for r in records if r.timed]),
        untimed=sum(not r.timed for r in records),
        costs=costs([r.suggestion.usage for r in records if r.suggestion.usage]),
        judging=costs([r.judging for r in records if r.judging]),
        agreement=agreement(records, seed=setup.seed),
        similarity=nearness.means,
        simulated=any(r.simulated for r in records),
    )


def _line(name: str, records: Sequence[Record], seed: int) -> Line:
    pairs = [r for r in records if r.rewrite]
    levels = [r.levels for r in pairs if r.levels]
    judged = [(r.preference, r.repeated) for r in pairs if r.preference]
    winners = [preference.winner for preference, _ in judged]
    return Line(
        name=name,
        drafts=len(records),
        pairs=len(pairs),
        audience=move([audience for audience, _ in levels], seed=seed),
        market=move([market for _, market in levels], seed=seed),
        preferred=share([w == "rewritten" for w in winners], seed=seed),
        kept=share([w == "original" for w in winners], seed=seed),
        tied=share([w == "tie" for w in winners], seed=seed),
        again=share([w == "rewritten" for _, repeated in judged for w in repeated[:1]], seed=seed),
        swap=share([p.consistent_when_swapped for p, _ in judged], seed=seed),
        repeat=share([{p.winner} == set(again) for p, again in judged if again], seed=seed),
    )


def _with_nearness(line: Line, places: Sequence[int], nearness: Similarity) -> Line:
    if not places:
        return line
    chrf = statistics.fmean(nearness.chrf[place] for place in places)
    told = nearness.bertscore
    bertscore = statistics.fmean(told[place] for place in places) if told else None
    return line.model_copy(update={"chrf": chrf, "bertscore": bertscore})


def _as_sent(records: Sequence[Record], seed: int) -> Line:
    """Every draft with something to send: one that was left as it is counts as a win of the draft."""
    sent = [r for r in records if r.suggestion.message]
    levels = [r.levels for r in sent if r.levels]
    winners = [r.preference.winner if r.rewrite and r.preference else "original" for r in sent]
    return Line(
        name="as sent",
        drafts=len(sent),
        pairs=sum(r.rewrite is not None for r in sent),
        audience=move([audience for audience, _ in levels], seed=seed),
        market=move([market for _, market in levels], seed=seed),
        preferred=share([w == "rewritten" for w in winners], seed=seed),
        kept=share([w == "original" for w in winners], seed=seed),
        tied=share([w == "tie" for w in winners], seed=seed),
    )


def _won(pairs: Sequence[Record], seed: int) -> Share | None:
    return share([r.preference.winner == "rewritten" for r in pairs if r.preference], seed=seed)


def _is_alike(record: Record) -> bool:
    before, after = len(record.draft.message.text), len(record.rewrite.text if record.rewrite else "")
    return abs(after - before) <= _ALIKE * before


def _counted(pairs: Sequence[Record]) -> Iterable[ErrorCount]:
    for error in ERROR_TYPES:
        yield ErrorCount(
            type=error,
            primary=sum(r.suggestion.primary_error == error for r in pairs),
            before=sum(error in {e.type for e in r.suggestion.errors} for r in pairs),
            after=sum(error in r.errors_left for r in pairs),
        )


def _count(things: Iterable[T], of: Callable[[T], str]) -> dict[str, int]:
    return dict(Counter(map(of, things)).most_common())


def _breaches(records: Sequence[Record]) -> tuple[Breach, ...]:
    return tuple(
        Breach(draft_id=r.draft.id, where=b.where, rule=b.rule, detail=b.detail)
        for r in records
        for b in r.broken
    )
