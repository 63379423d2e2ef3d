"""The kinds of error, each with what it is and how it is mended: for assistants that explain them."""

from agents.types import ErrorType

GUIDE: dict[ErrorType, str] = {
    "audience_assumption_error": (
        "The message presumes something that is not so of these readers: “thanks for your order” to people "
        "who never bought, “we miss you” to people who came yesterday. Say only what is true of everybody "
        "in the segment; crm://segments/{audience} tells what that is."
    ),
    "weak_call_to_action": (
        "Nothing tells the reader what to do next, or it is vague (“check it out”), or there are several at "
        "once. End with one concrete step that fits where they stand: finish the order, pay now, rate it."
    ),
    "vague_incentive": (
        "An offer is hinted at and not told: “a special treat”, “great deals”. State the value, the minimum "
        "spend and the last day exactly as the voucher has them; without a voucher, promise nothing."
    ),
    "misaligned_tone": (
        "The voice does not fit the readers or the moment: shouting, guilt, pressure without a reason, "
        "formal words to regulars. Write as the shop would speak to these people across the counter."
    ),
    "irrelevant_offer": (
        "The offer is not for these people: a first-order voucher to frequent buyers, a discount on what "
        "they have just paid for. Leave it out, or name what does fit."
    ),
}
