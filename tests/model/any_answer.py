"""Suggestions of a bot whose model answers anything, and what may not be wrong with them."""

import asyncio
from collections.abc import Container, Iterator
from contextlib import contextmanager
from typing import Any

from agents.engines.llm import OpenAIServer
from agents.engines.model.engine import LLMEngine
from agents.engines.model.jobs import JOBS
from agents.engines.tasks import Understanding
from agents.types import Draft, Suggestion
from evals.model_server.good import good
from evals.model_server.house_rules import HouseRules
from evals.model_server.lies import told_lies
from evals.model_server.server import Entry, ModelServer
from handlers.brain import Brain
from tests.model.rig import KEY, TODAY, broken_by, cleaned, open_rig

RULES, MODEL = "rules", "llm:test-model"


@contextmanager
def running_rig(**more: Any) -> Iterator[tuple[asyncio.Runner, Brain, ModelServer]]:
    """A rig that stays open over many examples, on a loop of its own."""
    with asyncio.Runner() as runner:
        rig = open_rig(good, **more)
        brain, server = runner.run(rig.__aenter__())
        try:
            yield runner, brain, server
        finally:
            runner.run(rig.__aexit__(None, None, None))


@contextmanager
def running_engine(
    *, rules: HouseRules, stream: bool
) -> Iterator[tuple[asyncio.Runner, LLMEngine, ModelServer]]:
    """An engine that does nothing but ask a model, with nobody behind it, on a loop of its own."""
    with asyncio.Runner() as runner:
        server = runner.run(ModelServer(good, rules=rules).__aenter__())
        client = runner.run(_client(server.url, stream=stream))
        try:
            yield runner, LLMEngine(client, "test-model", JOBS), server
        finally:
            runner.run(client.close())
            runner.run(server.__aexit__(None, None, None))


async def _client(url: str, *, stream: bool) -> OpenAIServer:
    return OpenAIServer(api_key=KEY, base_url=url, timeout=0.5, stream=stream)


def made_up(found: Understanding, text: str, *, audiences: Container[str]) -> list[str]:
    """What was understood of a chat message that nobody typed, a word each."""
    draft = found.draft
    around = text.replace(draft.body, "\n", 1) if draft.body else text
    named = {
        "title": draft.title,
        "shop": draft.merchant and draft.merchant.name,
        "product": draft.product and draft.product.name,
        "category": draft.product and draft.product.category,
        "voucher": draft.voucher and draft.voucher.title,
    }
    wrong = [
        name for name, said in named.items() if said and said not in (text if name == "title" else around)
    ]
    wrong += ["body"] if draft.body not in text else []
    wrong += ["audience"] if draft.audience and draft.audience not in audiences else []
    wrong += ["channel"] if draft.channel and draft.channel not in around else []
    if draft.voucher:
        figures = (draft.voucher.value, draft.voucher.min_spend)
        wrong += [f"{figure:g}" for figure in figures if figure is not None and f"{figure:g}" not in around]
        wrong += ["last day"] if draft.voucher.expires_at else []
    return wrong


def unsound(answer: Suggestion, given: Draft, asked: list[Entry]) -> list[str]:
    """What is wrong with a suggestion that a model took part in, one sentence each."""
    found = broken_by(answer, given)
    old, new = cleaned(given).message, answer.message
    found += [
        f"quotes “{e.evidence}”" for e in answer.errors if e.evidence not in f"{given.title}\n{old.text}"
    ]
    found += [f"before “{s.before}”" for s in answer.guidance if s.before and s.before not in old.text]
    found += [f"after “{s.after}”" for s in answer.guidance if s.after and new and s.after not in new.text]
    if answer.engine not in {RULES, MODEL}:
        found.append(f"engine {answer.engine}")
    told = any("the built-in rules" in sentence for sentence in answer.assumptions)
    if asked and answer.engine == RULES and not told:
        found.append("the rules answered and nobody says so")
    last = {entry.call.input: entry.reply.status for entry in asked}
    if set(last.values()) - {200} and not told:  # asked again it may have answered
        found.append("the server failed and nobody says so")
    if bool(asked) != bool(answer.usage or told):
        found.append(f"{len(asked)} calls, and of usage is told {answer.usage}")
    found += [
        f"tells the merchant “{lie}”" for lie in (*told_lies().values(), "ZEBRA37") if lie in told_by(answer)
    ]
    if new is not None and answer.outcome == "unchanged" and new != old:
        found.append("unchanged is not the draft")
    return found


def told_by(answer: Suggestion) -> str:
    """Every sentence of a suggestion that a model may have written for the merchant to read."""
    scored = [answer.scores.original, answer.scores.rewritten] if answer.scores else []
    return "\n".join(
        (
            *(error.feedback for error in answer.errors),
            *(f"{step.step}\n{step.why}" for step in answer.guidance),
            *(reason for scores in scored if scores for reason in scores.reasons),
            *(variant.intent for variant in answer.variants),
            *answer.questions,
            *answer.assumptions,
        )
    )


def improved(runner: asyncio.Runner, brain: Brain, given: Draft) -> Suggestion:
    return runner.run(brain.pipeline.improve(given, today=TODAY))
