"""What reaches a model, and what the rules settle."""

from typing import Any

import pytest

from agents.engines.base import In, Out, Task
from agents.engines.rules.engine import built_in_engine
from agents.engines.sparing import SparingEngine
from agents.engines.tasks import SCORE, SUMMARISE, UNDERSTAND, Understanding, UnderstandInput
from agents.types import Draft
from tests.agents.engines.model.briefs import INPUTS


class Model:
    """Takes down what it is asked, and answers as the rules do."""

    name = "llm:asked"

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def run(self, task: Task[In, Out], inputs: In) -> Out:
        """Notes the task."""
        self.asked.append(task.name)
        return await built_in_engine().run(task, inputs)


async def reaches(task: Any, inputs: Any) -> bool:
    model = Model()
    engine = SparingEngine(model, built_in_engine())
    await engine.run(task, inputs)
    assert engine.name == "llm:asked"
    return bool(model.asked)


async def test_counts_are_put_into_words_by_the_rules() -> None:
    assert not await reaches(SUMMARISE, INPUTS["summarise"])
    assert await reaches(SCORE, INPUTS["score"])


@pytest.mark.parametrize(
    "text",
    [
        "Hi {{first_name}}, your cart misses you! Come back for a special treat 🎁",
        "for lapsing buyers, sms: We miss you! Come back for a treat.",
        "Aunty Lim: crispy prawn sambal new batch out tmr 10am. Reply with how many bottles.",
        "Terima kasih! Pesanan kakak sudah sampai, semoga suka ya.",
        "Hallo, dein Paket ist da. Viel Freude damit!",
    ],
)
async def test_a_draft_alone_or_with_words_the_rules_know_is_settled(text: str) -> None:
    assert not await reaches(UNDERSTAND, UnderstandInput(text=text))


@pytest.mark.parametrize(
    "text",
    [
        "Für unsere Stammkunden, bitte per SMS: Hallo, der neue Kaffee ist da. Jetzt bestellen!",
        "Tolong perbaiki pesan ini untuk pelanggan lama:\nHai kak, apa kabar? Yuk belanja lagi.",
        "请帮我改一下这条给老客户的短信：“亲爱的顾客，本店全场优惠，欢迎光临选购，数量有限，先到先得哦。”",
    ],
)
async def test_words_around_a_draft_that_the_rules_do_not_know_are_a_models(text: str) -> None:
    assert await reaches(UNDERSTAND, UnderstandInput(text=text))


async def test_what_the_rules_found_is_what_comes_back() -> None:
    text = "for lapsing buyers, sms: We miss you! Come back for a treat."
    found = await SparingEngine(Model(), built_in_engine()).run(UNDERSTAND, UnderstandInput(text=text))
    expected = Draft(body="We miss you! Come back for a treat.", audience="lapsing_buyers", channel="sms")
    assert found == Understanding(draft=expected)
