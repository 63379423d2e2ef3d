"""The words everything else is said in: segments, channels, kinds of voucher, error, path, outcome."""

from typing import Literal, get_args

Segment = Literal[
    "potential_new_customers",
    "new_buyers",
    "lapsing_buyers",
    "abandoned_cart_buyers",
    "unpaid_order_buyers",
    "post_purchase_group",
    "price_drop_group",
    "active_old_followers",
    "frequent_buyers",
    "new_followers",
    "repeat_buyers",
]
Channel = Literal["push", "im", "email", "sms", "whatsapp"]
VoucherType = Literal["percentage", "fixed", "free_shipping", "bogo", "gift", "points"]
ErrorType = Literal[
    "audience_assumption_error",
    "weak_call_to_action",
    "vague_incentive",
    "misaligned_tone",
    "irrelevant_offer",
]
Path = Literal["in_group", "retrieval", "rules"]
Outcome = Literal["rewritten", "ask", "refused", "unchanged"]
Level = Literal[1, 3, 5]
# How a merchant wants an answer told, beyond what is wrong with the draft. "shorter" may be said twice.
Wish = Literal["shorter", "warmer", "formal", "plainer", "emoji", "no_emoji", "title", "no_title"]

SEGMENTS: tuple[Segment, ...] = get_args(Segment)
CHANNELS: tuple[Channel, ...] = get_args(Channel)
ERROR_TYPES: tuple[ErrorType, ...] = get_args(ErrorType)
WISHES: tuple[Wish, ...] = get_args(Wish)
