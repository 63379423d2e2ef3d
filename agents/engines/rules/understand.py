"""The rule for `understand`: the draft in a chat message, and what the message says about it."""

import re

from agents.engines.rules.understanding.cover import cover
from agents.engines.rules.understanding.fields import fields_of, not_understood
from agents.engines.rules.understanding.labels import statement, take_head, take_tail
from agents.engines.rules.understanding.lead import take_called, take_lead
from agents.engines.rules.understanding.notes import take_bracketed_end, take_notes
from agents.engines.rules.understanding.quoting import take_quoted, unquoted
from agents.engines.rules.understanding.signature import take_signature
from agents.engines.rules.understanding.span import Span
from agents.engines.tasks import Understanding, UnderstandInput
from agents.types import Draft

# "subject: Welcome! body: Hello there" on one line.
_BODY_BESIDE = re.compile(r"\s+(?:body|message|text|copy):\s*", re.IGNORECASE)


def understand(inputs: UnderstandInput) -> Understanding:
    """The draft byte for byte, without the lines that instruct us; an empty body if there is none.

    Whatever may belong to the draft stays in it: only lines and lead-ins of which every word is
    accounted for are taken as instructions.
    """
    text = unquoted(inputs.text)
    span = _spoken_around(text)
    said = dict(span.said)
    body = unquoted(span.of(text))
    body = body if body == inputs.text else body.strip()
    if not body and (both := _BODY_BESIDE.search(said.get("title", ""))):
        said["title"], body = said["title"][: both.start()], said["title"][both.end() :]
    fields = fields_of(said, today=inputs.today, market=inputs.market)
    draft = Draft.model_validate({"body": body} | fields)
    return Understanding(draft=draft, unclear=not_understood(said, fields))


def _spoken_around(text: str) -> Span:
    """The stretch of the text that is the draft, with what the rest says."""
    whole = Span(0, len(text))
    if only := (cover(text) or statement(text)):
        return Span(len(text), len(text), only.said)
    told = take_tail(text, take_head(text, whole))
    span = take_called(text, told)
    inner = take_quoted(text, span) or take_lead(text, take_notes(text, take_bracketed_end(text, span)))
    # "Can you fix this?" and then "Subject: …": labels may stand on either side of the lead-in.
    inner = take_tail(text, take_head(text, inner)) if inner != told else told
    return take_signature(text, inner)
