"""Whatever is to be shown, Slack takes it, all of the message is there, and nothing in it is parsed."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents.types import (
    Contradiction,
    Draft,
    ExemplarRef,
    Finding,
    GuidanceStep,
    LintFinding,
    Message,
    Suggestion,
    Variant,
)
from handlers.slack.blocks.answer import answer_card
from handlers.slack.blocks.card import Card
from handlers.slack.blocks.decision import Decision
from handlers.slack.blocks.details import details_card
from handlers.slack.blocks.forms import edit_form
from handlers.slack.blocks.notes import message_card, note_card, trouble_card
from handlers.slack.blocks.origin import Origin
from handlers.slack.blocks.results import result_view
from handlers.slack.forms import read_edit_form
from tests.handlers.slack.blocks.filling import as_shown
from tests.handlers.slack.blocks.slack_rules import (
    accept_message,
    accept_view,
    copyable_texts,
    marked_texts,
    words_of,
)
from tests.handlers.slack.blocks.suggestions import (
    DRAFT,
    MARK,
    SUGGESTION,
    drafts,
    messages,
    suggestions,
    words,
)

anything = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
# Should a case fail, it is told although it is long.
pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
DECISIONS = st.none() | st.builds(
    Decision,
    kind=st.sampled_from(("used", "edited", "dismissed")),
    by=st.just("U_ANA"),
    at=st.just(datetime(2026, 11, 27, 10, 42, tzinfo=UTC)),
    version=st.integers(1, 60),
    final=st.none() | messages(),
)
HUGE = "A very long sentence that goes on and on. " * 300  # 12,600 characters
CROWDED = Suggestion(
    id="S-1",
    outcome="rewritten",
    message=Message(title="T" * 200, body=HUGE[:12_000]),
    variants=tuple(Variant(intent="shorter", body="Short.") for _ in range(50)),
    errors=tuple(Finding(type="vague_incentive", evidence=HUGE, feedback=HUGE) for _ in range(5)),
    contradictions=tuple(Contradiction(field="amount", said=HUGE, known=HUGE) for _ in range(10)),
    questions=(HUGE,) * 10,
    guidance=tuple(GuidanceStep(step=HUGE, why=HUGE, before=HUGE, after=HUGE + str(n)) for n in range(10)),
    exemplars=tuple(
        ExemplarRef(source="own", campaign_id="C" * 200, score=1, sample_size=9, why=HUGE) for _ in range(10)
    ),
    lint=tuple(LintFinding(rule=f"r{n}", severity="warning", detail=f"Rule {n}. {HUGE}") for n in range(30)),
    facts_kept=("N" * 200,) * 50,
    assumptions=(HUGE,) * 10,
)


def all_there(message: Message, card: Card) -> bool:
    shown = "".join(copyable_texts(card.blocks))
    return f"{message.title or ''}{message.body or '–'}" in shown or message.text in (card.overflow or "")


@anything
@given(drafts(), suggestions(), DECISIONS, st.booleans(), words(500))
def test_slack_takes_any_answer_and_parses_nothing_of_it(
    draft: Draft, suggestion: Suggestion, decision: Decision | None, expanded: bool, note: str
) -> None:
    card = answer_card(draft, suggestion, decision=decision, expanded=expanded, note=note)
    accept_message(card)
    assert not [text for text in marked_texts(card.blocks) if MARK in text]
    assert "<!channel>" not in card.text


@anything
@given(drafts(), suggestions())
def test_no_letter_of_the_rewrite_is_lost(draft: Draft, suggestion: Suggestion) -> None:
    card = answer_card(draft, suggestion)
    if suggestion.message:
        assert all_there(suggestion.message, card)


@anything
@given(drafts(), suggestions())
def test_no_letter_of_the_other_versions_is_lost(draft: Draft, suggestion: Suggestion) -> None:
    card = answer_card(draft, suggestion, expanded=True)
    if suggestion.outcome != "refused":
        assert all(all_there(variant.message, card) for variant in suggestion.variants)


@anything
@given(suggestions())
def test_slack_takes_any_evidence_and_parses_nothing_of_it(suggestion: Suggestion) -> None:
    card = details_card(suggestion)
    accept_message(card)
    assert not marked_texts(card.blocks)


@anything
@given(messages(), words())
def test_slack_takes_any_message_and_sentence(message: Message, said: str) -> None:
    card = message_card(said, message)
    for shown in (card, note_card(said), trouble_card(said, said, said)):
        accept_message(shown)
        assert not marked_texts(shown.blocks)
    assert all_there(message, card)


@anything
@given(drafts(), suggestions())
def test_slack_takes_any_answer_in_a_window(draft: Draft, suggestion: Suggestion) -> None:
    view = result_view(draft, suggestion, Origin(channel="C1", ts="1.2", thread="1.1", suggestion_id="S-1"))
    accept_view(view)
    assert not marked_texts(view)


@anything
@given(messages())
def test_a_message_of_any_length_comes_out_of_its_form_as_it_went_in(message: Message) -> None:
    view = edit_form(message, Origin())
    accept_view(view)
    read = read_edit_form(as_shown(view)).message
    assert read is not None
    assert read.body == message.body.strip()


@pytest.mark.parametrize("expanded", [False, True])
def test_the_most_crowded_answer_keeps_its_point_and_its_buttons(expanded: bool) -> None:
    card = answer_card(DRAFT, CROWDED, expanded=expanded)
    accept_message(card)
    assert CROWDED.message is not None
    assert all_there(CROWDED.message, card)
    assert ("Use Version 1" if expanded else "Use This") in words_of(card.blocks)
    assert "Shortened to fit in Slack" in words_of(card.blocks)


def test_a_long_mail_stands_in_full_beside_its_reasons() -> None:
    mail = Message(title="News", body=HUGE[:5000])
    card = answer_card(DRAFT, SUGGESTION.model_copy(update={"message": mail}))
    accept_message(card)
    assert card.overflow is None
    assert "".join(copyable_texts(card.blocks)) == f"News{mail.body}"
    assert "Why it's weak" in words_of(card.blocks)


def test_a_message_too_long_for_slack_comes_as_a_file_with_its_beginning_shown() -> None:
    mail = Message(title="News", body=HUGE[:12_000])
    card = answer_card(DRAFT, SUGGESTION.model_copy(update={"message": mail}))
    assert card.overflow == mail.text
    assert "the whole text is in the file below" in words_of(card.blocks)


def test_other_versions_that_do_not_fit_come_as_a_file() -> None:
    long = tuple(Variant(intent=f"way {n}", body=HUGE[:4000] + str(n)) for n in range(3))
    card = answer_card(DRAFT, SUGGESTION.model_copy(update={"variants": long}), expanded=True)
    accept_message(card)
    assert card.overflow is not None
    assert all(variant.body in card.overflow for variant in long)
    assert "The other versions are in the file below." in words_of(card.blocks)


def test_of_thirty_warnings_the_first_are_told_and_the_rest_counted() -> None:
    lint = tuple(LintFinding(rule=f"r{n}", severity="warning", detail=f"Rule {n}.") for n in range(30))
    told = words_of(answer_card(DRAFT, SUGGESTION.model_copy(update={"lint": lint})).blocks)
    assert "Rule 2." in told
    assert "Rule 3." not in told
    assert "and 27 more" in told
    assert "Rule 29." in words_of(details_card(SUGGESTION.model_copy(update={"lint": lint})).blocks)
