"""The bot with a model behind it: the real wiring, against a model server of ours."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from agents.assume import fill_in
from agents.checks import HardChecks
from agents.eligibility import meant_for_others
from agents.facts.ledger import open_ledger
from agents.hygiene import clean
from agents.language import detect_language
from agents.types import Draft, Suggestion
from bot.app import open_brain
from bot.settings import Settings
from evals.model_server.house_rules import HouseRules
from evals.model_server.replies import Behaviour
from evals.model_server.server import ModelServer
from handlers.brain import Brain

TODAY = date(2026, 11, 20)
KEY = "sk-test-0123456789abcdef"
CART: dict[str, Any] = {
    "id": "d1",
    "merchant": {"id": "m02", "name": "Kopi Lorong", "market": "SG"},
    "audience": "abandoned_cart_buyers",
    "channel": "push",
    "title": "You forgot something",
    "body": "Hi {{first_name}}, your cart misses you! Come back for a special treat 🎁",
    "product": {"name": "Kopi-O Drip Bags, 20s", "category": "Food & Beverages > Coffee > Drip Bags"},
    "voucher": {
        "title": "S$5 OFF",
        "type": "fixed",
        "value": 5,
        "currency": "SGD",
        "min_spend": 35,
        "expires_at": "2026-11-30",
    },
}


def draft(**other: Any) -> Draft:
    """A draft with an offer that it does not tell, and whatever else a test wants."""
    return Draft.model_validate(CART | other)


def settings_for(url: str, **other: Any) -> Settings:
    """Settings with a model at `url`, nothing of the environment, and quick to give up."""
    known: dict[str, Any] = {
        "engine": "llm",
        "openai_base_url": url,
        "openai_api_key": KEY,
        "model": "test-model",
        "model_timeout": 0.5,
        "model_deadline": 5.0,
        "data_dir": Path("nowhere"),
    }
    return Settings(_env_file=None, **(known | other))  # type: ignore[call-arg]


@asynccontextmanager
async def open_rig(
    behaviour: Behaviour, *, rules: HouseRules | None = None, latency: float = 0.0, **settings: Any
) -> AsyncIterator[tuple[Brain, ModelServer]]:
    """The brain and the server it asks; `settings` beside those of `settings_for`."""
    async with (
        ModelServer(behaviour, rules=rules, latency=latency) as server,
        open_brain(settings_for(server.url, **settings), with_store=False) as brain,
    ):
        yield brain, server


def cleaned(given: Draft) -> Draft:
    """The draft as the pipeline works on it."""
    return fill_in(clean(given).draft).draft


def checks_for(given: Draft) -> HardChecks:
    """The hard checks on whatever answers a draft, apart from what its history adds."""
    filled = cleaned(given)
    ledger = open_ledger(filled, today=TODAY)
    language = detect_language(filled.message.text, hint=given.language)
    # The facts of an offer that is for other people may go with it.
    waived = frozenset(ledger.sayable.required) if meant_for_others(filled) else frozenset[str]()
    return HardChecks(draft=filled, ledger=ledger, language=language, waived=waived)


def broken_by(answer: Suggestion, given: Draft) -> list[str]:
    """The hard checks that any message of a suggestion breaks, beside the draft as it was cleaned."""
    checks = checks_for(given)
    shown = [m for m in (answer.message, *(v.message for v in answer.variants)) if m is not None]
    return [
        f"{message.text!r}: {violation.detail}"
        for message in shown
        if message != checks.draft.message
        for violation in checks.violations(message)
    ]
