"""The one boundary: what went wrong becomes a sentence and an exit code, never a stack trace."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import typer

from handlers.references import reference_of

OK, PROBLEM, USAGE = 0, 1, 2
Result = TypeVar("Result")
Other = TypeVar("Other")

log = logging.getLogger(__name__)


class UsageError(Exception):
    """The command was given arguments that don't go together."""


class WorkerError(Exception):
    """A process that helped with a batch failed; its sentence says why."""


def failure_of(work: Callable[[], Awaitable[None]]) -> str | None:
    """Run work in a process of its own to its end; the sentence of its failure, None if it went well."""
    try:
        asyncio.run(_awaited(work))
    except Exception as error:  # noqa: BLE001 - the boundary of a process
        return describe(error)[0]
    return None


def run(work: Callable[[], Awaitable[Result]]) -> Result:
    """Run a command's work to its end; a problem ends the program with its sentence and code."""
    try:
        return asyncio.run(_awaited(work))
    except (typer.Exit, BrokenPipeError):  # nobody reads on (“| head”): typer ends quietly
        raise
    except Exception as error:  # noqa: BLE001 - the boundary: nothing may end in a stack trace
        raise typer.Exit(tell(error)) from None


def tell(error: Exception) -> int:
    """Say on standard error what happened and what to do; the exit code it means."""
    sentence, code = describe(error)
    typer.echo(sentence, err=True)
    return code


async def shielded(work: Awaitable[Result], otherwise: Callable[[str], Other]) -> Result | Other:
    """The result of `work`, or what `otherwise` makes of the sentence on its failure.

    For long runs in which one bad item must not end the rest.
    """
    try:
        return await work
    except Exception as error:  # noqa: BLE001 - the boundary, once for every item
        return otherwise(describe(error)[0])


def describe(error: Exception) -> tuple[str, int]:
    """What to tell about an error, and the exit code it means."""
    from bot.settings import SettingsError  # noqa: PLC0415 - keeps `--help` quick

    if isinstance(error, UsageError | SettingsError):
        return str(error), USAGE
    if isinstance(error, WorkerError):
        return str(error), PROBLEM
    if (sentence := _known(error)) is not None:
        return sentence, PROBLEM
    return _unknown(error), PROBLEM


async def _awaited(work: Callable[[], Awaitable[Result]]) -> Result:
    from bot.log import open_log  # noqa: PLC0415 - as above
    from bot.settings import load_settings  # noqa: PLC0415

    open_log(load_settings().log_level)
    return await work()


def _known(error: Exception) -> str | None:
    """The sentence of an error we expect: our own exceptions carry it, the system's need words."""
    package = type(error).__module__.partition(".")[0]
    if package in {"agents", "handlers", "store"}:
        return str(error)
    if package in {"sqlalchemy", "asyncpg"} or isinstance(error, ConnectionError):
        return (
            "The database could not be used: check that it runs and that DATABASE_URL is right; "
            "“python -m bot check” tells more."
        )
    if isinstance(error, OSError):
        return _of_the_system(error)
    if isinstance(error, UnicodeDecodeError):
        return "The text is not UTF-8: save it as UTF-8 and try again."
    return None


def _of_the_system(error: OSError) -> str:
    place = f"“{error.filename}”" if error.filename else "A file"
    reasons = {
        FileNotFoundError: f"{place} does not exist: check the path.",
        IsADirectoryError: f"{place} is a folder: name a file.",
        PermissionError: f"{place} may not be read or written by this user: change its permissions.",
    }
    return reasons.get(type(error), f"{place} could not be used: {error.strerror or error}.")


def _unknown(error: Exception) -> str:
    """Write the error down in full where it can be found; say only where."""
    reference, text = reference_of(error)
    place = _write_down(reference, text)
    return f"Something went wrong that we did not foresee (reference {reference}). {place}"


def _write_down(reference: str, text: str) -> str:
    path = _error_log()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"reference {reference}\n{text}\n")
    except OSError:
        log.exception("reference %s\n%s", reference, text)
        return "The details are in the log above."
    return f"The details are in {path}; please send them with a report."


def _error_log() -> Path:
    from bot.settings import SettingsError, load_settings  # noqa: PLC0415 - as above

    try:
        return load_settings().error_log
    except SettingsError:
        return Path("var") / "errors.log"
