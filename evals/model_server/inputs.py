"""From a prompt of ours back to the values that it was made of, as far as a reader can tell."""

import json
import re
from typing import Any

from agents.audiences import profile
from agents.engines.model.wording import channel_told
from agents.facts.types import OfferWording, Sayable
from agents.types import CHANNELS, SEGMENTS, Diagnosis, Draft, Finding, Message, Product, Voucher
from evals.model_server.scene import Scene
from evals.model_server.tags import Tags

_FINDING = re.compile(r"^(\w+): (.*) \[in the draft: (.*)\]$", re.MULTILINE)
_FIGURE = re.compile(r"\S*\d\S*")
_KINDS = {
    "%": "percentage",
    "free shipping": "free_shipping",
    "point": "points",
    "buy ": "bogo",
    "get ": "bogo",
    "free": "gift",
}


class Given:
    """The parts of a scene as the tasks' values. Audience and channel are known by how they are told."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.tags = Tags(scene.block("placeholders") or "")

    @property
    def around(self) -> dict[str, Any]:
        """Whom a message is for, how it is sent, and what is known around it."""
        return {
            "audience": self._audience,
            "channel": self._channel,
            "product": self._product,
            "voucher": self._voucher,
        }

    def message(self, name: str) -> Message:
        """The message called `name`."""
        title = self._block(f"{name}-title")
        return Message(title=title, body=self._block(f"{name}-body") or "-")

    def draft(self, name: str) -> Draft:
        """The message called `name` with what is known around it, as a draft."""
        message, shop = self.message(name), self._block("shop")
        merchant = {"id": shop, "name": shop} if shop else None
        known = self.around | {"title": message.title, "body": message.body, "merchant": merchant}
        return Draft.model_validate(known | {"voucher": self._voucher or self._told_voucher})

    @property
    def sayable(self) -> Sayable:
        """What may be said, must be and must not."""
        return Sayable(
            offer=self._offer,
            required=self._lines("must-stay"),
            forbidden=self._lines("must-go") or self._lines("dropped"),
            deadline_known=bool(self._offer and self._offer.deadline),
        )

    @property
    def diagnosis(self) -> Diagnosis:
        """What was found wrong."""
        found = _FINDING.findall(self._block("findings") or "")
        errors = tuple(
            Finding.model_validate({"type": kind, "feedback": feedback, "evidence": evidence})
            for kind, feedback, evidence in found
        )
        return Diagnosis(errors=errors, primary=errors[0].type if errors else None)

    @property
    def _audience(self) -> str | None:
        told = self._scene.parts.get("audience", "")
        return next((s for s in SEGMENTS if told.startswith(f"{profile(s).plain_name};")), None)

    @property
    def _channel(self) -> str | None:
        told = self._scene.parts.get("channel", "")
        return next((c for c in CHANNELS if told == channel_told(c)), None)

    @property
    def _product(self) -> Product | None:
        told = self._block("product")
        name, _, category = (told or "").partition(" / ")
        return Product(name=name, category=category or None) if told else None

    @property
    def _voucher(self) -> Voucher | None:
        told = self._block("voucher")
        return Voucher.model_validate_json(told) if told else None

    @property
    def _offer(self) -> OfferWording | None:
        told = (self._block("offer") or "").splitlines()
        if not told:
            return None
        amount, *rest = told
        code = next((line.removeprefix("code ") for line in rest if line.startswith("code ")), None)
        deadline = next((line for line in rest if line.startswith(("until", "by ", "today"))), None)
        terms = next((line for line in rest if line not in {deadline, f"code {code}"}), None)
        least = _FIGURE.search(terms or "")
        short = f"min {least[0]}" if least else None
        return OfferWording(amount=amount, terms=terms, terms_short=short, deadline=deadline, code=code)

    @property
    def _told_voucher(self) -> Voucher | None:
        """A voucher of the kind that an offer sounds like, where only its wording is shown."""
        offer = self._offer
        if offer is None:
            return None
        amount = offer.amount.lower()
        kind = next((kind for sign, kind in _KINDS.items() if sign in amount), "fixed")
        return Voucher.model_validate({"title": offer.amount, "type": kind})

    def _lines(self, name: str) -> tuple[str, ...]:
        told = (self._block(name) or "").splitlines()
        return tuple(str(json.loads(line.removeprefix("- "))) for line in told)

    def _block(self, name: str) -> str | None:
        text = self._scene.block(name)
        return None if text is None else self.tags.put(text)
