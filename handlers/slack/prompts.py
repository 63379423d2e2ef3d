"""What to try first: the prompts shown when our conversation is empty."""

TITLE = "Paste a draft and say for whom it is, or start with one of these."
_DRAFT = (
    "For people who left something in their cart, push: "
    "You forgot something! Come back for a special treat 🎁"
)
_SMS = (
    "SMS to lapsing buyers, voucher 10% off, min spend $60: "
    "We miss you!! Amazing deals inside, don't miss out"
)


def suggested_prompts(*, connected: bool) -> list[dict[str, str]]:
    """At most four, as Slack takes them; the shop's own campaigns only once there is a shop."""
    prompts = [
        {"title": "Improve a push for abandoned carts", "message": _DRAFT},
        {"title": "Improve an SMS with a voucher", "message": _SMS},
        {"title": "What can you do?", "message": "help"},
    ]
    if connected:
        prompts.insert(2, {"title": "Show my weakest campaigns", "message": "weak"})
    return prompts
