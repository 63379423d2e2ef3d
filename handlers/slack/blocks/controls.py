"""What can be pressed under an answer, and what stands there once it is settled."""

from agents.audiences import profile
from agents.types import SEGMENTS, Draft, Suggestion
from handlers.slack import ids
from handlers.slack.blocks.base import (
    Element,
    actions,
    button,
    menu,
    option,
    plain,
    section,
)
from handlers.slack.blocks.card import Block
from handlers.words import SEGMENT, taken_for

_FIRST = 1  # the version that is the rewrite itself
_USE = "Use This"


def audience_choice(draft: Draft) -> Block:
    """Whom the draft was taken for, with a menu to say otherwise."""
    taken = taken_for(draft).audience
    said = f"I took this for {profile(taken).plain_name}. " if taken and not draft.audience else ""
    options = [option(SEGMENT[segment], segment) for segment in SEGMENTS]
    choice = menu(ids.AUDIENCE, options, chosen=taken, hint="Change Audience")
    return section(plain(f"{said}Meant for somebody else?"), beside=choice)


def buttons(suggestion: Suggestion, *, expanded: bool) -> Block:
    """Take it, change it, see others, turn it down."""
    row = [use_button(_FIRST, label="Use Version 1" if expanded else _USE), button("Edit", ids.EDIT)]
    if suggestion.variants and not expanded:
        row.append(button("Other Ways", ids.VARIANTS))
    return actions(*row, button("Not Helpful", ids.UNHELPFUL))


def use_button(version: int, *, label: str = _USE) -> Element:
    """The button that takes a version; the rewrite's is the one that stands out."""
    return button(label, ids.USE, value=str(version), primary=version == _FIRST)


def feedback(suggestion: Suggestion) -> Block:
    """Slack's own thumbs."""
    thumbs = {
        "type": "feedback_buttons",
        "action_id": ids.FEEDBACK,
        "positive_button": {"text": plain("Good"), "value": f"good:{suggestion.id}"},
        "negative_button": {"text": plain("Bad"), "value": f"bad:{suggestion.id}"},
    }
    return {"type": "context_actions", "elements": [thumbs]}
