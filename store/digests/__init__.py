"""The week's digests: for whom they are due, what they are chosen from, what was chosen, where it stands."""

from store.digests.kept import digest_at, get_digest, save_digest
from store.digests.noted import note_item, note_message, note_posted
from store.digests.past import settled_groups, told_groups
from store.digests.plans import digest_plans, planned_digest, weeks_made
from store.digests.sources import segment_scores_of_all, segment_standards, sent_templates

__all__ = [
    "digest_at",
    "digest_plans",
    "get_digest",
    "note_item",
    "note_message",
    "note_posted",
    "planned_digest",
    "save_digest",
    "segment_scores_of_all",
    "segment_standards",
    "sent_templates",
    "settled_groups",
    "told_groups",
    "weeks_made",
]
