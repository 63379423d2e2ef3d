import io

import pytest
from rich.console import Console

from agents.types import (
    Contradiction,
    Draft,
    ExemplarRef,
    Finding,
    GuidanceStep,
    LintFinding,
    Message,
    Preference,
    ScorePair,
    Scores,
    Suggestion,
    Variant,
)
from handlers.terminal.details import render_details
from handlers.terminal.render import render, show
from handlers.terminal.safe import printable

DRAFT = Draft(audience="abandoned_cart_buyers", channel="push", body="Come back for a treat")
REWRITE = "Hi {{first_name}}, finish your order by 30 Nov and take S$5 off when you spend S$35 or more. " * 2
SUGGESTION = Suggestion(
    id="S-1",
    outcome="rewritten",
    message=Message(title="Your [bold]drip bags[/bold] are here", body=REWRITE),
    variants=(Variant(intent="service", body="Your drip bags are set aside."),),
    errors=(Finding(type="vague_incentive", evidence="a treat", feedback="“a treat” hides S$5 off."),),
    contradictions=(Contradiction(field="value", said="30%", known="the voucher gives 10%"),),
    questions=("How many are left?",),
    guidance=(
        GuidanceStep(
            step="Say the offer in full", why="“a treat” hides S$5 off.", before="a treat", after="S$5 off"
        ),
        GuidanceStep(step="Name the product", why="A name can be pictured."),
    ),
    scores=ScorePair(
        original=Scores(audience_match=3, marketing_effectiveness=1, reasons=("It is vague.",)),
        rewritten=Scores(audience_match=5, marketing_effectiveness=5, reasons=("It is exact.",)),
    ),
    preference=Preference(winner="rewritten", confidence=0.9, consistent_when_swapped=True),
    path="in_group",
    exemplars=(
        ExemplarRef(source="own", campaign_id="C-211", score=2.9, sample_size=4120, why="same offer"),
    ),
    lint=(LintFinding(rule="push.title", severity="warning", detail="The title has 36 characters."),),
    facts_kept=("S$5", "30 Nov"),
    assumptions=("I took this for a push notification.",),
    elapsed_ms=12.4,
)


def shown(suggestion: Suggestion, draft: Draft = DRAFT, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    show(console, render(draft, suggestion))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert isinstance(text, str)
    return text


def test_the_point_comes_first_then_why_then_the_steps_then_the_evidence() -> None:
    text = shown(SUGGESTION)
    places = [
        text.index(part) for part in ("finish your order", "Vague incentive", "1. Say the offer", "C-211")
    ]
    assert places == sorted(places)


def test_the_rewrite_is_on_one_line_of_its_own_so_that_it_copies_clean() -> None:
    assert REWRITE in shown(SUGGESTION, width=40).splitlines()


def test_what_a_merchant_must_settle_stands_before_the_rewrite() -> None:
    text = shown(SUGGESTION.model_copy(update={"outcome": "ask"}))
    assert (
        text.index("Before you send this")
        < text.index("How many are left?")
        < text.index("finish your order")
    )


def test_markup_in_a_message_is_text() -> None:
    assert "Your [bold]drip bags[/bold] are here" in shown(SUGGESTION)


def test_a_step_does_not_repeat_what_the_diagnosis_said() -> None:
    assert shown(SUGGESTION).count("hides S$5 off") == 1


def test_the_reason_for_refusing_is_all_there_is() -> None:
    text = shown(
        Suggestion(id="S-1", outcome="refused", questions=("There is no text to rewrite.",)), Draft(body="")
    )
    assert "There is no text to rewrite." in text
    assert "Rewrite" not in text


def test_a_good_draft_is_left_with_a_word_on_why() -> None:
    text = shown(SUGGESTION.model_copy(update={"outcome": "unchanged", "variants": (), "errors": ()}))
    assert "I would send it as it is." in text


def test_scores_path_engine_and_figures_are_told() -> None:
    text = " ".join(shown(SUGGESTION).split())
    for part in (
        "Audience 3 → 5",
        "marketing 1 → 5",
        "your own strong messages",
        "engine rules",
        "4,120 delivered",
    ):
        assert part in text


def test_the_details_give_the_reasons_and_the_comparison() -> None:
    text = "\n".join(line.plain for line in render_details(SUGGESTION))
    for part in ("It is vague.", "It is exact.", "90% sure, in both orders", "The title has 36 characters."):
        assert part in text


def test_the_details_quote_nothing_where_something_is_missing() -> None:
    missing = Finding(type="vague_incentive", evidence="", feedback="The message leaves the offer out.")
    text = "\n".join(
        line.plain for line in render_details(SUGGESTION.model_copy(update={"errors": (missing,)}))
    )
    assert "Vague incentive: The message leaves the offer out." in text


@pytest.mark.parametrize("control", ["\x1b[31m", "\x07", "\x9b", "\u202e"])
def test_control_characters_from_a_draft_never_reach_the_terminal(control: str) -> None:
    assert control not in printable(f"a{control}b")
    assert printable("tab\tand\nline") == "tab\tand\nline"


def test_what_the_team_likes_is_said_where_the_rewrite_has_it() -> None:
    liked = "Your team chose the version that opens with the offer in 14 of 17 choices."
    assert liked in shown(SUGGESTION.model_copy(update={"taste": liked}))
    assert "Your team" not in shown(SUGGESTION)
