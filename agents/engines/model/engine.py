"""The engine with a model behind it: a prompt for every task, an answer in its form, one repair."""

import logging
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from agents.engines.base import EngineError, In, Out, Task, Trouble
from agents.engines.model.answers import AnswerError, faults, read_answer
from agents.engines.model.budget import DailyBudget
from agents.engines.model.dossier import Dossier
from agents.engines.model.errors import (
    ModelCutOffError,
    ModelError,
    ModelInvalidError,
    ModelRefusedError,
)
from agents.engines.model.job import Job
from agents.engines.model.masking import UnknownSentinelError
from agents.engines.model.prompting import Prompt, prompt
from agents.engines.model.schemas import strict_schema
from agents.engines.model.types import Effort, ModelAnswer, ModelCall, ModelServer, Repair
from agents.engines.model.usage import cost, currency
from agents.journal import Journal, current_journal
from agents.types import Usage

_log = logging.getLogger(__name__)
_AGAIN = "That answer can't be used. {problem} Answer again, in full, in the same form."
_CUT = "It broke off at its greatest length: be shorter."
_MORE_ROOM = 2
_CHARACTERS = 4  # of a token, more or less


class LLMEngine:
    """Does every task by asking `model` of a server; `jobs` says how each is put and read.

    All tasks of one request together may take `deadline` seconds. An answer that can't be used goes
    back once with what is wrong with it. `repetition` tells apart answers to the same question.
    """

    def __init__(
        self,
        server: ModelServer,
        model: str,
        jobs: Mapping[str, Job],
        *,
        budget: DailyBudget | None = None,
        deadline: float | None = None,
        effort: Effort | None = None,
        repetition: int = 0,
    ) -> None:
        self._server, self.model, self._jobs, self._budget = server, model, jobs, budget
        self._deadline, self._effort, self._repetition = deadline, effort, repetition

    @property
    def name(self) -> str:
        """As a suggestion names it: "llm:" and the model."""
        return f"llm:{self.model}"

    async def run(self, task: Task[In, Out], inputs: In) -> Out:
        """The model's answer as the task's output. Raises `EngineError` if none can be used."""
        journal = current_journal()
        if journal and journal.hopeless:
            raise self._failed(task.name, "it failed for this request before", journal.hopeless)
        job = self._jobs.get(task.name)
        if job is None:
            raise self._failed(task.name, "there is no prompt for it", "invalid")
        try:
            output = await self._answered(job, task.name, inputs, journal)
        except ModelError as error:
            _log.info("%s: %s", task.name, error)
            if journal:
                journal.give_up(error.trouble)
            raise self._failed(task.name, error.detail, error.trouble) from None
        if journal:
            journal.note_done(task.name, self.name)
        return task.output.model_validate(output)

    async def _answered(self, job: Job, task: str, inputs: Any, journal: Journal | None) -> Any:  # noqa: ANN401 - the job's
        dossier = Dossier(inputs)
        call = self._call(job, task, job.variables(inputs, dossier))
        answer = await self._asked(call, job, journal)
        try:
            return _read(answer, job, inputs, dossier)
        except AnswerError as error:
            again = _repaired(call, answer, error.problem)
        answer = await self._asked(again, job, journal)
        try:
            return _read(answer, job, inputs, dossier)
        except AnswerError:
            if answer.finish == "length":
                raise ModelCutOffError(self.model, "its answer broke off, twice") from None
            raise ModelInvalidError(self.model, "its answer can't be used, nor what it made of it") from None

    def _call(self, job: Job, task: str, variables: Mapping[str, str]) -> ModelCall:
        asked = prompt(task, job.prompts)
        return ModelCall(
            task=task,
            model=self.model,
            instructions=asked.instructions,
            request=asked.filled(variables),
            form=strict_schema(job.form),
            max_tokens=job.max_tokens,
            temperature=job.temperature,
            effort=self._effort,
            repetition=self._repetition,
        )

    async def _asked(self, call: ModelCall, job: Job, journal: Journal | None) -> ModelAnswer:
        """The answer, within the time and the budget there is, and paid for."""
        if self._budget and journal and journal.today:
            await self._budget.admit(journal.account, journal.today, model=self.model)
        try:
            answer = await self._server.ask(call, within=self._left(journal))
        except ModelInvalidError:
            answer = ModelAnswer(text="")
        if journal:
            self._pay(call, prompt(call.task, job.prompts), answer, journal)
        _log.debug("%s: %s, %s", call.task, answer.finish, answer.usage)
        return answer

    def _pay(self, call: ModelCall, asked: Prompt, answer: ModelAnswer, journal: Journal) -> None:
        used = answer.usage
        if self._budget and journal.today:
            tokens = used.taken_in + used.put_out or _guessed(call, answer)
            self._budget.pay(journal.account, journal.today, tokens)
        journal.note_usage(
            Usage(
                calls=1,
                tokens_in=used.taken_in,
                tokens_cached=used.cached,
                tokens_out=used.put_out,
                cost=cost(self.model, used),
                currency=currency(),
                prompts={asked.task: asked.version},
            )
        )

    def _left(self, journal: Journal | None) -> float | None:
        if self._deadline is None:
            return None
        return max(0.0, self._deadline - (journal.elapsed if journal else 0.0))

    def _failed(self, task: str, reason: str, trouble: Trouble) -> EngineError:
        return EngineError(self.name, task, reason, trouble=trouble)


def _guessed(call: ModelCall, answer: ModelAnswer) -> int:
    """About how many tokens an answer took of whose use the server tells nothing: a budget is one anyway."""
    return len(f"{call.instructions}{call.request}{answer.text}") // _CHARACTERS


def _read(answer: ModelAnswer, job: Job, inputs: Any, dossier: Dossier) -> Any:  # noqa: ANN401 - the job's
    """The output. Raises `AnswerError` if the answer can't be used, `ModelRefusedError` if it is none."""
    if answer.finish == "refusal":
        raise ModelRefusedError("the model", "it refused")
    if answer.finish == "length":
        raise AnswerError(_CUT)
    form = read_answer(answer.text, job.form)
    try:
        return job.read(form, inputs, dossier)
    except ValidationError as error:
        raise AnswerError(faults(error)) from None
    except UnknownSentinelError as error:
        raise AnswerError(f"{error}.") from None


def _repaired(call: ModelCall, answer: ModelAnswer, problem: str) -> ModelCall:
    """The same question once more, with the answer it got and what is wrong with it."""
    room = call.max_tokens * (_MORE_ROOM if answer.finish == "length" else 1)
    repair = Repair(answer=answer.text, problem=_AGAIN.format(problem=problem))
    return call.model_copy(update={"repair": repair, "max_tokens": room})
