"""How the tables came to be: Alembic revisions, run from the code that needs them.

There is no alembic.ini: `config` holds what one would say, so any Alembic command works with it,
such as `command.revision(config(connection), "why", autogenerate=True)` after a change of models.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

# Any number will do, as long as nobody else locks it in the same database: "CRMA" in ASCII.
_LOCK = 0x43524D41


def config(connection: Connection) -> Config:
    """Alembic's configuration for the revisions of this folder on an open connection."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings


def upgrade(connection: Connection) -> None:
    """Run every revision still missing, all or none; a second replica waits, then finds it done."""
    with _alone(connection):
        command.upgrade(config(connection), "head")


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    if connection.dialect.name == "sqlite":
        with _without_foreign_keys(connection):
            # The driver begins by itself for INSERT and UPDATE, not for CREATE TABLE.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield
            connection.commit()
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        yield
        connection.commit()


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """Alembic rebuilds SQLite's tables to change them: dropping the old one must not cascade.

    The pragma works outside a transaction only.
    """
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.rollback()
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
