"""What all tables share, and how a merchant's rows hang on to their merchant."""

from sqlalchemy import ForeignKeyConstraint, MetaData
from sqlmodel import SQLModel


class Table(SQLModel):
    """What all tables share: one catalogue of them, with constraints named alike on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def belongs(column: str, table: str) -> ForeignKeyConstraint:
    """(merchant_id, column) points at a row of `table` of the same merchant, or column is null."""
    return ForeignKeyConstraint(
        ["merchant_id", column], [f"{table}.merchant_id", f"{table}.id"], ondelete="CASCADE"
    )


def merchants_row() -> ForeignKeyConstraint:
    """merchant_id names a merchant; the rows go when the merchant goes."""
    return ForeignKeyConstraint(["merchant_id"], ["merchants.id"], ondelete="CASCADE")
