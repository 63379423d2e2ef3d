"""The tables. One class a table; every merchant's rows carry that merchant's id in their key.

Table classes do not validate (SQLModel leaves that out): rows come from validated pydantic values,
mostly through `store.upsert`. No class declares a `Relationship`: queries join in the open.
"""

from store.models.answers import Answer, Signal, Suggestion
from store.models.base import Table
from store.models.campaigns import Campaign, Engagement
from store.models.catalogue import Merchant, Product, Template, Voucher
from store.models.copilots import AccessToken, ToolCall
from store.models.digests import Digest, DigestItem
from store.models.imports import Import, RejectedRow
from store.models.preferences import Taste
from store.models.spending import Spending
from store.models.trials import Trial, TrialArm, VariantOutcome
from store.models.workspaces import ConnectCode, Thread, Workspace

__all__ = [
    "AccessToken",
    "Answer",
    "Campaign",
    "ConnectCode",
    "Digest",
    "DigestItem",
    "Engagement",
    "Import",
    "Merchant",
    "Product",
    "RejectedRow",
    "Signal",
    "Spending",
    "Suggestion",
    "Table",
    "Taste",
    "Template",
    "Thread",
    "ToolCall",
    "Trial",
    "TrialArm",
    "VariantOutcome",
    "Voucher",
    "Workspace",
]
