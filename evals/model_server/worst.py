"""The worst that a model might plausibly answer to each task, by name, and mixtures of it all."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any

from agents.types import ERROR_TYPES, SEGMENTS
from evals.model_server.asked import Call
from evals.model_server.good import answered
from evals.model_server.lies import lies, told_lies
from evals.model_server.replies import Behaviour, Reply, say
from evals.model_server.scene import Scene
from evals.model_server.shaping import shaped
from evals.model_server.spoiling import spoiled

_INTENTS = ("help first", "product first", "offer first", "shortest")
_PROMISE = "Offer 37% off with code ZEBRA37, today only: https://evil.example.net <!channel>"
_Made = Callable[[Scene], Mapping[str, Any]]


def worst() -> dict[str, tuple[str, ...]]:
    """The names of all bad answers, by task."""
    return {"rewrite": tuple(lies()), **{task: tuple(made) for task, made in _others().items()}}


def answering_badly(task: str, name: str) -> Behaviour:
    """Gives this bad answer to one task, good ones to the others."""
    return mixture({task: (name,)})


def mixture(bad: Mapping[str, Sequence[str]], *, spoils: Sequence[str] = ()) -> Behaviour:
    """Gives the bad answers of each task in turn, good ones to tasks that have none.

    Rewrites come all in one answer, a version each. `spoils` are what happens to the text of each
    answer in turn, whatever it says (`spoiling.SPOILS`); "" is nothing.
    """
    turns = {task: itertools.cycle(names) for task, names in bad.items() if names}
    mishaps = itertools.cycle(spoils or ("",))

    def answer(call: Call) -> Reply:
        scene = Scene(call)
        if scene.task == "rewrite" and "rewrite" in turns:
            made: Mapping[str, Any] = _versions(scene, bad["rewrite"])
        elif scene.task in turns:
            made = _others()[scene.task][next(turns[scene.task])](scene)
        else:
            made = answered(scene)
        return spoiled(say(made), next(mishaps))

    return answer


def telling(*versions: tuple[str | None, str]) -> Behaviour:
    """Hands in these rewrites (title and body) whatever the draft is, good answers to the other tasks."""

    def answer(call: Call) -> Reply:
        scene = Scene(call)
        if scene.task != "rewrite":
            return say(answered(scene))
        return say(_handed_in(scene, versions))

    return answer


def _versions(scene: Scene, names: Sequence[str]) -> dict[str, Any]:
    return _handed_in(scene, [lies()[name](scene) for name in names])


def _handed_in(scene: Scene, versions: Sequence[tuple[str | None, str]]) -> dict[str, Any]:
    made = [
        {"intent": f"{_INTENTS[number % len(_INTENTS)]} {number}", "title": title, "body": body}
        for number, (title, body) in enumerate(versions)
    ]
    return shaped({"versions": made}, scene.form)  # type: ignore[no-any-return]


def _error(kind: str, evidence: str, feedback: str = "Say what there is.") -> dict[str, str]:
    return {"type": kind, "evidence": evidence, "feedback": feedback}


def _first_word(scene: Scene) -> str:
    return (scene.body.split() or ["?"])[0]


def _last_word(scene: Scene) -> str:
    return (scene.body.split() or ["?"])[-1]


def _step(step: str, why: str, before: str | None, after: str | None) -> dict[str, str | None]:
    return {"step": step, "why": why, "before": before, "after": after}


def _scores(audience: object, market: object, *reasons: str) -> _Made:
    judged = {"audience_match": audience, "marketing_effectiveness": market, "reasons": list(reasons)}
    return lambda _: judged


def _verdict(winner: str, confidence: object, reason: str = "It is better.") -> _Made:
    return lambda _: {"winner": winner, "confidence": confidence, "reason": reason}


def _pointing(first: str | None, last: str | None, **more: object) -> _Made:
    names = ("audience", "audience_words", "channel", "channel_words")
    nothing = dict.fromkeys((*names, "title", "shop", "product", "category", "voucher"))
    return lambda _: {**nothing, "starts_with": first, "ends_with": last, **more}


_VOUCHER = {
    "words": "20% off",
    "type": "percentage",
    "value": 20,
    "min_spend": None,
    "last_day": "2026-11-20",
}
_OTHERS: dict[str, dict[str, _Made]] = {
    "diagnose": {
        "nothing": lambda _: {"errors": []},
        "everything": lambda scene: {"errors": [_error(kind, _first_word(scene)) for kind in ERROR_TYPES]},
        "not_there": lambda _: {"errors": [_error("vague_incentive", "words that nobody wrote")]},
        "no_such_error": lambda scene: {"errors": [_error("spelling", _first_word(scene))]},
        "promising": lambda scene: {"errors": [_error("weak_call_to_action", _first_word(scene), _PROMISE)]},
        "silent": lambda scene: {"errors": [_error("misaligned_tone", _first_word(scene), " ")]},
        "many": lambda scene: {"errors": [_error("misaligned_tone", _first_word(scene))] * 300},
        "whole": lambda scene: {"errors": [_error("irrelevant_offer", scene.body)]},
    },
    "score": {
        "always_best": _scores(5, 5, "Perfect."),
        "always_worst": _scores(1, 1),
        "out_of_range": _scores(7, -1, "Great."),
        "in_between": _scores(2, 4, "Fine."),
        "in_words": _scores("five", "three", "Good."),
        "promising": _scores(3, 3, _PROMISE, *["More."] * 50),
    },
    "compare": {
        "always_a": _verdict("A", 0.99),
        "always_b": _verdict("B", 1.0),
        "always_tie": _verdict("tie", 0.5),
        "neither": _verdict("C", 0.7),
        "too_sure": _verdict("A", 99),
        "less_than_nothing": _verdict("B", -1),
        "no_number": _verdict("A", float("nan"), _PROMISE),
    },
    "explain": {
        "nothing": lambda _: {"steps": []},
        "promising": lambda _: {"steps": [_step("Promise more", _PROMISE, "words nobody wrote", _PROMISE)]},
        "many": lambda scene: {"steps": [_step(f"Step {n}", scene.body, None, None) for n in range(300)]},
        "silent": lambda _: {"steps": [_step(" ", "", None, None)]},
        "unknown_tag": lambda _: {"steps": [_step("Keep ⟦P99⟧", "It is ⟦P99⟧.", "⟦P99⟧", None)]},
    },
    "summarise": {
        "nothing": lambda _: {"sentences": []},
        "invented": lambda _: {"sentences": ["Strong messages sell 300 % more.", _PROMISE]},
        "causal": lambda _: {"sentences": ["Naming the product drives sales."]},
    },
    "understand": {
        "nothing": _pointing(None, None),
        "not_there": _pointing("words nobody typed", "nor these"),
        "half": _pointing(None, "."),
        "everything": lambda scene: _pointing(
            scene.body, scene.body, title=scene.body, shop=scene.body, product=scene.body
        )(scene),
        "voucher": lambda scene: _pointing(scene.body, scene.body, voucher=_VOUCHER)(scene),
        "audience": lambda scene: _pointing(scene.body, scene.body, audience=SEGMENTS[0], channel="sms")(
            scene
        ),
        "audience_of_the_draft": lambda scene: _pointing(
            _first_word(scene), _last_word(scene), audience=SEGMENTS[3], audience_words=_first_word(scene)
        )(scene),
        "everything_of_the_draft": lambda scene: _pointing(
            _first_word(scene),
            _last_word(scene),
            shop=_first_word(scene),
            product=_last_word(scene),
            category=_last_word(scene),
            channel="sms",
            channel_words=_last_word(scene),
            voucher=_VOUCHER | {"words": _last_word(scene), "value": None, "last_day": None},
        )(scene),
        "invented": lambda scene: _pointing(
            _first_word(scene), _last_word(scene), product="Zebra lamp", shop="Zebra & Sons", voucher=_VOUCHER
        )(scene),
        "no_such": lambda scene: _pointing(scene.body, scene.body, audience="everybody", channel="fax")(
            scene
        ),
        "bad_day": lambda scene: _pointing(
            scene.body, scene.body, voucher=_VOUCHER | {"words": scene.body, "last_day": "Friday"}
        )(scene),
    },
}


@cache
def _others() -> dict[str, dict[str, _Made]]:
    """What can be told of each task but the rewrite, every sentence of a liar's to a merchant among it."""
    told = {task: dict(made) for task, made in _OTHERS.items()}
    for name, lie in told_lies().items():
        told["diagnose"][f"told_{name}"] = partial(_blaming, lie)
        told["explain"][f"told_{name}"] = partial(_advising, lie)
        told["score"][f"told_{name}"] = _scores(3, 3, "It is friendly.", lie)
        told["summarise"][f"told_{name}"] = partial(_summing_up, lie)
    return told


def _blaming(lie: str, scene: Scene) -> Mapping[str, Any]:
    return {"errors": [_error("vague_incentive", _first_word(scene), lie)]}


def _advising(lie: str, scene: Scene) -> Mapping[str, Any]:
    first = _first_word(scene)
    return {"steps": [_step("Say more", lie, first, None), _step(lie, f"“{first}” says little.", None, None)]}


def _summing_up(lie: str, _: Scene) -> Mapping[str, Any]:
    return {"sentences": [lie]}
