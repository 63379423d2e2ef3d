"""The composition root: the one place where the parts are built and put together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Literal

from agents.choose import Chooser
from agents.content import ContentAgent
from agents.engines.rules.engine import built_in_engine
from agents.evaluate import EvaluateAgent
from agents.history import History, NoHistory
from agents.pipeline import Glance, Pipeline
from agents.spending import StoredSpending
from agents.tastes import NoTastes, Tastes
from agents.template import TemplateAgent
from agents.turns import Turns
from bot.engines import WRITES, Engines, built_in, open_engines
from bot.settings import Settings
from handlers.brain import Brain as Brain  # noqa: PLC0414 - what `open_brain` gives
from handlers.errors import NoHistoryError

if TYPE_CHECKING:  # half a second that a single draft need not wait for
    from agents.embedder import MiniLMEmbedder
    from agents.retrieval import RetrievalAgent
    from store.database import Database

# When to load the embedding model: with the first search that needs it, beside other work, or at once.
Warm = Literal["no", "meanwhile", "first"]


@asynccontextmanager
async def open_brain(
    settings: Settings, *, with_store: bool = True, warm: Warm = "no", repetition: int = 0
) -> AsyncIterator[Brain]:
    """The brain, ready to be asked, and put away at the end.

    Without `with_store`, or where no history was ever loaded, `database` is None and the rules of
    the trade have to do. `warm` tells when the embedding model is loaded, for those who stay longer;
    a `repetition` other than 0 is for asking a model the same things once more. Raises `SettingsError`.
    """
    turns = Turns()
    async with AsyncExitStack() as stack:
        database = None
        if with_store and _has_history(settings):
            database = await stack.enter_async_context(open_history(settings))
        spending = StoredSpending(database) if database and settings.engine == "llm" else None
        rules = built_in_engine(turns)
        opened = open_engines(settings, rules, spending=spending, repetition=repetition)
        engines = await stack.enter_async_context(opened)
        content = ContentAgent(engines.content, database)
        history: History = NoHistory()
        tastes: Tastes = NoTastes()
        if database is not None:
            from agents.learned import StoredTastes  # noqa: PLC0415 - see above
            from agents.recall import StoreHistory  # noqa: PLC0415

            retrieval = await stack.enter_async_context(open_retrieval(settings, database, warm=warm))
            history = StoreHistory(retrieval, content)
            tastes = StoredTastes(database, partial(_if_warm, retrieval))
        yield Brain(
            pipeline=_pipeline(engines, content, history, tastes, turns),
            engine=engines.conversation,
            clock=_now,
            database=database,
            **_gate(settings),
        )


def _if_warm(retrieval: "RetrievalAgent") -> "MiniLMEmbedder | None":
    """The embedder, if nobody has to wait until it is loaded."""
    from agents.embedder import MiniLMEmbedder  # noqa: PLC0415 - see above

    embedder = retrieval.embedder
    return embedder if isinstance(embedder, MiniLMEmbedder) and embedder.is_warm else None


def _gate(settings: Settings) -> dict[str, asyncio.Semaphore]:
    """A draft that waits for a model keeps nobody from working: as many may be under way as requests."""
    return {"gate": asyncio.Semaphore(settings.model_concurrency)} if settings.engine == "llm" else {}


def _now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def open_history(settings: Settings, *, create: bool = False) -> "AsyncIterator[Database]":
    """The database with its newest schema. Raises `NoHistoryError` if there is none and not `create`."""
    from store.database import Database  # noqa: PLC0415 - see above

    if not (create or _has_history(settings)):
        raise NoHistoryError
    database = Database(settings.database)
    try:
        await database.upgrade()
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def open_retrieval(
    settings: Settings, database: "Database", *, warm: Warm = "no"
) -> "AsyncIterator[RetrievalAgent]":
    """The search for exemplars, its index read from the data folder; the model loads when it is needed."""
    from agents.embedder import MiniLMEmbedder  # noqa: PLC0415 - see above
    from agents.retrieval import RetrievalAgent  # noqa: PLC0415
    from store.index import open_index  # noqa: PLC0415

    embedder = MiniLMEmbedder()
    index = open_index(settings.index_file, model=embedder.model, dimension=embedder.dimension)
    warming = asyncio.create_task(_warmed(embedder)) if warm != "no" else None
    if warming and warm == "first":
        await warming
    try:
        yield RetrievalAgent(database, index, embedder, index_path=settings.index_file)
    finally:
        if warming:
            warming.cancel()
        embedder.close()


async def _warmed(embedder: "MiniLMEmbedder") -> None:
    from agents.embedder import EmbedderError  # noqa: PLC0415 - see above

    with suppress(EmbedderError):  # the first search that needs it says so
        await embedder.warm()


async def bring_index_up_to_date(settings: Settings, database: "Database") -> int:
    """Embed what the index does not know yet, so that no merchant waits for it; how much that was.

    Raises `EmbedderError`.
    """
    async with open_retrieval(settings, database) as retrieval:
        return await retrieval.sync()


def _has_history(settings: Settings) -> bool:
    """Whether there is a database to open: a server is taken to have one, a file has to be there."""
    file = settings.database_file
    return file is None or file.exists()


def _pipeline(
    engines: Engines, content: ContentAgent, history: History, tastes: Tastes, turns: Turns
) -> Pipeline:
    """The pipeline; where a model works, with the rules to glance at drafts and to rank candidates first."""
    by_rules = EvaluateAgent(engines.rules, tastes)
    pipeline = Pipeline(
        content=content,
        history=history,
        template=TemplateAgent(engines.template),
        evaluate=EvaluateAgent(engines.evaluate, tastes),
        chooser=Chooser(engines.writers, by_rules, turns, finalists=engines.finalists),
        engine=engines.name,
        model=engines.model,
        turns=turns,
    )
    if engines.model is None:
        return replace(pipeline, writes=WRITES)
    reader = ContentAgent(engines.rules)
    return replace(
        pipeline,
        glance=Glance(reader, by_rules),
        settles=_pipeline(built_in(engines.rules), reader, history, tastes, turns),
    )
