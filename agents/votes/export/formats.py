"""Lessons as lines of JSON: OpenAI's for preference fine-tuning, TRL's for pairs and for single answers."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, get_args

from agents.votes.export.lessons import Lesson

Format = Literal["openai", "trl", "trl-unpaired"]
FORMATS: tuple[Format, ...] = get_args(Format)


def lines(lessons: Iterable[Lesson], format_: Format) -> Iterator[str]:
    """Each lesson as a line, without the line break.

    OpenAI's lines hold what its service takes and nothing else; TRL's carry where a lesson comes from in
    columns that trainers leave alone.
    """
    shape = _SHAPES[format_]
    yield from (json.dumps(shape(lesson), ensure_ascii=False) for lesson in lessons)


def _openai(lesson: Lesson) -> dict[str, Any]:
    return {
        "input": {"messages": [dict(turn) for turn in lesson.prompt]},
        "preferred_output": _answer(lesson.answer),
        "non_preferred_output": _answer(lesson.rejected or ""),
    }


def _trl(lesson: Lesson) -> dict[str, Any]:
    prompt = [dict(turn) for turn in lesson.prompt]
    pair = {"chosen": _answer(lesson.answer), "rejected": _answer(lesson.rejected or "")}
    return {"prompt": prompt, **pair, **_about(lesson)}


def _unpaired(lesson: Lesson) -> dict[str, Any]:
    prompt = [dict(turn) for turn in lesson.prompt]
    return {
        "prompt": prompt,
        "completion": _answer(lesson.answer),
        "label": lesson.liked,
        **_about(lesson),
    }


def _answer(content: str) -> list[dict[str, str]]:
    return [{"role": "assistant", "content": content}]


def _about(lesson: Lesson) -> dict[str, Any]:
    told = {"source": lesson.source, "weight": lesson.weight, "segment": lesson.segment}
    told |= {"merchant_id": lesson.merchant_id, "campaign": lesson.campaign, "consent": "lends_votes"}
    return told | ({} if lesson.edit_distance is None else {"edit_distance": lesson.edit_distance})


_SHAPES: dict[Format, Callable[[Lesson], dict[str, Any]]] = {
    "openai": _openai,
    "trl": _trl,
    "trl-unpaired": _unpaired,
}
