"""A good model: it reads our prompts and answers as our built-in rules would."""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from agents.engines.rules.compare import compare
from agents.engines.rules.diagnose import diagnose
from agents.engines.rules.explain import explain
from agents.engines.rules.rewrite import rewrite
from agents.engines.rules.score import score
from agents.engines.rules.understand import understand
from agents.engines.tasks import (
    CompareInput,
    DiagnoseInput,
    ExplainInput,
    RewriteInput,
    ScoreInput,
    UnderstandInput,
)
from evals.model_server.asked import Call
from evals.model_server.inputs import Given
from evals.model_server.replies import Reply, say
from evals.model_server.scene import Scene
from evals.model_server.shaping import shaped

_VERSIONS, _WORDS, _REMEMBERED = 4, 5, 4_096


def good(call: Call) -> Reply:
    """The answer of a good model; "OK." to a prompt that is none of ours."""
    scene = Scene(call)
    if scene.task not in _ANSWERS:
        return say("OK.")
    return say(answered(scene))


def answered(scene: Scene) -> dict[str, Any]:
    """A good answer in the form that was asked for; the same question is thought about once."""
    made = json.loads(_thought(scene.task, scene.call.input))
    return shaped(made, scene.form)  # type: ignore[no-any-return]


@lru_cache(maxsize=_REMEMBERED)
def _thought(task: str, text: str) -> str:
    scene = Scene(Call(api="chat", model="", instructions="", input=text, schema_name=task))
    given = Given(scene)
    try:
        made = _ANSWERS[task](given, scene)
    except (ValidationError, AssertionError, KeyError):  # a prompt that a test has made unreadable
        made = {}
    return given.tags.take(json.dumps(made, ensure_ascii=False))


def _diagnosed(given: Given, _: Scene) -> dict[str, Any]:
    draft = given.draft("message")
    errors = diagnose(DiagnoseInput(draft=draft)).model_dump(mode="json")["errors"]
    # Of what is missing, a prompt wants the words where it should have been.
    place = draft.body.splitlines()[-1]
    return {"errors": [error | {"evidence": error["evidence"] or place} for error in errors]}


def _written(given: Given, scene: Scene) -> dict[str, Any]:
    problems = ("once more",) if scene.block("broken-rules") else ()
    brief = RewriteInput(
        draft=given.draft("draft"), sayable=given.sayable, diagnosis=given.diagnosis, problems=problems
    )
    return {"versions": [v.model_dump(mode="json") for v in rewrite(brief).candidates[:_VERSIONS]]}


def _explained(given: Given, _: Scene) -> dict[str, Any]:
    change = ExplainInput(
        draft=given.draft("draft"),
        sayable=given.sayable,
        diagnosis=given.diagnosis,
        rewritten=given.message("new-version"),
    )
    steps = explain(change).model_dump(mode="json")["steps"]
    return {"steps": steps or [{"step": "Send it", "why": "It says what there is and what to do."}]}


def _scored(given: Given, _: Scene) -> dict[str, Any]:
    inputs = {"message": given.message("message")} | given.around
    return score(ScoreInput.model_validate(inputs)).model_dump(mode="json")


def _compared(given: Given, _: Scene) -> dict[str, Any]:
    versions = {"a": given.message("version-A"), "b": given.message("version-B")}
    return compare(CompareInput.model_validate(versions | given.around)).model_dump(mode="json")


def _summarised(_: Given, scene: Scene) -> dict[str, Any]:
    first = scene.parts.get("patterns", "").splitlines()[0].removeprefix("- ")
    label, counts = first.split(": ", 1) if ": " in first else (first, "")
    return {"sentences": [f"What tells them apart most is “{label}”: {counts or 'nothing is certain'}."]}


def _understood(given: Given, scene: Scene) -> dict[str, Any]:
    text = given.tags.put(scene.body)
    draft = understand(UnderstandInput(text=text)).draft
    words = draft.body.split(" ")
    ends = (
        {"starts_with": " ".join(words[:_WORDS]), "ends_with": " ".join(words[-_WORDS:])}
        if draft.body
        else {}
    )
    before, _, after = text.partition(draft.body) if draft.body else (text, "", "")
    around = max(before.strip(), after.strip(), key=len)
    said = {"audience": draft.audience, "audience_words": around, "channel": draft.channel}
    return ends | said | {"title": draft.title, "channel_words": around}


_ANSWERS: dict[str, Callable[[Given, Scene], dict[str, Any]]] = {
    "diagnose": _diagnosed,
    "rewrite": _written,
    "explain": _explained,
    "score": _scored,
    "compare": _compared,
    "summarise": _summarised,
    "understand": _understood,
}
