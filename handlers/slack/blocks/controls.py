"""What can be pressed under an answer, and what stands there once it is settled."""

from agents.audiences import profile
from agents.types import SEGMENTS, Draft, Suggestion
from handlers.slack import ids
from handlers.slack.blocks.base import (
    Element,
    actions,
    button,
    line,
    menu,
    moment,
    option,
    person,
    plain,
    rich,
    section,
    text,
)
from handlers.slack.blocks.card import Block
from handlers.slack.blocks.decision import Decision
from handlers.slack.blocks.message import message_or_sample
from handlers.talk import Talk
from handlers.words import SEGMENT, taken_for

_FIRST = 1  # the version that is the rewrite itself


def audience_choice(draft: Draft) -> Block:
    """Whom the draft was taken for, with a menu to say otherwise."""
    taken = taken_for(draft).audience
    said = f"I took this for {profile(taken).plain_name}. " if taken and not draft.audience else ""
    options = [option(SEGMENT[segment], segment) for segment in SEGMENTS]
    choice = menu(ids.AUDIENCE, options, chosen=taken, hint="Change Audience")
    return section(plain(f"{said}Meant for somebody else?"), beside=choice)


def buttons(suggestion: Suggestion, *, expanded: bool) -> Block:
    """Take it, change it, see others, turn it down."""
    row = [use_button(_FIRST), button("Edit", ids.EDIT)]
    if suggestion.variants and not expanded:
        row.append(button("Other Ways", ids.VARIANTS))
    return actions(*row, button("Not Helpful", ids.UNHELPFUL))


def use_button(version: int) -> Element:
    """The button that takes a version; the rewrite's is the one that stands out."""
    return button("Use This", ids.USE, value=str(version), primary=version == _FIRST)


def feedback(suggestion: Suggestion) -> Block:
    """Slack's own thumbs."""
    thumbs = {
        "type": "feedback_buttons",
        "action_id": ids.FEEDBACK,
        "positive_button": {"text": plain("Good"), "value": f"good:{suggestion.id}"},
        "negative_button": {"text": plain("Bad"), "value": f"bad:{suggestion.id}"},
    }
    return {"type": "context_actions", "elements": [thumbs]}


def settled(suggestion: Suggestion, decision: Decision, *, time_zone: str) -> tuple[list[Block], str | None]:
    """Who settled the answer and when; below it the text that was taken, if it isn't the rewrite."""
    note = settled_line(decision, time_zone=time_zone)
    versions = Talk(suggestion=suggestion).versions
    taken = decision.final
    if taken is None and decision.kind == "used" and _FIRST < decision.version <= len(versions):
        taken = versions[decision.version - 1]
    blocks, overflow = message_or_sample(taken) if taken else ([], None)
    return [note, *blocks], overflow


def settled_line(decision: Decision, *, time_zone: str) -> Block:
    """Who settled an answer and when: "Used by Ana · today at 10:42"."""
    which = f" (version {decision.version})" if decision.version > _FIRST else ""
    did = {"used": f"Used{which} by ", "edited": "Used with changes by ", "dismissed": "Turned down by "}
    return rich(
        line(
            text(did[decision.kind]),
            person(decision.by),
            text(" · "),
            moment(decision.at, time_zone=time_zone),
        )
    )
