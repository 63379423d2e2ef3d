"""The answer: what stands where, what is said once, what can be pressed, what is left when it is settled."""

from datetime import UTC, datetime
from typing import Any

import pytest

from agents.types import Draft, ExemplarRef, GuidanceStep, LintFinding, Message, Suggestion
from handlers.slack.blocks.answer import answer_card
from handlers.slack.blocks.card import Card
from handlers.slack.blocks.decision import Decision
from handlers.talk import CampaignFigures
from tests.handlers.slack.blocks.slack_rules import accept_message, copyable_texts, objects, words_of
from tests.handlers.slack.blocks.suggestions import DRAFT, SUGGESTION

AT = datetime(2026, 11, 27, 2, 42, tzinfo=UTC)
USED = Decision(kind="used", by="U_ANA", at=AT)
UNSENT = CampaignFigures(campaign_id="C-1042", audience="new_buyers", channel="sms")


def shown(suggestion: Suggestion = SUGGESTION, draft: Draft = DRAFT, **more: Any) -> Card:
    card = answer_card(draft, suggestion, **more)
    accept_message(card)
    return card


def told(suggestion: Suggestion = SUGGESTION, draft: Draft = DRAFT, **more: Any) -> str:
    return words_of(shown(suggestion, draft, **more).blocks)


def pressed(card: Card) -> list[str]:
    return [str(found["text"]["text"]) for found in objects(card.blocks) if found.get("type") == "button"]


def in_order(text: str, *parts: str) -> bool:
    places = [text.index(part) for part in parts]
    return places == sorted(places)


def test_the_point_comes_first_then_why_then_the_steps_then_the_evidence_then_the_buttons() -> None:
    assert in_order(
        told(),
        "Rewrite",
        "Your drip bags are still here",
        "take S$5 off by 30 Nov.",
        "Why it's weak",
        "Step by step",
        "Audience match 3 → 5 · marketing 1 → 5",
        "C-211 (score 2.90, 4,120 delivered)",
        "Meant for somebody else?",
        "Use This",
        "Good\nBad",
    )


def test_title_and_body_copy_clean_each_from_a_frame_of_its_own() -> None:
    assert copyable_texts(shown().blocks) == [SUGGESTION.message.title, SUGGESTION.message.body]  # type: ignore[union-attr]
    chat = SUGGESTION.model_copy(update={"message": Message(body="Just the body")})
    assert copyable_texts(shown(chat).blocks) == ["Just the body"]


def test_the_length_is_told_as_the_channel_counts() -> None:
    sms = DRAFT.model_copy(update={"channel": "sms", "title": None})
    chat = SUGGESTION.model_copy(update={"message": Message(body="Take S$5 off by 30 Nov.")})
    assert "1 SMS part, 23 of 160, GSM-7." in told(chat, sms)
    assert "Title 29 characters" in told()


def test_evidence_is_quoted_once() -> None:
    card = shown()
    bullets = (found for found in objects(card.blocks) if found.get("style") == "bullet")
    weak = next(found for found in bullets if "Vague incentive" in words_of(found))
    first, second = ("".join(span["text"] for span in entry["elements"]) for entry in weak["elements"])
    assert first == "Vague incentive. “a special treat” hides S$5 off."
    assert second == "Wrong tone (“You forgot”). It sounds like a reproach."
    assert words_of(card.blocks).count("hides S$5 off") == 1


def test_errors_are_named_in_plain_words() -> None:
    text = told(
        SUGGESTION.model_copy(
            update={
                "errors": (SUGGESTION.errors[0].model_copy(update={"type": "audience_assumption_error"}),)
            }
        )
    )
    assert "Wrong idea of the reader" in text
    assert "audience_assumption_error" not in text


def test_steps_are_numbered_with_before_and_after() -> None:
    lists = [found for found in objects(shown().blocks) if found.get("style") == "ordered"]
    first, second = ("".join(span["text"] for span in entry["elements"]) for entry in lists[0]["elements"])
    assert first == "Say the offer in full.\n“a special treat” → “take S$5 off by 30 Nov”"
    assert second == "Name the product. A name can be pictured.\n“something” → “drip bags”"


def test_an_after_that_stood_in_an_earlier_step_is_not_shown_again() -> None:
    same = tuple(GuidanceStep(step=f"Step {n}", why="", before=f"w{n}", after="new words") for n in range(3))
    assert told(SUGGESTION.model_copy(update={"guidance": same})).count("new words") == 1


def test_a_question_beside_a_rewrite_stands_below_it() -> None:
    assert in_order(
        told(), "take S$5 off by 30 Nov.", "Question to you", "How many are left?", "Why it's weak"
    )


def test_what_must_be_settled_first_stands_first() -> None:
    text = told(SUGGESTION.model_copy(update={"outcome": "ask"}))
    assert in_order(
        text,
        "A question first",
        "Before you send this",
        "How many are left?",
        "A version that keeps to what is known:",
        "take S$5 off",
    )


def test_a_draft_that_is_only_asked_about_is_shown_as_the_draft() -> None:
    asked = SUGGESTION.model_copy(update={"outcome": "ask", "message": DRAFT.message})
    assert "Your draft, as it stands:" in told(asked)


def test_a_question_without_a_message_has_nothing_to_use() -> None:
    card = shown(SUGGESTION.model_copy(update={"outcome": "ask", "message": None, "variants": ()}))
    assert pressed(card) == []
    assert "Meant for somebody else?" in words_of(card.blocks)


def test_a_refusal_is_its_reason_and_no_more() -> None:
    reason = "There is no text to work on."
    card = shown(Suggestion(id="S-1", outcome="refused", questions=(reason,)), Draft(body=""))
    assert [line for line in words_of(card.blocks).splitlines() if line not in {"Good", "Bad"}] == [
        "No rewrite for this one",
        reason,
    ]
    assert pressed(card) == []


def test_a_good_draft_is_left_with_a_word_on_why() -> None:
    good = SUGGESTION.model_copy(
        update={"outcome": "unchanged", "errors": (), "guidance": (), "variants": ()}
    )
    assert in_order(told(good), "I would send it as it is", "It is vague.", "Your drip bags", "Use This")
    assert "Other Ways" not in told(good)


def test_the_buttons_say_what_they_do_and_only_one_stands_out() -> None:
    card = shown()
    assert pressed(card) == ["Use This", "Edit", "Other Ways", "Not Helpful"]
    assert [b["action_id"] for b in objects(card.blocks) if b.get("style") == "primary"] == ["use"]


def test_other_ways_come_with_a_button_each() -> None:
    card = shown(expanded=True)
    assert copyable_texts(card.blocks)[2:] == [
        "Set aside for you",
        "Check out by 30 Nov for S$5 off.",
        "S$5 off your drip bags until 30 Nov.",
    ]
    uses = [b["value"] for b in objects(card.blocks) if b.get("action_id") == "use"]
    assert sorted(uses) == ["1", "2", "3"]
    assert pressed(card) == ["Use This", "Use This", "Use Version 1", "Edit", "Not Helpful"]
    assert in_order(words_of(card.blocks), "S$5 off by 30 Nov.", "Version 2: service", "Why it's weak")
    assert "Version 2: service" in words_of(card.blocks)


def test_slacks_own_thumbs_carry_the_suggestion() -> None:
    thumbs = next(found for found in objects(shown().blocks) if found.get("type") == "feedback_buttons")
    assert thumbs["action_id"] == "feedback"
    assert (thumbs["positive_button"]["value"], thumbs["negative_button"]["value"]) == ("good:S-1", "bad:S-1")


def test_a_given_audience_is_named_once_and_can_be_changed() -> None:
    card = shown()
    menu = next(found for found in objects(card.blocks) if found.get("type") == "static_select")
    assert (menu["action_id"], menu["initial_option"]["value"]) == ("audience", "abandoned_cart_buyers")
    assert len(menu["options"]) == 11
    assert words_of(card.blocks).count("people who left something in their cart") == 1


def test_an_assumed_audience_is_said_where_it_can_be_changed() -> None:
    assumed = "I took this for people who bought from you before, but not for a long time"
    draft = Draft(body="We miss you! It's been a while.")
    suggestion = SUGGESTION.model_copy(
        update={
            "assumptions": (
                f"{assumed}; tell me if it goes to somebody else.",
                "I took this for a push notification; tell me if it is sent another way.",
            )
        }
    )
    text = told(suggestion, draft)
    assert text.count(assumed) == 1
    assert f"{assumed}. Meant for somebody else?" in text
    assert "I took this for a push notification" in text


def test_the_count_and_the_warning_do_not_say_the_same() -> None:
    lint = (
        LintFinding(rule="push_title_length", severity="warning", detail="The title has 38 characters."),
        LintFinding(rule="push_first_clause", severity="warning", detail="The first clause is long."),
        LintFinding(rule="push_banner", severity="info", detail="A banner shows 80."),
    )
    text = told(SUGGESTION.model_copy(update={"lint": lint}))
    assert "The first clause is long." in text
    assert "The title has 38 characters." not in text
    assert "A banner shows 80." not in text


@pytest.mark.parametrize("path", ["in_group", "retrieval", "rules"])
def test_path_and_engine_are_always_told(path: str) -> None:
    said = {
        "in_group": "your own strong messages",
        "retrieval": "other shops' strong messages",
        "rules": "the rules of the trade",
    }
    text = told(SUGGESTION.model_copy(update={"path": path, "engine": "llm:gpt-oss-120b"}))
    assert said[path] in text
    assert "engine llm:gpt-oss-120b" in text
    assert "built-in engine" in told()


def test_a_campaign_comes_with_its_figures_at_the_top() -> None:
    figures = CampaignFigures(
        campaign_id="C-1042",
        audience="abandoned_cart_buyers",
        channel="push",
        sent_at=datetime(2026, 10, 3, tzinfo=UTC),
        delivered=3015,
        score=0.41,
        score_low=0.35,
        score_high=0.47,
        percentile=0.12,
        quarter="weak",
        segment_templates=14,
        segment_mean=0.62,
    )
    text = told(figures=figures)
    assert in_order(text, "C-1042", "0.41 (0.35 to 0.47)", "better than 12%", "3,015", "Rewrite")
    assert "0.62 over 14 messages" in text
    assert "sent 03 Oct 2026" in text


def test_a_campaign_without_logs_says_so() -> None:
    assert "No figures yet" in told(figures=UNSENT)


def test_what_was_sent_stands_above_what_would_be_better_unless_that_is_the_same() -> None:
    assert in_order(told(figures=UNSENT), "C-1042", DRAFT.body, "Rewrite", "take S$5 off")
    same = SUGGESTION.model_copy(update={"outcome": "unchanged", "message": DRAFT.message, "guidance": ()})
    assert told(same, figures=UNSENT).count(DRAFT.body) == 1


def test_what_other_shops_sent_is_told_without_names() -> None:
    market = ExemplarRef(source="market", campaign_id="C-9", score=2.4, sample_size=3015, why="the same item")
    text = told(SUGGESTION.model_copy(update={"exemplars": (market, market), "path": "retrieval"}))
    assert "one (score 2.40, 3,015 delivered); another (score 2.40, 3,015 delivered)" in text
    assert "C-9" not in text


def test_a_settled_answer_says_who_and_when_instead_of_its_buttons() -> None:
    card = shown(decision=USED, time_zone="Asia/Singapore")
    assert pressed(card) == []
    assert not [found for found in objects(card.blocks) if found.get("type") == "static_select"]
    assert {"type": "user", "user_id": "U_ANA"} in list(objects(card.blocks))
    when = next(found for found in objects(card.blocks) if found.get("type") == "date")
    assert (when["timestamp"], when["fallback"]) == (int(AT.timestamp()), "27 Nov 2026, 10:42")
    assert in_order(words_of(card.blocks), "take S$5 off", "Used by ")
    assert "U_ANA" not in card.text


def test_an_edited_answer_shows_what_became_of_it() -> None:
    final = Message(title="Still here", body="My own words, until 30 Nov.")
    card = shown(decision=USED.model_copy(update={"kind": "edited", "final": final}))
    assert in_order(words_of(card.blocks), "Used with changes by ", "Still here", "My own words")


def test_a_chosen_version_is_shown_as_the_one() -> None:
    card = shown(decision=USED.model_copy(update={"version": 3}))
    assert in_order(words_of(card.blocks), "Used (version 3) by ", "S$5 off your drip bags")


def test_a_version_that_does_not_exist_is_only_named() -> None:
    card = shown(decision=USED.model_copy(update={"version": 9}))
    assert "Used (version 9) by " in words_of(card.blocks)


def test_an_answer_that_was_turned_down_says_so() -> None:
    assert "Turned down by " in told(decision=USED.model_copy(update={"kind": "dismissed"}))


def test_settled_versions_have_no_buttons() -> None:
    assert pressed(shown(decision=USED, expanded=True)) == []


def test_a_note_stands_above_the_answer() -> None:
    assert in_order(told(note="Back to the earlier one."), "Back to the earlier one.", "Rewrite")


def test_a_notification_says_the_point_and_pings_nobody() -> None:
    hostile = SUGGESTION.model_copy(update={"message": Message(body="<!channel> buy & <https://x.co|win>")})
    text = shown(hostile).text
    assert text.startswith("Rewrite · push notification")
    assert text.endswith("&lt;!channel&gt; buy &amp; &lt;https://x.co|win&gt;")


def test_what_the_team_likes_stands_right_below_the_message() -> None:
    liked = "Your team chose the version that opens with the offer in 14 of 17 choices."
    said = told(SUGGESTION.model_copy(update={"taste": liked}))
    assert in_order(said, "take S$5 off by 30 Nov.", liked, "Why it's weak")
    assert "Your team chose" not in told()


def test_who_was_forgotten_is_somebody() -> None:
    forgotten = USED.model_copy(update={"by": ""})
    assert "somebody" in told(decision=forgotten)
