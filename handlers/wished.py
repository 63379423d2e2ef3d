"""What is said of an answer that was to be told another way: whether it is, and if not, why not."""

from agents.lexicons import load
from agents.types import Message, Wish
from agents.wishes import grants
from handlers.talk import Reply, Talk


def with_wishes_told(wishes: tuple[Wish, ...], reply: Reply, *, was: Talk, now: Talk) -> tuple[Reply, Talk]:
    """The reply with what became of these wishes, and the talk without those that could not be granted.

    Where nothing changed a sentence is all there is, and the talk is as it was.
    """
    if not was.versions or not now.versions:
        questions = now.suggestion.questions if now.suggestion else ()
        return Reply(kind="note", text=" ".join(("There is no version to change yet.", *questions[:1]))), was
    before, after = was.versions[0], now.versions[0]
    unmet = tuple(wish for wish in wishes if not grants(after, wish, before=before))
    if after == before:
        return Reply(kind="note", text=" ".join(_why_not(wish, unmet) for wish in dict.fromkeys(wishes))), was
    told = " ".join((_met(wishes, unmet, before, after), *(_why_not(wish, unmet) for wish in unmet))).strip()
    kept = tuple(wish for wish in now.wishes if wish not in unmet or wish in was.wishes)
    return reply.model_copy(update={"text": f"{told} {reply.text}".strip()}), now.model_copy(
        update={"wishes": kept}
    )


def _met(wishes: tuple[Wish, ...], unmet: tuple[Wish, ...], before: Message, after: Message) -> str:
    """The granted wishes in a few words: "Shorter (96 characters instead of 142), without emoji."."""
    names: dict[str, str] = load("wishes")["names"]
    size = f"{names['shorter']} ({len(after.text)} characters instead of {len(before.text)})"
    told = [size if wish == "shorter" else names[wish] for wish in dict.fromkeys(wishes) if wish not in unmet]
    return f"{', '.join(told)}.".capitalize() if told else ""


def _why_not(wish: Wish, unmet: tuple[Wish, ...]) -> str:
    words = load("wishes")
    return str(words["unmet"][wish] if wish in unmet else words["already"].get(wish, words["unmet"][wish]))
