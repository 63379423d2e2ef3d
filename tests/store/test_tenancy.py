"""One merchant's rows never reach another: by the shape of every query, and by asking each."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

import store
import store.answers
import store.digests
import store.trials
import store.workspaces
from store.answers import decide, get_answer, save_answer
from store.calls import add_call
from store.database import Database
from store.digests import note_message, save_digest
from store.imports import begin_import
from store.models import VariantOutcome
from store.rejections import add_rejections
from store.rows import Rejection
from store.rows.copilots import CallRow
from store.signals import add_signal
from store.suggestions import save_suggestion
from store.tastes import save_taste
from store.threads import save_thread
from store.tokens import save_token
from store.trials import add_trial
from store.upsert import upsert
from store.workspaces import connect_workspace, note_workspace
from store.workspaces.settings import change_workspace
from tests.store.seed import NOW, add_campaign, add_merchant

#: Who may look across merchants: the operator, the market among those who share into it, and the
#: fingerprint of a segment, which tells only that something changed; the clock, which serves all.
ACROSS = {
    *("list_merchants", "find_campaign", "market_templates", "segment_version"),
    *("digest_plans", "weeks_made", "untold_looks"),
    # The teacher, who looks for what changed and forgets what is old; the operator, whom people ask to.
    *(
        "signal_states",
        "measured_states",
        "taste_stamps",
        "drop_tastes",
        "delete_old_signals",
        "note_outcomes",
    ),
    *("forget_person", "list_lending"),
    # By a secret that only its owner has; by an id, for the operator.
    *("find_token", "revoke_token"),
}
#: Writes rows of any table, each with its merchant in the key; or columns of one workspace.
HELPERS = {"upsert", "change_workspace", "unname", "delete_installed"}
WRITERS = {
    "upsert_merchant",
    "set_consent",
    "save_suggestion",
    "begin_import",
    "finish_import",
    "add_rejections",
    "save_code",
    "save_answer",
    "add_signal",
    "add_spending",
    "add_call",
    "end_call",
    "save_token",
    "connect_workspace",
    "save_digest",
    "note_message",
    "note_item",
    "note_posted",
    "add_trial",
    "note_look",
    "claim_look",
    "end_trial",
    "name_arm",
    "introduce_campaign",
    "save_taste",
    "forget_merchant",
}
#: Of a workspace, whoever's it is.
OF_A_TEAM = {
    "note_workspace",
    "save_workspace_settings",
    "delete_workspace",
    "forget_workspace",
    "redeem_code",
    "save_thread",
    "decide",
    "remove_signal",
}

SEGMENT = {"audience": "new_buyers"}
#: Every reader, and what merchant `a` asks it; `b` has rows under the same ids.
READERS: dict[str, dict[str, Any]] = {
    "get_merchant": {},
    "get_campaign": {"campaign_id": "c1"},
    "list_campaigns": {},
    "own_templates": SEGMENT,
    "segment_templates": SEGMENT | {"scope": "own"},
    "segment_scores": {},
    "segment_size": SEGMENT,
    "get_suggestion": {"suggestion_id": "of-a"},
    "search_campaigns": {"words": ["c1"]},
    "search_suggestions": {"words": ["of"]},
    "list_tokens": {},
    "list_calls": {"limit": 9},
    "get_import": {"sha256": "ab12", "kind": "campaigns"},
    "require_import": {},
    "list_rejections": {},
    "get_digest": {"week": "2026-W47"},
    "planned_digest": {},
    "told_groups": {"before": "2026-W48", "digests": 4},
    "settled_groups": {},
    "sent_templates": {},
    "segment_standards": {},
    "segment_scores_of_all": SEGMENT,
    "get_trial": {"trial_id": "T-1"},
    "list_trials": {},
    "arm_outcomes": {"trial_id": "T-1"},
    "sent_variants": {"campaign_id": "c1"},
    "own_outcomes": SEGMENT,
    "market_outcomes": SEGMENT,
    "weekly_messages": {},
    "newest_answer": {"draft_id": "c1"},
    "list_opinions": {},
    "measured_versions": {},
    "get_taste": {},
}
PLACE = {"channel": "C1", "ts": "1.5"}
#: Every reader of a workspace's rows, and what `T-a` asks it; `T-b` has rows in the same places.
TEAM_READERS: dict[str, dict[str, Any]] = {
    "get_workspace": {},
    "get_thread": {"channel": "C1", "thread": "1.0"},
    "get_answer": PLACE,
    "recent_answers": {"limit": 9},
    "list_signals": {"limit": 9},
    "adopted": {"merchant_id": "a", "limit": 9},
    "digest_at": PLACE,
}

ABOUT_AN_IMPORT = {"require_import", "list_rejections"}


@cache
def _queries() -> dict[str, Callable[..., Any]]:
    """Every public coroutine of `store` that is handed a session."""
    found = {}
    for module in _modules():
        coroutines = inspect.getmembers(importlib.import_module(module), inspect.iscoroutinefunction)
        for name, function in coroutines:
            home = function.__module__ == module and not name.startswith("_")
            if home and "session" in inspect.signature(function).parameters:
                found[name] = function
    return found


def _modules() -> Iterator[str]:
    for package in (store, store.answers, store.digests, store.trials, store.workspaces):
        yield from (module.name for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."))


def test_every_query_is_known_here() -> None:
    """Whoever adds a query says in this file how it keeps merchants apart."""
    known = ACROSS | HELPERS | WRITERS | OF_A_TEAM | set(READERS) | set(TEAM_READERS)
    assert set(_queries()) == known


@pytest.mark.parametrize("name", sorted(WRITERS | set(READERS) | {"adopted"}))
def test_a_query_about_a_merchant_asks_which(name: str) -> None:
    """By name, without a default: nobody gets everyone's rows by leaving it out."""
    merchant_id = inspect.signature(_queries()[name]).parameters["merchant_id"]
    assert merchant_id.kind is inspect.Parameter.KEYWORD_ONLY
    assert merchant_id.default is inspect.Parameter.empty


@pytest.mark.parametrize("name", sorted(OF_A_TEAM | set(TEAM_READERS) | {"connect_workspace"}))
def test_a_query_about_a_workspace_asks_which(name: str) -> None:
    team_id = inspect.signature(_queries()[name]).parameters["team_id"]
    assert team_id.kind is inspect.Parameter.KEYWORD_ONLY
    assert team_id.default is inspect.Parameter.empty


@pytest.mark.parametrize("name", sorted(set(_queries()) - {"upsert"}))
def test_queries_take_their_values_by_name(name: str) -> None:
    session, *others = inspect.signature(_queries()[name]).parameters.values()
    assert session.name == "session"
    assert {other.kind for other in others} <= {inspect.Parameter.KEYWORD_ONLY}


async def _fill(database: Database, merchant_id: str) -> int:
    """The same ids for every merchant; every text ends in its name. Returns the import's id."""
    async with database.session() as session:
        await add_merchant(session, merchant_id, shares=merchant_id == "b")
        await add_campaign(session, merchant_id, "c1", shrunk_score=2, quarter="strong", percentile=0.9)
        await add_campaign(session, merchant_id, "c2", shrunk_score=1, quarter="weak", percentile=0.1)
        words = {"title": None, "body": f"Words of {merchant_id}"}
        answer = {"id": f"of-{merchant_id}", "engine": "rules", "outcome": "ask", "message": words}
        draft = {"id": "c1", "body": f"Draft of {merchant_id}"}
        await save_suggestion(session, merchant_id=merchant_id, draft=draft, suggestion=answer, now=NOW)
        begun = await begin_import(
            session,
            merchant_id=merchant_id,
            sha256="ab12",
            kind="campaigns",
            filename=f"plans of {merchant_id}",
            now=NOW,
        )
        rejection = Rejection(line=1, reason="no body", raw=f"line of {merchant_id}")
        await add_rejections(session, merchant_id=merchant_id, import_id=begun.id, rejections=[rejection])
        await _fill_digest(session, merchant_id)
        await _fill_trial(session, merchant_id)
        await _fill_copilots(session, merchant_id)
        await _fill_taste(session, merchant_id)
    return begun.id


async def _fill_copilots(session: AsyncSession, merchant_id: str) -> None:
    """A token and a call."""
    about = {"merchant_id": merchant_id, "name": f"Token of {merchant_id}", "now": NOW}
    how = {"scopes": ["read"], "time_zone": "UTC", "expires_at": None}
    await save_token(session, token_id=f"T-{merchant_id}", digest=merchant_id, **about, **how)
    said = {name: f"{name} of {merchant_id}" for name in ("via", "who", "tool", "outcome", "detail")}
    cost = {"elapsed_ms": 1.0, "model_calls": 0, "cost": None}
    call = CallRow(at=NOW, team_id="", merchant_id=merchant_id, **said, **cost)
    await add_call(session, call=call, merchant_id=merchant_id)


async def _fill_taste(session: AsyncSession, merchant_id: str) -> None:
    """A vote, and what was learned of it."""
    place = {"team_id": f"V-{merchant_id}", "merchant_id": merchant_id, "suggestion_id": f"of-{merchant_id}"}
    deed = {"key": f"v-{merchant_id}", "user_id": "U1", "kind": "edit", "value": f"vote of {merchant_id}"}
    await add_signal(session, **PLACE, **place, **deed, at=NOW)
    model = {"learned": f"votes of {merchant_id}"}
    await save_taste(session, merchant_id=merchant_id, key="k", pairs=1, model=model, now=NOW)


async def _fill_digest(session: AsyncSession, merchant_id: str) -> None:
    """A workspace that gets the digest, and one of this week and of the last."""
    team = {"team_id": f"W-{merchant_id}"}
    await note_workspace(session, **team, name=f"Room of {merchant_id}", now=NOW)
    await connect_workspace(session, **team, merchant_id=merchant_id, now=NOW)
    await change_workspace(session, **team, values={"digest_channel": f"C of {merchant_id}"})
    item = {"campaign_id": "c1", "suggestion_id": f"of-{merchant_id}", "shrunk_score": 1.0, "gain": 1.0}
    content = {"items": [item], "said": f"digest of {merchant_id}"}
    for week, of in (("2026-W46", f"W-{merchant_id}"), ("2026-W47", f"T-{merchant_id}")):
        about = {"merchant_id": merchant_id, "week": week}
        await save_digest(session, **about, team_id=of, channel="C1", content=content, now=NOW)
        await note_message(session, **about, ts="1.5")


async def _fill_trial(session: AsyncSession, merchant_id: str) -> None:
    """A trial of c1, and messages of the version that is named after the merchant."""
    about = {"id": "T-1", "audience": "new_buyers", "channel": "push", "plan": {}}
    words = {"intent": None, "title": None, "body": f"Arm of {merchant_id}"}
    arm = {"arm": "A", "campaign_id": "c1", "variant": None, **words}
    await add_trial(session, merchant_id=merchant_id, trial=about, arms=[arm], now=NOW)
    row = {"merchant_id": merchant_id, "campaign_id": "c1", "variant": f"v of {merchant_id}"}
    await upsert(session, VariantOutcome, [row | {"delivered": 900, "computed_at": NOW}])


@pytest.mark.parametrize("name", sorted(READERS))
async def test_no_reader_shows_another_merchants_rows(database: Database, name: str) -> None:
    """`b` even shares into the market: that opens the market's query, and no other."""
    imports = {merchant_id: await _fill(database, merchant_id) for merchant_id in ("a", "b")}
    asked = {"import_id": imports["a"]} if name in ABOUT_AN_IMPORT else READERS[name]
    async with database.session() as session:
        answer = repr(await _queries()[name](session, merchant_id="a", **asked))
    assert "of b" not in answer
    assert "Shop b" not in answer
    assert answer not in ("None", "()")


async def _fill_team(database: Database, merchant_id: str) -> None:
    """A workspace of this merchant with rows in the same places as any other's."""
    await _fill(database, merchant_id)
    team = {"team_id": f"T-{merchant_id}"}
    about = PLACE | {"suggestion_id": f"of-{merchant_id}", "merchant_id": merchant_id}
    async with database.session() as session:
        await note_workspace(session, **team, name=f"Team of {merchant_id}", now=NOW)
        await connect_workspace(session, **team, merchant_id=merchant_id, now=NOW)
        talk = {"said": f"talk of {merchant_id}"}
        await save_thread(session, **team, channel="C1", thread="1.0", talk=talk, key="k1", now=NOW)
        await save_answer(session, **team, **about, thread="1.0", asked_by="U1", now=NOW)
        settled = PLACE | {"key": f"k of {merchant_id}", "decision": "used", "by": "U1"}
        await decide(session, **team, **settled, version=1, now=NOW)
        deed = {"key": f"e-{merchant_id}", "user_id": "U1", "kind": "edit", "value": f"of {merchant_id}"}
        await add_signal(session, **team, **about, **deed, at=NOW)


@pytest.mark.parametrize("name", sorted(TEAM_READERS))
async def test_no_reader_shows_another_workspaces_rows(database: Database, name: str) -> None:
    for merchant_id in ("a", "b"):
        await _fill_team(database, merchant_id)
    async with database.session() as session:
        answer = repr(await _queries()[name](session, team_id="T-a", **TEAM_READERS[name]))
    assert "of b" not in answer
    assert "of-b" not in answer
    assert answer not in ("None", "()")


@pytest.mark.parametrize("name", sorted(TEAM_READERS))
@pytest.mark.parametrize("now_of", ["b", None])
async def test_a_workspace_that_changes_hands_shows_nothing_of_its_old_shop(
    database: Database, name: str, now_of: str | None
) -> None:
    for merchant_id in ("a", "b"):
        await _fill_team(database, merchant_id)
    async with database.session() as session:
        await note_workspace(session, team_id="T-a", name="Renamed", now=NOW)
        await connect_workspace(session, team_id="T-a", merchant_id=now_of, now=NOW)
        answer = repr(await _queries()[name](session, team_id="T-a", **TEAM_READERS[name]))
    assert not [trace for trace in (" of a", "of-a", "Shop a") if trace in answer]


async def test_nobody_decides_about_an_answer_for_a_shop_that_is_theirs_no_more(database: Database) -> None:
    for merchant_id in ("a", "b"):
        await _fill_team(database, merchant_id)
    about = PLACE | {"suggestion_id": "of-a", "merchant_id": "a"} | {"ts": "9.9"}
    settled = PLACE | {"ts": "9.9", "key": "k9", "decision": "used", "by": "U1"}
    async with database.session() as session:
        await save_answer(session, team_id="T-a", **about, thread="1.0", asked_by="U1", now=NOW)
        await connect_workspace(session, team_id="T-a", merchant_id="b", now=NOW)
        assert await decide(session, team_id="T-a", **settled, version=1, now=NOW) is None
        await connect_workspace(session, team_id="T-a", merchant_id="a", now=NOW)
        back = await get_answer(session, team_id="T-a", channel="C1", ts="9.9")
    assert back
    assert back.decision is None
