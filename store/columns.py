"""Column types that keep SQLite and Postgres in step."""

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator


class CleanText(TypeDecorator[str]):
    """Text that either database takes: NUL and lone surrogates become U+FFFD on the way in.

    Postgres refuses both, SQLite the second; a merchant's export may hold either.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace what cannot be stored; leave everything else byte for byte."""
        del dialect
        if value is None or (value.isascii() and "\x00" not in value):
            return value
        return value.replace("\x00", "�").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Moment(TypeDecorator[datetime]):
    """A point in time, always aware and in UTC, though SQLite keeps no time zone.

    Raises ValueError for a naive datetime, whose zone nobody could know.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn to UTC on the way in."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone: give it one before it is stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back UTC; SQLite's naive answer was UTC when it went in."""
        del dialect
        return None if value is None else (value if value.tzinfo else value.replace(tzinfo=UTC))
