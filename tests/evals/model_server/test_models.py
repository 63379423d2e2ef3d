"""The models of the server: one that is good, and the worst that one might say."""

import json
import subprocess
import sys
from collections.abc import Iterator
from urllib.request import urlopen

import pytest

from agents.engines.model.dialect import Dialect
from agents.engines.model.dossier import Dossier
from agents.engines.model.jobs import JOBS
from agents.engines.model.prompting import prompt
from agents.engines.model.schemas import strict_schema
from agents.engines.model.types import ModelCall
from agents.engines.tasks import REWRITE, SCORE, TASKS, RewriteInput, ScoreInput
from agents.facts.ledger import open_ledger
from agents.types import Diagnosis, Finding
from evals.model_server.asked import Call, read_chat
from evals.model_server.good import good
from evals.model_server.inputs import Given
from evals.model_server.lies import lies
from evals.model_server.process import ServerProcess
from evals.model_server.scene import Scene
from evals.model_server.shaping import shaped
from evals.model_server.spoiling import SPOILS, spoiled
from evals.model_server.worst import answering_badly, mixture, worst
from tests.house import ROOT
from tests.model.rig import TODAY, draft

TAGGED = draft(
    body="Hi {{first_name}}, {% if vip %}VIP, {% else %}{% endif %}your cart misses you! A treat waits."
)
FOUND = Finding(type="vague_incentive", evidence="A treat waits", feedback="Say what it is.")
BRIEF = RewriteInput(
    draft=TAGGED,
    sayable=open_ledger(TAGGED, today=TODAY).sayable.model_copy(update={"required": ("S$5",)}),
    diagnosis=Diagnosis(errors=(FOUND,), primary=FOUND.type),
)
SCORED = ScoreInput.model_validate(
    {"message": TAGGED.message, "audience": "new_buyers", "channel": "sms", "voucher": TAGGED.voucher}
)


def asked(task: str, inputs: RewriteInput | ScoreInput, *, in_words: bool = False) -> Call:
    """What our engine would send about a task."""
    known, dialect = Dossier(inputs), Dialect(forms="words" if in_words else "strict")
    call = ModelCall(
        task=task,
        model="m",
        instructions=prompt(task).instructions,
        request=prompt(task).filled(JOBS[task].variables(inputs, known)),
        form=strict_schema(JOBS[task].form),
    )
    return read_chat(dialect.say(call))


@pytest.mark.parametrize("in_words", [False, True])
def test_a_prompt_is_read_back_into_what_it_was_made_of(in_words: bool) -> None:
    scene = Scene(asked(REWRITE.name, BRIEF, in_words=in_words))
    given = Given(scene)
    assert scene.task == "rewrite"
    assert scene.form["required"] == ["versions"]
    assert (given.around["audience"], given.around["channel"]) == (TAGGED.audience, TAGGED.channel)
    assert given.around["product"] == TAGGED.product
    assert given.diagnosis == BRIEF.diagnosis
    assert given.sayable.required == ("S$5",)
    assert given.sayable.offer == BRIEF.sayable.offer
    assert given.draft("draft").body.startswith(
        "Hi {{p1_first_name}}, {% if p2 %}VIP, {% else p3 %}{% endif p4 %}your"
    )


def test_a_voucher_is_read_back_too() -> None:
    given = Given(Scene(asked(SCORE.name, SCORED)))
    assert given.around == {
        "audience": "new_buyers",
        "channel": "sms",
        "product": None,
        "voucher": TAGGED.voucher,
    }


def test_a_good_answer_fits_its_form_and_keeps_the_sentinels() -> None:
    versions = json.loads(good(asked(REWRITE.name, BRIEF)).text)["versions"]
    assert len(versions) == 4
    assert all(sorted(version) == ["body", "intent", "title"] for version in versions)
    assert all("⟦P1⟧" in f"{v['title']}{v['body']}" and "{{" not in v["body"] for v in versions)


def test_a_prompt_that_is_none_of_ours_gets_an_answer_as_well() -> None:
    assert good(Call(api="chat", model="m", instructions="Be kind.", input="Hello")).text == "OK."


def test_values_are_brought_into_the_shape_that_was_asked_for() -> None:
    part = {"type": "object", "properties": {"n": {"anyOf": [{"type": "string"}, {"type": "null"}]}}}
    form = {
        "type": "object",
        "properties": {
            "a": {"type": "array", "items": part},
            "b": {"type": "string", "enum": ["x", "y"]},
            "c": {"type": "number"},
        },
    }
    assert shaped({"a": [{"n": None, "m": 1}, {"n": "1"}], "z": 2}, form) == {
        "a": [{"n": None}, {"n": "1"}],
        "b": "x",
        "c": 0.5,
    }
    assert shaped("nonsense", form) == {"a": [], "b": "x", "c": 0.5}


def test_there_is_something_bad_to_say_to_every_task() -> None:
    assert worst().keys() == {task.name for task in TASKS}
    assert all(worst().values())


@pytest.mark.parametrize("name", sorted(lies().keys() - {"parrot"}))
def test_every_lie_differs_from_the_draft(name: str) -> None:
    scene = Scene(asked(REWRITE.name, BRIEF))
    (told,) = json.loads(answering_badly("rewrite", name)(scene.call).text)["versions"]
    assert (told["title"], told["body"]) != (scene.title, scene.body)


def test_bad_answers_come_in_turn_and_spoils_too() -> None:
    model = mixture({"score": ["always_best", "always_worst"]}, spoils=["", "fenced", "refused"])
    replies = [model(asked(SCORE.name, SCORED)) for _ in range(6)]
    levels = [json.loads(reply.text)["audience_match"] for reply in (replies[0], replies[3])]
    assert levels == [5, 1]
    assert replies[1].text.startswith("```json")
    assert replies[2].refusal


@pytest.mark.parametrize("how", sorted(SPOILS))
def test_every_spoil_leaves_a_mark(how: str) -> None:
    reply = good(asked(SCORE.name, SCORED))
    assert spoiled(reply, how) != reply or how == "surrogate"
    assert spoiled(reply, "") == reply


@pytest.fixture(scope="module")
def process() -> Iterator[ServerProcess]:
    with ServerProcess("--answers", "compare:always_a") as server:
        yield server


def test_it_runs_as_a_process_and_tells_what_it_was_asked(process: ServerProcess) -> None:
    process.set_latency(0.01)
    home = process.url.removesuffix("/v1")
    with urlopen(f"{process.url}/models", timeout=5) as answer:  # noqa: S310 - on this machine
        assert json.load(answer)["data"][0]["id"] == "local"
    with urlopen(f"{home}/journal", timeout=5) as answer:  # noqa: S310 - as above
        assert json.load(answer) == []


@pytest.mark.parametrize("option", [["--answers", "nonsense"], ["--answers", "rewrite:nonsense"]])
def test_an_answer_that_there_is_not_is_said_not_to_be(option: list[str]) -> None:
    command = [sys.executable, "-m", "evals.model_server", *option]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (
        2,
        f"There is no answer called {option[1]}; --list tells which there are.\n",
    )
