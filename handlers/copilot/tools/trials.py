"""`plan_trial` and `start_trial`: what a real test of a suggestion takes, and having one watched."""

from typing import Annotated, Any

from mcp.server.mcpserver import Context
from mcp.types import CallToolResult
from pydantic import AllowInfNan, Field

from agents.trials.types import Metric, Wanted
from agents.types import Draft, Suggestion
from handlers.copilot import drafts as d
from handlers.copilot.caller import Caller
from handlers.copilot.desk import CopilotDesk, shop_of
from handlers.copilot.errors import UnknownVersionError, UnknownWeeklyError
from handlers.copilot.tools.spec import Spec, answered
from handlers.copilot.types import TrialArm, TrialResult
from handlers.trials.keeping import draw_up, keep_trial, plan_of
from handlers.trials.proposing import proposal_of, usual_of
from handlers.trials.types import Asked
from handlers.trials.words import plan_lines, sending_lines
from store.keys import content_key
from store.rows import TrialRow

_PLAN = """Plan a real test of a suggestion against its original: how many messages, how many weeks, or what \
to do where there are too few people.

Use this when somebody wants to know whether a rewrite really does better. Nothing is kept and nothing is \
sent: to have it watched, call start_trial with the same arguments."""

_START = """Start watching a test that plan_trial planned: it is kept, and every import of logs is looked at \
until it is settled.

Call this only when the user agreed to the plan. It sends no message: the result says under which campaign \
id and variants the shop has to send. The same arguments on the same day are the same trial."""

_Lift = Annotated[
    float,
    AllowInfNan(allow_inf_nan=False),
    Field(gt=0, le=10, description="The smallest gain worth finding, relative: 0.1 is +10 %."),
]
_Weekly = Annotated[
    int | None,
    Field(
        gt=0, le=10**9, description="Messages a week, all versions together; else what the shop sent lately."
    ),
]
_Arms = Annotated[int, Field(ge=2, le=5, description="Versions in the test, the original included.")]
_Metric = Annotated[Metric, Field(description="What is counted: clicks, or the mean engagement score.")]
_Version = Annotated[int, Field(ge=1, le=9, description="Which version goes first: 1 is the rewrite.")]


class Trials:
    """The tools with what they work with."""

    def __init__(self, desk: CopilotDesk) -> None:
        self._desk = desk

    def specs(self) -> tuple[Spec, ...]:
        """What is offered."""
        return (
            Spec(self.plan_trial, "Plan a test", _PLAN),
            Spec(self.start_trial, "Start a test", _START, scope="write"),
        )

    async def plan_trial(
        self,
        context: Context,
        suggestion_id: d.SuggestionId,
        lift: _Lift = 0.1,
        weekly: _Weekly = None,
        arms: _Arms = 2,
        metric: _Metric = "clicks",
        version: _Version = 1,
    ) -> Annotated[CallToolResult, TrialResult]:
        """The plan alone."""
        caller = self._desk.caller(context.request_context)
        wanted = {"lift": lift, "weekly": weekly, "arms": arms, "metric": metric}
        trial = await self._drawn_up(caller, suggestion_id, wanted, version)
        return _told(trial, kept=False)

    async def start_trial(
        self,
        context: Context,
        suggestion_id: d.SuggestionId,
        lift: _Lift = 0.1,
        weekly: _Weekly = None,
        arms: _Arms = 2,
        metric: _Metric = "clicks",
        version: _Version = 1,
    ) -> Annotated[CallToolResult, TrialResult]:
        """The plan, kept."""
        caller = self._desk.caller(context.request_context)
        wanted = {"lift": lift, "weekly": weekly, "arms": arms, "metric": metric}
        trial = await self._drawn_up(caller, suggestion_id, wanted, version)
        await keep_trial(self._desk.database, trial)
        return _told(trial, kept=True)

    async def _drawn_up(
        self, caller: Caller, suggestion_id: str, wanted: dict[str, Any], version: int
    ) -> TrialRow:
        """The trial that is asked for. Raises `RequestError`."""
        row = await self._desk.suggestion(caller, suggestion_id)
        draft, suggestion = Draft.model_validate(row.draft), Suggestion.model_validate(row.suggestion)
        versions = [m for m in (suggestion.message, *(v.message for v in suggestion.variants)) if m]
        if version > max(1, len(versions)):
            raise UnknownVersionError(version, len(versions))
        chosen = versions[version - 1] if versions else None
        proposal = proposal_of(shop_of(caller), draft, suggestion, chosen=chosen)
        usual = await usual_of(self._desk.database, proposal)
        if (weekly := wanted["weekly"] or usual.weekly) is None:
            raise UnknownWeeklyError
        sized = {**wanted, "weekly": weekly, "arms": min(wanted["arms"], len(proposal.rewrites) + 1)}
        asked = Asked(wanted=Wanted.model_validate(sized), team=caller.team or None, by=caller.who)
        key = content_key(
            "copilot", row.id, version, repr(sorted(sized.items())), str(self._desk.today(caller))
        )
        return draw_up(proposal, usual, asked, key=key, now=self._desk.clock())


def _told(trial: TrialRow, *, kept: bool) -> CallToolResult:
    lines = (*plan_lines(trial), *(sending_lines(trial) if kept else ()))
    arms = tuple(
        TrialArm(variant=arm.variant or arm.arm, campaign_id=arm.campaign_id, title=arm.title, body=arm.body)
        for arm in trial.arms
    )
    result = TrialResult(trial_id=trial.id if kept else None, plan=plan_of(trial), arms=arms, told=lines)
    first = f"Trial {trial.id} is watched from now on." if kept else "Planned, not kept:"
    return answered(result, "\n".join((first, *lines)))
