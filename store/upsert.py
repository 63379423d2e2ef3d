"""Many rows at once, on either database: insert what is new, update what is known."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import UpdateBase
from sqlmodel.ext.asyncio.session import AsyncSession

from store.errors import UnevenRowsError
from store.models import Table

_CHUNK = 2_000


async def upsert(
    session: AsyncSession,
    table: type[Table],
    rows: Iterable[Mapping[str, Any]],
    *,
    keep: Collection[str] = (),
) -> int:
    """Write validated rows of one table by primary key; return how many were given.

    Every row names the same columns; a column left out gets the model's default where the row is
    new. On a known key the given columns are replaced, except those in `keep`; the last of two rows
    with one key wins. Memory stays bounded: `rows` may be a generator. Raises UnevenRowsError.
    """
    remaining = iter(rows)
    first = next(remaining, None)
    if first is None:
        return 0
    statement = _statement(table, first.keys(), keep, session.get_bind().dialect.name)
    connection = await session.connection()
    written = 0
    for chunk in _chunks(chain([first], remaining)):
        _check_even(table, first.keys(), chunk)
        await connection.execute(statement, chunk)
        written += len(chunk)
    return written


def _chunks(rows: Iterator[Mapping[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while chunk := [dict(row) for row in islice(rows, _CHUNK)]:
        yield chunk


def _check_even(table: type[Table], columns: Collection[str], rows: list[dict[str, Any]]) -> None:
    """SQLAlchemy looks at the first row alone and would drop what only later ones name."""
    for row in rows:
        if row.keys() != columns:
            raise UnevenRowsError(str(table.__tablename__), set(columns), set(row))


def _statement(
    table: type[Table], columns: Collection[str], keep: Collection[str], dialect: str
) -> UpdateBase:
    target = table.metadata.tables[str(table.__tablename__)]
    key = [column.name for column in target.primary_key]
    # Both say ON CONFLICT alike, each through its own class.
    insert = sqlite.insert(target) if dialect == "sqlite" else postgresql.insert(target)
    replaced = {name: insert.excluded[name] for name in columns if name not in key and name not in keep}
    if not replaced:
        return insert.on_conflict_do_nothing(index_elements=key)
    return insert.on_conflict_do_update(index_elements=key, set_=replaced)
