"""Digests, what reactions taught, trials, and whether a workspace lends its votes.

Revision 0004, after 0003.
"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_COUNTS = ("delivered", "read", "click_store", "click_voucher", "click_product", "crm_button", "unsubscribe")


def upgrade() -> None:
    op.add_column(
        "workspaces", sa.Column("lends_votes", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    _create_digests()
    _create_digest_items()
    _create_tastes()
    _create_trials()
    _create_trial_arms()
    _create_variant_outcomes()


def downgrade() -> None:
    for table in ("variant_outcomes", "trial_arms", "trials", "tastes", "digest_items", "digests"):
        op.drop_table(table)
    op.drop_column("workspaces", "lends_votes")


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _measure(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Float(), nullable=False)


def _moment(name: str, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _merchants_row(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["merchant_id"], ["merchants.id"], name=f"fk_{table}_merchant_id", ondelete="CASCADE"
    )


def _part_of(table: str, parent: str, column: str, parents: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["merchant_id", column],
        [f"{parent}.merchant_id", f"{parent}.{parents}"],
        name=f"fk_{table}_merchant_id_{column}",
        ondelete="CASCADE",
    )


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _create_index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, [*columns])


def _create_digests() -> None:
    op.create_table(
        "digests",
        *(_text(name) for name in ("merchant_id", "week", "team_id", "channel")),
        _text("ts", nullable=True),
        _json("content"),
        _moment("created_at"),
        _moment("posted_at", nullable=True),
        _merchants_row("digests"),
        _key("digests", "merchant_id", "week"),
    )
    _create_index("digests", "team_id", "channel", "ts")


def _create_digest_items() -> None:
    op.create_table(
        "digest_items",
        _text("merchant_id"),
        _text("week"),
        _number("position"),
        _text("campaign_id"),
        _text("suggestion_id"),
        _measure("shrunk_score"),
        _measure("gain"),
        _text("ts", nullable=True),
        _part_of("digest_items", "digests", "week", "week"),
        _key("digest_items", "merchant_id", "week", "position"),
    )
    _create_index("digest_items", "merchant_id", "campaign_id")


def _create_tastes() -> None:
    op.create_table(
        "tastes",
        _text("merchant_id"),
        _number("version"),
        _text("key"),
        _number("pairs"),
        _json("model"),
        _moment("created_at"),
        _key("tastes", "merchant_id", "version"),
    )


def _create_trials() -> None:
    op.create_table(
        "trials",
        _text("merchant_id"),
        _text("id"),
        *(_text(name, nullable=True) for name in ("team_id", "suggestion_id", "campaign_id")),
        _text("audience"),
        _text("channel"),
        _json("plan"),
        _json("looks"),
        _text("verdict", nullable=True),
        _text("created_by", nullable=True),
        _moment("created_at"),
        _moment("ended_at", nullable=True),
        _merchants_row("trials"),
        _key("trials", "merchant_id", "id"),
    )
    _create_index("trials", "merchant_id", "created_at")


def _create_trial_arms() -> None:
    op.create_table(
        "trial_arms",
        _text("merchant_id"),
        _text("trial_id"),
        _text("arm"),
        _text("intent", nullable=True),
        _text("title", nullable=True),
        _text("body"),
        _text("campaign_id"),
        _text("variant", nullable=True),
        _part_of("trial_arms", "trials", "trial_id", "id"),
        _key("trial_arms", "merchant_id", "trial_id", "arm"),
    )
    _create_index("trial_arms", "merchant_id", "campaign_id")


def _create_variant_outcomes() -> None:
    op.create_table(
        "variant_outcomes",
        *(_text(name) for name in ("merchant_id", "campaign_id", "variant")),
        *(_number(name) for name in (*_COUNTS, "clicked")),
        _measure("score_sum"),
        _measure("score_squares"),
        _moment("computed_at"),
        _merchants_row("variant_outcomes"),
        _key("variant_outcomes", "merchant_id", "campaign_id", "variant"),
    )
