"""Records become figures."""

import pytest

from agents.evaluation.summary import summarise
from agents.evaluation.types import Line, Report, Share
from agents.types import Message, Usage
from tests.agents.evaluation.samples import OLD, SETUP, five, kept, nearness, record


@pytest.fixture
def report() -> Report:
    return summarise(five(), setup=SETUP, nearness=nearness())


def counts(share: Share | None) -> tuple[int, int]:
    assert share is not None
    return share.hits, share.of


def test_pairs_are_the_drafts_that_were_rewritten(report: Report) -> None:
    assert (report.overall.drafts, report.overall.pairs) == (5, 3)
    assert [(line.name, line.drafts, line.pairs) for line in report.segments] == [
        ("new_buyers", 1, 1),
        ("lapsing_buyers", 4, 2),
    ]


def test_scores_are_means_before_and_after_with_the_relative_change(report: Report) -> None:
    audience, market = report.overall.audience, report.overall.market
    assert audience is not None
    assert market is not None
    assert (audience.before, audience.after, audience.change) == (1, 5, 400)
    assert (market.before, market.after, market.change) == (1, 3, 200)


def test_who_won_and_how_steady_the_judge_was(report: Report) -> None:
    line = report.overall
    told = (line.preferred, line.kept, line.tied, line.again, line.swap, line.repeat)
    assert [counts(share) for share in told] == [(1, 3), (1, 3), (1, 3), (2, 3), (2, 3), (2, 3)]


def test_as_sent_counts_what_was_left_alone_for_the_draft(report: Report) -> None:
    line = report.as_sent
    assert line.drafts == 4  # nothing was sent of the refused one
    assert (counts(line.preferred), counts(line.kept), counts(line.tied)) == ((1, 4), (2, 4), (1, 4))
    assert line.audience is not None
    assert (line.audience.before, line.audience.after) == (2, 5)


def test_similarity_goes_with_its_own_pairs(report: Report) -> None:
    by_name = {line.name: line.chrf for line in report.segments}
    assert by_name == {"new_buyers": 30, "lapsing_buyers": 15}
    assert report.overall.chrf == 20
    assert report.overall.bertscore is None


def test_errors_are_counted_before_and_after(report: Report) -> None:
    counted = {e.type: (e.primary, e.before, e.after) for e in report.errors}
    assert counted["vague_incentive"] == (2, 3, 0)
    assert counted["weak_call_to_action"] == (1, 1, 1)
    assert counts(report.clean) == (2, 3)


def test_what_is_broken_is_named_with_its_draft(report: Report) -> None:
    assert [(b.draft_id, b.where, b.rule) for b in report.breaches] == [("c", "message", "new_fact")]
    assert report.checked == 3


def test_a_draft_left_alone_breaks_nothing_of_ours() -> None:
    broken = five()[2].broken
    report = summarise([kept("a", broken=broken)], setup=SETUP, nearness=nearness(0))
    assert report.breaches == ()
    assert [b.draft_id for b in report.own_findings] == ["a"]


def test_times_without_waiting_are_left_out(report: Report) -> None:
    assert report.time_ms is not None
    assert (report.time_ms.n, report.untimed) == (4, 1)
    assert report.time_ms.p50 == 100
    assert report.time_ms.p95 == pytest.approx(270)


def test_costs_are_those_of_suggestions_that_asked_a_model(report: Report) -> None:
    costs = report.costs
    assert costs is not None
    assert costs.money is not None
    assert costs.money.n == 2
    assert costs.money.mean == pytest.approx(0.003)
    assert (costs.calls, costs.tokens_in, costs.unpriced, costs.currency) == (4.5, 1350, 0, "USD")


def test_a_model_without_a_price_costs_nothing_that_is_known() -> None:
    report = summarise([record("a", usage=Usage(calls=2, cost=None))], setup=SETUP, nearness=nearness(1))
    assert report.costs is not None
    assert (report.costs.money, report.costs.unpriced, report.costs.calls) == (None, 1, 2)
    assert any("price" in note for note in report.notes)


def test_labels_are_compared_where_there_are_some(report: Report) -> None:
    found = report.agreement
    assert found is not None
    assert counts(found.primary) == (2, 2)
    assert counts(found.contradiction) == (1, 1)
    assert counts(found.audience) == (1, 1)  # 2 by readers, 1 by us
    assert counts(found.market) == (0, 1)  # 4 by readers, 1 by us
    assert found.macro_f1 == 1


def test_without_labels_there_is_no_agreement() -> None:
    assert summarise([record("a")], setup=SETUP, nearness=nearness(1)).agreement is None


def test_pairs_of_one_length_differ_by_fifteen_percent_at_most() -> None:
    longer = {"message": Message(body=OLD + "!" * len(OLD))}
    alike = {"message": Message(body=OLD[:-1] + "?")}
    records = [record("a", suggestion=alike), record("b", suggestion=longer)]
    report = summarise(records, setup=SETUP, nearness=nearness(2))
    assert counts(report.alike) == (1, 1)


def test_nothing_rewritten_is_a_report_too() -> None:
    report = summarise([kept("a")], setup=SETUP, nearness=nearness(0))
    assert report.overall == Line(name="overall", drafts=1, pairs=0)
    assert report.clean is None


@pytest.mark.parametrize(
    ("simulated", "engine", "judge", "told"),
    [
        (True, "rules", "rules", ("not business uplift", "simulated", "very rules", "every time")),
        (False, "llm:a", "llm:a", ("not business uplift", "like their own words")),
        (False, "llm:a", "rules", ("not business uplift", "every time")),
    ],
)
def test_what_figures_are_worth_stands_beside_them(
    simulated: bool, engine: str, judge: str, told: tuple[str, ...]
) -> None:
    setup = SETUP.model_copy(update={"engine": engine, "judge": judge})
    notes = "\n".join(summarise([record("a", simulated=simulated)], setup=setup, nearness=nearness(1)).notes)
    assert [part for part in told if part not in notes] == []
    assert ("simulated" in notes) is simulated


def test_who_helped_out_is_counted() -> None:
    said = "The model did not answer in time; the built-in rules wrote this."
    helped = record("a", troubles=(said,), suggestion={"engine": "rules"})
    report = summarise([helped, record("b")], setup=SETUP, nearness=nearness(2))
    assert report.troubles == {said: 1}
    assert report.writers == {"rules": 1, "llm:small": 1}
