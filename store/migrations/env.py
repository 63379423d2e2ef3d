"""Run by Alembic (never imported by us): compares and migrates on the connection it is handed."""

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from store.models import Table


def _plain_type(kind: str, item: Any, _context: Any) -> str | Literal[False]:  # noqa: ANN401
    """Write a revision in the database's own types: our classes may change, history may not."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    compare_server_default=True,
    render_item=_plain_type,
    # SQLite cannot alter most of a table in place.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
