"""The options that several commands share, and how their words are read."""

from datetime import UTC, date, datetime
from typing import Annotated

import typer

from agents.types import CHANNELS, SEGMENTS, Channel, Segment


def _audience(said: str) -> Segment:
    from agents.engines.rules.understanding.fields import audience_of  # noqa: PLC0415 - keeps `--help` quick

    found = audience_of(said)
    if found is None:
        raise typer.BadParameter(f"“{said}” is no segment I know; use one of {', '.join(SEGMENTS)}.")
    return found


def _channel(said: str) -> Channel:
    from agents.engines.rules.understanding.fields import channel_of  # noqa: PLC0415 - as above

    found = channel_of(said)
    if found is None:
        raise typer.BadParameter(f"“{said}” is no channel I know; use one of {', '.join(CHANNELS)}.")
    return found


def read_day(said: str) -> date:
    """A day as YYYY-MM-DD. Raises `typer.BadParameter`."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise typer.BadParameter(f"“{said}” is no day: write it like 2026-11-30.") from None


def day_or_today(given: date | None) -> date:
    """The day that was given, else today where this runs."""
    return given or now().astimezone().date()


def now() -> datetime:
    """The moment, with its zone."""
    return datetime.now(tz=UTC)


AudienceOption = Annotated[
    Segment | None,
    typer.Option(
        parser=_audience,
        metavar="SEGMENT",
        help="Whom it goes to: " + ", ".join(SEGMENTS) + "; plain words will do (“abandoned cart”).",
    ),
]
ChannelOption = Annotated[
    Channel | None,
    typer.Option(parser=_channel, metavar="CHANNEL", help="How it is sent: " + ", ".join(CHANNELS) + "."),
]
MerchantOption = Annotated[
    str | None, typer.Option(metavar="ID", help="The shop that speaks, by id or name.")
]
TodayOption = Annotated[
    date | None,
    typer.Option(parser=read_day, metavar="YYYY-MM-DD", help="The day to reckon with instead of today."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
