"""What every test may ask for."""

import asyncio
import gc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path

import pytest
from hypothesis import settings

from handlers.brain import Brain

# The same examples on every machine, and as long as they take: a busy one is no mistake in the code.
settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")

# A million things stay for good, torch and the lexicons among them: garbage is looked for less often.
gc.set_threshold(10_000)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data beside the repository; users don't have it."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("no development data beside the repository")
    return folder


@pytest.fixture(scope="session")
def demo_history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo history in it, loaded once, for copying."""
    # A second that only those who ask for it shall wait.
    from store.database import Database  # noqa: PLC0415
    from store.demo.seed import seed  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("demo")

    async def load() -> None:
        database = Database(f"sqlite:///{folder / 'crmagent.db'}")
        await database.upgrade()
        await seed(database, folder, now=datetime(2026, 11, 20, 2, tzinfo=UTC))
        await database.close()

    asyncio.run(load())
    return folder


@pytest.fixture
def today() -> date:
    """The day on which the development data is set."""
    return date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _thinking_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts are answered in the process at hand: to start another takes seconds."""
    monkeypatch.setenv("CRMAGENT_THINKERS", "0")


@pytest.fixture(scope="session", autouse=True)
def _warm_by_now() -> Iterator[None]:
    """The first brain of a process warms up; for the hundreds after it everything is there already.

    The real one, for a test of warming itself, is `inspect.unwrap(Brain.warm)`.
    """
    warm = Brain.warm
    warmed: list[Brain] = []

    @wraps(warm)
    async def once(brain: Brain) -> None:
        if not warmed:
            warmed.append(brain)
            await warm(brain)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Brain, "warm", once)
        yield
