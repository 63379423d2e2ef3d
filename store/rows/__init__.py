"""What queries give back: frozen, detached from the session, complete."""

from store.rows.answers import AdoptedRow, AnswerRow, DecisionKind, SignalKind, SignalRow, SuggestionRow
from store.rows.base import Row
from store.rows.campaigns import CampaignRow, EngagementRow, Quarter
from store.rows.catalogue import MerchantRow, ProductRow, TemplateRow, VoucherRow
from store.rows.digests import DigestItemRow, DigestPlanRow, DigestRow
from store.rows.imports import ImportRow, ImportStatus, Rejection
from store.rows.scores import ScoredTemplate, SegmentScore, SegmentSize
from store.rows.standards import SegmentStandard, SentTemplate
from store.rows.tastes import MeasuredRow, OpinionRow, TasteRow
from store.rows.trials import OutcomeRow, TrialArmRow, TrialRow
from store.rows.workspaces import LendingRow, ThreadRow, WorkspaceRow

__all__ = [
    "AdoptedRow",
    "AnswerRow",
    "CampaignRow",
    "DecisionKind",
    "DigestItemRow",
    "DigestPlanRow",
    "DigestRow",
    "EngagementRow",
    "ImportRow",
    "ImportStatus",
    "LendingRow",
    "MeasuredRow",
    "MerchantRow",
    "OpinionRow",
    "OutcomeRow",
    "ProductRow",
    "Quarter",
    "Rejection",
    "Row",
    "ScoredTemplate",
    "SegmentScore",
    "SegmentSize",
    "SegmentStandard",
    "SentTemplate",
    "SignalKind",
    "SignalRow",
    "SuggestionRow",
    "TasteRow",
    "TemplateRow",
    "ThreadRow",
    "TrialArmRow",
    "TrialRow",
    "VoucherRow",
    "WorkspaceRow",
]
