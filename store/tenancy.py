"""Whose rows a Slack workspace may see, when it may have belonged to another shop before."""

from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlmodel import col, select

from store.models import Workspace


def seen_by(team_id: str, merchant_id: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a column of any table
    """Rows that are nobody's, or of the merchant to whom this workspace is connected now.

    What it did for another shop before is kept, and shown again only when it is that shop's again.
    """
    its_own = select(Workspace.merchant_id).where(col(Workspace.team_id) == team_id).scalar_subquery()
    return or_(col(merchant_id).is_(None), col(merchant_id) == its_own)
