"""Workspaces and their codes, threads, answers and signals.

Revision 0002, after 0001.
"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _create_workspaces()
    _create_connect_codes()
    _create_threads()
    _create_answers()
    _create_signals()


def downgrade() -> None:
    for table in ("signals", "answers", "threads", "connect_codes", "workspaces"):
        op.drop_table(table)


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _moment(name: str, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _merchants_row(table: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["merchant_id"], ["merchants.id"], name=f"fk_{table}_merchant_id", ondelete=ondelete
    )


def _create_index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, [*columns])


def _create_workspaces() -> None:
    op.create_table(
        "workspaces",
        _text("team_id"),
        _text("enterprise_id", nullable=True),
        _text("name"),
        _text("merchant_id", nullable=True),
        _text("time_zone"),
        _text("digest_channel", nullable=True),
        _number("digest_day"),
        _number("digest_hour"),
        _text("default_audience", nullable=True),
        _text("default_channel", nullable=True),
        sa.Column("editors", sa.JSON(), nullable=False),
        _moment("created_at"),
        _moment("updated_at"),
        _merchants_row("workspaces", "SET NULL"),
        sa.PrimaryKeyConstraint("team_id", name="pk_workspaces"),
    )


def _create_connect_codes() -> None:
    op.create_table(
        "connect_codes",
        _text("digest"),
        _text("merchant_id"),
        _moment("created_at"),
        _moment("expires_at"),
        _moment("used_at", nullable=True),
        _text("used_by_team", nullable=True),
        _merchants_row("connect_codes", "CASCADE"),
        sa.PrimaryKeyConstraint("digest", name="pk_connect_codes"),
    )


def _create_threads() -> None:
    op.create_table(
        "threads",
        _text("team_id"),
        _text("channel"),
        _text("thread"),
        sa.Column("talk", sa.JSON(), nullable=False),
        _text("last_key"),
        _moment("updated_at"),
        sa.PrimaryKeyConstraint("team_id", "channel", "thread", name="pk_threads"),
    )


def _create_answers() -> None:
    op.create_table(
        "answers",
        _text("team_id"),
        _text("channel"),
        _text("ts"),
        _text("thread"),
        _text("suggestion_id"),
        _text("merchant_id", nullable=True),
        _text("asked_by"),
        _moment("created_at"),
        _text("decision", nullable=True),
        _number("version", nullable=True),
        _text("decided_by", nullable=True),
        _moment("decided_at", nullable=True),
        _text("decision_key", nullable=True),
        _text("final_title", nullable=True),
        _text("final_body", nullable=True),
        sa.PrimaryKeyConstraint("team_id", "channel", "ts", name="pk_answers"),
    )
    _create_index("answers", "team_id", "created_at")
    _create_index("answers", "team_id", "merchant_id", "decided_at")


def _create_signals() -> None:
    op.create_table(
        "signals",
        _text("key"),
        _text("team_id"),
        _text("merchant_id", nullable=True),
        _text("suggestion_id", nullable=True),
        _text("channel"),
        _text("ts"),
        _text("user_id"),
        _text("kind"),
        _text("value"),
        _number("version", nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        _moment("at"),
        _moment("removed_at", nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_signals"),
    )
    _create_index("signals", "team_id", "channel", "ts")
    _create_index("signals", "team_id", "suggestion_id")
    _create_index("signals", "merchant_id", "at")
