"""The first tables.

Revision 0001, after nothing.
"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _create_merchants()
    _create_products()
    _create_vouchers()
    _create_templates()
    _create_campaigns()
    _create_engagement()
    _create_suggestions()
    _create_imports()
    _create_rejected_rows()


def downgrade() -> None:
    for table in (
        "rejected_rows",
        "imports",
        "suggestions",
        "engagement",
        "campaigns",
        "templates",
        "vouchers",
        "products",
        "merchants",
    ):
        op.drop_table(table)


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _score(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Float(), nullable=True)


def _moment(name: str, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _merchants_row(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["merchant_id"], ["merchants.id"], name=f"fk_{table}_merchant_id", ondelete="CASCADE"
    )


def _create_merchants() -> None:
    op.create_table(
        "merchants",
        _text("id"),
        _text("name"),
        _text("market", nullable=True),
        sa.Column("shares_into_market", sa.Boolean(), nullable=False),
        _moment("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_merchants"),
    )


def _create_products() -> None:
    op.create_table(
        "products",
        _text("merchant_id"),
        _text("id"),
        _text("name"),
        _text("category", nullable=True),
        _merchants_row("products"),
        sa.PrimaryKeyConstraint("merchant_id", "id", name="pk_products"),
    )


def _create_vouchers() -> None:
    op.create_table(
        "vouchers",
        _text("merchant_id"),
        _text("id"),
        _text("title"),
        _text("type"),
        sa.Column("value", sa.Float(), nullable=True),
        _text("currency", nullable=True),
        sa.Column("min_spend", sa.Float(), nullable=True),
        sa.Column("expires_at", sa.Date(), nullable=True),
        _merchants_row("vouchers"),
        sa.PrimaryKeyConstraint("merchant_id", "id", name="pk_vouchers"),
    )


def _create_templates() -> None:
    op.create_table(
        "templates",
        _text("merchant_id"),
        _text("id"),
        _text("channel"),
        _text("title", nullable=True),
        _text("body"),
        _text("language", nullable=True),
        _merchants_row("templates"),
        sa.PrimaryKeyConstraint("merchant_id", "id", name="pk_templates"),
    )


def _create_campaigns() -> None:
    parts = {"template_id": "templates", "product_id": "products", "voucher_id": "vouchers"}
    op.create_table(
        "campaigns",
        _text("merchant_id"),
        _text("id"),
        _text("template_id"),
        _text("product_id", nullable=True),
        _text("voucher_id", nullable=True),
        _text("audience"),
        _text("channel"),
        _moment("sent_at", nullable=True),
        _text("group_key"),
        _merchants_row("campaigns"),
        *(
            sa.ForeignKeyConstraint(
                ["merchant_id", column],
                [f"{table}.merchant_id", f"{table}.id"],
                name=f"fk_campaigns_merchant_id_{column}",
                ondelete="CASCADE",
            )
            for column, table in parts.items()
        ),
        sa.PrimaryKeyConstraint("merchant_id", "id", name="pk_campaigns"),
    )
    op.create_index("ix_campaigns_merchant_id_group_key_id", "campaigns", ["merchant_id", "group_key", "id"])


def _create_engagement() -> None:
    op.create_table(
        "engagement",
        _text("merchant_id"),
        _text("group_key"),
        _text("audience"),
        _count("delivered"),
        _count("read"),
        _count("click_store"),
        _count("click_voucher"),
        _count("click_product"),
        _count("crm_button"),
        _count("unsubscribe"),
        _score("mean_score"),
        _score("shrunk_score"),
        _score("percentile"),
        _text("quarter", nullable=True),
        _score("score_low"),
        _score("score_high"),
        _moment("computed_at"),
        _merchants_row("engagement"),
        sa.PrimaryKeyConstraint("merchant_id", "group_key", name="pk_engagement"),
    )
    for columns in (["merchant_id", "audience", "quarter"], ["audience", "quarter", "shrunk_score"]):
        op.create_index(f"ix_engagement_{'_'.join(columns)}", "engagement", columns)


def _create_suggestions() -> None:
    op.create_table(
        "suggestions",
        _text("id"),
        _text("merchant_id", nullable=True),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("suggestion", sa.JSON(), nullable=False),
        _text("engine"),
        _text("outcome"),
        _moment("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_suggestions"),
    )
    op.create_index("ix_suggestions_merchant_id_created_at", "suggestions", ["merchant_id", "created_at"])


def _create_imports() -> None:
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("sha256"),
        _text("kind"),
        _text("merchant_id"),
        _text("filename"),
        _count("rows_taken"),
        _count("rows_rejected"),
        _text("status"),
        _moment("started_at"),
        _moment("finished_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_imports"),
        sa.UniqueConstraint("sha256", "kind", "merchant_id", name="uq_imports_sha256_kind_merchant_id"),
    )


def _create_rejected_rows() -> None:
    op.create_table(
        "rejected_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        _count("import_id"),
        _count("line"),
        _text("reason"),
        _text("raw"),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name="fk_rejected_rows_import_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rejected_rows"),
    )
    op.create_index("ix_rejected_rows_import_id", "rejected_rows", ["import_id"])
