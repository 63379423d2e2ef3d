"""Whose shop a draft speaks for, where a workspace has one of its own."""

from agents.types import Merchant
from handlers.talk import Talk
from handlers.tenant import Tenant


def own_talk(talk: Talk, tenant: Tenant) -> Talk:
    """The talk as this tenant's: what another shop said before stays with that shop."""
    shop = tenant.merchant
    if talk.merchant and (shop is None or talk.merchant.id != shop.id):
        talk = Talk()
    draft = talk.draft.model_copy(update={"merchant": shop}) if talk.draft else None
    return talk.model_copy(update={"merchant": shop, "draft": draft})


def other_shop_note(said: Merchant | None, tenant: Tenant) -> str:
    """A kind word when a message names a shop that this place does not speak for; "" when it does not."""
    shop = tenant.merchant
    if said is None or (shop and said.name.strip().casefold() in {shop.id.casefold(), shop.name.casefold()}):
        return ""
    if shop is None:
        return (
            f"{tenant.name} isn't connected to a shop yet, so I can't speak for “{said.name}”: "
            "the Home tab connects it."
        )
    return f"{tenant.name} speaks for {shop.name}, so this is written for {shop.name}, not “{said.name}”."
