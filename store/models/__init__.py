"""The tables. One class a table; every merchant's rows carry that merchant's id in their key.

Table classes do not validate (SQLModel leaves that out): rows come from validated pydantic values,
mostly through `store.upsert`. No class declares a `Relationship`: queries join in the open.
"""

from store.models.answers import Answer, Signal, Suggestion
from store.models.base import Table
from store.models.campaigns import Campaign, Engagement
from store.models.catalogue import Merchant, Product, Template, Voucher
from store.models.imports import Import, RejectedRow
from store.models.spending import Spending
from store.models.workspaces import ConnectCode, Thread, Workspace

__all__ = [
    "Answer",
    "Campaign",
    "ConnectCode",
    "Engagement",
    "Import",
    "Merchant",
    "Product",
    "RejectedRow",
    "Signal",
    "Spending",
    "Suggestion",
    "Table",
    "Template",
    "Thread",
    "Voucher",
    "Workspace",
]
