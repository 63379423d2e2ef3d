"""The conversation at what it was at before: one step back, or at the first version of a draft."""

from handlers.talk import Answer, Reply, Talk, Turn


def undone(talk: Talk) -> Answer:
    """The answer before this one, and the conversation as it was then."""
    before = talk.back()
    if before is None:
        return Reply(kind="note", text="There is nothing to go back to."), talk
    return _shown(before, "Back to the one before.")


def at_first(talk: Talk) -> Answer | None:
    """The first answer there is to the draft under discussion; None if this is the only one."""
    body = talk.draft.body if talk.draft else ""
    before = [turn for turn in talk.earlier if turn.draft and turn.draft.body == body and turn.suggestion]
    same = [turn for turn in before if turn.draft == talk.draft]
    if not before:
        return None
    first = (same or before)[0]
    back = talk.turned(**{name: getattr(first, name) for name in Turn.model_fields})
    return _shown(back, "Back to the first one." if same else "Back to the first one, as it was then.")


def _shown(talk: Talk, text: str) -> Answer:
    return Reply(kind="suggestion", text=text, draft=talk.draft, suggestion=talk.suggestion), talk
