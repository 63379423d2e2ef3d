"""The hard checks where a draft's own words are the cause of what fails."""

from datetime import date

from agents.checks import HardChecks
from agents.facts.ledger import open_ledger
from agents.types import Draft, Message

TODAY = date(2026, 11, 20)


def broken(said: str, body: str) -> set[str]:
    """The rules that a message breaks as the answer to a draft for WhatsApp."""
    merchant = {"id": "m", "name": "Fai Kee Lighting", "market": "HK"}
    draft = Draft.model_validate(
        {"merchant": merchant, "audience": "repeat_buyers", "channel": "whatsapp", "body": said}
    )
    checks = HardChecks(draft=draft, ledger=open_ledger(draft, today=TODAY), language="en")
    return {v.rule for v in checks.violations(Message(body=body))}


def test_the_name_of_a_tag_that_has_to_stay_refuses_nothing() -> None:
    said = "Hi %NAME%, the desk lamps are here. Have a look today."
    assert broken(said, "Hi %NAME%, the desk lamps are here for you. Have a look today.") == set()


def test_a_tag_of_a_new_name_is_still_refused() -> None:
    said = "Hi {{name}}, the desk lamps are here. Have a look today."
    assert "whatsapp_variable_name" in broken(said, "Hi {{na#me}}, the desk lamps are here. Have a look.")
