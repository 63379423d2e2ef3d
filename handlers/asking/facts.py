"""Answers about the draft under discussion, in a sentence or two."""

import re
from datetime import date

from agents.audiences import profile
from agents.facts.ledger import open_ledger
from agents.lexicons import load
from agents.types import Draft, Suggestion
from handlers.asking.reading import Asked
from handlers.talk import Reply, Talk
from handlers.words import CHANNEL, SEGMENT, taken_for

_STEPS = 4


def about_the_draft(asked: Asked, talk: Talk, *, today: date) -> Reply | None:
    """The reply to a question about the draft or its answer; None if the question is about something else."""
    kind, draft, suggestion = asked.kind, talk.draft, talk.suggestion
    if draft is None or not talk.is_about_a_draft or suggestion is None:
        return None
    if kind == "original":
        return _original(draft)
    if kind == "sure":
        return Reply(kind="details", draft=draft, suggestion=suggestion)
    if kind == "subjects":
        return _subjects(talk)
    told = {
        "whom": lambda: _whom(draft),
        "channel": lambda: _channel(draft),
        "product": lambda: f"{draft.product.name}." if draft.product else "No product is told yet.",
        "offer": lambda: _capital(offer_in_words(draft, today=today)),
        "length": lambda: _length(talk),
        "changed": lambda: _changed(suggestion),
        "allowed": lambda: _allowed(f"{asked.said} {draft.body}", suggestion),
        "scores": lambda: _scores(suggestion),
    }
    return Reply(kind="note", text=told[kind]()) if kind in told else None


def known_of(draft: Draft, *, today: date) -> str:
    """What is known of a draft, in a few words: "a push notification to abandoned cart, S$5 off"."""
    parts = [CHANNEL[draft.channel] if draft.channel else "message"]
    if draft.audience:
        parts.append(f"to {SEGMENT[draft.audience].lower()}")
    if draft.product:
        parts.append(f"about {draft.product.name}")
    return f"{' '.join(parts)}, {offer_in_words(draft, today=today)}"


def offer_in_words(draft: Draft, *, today: date) -> str:
    """The offer as it stands, or that there is none."""
    offer = open_ledger(draft, today=today).sayable.offer
    if draft.voucher is None or offer is None:
        return "no offer is told yet"
    parts = (offer.amount, offer.terms, offer.deadline, offer.code and f"with code {offer.code}")
    return " ".join(part for part in parts if part)


def _original(draft: Draft) -> Reply:
    return Reply(
        kind="message",
        text="Your draft, as you wrote it:",
        message=draft.message,
    )


def _subjects(talk: Talk) -> Reply:
    titles = dict.fromkeys(version.title for version in talk.versions if version.title)
    if not titles:
        return Reply(kind="note", text="No version has a title: “add a title” gives it one.")
    listed = " · ".join(f"“{title}”" for title in titles)
    return Reply(kind="note", text=f"{listed}. “more” brings others; “title: …” takes yours.")


def _whom(draft: Draft) -> str:
    segment = taken_for(draft).audience
    if segment is None:
        return "I don't know yet: say “for frequent buyers” or “for people who left their cart”."
    assumed = "" if draft.audience else " That is my guess: tell me if it is for somebody else."
    return f"For {SEGMENT[segment].lower()}: {profile(segment).plain_name}.{assumed}"


def _channel(draft: Draft) -> str:
    channel = taken_for(draft).channel
    if channel is None:
        return "I don't know yet: say “as a push” or “for WhatsApp”."
    assumed = "" if draft.channel else " That is my guess: say “for WhatsApp” if it is something else."
    return f"{_capital(CHANNEL[channel])}{assumed}"


def _length(talk: Talk) -> str:
    draft = talk.draft
    yours = f"Yours has {len(draft.body)} characters" if draft else ""
    message = talk.suggestion.message if talk.suggestion else None
    if message is None:
        return f"{yours}."
    title = f" and {len(message.title)} in its title" if message.title else ""
    return f"{yours}, my version {len(message.body)}{title}."


def _changed(suggestion: Suggestion) -> str:
    steps = [step for step in suggestion.guidance if step.before and step.after]
    if not steps:
        told = " ".join(f"{step.step.rstrip('.')}." for step in suggestion.guidance[:_STEPS])
        return told or "Nothing: I would send it as it is."
    return (
        " ".join(f"“{step.before}” became “{step.after}”." for step in steps[:_STEPS]) + " “why” tells more."
    )


def _allowed(text: str, suggestion: Suggestion) -> str:
    """What the checks say, and which words nobody may use without proof."""
    proof = load("asked")["proof"]
    claims = dict.fromkeys(found.lower() for found in re.findall(proof["words"], text, re.IGNORECASE))
    if claims:
        quoted = ", ".join(f"“{claim}”" for claim in claims)
        return f"{proof['told'].format(words=quoted)} I'm no lawyer."
    told = [finding.detail for finding in suggestion.lint if finding.severity != "info"]
    if suggestion.outcome in {"ask", "refused"} and suggestion.questions:
        return f"My checks stopped at this: {suggestion.questions[0]} I'm no lawyer."
    left = " ".join((*suggestion.questions[:1], *told[:1]))
    clear = "My checks of claims, facts and channel rules found nothing that forbids it; I'm no lawyer."
    return f"{clear} Still to look at: {left}" if left else clear


def _scores(suggestion: Suggestion) -> str:
    pair = suggestion.scores
    told = str(load("asked")["told"]["scores"])
    if pair is None:
        return told
    before, after = pair.original, pair.rewritten or pair.original
    return (
        f"Audience {before.audience_match} → {after.audience_match}, marketing "
        f"{before.marketing_effectiveness} → {after.marketing_effectiveness}. {told}"
    )


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
