"""With a model behind the bot: the rewrite is there while it is still judged, and is completed in place."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from agents.types import Message
from evals.model_server.asked import Call
from evals.model_server.faults import failing
from evals.model_server.good import good
from evals.model_server.inputs import Given
from evals.model_server.replies import Behaviour, Reply, say
from evals.model_server.scene import Scene
from evals.model_server.server import ModelServer
from evals.model_server.shaping import shaped
from evals.model_server.worst import answering_badly, worst
from playground import Playground
from tests.handlers.slack.office import NOW, Json, Office, element, open_office, shown
from tests.handlers.slack.surfaces.drafts import CART, FACTS
from tests.model.rig import checks_for, draft

ROOM = "C_MARKETING"
BOTH_ORDERS = 2
EARLY, DRAFT_BODY = (
    "A first version",
    "Hi {{first_name}}, your cart misses you! Come back for a special treat 🎁",
)


@dataclass
class Studio:
    """The office, and the model that works for it. What comes after the writing is held."""

    office: Office
    model: ModelServer

    async def asks(self, text: str, channel: str = "", thread: str | None = None) -> str:
        """Write to the bot and wait for the first thing it says; the thread's root."""
        place, before = channel or self.office.dm, 0
        if thread:
            before = len(self.office.answers(thread, place))
        ts = await self.office.ana.says(place, text, thread)
        root = self.office.last_said = thread or ts
        await self.office.slack.until(lambda: len(self.office.answers(root, place)) > before, 15)
        return root

    async def completed(self, channel: str = "") -> Json:
        """Let the model answer the rest; the answer when it is done."""
        self.model.let_go()
        await self.office.jobs_done()
        return self.answer(channel)

    def answer(self, channel: str = "") -> Json:
        """The one thing the bot has said in the thread."""
        [only] = self.office.answers(channel=channel or self.office.dm)
        return only


@pytest.fixture(params=["socket", "http"])
async def studio(
    request: pytest.FixtureRequest,
    slack: Playground,
    tmp_path: Path,
    demo_history: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Studio]:
    """The bot at work for Kopi Lorong with a good model, over Socket Mode and over HTTP."""
    monkeypatch.setattr("bot.app._now", lambda: NOW)
    monkeypatch.setattr("handlers.slack.work.coming._WHILE", 0)
    over = request.param == "http"
    async with ModelServer(good) as model, opened(slack, tmp_path, demo_history, model, http=over) as office:
        yield Studio(office, model.holds("compare"))


def opened(slack: Playground, folder: Path, stocked: Path, model: ModelServer, **more: Any) -> Any:
    asked: Json = {"engine": "llm", "openai_base_url": model.url, "openai_api_key": SecretStr("sk-test")}
    return open_office(slack, folder / "var", stocked, **asked, **more)


only_socket = pytest.mark.parametrize("studio", ["socket"], indirect=True)


async def test_the_rewrite_is_there_before_it_is_judged_and_is_completed_in_its_place(studio: Studio) -> None:
    office = studio.office
    root = await studio.asks(CART)
    early = studio.answer()
    assert EARLY in shown(early)
    assert "on their way" in shown(early)
    assert not [fact for fact in FACTS if fact not in shown(early)]
    assert not [action for action in ("use", "edit", "feedback", "audience") if element(early, action)]
    assert office.slack.status(office.dm, root) is None
    whole = await studio.completed()
    assert whole["ts"] == early["ts"]
    assert EARLY not in shown(whole)
    assert not [part for part in ("Why it's weak", "Kept:", "engine llm:") if part not in shown(whole)]
    assert [len(office.slack.calls(f"chat.{name}")) for name in ("postMessage", "update")] == [1, 1]


async def test_the_buttons_of_a_completed_answer_work(studio: Studio) -> None:
    await studio.asks(CART)
    await studio.office.ana.clicks(await studio.completed(), "use", "1")
    await studio.office.settled()
    assert [s.kind for s in await studio.office.signals() if s.kind == "adoption"] == ["adoption"]


async def test_a_mention_is_answered_so_too_and_who_replies_at_once_is_heard(studio: Studio) -> None:
    office = studio.office
    root = await studio.asks(f"@CRMAgent {CART}", ROOM)
    assert EARLY in shown(studio.answer(ROOM))
    await office.slack.person("U_BEN").says(ROOM, "why?", root)  # while the first is still on its way
    await office.deliveries_acknowledged()
    studio.model.let_go()
    await office.slack.until(lambda: len(office.answers(root, ROOM)) == 2, 15)
    first, second = office.answers(root, ROOM)
    assert element(first, "use")
    assert "special treat" in shown(second)


@only_socket
async def test_a_command_is_answered_so_too_and_who_replies_at_once_is_heard(studio: Studio) -> None:
    office = studio.office
    await office.ana.commands("/rewrite", CART, channel=office.dm)
    await office.slack.until(lambda: office.own() and EARLY in shown(office.own()[-1]), 15)
    root = office.own()[-1]["ts"]
    await office.ana.says(office.dm, "why?", root)
    await office.deliveries_acknowledged()
    studio.model.let_go()
    await office.jobs_done()
    whole, details = office.answers(root)
    assert element(whole, "use")
    assert "special treat" in shown(details)


@only_socket
async def test_where_the_judge_prefers_another_version_that_one_stands_there_and_it_says_so(
    studio: Studio,
) -> None:
    early: list[str] = []
    studio.model.behaviour = judging(lambda told: not all(text in early[0] for text in told))
    await studio.asks(CART)
    early.append(shown(studio.answer()))
    whole = await studio.completed()
    assert "came out behind this one" in shown(whole)
    assert framed(whole) not in early[0]


@only_socket
async def test_where_the_draft_is_preferred_it_says_so(studio: Studio) -> None:
    fair = {"audience_match": 3, "marketing_effectiveness": 3, "reasons": ["It is fair."]}
    studio.model.behaviour = saying({"diagnose": {"errors": []}, "score": fair}, judging(lambda _: False))
    await studio.asks(f"push to frequent buyers: {DRAFT_BODY}")
    assert EARLY in shown(studio.answer())
    assert "came out behind your draft" in shown(await studio.completed())


@only_socket
async def test_what_only_the_merchant_can_settle_is_asked_with_the_first_version(studio: Studio) -> None:
    await studio.asks("push to new buyers, voucher: 10% off, min S$20: Get 30% OFF everything, shop now!")
    early = studio.answer()
    assert "Before you send this" in shown(early)
    whole = await studio.completed()
    assert "Before you send this" in shown(whole)


@only_socket
async def test_whoever_asks_for_more_is_not_shown_what_they_have(studio: Studio) -> None:
    root = await studio.asks(CART)
    await studio.completed()
    studio.model.holds("compare")
    await studio.office.ana.says(studio.office.dm, "more", root)
    await studio.office.slack.until(lambda: studio.model.held >= BOTH_ORDERS, 15)
    studio.model.let_go()
    await studio.office.jobs_done()
    posts = studio.office.slack.calls("chat.postMessage")
    assert [EARLY in str(post.args["blocks"]) for post in posts] == [True, False]


@only_socket
async def test_what_is_whole_at_once_is_shown_once(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.slack.work.coming._WHILE", 60)
    studio.model.let_go()
    await studio.asks(CART)
    assert element(studio.answer(), "use")
    await studio.office.jobs_done()
    assert studio.office.slack.calls("chat.update") == []


@only_socket
@pytest.mark.parametrize("lie", worst()["rewrite"][::6])
async def test_nothing_unchecked_is_ever_shown(studio: Studio, lie: str) -> None:
    studio.model.behaviour = answering_badly("rewrite", lie)
    await studio.asks(CART)
    await studio.completed()
    for call in studio.office.slack.calls():
        if call.method in {"chat.postMessage", "chat.update"}:
            *title, body = frames(call.args)
            said = Message(title=title[0] if title else None, body=body)
            assert checks_for(draft()).violations(said) == ()


@only_socket
async def test_without_a_model_nothing_is_shown_before_it_is_whole(studio: Studio) -> None:
    studio.model.behaviour = failing(401)
    await studio.asks(CART)
    await studio.office.jobs_done()
    assert element(studio.answer(), "use")
    assert studio.office.slack.calls("chat.update") == []


@only_socket
@pytest.mark.parametrize("trouble", [{"status": 500, "after": True}, {"error": "invalid_blocks"}])
async def test_a_first_version_that_slack_does_not_take_well_costs_nobody_the_answer(
    studio: Studio, trouble: Json
) -> None:
    office = studio.office
    office.slack.faults.fail("chat.postMessage", **trouble)
    root = office.last_said = await office.ana.says(office.dm, CART)
    await office.slack.until(lambda: office.slack.calls("chat.postMessage"), 15)
    whole = await studio.completed()
    assert element(whole, "use")
    assert office.answers(root) == [whole]


@only_socket
async def test_slack_is_given_time_and_then_shown_the_newest(studio: Studio) -> None:
    office = studio.office
    office.slack.faults.fail("chat.postMessage", error="ratelimited", status=429, retry_after=1)
    office.last_said = await office.ana.says(office.dm, CART)
    await office.slack.until(lambda: office.slack.calls("chat.postMessage"), 15)
    assert element(await studio.completed(), "use")


@only_socket
async def test_a_first_version_that_was_deleted_stays_so(studio: Studio) -> None:
    office = studio.office
    root = await studio.asks(CART)
    await office.removes(studio.answer())
    studio.model.let_go()
    await office.jobs_done()
    assert office.answers(root) == []
    [told] = office.own()
    assert "has been deleted" in shown(told)


@only_socket
async def test_an_answer_that_never_comes_is_told_and_the_first_version_stays(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(*_: Any, **__: Any) -> None:
        raise ConnectionError

    root = await studio.asks(CART)
    monkeypatch.setattr("handlers.brain._keep", lost)
    studio.model.let_go()
    await studio.office.jobs_done()
    first, trouble = studio.office.answers(root)
    assert "did not come" in shown(first)
    assert "on their way" not in shown(first)
    assert "{{first_name}}" in framed(first)
    assert "my records" in shown(trouble)


def judging(is_better: Callable[[tuple[str, str]], bool]) -> Behaviour:
    """A good model that prefers whatever `is_better`, by title and what follows the tag; else the draft."""

    def answer(call: Call) -> Reply:
        if call.schema_name != "compare":
            return good(call)
        given = Given(Scene(call))
        messages = {side: given.message(f"version-{side}") for side in ("A", "B")}
        told = {side: (m.title or "", m.body.rpartition("}}")[2]) for side, m in messages.items()}
        draft = next(side for side, (_, body) in told.items() if DRAFT_BODY.endswith(body))
        other = "AB".replace(draft, "")
        winner = other if is_better(told[other]) else draft
        return saying({"compare": {"winner": winner, "confidence": 0.9, "reason": "It is plainer."}})(call)

    return answer


def saying(answers: Json, otherwise: Behaviour = good) -> Behaviour:
    """Gives these answers to tasks, and other answers to the others."""

    def answer(call: Call) -> Reply:
        said = answers.get(call.schema_name)
        return otherwise(call) if said is None else say(shaped(said, Scene(call).form))

    return answer


def framed(message: Json) -> str:
    """The message in its frames, as it is copied."""
    return "\n".join(frames(message))


def frames(message: Json) -> list[str]:
    """The texts in frames: title and body of the message."""
    return [
        part["elements"][0]["text"]
        for block in message["blocks"]
        for part in block.get("elements", ())
        if part.get("type") == "rich_text_preformatted"
    ]
