"""The answer in a window only one person sees."""

from agents.types import Draft, Suggestion
from handlers.slack import ids
from handlers.slack.blocks.card import Block, View
from handlers.slack.blocks.channel import count, warnings
from handlers.slack.blocks.evidence import small_print
from handlers.slack.blocks.forms.body import message_fields
from handlers.slack.blocks.forms.windows import form, loading_view, notice_view, window
from handlers.slack.blocks.opening import headline, questions
from handlers.slack.blocks.origin import Origin
from handlers.slack.blocks.why import reasons, steps

__all__ = ["loading_view", "notice_view", "result_view"]

_TITLE = "Improve This Message"


def result_view(draft: Draft, suggestion: Suggestion, origin: Origin | None) -> View:
    """The rewrite in fields that can be copied or changed, then why.

    With an `origin`, a message in Slack, it can be sent into that message's thread.
    """
    asked, first = questions(suggestion), headline(draft, suggestion)
    above, below = (asked, []) if suggestion.outcome in {"ask", "refused"} else ([], asked)
    if suggestion.message is None:
        return window(_TITLE, [first, *above, *reasons(suggestion)])
    fields = message_fields(suggestion.message, with_title=suggestion.message.title is not None)
    blocks = [first, *above, *fields, *count(draft, suggestion.message), *below, *_why(draft, suggestion)]
    there = origin is not None and bool(origin.channel)
    return form(
        _TITLE,
        blocks,
        name=ids.RESULT_FORM,
        submit="Send to Thread" if there else "Save",
        metadata=origin.metadata if origin else "",
    )


def _why(draft: Draft, suggestion: Suggestion) -> list[Block]:
    return [
        *reasons(suggestion),
        *steps(suggestion),
        *warnings(suggestion),
        *small_print(draft, suggestion),
    ]
