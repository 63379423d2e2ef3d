"""Trials as they are shown: Slack takes them, and nothing of the arms is parsed."""

from typing import Any

import pytest

from agents.trials.looking import look_at
from agents.trials.types import Baseline, Counts, Wanted
from agents.types import Message, Variant
from handlers.slack.blocks.forms import TrialValues, trial_form
from handlers.slack.blocks.origin import Origin
from handlers.slack.blocks.trials import news_card, plan_card, trials_card
from handlers.slack.forms import read_trial_form
from handlers.trials.keeping import draw_up, plan_of
from handlers.trials.proposing import proposal_of
from handlers.trials.types import Asked, News, Usual
from store.rows import TrialRow
from tests.handlers.slack.blocks.filling import as_shown
from tests.handlers.slack.blocks.slack_rules import accept_message, accept_view, copyable_texts, marked_texts
from tests.handlers.trials.tried import ANSWER, DRAFT, NOW, SHOP

HOSTILE = "<!channel> *free* <https://evil.example|here> & more"


def _trial(body: str, arms: int = 2) -> TrialRow:
    variants = tuple(Variant(intent=f"way {n}", title=None, body=f"{n} {body}") for n in range(3))
    answer = ANSWER.model_copy(update={"message": Message(body=body), "variants": variants})
    usual = Usual(baseline=Baseline(rate=0.08, unsubscribes=0.01, delivered=9_000, source="shop"))
    asked = Asked(wanted=Wanted(lift=0.1, weekly=900, arms=arms))
    return draw_up(proposal_of(SHOP, DRAFT, answer), usual, asked, key="k", now=NOW)


@pytest.mark.parametrize(
    "body", [HOSTILE, "A sentence of some length. " * 80, "A very long one that goes on and on. " * 300]
)
def test_a_plan_is_taken_by_slack_and_its_versions_can_be_copied(body: str) -> None:
    card = plan_card(_trial(body, arms=5))
    accept_message(card)
    assert marked_texts(card.blocks) == []
    copied = " ".join(copyable_texts(card.blocks))
    assert body in (copied + (card.overflow or ""))


def test_news_and_lists_are_taken_by_slack() -> None:
    trial = _trial(HOSTILE, arms=3)
    counts = {arm: Counts(delivered=900, clicked=80 + n, unsubscribed=9) for n, arm in enumerate("ABC")}
    result = look_at(plan_of(trial), counts)
    accept_message(news_card(trial, News(trial_id=trial.id, number=0, result=result)))
    accept_message(trials_card([(trial, HOSTILE * 50)] * 20))
    accept_message(trials_card([]))


def test_the_form_is_taken_by_slack_and_read_as_it_was_filled_in() -> None:
    view = trial_form(
        TrialValues(campaign_id="C-1", rewrites=2, lift=50, weekly=6_000, hint="Lately."), Origin()
    )
    accept_view(view)
    form = read_trial_form(as_shown(view))
    assert form.wanted == Wanted(lift=0.5, weekly=6_000)
    assert (form.mode, form.campaign_id, form.errors) == ("fixed", "C-1", {})


@pytest.mark.parametrize(("said", "weekly"), [("6,000", 6_000), ("12 500", 12_500), ("900", 900)])
def test_a_number_of_messages_may_be_written_as_people_do(said: str, weekly: int) -> None:
    form = read_trial_form(_state(said))
    assert form.wanted is not None
    assert form.wanted.weekly == weekly


@pytest.mark.parametrize("said", ["", "0", "many", "-5", "1.5e9", "6,00"])
def test_what_is_no_number_of_messages_is_said_at_its_field(said: str) -> None:
    assert list(read_trial_form(_state(said)).errors) == ["weekly"]


def _state(weekly: str) -> dict[str, Any]:
    return {"weekly": {"value": {"type": "plain_text_input", "value": weekly}}}
