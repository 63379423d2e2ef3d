"""One merchant's rows never reach another: by the shape of every query, and by asking each."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any

import pytest

import store
from store.database import Database
from store.imports import begin_import
from store.rejections import add_rejections
from store.rows import Rejection
from store.suggestions import save_suggestion
from tests.store.seed import NOW, add_campaign, add_merchant

#: Who may look across merchants: the operator, the market among those who share into it, and the
#: fingerprint of a segment, which tells only that something changed.
ACROSS = {"list_merchants", "find_campaign", "market_templates", "segment_version"}
#: Writes rows of any table, each with its merchant in the key.
HELPERS = {"upsert"}
WRITERS = {
    "upsert_merchant",
    "set_consent",
    "save_suggestion",
    "begin_import",
    "finish_import",
    "add_rejections",
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
    "get_suggestion": {"suggestion_id": "of-a"},
    "get_import": {"sha256": "ab12", "kind": "campaigns"},
    "require_import": {},
    "list_rejections": {},
}

ABOUT_AN_IMPORT = {"require_import", "list_rejections"}


def _queries() -> dict[str, Callable[..., Any]]:
    """Every public coroutine of `store` that is handed a session."""
    found = {}
    for module in pkgutil.iter_modules(store.__path__, "store."):
        for name, function in inspect.getmembers(
            importlib.import_module(module.name), inspect.iscoroutinefunction
        ):
            home = function.__module__ == module.name and not name.startswith("_")
            if home and "session" in inspect.signature(function).parameters:
                found[name] = function
    return found


def test_every_query_is_known_here() -> None:
    """Whoever adds a query says in this file how it keeps merchants apart."""
    assert set(_queries()) == ACROSS | HELPERS | WRITERS | set(READERS)


@pytest.mark.parametrize("name", sorted(WRITERS | set(READERS)))
def test_a_query_about_a_merchant_asks_which(name: str) -> None:
    """By name, without a default: nobody gets everyone's rows by leaving it out."""
    merchant_id = inspect.signature(_queries()[name]).parameters["merchant_id"]
    assert merchant_id.kind is inspect.Parameter.KEYWORD_ONLY
    assert merchant_id.default is inspect.Parameter.empty


@pytest.mark.parametrize("name", sorted(set(_queries()) - HELPERS))
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
        answer = {"id": f"of-{merchant_id}", "engine": "rules", "outcome": "ask"}
        draft = {"body": f"Draft of {merchant_id}"}
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
    return begun.id


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
