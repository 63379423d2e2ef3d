"""The published figures to stand beside ours: theirs, on other data, judged by a model."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from agents.evaluation.types import Move
from agents.types import Value

SOURCE = "Quan, Li and Chen 2025, arXiv 2507.08325"


class Published(Value):
    """One line of the paper: a segment or all of them; `preferred` is a percentage."""

    count: int
    audience: Move
    market: Move
    preferred: float
    bertscore: float
    chrf: float


class PublishedRun(Value):
    """One line of the paper's ablation: the models of the three agents and what came of them."""

    content: str
    template: str
    evaluate: str
    audience: Move
    market: Move
    preferred: float


def published() -> dict[str, Published]:
    """The paper's lines by segment, and `overall`."""
    lines: dict[str, list[Any]] = _paper()["segments"]
    return {
        name: Published(
            count=count,
            audience=_move(audience),
            market=_move(market),
            preferred=preferred,
            bertscore=bertscore,
            chrf=chrf,
        )
        for name, (count, audience, market, preferred, bertscore, chrf) in lines.items()
    }


def published_runs() -> tuple[PublishedRun, ...]:
    """The paper's ablation, in its order."""
    return tuple(_run(row["models"], row["figures"]) for row in _paper()["ablation"])


def _run(models: list[str], figures: list[Any]) -> PublishedRun:
    content, template, evaluate = models
    audience, market, preferred = figures
    return PublishedRun(
        content=content,
        template=template,
        evaluate=evaluate,
        audience=_move(audience),
        market=_move(market),
        preferred=preferred,
    )


def _move(figures: list[float]) -> Move:
    before, after, change = figures
    return Move(before=before, after=after, change=change)


@cache
def _paper() -> dict[str, Any]:
    text = resources.files("agents.evaluation").joinpath("paper.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
