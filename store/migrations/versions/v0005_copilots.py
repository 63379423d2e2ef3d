"""Tokens of assistants, and the calls of their tools.

Revision 0005, after 0004.
"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    _create_access_tokens()
    _create_tool_calls()


def downgrade() -> None:
    for table in ("tool_calls", "access_tokens"):
        op.drop_table(table)


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _moment(name: str, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _merchants_row(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["merchant_id"], ["merchants.id"], name=f"fk_{table}_merchant_id", ondelete="CASCADE"
    )


def _create_index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, [*columns])


def _create_access_tokens() -> None:
    op.create_table(
        "access_tokens",
        *(_text(name) for name in ("id", "digest", "merchant_id", "name")),
        sa.Column("scopes", sa.JSON(), nullable=False),
        _text("time_zone"),
        _moment("created_at"),
        _moment("expires_at", nullable=True),
        _moment("revoked_at", nullable=True),
        _merchants_row("access_tokens"),
        sa.PrimaryKeyConstraint("id", name="pk_access_tokens"),
        sa.UniqueConstraint("digest", name="uq_access_tokens_digest"),
    )
    _create_index("access_tokens", "merchant_id", "created_at")


def _create_tool_calls() -> None:
    op.create_table(
        "tool_calls",
        sa.Column("id", sa.Integer(), nullable=False),
        _moment("at"),
        *(_text(name) for name in ("via", "team_id", "who")),
        _text("merchant_id", nullable=True),
        *(_text(name) for name in ("tool", "outcome", "detail")),
        sa.Column("elapsed_ms", sa.Float(), nullable=False),
        sa.Column("model_calls", sa.Integer(), nullable=False),
        sa.Column("cost", sa.Float(), nullable=True),
        _merchants_row("tool_calls"),
        sa.PrimaryKeyConstraint("id", name="pk_tool_calls"),
    )
    _create_index("tool_calls", "merchant_id", "at")
    _create_index("tool_calls", "team_id", "who")
