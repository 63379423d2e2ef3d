"""What a deployer wants to know: one look at each part, what it found and what follows from it."""

import importlib.metadata
import os
import platform
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from bot.cli.errors import shielded
from bot.settings import Settings, SettingsError

if TYPE_CHECKING:
    from handlers.slack.identity import Identity

State = Literal["ok", "missing", "problem"]


@dataclass(frozen=True)
class Look:
    """One part: `missing` can be lived without, `problem` cannot. `follows` is what to do or expect."""

    part: str
    state: State
    found: str
    follows: str = ""


async def look_at_everything(settings: Settings) -> AsyncIterator[Look]:
    """Every part in turn. Changes nothing."""
    yield _program()
    yield _variables()
    yield _folder(settings)
    yield _engine(settings)
    yield await _history(settings)
    yield _embedding()
    yield _index(settings)
    yield await _slack(settings)


def _program() -> Look:
    try:
        version = importlib.metadata.version("crmagent")
    except importlib.metadata.PackageNotFoundError:
        version = "(a checkout that is not installed)"
    return Look("program", "ok", f"CRMAgent {version} on Python {platform.python_version()}")


def _variables() -> Look:
    unknown = Settings.unknown_variables()
    if not unknown:
        return Look("settings", "ok", "every variable is known")
    follows = "Nothing reads them; compare them with .env.example."
    return Look("settings", "problem", f"unknown: {', '.join(unknown)}", follows)


def _folder(settings: Settings) -> Look:
    """The data folder, or the one it will be made in."""
    folder = settings.data_dir.absolute()
    place = next(parent for parent in (folder, *folder.parents) if parent.exists())
    if place.is_dir() and os.access(place, os.W_OK):
        return Look("data folder", "ok", f"{folder}{'' if place == folder else ' (will be made)'}")
    return Look(
        "data folder", "problem", f"{place} cannot be written", "Set CRMAGENT_DATA_DIR to one that can."
    )


def _engine(settings: Settings) -> Look:
    if settings.engine == "llm":
        return _model(settings)
    follows = "It writes English, Malay and Indonesian; drafts in other languages are checked, not rewritten."
    return Look("engine", "ok", f"{settings.engine} (built in)", follows)


def _model(settings: Settings) -> Look:
    """The model as it is set up, without asking it anything: a request costs money."""
    found = f"{_models(settings)}, {_where(settings)}"
    if settings.needs_key and not settings.openai_api_key:
        return Look("engine", "problem", found, "Set OPENAI_API_KEY.")
    limits = {"tokens": settings.daily_tokens, "requests": settings.daily_requests}
    most = " and ".join(f"{limit:,} {what}" for what, limit in limits.items() if limit)
    budget = f"At most {most} a shop and day" if most else "No daily budget is set (CRMAGENT_DAILY_TOKENS)"
    kept = f" Requests and answers are kept in {settings.record}." if settings.record else ""
    return Look("engine", "ok", found, f"{budget}; where the model fails, the built-in rules go on.{kept}")


def _models(settings: Settings) -> str:
    """The model that does everything, or the one of each agent."""
    models = settings.models
    if len(set(models.values())) == 1:
        return f"llm ({settings.model})"
    return f"llm ({', '.join(f'{agent}: {model}' for agent, model in models.items())})"


def _where(settings: Settings) -> str:
    if settings.replay:
        return f"replayed from {settings.replay}"
    # An address may hold a user and a password.
    place = urlsplit(settings.openai_base_url)
    key = "with a key" if settings.openai_api_key else "without a key"
    return f"at {place.scheme}://{place.netloc.rpartition('@')[2]}{place.path}, {key}"


async def _history(settings: Settings) -> Look:
    file = settings.database_file
    if file is not None and not file.exists():
        return Look("history", "missing", f"no database at {file}", _SEED)
    return await shielded(_read_history(settings), lambda why: Look("history", "problem", why))


async def _read_history(settings: Settings) -> Look:
    # SQLAlchemy and Alembic are slow to load; the other looks do without.
    from store.database import Database  # noqa: PLC0415
    from store.health import read_health  # noqa: PLC0415

    database = Database(settings.database)
    try:
        health = await read_health(database)
    finally:
        await database.close()
    who = f"{health.merchants} merchants ({health.sharing} share)"
    where = f"{database.dialect}, {who}, {health.campaigns} campaigns"
    if not health.is_current:
        return Look("history", "problem", "migrations are missing", "The next seed or ingest runs them.")
    if not health.scored_templates:
        return Look("history", "missing", f"{where}, none with scores", _SEED)
    return Look("history", "ok", f"{where}, {health.scored_templates} templates with scores")


def _embedding() -> Look:
    from agents.embedder import EmbedderError, verify_weights  # noqa: PLC0415 - numpy is not light either

    try:
        folder = verify_weights()
    except EmbedderError as error:
        follows = "Other merchants' messages cannot be searched until then; everything else works."
        return Look("embedding", "missing", str(error), follows)
    return Look("embedding", "ok", f"all-MiniLM-L6-v2, weights whole, in {folder}")


def _index(settings: Settings) -> Look:
    file = settings.index_file
    if not file.exists():
        follows = "It is made with the first search that needs it."
        return Look("vector index", "missing", f"none at {file}", follows)
    return Look("vector index", "ok", f"{file.stat().st_size / 1e6:.1f} MB at {file}")


async def _slack(settings: Settings) -> Look:
    from bot.plan import plan  # noqa: PLC0415 - only this look needs it

    given = [settings.slack_bot_token, settings.slack_client_id, settings.slack_client_secret]
    if not any(given):
        return Look("slack", "missing", "neither a bot token nor a client id", _UNSERVED)
    try:
        chosen = plan(settings)
    except SettingsError as error:
        return Look("slack", "problem", str(error), _UNSERVED)
    where = " and ".join(["Socket Mode"] * chosen.socket + ["HTTP"] * chosen.http)
    if chosen.many:
        return Look("slack", "ok", f"{where}, for every workspace that installs the app at /slack/install")
    who = await shielded(_ask_slack(settings), lambda why: Look("slack", "problem", why, _UNSERVED))
    return who if isinstance(who, Look) else Look("slack", "ok", f"{where}, as {who}")


async def _ask_slack(settings: Settings) -> "Look | Identity":
    # aiohttp and Slack's SDK are slow to load; the other looks do without.
    from aiohttp import ClientSession, ClientTimeout  # noqa: PLC0415

    from bot.access import ask_who_we_are  # noqa: PLC0415

    async with ClientSession(timeout=ClientTimeout(total=_PATIENCE)) as session:
        found = await ask_who_we_are(settings, session)
    if lacking := found.lacking:
        follows = "Install the app again: that grants what its manifest asks for."
        return Look("slack", "problem", f"{found} lacks {', '.join(lacking)}", follows)
    return found


_PATIENCE = 5  # seconds Slack has to answer
_UNSERVED = "“python -m bot serve” needs it and tells how (--help); “make demo” brings a Slack of its own."
_SEED = (
    "Rewrites rest on the rules alone until “python -m bot seed” loads the demo or "
    "“python -m bot ingest” your own logs."
)
