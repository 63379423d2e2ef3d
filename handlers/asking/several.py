"""Several drafts in one message: compared, and one of them chosen."""

import re
from datetime import date
from functools import cache

from agents.engines.rules.understanding.cover import cover, mentions
from agents.engines.rules.understanding.fields import fields_of
from agents.lexicons import load
from agents.types import Draft, Suggestion, Value
from handlers.brain import Brain
from handlers.talk import Answer, Reply, Talk

_FEWEST = 2
_LABELLED = re.compile(
    r"^\s*(?P<called>(?:my )?(?:draft|option|version|variant) ?)?#?(?P<number>[1-4a-d])"
    r"\s*[).:–-]\s*(?P<text>\S.*)$",
    re.MULTILINE | re.IGNORECASE,
)


class SeveralDrafts(Value):
    """The texts, what is said of them all by field, and whether it is asked which is better."""

    texts: tuple[str, ...]
    said: dict[str, str]
    asks: bool


def read_several(text: str) -> SeveralDrafts | None:
    """The drafts of a message that has more than one; None if it may well be one draft with a list in it."""
    found = list(_LABELLED.finditer(text))
    numbers = [match["number"].lower() for match in found]
    if len(found) < _FEWEST or numbers not in (list("1234")[: len(found)], list("abcd")[: len(found)]):
        return None
    around = " ".join(_LABELLED.sub(" ", text).split())
    asks = bool(_which().search(around))
    rest = _which().sub(" ", around).strip(" ?.!,:")
    if (rest and cover(rest) is None) or not (asks or all(match["called"] for match in found)):
        return None
    texts = tuple(match["text"].strip().strip('"“”') for match in found)
    return SeveralDrafts(texts=texts, said=mentions(rest).said, asks=asks)


async def compared(several: SeveralDrafts, brain: Brain, talk: Talk, *, today: date) -> Answer:
    """Which of the drafts has the better marks, if that is asked, and the conversation that waits for one."""
    market = talk.merchant.market if talk.merchant else None
    known = {"merchant": talk.merchant} | fields_of(several.said, today=today, market=market)
    drafts = [Draft.model_validate(known | {"body": text}) for text in several.texts]
    told = f"{load('asked')['told']['several']} "
    if several.asks:
        marks = [_marks(await brain.pipeline.improve(draft, today=today)) for draft in drafts]
        told = f"{_verdict(marks)} "
    numbers = " or ".join(f"“{number}”" for number in range(1, len(drafts) + 1))
    now = talk.model_copy(
        update={
            "draft": Draft.model_validate(known | {"body": ""}),
            "suggestion": None,
            "listed": tuple(f"draft: {text}" for text in several.texts),
        }
    )
    return Reply(kind="note", text=f"{told}Say {numbers}, and I go on with that one."), now


def _marks(suggestion: Suggestion) -> tuple[int, int]:
    pair = suggestion.scores
    return (pair.original.audience_match, pair.original.marketing_effectiveness) if pair else (0, 0)


def _verdict(marks: list[tuple[int, int]]) -> str:
    told = "; ".join(f"{n}: audience {a}, marketing {m}" for n, (a, m) in enumerate(marks, 1))
    best = max(sum(pair) for pair in marks)
    ahead = [n for n, pair in enumerate(marks, 1) if sum(pair) == best]
    which = f"I'd go on with {ahead[0]}" if len(ahead) == 1 else "By my marks they are alike"
    return f"{which} (of 5 each, {told})."


@cache
def _which() -> re.Pattern[str]:
    return re.compile(load("asked")["several"]["which"], re.IGNORECASE)
