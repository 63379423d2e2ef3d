"""The fields of our forms, by the ids of their blocks: what a form shows and what reads it agree here."""

# The option of a menu that stands for none of the others.
NONE = "none"

AUDIENCE = "audience"
CHANNEL = "channel"
PRODUCT = "product"
CATEGORY = "category"
VOUCHER_TITLE = "voucher_title"
VOUCHER_TYPE = "voucher_type"
VOUCHER_VALUE = "voucher_value"
CURRENCY = "voucher_currency"
MIN_SPEND = "voucher_min_spend"
EXPIRES = "voucher_expires"
TITLE = "title"
# A body too long for one field goes on in "body_2_line", "body_3_space", …: the last part names what
# stood where it was parted.
BODY = "body"

REASON = "reason"
WORDS = "words"

CODE = "code"

DIGEST_CHANNEL = "digest_channel"
DIGEST_DAY = "digest_day"
DIGEST_HOUR = "digest_hour"
TIME_ZONE = "time_zone"
DEFAULT_AUDIENCE = "default_audience"
DEFAULT_CHANNEL = "default_channel"
EDITORS = "editors"
LENDS_VOTES = "lends_votes"

CAMPAIGN = "campaign"
REWRITES = "rewrites"
METRIC = "metric"
LIFT = "lift"
WEEKLY = "weekly"
MODE = "mode"
SURE = "sure"
